import { sql } from "kysely";
import type { Db } from "../../db/open.ts";
import { REFUND_PENDING_ACCOUNT, TENDER_ACCOUNTS } from "../domain/journal.ts";
import type { BookRule } from "../domain/attention.ts";
import { OPEN_STATUSES } from "../domain/payment.ts";
import type { Mode } from "../domain/sale.ts";
import { owingRefunds } from "./wishes.ts";

/** Where our own books break one of their rules. */
export type BrokenRule = {
  rule: BookRule;
  mode: Mode;
  saleId: string;
  paymentId: string | null;
  /** How much the two sides of the rule differ. */
  amountMinor: number;
};

/** Holds what was sold or moved since then against the rules that no bug may break. Nothing is changed. */
export async function brokenRules(db: Db, since: number): Promise<BrokenRule[]> {
  return [
    ...await brokenSales(db, since),
    ...await overCaptured(db, since),
    ...await forgotten(db),
    ...await brokenCards(db, since),
    ...await brokenReturns(db, since),
    ...await brokenCredits(db, since),
  ];
}

/** Sales that were completed whose goods, tenders and ledger are not three ways to say the same, or that are not booked once. */
async function brokenSales(db: Db, since: number): Promise<BrokenRule[]> {
  const accounts = sql.join(Object.values(TENDER_ACCOUNTS).map((account) => sql.lit(account)));
  const sales = await db.selectFrom("sale").where("status", "in", ["completed", "voided"])
    .where("completedAt", ">=", since).select([
      "id",
      "mode",
      "status",
      sql<number>`(select coalesce(sum("totalMinor"), 0) from "lineItem"
      where "saleId" = "sale"."id" and "removedAt" is null)`.as("goods"),
      sql<number>`(select coalesce(sum("amountMinor"), 0) from "tender"
      where "saleId" = "sale"."id" and "removedAt" is null)`.as("tenders"),
      sql<number>`(select coalesce(sum("amountMinor"), 0) from "journalEntry" where "account" in (${accounts})
      and "journalId" in (select "id" from "journal" where "saleId" = "sale"."id"
        and "cause" in ('sale_completed', 'rest_not_taken', 'sale_cancelled')))`.as("booked"),
      sql<number>`(select coalesce(sum("amountMinor"), 0) from "journalEntry"
      where "journalId" in (select "id" from "journal" where "saleId" = "sale"."id"))`.as("balance"),
      sql<number>`(select count(*) from "journal" where "saleId" = "sale"."id" and "cause" = 'sale_completed')`.as(
        "journals",
      ),
      sql<number>`(select coalesce(sum("valueMinor"), 0) from "handOver"
      where "saleId" = "sale"."id" and "kind" in ('not_taken', 'came_back'))`.as("notTaken"),
    ]).execute();
  return sales.flatMap(({ id: saleId, mode, status, ...sums }): BrokenRule[] => {
    const where = { mode, saleId, paymentId: null };
    const { goods, tenders, booked, balance, journals, notTaken } = sums;
    // It was cancelled again: what it took is booked back.
    if (status === "voided") {
      return booked === 0 ? [] : [{ ...where, rule: "booked_once", amountMinor: Math.abs(booked) }];
    }
    if (goods !== tenders) return [{ ...where, rule: "paid_in_full", amountMinor: Math.abs(goods - tenders) }];
    // What the customer did not take after all, or brought back unpaid, was booked back.
    const keptMinor = tenders - notTaken;
    if (journals !== 1 || booked !== keptMinor) {
      return [{ ...where, rule: "booked_once", amountMinor: Math.abs(booked - keptMinor) }];
    }
    return balance === 0 ? [] : [{ ...where, rule: "sums_to_zero", amountMinor: Math.abs(balance) }];
  });
}

