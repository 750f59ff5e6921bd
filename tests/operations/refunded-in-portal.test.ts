import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { type RefundWay, settleRefund } from "../../src/operations/settle-refund.ts";
import { refundableOf } from "../../src/operations/refundable.ts";
import { whyNotReturnable } from "../../src/operations/why-not-returnable.ts";
import { startExchange } from "../../src/operations/exchange.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { accounts, openSold, paybacks, refunds, takeBack, type Told } from "./returns-support.ts";
import type { Story } from "./story.ts";
import { problemOf, saleRow, standAt } from "./support.ts";

let story: Story;
const TENT = 38_900;
const HOUR_MS = 60 * 60_000;

beforeEach(async () => {
  story = await openSold();
  expect((await story.payment()).status).toBe("captured");
  story.till.clock.advance(HOUR_MS);
});

afterEach(async () => {
  expect(await brokenRules(story.till.shop.db.read, 0)).toEqual([]);
  await story.till.close();
});

const part = (freeMinor: number): Told => ({ freeMinor, note: "Scratched" });
const back = (told: Told) => takeBack(story.till, story.saleId, told);
const open = async () => (await story.attention()).filter(({ closedAt }) => closedAt === null);
const inPortal = async (amountMinor: number) =>
  void story.till.simulator.control.actInPortal((await story.payment()).orderId ?? "", "refund", amountMinor);
const waysLeft = async () => {
  const { read } = story.till.shop.db;
  const { ways } = await refundableOf(read, await saleRow(story.till, story.saleId), story.till.shop.klarna);
  return ways.map(({ isFound, leftMinor }) => [isFound ? "found" : "klarna", leftMinor]);
};
async function night(): Promise<void> {
  story.till.clock.advance(24 * HOUR_MS);
  await story.till.runner.drain();
}

describe("money does not go back twice", () => {
  test("what was given back in the portal is found before the till gives it back", async () => {
    await inPortal(10_000);
    expect(await problemOf(back(part(10_000)))).toBe("return_found");
    expect(story.order()?.refunded_amount).toBe(10_000);
    expect(await open()).toMatchObject([{ kind: "refunded_elsewhere", klarnaSays: "10000" }]);
    expect(await waysLeft()).toEqual([["found", 10_000], ["klarna", TENT - 10_000]]);
  });

  test("nor is an exchange begun with it", async () => {
    await inPortal(10_000);
    const { lines } = await refundableOf(
      story.till.shop.db.read,
      await saleRow(story.till, story.saleId),
      story.till.shop.klarna,
    );
    const all = lines.map(({ id }) => {
      return { lineId: id, quantity: 1, partMinor: 0, reason: "unwanted" as const, backOnShelf: true };
    });
    const wanted = { lines: all, freeMinor: 0, note: "", saleId: story.saleId, shownMinor: TENT, foundMinor: 0 };
    const begun = () => startExchange(story.till.shop, story.action(), story.by, { ...wanted, approval: null });
    expect(await problemOf(begun())).toBe("return_too_much");
  });

  test("while Klarna does not answer the shop goes on, and the night finds it", async () => {
    await inPortal(10_000);
    story.till.simulator.control.addFault({ kind: "readOrder", status: 500, times: 1 });
    await back(part(10_000));
    await night();
    expect(await open()).toMatchObject([{ kind: "refunded_elsewhere", klarnaSays: "10000" }]);
  });

  test("pressed again, what was given back is answered again, whatever the order shows by now", async () => {
    const press = story.action();
    const first = await back({ ...part(1_000), press });
    await inPortal(10_000);
    expect(await back({ ...part(1_000), press, foundMinor: 0 })).toBe(first);
  });

  async function settle(way: RefundWay): Promise<string> {
    const mona = await standAt(story.till, "Mona", 3);
    const pin = demoStaff.find(({ name }) => name === "Mona")?.pin ?? "";
    const itemId = (await open()).find(({ kind }) => kind === "refund_refused")?.id ?? "";
    const approval = { staffId: mona.staffId, pin };
    return await problemOf(
      settleRefund(story.till.shop, story.action(), story.by, { itemId, way, reference: "", approval }),
    );
  }

  test.each(["again", "cash", "card"] as const)(
    "what Klarna refused and somebody gave back in the portal is booked as that (%s)",
    async (way) => {
      story.till.simulator.control.addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
      await back(part(1_000));
      await inPortal(1_000);
      await night();
      expect(await settle(way)).toBe("nothing");
      expect(story.order()?.refunded_amount).toBe(1_000);
      expect(await refunds(story.till)).toEqual([]);
      const held = await accounts(story.till);
      expect([held["klarna_receivable"], held["klarna_refund_pending"], held["cash"]]).toEqual([
        TENT - 1_000,
        undefined,
        undefined,
      ]);
      expect(await open()).toEqual([]);
      await night();
      expect(await open()).toEqual([]);
    },
  );

  test("what Klarna refused goes another way while Klarna is away", async () => {
    story.till.simulator.control.addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
    await back(part(1_000));
    story.till.simulator.control.addFault({ kind: "readOrder", status: 500, times: 1 });
    expect(await settle("cash")).toBe("nothing");
    expect((await accounts(story.till))["cash"]).toBe(-1_000);
  });
});

