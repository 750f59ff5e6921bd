import type { Db } from "../../db/open.ts";
import type { PaybackRow, PaymentRow } from "../../db/schema.ts";
import { settledRefundJournal } from "../domain/journal.ts";
import { cashDue, sumOfAmounts } from "../domain/money.ts";
import { AppError } from "../errors.ts";
import { newId, newIdempotencyKey, type Operator, type Shop } from "../shop.ts";
import { closeAttentionItem, findAttentionItem, insertJournal } from "../store/books.ts";
import { hintPayment } from "../store/due-payments.ts";
import { findPayment, updatePayment } from "../store/payments.ts";
import { claimedElsewhere, findReturn, insertPayback } from "../store/returns.ts";
import { tendersOf } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister } from "../store/staff.ts";
import { insertWish, isUnanswered, wishesOf } from "../store/wishes.ts";
import { inTransaction } from "../store/transaction.ts";
import { type Approval, approverOf } from "./approval.ts";
import { askKlarna } from "./ask-klarna.ts";
import { closeIfBooked } from "./book-return.ts";
import { checkPayment } from "./check-payment.ts";
import { refundedElsewhere } from "./conversation/order-facts.ts";
import { withoutEvened } from "./conversation/taken-elsewhere.ts";
import { currentShift, openDrawer, putCash } from "./drawer.ts";
import { foundAtKlarna, refusedPaybacks } from "./klarna-ways.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { type Move, noteEvent } from "./payment-events.ts";

/**
 * What is done about money that Klarna refused for good to give back: it is asked again, or the money goes another way after
 * all, or somebody had given it back in Klarna's portal.
 */
export const REFUND_WAYS = ["again", "cash", "card", "portal"] as const;
export type RefundWay = (typeof REFUND_WAYS)[number];

/** `shownMinor`: what is left to give back, as it was shown. */
type Wanted = { itemId: string; way: RefundWay; reference: string; shownMinor?: number; approval: Approval };

/**
 * Settles what Klarna refused to give back, on a senior's word. Its order is read first: what was given back in the portal
 * already is booked as found there, whatever way was chosen, and not given again. Throws not_selling, attention_closed, needs_senior,
 * refund_under_way while Klarna still owes an answer; return_found when something was given back in the portal since the page was drawn,
 * or a part of what Klarna is to be asked for again; and where the portal is the way, klarna_away and order_elsewhere when
 * the order cannot be read, refund_not_found when it does not show all of it.
 */
export async function settleRefund(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted,
): Promise<{ itemId: string }> {
  const approvedBy = await approverOf(shop, by, "senior", wanted.approval);
  const seen = await findAttentionItem(shop.db.read, wanted.itemId);
  const paymentId = seen?.paymentId ?? "";
  await noteElsewhere(shop, paymentId, await readElsewhere(shop, paymentId, wanted.way));
  let isAsked = false;
  const result = await once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    const item = await findAttentionItem(tx, wanted.itemId);
    if (!item || item.closedAt !== null || item.kind !== "refund_refused") {
      throw new AppError({ kind: "attention_closed" });
    }
    const payment = await findPayment(tx, paymentId);
    if (!payment) throw new AppError({ kind: "payment_missing" });
    const wishes = (await wishesOf(tx, paymentId)).filter(({ kind }) => kind === "refund");
    if (wishes.some(isUnanswered)) throw new AppError({ kind: "refund_under_way" });
    const owed = await stillOwed(tx, payment);
    const leftMinor = sumOfAmounts(owed);
    if (wanted.way === "portal" && leftMinor > 0) throw new AppError({ kind: "refund_not_found" });
    const { shownMinor = leftMinor } = wanted;
    if (wanted.way !== "portal" && leftMinor !== shownMinor) throw new AppError({ kind: "return_found" });
    for (const { payback, foundMinor, amountMinor } of owed) {
      const one = { payment, payback, reference: wanted.reference.trim() || null, approvedBy };
      await settleOne(shop, { tx, afterCommit }, by, { ...one, foundMinor, amountMinor, way: wanted.way });
    }
    isAsked = wanted.way === "again" && leftMinor > 0;
    const reason = isAsked ? "asked_again" : "given_back_otherwise";
    await closeAttentionItem(tx, paymentId, item.kind, { at: shop.clock.now(), staffId: approvedBy, reason });
    await closeIfBooked(shop, tx, paymentId);
    afterCommit(shop.wakeJobs);
    return { itemId: item.id };
  });
  if (isAsked) await checkPayment(shop, paymentId, "cashier");
  return result;
}

type Settled = Refused & { foundMinor: number; amountMinor: number; way: RefundWay };

async function settleOne(shop: Shop, place: Place, by: Operator, { foundMinor, way, ...one }: Settled): Promise<void> {
  if (foundMinor > 0) await goAnotherWay(shop, place, by, { ...one, kind: "klarna", amountMinor: foundMinor });
  if (one.amountMinor === 0) return;
  if (way !== "again") return await goAnotherWay(shop, place, by, { ...one, kind: KINDS[way] });
  // Of what went back in part Klarna would refuse the whole for ever.
  if (foundMinor > 0) throw new AppError({ kind: "return_found" });
  await askAgain(shop, place, by, one);
}

const KINDS = { cash: "cash", card: "card", portal: "klarna" } as const;