/** Payments of which more was taken than their amount, or more given back than taken. */
async function overCaptured(db: Db, since: number): Promise<BrokenRule[]> {
  // What is captured in part so far is still authorized, however long ago it became that.
  const payments = await db.selectFrom("payment")
    .where((eb) =>
      eb.or([
        eb("status", "=", "authorized"),
        eb.and([eb("statusAt", ">=", since), eb("status", "=", "captured")]),
      ])
    )
    .select([
      "id",
      "mode",
      "saleId",
      "amountMinor",
      sql<number>`(select coalesce(sum("amountMinor"), 0) from "capture" where "paymentId" = "payment"."id")`.as(
        "taken",
      ),
      sql<number>`(select coalesce(sum("amountMinor"), 0) from "refund" where "paymentId" = "payment"."id")`.as("back"),
    ]).execute();
  return payments.filter((one) => one.taken > one.amountMinor || one.back > one.taken).map((one) => ({
    rule: "not_too_much",
    mode: one.mode,
    saleId: one.saleId,
    paymentId: one.id,
    amountMinor: Math.max(one.taken - one.amountMinor, one.back - one.taken),
  }));
}

/** Open payments at which nobody will look any more, and those that owe a customer what nobody will ask for. */
async function forgotten(db: Db): Promise<BrokenRule[]> {
  const unlooked = db.selectFrom("payment").select(["id", "mode", "saleId", "amountMinor"])
    .where("nextCheckAt", "is", null);
  const open = await unlooked.where("status", "in", OPEN_STATUSES).execute();
  const owing = unlooked.where("status", "not in", OPEN_STATUSES).where("id", "in", owingRefunds(db));
  const payments = [...open, ...await owing.execute()];
  return payments.map(({ id: paymentId, ...rest }) => ({ ...rest, rule: "looked_at", paymentId }));
}

/**
 * Sales that took off gift cards something else than their tenders say, or put on them something else than was sold; and
 * cards below zero, under the newest sale that touched them.
 */
async function brokenCards(db: Db, since: number): Promise<BrokenRule[]> {
  const touched = db.selectFrom("giftCardEntry").where("at", ">=", since);
  const finished = db.selectFrom("sale").where("status", "=", "completed").where("completedAt", ">=", since).select(
    "id",
  );
  const sales = await db.selectFrom("sale").where("id", "in", touched.select("saleId as id").union(finished)).select([
    "id",
    "mode",
    sql<number>`(select coalesce(sum("amountMinor"), 0) from "giftCardEntry"
      where "saleId" = "sale"."id" and "cause" in ('redeemed', 'given_back'))`.as("onCards"),
    sql<number>`(select coalesce(sum("amountMinor"), 0) from "tender"
      where "saleId" = "sale"."id" and "kind" = 'gift_card' and "removedAt" is null)`.as("paid"),
    sql<number>`(select coalesce(sum("amountMinor"), 0) from "giftCardEntry"
      where "saleId" = "sale"."id" and "cause" = 'sold')`.as("putOn"),
    sql<number>`(select coalesce(sum("totalMinor"), 0) from "lineItem" where "saleId" = "sale"."id"
      and "kind" = 'gift_card' and "removedAt" is null and "sale"."status" = 'completed')`.as("sold"),
  ]).execute();
  const apart = sales.map(({ id: saleId, mode, onCards, paid, putOn, sold }) => ({
    mode,
    saleId,
    amountMinor: Math.abs(onCards + paid) + Math.abs(putOn - sold),
  }));
  const overdrawn = await db.selectFrom("giftCardEntry").innerJoin(
    "giftCard",
    "giftCard.id",
    "giftCardEntry.giftCardId",
  )
    .where("giftCardId", "in", touched.select("giftCardId")).groupBy("giftCard.id").having((eb) =>
      eb(eb.fn.sum("giftCardEntry.amountMinor"), "<", 0)
    ).select([
      "giftCard.mode",
      sql<string>`max("giftCardEntry"."saleId")`.as("saleId"),
      sql<number>`-sum("giftCardEntry"."amountMinor")`.as("amountMinor"),
    ]).execute();
  return [...apart, ...overdrawn].filter(({ amountMinor }) => amountMinor > 0)
    .map((one) => ({ ...one, rule: "gift_cards", paymentId: null }));
}

/**
 * Returns whose lines, ways and ledger are not three ways to say the same; of which more was promised by Klarna than is still
 * owed or was given back; and what went onto gift cards for them. What of them pays for another sale is a way too.
 */
