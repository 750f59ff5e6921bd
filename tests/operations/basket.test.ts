import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LARGEST_QUANTITY, MOST_LINES } from "../../src/domain/sale.ts";
import { addLine, changeQuantity, removeLine, restoreLine } from "../../src/operations/basket.ts";
import { parkSale, recallSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { newId } from "../../src/shop.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { linesIn, openScene, problemOf, saleRow, type Scene, standAt } from "./support.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.close());

function add(saleId: string, typed: string, quantity = 1) {
  return addLine(scene.shop, scene.press(), scene.ada, { saleId, quantity, typed });
}

/** A sale of two articles, and what a form for its first line sends. */
async function twoLines() {
  const saleId = await scene.ringUp("TNT-RDG3", "CLO-HAT");
  const [line] = await linesIn(scene, saleId);
  const { version } = await saleRow(scene, saleId);
  return { saleId, lineId: line?.id ?? "", version };
}

describe("addLine", () => {
  test("the first line makes the sale under the id its page was drawn with", async () => {
    const saleId = newId(scene.shop, "sal");
    expect(await add(saleId, "2000001001103")).toMatchObject({ name: "Ridgeline 3 tent", quantity: 1, before: 0 });
    expect(await saleRow(scene, saleId)).toMatchObject({ status: "open", currency: "GBP", mode: "practice" });
  });

  test("a product already in the basket grows its line", async () => {
    const saleId = newId(scene.shop, "sal");
    const first = await add(saleId, "tnt-rdg3");
    const second = await add(saleId, "2000001001202", 2);
    expect(second).toEqual({ ...first, version: first.version + 1, quantity: 3, totalMinor: 3 * 389_00, before: 1 });
    expect(await linesIn(scene, saleId)).toMatchObject([{ quantity: 3, totalMinor: 3 * 389_00, taxMinor: 194_50 }]);
  });

  test("a line keeps the price it was rung up at, and a new price makes a new line", async () => {
    const saleId = newId(scene.shop, "sal");
    await add(saleId, "CLO-HAT");
    await inTransaction(
      scene.shop.db,
      (tx) => tx.updateTable("product").set({ priceMinor: 25_00 }).where("code", "=", "CLO-HAT").execute(),
    );
    await add(saleId, "CLO-HAT");
    expect((await linesIn(scene, saleId)).map((line) => line.totalMinor)).toEqual([19_00, 25_00]);
  });

  test("a product put back on after it was removed gets a line of its own", async () => {
    const { saleId, lineId, version } = await twoLines();
    await removeLine(scene.shop, scene.press(), { saleId, lineId, version });
    const again = await add(saleId, "TNT-RDG3");
    expect(again.lineId).not.toBe(lineId);
  });

  test("an unknown code is refused and makes no sale", async () => {
    const saleId = newId(scene.shop, "sal");
    expect(await problemOf(add(saleId, "NO-SUCH"))).toBe("product_missing");
    expect(await scene.shop.db.read.selectFrom("sale").selectAll().execute()).toEqual([]);
  });

  test("more than a sale may hold is refused and leaves the basket as it was", async () => {
    const saleId = newId(scene.shop, "sal");
    await add(saleId, "TNT-RDG3", 5_000);
    expect(await problemOf(add(saleId, "TNT-RDG3", 200))).toBe("too_much");
    expect(await problemOf(add(saleId, "TNT-RDG2", 200))).toBe("too_much");
    expect(await problemOf(add(saleId, "BAG-CAR", LARGEST_QUANTITY + 1))).toBe("quantity");
    expect(await linesIn(scene, saleId)).toMatchObject([{ quantity: 5_000 }]);
  });

  test("a line too many is refused, on a line that exists there is still room", async () => {
    const { saleId } = await fullSale();
    expect(await problemOf(add(saleId, "CLO-HAT"))).toBe("sale_full");
    expect(await problemOf(add(saleId, "TNT-RDG3"))).toBe("nothing");
  });
});

describe("a form for a basket that has changed since", () => {
  test("is refused for every kind of change", async () => {
    const wanted = await twoLines();
    await add(wanted.saleId, "GAS-230");
    const { shop } = scene;
    expect(await problemOf(changeQuantity(shop, scene.press(), scene.ada, { ...wanted, quantity: 5 }))).toBe(
      "sale_changed",
    );
    expect(await problemOf(removeLine(shop, scene.press(), wanted))).toBe("sale_changed");
    expect(await problemOf(restoreLine(shop, scene.press(), scene.ada, wanted))).toBe("sale_changed");
    expect(await linesIn(scene, wanted.saleId)).toMatchObject([{ quantity: 1, removedAt: null }, {}, {}]);
  });

  test("is refused for a line of another sale", async () => {
    const one = await twoLines();
    const other = await twoLines();
    const mixed = { ...one, lineId: other.lineId, quantity: 4 };
    expect(await problemOf(changeQuantity(scene.shop, scene.press(), scene.ada, mixed))).toBe("line_missing");
  });
});