/** What the order shows to have been given back in the portal; null: it cannot be read, and the chosen way does without. */
async function readElsewhere(shop: Shop, paymentId: string, way: RefundWay): Promise<number | null> {
  const payment = await findPayment(shop.db.read, paymentId);
  const cannot = (kind: "order_elsewhere" | "klarna_away") => {
    if (way === "portal") throw new AppError({ kind });
    return null;
  };
  if (payment?.klarnaAccountId !== shop.klarna.accountId) return cannot("order_elsewhere");
  if (way !== "portal" && shop.klarna.state !== "ready") return null;
  const asked = await askKlarna(shop, (gateway) => gateway.readOrder(payment.orderId ?? ""));
  if (!asked.ok || asked.answer.state === "gone") return cannot("klarna_away");
  const order = await withoutEvened(shop.db.read, payment, asked.answer);
  return refundedElsewhere(order, await wishesOf(shop.db.read, paymentId));
}

/** What is known of the portal is a fact, whatever becomes of this. */
async function noteElsewhere(shop: Shop, paymentId: string, elsewhereMinor: number | null): Promise<void> {
  if (elsewhereMinor === null) return;
  await inTransaction(shop.db, async (tx) => {
    const refundedElsewhereMinor = Math.max(elsewhereMinor, await claimedElsewhere(tx, paymentId));
    await updatePayment(tx, paymentId, { refundedElsewhereMinor });
  });
}

/** `foundMinor`: how much of it was given back in Klarna's portal. `amountMinor`: what is left of it. */
type Owed = { payback: PaybackRow; foundMinor: number; amountMinor: number };

/**
 * What Klarna refused to give back and nobody has given back otherwise, the oldest first. What is found in the portal stands for those that it is all
 * of; what is left of it for a part of the next.
 */
export async function stillOwed(db: Db, payment: PaymentRow): Promise<Owed[]> {
  const refused = await refusedPaybacks(db, payment.id);
  let leftMinor = await foundAtKlarna(db, payment);
  const found = new Map<string, number>();
  for (const isWhole of [true, false]) {
    for (const { id, amountMinor } of refused) {
      if (found.has(id) || (isWhole && amountMinor > leftMinor)) continue;
      found.set(id, Math.min(amountMinor, leftMinor));
      leftMinor -= found.get(id) ?? 0;
    }
  }
  return refused.map((payback) => {
    const foundMinor = found.get(payback.id) ?? 0;
    return { payback, foundMinor, amountMinor: payback.amountMinor - foundMinor };
  });
}

type Place = Pick<Move, "tx" | "afterCommit">;
type Refused = { payment: PaymentRow; payback: PaybackRow; reference: string | null; approvedBy: string };

/** The payment's story says what became of what Klarna owed, who did it and who agreed. */
async function note(shop: Shop, place: Place, by: Operator, refused: Refused, kind: string): Promise<void> {
  const { payment, payback: { amountMinor }, approvedBy } = refused;
  const because = { cause: "cashier", staffId: by.staffId, detail: { amountMinor, approvedBy } } as const;
  await noteEvent(shop, { ...place, payment, because }, kind);
}

async function askAgain(shop: Shop, place: Place, by: Operator, refused: Refused): Promise<void> {
  const { tx } = place;
  const { payment, payback } = refused;
  const at = shop.clock.now();
  await insertWish(tx, {
    id: newId(shop, "wsh"),
    paymentId: payment.id,
    kind: "refund",
    paybackId: payback.id,
    idempotencyKey: newIdempotencyKey(shop),
    amountMinor: payback.amountMinor,
    staffId: by.staffId,
    askedAt: at,
  });
  await note(shop, place, by, refused, "refund_asked");
  await hintPayment(tx, payment.id, at);
}

const NOTED = { cash: "refund_in_cash", card: "refund_on_card", klarna: "refund_found" } as const;

type Moved = Refused & { kind: "cash" | "card" | "klarna"; amountMinor: number };

/** The promise is settled in this way instead; Klarna can give back as much again for something else. */
async function goAnotherWay(
  shop: Shop,
  place: Place,
  by: Operator,
  moved: Moved,
): Promise<void> {
  const { tx, afterCommit } = place;
  const { payment, payback, kind, reference, amountMinor } = moved;
  const { staffId } = by;
  const at = shop.clock.now();
  const { mode, currency, id: paymentId } = payment;
  const { returnId } = payback;
  const saleId = (await findReturn(tx, returnId))?.saleId ?? payment.saleId;
  const { cashStepMinor } = await requireShop(tx);
  const coinsMinor = kind === "cash" ? cashDue(amountMinor, cashStepMinor) : amountMinor;
  const rounding = { kind: "rounding" as const, amountMinor: amountMinor - coinsMinor };
  const given = [{ kind, amountMinor: coinsMinor }, rounding].filter((one) => one.amountMinor !== 0);
  const tenders = await tendersOf(tx, payment.saleId);
  const tenderId = tenders.find((tender) => tender.paymentId === paymentId)?.id ?? null;
  for (const one of given) {
    await insertPayback(tx, {
      ...one,
      tenderId,
      paymentId: kind === "klarna" ? paymentId : null,
      giftCardId: null,
      reference,
      id: newId(shop, "pbk"),
      returnId,
      insteadOfId: payback.id,
      staffId,
      at,
    });
  }
  const shiftId = await currentShift(shop, tx, by, mode);
  const journal = {
    id: newId(shop, "jnl"),
    cause: "refund_moved",
    saleId,
    returnId,
    paymentId,
    mode,
    shiftId,
    staffId,
  };
  await insertJournal(tx, { ...journal, at }, settledRefundJournal(given), currency);
  await note(shop, place, by, { ...moved, payback: { ...payback, amountMinor } }, NOTED[kind]);
  if (kind !== "cash" || tenderId === null || coinsMinor === 0) return;
  await putCash(shop, tx, by, { id: tenderId, amountMinor: coinsMinor, mode }, "given_back");
  openDrawer(shop, await findRegister(tx, by.registerId), afterCommit);
}
