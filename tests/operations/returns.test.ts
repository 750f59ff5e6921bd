import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { brokenRules } from "../../src/store/own-books.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { sellGiftCard } from "../../src/operations/gift-cards.ts";
import { shiftFigures } from "../../src/operations/shift.ts";
import { takeCard, takeCash, takeGiftCard } from "../../src/operations/take-tender.ts";
import { findOpenShift } from "../../src/store/shifts.ts";
import { demoStaff } from "../../db/demo-shop.ts";
import { accounts, paybacks, setLimit, takeBack } from "./returns-support.ts";
import { closeStartable, openScene, problemOf, saleRow, type Scene, standAt } from "./support.ts";

let till: Scene;

beforeEach(async () => {
  till = await openScene();
  await setLimit(till, 1_000_000);
});

afterEach(async () => {
  expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  await closeStartable(till);
});

const cash = async (saleId: string, given = "1000") =>
  await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given });
const card = async (saleId: string, amount: string) =>
  await takeCard(till.shop, till.press(), till.ada, {
    ...await till.seen(saleId),
    kind: "card",
    amount,
    reference: "slip 1",
  });
const complete = (saleId: string) => completeSale(till.shop, till.press(), till.ada, saleId);
const returnRow = () => till.shop.db.read.selectFrom("saleReturn").selectAll().orderBy("number").execute();
const drawer = async () =>
  (await till.shop.db.read.selectFrom("drawerEntry").selectAll().execute()).reduce(
    (sum, one) => sum + one.amountMinor,
    0,
  );

/** A tent (389.00) and two hats (18.00 each), paid in cash unless told otherwise. */
async function sold(pay = (saleId: string): Promise<unknown> => cash(saleId)): Promise<string> {
  const saleId = await till.ringUp("TNT-RDG3", "CLO-HAT", "CLO-HAT");
  await pay(saleId);
  await complete(saleId);
  return saleId;
}

async function approval(name: string) {
  const { staffId } = await standAt(till, name, 3);
  return { staffId, pin: demoStaff.find((one) => one.name === name)?.pin ?? "" };
}

test("part of a quantity goes back in cash, out of the drawer and out of the books", async () => {
  const saleId = await sold();
  const before = await accounts(till);
  const inDrawer = await drawer();
  await takeBack(till, saleId, { lines: [{ at: 1, quantity: 1, reason: "wrong_size" }] });
  const [row] = await returnRow();
  const hat = row?.totalMinor ?? 0;
  expect(hat).toBeGreaterThan(0);
  expect(row).toMatchObject({ number: 1, saleId, mode: "practice", approvedBy: null, staffId: till.ada.staffId });
  expect(await drawer()).toBe(inDrawer - hat);
  const after = await accounts(till);
  expect((before["cash"] ?? 0) - (after["cash"] ?? 0)).toBe(hat);
  const lines = await till.shop.db.read.selectFrom("returnLine").selectAll().execute();
  expect(lines).toMatchObject([{ quantity: 1, amountMinor: hat, reason: "wrong_size", backOnShelf: 1 }]);
});

