import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkDatabase } from "../../db/integrity.ts";
import { sellGiftCard } from "../../src/operations/gift-cards.ts";
import { addLine } from "../../src/operations/basket.ts";
import { discountLine, discountSale } from "../../src/operations/discounts.ts";
import { addUncatalogued, noteLine, noteSale } from "../../src/operations/line-details.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { newId } from "../../src/shop.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { linesIn, openScene, problemOf, saleRow, type Scene } from "./support.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.close());

async function rate(code: string): Promise<string> {
  return (await scene.shop.db.read.selectFrom("taxRate").select("id").where("code", "=", code)
    .executeTakeFirstOrThrow()).id;
}

async function ringUpItem(facts: Partial<Parameters<typeof addUncatalogued>[3]> = {}) {
  const wanted = { saleId: newId(scene.shop, "sal"), name: "Tent peg", priceMinor: 1_20, quantity: 3, ...facts };
  const taxRateId = facts.taxRateId ?? await rate("B");
  await addUncatalogued(scene.shop, scene.press(), scene.ada, { ...wanted, taxRateId });
  return wanted.saleId;
}

describe("something that is not in the catalogue", () => {
  test("makes the sale, with its own name, price and tax", async () => {
    const saleId = await ringUpItem({ name: "  Old   tent  pole " });
    expect(await linesIn(scene, saleId)).toMatchObject([{
      productId: null,
      name: "Old tent pole",
      quantity: 3,
      totalMinor: 3_60,
      taxRateBasisPoints: 500,
      taxMinor: 17,
    }]);
  });

  test.each([
    [{ name: "  " }, "bad_name"],
    [{ name: "x".repeat(101) }, "bad_name"],
    [{ taxRateId: "tax_none" }, "tax_rate_missing"],
    [{ quantity: 0 }, "quantity"],
    [{ priceMinor: 200_000_001, quantity: 1 }, "too_much"],
  ])("with %o is refused: %s, and makes no sale", async (facts, problem) => {
    expect(await problemOf(ringUpItem(facts))).toBe(problem);
    expect(await scene.shop.db.read.selectFrom("sale").select("id").execute()).toEqual([]);
  });

  test("never grows another line of the same name", async () => {
    const saleId = await ringUpItem();
    await ringUpItem({ saleId });
    expect(await linesIn(scene, saleId)).toHaveLength(2);
  });
});

describe("a note", () => {
  test("is written, changed and taken away, of a line and of the sale", async () => {
    const saleId = await scene.ringUp("TNT-RDG3");
    const note = async (text: string) => {
      const [line] = await linesIn(scene, saleId);
      await noteLine(scene.shop, scene.press(), { ...await scene.seen(saleId), lineId: line?.id ?? "", note: text });
      await noteSale(scene.shop, scene.press(), { ...await scene.seen(saleId), note: text });
    };
    await note("  gift \n wrap ");
    expect([(await linesIn(scene, saleId))[0]?.note, (await saleRow(scene, saleId)).note]).toEqual([
      "gift wrap",
      "gift wrap",
    ]);
    await note("");
    expect([(await linesIn(scene, saleId))[0]?.note, (await saleRow(scene, saleId)).note]).toEqual([null, null]);
    expect(await problemOf(note("x".repeat(201)))).toBe("note_too_long");
  });

  test("keeps a line apart: one more of the same product gets a line of its own", async () => {
    const saleId = await scene.ringUp("TNT-RDG3");
    const [line] = await linesIn(scene, saleId);
    const seen = await scene.seen(saleId);
    await noteLine(scene.shop, scene.press(), { ...seen, lineId: line?.id ?? "", note: "scratched" });
    await addLine(scene.shop, scene.press(), scene.ada, { saleId, quantity: 1, typed: "TNT-RDG3" });
    expect((await linesIn(scene, saleId)).map(({ quantity }) => quantity)).toEqual([1, 1]);
  });
});

test("a gift card bears no discount, and the sale's goes past it", async () => {
  const saleId = await scene.ringUp("TNT-RDG3");
  await sellGiftCard(scene.shop, scene.press(), scene.ada, { saleId, amount: "50.00", number: "" });
  const card = (await linesIn(scene, saleId)).find(({ kind }) => kind === "gift_card");
  const discount = { kind: "percent" as const, value: 1_000 };
  const reduction = { of: "line" as const, lineId: card?.id ?? "", discount };
  const wanted = { ...await scene.seen(saleId), approval: null, reduction };
  expect(await problemOf(discountLine(scene.shop, scene.press(), scene.ada, wanted))).toBe("no_discount");
  const whole = { of: "sale" as const, discount };
  await discountSale(scene.shop, scene.press(), scene.ada, { ...wanted, reduction: whole });
  expect((await linesIn(scene, saleId)).map(({ totalMinor }) => totalMinor)).toEqual([350_10, 50_00]);
});

test("a shop with its tax on top opens its books again after a sale with discounts, and so does a tax-free one", async () => {
  const freeId = await scene.ringUp("TNT-RDG3");
  await inTransaction(scene.shop.db, (tx) => tx.updateTable("sale").set({ isTaxFree: 1 }).execute());
  await addLine(scene.shop, scene.press(), scene.ada, { saleId: freeId, quantity: 1, typed: "CLO-HAT" });
  await inTransaction(scene.shop.db, (tx) => tx.updateTable("shop").set({ taxStyle: "exclusive" }).execute());
  const saleId = await scene.ringUp("CLO-HAT");
  const reduction = { of: "sale" as const, discount: { kind: "percent" as const, value: 1_000 } };
  const wanted = { ...await scene.seen(saleId), approval: null, reduction };
  await discountSale(scene.shop, scene.press(), scene.ada, wanted);
  expect(await linesIn(scene, saleId)).toMatchObject([{ discountMinor: 1_90, taxMinor: 3_42, totalMinor: 20_52 }]);
  expect(await linesIn(scene, freeId)).toMatchObject([{ totalMinor: 324_17, taxMinor: 0 }, { totalMinor: 15_83 }]);
  for (const id of [saleId, freeId]) {
    await takeCash(scene.shop, scene.press(), scene.ada, { ...await scene.seen(id), given: "400" });
    await completeSale(scene.shop, scene.press(), scene.ada, id);
  }
  expect(() => checkDatabase(`${scene.folder}/till.sqlite`, false)).not.toThrow();
});
