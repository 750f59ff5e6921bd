import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { saleTotals } from "../../src/domain/sale.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { releasePayment } from "../../src/operations/payment-wishes.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { takeBackTender, takeCard, takeCash } from "../../src/operations/take-tender.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { linesOf, tendersOf } from "../../src/store/sales.ts";
import { openScene, paymentRow, problemOf, saleRow, type Scene } from "./support.ts";

const SOCKS_MINOR = 1_400;

let till: Scene;

beforeEach(async () => {
  till = await openScene();
});

afterEach(() => till.close());

async function cash(saleId: string, given: string) {
  return await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given });
}

async function card(saleId: string, amount: string) {
  const wanted = { ...await till.seen(saleId), kind: "card" as const, amount, reference: "" };
  return await takeCard(till.shop, till.press(), till.ada, wanted);
}

async function takeBack(saleId: string, kind: string) {
  const tender = (await tenders(saleId)).find((one) => one.kind === kind);
  return await takeBackTender(till.shop, till.press(), till.ada, { saleId, tenderId: tender?.id ?? "tnd_0" });
}

async function takeBackNth(saleId: string, nth: number) {
  const rows = (await tenders(saleId)).filter(({ kind }) => kind !== "rounding");
  const tenderId = rows[nth % rows.length]?.id ?? "tnd_0";
  await problemOf(takeBackTender(till.shop, till.press(), till.ada, { saleId, tenderId }));
}

/** Nothing is rounded but by cash that pays the rest, and never by more than half of the smallest coin. */
async function expectRoundedOnce(saleId: string, priceMinor: number) {
  const rows = await tenders(saleId);
  const rounded = rows.filter(({ kind }) => kind === "rounding");
  expect(rounded.length).toBeLessThanOrEqual(1);
  const { dueMinor, paidMinor, roundingMinor } = await totals(saleId);
  expect(Math.abs(roundingMinor)).toBeLessThanOrEqual(50);
  expect(paidMinor + dueMinor).toBe(priceMinor);
  if (rounded.length > 0) expect(dueMinor).toBe(0);
  for (const { roundsTenderId } of rounded) expect(rows.map(({ id }) => id)).toContain(roundsTenderId);
}

const tenders = (saleId: string) => tendersOf(till.shop.db.read, saleId);

async function totals(saleId: string) {
  return saleTotals(await linesOf(till.shop.db.read, saleId), await tenders(saleId));
}

/** A shop whose smallest coin is this. */
async function coinsOf(cashStepMinor: number): Promise<void> {
  await till.shop.db.write.updateTable("shop").set({ cashStepMinor }).execute();
}

/** A sale of one line at this price. */
async function saleOf(priceMinor: number): Promise<string> {
  await till.shop.db.write.updateTable("product").set({ priceMinor }).where("code", "=", "CLO-SCK").execute();
  return await till.ringUp("CLO-SCK");
}

async function journalOf(saleId: string) {
  return await till.shop.db.read.selectFrom("journalEntry").innerJoin("journal", "journal.id", "journalId")
    .where("saleId", "=", saleId).select(["account", "amountMinor"]).execute();
}

