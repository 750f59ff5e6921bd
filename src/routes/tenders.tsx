import { Hono } from "hono";
import { z } from "zod";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { PaidArea } from "../../views/tender/paid-area.tsx";
import { TenderArea, TenderNews, tenderSeen } from "../../views/tender/tender-area.tsx";
import { AppError } from "../errors.ts";
import { openDrawer } from "../operations/print-receipt.ts";
import { completeSale } from "../operations/sale-life.ts";
import { startPayment } from "../operations/start-payment.ts";
import { takeBackTender, takeCard, takeCash, takeGiftCard } from "../operations/take-tender.ts";
import { findSale } from "../store/sales.ts";
import { form, idOf, path, query, typed, typedAfter, wholeNumber } from "./forms.ts";
import { saleView } from "./present.ts";
import { shownCard } from "./shown-card.ts";
import { isOfPanel, type PanelAsked, type PanelName, PANELS, tenderPanel } from "./tender-panels.tsx";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });
const PANEL_OF = { cash: "cash", card: "card", klarna_card: "klarna-card", gift_card: "gift-card" } as const;
const tenderFields = {
  kind: z.enum(["cash", "card", "klarna_card", "gift_card"]),
  given: typed,
  amount: typed,
  reference: typed,
  card: typed,
  version: wholeNumber,
};

/** How a sale is paid, and its end. */
export const tenderRoutes = new Hono<Till>()
  .get("/sales/:saleId/tender", saleParam, query({ seen: typed }), (c) => {
    const { saleId } = c.req.valid("param");
    return wantsPart(c) ? tenderNews(c, saleId, c.req.valid("query").seen) : tenderPage(c, saleId);
  })
  .get(
    "/sales/:saleId/tender/:panel",
    path({ saleId: idOf("sal"), panel: z.enum(PANELS) }),
    query({ card: typed }),
    (c) => {
      const { saleId, panel } = c.req.valid("param");
      return tenderPanel(c, saleId, panel, c.req.valid("query"));
    },
  )
  .post("/sales/:saleId/tenders", saleParam, form(tenderFields), async (c) => {
    const { saleId } = c.req.valid("param");
    const { kind, card, version: _, ...values } = c.req.valid("form");
    return await orPanel(c, saleId, { name: PANEL_OF[kind], values, card }, async () => {
      await takeTender(c, saleId, c.req.valid("form"));
      return `/sales/${saleId}/tender`;
    });
  })
  .post(
    "/sales/:saleId/tenders/:tenderId/removal",
    path({ saleId: idOf("sal"), tenderId: idOf("tnd") }),
    form({}),
    (c) =>
      orTenderPage(c, c.req.valid("param").saleId, async () => {
        await takeBackTender(c.get("shop"), actionOf(c), operatorOf(c), c.req.valid("param"));
        return `/sales/${c.req.valid("param").saleId}/tender`;
      }),
  )
  .post("/sales/:saleId/payments", saleParam, form({ version: wholeNumber, amount: typed }), (c) => {
    const { saleId } = c.req.valid("param");
    const { version, amount } = c.req.valid("form");
    return orPanel(c, saleId, { name: "klarna", values: { amount } }, async () => {
      const { paymentId } = await startPayment(c.get("shop"), actionOf(c), operatorOf(c), { saleId, version, amount });
      return `/payments/${paymentId}`;
    });
  })
  .post(
    "/sales/:saleId/completion",
    saleParam,
    form({ later: typed }),
    (c) =>
      orTenderPage(c, c.req.valid("param").saleId, async () => {
        const { saleId } = c.req.valid("param");
        const shop = c.get("shop");
        const isForPickUp = c.req.valid("form").later === "yes";
        const slips = typedAfter("slip.", await c.req.parseBody());
        await completeSale(shop, actionOf(c), operatorOf(c), saleId, { isForPickUp, slips });
        await openDrawer(shop, operatorOf(c), saleId);
        return `/sales/${saleId}`;
      }),
  );

type Fields = z.infer<z.ZodObject<typeof tenderFields>>;

async function takeTender(c: TillContext, saleId: string, typedIn: Fields): Promise<void> {
  const shop = c.get("shop");
  const { kind, given, amount, reference, card, version } = typedIn;
  const wanted = { saleId, version };
  if (kind === "cash") await takeCash(shop, actionOf(c), operatorOf(c), { ...wanted, given });
  else if (kind === "gift_card") {
    const giftCardId = shownCard(c, saleId, card);
    await takeGiftCard(shop, actionOf(c), operatorOf(c), { ...wanted, giftCardId, amount });
  } else await takeCard(shop, actionOf(c), operatorOf(c), { ...wanted, kind, amount, reference });
}

type Panel = { name: PanelName } & Pick<PanelAsked, "values" | "card">;

/** Does the deed and goes on; what was typed wrong for it is said in its panel, with what was typed still there. */
async function orPanel(c: TillContext, saleId: string, panel: Panel, deed: () => Promise<string>): Promise<Response> {
  try {
    return goTo(c, await deed());
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.kind === "sale_missing") throw error;
    const { name, ...typedIn } = panel;
    return isOfPanel(error)
      ? await tenderPanel(c, saleId, name, { ...typedIn, error })
      : await tenderPage(c, saleId, error);
  }
}

/** Does the deed and goes on; a refusal shows the choice of payment again, with its sentence. */
async function orTenderPage(c: TillContext, saleId: string, deed: () => Promise<string>): Promise<Response> {
  try {
    return goTo(c, await deed());
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.kind === "sale_missing") throw error;
    return await tenderPage(c, saleId, error);
  }
}

async function tenderPage(c: TillContext, saleId: string, error?: AppError): Promise<Response> {
  const frame = await frameOf(c);
  const sale = await saleView(c.get("shop"), saleId);
  if (sale.payment && !error) return goTo(c, `/payments/${sale.payment.id}`);
  if (sale.status === "completed" && !error) return goTo(c, `/sales/${saleId}`);
  const problem = error?.problem ?? (sale.lines.length === 0 ? { kind: "basket_empty" as const } : null);
  const isPaid = sale.lines.length > 0 && sale.totals.dueMinor === 0;
  return await c.html(
    <SalePage frame={frame} sale={sale} place="tender">
      {isPaid
        ? <PaidArea frame={frame} sale={sale} problem={problem} />
        : <TenderArea frame={frame} sale={sale} problem={problem} />}
    </SalePage>,
    error?.status ?? 200,
  );
}

/** To a register that shows the choice: what has changed around it, or nothing, which is what most polls get. */
async function tenderNews(c: TillContext, saleId: string, seen: string): Promise<Response> {
  const shop = c.get("shop");
  const row = await findSale(shop.db.read, saleId);
  if (!row || seen === tenderSeen(shop.klarna.state, row.mode === "practice")) return c.body(null, 204);
  const sale = await saleView(shop, saleId);
  const isChoosing = sale.status === "open" && sale.payment === null && sale.totals.dueMinor > 0;
  return isChoosing ? await c.html(<TenderNews frame={await frameOf(c)} sale={sale} />) : c.body(null, 204);
}
