import { Hono } from "hono";
import type { FormState } from "../../views/data.ts";
import { GiftCardPage } from "../../views/gift-card/gift-card-page.tsx";
import { SellArea } from "../../views/gift-card/sell-area.tsx";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { AppError } from "../errors.ts";
import { requireCard, sellGiftCard } from "../operations/gift-cards.ts";
import { findSale } from "../store/sales.ts";
import { giftCardHistory } from "../store/gift-cards.ts";
import { form, idOf, path, typed } from "./forms.ts";
import { giftCardView } from "./present-gift-card.ts";
import { coveringPayment, saleView } from "./present.ts";
import { saleWithProblem } from "./sale-pages.tsx";
import { showCard } from "./shown-card.ts";
import { tenderPanel } from "./tender-panels.tsx";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });

/** Selling gift cards, and looking at what is on them. A number is asked for by a form, so that no address holds it. */
export const giftCardRoutes = new Hono<Till>()
  .get("/gift-cards", (c) => cardPage(c, null))
  .post("/gift-cards", form({ number: typed }), async (c) => {
    const { number } = c.req.valid("form");
    try {
      const { card } = await requireCard(c.get("shop").db.read, { number, mode: c.get("shop").klarna.mode });
      return goTo(c, `/gift-cards/${card.id}`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return await cardPage(c, null, { number, error });
    }
  })
  .get(
    "/gift-cards/:giftCardId",
    path({ giftCardId: idOf("gif") }),
    (c) => cardPage(c, c.req.valid("param").giftCardId),
  )
  .post("/sales/:saleId/tender/gift-card", saleParam, form({ number: typed }), async (c) => {
    const { saleId } = c.req.valid("param");
    const { number } = c.req.valid("form");
    const shop = c.get("shop");
    try {
      const mode = (await findSale(shop.db.read, saleId))?.mode ?? shop.klarna.mode;
      const { card } = await requireCard(shop.db.read, { number, mode });
      return goTo(c, `/sales/${saleId}/tender/gift-card?card=${showCard(c, saleId, card.id)}`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return await tenderPanel(c, saleId, "gift-card", { values: { number }, error });
    }
  })
  .get("/sales/:saleId/gift-card", saleParam, (c) => sellPage(c, c.req.valid("param").saleId))
  .post(
    "/sales/:saleId/gift-cards",
    saleParam,
    form({ amount: typed, quick: typed, number: typed }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const { amount, quick, number } = c.req.valid("form");
      try {
        const wanted = { saleId, amount: quick || amount, number };
        await sellGiftCard(c.get("shop"), actionOf(c), operatorOf(c), wanted);
        return goTo(c, `/sales/${saleId}`);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return await sellPage(c, saleId, { values: { amount, number }, error });
      }
    },
  );

type Missed = { number: string; error: AppError };

async function cardPage(c: TillContext, giftCardId: string | null, missed?: Missed): Promise<Response> {
  const shop = c.get("shop");
  const card = giftCardId === null ? null : await giftCardView(shop, giftCardId);
  if (giftCardId !== null && card === null) throw new AppError({ kind: "gift_card_missing" });
  const history = card === null ? [] : await giftCardHistory(shop.db.read, card.id);
  return await c.html(
    <GiftCardPage
      frame={await frameOf(c)}
      card={card}
      history={history}
      form={missed && { values: { number: missed.number }, problems: {} }}
      problem={missed?.error.problem ?? null}
    />,
    missed?.error.status ?? 200,
  );
}

type Refused = { values: Record<string, string>; error: AppError };

async function sellPage(c: TillContext, saleId: string, refused?: Refused): Promise<Response> {
  const sale = await saleView(c.get("shop"), saleId);
  const payment = coveringPayment(sale);
  if (payment && !refused) return goTo(c, `/payments/${payment.id}`);
  if (sale.status !== "open" && refused) return await saleWithProblem(c, saleId, refused.error);
  if (sale.status !== "open" || (sale.lock !== null && !refused)) return goTo(c, `/sales/${saleId}`);
  const isBadAmount = refused?.error.problem.kind === "bad_amount";
  const problem = refused?.values["amount"]?.trim() === "" ? "required" : "not_an_amount";
  const problems: FormState["problems"] = isBadAmount ? { amount: problem } : {};
  const frame = await frameOf(c);
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <SellArea
        frame={frame}
        sale={sale}
        form={{ values: refused?.values ?? {}, problems }}
        problem={isBadAmount ? null : refused?.error.problem ?? null}
      />
    </SalePage>,
    refused?.error.status ?? 200,
  );
}