describe("cash where the smallest coin is a crown", () => {
  beforeEach(() => coinsOf(100));

  test.each([
    { dueMinor: 9_949, cashMinor: 9_900 },
    { dueMinor: 9_950, cashMinor: 10_000 },
    { dueMinor: 10_000, cashMinor: 10_000 },
  ])("$dueMinor is paid with $cashMinor, and the difference is a row of its own", async ({ dueMinor, cashMinor }) => {
    const saleId = await saleOf(dueMinor);
    expect(await cash(saleId, "200")).toEqual({ changeMinor: 20_000 - cashMinor });
    const rows = await tenders(saleId);
    const [paid] = rows;
    expect(paid).toMatchObject({ kind: "cash", amountMinor: cashMinor, givenMinor: 20_000 });
    const rounding = rows.filter((row) => row.kind === "rounding");
    expect(rounding).toMatchObject(
      cashMinor === dueMinor ? [] : [{ amountMinor: dueMinor - cashMinor, roundsTenderId: paid?.id }],
    );
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: dueMinor - cashMinor });
    await completeSale(till.shop, till.press(), till.ada, saleId);
    const booked = await journalOf(saleId);
    expect(booked.reduce((sum, entry) => sum + entry.amountMinor, 0)).toBe(0);
    expect(booked).toContainEqual({ account: "cash", amountMinor: cashMinor });
    expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  });

  test("only what pays the rest is rounded: a part in cash, a card, and then the rest in cash", async () => {
    const saleId = await saleOf(9_949);
    await cash(saleId, "20");
    expect((await tenders(saleId)).map((row) => row.kind)).toEqual(["cash"]);
    await card(saleId, "50.10");
    expect((await totals(saleId)).dueMinor).toBe(2_939);
    expect(await cash(saleId, "29")).toEqual({ changeMinor: 0 });
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: 39 });
  });

  test("nothing is rounded when no cash is taken", async () => {
    const saleId = await saleOf(9_949);
    await card(saleId, "");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: 0, paidMinor: 9_949 });
  });

  test("so little that no coin pays it is rounded away", async () => {
    const saleId = await saleOf(9_949);
    await card(saleId, "99");
    expect(await problemOf(cash(saleId, "x"))).toBe("bad_amount");
    await cash(saleId, "0");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: 49 });
    await completeSale(till.shop, till.press(), till.ada, saleId);
    expect((await saleRow(till, saleId)).status).toBe("completed");
  });

  test("cash that is taken back takes its rounding along", async () => {
    const saleId = await saleOf(9_950);
    await cash(saleId, "100");
    await takeBack(saleId, "cash");
    expect(await tenders(saleId)).toEqual([]);
    expect((await totals(saleId)).dueMinor).toBe(9_950);
  });

  test("a card taken back takes the rounding along, for the cash pays the rest no more", async () => {
    const saleId = await saleOf(9_950);
    await card(saleId, "50");
    await cash(saleId, "50");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: -50 });
    await takeBack(saleId, "card");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 4_950, roundingMinor: 0 });
    await card(saleId, "");
    await completeSale(till.shop, till.press(), till.ada, saleId);
    expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  });

  test("what is rounded is never collected twice, by taking a card back between", async () => {
    const saleId = await saleOf(10_098);
    await card(saleId, "50.49");
    await cash(saleId, "51");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: 49 });
    await takeBack(saleId, "card");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 5_098, roundingMinor: 0 });
    await cash(saleId, "51");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: -2, paidMinor: 10_098 });
  });

  test("cash that is more than all that is left was rounded by just that much", async () => {
    const saleId = await saleOf(9_951);
    await card(saleId, "0.01");
    await cash(saleId, "100");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: -50 });
    await takeBack(saleId, "card");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: -49 });
    await completeSale(till.shop, till.press(), till.ada, saleId);
    expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  });

  test("in whatever order cash and cards are taken and taken back, the rest alone is rounded, and once", async () => {
    const someDeed = fc.oneof(
      fc.record({ what: fc.constantFrom("cash" as const, "card" as const), minor: fc.integer({ min: 1, max: 6_000 }) }),
      fc.record({ what: fc.constant("all" as const), minor: fc.constant(0) }),
      fc.record({ what: fc.constant("back" as const), minor: fc.nat(5) }),
    );
    const price = fc.integer({ min: 9_000, max: 9_999 });
    await fc.assert(
      fc.asyncProperty(price, fc.array(someDeed, { maxLength: 12 }), async (priceMinor, deeds) => {
        const saleId = await saleOf(priceMinor);
        for (const { what, minor } of deeds) {
          const text = (minor / 100).toFixed(2);
          if (what === "cash") await problemOf(cash(saleId, text));
          if (what === "card") await problemOf(card(saleId, text));
          if (what === "all") await problemOf(cash(saleId, "200"));
          if (what === "back") await takeBackNth(saleId, minor);
          await expectRoundedOnce(saleId, priceMinor);
        }
        await problemOf(cash(saleId, "200"));
        await expectRoundedOnce(saleId, priceMinor);
        await completeSale(till.shop, till.press(), till.ada, saleId);
      }),
      { numRuns: 40 },
    );
    expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  }, 60_000);

  test("rounding that the smallest coin does not allow any more is taken anew before the sale is completed", async () => {
    const saleId = await saleOf(9_949);
    await cash(saleId, "99");
    await coinsOf(5);
    const complete = () => completeSale(till.shop, till.press(), till.ada, saleId);
    expect(await problemOf(complete())).toBe("rounded_too_much");
    await takeBack(saleId, "cash");
    await cash(saleId, "100");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: -1 });
    expect(await problemOf(complete())).toBe("nothing");
  });

  test("a sale that is given up hands back what lay in the drawer", async () => {
    const saleId = await saleOf(9_950);
    await cash(saleId, "100");
    await voidSale(till.shop, till.press(), till.ada, { saleId, reason: "mistake", approval: null });
    expect(await tenders(saleId)).toEqual([]);
    expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  });
});

test("money that Klarna gives back takes the rounding of the cash beside it along", async () => {
  await coinsOf(100);
  const saleId = await saleOf(9_950);
  const wanted = { ...await till.seen(saleId), amount: "50" };
  const { paymentId } = await startPayment(till.shop, till.press(), till.ada, wanted);
  await till.runner.drain();
  till.simulator.control.approve((await paymentRow(till, paymentId)).reference);
  till.clock.advance(4_000);
  await till.runner.drain();
  await savePayment(till.shop, till.press(), till.ada, paymentId);
  await cash(saleId, "50");
  expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: -50 });
  await releasePayment(till.shop, till.press(), till.ada, paymentId);
  expect(await totals(saleId)).toMatchObject({ dueMinor: 4_950, roundingMinor: 0 });
});

test("where every unit has its coin nothing is ever rounded", async () => {
  const saleId = await saleOf(SOCKS_MINOR - 1);
  await cash(saleId, "13.99");
  expect((await tenders(saleId)).map((row) => row.kind)).toEqual(["cash"]);
});

test("what was rounded is no tender that can be taken back by itself", async () => {
  await coinsOf(100);
  const saleId = await saleOf(9_950);
  await cash(saleId, "100");
  expect(await problemOf(takeBack(saleId, "rounding"))).toBe("tender_missing");
});
