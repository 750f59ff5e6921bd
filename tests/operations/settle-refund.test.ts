import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { callAboutLeftBehind } from "../../src/operations/left-behind.ts";
import { type RefundWay, settleRefund } from "../../src/operations/settle-refund.ts";
import { countOpenPaymentsOf, paymentsKlarnaKnows } from "../../src/store/klarna-accounts.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { accounts, openSold, refunds, takeBack, type Told } from "./returns-support.ts";
import type { Story } from "./story.ts";
import { problemOf, standAt } from "./support.ts";

let story: Story;
const TENT = 38_900;
const HOUR_MS = 60 * 60_000;

beforeEach(async () => {
  story = await openSold();
  expect((await story.payment()).status).toBe("captured");
});

afterEach(async () => {
  expect(await brokenRules(story.till.shop.db.read, 0)).toEqual([]);
  await story.till.close();
});

const control = () => story.till.simulator.control;
const back = (told: Told) => takeBack(story.till, story.saleId, told);
const part = (freeMinor: number): Told => ({ freeMinor, note: "Scratched" });
const wishesToRefund = async () => (await story.wishes()).filter(({ kind }) => kind === "refund");
const events = async () =>
  await story.till.shop.db.read.selectFrom("paymentEvent").selectAll().where("paymentId", "=", story.paymentId)
    .orderBy("position").execute();
const open = async () => (await story.attention()).filter(({ closedAt }) => closedAt === null);

test("while Klarna owes it, its account cannot be left without a word, and whoever leaves it calls a person", async () => {
  const { read } = story.till.shop.db;
  const { klarnaAccountId } = await story.payment();
  expect(await countOpenPaymentsOf(read, klarnaAccountId)).toBe(0);
  control().addFault({ kind: "refund", status: 500 });
  await back(part(1_000));
  expect(await countOpenPaymentsOf(read, klarnaAccountId)).toBe(1);
  expect((await paymentsKlarnaKnows(read, klarnaAccountId, story.till.clock.now(), 3)).length).toBe(1);
  await inTransaction(
    story.till.shop.db,
    (tx, afterCommit) => callAboutLeftBehind(story.till.shop, tx, afterCommit, "kla_another"),
  );
  expect(await open()).toMatchObject([{ kind: "left_behind" }]);
  await inTransaction(
    story.till.shop.db,
    (tx, afterCommit) => callAboutLeftBehind(story.till.shop, tx, afterCommit, klarnaAccountId),
  );
  expect(await open()).toEqual([]);
  await story.laterOn();
  expect(await countOpenPaymentsOf(read, klarnaAccountId)).toBe(0);
});

