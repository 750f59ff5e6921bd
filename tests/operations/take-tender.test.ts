import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { completeSale } from "../../src/operations/sale-life.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { takeBackTender, takeCard, takeCash } from "../../src/operations/take-tender.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { saleTotals } from "../../src/domain/sale.ts";
import { linesOf, tendersOf } from "../../src/store/sales.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { openScene, paymentRow, problemOf, saleRow, type Scene } from "./support.ts";

const TENT_MINOR = 38_900;
const SOCKS_MINOR = 1_400;

let till: Scene;

beforeEach(async () => {
  till = await openScene();
});

afterEach(() => till.close());

async function cash(saleId: string, given: string) {
  return await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given });
}

async function card(saleId: string, amount: string, reference = "", kind: "card" | "klarna_card" = "card") {
  const wanted = { ...await till.seen(saleId), kind, amount, reference };
  return await takeCard(till.shop, till.press(), till.ada, wanted);
}

async function takeBack(saleId: string, kind: string) {
  const tender = (await tenders(saleId)).find((one) => one.kind === kind);
  return await takeBackTender(till.shop, till.press(), till.ada, { saleId, tenderId: tender?.id ?? "tnd_0" });
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

describe("a card", () => {
  test("takes all that is due when no amount is typed, with the slip's reference if there is one", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    await card(saleId, "", " A-1234 ");
    expect(await tenders(saleId)).toMatchObject([
      { kind: "card", amountMinor: TENT_MINOR, reference: "A-1234", givenMinor: null },
    ]);
  });

  test("takes a part, and never more than is due", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    await card(saleId, "100");
    expect((await totals(saleId)).dueMinor).toBe(TENT_MINOR - 10_000);
    expect(await problemOf(card(saleId, "289.01"))).toBe("more_than_due");
    await card(saleId, "289");
    expect(await problemOf(card(saleId, "1"))).toBe("nothing_due");
  });

  test.each(["0", "x", "-5", "12.345"])("%j is no amount", async (amount) => {
    const saleId = await till.ringUp("TNT-RDG3");
    expect(await problemOf(card(saleId, amount))).toBe("bad_amount");
    expect(await tenders(saleId)).toEqual([]);
  });

  test("a reference has its limit", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    expect(await problemOf(card(saleId, "", "x".repeat(61)))).toBe("reference_too_long");
  });

  test("of Klarna's, for one time, is known by its last four digits", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    for (const digits of ["", "123", "12345", "12a4"]) {
      expect(await problemOf(card(saleId, "", digits, "klarna_card"))).toBe("bad_digits");
    }
    await card(saleId, "", "4242", "klarna_card");
    expect(await tenders(saleId)).toMatchObject([{ kind: "klarna_card", reference: "4242" }]);
  });

  test("is not taken while Klarna is open, nor for a sale whose amount nobody saw", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    const stale = await till.seen(saleId);
    await startPayment(till.shop, till.press(), till.ada, { ...stale, amount: "100" });
    expect(await problemOf(card(saleId, ""))).toBe("sale_locked");
    const other = await till.ringUp("TNT-RDG3");
    const wanted = { saleId: other, version: 0, kind: "card" as const, amount: "", reference: "" };
    expect(await problemOf(takeCard(till.shop, till.press(), till.ada, wanted))).toBe("sale_changed");
  });

  test("is given back on its terminal, and another way is free again", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    await card(saleId, "");
    await takeBack(saleId, "card");
    expect(await tenders(saleId)).toEqual([]);
    await cash(saleId, "400");
    expect((await totals(saleId)).dueMinor).toBe(0);
  });
});

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

  test("a card taken back leaves the rounding with its cash, and the sale can be paid again to the last unit", async () => {
    const saleId = await saleOf(9_950);
    await card(saleId, "50");
    await cash(saleId, "50");
    expect(await totals(saleId)).toMatchObject({ dueMinor: 0, roundingMinor: -50 });
    await takeBack(saleId, "card");
    expect((await totals(saleId)).dueMinor).toBe(5_000);
    await card(saleId, "");
    await completeSale(till.shop, till.press(), till.ada, saleId);
    expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  });

  test("a sale that is given up hands back what lay in the drawer", async () => {
    const saleId = await saleOf(9_950);
    await cash(saleId, "100");
    await voidSale(till.shop, till.press(), till.ada, { saleId, reason: "mistake", approval: null });
    expect(await tenders(saleId)).toEqual([]);
    expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  });
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

describe("a part with Klarna", () => {
  test("is what the payment is about, and the rest stays due", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    const wanted = { ...await till.seen(saleId), amount: "100.50" };
    const { paymentId } = await startPayment(till.shop, till.press(), till.ada, wanted);
    const payment = await till.shop.db.read.selectFrom("payment").selectAll().where("id", "=", paymentId)
      .executeTakeFirstOrThrow();
    expect(payment.amountMinor).toBe(10_050);
  });

  test("that is saved stays the only one of its sale", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    const wanted = { ...await till.seen(saleId), amount: "100" };
    const { paymentId } = await startPayment(till.shop, till.press(), till.ada, wanted);
    await till.runner.drain();
    till.simulator.control.approve((await paymentRow(till, paymentId)).reference);
    till.clock.advance(4_000);
    await till.runner.drain();
    await savePayment(till.shop, till.press(), till.ada, paymentId);
    const again = startPayment(till.shop, till.press(), till.ada, await till.seen(saleId));
    expect(await problemOf(again)).toBe("klarna_once");
  });

  test.each([["389.01", "more_than_due"], ["0", "bad_amount"], ["x", "bad_amount"]])(
    "of %s is refused",
    async (amount, problem) => {
      const saleId = await till.ringUp("TNT-RDG3");
      const wanted = { ...await till.seen(saleId), amount };
      expect(await problemOf(startPayment(till.shop, till.press(), till.ada, wanted))).toBe(problem);
    },
  );
});
