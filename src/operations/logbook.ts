import type { PaymentRow, WishRow } from "../../db/schema.ts";
import { lastNumber, type LogbookFact } from "../domain/logbook.ts";
import { AppError } from "../errors.ts";
import type { HostedSession } from "../klarna/gateway.ts";
import type { Shop } from "../shop.ts";
import { cardsTouchedBy, giftCardBalance, standingTenders } from "../store/gift-cards.ts";
import { findKlarnaAccount } from "../store/klarna-accounts.ts";
import { takeLogbookNumber } from "../store/logbook.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { findSale } from "../store/sales.ts";
import { inTransaction } from "../store/transaction.ts";

/**
 * Klarna has a page for this payment: written down before anybody can be told of it, for without the session's id
 * nobody could find it again. Says whether it is on the disk.
 */
export async function logOpened(shop: Shop, payment: PaymentRow, page: HostedSession): Promise<boolean> {
  if (shop.logbook === null) return true;
  const sale = await findSale(shop.db.read, payment.saleId);
  const account = await findKlarnaAccount(shop.db.read, payment.klarnaAccountId);
  const { saleId, attempt, amountMinor, currency, mode, registerId, staffId, createdAt, paymentSessionId } = payment;
  return await writeDown(shop, payment.id, {
    kind: "opened",
    sale: saleId,
    saleCode: sale?.code ?? 0,
    attempt,
    amountMinor,
    currency,
    mode,
    place: account?.baseUrl ?? "",
    register: registerId,
    staff: staffId,
    createdAt,
    paymentSession: paymentSessionId ?? "",
    hostedSession: page.hostedSessionId,
    expiresAt: page.expiresAt,
  });
}

/** Klarna has an order: once, for it forgets its page after two days, but not the order. The look goes on either way. */
export async function logOrder(shop: Shop, paymentId: string, order: string): Promise<void> {
  const isKnown = shop.logbook?.entries().some((entry) => entry.kind === "ordered" && entry.payment === paymentId);
  if (!isKnown) await writeDown(shop, paymentId, { kind: "ordered", order });
}

/**
 * Klarna is about to be asked to give money back: once for each wish, before it is first sent, for a backup that does not know
 * of it would give the same back again. Says whether it is on the disk.
 */
export async function logRefund(shop: Shop, { id: refund, paymentId }: WishRow): Promise<boolean> {
  const isKnown = shop.logbook?.entries().some((entry) => entry.kind === "refunding" && entry.refund === refund);
  return isKnown || await writeDown(shop, paymentId, { kind: "refunding", refund });
}

/**
 * Goods that waited are about to be handed over: a backup that does not know of it would hand them over again. Throws
 * logbook_not_written.
 */
export async function logHandOver(shop: Shop, saleId: string): Promise<void> {
  const payments = (await paymentsOfSale(shop.db.read, saleId)).filter(({ savedAt }) => savedAt !== null);
  for (const { id } of payments) {
    if (!await writeDown(shop, id, { kind: "handing_over" })) throw new AppError({ kind: "logbook_not_written" });
  }
}

/**
 * Adds a line, and says whether it is on the disk. Its number is committed first: a process that dies in between leaves
 * a number without a line, and never a line that the database does not know of. That would look like a backup.
 */
export async function writeDown(shop: Shop, paymentId: string, fact: LogbookFact): Promise<boolean> {
  const { logbook } = shop;
  if (logbook === null) return true;
  const n = await inTransaction(shop.db, (tx) => takeLogbookNumber(tx, lastNumber(logbook.entries())));
  try {
    await logbook.append({ n, at: shop.clock.now(), payment: paymentId, ...fact });
    return true;
  } catch (error) {
    shop.log.error("logbook_not_written", { paymentId, kind: fact.kind, error: String(error) });
    return false;
  }
}

/**
 * Writes down what is on each gift card that this sale touched, and which tenders of it stand, after the commit that touched it. The number of the line and
 * what it says are read at once, so that the highest number says the latest. For want of a line no sale stops.
 */
export async function logCards(shop: Shop, saleId: string): Promise<void> {
  const { logbook } = shop;
  if (logbook === null) return;
  try {
    for (const card of await cardsTouchedBy(shop.db.read, saleId)) {
      const said = await inTransaction(shop.db, async (tx) => ({
        n: await takeLogbookNumber(tx, lastNumber(logbook.entries())),
        balanceMinor: await giftCardBalance(tx, card),
        tenders: (await standingTenders(tx, card)).map(({ id }) => id),
      }));
      await logbook.append({ ...said, at: shop.clock.now(), kind: "card", card });
    }
  } catch (error) {
    shop.log.error("logbook_not_written", { saleId, kind: "card", error: String(error) });
  }
}
