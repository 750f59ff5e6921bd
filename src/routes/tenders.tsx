import { Hono } from "hono";
import { z } from "zod";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { CashArea } from "../../views/tender/cash-area.tsx";
import { PaidArea } from "../../views/tender/paid-area.tsx";
import { TenderArea, TenderNews, tenderSeen } from "../../views/tender/tender-area.tsx";
import { AppError } from "../errors.ts";
import { openDrawer } from "../operations/print-receipt.ts";
import { completeSale } from "../operations/sale-life.ts";
import { startPayment } from "../operations/start-payment.ts";
import { takeBackTender, takeCash } from "../operations/take-tender.ts";
import { findSale } from "../store/sales.ts";
import { form, idOf, path, query, typed, wholeNumber } from "./forms.ts";
import { saleView } from "./present.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });

/** How a sale is paid, and its end. */
export const tenderRoutes = new Hono<Till>()
  .get("/sales/:saleId/tender", saleParam, query({ seen: typed }), (c) => {
    const { saleId } = c.req.valid("param");
    return wantsPart(c) ? tenderNews(c, saleId, c.req.valid("query").seen) : tenderPage(c, saleId);
  })
  .get("/sales/:saleId/tender/cash", saleParam, (c) => cashPage(c, c.req.valid("param").saleId))
  .post(
    "/sales/:saleId/tenders",
    saleParam,
    form({ kind: z.literal("cash"), given: typed, version: wholeNumber }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const { given, version } = c.req.valid("form");
      return await orTenderPage(c, saleId, async () => {
        await takeCash(c.get("shop"), actionOf(c), operatorOf(c), { saleId, version, given });
        return `/sales/${saleId}/tender`;
      }, given);
    },
  )
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
  .post(
    "/sales/:saleId/payments",
    saleParam,
    form({ version: wholeNumber, amount: typed }),
    (c) =>
      orTenderPage(c, c.req.valid("param").saleId, async () => {
        const wanted = { ...c.req.valid("param"), ...c.req.valid("form") };
        const { paymentId } = await startPayment(c.get("shop"), actionOf(c), operatorOf(c), wanted);
        return `/payments/${paymentId}`;
      }),
  )
  .post(
    "/sales/:saleId/completion",
    saleParam,
    form({}),
    (c) =>
      orTenderPage(c, c.req.valid("param").saleId, async () => {
        const { saleId } = c.req.valid("param");
        const shop = c.get("shop");
        await completeSale(shop, actionOf(c), operatorOf(c), saleId);
        await openDrawer(shop, operatorOf(c), saleId);
        return `/sales/${saleId}`;
      }),
  );

/**
 * Does the deed and goes on; a refusal shows the choice of payment again, with its sentence. An amount that is none is
 * said beside its field, with what was typed still there.
 */
async function orTenderPage(
  c: TillContext,
  saleId: string,
  deed: () => Promise<string>,
  given?: string,
): Promise<Response> {
  try {
    return goTo(c, await deed());
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.kind === "sale_missing") throw error;
    if (error.problem.kind === "bad_amount") return await cashPage(c, saleId, given);
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

async function cashPage(c: TillContext, saleId: string, given?: string): Promise<Response> {
  const frame = await frameOf(c);
  const sale = await saleView(c.get("shop"), saleId);
  if (sale.payment) return goTo(c, `/payments/${sale.payment.id}`);
  if (sale.status !== "open" || sale.totals.dueMinor === 0) return goTo(c, `/sales/${saleId}/tender`);
  const isWrong = given !== undefined;
  const state = isWrong ? { values: { given }, problems: { given: "not_an_amount" as const } } : undefined;
  return await c.html(
    <SalePage frame={frame} sale={sale} place="tender">
      {state ? <CashArea frame={frame} sale={sale} form={state} /> : <CashArea frame={frame} sale={sale} />}
    </SalePage>,
    isWrong ? 422 : 200,
  );
}