async function brokenReturns(db: Db, since: number): Promise<BrokenRule[]> {
  const accounts = sql.join(
    [...Object.values(TENDER_ACCOUNTS), REFUND_PENDING_ACCOUNT].map((account) => sql.lit(account)),
  );
  const returns = await db.selectFrom("saleReturn").where("at", ">=", since).select([
    "saleReturn.mode",
    "saleReturn.saleId",
    "saleReturn.totalMinor",
    sql<number>`(select coalesce(sum("amountMinor"), 0) from "returnLine" where "returnId" = "saleReturn"."id")`.as(
      "lines",
    ),
    sql<number>`(select coalesce(sum("amountMinor"), 0) from "payback" where "returnId" = "saleReturn"."id"
      and "insteadOfId" is null)
      + (select coalesce(sum("amountMinor"), 0) from "credit" where "returnId" = "saleReturn"."id")`.as("ways"),
    sql<number>`(select coalesce(-sum("amountMinor"), 0) from "journalEntry" where "account" in (${accounts})
      and "journalId" in (select "id" from "journal" where "returnId" = "saleReturn"."id"))`.as("booked"),
    sql<number>`(select coalesce(sum("amountMinor"), 0) from "journalEntry"
      where "journalId" in (select "id" from "journal" where "returnId" = "saleReturn"."id"))`.as("balance"),
    sql<number>`(select coalesce(-sum("amountMinor"), 0) from "journalEntry"
      where "account" = ${sql.lit(REFUND_PENDING_ACCOUNT)}
      and "journalId" in (select "id" from "journal" where "returnId" = "saleReturn"."id"))`.as("pending"),
    sql<number>`(select coalesce(sum("payback"."amountMinor"), 0) from "payback"
      where "payback"."returnId" = "saleReturn"."id" and "payback"."kind" = 'klarna' and "insteadOfId" is null
      and "isFound" = 0 and not exists (select 1 from "payback" as "other" where "other"."insteadOfId" = "payback"."id")
      and not exists (select 1 from "wish" where "wish"."paybackId" = "payback"."id" and "wish"."state" = 'done'))`.as(
      "owed",
    ),
  ]).execute();
  return [
    ...returns.map((one) => ({
      mode: one.mode,
      saleId: one.saleId,
      amountMinor: Math.abs(one.totalMinor - one.lines) + Math.abs(one.totalMinor - one.ways) +
        Math.abs(one.totalMinor - one.booked) + Math.abs(one.balance) + Math.abs(one.pending - one.owed),
    })),
    ...await returnedOntoCards(db, since),
  ].filter(({ amountMinor }) => amountMinor > 0)
    .map((one) => ({ ...one, rule: "given_back", paymentId: null }));
}

async function returnedOntoCards(db: Db, since: number) {
  const sales = await db.selectFrom("sale").select([
    "id",
    "mode",
    sql<number>`(select coalesce(sum("amountMinor"), 0) from "giftCardEntry"
      where "saleId" = "sale"."id" and "cause" = 'returned')`.as("onCards"),
    sql<number>`(select coalesce(sum("amountMinor"), 0) from "payback" where "kind" = 'gift_card'
      and "returnId" in (select "id" from "saleReturn" where "saleId" = "sale"."id"))`.as("ways"),
  ]).where("id", "in", db.selectFrom("saleReturn").select("saleId").where("at", ">=", since)).execute();
  return sales.map(({ id: saleId, mode, onCards, ways }) => ({ mode, saleId, amountMinor: Math.abs(onCards - ways) }));
}

/** Sales that were paid by an exchange in another amount than the credits that came of it. */
async function brokenCredits(db: Db, since: number): Promise<BrokenRule[]> {
  const sales = await db.selectFrom("sale").where("status", "=", "completed").where("completedAt", ">=", since)
    .where("id", "in", db.selectFrom("exchange").select("newSaleId")).select([
      "id as saleId",
      "mode",
      sql<number>`(select coalesce(sum("amountMinor"), 0) from "tender"
        where "saleId" = "sale"."id" and "kind" = 'exchange' and "removedAt" is null)`.as("paid"),
      sql<number>`(select coalesce(sum("credit"."amountMinor"), 0) from "credit"
        join "tender" on "tender"."id" = "credit"."tenderId"
        where "tender"."saleId" = "sale"."id" and "tender"."removedAt" is null)`.as("credited"),
    ]).execute();
  return sales.filter(({ paid, credited }) => paid !== credited).map(({ saleId, mode, paid, credited }) => {
    return { rule: "given_back", mode, saleId, paymentId: null, amountMinor: Math.abs(paid - credited) };
  });
}
