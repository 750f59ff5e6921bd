import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PrintJob } from "../../src/domain/receipt.ts";
import { closeShift, countDrawer, shiftFigures } from "../../src/operations/shift.ts";
import { countFloat, moveCash } from "../../src/operations/drawer.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { takeBackTender, takeCard, takeCash } from "../../src/operations/take-tender.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { sellGiftCard } from "../../src/operations/gift-cards.ts";
import { takenSince } from "../../src/store/ledger.ts";
import { carriedBy, findOpenShift, lastCount } from "../../src/store/shifts.ts";
import { tendersOf } from "../../src/store/sales.ts";
import { openScene, paymentRow, problemOf, type Scene, standAt } from "./support.ts";

const HAT_MINOR = 1_900;

let till: Scene;

beforeEach(async () => {
  till = await openScene();
});

afterEach(() => till.close());

const shift = async () => (await findOpenShift(till.shop.db.read, till.ada.registerId, "practice"))!;
const figures = async () => await shiftFigures(till.shop.db.read, await shift());
const float = (amount: string, reason = "") => countFloat(till.shop, till.press(), till.ada, { float: amount, reason });
const move = (way: "in" | "out", amount: string, reason = "Bank") =>
  moveCash(till.shop, till.press(), till.ada, { way, amount, reason });
const count = (countedMinor: number) => countDrawer(till.shop, till.press(), till.ada, { countedMinor, pieces: null });
const report = (reportId: string) =>
  till.shop.db.read.selectFrom("zReport").selectAll().where("id", "=", reportId).executeTakeFirstOrThrow();

async function sellHat(given: string): Promise<string> {
  const saleId = await till.ringUp("CLO-HAT");
  await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given });
  await completeSale(till.shop, till.press(), till.ada, saleId);
  return saleId;
}

async function close(changes: Partial<{ count: number; reason: string; left: string; carried: string[] }> = {}) {
  const last = await lastCount(till.shop.db.read, (await shift()).id);
  const closing = { count: last?.position ?? 0, reason: "", left: "", carried: [], ...changes };
  return await closeShift(till.shop, till.press(), till.ada, closing);
}

/** What the account of cash says, over everything that was ever booked. */
async function cashInBooks(): Promise<number> {
  const { sum } = await till.shop.db.read.selectFrom("journalEntry").where("account", "=", "cash")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("amountMinor"), eb.lit(0)).as("sum")).executeTakeFirstOrThrow();
  return sum;
}

describe("the drawer", () => {
  test("holds the float, what cash brought without its change, and what was put in and taken out", async () => {
    await float("150");
    await sellHat("20");
    await move("in", "50");
    await move("out", "30.50", " Stamps ");
    expect((await figures()).cash).toEqual({
      floatMinor: 15_000,
      isFloatCounted: true,
      takenMinor: HAT_MINOR,
      givenBackMinor: 0,
      inMinor: 5_000,
      outMinor: -3_050,
      expectedMinor: 15_000 + HAT_MINOR + 5_000 - 3_050,
    });
    expect(await cashInBooks()).toBe((await figures()).cash.expectedMinor);
    const rows = await till.shop.db.read.selectFrom("drawerEntry").select(["cause", "reason"]).execute();
    expect(rows.map(({ reason }) => reason)).toEqual([null, "Bank", "Stamps"]);
  });

  test("holds cash of a sale that is not finished, until it is given back", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given: "100" });
    expect((await figures()).cash.expectedMinor).toBe(10_000);
    expect((await figures()).sales.count).toBe(0);
    const [tender] = await tendersOf(till.shop.db.read, saleId);
    await takeBackTender(till.shop, till.press(), till.ada, { saleId, tenderId: tender?.id ?? "" });
    expect((await figures()).cash).toMatchObject({ takenMinor: 10_000, givenBackMinor: -10_000, expectedMinor: 0 });
  });

  test("gives cash back from where it is given back, also when a sale is given up", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given: "100" });
    const ben = await standAt(till, "Ben", 2);
    const press = { ...till.press(), staffId: ben.staffId };
    await voidSale(till.shop, press, ben, { saleId, reason: "mistake", approval: null });
    const there = (await findOpenShift(till.shop.db.read, ben.registerId, "practice"))!;
    expect((await figures()).cash.expectedMinor).toBe(10_000);
    expect(await shiftFigures(till.shop.db.read, there)).toMatchObject({
      cash: { expectedMinor: -10_000 },
      voids: { count: 1, amountMinor: 38_900 },
    });
  });

  test("takes no amount that is none, and its float once", async () => {
    for (const amount of ["", "0", "-5", "x"]) expect(await problemOf(move("in", amount))).toBe("bad_amount");
    expect(await problemOf(float("x"))).toBe("bad_amount");
    await float("0");
    expect(await problemOf(float("10"))).toBe("float_counted");
    expect(await cashInBooks()).toBe(0);
  });

  test("opens when cash is put in or taken out, if there is a printer", async () => {
    const jobs: PrintJob[] = [];
    till.shop.receipts.printer = {
      print(_, job) {
        jobs.push(job);
        return Promise.resolve({ state: "done", code: null });
      },
    };
    await move("in", "5");
    expect(jobs).toEqual([]);
    await till.shop.db.write.updateTable("register").set({ printerHost: "printer.shop", printerPort: 9_100 }).execute();
    await move("out", "5");
    expect(jobs).toEqual([{ kind: "drawer" }]);
  });

  test("is no income: what was put in and taken out is in no list of what was taken", async () => {
    await float("150");
    await move("out", "20");
    expect(await takenSince(till.shop.db.read, { mode: "practice", since: 0 })).toEqual([]);
  });
});

