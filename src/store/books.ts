import { type ExpressionBuilder, type Insertable, sql } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { AttentionItemRow, AttentionItemTable, JournalTable, Schema, TillEventTable } from "../../db/schema.ts";
import type { AttentionKind } from "../domain/attention.ts";
import type { JournalEntry } from "../domain/journal.ts";
import type { Mode } from "../domain/sale.ts";

/** Writes one booking. Its entries must sum to zero; the domain has checked that. */
export async function insertJournal(
  tx: Tx,
  journal: Insertable<JournalTable>,
  entries: JournalEntry[],
  currency: string,
): Promise<void> {
  await tx.insertInto("journal").values(journal).execute();
  if (entries.length === 0) return;
  const rows = entries.map((entry, index) => ({ ...entry, journalId: journal.id, position: index + 1, currency }));
  await tx.insertInto("journalEntry").values(rows).execute();
}

/** Whom or what a person is called about: a payment, or a sale with none. */
export type Subject = { paymentId: string | null; saleId: string | null };

function isAbout({ paymentId, saleId }: Subject) {
  return (eb: ExpressionBuilder<Schema, "attentionItem">) =>
    paymentId === null
      ? eb.and([eb("paymentId", "is", null), eb("saleId", "is", saleId)])
      : eb("paymentId", "=", paymentId);
}

/** Calls a person: once per subject and kind, however often it is seen. */
export async function openAttentionItem(
  tx: Tx,
  item: Omit<Insertable<AttentionItemTable>, "closedAt" | "closedBy" | "closeReason"> & Subject,
): Promise<void> {
  const open = await tx.selectFrom("attentionItem").select("id").where(isAbout(item))
    .where("kind", "=", item.kind).where("closedAt", "is", null).executeTakeFirst();
  if (open) {
    const { weThink, klarnaSays, readAt, amountMinor } = item;
    await tx.updateTable("attentionItem").set({ weThink, klarnaSays, readAt, amountMinor }).where("id", "=", open.id)
      .execute();
    return;
  }
  await tx.insertInto("attentionItem").values({ ...item, closedAt: null, closedBy: null, closeReason: null })
    .execute();
}

/** Closes one item: by somebody with a reason. */
export async function closeItem(tx: Tx, itemId: string, closing: Closing): Promise<void> {
  await tx.updateTable("attentionItem").set(closed(closing)).where("id", "=", itemId).where("closedAt", "is", null)
    .execute();
}

type Closing = { at: number; staffId: string | null; reason: string };

function closed({ at, staffId, reason }: Closing) {
  return { closedAt: at, closedBy: staffId, closeReason: reason };
}

/** Closes what a person was called for, if it is open: by somebody with a reason, or by itself for a named cause. */
export async function closeAttentionItem(
  tx: Tx,
  paymentId: string,
  kind: AttentionKind,
  closing: Closing,
): Promise<void> {
  await tx.updateTable("attentionItem").set(closed(closing))
    .where("paymentId", "=", paymentId).where("kind", "=", kind).where("closedAt", "is", null).execute();
}

/** Whether a person has already put away the same call about the same thing heard. */
export async function wasSettled(
  db: Db,
  call: Subject & { kind: AttentionKind; klarnaSays: string },
): Promise<boolean> {
  const last = await db.selectFrom("attentionItem").select(["klarnaSays", "closedAt", "closedBy"])
    .where(isAbout(call)).where("kind", "=", call.kind).orderBy("openedAt", "desc").limit(1)
    .executeTakeFirst();
  return last !== undefined && last.closedAt !== null && last.closedBy !== null && last.klarnaSays === call.klarnaSays;
}

export function findAttentionItem(db: Db, itemId: string): Promise<AttentionItemRow | undefined> {
  return db.selectFrom("attentionItem").selectAll().where("id", "=", itemId).executeTakeFirst();
}

/**
 * What is on the list: alarms about real money always; those of practice in practice, and where a payment was left behind
 * by going over to another book.
 */
function isListed(mode: Mode) {
  return (eb: ExpressionBuilder<Schema, "attentionItem">) =>
    eb.or([eb("mode", "in", [mode, "live"]), eb("kind", "=", "left_behind")]);
}

/** Everything that waits for a person, oldest first; more than this is a case for more than a list. */
export function openAttentionList(db: Db, mode: Mode): Promise<AttentionItemRow[]> {
  return db.selectFrom("attentionItem").selectAll().where(isListed(mode)).where("closedAt", "is", null)
    .orderBy("amountMinor", "desc").orderBy("openedAt").limit(500).execute();
}

/** The payments for which a person is called in this way. */
export async function paymentsCalledFor(db: Db, kind: AttentionKind): Promise<string[]> {
  const rows = await db.selectFrom("attentionItem").select("paymentId").where("kind", "=", kind)
    .where("closedAt", "is", null).execute();
  return rows.flatMap(({ paymentId }) => paymentId ?? []);
}

/** How many things wait for a person. */
export async function countOpenAttention(db: Db, mode: Mode): Promise<number> {
  const { count } = await db.selectFrom("attentionItem").where(isListed(mode)).where("closedAt", "is", null)
    .select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return count;
}

/** When the recovery began that is not over yet; null: none is under way. */
export async function openRecovery(db: Db): Promise<number | null> {
  const last = await db.selectFrom("tillEvent").select(["kind", "at"])
    .where("kind", "in", ["recovery_began", "recovery_ended", "opened_unread"])
    .orderBy(sql`rowid`, "desc").limit(1).executeTakeFirst();
  return last?.kind === "recovery_began" ? last.at : null;
}

/** What was booked last, in the order in which it was written: its own time may be wrong. */
export function lastBooking(db: Db): Promise<{ id: string; at: number } | undefined> {
  return db.selectFrom("journal").select(["id", "at"]).orderBy(sql`rowid`, "desc").limit(1).executeTakeFirst();
}

/** The newest word that the clock is right: against which booking, and what the clock showed then. */
export async function clockConfirmation(db: Db): Promise<{ bookingId: string; wallAt: number } | null> {
  const row = await db.selectFrom("tillEvent").select("detail").where("kind", "=", "clock_confirmed")
    .orderBy(sql`rowid`, "desc").limit(1).executeTakeFirst();
  return row ? JSON.parse(row.detail ?? "{}") : null;
}

/** Writes down what happened to the till as a whole. */
export async function insertTillEvent(tx: Tx, event: Insertable<TillEventTable>): Promise<void> {
  await tx.insertInto("tillEvent").values(event).execute();
}

/** The open attention items of these payments. */
export function openAttentionItems(db: Db, paymentIds: string[]): Promise<AttentionItemRow[]> {
  if (paymentIds.length === 0) return Promise.resolve([]);
  return db.selectFrom("attentionItem").selectAll().where("closedAt", "is", null)
    .where("paymentId", "in", paymentIds).execute();
}
