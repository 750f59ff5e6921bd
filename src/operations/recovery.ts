import type { Db, Tx } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import {
  cardsIn,
  lastNumber,
  type Logbook,
  type LoggedPayment,
  paymentsIn,
  RECOVERED_MS,
  spentIn,
} from "../domain/logbook.ts";
import { endedUnpaid, isUndecided, PAYMENT_LIMIT_MS, type PaymentStatus } from "../domain/payment.ts";
import { newId, type Operator, type Recovery, type Shop } from "../shop.ts";
import { insertTillEvent, openRecovery } from "../store/books.ts";
import { accountAtPlace } from "../store/klarna-accounts.ts";
import { catchUpWithLogbook, logbookNumber } from "../store/logbook.ts";
import { findPayment, insertEvent, insertPayment, movePayment, paymentsOfSale } from "../store/payments.ts";
import {
  adoptOrder,
  adoptSessions,
  askAgain,
  broughtBackSince,
  emptyRecoveredSales,
  heldPayments,
  placeOf,
  SETTLED,
  unreadPayments,
} from "../store/recovery.ts";
import { findSale, insertLostSale, updateSale } from "../store/sales.ts";
import { openShift } from "../store/staff.ts";
import { type AfterCommit, inTransaction } from "../store/transaction.ts";
import { type Approval, approverOf } from "./approval.ts";
import { type Action, once } from "./once.ts";
import { callPerson } from "./payment-events.ts";
import { correctCards } from "./recover-cards.ts";

/**
 * At start: when the logbook knows more than the database, a backup was put back. The payments it does not hold get
 * their rows again, gift cards hold again what was left on them, and Klarna is asked about every payment of the last 72 hours; until it has answered nobody sells.
 */
export async function beginRecovery(shop: Shop): Promise<void> {
  const { logbook, clock } = shop;
  // Where nobody works yet there is no register for a payment to stand at; the first start after that sees to it.
  if (logbook === null || shop.setUp !== null) return;
  const now = clock.now();
  const logged = paymentsIn(logbook.entries());
  shop.recovery = await inTransaction(shop.db, async (tx) => {
    const held = await heldPayments(tx, logged.map((payment) => payment.id));
    const lost = logged.filter((payment) => !held.has(payment.id));
    const knownNumber = await logbookNumber(tx);
    const isBehind = lastNumber(logbook.entries()) > knownNumber;
    const begunAt = await openRecovery(tx);
    if (lost.length === 0 && !isBehind && begunAt === null) return null;
    for (const payment of logged) {
      if (held.has(payment.id)) await adopt(shop, tx, payment);
      else await bringBack(shop, tx, payment);
    }
    const cards = await correctCards(shop, tx, cardsIn(logbook.entries(), knownNumber));
    const lostIds = await broughtBackSince(tx, begunAt ?? now);
    const { accountId: klarnaAccountId } = shop.klarna;
    const alsoIds = [...lostIds, ...spentIn(logbook.entries())];
    const paymentIds = await askAgain(tx, { klarnaAccountId, since: now - RECOVERED_MS, alsoIds, now });
    const detail = { lost: lostIds.length, payments: paymentIds.length, ...cards };
    // Looks write lines of their own, so only this tells a till that starts again in the middle of it.
    if (begunAt === null) await note(shop, tx, { kind: "recovery_began", detail });
    return { paymentIds, lost: lostIds.length, since: now };
  });
  if (shop.recovery) shop.log.warn("recovery_began", { lost: shop.recovery.lost });
}

/** When Klarna has answered about every payment, or a person was called for what cannot be read, the till sells again. Says whether it came to that. */
export async function endRecovery(shop: Shop): Promise<boolean> {
  const { recovery, logbook } = shop;
  if (recovery === null || logbook === null) return false;
  if ((await unreadPayments(shop.db.read, recovery)).length > 0) return false;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await close(shop, { tx, afterCommit }, logbook);
    await note(shop, tx, { kind: "recovery_ended", detail: { payments: recovery.paymentIds.length } });
  });
  shop.log.info("recovery_ended", { payments: recovery.paymentIds.length });
  return true;
}

/**
 * Sells although Klarna could not be asked about everything, on a manager's word: a shop without internet must not be
 * dead. A person is called for each payment that goes on and was not read; looks at all of them go on. Throws needs_manager.
 */
export async function openUnread(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { reason: string; approval: Approval },
): Promise<{ unread: number }> {
  const staffId = await approverOf(shop, by, "manager", wanted.approval);
  return await once(shop, action, async (tx, afterCommit) => {
    const { recovery, logbook } = shop;
    if (recovery === null || logbook === null) return { unread: 0 };
    const unread = await unreadPayments(tx, recovery);
    for (const paymentId of unread) {
      const payment = await findPayment(tx, paymentId);
      const because = { cause: "correction", staffId } as const;
      // Of what is over most is as the backup has it: what is not calls somebody once it is read.
      if (payment && !SETTLED.includes(payment.status)) {
        await callPerson(shop, { tx, afterCommit, payment, because }, "not_reread", "not_asked");
      }
    }
    await close(shop, { tx, afterCommit }, logbook);
    await note(shop, tx, {
      kind: "opened_unread",
      staffId,
      reason: wanted.reason,
      detail: { unread: unread.length, payments: recovery.paymentIds.length },
    });
    return { unread: unread.length };
  });
}

/** How far it is: of so many payments Klarna has answered about so many. */
export async function recoveryProgress(db: Db, recovery: Recovery): Promise<{ read: number; total: number }> {
  const total = recovery.paymentIds.length;
  return { total, read: total - (await unreadPayments(db, recovery)).length };
}

