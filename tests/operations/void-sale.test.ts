import { afterEach, expect, test } from "vitest";
import { addLine } from "../../src/operations/basket.ts";
import { recallSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { takeOverPayment } from "../../src/operations/payment-window.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import type { Approval } from "../../src/operations/approval.ts";
import { openStory, type Story } from "./story.ts";
import { problemOf, saleRow, standAt } from "./support.ts";

let story: Story;

afterEach(() => story.till.close());

async function open(): Promise<void> {
  story = await openStory();
  await story.till.runner.drain();
}

async function approved(): Promise<void> {
  await open();
  story.customer.approves();
  await story.look();
}

function giveUp(by = story.by, approval: Approval = null) {
  const wanted = { saleId: story.saleId, reason: "changed_mind" as const, approval };
  return voidSale(story.till.shop, story.action(), by, wanted);
}

async function tenders() {
  return await story.till.shop.db.read.selectFrom("tender").selectAll().where("removedAt", "is", null).execute();
}

test("a sale cannot be given up while the customer may still pay", async () => {
  await open();
  expect(await problemOf(giveUp())).toBe("klarna_undecided");
  story.till.simulator.control.setSwitches({ fraudStatus: "PENDING" });
  story.customer.approves();
  await story.look();
  expect((await story.payment()).status).toBe("in_review");
  // There is no Cancel while Klarna decides, so nobody is sent to it.
  expect(await problemOf(giveUp())).toBe("klarna_in_review");
  expect((await saleRow(story.till, story.saleId)).status).toBe("open");
});

test.each(["unsaved", "saved"])(
  "given up with an %s payment, Klarna lets the money go and nobody is called",
  async (kind) => {
    await approved();
    if (kind === "saved") await story.save();
    await giveUp();
    expect(await saleRow(story.till, story.saleId)).toMatchObject({
      status: "voided",
      voidReason: "changed_mind",
      voidedBy: story.by.staffId,
    });
    expect(await story.payment()).toMatchObject({ status: "released", savedAt: null });
    expect(story.order()).toMatchObject({ status: "CANCELLED" });
    expect(await tenders()).toEqual([]);
    expect(await story.attention()).toEqual([]);
  },
);

test("when Klarna does not answer, the sale is given up and the money is asked back until it is let go", async () => {
  await approved();
  await story.save();
  story.till.simulator.control.addFault({ kind: "cancelOrder", drop: true, times: 2 });
  await giveUp();
  expect((await saleRow(story.till, story.saleId)).status).toBe("voided");
  expect((await story.payment()).status).toBe("authorized");
  for (let i = 0; i < 4; i++) await story.laterOn();
  expect((await story.payment()).status).toBe("released");
  expect(await story.wishes()).toMatchObject([{ kind: "release", state: "done" }]);
});

test("cash that was taken is out of the sale, and its rows stay", async () => {
  await open();
  await story.cancel();
  const cash = { ...await story.till.seen(story.saleId), given: "10" };
  await takeCash(story.till.shop, story.action(), story.by, cash);
  await giveUp();
  expect(await tenders()).toEqual([]);
  const { voidedAt } = await saleRow(story.till, story.saleId);
  const rows = await story.till.shop.db.read.selectFrom("tender").selectAll().execute();
  expect(rows).toMatchObject([{ kind: "cash", amountMinor: 1_000, removedAt: voidedAt }]);
});

test("what was given up is over: it takes no line, no money, and is not taken up again", async () => {
  await open();
  await story.cancel();
  await giveUp();
  const { shop } = story.till;
  const { saleId, by } = story;
  const line = addLine(shop, story.action(), by, { saleId, quantity: 1, typed: "CLO-HAT" });
  expect(await problemOf(line)).toBe("sale_not_open");
  const cash = takeCash(shop, story.action(), by, { ...await story.till.seen(saleId), given: "400" });
  expect(await problemOf(cash)).toBe("sale_not_open");
  expect(await problemOf(recallSale(shop, story.action(), by, saleId))).toBe("sale_not_open");
  expect(await problemOf(giveUp())).toBe("sale_not_open");
});

test("with money of a payment that another cashier started, a senior must agree", async () => {
  await approved();
  const ben = await standAt(story.till, "Ben", 2);
  const jo = await standAt(story.till, "Jo", 3);
  await takeOverPayment(story.till.shop, story.action(), ben, story.paymentId);
  expect(await problemOf(giveUp(ben))).toBe("needs_senior");
  expect((await saleRow(story.till, story.saleId)).status).toBe("open");
  await giveUp(ben, { staffId: jo.staffId, pin: "333333" });
  expect((await story.payment()).status).toBe("released");
});