test("two people at one register share its shift; another register has its own", async () => {
  expect((await standAt(till, "Ben", 1)).shiftId).toBe(till.ada.shiftId);
  expect((await standAt(till, "Ben", 2)).shiftId).not.toBe(till.ada.shiftId);
});

test("the figures are what was sold, taken, discounted and given up, with tax by rate", async () => {
  await sellHat("20");
  const saleId = await till.ringUp("TNT-RDG3");
  await sellGiftCard(till.shop, till.press(), till.ada, { saleId, amount: "25", number: "" });
  await takeCard(till.shop, till.press(), till.ada, {
    ...await till.seen(saleId),
    kind: "card",
    amount: "",
    reference: "",
  });
  await completeSale(till.shop, till.press(), till.ada, saleId);
  const now = await figures();
  expect(now.sales).toEqual({ count: 2, totalMinor: HAT_MINOR + 38_900 + 2_500, discountMinor: 0 });
  expect(now.tenders).toEqual([
    { kind: "cash", amountMinor: HAT_MINOR },
    { kind: "card", amountMinor: 38_900 + 2_500 },
  ]);
  expect(now.giftCards).toEqual({ soldMinor: 2_500, redeemedMinor: 0 });
  const taxed = now.taxes.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0);
  expect(taxed).toBe(HAT_MINOR + 38_900);
  expect(now.taxes.every(({ taxRateBasisPoints }) => taxRateBasisPoints > 0)).toBe(true);
});

