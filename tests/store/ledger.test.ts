import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BOOK_RULES, type BookRule } from "../../src/domain/attention.ts";
import { closeWithReason } from "../../src/operations/attention.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { klarnaBalanceOf, takenSince } from "../../src/store/ledger.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { openStory, type Story } from "../operations/story.ts";
import { standAt } from "../operations/support.ts";

let story: Story;
const TENT_MINOR = 38_900;
const DAY_MS = 24 * 60 * 60_000;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

const read = () => story.till.shop.db.read;
const now = () => story.till.clock.now();

/** A tent sold by Klarna to Sam Karim. */
async function soldByKlarna(): Promise<void> {
  story.customer.approves();
  await story.look();
  await story.save();
  await story.complete();
  await story.till.runner.drain();
}

async function soldForCash(): Promise<void> {
  const { shop, press, ada } = story.till;
  const saleId = await story.till.ringUp("TNT-RDG3");
  await takeCash(shop, press(), ada, { ...await story.till.seen(saleId), given: "400" });
  await completeSale(shop, press(), ada, saleId);
}

test("what came in is read off the ledger, by kind of tender and from a time on", async () => {
  const mode = story.till.shop.klarna.mode;
  expect(await takenSince(read(), { mode, since: 0 })).toEqual([]);
  await soldByKlarna();
  const between = now() + 1;
  story.till.clock.advance(60_000);
  await soldForCash();
  expect(await takenSince(read(), { mode, since: 0 })).toEqual([
    { kind: "cash", amountMinor: TENT_MINOR },
    { kind: "klarna", amountMinor: TENT_MINOR },
  ]);
  expect(await takenSince(read(), { mode, since: between })).toEqual([{ kind: "cash", amountMinor: TENT_MINOR }]);
  expect(await takenSince(read(), { mode: "live", since: 0 })).toEqual([]);
});

test("what Klarna took over for a customer is a fold of the ledger", async () => {
  const { mode } = story.till.shop.klarna;
  const customerId = (await story.payment()).customerId ?? "";
  expect(await klarnaBalanceOf(read(), customerId, mode)).toBe(0);
  await soldByKlarna();
  expect(await klarnaBalanceOf(read(), customerId, mode)).toBe(TENT_MINOR);
  expect(await klarnaBalanceOf(read(), "cus_0", mode)).toBe(0);
  expect(await klarnaBalanceOf(read(), customerId, "live")).toBe(0);
});

test("books that add up break no rule", async () => {
  await soldByKlarna();
  await soldForCash();
  expect(await brokenRules(read(), 0)).toEqual([]);
});

/** How each rule is broken by a fault: what is done to the finished sale, or to another one. */
const SPOILT: Record<BookRule, (saleId: string) => string> = {
  paid_in_full: (saleId) => `update "tender" set "removedAt" = 1 where "saleId" = '${saleId}'`,
  booked_once: (saleId) =>
    `insert into "journal" ("id", "cause", "saleId", "paymentId", "mode", "shiftId", "staffId", "at")
    select 'jnl_2', "cause", "saleId", "paymentId", "mode", "shiftId",
    "staffId", "at" from "journal" where "saleId" = '${saleId}'`,
  sums_to_zero: () =>
    `insert into "journalEntry" select "journalId", 99, 'sales:standard', 5, "currency"
    from "journalEntry" limit 1`,
  not_too_much: () =>
    `insert into "wish" ("id", "paymentId", "kind", "attempt", "idempotencyKey", "amountMinor", "state", "askedAt")
    select 'wsh_1', "paymentId", "kind", 99, 'another', 1, 'done', 0 from "wish" limit 1;
    insert into "capture" ("id", "paymentId", "wishId", "amountMinor", "klarnaCaptureId", "capturedAt")
    select 'cap_1', "paymentId", "id", 1, 'more', 0 from "wish" where "id" = 'wsh_1'`,
  gift_cards: (saleId) =>
    `drop trigger "tender_fixed"; update "tender" set "kind" = 'gift_card' where "saleId" = '${saleId}'`,
  given_back: (saleId) =>
    `insert into "saleReturn" select 'ret_1', 1, "id", "mode", "registerId", "shiftId", "staffId", null, 500, 0, null,
    "completedAt", null from "sale" where "id" = '${saleId}'`,
  looked_at: () => `update "payment" set "status" = 'waiting', "nextCheckAt" = null`,
};

async function spoil(rule: BookRule): Promise<void> {
  for (const statement of SPOILT[rule](story.saleId).split(";")) {
    await sql.raw(statement).execute(story.till.shop.db.write);
  }
}

test.each(BOOK_RULES)("books in which %s does not hold break that rule", async (rule) => {
  await soldByKlarna();
  await spoil(rule);
  expect(await brokenRules(read(), 0)).toMatchObject([{ rule, saleId: story.saleId }]);
  const isAnyTime = rule === "looked_at";
  expect(await brokenRules(read(), now() + 1)).toHaveLength(isAnyTime ? 1 : 0);
});

test("the till looks through its books at night; a person is called once, and not again for what was put away", async () => {
  await soldByKlarna();
  const night = async () => {
    story.till.clock.advance(DAY_MS);
    await story.till.runner.drain();
  };
  await night();
  expect(await story.attention()).toEqual([]);
  await spoil("paid_in_full");
  await night();
  await night();
  expect(await story.attention()).toMatchObject([
    { kind: "book_broken", klarnaSays: "paid_in_full", saleId: story.saleId, paymentId: null, amountMinor: TENT_MINOR },
  ]);
  const [item] = await story.attention();
  const wanted = { itemId: item?.id ?? "", reason: "Mended", approval: null };
  await closeWithReason(story.till.shop, story.action(), await standAt(story.till, "Jo", 2), wanted);
  await night();
  expect(await story.attention()).toMatchObject([{ closeReason: "Mended" }]);
});
