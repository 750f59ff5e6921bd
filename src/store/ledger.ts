import type { ExpressionBuilder } from "kysely";
import type { Db } from "../../db/open.ts";
import type { Schema } from "../../db/schema.ts";
import { DRAWER_JOURNALS, REFUND_PENDING_ACCOUNT, TENDER_ACCOUNTS } from "../domain/journal.ts";
import { type Mode, TENDER_KINDS, type TenderKind } from "../domain/sale.ts";

/*
 * What is read off the ledger and off nothing else: it is append-only, so these sums are what was booked. Amounts are minor
 * units of the shop's currency.
 */

/** What Klarna took over for a customer's purchases. */
export async function klarnaBalanceOf(db: Db, customerId: string, mode: Mode): Promise<number> {
  const { sum } = await entries(db).innerJoin("sale", "sale.id", "journal.saleId").where("sale.mode", "=", mode)
    .where("sale.customerId", "=", customerId).where("journalEntry.account", "=", TENDER_ACCOUNTS.klarna)
    .select(total).executeTakeFirstOrThrow();
  return sum;
}

type Taken = { kind: TenderKind; amountMinor: number };

/** What came in since then less what was given back, by kind of tender; kinds that brought nothing are left out. */
export async function takenSince(db: Db, { mode, since }: { mode: Mode; since: number }): Promise<Taken[]> {
  const rows = await entries(db).where("journal.mode", "=", mode).where("journal.at", ">=", since)
    .where("journal.cause", "not in", DRAWER_JOURNALS).groupBy("journalEntry.account").select("journalEntry.account")
    .select(total).execute();
  return takenBy(rows).filter((taken) => taken.amountMinor !== 0);
}

/** What each kind of tender brought: what Klarna is yet to give back counts as given back. */
export function takenBy(rows: readonly { account: string; sum: number }[]): Taken[] {
  const sumOf = (account: string) => rows.find((row) => row.account === account)?.sum ?? 0;
  return TENDER_KINDS.map((kind) => ({
    kind,
    amountMinor: sumOf(TENDER_ACCOUNTS[kind]) + (kind === "klarna" ? sumOf(REFUND_PENDING_ACCOUNT) : 0),
  }));
}

/** What was sold and taken in a shift, by account. */
export function bookedInShift(db: Db, shiftId: string): Promise<{ account: string; sum: number }[]> {
  return entries(db).where("journal.shiftId", "=", shiftId).where("journal.cause", "not in", DRAWER_JOURNALS)
    .groupBy("journalEntry.account").orderBy("journalEntry.account").select("journalEntry.account").select(total)
    .execute();
}

function entries(db: Db) {
  return db.selectFrom("journalEntry").innerJoin("journal", "journal.id", "journalEntry.journalId");
}

function total(eb: ExpressionBuilder<Schema, "journalEntry">) {
  return eb.fn.coalesce(eb.fn.sum<number>("journalEntry.amountMinor"), eb.lit(0)).as("sum");
}