async function close(
  shop: Shop,
  { tx, afterCommit }: { tx: Tx; afterCommit: AfterCommit },
  logbook: Logbook,
): Promise<void> {
  const now = shop.clock.now();
  for (const saleId of await emptyRecoveredSales(tx)) {
    await updateSale(tx, saleId, now, { status: "voided", voidedAt: now, voidedBy: null, voidReason: "other" });
  }
  await catchUpWithLogbook(tx, lastNumber(logbook.entries()));
  afterCommit(() => shop.recovery = null);
}

/** The backup holds the payment, but maybe not that Klarna had a page or even an order for it by then, or how it ended. */
async function adopt(shop: Shop, tx: Tx, payment: LoggedPayment): Promise<void> {
  if (payment.order !== null) await adoptOrder(tx, payment.id, payment.order, shop.clock.now());
  const isNews = await adoptSessions(tx, payment.id, {
    paymentSessionId: payment.paymentSession,
    hostedSessionId: payment.hostedSession,
    sessionExpiresAt: payment.expiresAt,
  });
  if (isNews) await step(shop, tx, payment.id, { from: "created", to: "waiting" });
  const { ended, order } = payment;
  const status = (await findPayment(tx, payment.id))?.status;
  // The till itself saw that it ended without money; Klarna may have forgotten it since, and can confirm nothing.
  if (status && ended && order === null && isUndecided(status) && endedUnpaid(ended)) {
    await step(shop, tx, payment.id, { from: status, to: ended });
  }
}

async function step(shop: Shop, tx: Tx, paymentId: string, { from, to }: Record<"from" | "to", PaymentStatus>) {
  await movePayment(tx, paymentId, from, to, { statusAt: shop.clock.now() });
  await noteRecovered(shop, tx, paymentId, { from, to });
}

/** A payment that the backup does not hold, as the logbook tells it. What became of it, the looks find out. */
async function bringBack(shop: Shop, tx: Tx, payment: LoggedPayment): Promise<void> {
  const now = shop.clock.now();
  const { id, amountMinor, currency, mode, createdAt } = payment;
  const place = await placeOf(tx, { registerId: payment.register, staffId: payment.staff });
  if (place === null) return;
  const known = await findSale(tx, payment.sale);
  const sale = known ?? await bringBackSale(shop, tx, payment, place);
  // An ending without money was seen by the till itself. Of everything else Klarna has the last word.
  const status = payment.ended !== null && payment.ended !== "captured" ? payment.ended : "waiting";
  const attempts = (await paymentsOfSale(tx, sale.id)).map((one) => one.attempt);
  const account = { id: newId(shop, "kla"), createdAt: now };
  await insertPayment(tx, {
    id,
    saleId: sale.id,
    klarnaAccountId: await accountAtPlace(tx, { mode, baseUrl: payment.place }, account),
    mode,
    attempt: attempts.includes(payment.attempt) ? Math.max(...attempts) + 1 : payment.attempt,
    // What Klarna was told, whatever the sale is called by now.
    reference: `${payment.saleCode}-${payment.attempt}`,
    amountMinor,
    currency,
    ...place,
    status,
    remindedAt: createdAt,
    paymentSessionId: payment.paymentSession,
    hostedSessionId: payment.hostedSession,
    sessionExpiresAt: payment.expiresAt,
    completionSeenAt: payment.order === null ? null : now,
    orderId: payment.order,
    createdAt,
    // The link of a sale that is no more must not be paid: its time is over at once, and Klarna is asked to close it.
    limitAt: known?.status === "open" ? createdAt + PAYMENT_LIMIT_MS : now,
    statusAt: now,
    recoveredAt: now,
    nextCheckAt: now,
  });
  await noteRecovered(shop, tx, id, { from: null, to: status });
}

/** Nothing is known of what was in it: it stands among the sales put aside until it is rung up again or given up. */
async function bringBackSale(
  shop: Shop,
  tx: Tx,
  payment: LoggedPayment,
  place: { registerId: string; staffId: string },
): Promise<SaleRow> {
  const now = shop.clock.now();
  const { sale: id, mode, currency, createdAt } = payment;
  const shift = { id: newId(shop, "shf"), ...place, mode, openedAt: now };
  const empty = { customerId: null, parkedNote: null, completedAt: null, completedBy: null, receiptNumber: null };
  const times = { createdAt, updatedAt: now, parkedAt: now };
  const shiftId = await openShift(tx, shift);
  const sale = { id, mode, status: "parked", ...place, shiftId, currency, ...empty, ...times } as const;
  return await insertLostSale(tx, sale, payment.saleCode);
}

async function noteRecovered(
  shop: Shop,
  tx: Tx,
  paymentId: string,
  step: { from: PaymentStatus | null; to: PaymentStatus },
): Promise<void> {
  await insertEvent(tx, {
    id: newId(shop, "evt"),
    paymentId,
    kind: "status",
    fromStatus: step.from,
    toStatus: step.to,
    cause: "correction",
    staffId: null,
    at: shop.clock.now(),
    correlationId: null,
    detail: JSON.stringify({ from: "logbook" }),
  });
}

type Noted = Pick<Parameters<typeof insertTillEvent>[1], "kind" | "staffId" | "reason"> & {
  detail: Record<string, number>;
};

async function note(shop: Shop, tx: Tx, { kind, staffId = null, reason = null, detail }: Noted): Promise<void> {
  const event = { id: newId(shop, "evt"), kind, at: shop.clock.now(), staffId, reason };
  await insertTillEvent(tx, { ...event, detail: JSON.stringify(detail) });
}