describe("what was given back in the portal is booked as a return", () => {
  const found = (foundMinor: number, klarna = 0) => ({ split: { found: foundMinor, klarna } });
  const bySenior = async () => ({ by: await standAt(story.till, "Jo", 2) });

  test("all of it: the goods are back, nobody is asked, and the item is closed by that", async () => {
    await inPortal(TENT);
    await night();
    expect(await open()).toMatchObject([{ kind: "refunded_elsewhere" }]);
    const sale = await saleRow(story.till, story.saleId);
    expect(await whyNotReturnable(story.till.shop.db.read, sale, story.till.shop.klarna)).toBeNull();
    await back({ lines: [{ at: 0, quantity: 1 }], ...await bySenior() });
    expect(await accounts(story.till)).toEqual({});
    expect(await paybacks(story.till)).toMatchObject([{ kind: "klarna", amountMinor: TENT, isFound: 1 }]);
    expect((await story.wishes()).some(({ kind }) => kind === "refund")).toBe(false);
    expect(await open()).toEqual([]);
    expect((await story.attention()).map(({ closeReason, closedBy }) => [closeReason, closedBy])).toEqual([
      ["refund_booked", null],
    ]);
    await night();
    expect(await open()).toEqual([]);
    expect(story.order()?.refunded_amount).toBe(TENT);
  });

  test("a part of it, and the rest goes back by Klarna", async () => {
    await inPortal(10_000);
    await night();
    await back({ lines: [{ at: 0, quantity: 1 }], ...await bySenior() });
    await story.till.runner.drain();
    expect(await accounts(story.till)).toEqual({});
    expect(story.order()?.refunded_amount).toBe(TENT);
    await night();
    expect(await open()).toEqual([]);
  });

  test("while some of it is not booked, somebody is still called", async () => {
    await inPortal(10_000);
    await night();
    await back({ ...part(4_000), ...found(4_000), ...await bySenior() });
    expect(await open()).toMatchObject([{ kind: "refunded_elsewhere" }]);
    expect(await waysLeft()).toEqual([["found", 6_000], ["klarna", TENT - 10_000]]);
    await night();
    expect(await open()).toMatchObject([{ kind: "refunded_elsewhere", klarnaSays: "6000" }]);
  });

  test("no more than Klarna shows, and not by a cashier alone", async () => {
    await inPortal(10_000);
    await night();
    expect(await problemOf(back({ ...part(10_001), ...found(10_001), ...await bySenior() }))).toBe("return_split");
    expect(await problemOf(back({ ...part(1_000), ...found(1_000) }))).toBe("needs_senior");
    await back({ ...part(1_000), ...found(0, 1_000) });
    expect(story.order()?.refunded_amount).toBe(11_000);
  });

  test("the database itself refuses more than was found", async () => {
    await inPortal(10_000);
    await night();
    await back({ ...part(4_000), ...found(4_000), ...await bySenior() });
    const [row] = await paybacks(story.till);
    const more = { ...row!, id: "pbk_more", amountMinor: 6_001 };
    await expect(story.till.shop.db.write.insertInto("payback").values(more).execute()).rejects.toThrow("was found");
  });
});