test("in the end everything has come back, and the books are as if nothing had been sold", async () => {
  const saleId = await sold(async (id) => {
    await card(id, "100");
    await cash(id);
  });
  await takeBack(till, saleId, { freeMinor: 1_001, note: "It rained" });
  await takeBack(till, saleId, { lines: [{ at: 1, quantity: 1, partMinor: 100 }] });
  await takeBack(till, saleId, { lines: [{ at: 0, quantity: 1 }, { at: 1, quantity: 1 }] });
  const [line] = await till.shop.db.read.selectFrom("lineItem").selectAll().where("quantity", "=", 2).execute();
  expect(line).toBeDefined();
  expect(await accounts(till)).toEqual({});
  expect(await drawer()).toBe(0);
  expect((await returnRow()).map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(await problemOf(takeBack(till, saleId, { freeMinor: 1, note: "More", shownMinor: 1 }))).toBe("not_returnable");
});

test("what is pressed twice is given back once", async () => {
  const saleId = await sold();
  const press = till.press();
  const first = await takeBack(till, saleId, { lines: [{ at: 1, quantity: 1 }], press });
  expect(await takeBack(till, saleId, { lines: [{ at: 1, quantity: 1 }], press })).toBe(first);
  expect(await returnRow()).toHaveLength(1);
});

describe("is refused, and nothing is given back", () => {
  afterEach(async () => expect(await returnRow()).toEqual([]));

  test.each([
    ["nothing chosen", {}, "return_empty"],
    ["more than was bought", { lines: [{ at: 1, quantity: 3 }], shownMinor: 1 }, "return_too_many"],
    ["more than the price", { lines: [{ at: 1, partMinor: 1_000_000 }], shownMinor: 1 }, "return_too_much"],
    ["a free amount without a reason", { freeMinor: 100 }, "return_reason_needed"],
    ["a reason that is too long", { freeMinor: 100, note: "x".repeat(201) }, "note_too_long"],
    ["another amount than was shown", { lines: [{ at: 1, quantity: 1 }], shownMinor: 1 }, "return_changed"],
    ["ways that do not add up", { freeMinor: 100, note: "ok", split: { cash: 99 } }, "return_split"],
    ["by a way that was not paid by", { freeMinor: 100, note: "ok", split: { card: 100 } }, "return_split"],
  ])("%s", async (_, told, problem) => {
    const saleId = await sold();
    const wanted = "shownMinor" in told ? told : { ...told };
    expect(await problemOf(takeBack(till, saleId, wanted))).toBe(problem);
  });

  test("of a sale that is not finished, or of the other book", async () => {
    const open = await till.ringUp("CLO-HAT");
    const told = { lines: [{ at: 0, quantity: 1 }], shownMinor: 1_800 };
    expect(await problemOf(takeBack(till, open, told))).toBe("not_returnable");
    const saleId = await sold();
    till.shop.klarna.mode = "live";
    expect(await problemOf(takeBack(till, saleId, { lines: [{ at: 0, quantity: 1 }] }))).toBe("not_returnable");
    till.shop.klarna.mode = "practice";
  });

  test("a gift card that was sold", async () => {
    const saleId = await till.ringUp("CLO-HAT");
    await sellGiftCard(till.shop, till.press(), till.ada, { saleId, amount: "50", number: "" });
    await cash(saleId);
    await complete(saleId);
    expect(await problemOf(takeBack(till, saleId, { lines: [{ at: 1, quantity: 1 }], shownMinor: 5_000 }))).toBe(
      "return_too_many",
    );
  });
});

test("the database itself refuses more than was sold or paid", async () => {
  const saleId = await sold();
  const returnId = await takeBack(till, saleId, { lines: [{ at: 1, quantity: 2 }] });
  const line = await till.shop.db.read.selectFrom("returnLine").selectAll().executeTakeFirstOrThrow();
  const { write } = till.shop.db;
  await expect(write.insertInto("returnLine").values({ ...line, position: 9 }).execute()).rejects.toThrow("was sold");
  const [payback] = await paybacks(till);
  const more = { ...payback!, id: "pbk_more", returnId, amountMinor: 1_000_000 };
  await expect(write.insertInto("payback").values(more).execute()).rejects.toThrow("than was paid");
  await expect(write.updateTable("payback").set({ amountMinor: 1 }).execute()).rejects.toThrow("append-only");
  await expect(write.deleteFrom("saleReturn").execute()).rejects.toThrow("append-only");
});

describe("above the limit a second person agrees", () => {
  beforeEach(() => setLimit(till, 3_000));

  test("somebody other than whoever gives it back, and senior at least", async () => {
    const saleId = await sold();
    const told = { lines: [{ at: 0, quantity: 1 }] };
    expect(await problemOf(takeBack(till, saleId, told))).toBe("needs_second");
    expect(await problemOf(takeBack(till, saleId, { ...told, approval: await approval("Ben") }))).toBe("needs_second");
    const jo = await standAt(till, "Jo", 2);
    const own = { ...told, by: jo, approval: await approval("Jo") };
    expect(await problemOf(takeBack(till, saleId, own))).toBe("needs_second");
    expect(await problemOf(takeBack(till, saleId, { ...told, by: jo }))).toBe("needs_second");
    const mona = await approval("Mona");
    await takeBack(till, saleId, { ...told, by: jo, approval: mona });
    expect(await returnRow()).toMatchObject([{ approvedBy: mona.staffId, staffId: jo.staffId }]);
  });

  test("also when it is given back little by little", async () => {
    const saleId = await sold();
    await takeBack(till, saleId, { freeMinor: 2_000, note: "Scratched" });
    expect(await problemOf(takeBack(till, saleId, { freeMinor: 1_001, note: "Scratched again" }))).toBe("needs_second");
    await takeBack(till, saleId, { freeMinor: 1_000, note: "Scratched again" });
  });

  test("a wrong PIN agrees to nothing", async () => {
    const saleId = await sold();
    const { staffId } = await standAt(till, "Mona", 3);
    const told = { lines: [{ at: 0, quantity: 1 }], approval: { staffId, pin: "000000" } };
    expect(await problemOf(takeBack(till, saleId, told))).toBe("wrong_pin");
  });

  test("who is the only one that could agree answers alone", async () => {
    const mona = await standAt(till, "Mona", 3);
    await till.shop.db.write.updateTable("staff").set({ isActive: 0 }).where("role", "<>", "cashier")
      .where("id", "<>", mona.staffId).execute();
    const saleId = await sold();
    await takeBack(till, saleId, { lines: [{ at: 0, quantity: 1 }], by: mona });
    expect(await returnRow()).toMatchObject([{ approvedBy: mona.staffId }]);
  });
});

test("what a gift card paid is on it again", async () => {
  const bought = await till.ringUp("CLO-HAT");
  await sellGiftCard(till.shop, till.press(), till.ada, { saleId: bought, amount: "300", number: "" });
  await cash(bought);
  await complete(bought);
  const { id: giftCardId } = await till.shop.db.read.selectFrom("giftCard").selectAll().executeTakeFirstOrThrow();
  const balance = async () =>
    (await till.shop.db.read.selectFrom("giftCardEntry").selectAll().execute()).reduce(
      (sum, one) => sum + one.amountMinor,
      0,
    );
  const saleId = await sold(async (id) => {
    await takeGiftCard(till.shop, till.press(), till.ada, { ...await till.seen(id), giftCardId, amount: "" });
    await cash(id);
  });
  expect(await balance()).toBe(0);
  await takeBack(till, saleId, { lines: [{ at: 0, quantity: 1 }] });
  expect(await balance()).toBe(30_000);
  expect((await paybacks(till)).map(({ kind }) => kind).toSorted()).toEqual(["cash", "gift_card"]);
});

test("where the smallest coin is five, cash goes back in coins, and no more of them than were taken", async () => {
  await till.shop.db.write.updateTable("shop").set({ cashStepMinor: 5 }).execute();
  const saleId = await sold(async (id) => {
    const { totalMinor } = await till.shop.db.read.selectFrom("lineItem").where("saleId", "=", id)
      .select((eb) => eb.fn.sum<number>("totalMinor").as("totalMinor")).executeTakeFirstOrThrow();
    await card(id, ((totalMinor - 1_003) / 100).toFixed(2));
    await cash(id);
  });
  const split = (cashMinor: number) => ({ freeMinor: cashMinor, note: "Part", split: { cash: cashMinor } });
  for (const part of [333, 333, 337]) await takeBack(till, saleId, split(part));
  const rows = await paybacks(till);
  const sumOf = (kind: string) =>
    rows.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.amountMinor, 0);
  expect([sumOf("cash"), sumOf("rounding")]).toEqual([1_005, -2]);
  expect(rows.filter(({ kind }) => kind === "cash").every((one) => one.amountMinor % 5 === 0)).toBe(true);
  expect(await drawer()).toBe(0);
});

test("a shift's figures count what was given back", async () => {
  const saleId = await sold();
  await takeBack(till, saleId, { lines: [{ at: 1, quantity: 2 }] });
  const { read } = till.shop.db;
  const shift = await findOpenShift(read, till.ada.registerId, "practice");
  const figures = await shiftFigures(read, shift!);
  const [row] = await returnRow();
  const { totalMinor } = await read.selectFrom("lineItem").where("saleId", "=", saleId)
    .select((eb) => eb.fn.sum<number>("totalMinor").as("totalMinor")).executeTakeFirstOrThrow();
  const leftMinor = totalMinor - row!.totalMinor;
  expect(figures.sales.totalMinor).toBe(totalMinor);
  expect(figures.returns).toEqual({ count: 1, totalMinor: row!.totalMinor });
  expect(figures.tenders).toEqual([{ kind: "cash", amountMinor: leftMinor }]);
  expect(figures.cash).toMatchObject({ givenBackMinor: -row!.totalMinor, expectedMinor: leftMinor });
  expect(figures.taxes.reduce((sum, one) => sum + one.netMinor + one.taxMinor, 0)).toBe(leftMinor);
  expect((await saleRow(till, saleId)).status).toBe("completed");
});
