import type { ExpressionBuilder, Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { KlarnaAccountRow, KlarnaAccountTable, PaymentRow, Schema } from "../../db/schema.ts";
import { OPEN_STATUSES } from "../domain/payment.ts";
import type { Mode } from "../domain/sale.ts";
import { openShift } from "./staff.ts";
import { owingRefunds } from "./wishes.ts";

type Place = { id: string; mode: Mode; baseUrl: string; username: string; createdAt: number };

/**
 * The row of a Klarna account, made when it is new: one for each place, whoever signs in there, so that new
 * credentials find the payments of the old ones.
 */
export async function keepKlarnaAccount(tx: Tx, account: Place): Promise<string> {
  const known = await findAccountAt(tx, account);
  if (known) {
    await tx.updateTable("klarnaAccount").set({ username: account.username }).where("id", "=", known.id).execute();
    return known.id;
  }
  await tx.insertInto("klarnaAccount").values({ ...account, sealedPassword: null, keyId: null }).execute();
  return account.id;
}

/** The account at a place; undefined when nobody signed in there yet. */
export function findAccountAt(db: Db, place: Pick<Place, "baseUrl" | "mode">): Promise<KlarnaAccountRow | undefined> {
  return db.selectFrom("klarnaAccount").selectAll().where("baseUrl", "=", place.baseUrl)
    .where("mode", "=", place.mode).orderBy("createdAt").executeTakeFirst();
}

export function findKlarnaAccount(db: Db, accountId: string): Promise<KlarnaAccountRow | undefined> {
  return db.selectFrom("klarnaAccount").selectAll().where("id", "=", accountId).executeTakeFirst();
}

/** The row of the account at this place, made when this database has never heard of it. */
export async function accountAtPlace(
  tx: Tx,
  place: Pick<Place, "mode" | "baseUrl">,
  made: Pick<Place, "id" | "createdAt">,
): Promise<string> {
  const known = await findAccountAt(tx, place);
  if (known) return known.id;
  const row = { ...place, ...made, username: "", sealedPassword: null, keyId: null };
  await tx.insertInto("klarnaAccount").values(row).execute();
  return made.id;
}

/** The account that the page connected; undefined when it holds none. */
export function currentAccount(db: Db): Promise<KlarnaAccountRow | undefined> {
  return db.selectFrom("klarnaAccount").selectAll().where("isCurrent", "=", 1).executeTakeFirst();
}

/** Makes this account the one that the page connected. */
export async function makeCurrent(
  tx: Tx,
  accountId: string,
  facts: Partial<Omit<Insertable<KlarnaAccountTable>, "id" | "isCurrent">>,
): Promise<void> {
  await tx.updateTable("klarnaAccount").set({ isCurrent: 0, sealedPassword: null, keyId: null })
    .where("isCurrent", "=", 1).where("id", "!=", accountId).execute();
  await tx.updateTable("klarnaAccount").set({ ...facts, isCurrent: 1, removedAt: null }).where("id", "=", accountId)
    .execute();
}

/** The page holds no account any more; the sealed secret goes with it. */
export async function removeCurrent(tx: Tx, now: number): Promise<void> {
  await tx.updateTable("klarnaAccount").set({ isCurrent: 0, sealedPassword: null, keyId: null, removedAt: now })
    .where("isCurrent", "=", 1).execute();
}

/** How many payments of an account Klarna still has something to say about. */
export async function countOpenPaymentsOf(db: Db, accountId: string): Promise<number> {
  return (await openPaymentsOf(db, accountId)).length;
}

/** How many payments of all other accounts Klarna still has something to say about. */
export async function countOpenPaymentsBeside(db: Db, accountId: string): Promise<number> {
  return (await openPaymentsBeside(db, accountId)).length;
}

/** The payments of an account that are not over, or of which Klarna still owes a refund. */
export async function openPaymentsOf(db: Db, accountId: string): Promise<PaymentRow[]> {
  const open = db.selectFrom("payment").selectAll().where("klarnaAccountId", "=", accountId)
    .where("status", "in", OPEN_STATUSES);
  const refunding = ofRefunds(db).where("klarnaAccountId", "=", accountId);
  return [...await open.execute(), ...await refunding.execute()];
}

/** The same of all other accounts. */
export async function openPaymentsBeside(db: Db, accountId: string): Promise<PaymentRow[]> {
  const open = db.selectFrom("payment").selectAll().where("klarnaAccountId", "!=", accountId)
    .where("status", "in", OPEN_STATUSES);
  const refunding = ofRefunds(db).where("klarnaAccountId", "!=", accountId);
  return [...await open.execute(), ...await refunding.execute()];
}

function ofRefunds(db: Db) {
  return db.selectFrom("payment").selectAll().where("id", "in", owingRefunds(db))
    .where("status", "not in", OPEN_STATUSES);
}

/**
 * Open payments of an account that Klarna knows for certain: those whose order was read, before those whose hosted
 * page has not reached its end; of both the newest first. And those of which it still owes a refund.
 */
export async function paymentsKlarnaKnows(
  db: Db,
  accountId: string,
  now: number,
  limit: number,
): Promise<PaymentRow[]> {
  const open = db.selectFrom("payment").selectAll().where("klarnaAccountId", "=", accountId)
    .where("status", "in", OPEN_STATUSES)
    .where((eb) => eb.or([eb("orderId", "is not", null), isPageAlive(eb, now)]))
    .orderBy((eb) => eb("orderId", "is", null)).orderBy("createdAt", "desc").limit(limit);
  const refunding = ofRefunds(db).where("klarnaAccountId", "=", accountId).orderBy("createdAt", "desc").limit(limit);
  return [...await refunding.execute(), ...await open.execute()].slice(0, limit);
}

/** Whether Klarna must know an open payment of an account, or is just being asked about one. */
export async function isAnyUnderWay(db: Db, accountId: string, now: number): Promise<boolean> {
  const one = await db.selectFrom("payment").select("id").where("klarnaAccountId", "=", accountId)
    .where("status", "in", OPEN_STATUSES)
    .where((eb) => eb.or([eb("orderId", "is not", null), isPageAlive(eb, now), eb("leaseUntilAt", ">", now)]))
    .limit(1).executeTakeFirst();
  const refunding = ofRefunds(db).where("klarnaAccountId", "=", accountId).limit(1).executeTakeFirst();
  return (one ?? await refunding) !== undefined;
}

/** No payment session of Klarna's lives longer, and its page ends before (klarna.md 2.7, 3.8 [D]). */
const LONGEST_PAGE_MS = 48 * 60 * 60_000;

function isPageAlive(eb: ExpressionBuilder<Schema, "payment">, now: number) {
  const isYoung = eb.and([eb("sessionExpiresAt", "is", null), eb("statusAt", ">", now - LONGEST_PAGE_MS)]);
  const hasNotEnded = eb.or([isYoung, eb("sessionExpiresAt", ">", now)]);
  return eb.and([eb("hostedSessionId", "is not", null), hasNotEnded]);
}

/**
 * Practice and live are books of their own. When the shop changes over, whoever is signed in gets a shift of the new
 * kind, and so does every basket for which nothing is taken, or all was given back: it is part of no book, so it goes with the shop.
 * One for which Klarna was ever asked stays, for Klarna may hold money of it after all; and the new half of an exchange stays in the
 * book of the goods that come back.
 */
export async function followMode(tx: Tx, mode: Mode, now: number, newShiftId: () => string): Promise<void> {
  const shiftAt = async (place: { staffId: string; registerId: string }) => {
    return await openShift(tx, { id: newShiftId(), ...place, mode, openedAt: now });
  };
  const sessions = await tx.selectFrom("session").innerJoin("shift", "shift.id", "session.shiftId")
    .where("shift.mode", "!=", mode).select(["session.tokenHash", "session.staffId", "session.registerId"]).execute();
  for (const { tokenHash, ...place } of sessions) {
    await tx.updateTable("session").set({ shiftId: await shiftAt(place) }).where("tokenHash", "=", tokenHash).execute();
  }
  const baskets = await tx.selectFrom("sale").select(["id", "staffId", "registerId"]).where("mode", "!=", mode)
    .where("status", "in", ["open", "parked"])
    .where((eb) => eb.not(eb.exists(eb.selectFrom("payment").select("id").whereRef("payment.saleId", "=", "sale.id"))))
    .where((eb) => {
      const tenders = eb.selectFrom("tender").whereRef("tender.saleId", "=", "sale.id").where("removedAt", "is", null);
      return eb.not(eb.exists(tenders.select("id")));
    })
    .where("id", "not in", tx.selectFrom("exchange").select("newSaleId").where("endedAt", "is", null))
    .execute();
  for (const { id, ...place } of baskets) {
    await tx.updateTable("sale").set({ mode, shiftId: await shiftAt(place) }).where("id", "=", id).execute();
  }
}