describe("refused for good calls a person", () => {
  beforeEach(async () => {
    control().addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
    await back(part(1_000));
    const called = { kind: "refund_refused", klarnaSays: "REFUND_NOT_ALLOWED", amountMinor: 1_000 };
    expect(await open()).toMatchObject([called]);
    expect(await accounts(story.till)).toMatchObject({ klarna_refund_pending: -1_000 });
  });

  test("and says how much of it is to be given back, all refusals together", async () => {
    control().addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
    await back(part(500));
    expect(await open()).toMatchObject([{ kind: "refund_refused", amountMinor: 1_500 }]);
  });

  async function settle(way: RefundWay, shownMinor?: number): Promise<string> {
    const mona = await standAt(story.till, "Mona", 3);
    const pin = demoStaff.find(({ name }) => name === "Mona")?.pin ?? "";
    const wanted = {
      itemId: (await open())[0]?.id ?? "",
      way,
      reference: "",
      ...(shownMinor !== undefined && { shownMinor }),
      approval: { staffId: mona.staffId, pin },
    };
    return await problemOf(settleRefund(story.till.shop, story.action(), story.by, wanted));
  }

  test.each([["cash", "refund_in_cash"], ["card", "refund_on_card"], ["again", "refund_asked"]] as const)(
    "who settles it by %s, which the payment's story tells with the amount and who agreed",
    async (way, kind) => {
      const before = (await events()).length;
      expect(await settle(way)).toBe("nothing");
      const first = (await events())[before];
      expect(first).toMatchObject({ kind, cause: "cashier", staffId: story.by.staffId, toStatus: null });
      const mona = await standAt(story.till, "Mona", 3);
      expect(JSON.parse(first?.detail ?? "{}")).toEqual({ amountMinor: 1_000, approvedBy: mona.staffId });
    },
  );

  test("who has it asked again, as a new wish", async () => {
    expect(await settle("again")).toBe("nothing");
    expect(story.order()?.refunded_amount).toBe(1_000);
    expect((await accounts(story.till))["klarna_refund_pending"]).toBeUndefined();
    expect((await wishesToRefund()).map(({ state }) => state)).toEqual(["refused", "done"]);
    expect(await open()).toEqual([]);
  });

  test("who gives it back in cash, and what is promised is settled by that", async () => {
    expect(await settle("cash")).toBe("nothing");
    const held = await accounts(story.till);
    expect([held["cash"], held["klarna_receivable"], held["klarna_refund_pending"]]).toEqual([-1_000, TENT, undefined]);
    expect(await open()).toEqual([]);
    await back(part(TENT - 1_000));
    expect((await refunds(story.till)).map(({ amountMinor }) => amountMinor)).toEqual([TENT - 1_000]);
  });

  async function found(amountMinor: number): Promise<void> {
    control().actInPortal((await story.payment()).orderId ?? "", "refund", amountMinor);
  }

  test.each([["cash", "cash"], ["card", "card_receivable"]] as const)(
    "part of it went back in the portal: only the rest goes back by %s",
    async (way, account) => {
      await found(600);
      expect(await settle(way, 1_000)).toBe("return_found");
      expect((await accounts(story.till))["klarna_refund_pending"]).toBe(-1_000);
      expect(await settle(way, 400)).toBe("nothing");
      const held = await accounts(story.till);
      expect([held[account], held["klarna_receivable"], held["klarna_refund_pending"]]).toEqual([
        -400,
        TENT - 600,
        undefined,
      ]);
      story.till.clock.advance(24 * HOUR_MS);
      await story.till.runner.drain();
      expect(await open()).toEqual([]);
    },
  );

  test("part of it went back in the portal: Klarna is not asked for all of it again, nor is it all found there", async () => {
    await found(600);
    expect([await settle("again"), await settle("portal")]).toEqual(["return_found", "refund_not_found"]);
    await found(400);
    expect(await settle("portal")).toBe("nothing");
    expect((await accounts(story.till))["klarna_refund_pending"]).toBeUndefined();
  });

  test("of two that were refused the one that was given back in the portal is found, and the other is left", async () => {
    control().addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
    await back(part(600));
    await found(600);
    expect(await settle("cash", 1_000)).toBe("nothing");
    const held = await accounts(story.till);
    expect([held["cash"], held["klarna_receivable"]]).toEqual([-1_000, TENT - 600]);
  });

  test("nothing goes back while the till may not sell", async () => {
    story.till.clock.setWall(-2 * HOUR_MS);
    expect([await settle("cash"), await settle("again")]).toEqual(["not_selling", "not_selling"]);
  });

  test("who says that it was done in the portal, once Klarna shows it there", async () => {
    expect(await settle("portal")).toBe("refund_not_found");
    control().actInPortal((await story.payment()).orderId ?? "", "refund", 1_000);
    expect(await settle("portal")).toBe("nothing");
    const held = await accounts(story.till);
    expect([held["klarna_receivable"], held["klarna_refund_pending"]]).toEqual([TENT - 1_000, undefined]);
    story.till.clock.advance(24 * HOUR_MS);
    await story.till.runner.drain();
    expect(await open()).toEqual([]);
    await back(part(TENT - 1_000));
    expect(story.order()?.refunded_amount).toBe(TENT);
  });

  test("and no cashier alone", async () => {
    const wanted = { itemId: (await open())[0]?.id ?? "", way: "cash", reference: "", approval: null } as const;
    expect(await problemOf(settleRefund(story.till.shop, story.action(), story.by, wanted))).toBe("needs_senior");
  });
});
