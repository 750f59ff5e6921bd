import { Hono } from "hono";
import { z } from "zod";
import { AttentionItemPage } from "../../views/attention/attention-item.tsx";
import { AttentionList, AttentionPage } from "../../views/attention/attention-list.tsx";
import type { AttentionView, PaymentAttentionView } from "../../views/attention/data.ts";
import type { FormState } from "../../views/data.ts";
import type { AttentionItemRow, PaymentRow } from "../../db/schema.ts";
import { byUrgency, isBookRule } from "../domain/attention.ts";
import { sumOfAmounts } from "../domain/money.ts";
import { isAtLeast } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import { bookCaptureFound, captureAgain, closeWithReason, releaseAgain } from "../operations/attention.ts";
import { saleToBookIn } from "../operations/found-refund.ts";
import { REFUND_WAYS, settleRefund, stillOwed } from "../operations/settle-refund.ts";
import type { Shop } from "../shop.ts";
import { findAttentionItem, openAttentionList } from "../store/books.ts";
import { findPayment } from "../store/payments.ts";
import { findSale } from "../store/sales.ts";
import { activeSeniors } from "../store/staff.ts";
import { approvalFields, approvalIn, form, idOf, path, query, reasonProblem, typed, wholeNumber } from "./forms.ts";
import { paymentRowViews } from "./present.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext } from "./till.ts";

const itemParam = path({ itemId: idOf("att") });

/** What waits for a person, and what can be done about it. */
export const attentionRoutes = new Hono<Till>()
  .get("/attention", async (c) => await c.html(<AttentionPage frame={await frameOf(c)} items={await listed(c)} />))
  .get("/attention/list", async (c) => await c.html(<AttentionList frame={await frameOf(c)} items={await listed(c)} />))
  .get("/attention/:itemId", itemParam, query({ closing: z.literal("yes").optional() }), (c) => {
    const wantsClosing = c.req.valid("query").closing === "yes";
    return itemPage(c, c.req.valid("param").itemId, { wantsClosing });
  })
  .post("/attention/:itemId/closing", itemParam, form({ ...approvalFields, reason: typed }), (c) => {
    const { itemId } = c.req.valid("param");
    const { reason, ...approval } = c.req.valid("form");
    const words = { values: { reason }, problems: reasonProblem(reason.trim()) };
    if (Object.keys(words.problems).length > 0) return itemPage(c, itemId, { wantsClosing: true, words });
    return settle(c, { wantsClosing: true, words }, async () => {
      const wanted = { itemId, reason: reason.trim(), approval: approvalIn(approval) };
      await closeWithReason(c.get("shop"), actionOf(c), operatorOf(c), wanted);
    });
  })
  .post("/attention/:itemId/capture", itemParam, form(approvalFields), (c) =>
    settle(c, {}, async (itemId) => {
      const wanted = { itemId, approval: approvalIn(c.req.valid("form")) };
      await captureAgain(c.get("shop"), actionOf(c), operatorOf(c), wanted);
    }))
  .post("/attention/:itemId/release", itemParam, form(approvalFields), (c) =>
    settle(c, {}, async (itemId) => {
      const wanted = { itemId, approval: approvalIn(c.req.valid("form")) };
      await releaseAgain(c.get("shop"), actionOf(c), operatorOf(c), wanted);
    }))
  .post("/attention/:itemId/booking", itemParam, form(approvalFields), (c) =>
    settle(c, {}, async (itemId) => {
      const wanted = { itemId, approval: approvalIn(c.req.valid("form")) };
      await bookCaptureFound(c.get("shop"), actionOf(c), operatorOf(c), wanted);
    }))
  .post(
    "/attention/:itemId/refund",
    itemParam,
    form({ ...approvalFields, way: z.enum(REFUND_WAYS), reference: typed, shown: wholeNumber.optional() }),
    (c) => {
      const { way, reference, shown, ...approval } = c.req.valid("form");
      const words = { values: { way, reference }, problems: {} };
      return settle(c, { words }, async (itemId) => {
        const shownMinor = shown === undefined ? {} : { shownMinor: shown };
        const wanted = { itemId, way, reference, ...shownMinor, approval: approvalIn(approval) };
        await settleRefund(c.get("shop"), actionOf(c), operatorOf(c), wanted);
      });
    },
  );

/** What stands on an item's page besides the item. */
type Asked = { wantsClosing?: boolean; words?: FormState; error?: AppError };

/** Does it and goes back to the list; what stood in the way is said on the item's page. */
async function settle(c: TillContext, asked: Asked, deed: (itemId: string) => Promise<void>): Promise<Response> {
  const itemId = c.req.param("itemId") ?? "";
  try {
    await deed(itemId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return await itemPage(c, itemId, { ...asked, error });
  }
  return goTo(c, "/attention");
}

async function itemPage(c: TillContext, itemId: string, asked: Asked): Promise<Response> {
  const shop = c.get("shop");
  const row = await findAttentionItem(shop.db.read, itemId);
  const item = row && await attentionView(c, row);
  if (!item) throw new AppError({ kind: "page_missing" });
  return await c.html(
    <AttentionItemPage
      frame={await frameOf(c)}
      item={item}
      wantsClosing={asked.wantsClosing ?? false}
      approvers={await approversFor(c)}
      form={asked.words ?? { values: {}, problems: {} }}
      problem={asked.error?.problem ?? null}
    />,
    asked.error?.status ?? 200,
  );
}

async function listed(c: TillContext): Promise<AttentionView[]> {
  const shop = c.get("shop");
  const rows = byUrgency(await openAttentionList(shop.db.read, shop.klarna.mode));
  const items = await Promise.all(rows.map((row) => attentionView(c, row)));
  return items.filter((item) => item !== null);
}

async function attentionView(c: TillContext, row: AttentionItemRow): Promise<AttentionView | null> {
  const shop = c.get("shop");
  const { id, kind, amountMinor, klarnaSays, readAt, openedAt, closedAt } = row;
  const said = { id, amountMinor, readAt, openedAt, isOpen: closedAt === null };
  if (kind === "book_broken") {
    const sale = await findSale(shop.db.read, row.saleId ?? "");
    return sale && isBookRule(klarnaSays) ? { ...said, kind, rule: klarnaSays, sale } : null;
  }
  const found = row.paymentId ? await findPayment(shop.db.read, row.paymentId) : undefined;
  if (!found) return null;
  const [view] = await paymentRowViews(shop, [found]);
  if (!view) return null;
  const { payment, customerName } = view;
  const refund = kind === "refund_refused" ? await refundView(shop, found) : null;
  const isToBook = kind === "refunded_elsewhere";
  const bookInSaleId = isToBook ? await saleToBookIn(shop.db.read, found, shop.klarna) : found.saleId;
  return { ...said, kind, klarnaSays, payment, customerName, refund, bookInSaleId };
}

async function refundView({ db }: Pick<Shop, "db">, payment: PaymentRow): Promise<PaymentAttentionView["refund"]> {
  const owed = await stillOwed(db.read, payment);
  return {
    foundMinor: owed.reduce((sum, { foundMinor }) => sum + foundMinor, 0),
    leftMinor: sumOfAmounts(owed),
  };
}

/** The seniors, for whoever may not decide alone. */
async function approversFor(c: TillContext) {
  if (isAtLeast(operatorOf(c).role, "senior")) return [];
  return (await activeSeniors(c.get("shop").db.read)).map(({ id, name, role }) => ({ id, name, role }));
}
