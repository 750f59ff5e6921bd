import { type Insertable, sql } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { SendingRow, SendingTable, WishRow, WishTable } from "../../db/schema.ts";
import { MOST_PER_ADDRESS, waitForRoom } from "../domain/link-routes.ts";
import type { WishKind } from "../domain/payment.ts";

/** All wishes about a payment, newest first. */
export function wishesOf(db: Db, paymentId: string): Promise<WishRow[]> {
  return db.selectFrom("wish").selectAll().where("paymentId", "=", paymentId).orderBy("askedAt", "desc")
    .orderBy("attempt", "desc").execute();
}

/** Wishes that Klarna has not answered for good. */
export function isUnanswered(wish: Pick<WishRow, "state">): boolean {
  return wish.state === "asked" || wish.state === "unknown";
}

/** The payments of which Klarna was asked to give something back, or is to be, and has not answered. */
export function owingRefunds(db: Db) {
  // Written out, so that the index of exactly these is used.
  return db.selectFrom("wish").select("paymentId").where(sql<boolean>`"kind" = 'refund'`)
    .where(sql<boolean>`"state" in ('asked', 'unknown')`);
}

/** Keeps a new wish with its key and amount before anything is sent; its attempt is the next of its kind. */
export async function insertWish(
  tx: Tx,
  wish: Omit<Insertable<WishTable>, "attempt" | "state"> & { kind: WishKind },
): Promise<void> {
  const { last } = await tx.selectFrom("wish").select((eb) => eb.fn.max("attempt").as("last"))
    .where("paymentId", "=", wish.paymentId).where("kind", "=", wish.kind).executeTakeFirstOrThrow();
  await tx.insertInto("wish").values({ ...wish, attempt: (last ?? 0) + 1, state: "asked" }).execute();
}

export async function updateWish(tx: Tx, wishId: string, changes: Partial<Insertable<WishTable>>): Promise<void> {
  await tx.updateTable("wish").set(changes).where("id", "=", wishId).execute();
}

/** What changes what Klarna holds, so that asking twice could do it twice. */
const MONEY_WISHES: readonly WishKind[] = ["capture", "refund", "release", "release_rest"];

/**
 * At start: this database may be a backup, and whatever waits in it may have been sent by the one that it is a copy of. So it
 * counts as sent when it was asked: as long as Klarna remembers its key it is sent as ever, and after that it is looked for first.
 */
export async function countAsSent(tx: Tx): Promise<void> {
  await tx.updateTable("wish").set((eb) => ({ state: "unknown", firstSentAt: eb.ref("askedAt") }))
    .where("state", "=", "asked").where("firstSentAt", "is", null).where("kind", "in", MONEY_WISHES).execute();
}

/** All sendings of the link, newest first. */
export function sendingsOf(db: Db, paymentId: string): Promise<SendingRow[]> {
  return db.selectFrom("sending").selectAll().where("paymentId", "=", paymentId).orderBy("askedAt", "desc")
    .orderBy("id", "desc").execute();
}

export async function insertSending(tx: Tx, sending: Insertable<SendingTable>): Promise<void> {
  await tx.insertInto("sending").values(sending).execute();
}

/**
 * Takes a sending to be tried now on this route. False when it was tried already, or goes another way by now; and when
 * the record has another address by now that may have no more messages today: then it is refused.
 */
export async function claimSending(
  tx: Tx,
  sending: SendingRow,
  claim: { triedAt: number; maskedAddress: string; addressKey: string },
): Promise<boolean> {
  const { triedAt, ...address } = claim;
  const isFull = address.addressKey !== sending.addressKey &&
    await waitForAddress(tx, address.addressKey, triedAt) > 0;
  const refusal = { ...address, state: "refused", answeredAt: triedAt, answerCode: "too_many" } as const;
  const { numUpdatedRows } = await tx.updateTable("sending").set(isFull ? refusal : claim).where("id", "=", sending.id)
    .where("state", "=", "asked").where("triedAt", "is", null).where("via", "is", sending.via).executeTakeFirst();
  return !isFull && numUpdatedRows === 1n;
}

/** How long until one more message may go to this address, over all payments; 0: it may now. */
export async function waitForAddress(db: Db, addressKey: string, now: number): Promise<number> {
  const rows = await db.selectFrom("sending").select("askedAt").where("addressKey", "=", addressKey)
    .where("askedAt", ">", now - MOST_PER_ADDRESS.withinMs).where("state", "<>", "refused").execute();
  return waitForRoom(rows.map((row) => row.askedAt), MOST_PER_ADDRESS, now);
}

export async function updateSending(
  tx: Tx,
  sendingId: string,
  changes: Partial<Insertable<SendingTable>>,
): Promise<void> {
  await tx.updateTable("sending").set(changes).where("id", "=", sendingId).execute();
}

/** A sending that was tried when the till went down may have gone out: it says so, and is not tried again by itself. */
export async function settleInterruptedSendings(tx: Tx, paymentId: string, now: number): Promise<void> {
  await tx.updateTable("sending").set({ state: "unknown", answeredAt: now, answerCode: "interrupted" })
    .where("paymentId", "=", paymentId).where("state", "=", "asked").where("triedAt", "is not", null).execute();
}