describe("closing", () => {
  test("needs a counting, and one that still holds", async () => {
    expect(await problemOf(close())).toBe("count_needed");
    await count(0);
    await sellHat("20");
    expect(await problemOf(close())).toBe("count_needed");
    await count(HAT_MINOR);
    expect(await problemOf(close({ count: 1 }))).toBe("count_needed");
    await close();
  });

  test("needs a reason for a difference, which is booked", async () => {
    await float("150");
    await sellHat("20");
    await count(15_000 + HAT_MINOR - 100);
    expect(await problemOf(close({ reason: "  " }))).toBe("difference_unexplained");
    const { reportId } = await close({ reason: "Wrong change", left: "150" });
    expect(await report(reportId)).toMatchObject({
      number: 1,
      expectedMinor: 15_000 + HAT_MINOR,
      countedMinor: 15_000 + HAT_MINOR - 100,
      differenceReason: "Wrong change",
      leftMinor: 15_000,
    });
    expect(await cashInBooks()).toBe(15_000);
  });

  test("leaves the next shift what stays in the drawer, and no more than was counted", async () => {
    await count(500);
    expect(await problemOf(close({ reason: "Found", left: "5.01" }))).toBe("more_than_counted");
    expect(await problemOf(close({ reason: "Found", left: "x" }))).toBe("bad_amount");
    await close({ reason: "Found", left: "5" });
    expect(await findOpenShift(till.shop.db.read, till.ada.registerId, "practice")).toBeUndefined();
    expect(await problemOf(count(0))).toBe("shift_not_open");
    await move("in", "1");
    const next = await shift();
    expect(next).toMatchObject({ leftMinor: 500, floatMinor: null });
    expect(next.id).not.toBe(till.ada.shiftId);
    expect((await figures()).cash).toMatchObject({ floatMinor: 500, isFloatCounted: false, expectedMinor: 600 });
  });

  test("a float that is not what the closing before left has a reason on record; any other has none", async () => {
    await float("150", "Nothing was closed here before");
    expect(await shift()).toMatchObject({ floatMinor: 15_000, floatReason: null });
    await count(15_000);
    await close({ left: "100" });
    const unexplained = float("80", "  ").catch((error) => error.problem);
    expect(await unexplained).toEqual({ kind: "float_unexplained", differenceMinor: -2_000 });
    await float("80", " Milk ");
    expect(await shift()).toMatchObject({ leftMinor: 10_000, floatMinor: 8_000, floatReason: "Milk" });
    expect(await cashInBooks()).toBe(8_000);
    await count(8_000);
    await close();
    await float("80", "It is the same");
    expect(await shift()).toMatchObject({ floatMinor: 8_000, floatReason: null });
  });

  test("a sale finished with a session of before is in the next shift's report alone", async () => {
    const saleId = await till.ringUp("CLO-HAT");
    await count(0);
    const { reportId } = await close();
    await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given: "20" });
    await completeSale(till.shop, till.press(), till.ada, saleId);
    expect(JSON.parse((await report(reportId)).figures).sales.count).toBe(0);
    expect((await figures()).sales).toMatchObject({ count: 1, totalMinor: HAT_MINOR });
    expect((await figures()).cash.expectedMinor).toBe(HAT_MINOR);
  });

  test("hands each open payment on by its own tick, and says which", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    const { paymentId } = await startPayment(till.shop, till.press(), till.ada, {
      ...await till.seen(saleId),
      amount: "",
    });
    await count(0);
    expect(await problemOf(close())).toBe("payments_not_carried");
    expect(await problemOf(close({ carried: ["pay_other"] }))).toBe("payments_not_carried");
    const { reportId } = await close({ carried: [paymentId] });
    const { status } = await paymentRow(till, paymentId);
    expect(await carriedBy(till.shop.db.read, reportId)).toMatchObject([
      { id: paymentId, status, familyName: "Karim", amountMinor: 38_900 },
    ]);
    expect((await report(reportId)).figures).not.toContain("Karim");
    await move("in", "1");
    expect((await figures()).payments).toEqual([{ status, count: 1, amountMinor: 38_900 }]);
  });

  test("numbers reports without gaps over all registers, practice apart from live", async () => {
    const ben = await standAt(till, "Ben", 2);
    await count(0);
    await close();
    const pressed = () => ({ ...till.press(), staffId: ben.staffId });
    await countDrawer(till.shop, pressed(), ben, { countedMinor: 0, pieces: null });
    expect(await problemOf(closeShift(till.shop, pressed(), ben, { count: 9, reason: "", left: "", carried: [] })))
      .toBe("count_needed");
    await closeShift(till.shop, pressed(), ben, { count: 1, reason: "", left: "", carried: [] });
    const numbers = await till.shop.db.read.selectFrom("zReport").select("number").orderBy("number").execute();
    expect(numbers.map(({ number }) => number)).toEqual([1, 2]);
  });

  test("what is written stays: the database refuses to change a report, a count or an entry, and to book into the shift", async () => {
    await move("in", "1");
    await count(100);
    await close();
    const { write } = till.shop.db;
    await expect(write.updateTable("zReport").set({ countedMinor: 1 }).execute()).rejects.toThrow("append-only");
    await expect(write.deleteFrom("zReport").execute()).rejects.toThrow("append-only");
    await expect(write.updateTable("drawerEntry").set({ amountMinor: 1 }).execute()).rejects.toThrow("append-only");
    await expect(write.deleteFrom("drawerCount").execute()).rejects.toThrow("append-only");
    const journal = { id: "jnl_x", cause: "cash_in", saleId: null, paymentId: null, staffId: null, at: 1 };
    const into = { ...journal, mode: "practice" as const, shiftId: till.ada.shiftId };
    await expect(write.insertInto("journal").values(into).execute()).rejects.toThrow("the shift is closed");
  });
});