describe("undo", () => {
  test("a removed line comes back where it was, with what it was", async () => {
    const { saleId, lineId, version } = await twoLines();
    const before = await linesIn(scene, saleId);
    await removeLine(scene.shop, scene.press(), { saleId, lineId, version });
    expect((await linesIn(scene, saleId))[0]?.removedAt).toBe(scene.clock.now());
    await restoreLine(scene.shop, scene.press(), scene.ada, { saleId, lineId, version: version + 1 });
    expect(await linesIn(scene, saleId)).toEqual(before);
  });

  test("a changed quantity tells what it was before", async () => {
    const { saleId, lineId, version } = await twoLines();
    const change = await changeQuantity(scene.shop, scene.press(), scene.ada, { saleId, lineId, version, quantity: 3 });
    expect(change).toMatchObject({ before: 1, quantity: 3, totalMinor: 3 * 389_00 });
  });

  test("a removed line's quantity cannot be changed", async () => {
    const { saleId, lineId, version } = await twoLines();
    await removeLine(scene.shop, scene.press(), { saleId, lineId, version });
    const wanted = { saleId, lineId, version: version + 1, quantity: 2 };
    expect(await problemOf(changeQuantity(scene.shop, scene.press(), scene.ada, wanted))).toBe("line_missing");
  });

  test("a line that no longer fits stays out", async () => {
    const { saleId, lineId, version } = await twoLines();
    await changeQuantity(scene.shop, scene.press(), scene.ada, { saleId, lineId, version, quantity: 5_000 });
    await removeLine(scene.shop, scene.press(), { saleId, lineId, version: version + 1 });
    await add(saleId, "TNT-RDG2", 5_000);
    const back = restoreLine(scene.shop, scene.press(), scene.ada, { saleId, lineId, version: version + 3 });
    expect(await problemOf(back)).toBe("too_much");
  });

  test("a line too many stays out", async () => {
    const { saleId, lineId, version } = await fullSale();
    await removeLine(scene.shop, scene.press(), { saleId, lineId, version });
    await add(saleId, "CLO-HAT");
    const back = restoreLine(scene.shop, scene.press(), scene.ada, { saleId, lineId, version: version + 2 });
    expect(await problemOf(back)).toBe("sale_full");
  });
});

describe("a basket that may not change", () => {
  test("with cash taken is locked by the tender", async () => {
    const { saleId } = await twoLines();
    await takeCash(scene.shop, scene.press(), scene.ada, { ...await scene.seen(saleId), given: "10" });
    expect(await problemOf(add(saleId, "GAS-230"))).toBe("sale_locked");
  });

  test("with a Klarna payment open is locked", async () => {
    const saleId = await scene.ringUp("TNT-RDG3");
    await startPayment(scene.shop, scene.press(), scene.ada, await scene.seen(saleId));
    const [line] = await linesIn(scene, saleId);
    const wanted = { saleId, lineId: line?.id ?? "", version: (await saleRow(scene, saleId)).version, quantity: 2 };
    expect(await problemOf(add(saleId, "GAS-230"))).toBe("sale_locked");
    expect(await problemOf(changeQuantity(scene.shop, scene.press(), scene.ada, wanted))).toBe("sale_locked");
    expect(await problemOf(removeLine(scene.shop, scene.press(), wanted))).toBe("sale_locked");
    expect(await linesIn(scene, saleId)).toMatchObject([{ quantity: 1, removedAt: null }]);
  });

  test("put aside takes nothing until it is taken up again, at whichever register", async () => {
    const { saleId } = await twoLines();
    await parkSale(scene.shop, scene.press(), saleId);
    expect(await problemOf(add(saleId, "GAS-230"))).toBe("sale_not_open");
    const ben = await standAt(scene, "Ben", 2);
    await recallSale(scene.shop, scene.press(), ben, saleId);
    expect(await saleRow(scene, saleId)).toMatchObject({ status: "open", registerId: ben.registerId });
    expect(await problemOf(add(saleId, "GAS-230"))).toBe("nothing");
  });
});

/** A sale with as many lines as Klarna takes, its first one a tent. */
async function fullSale() {
  const saleId = await scene.ringUp("TNT-RDG3");
  const [tent] = await linesIn(scene, saleId);
  if (!tent) throw new Error("no line");
  const penny = { ...tent, productId: null, unitPriceMinor: 1, totalMinor: 1, taxMinor: 0 };
  const others = Array.from({ length: MOST_LINES - 1 }, (_, index) => index + 2);
  const rows = others.map((position) => ({ ...penny, position, id: newId(scene.shop, "lin") }));
  await inTransaction(scene.shop.db, (tx) => tx.insertInto("lineItem").values(rows).execute());
  return { saleId, lineId: tent.id, version: (await saleRow(scene, saleId)).version };
}
