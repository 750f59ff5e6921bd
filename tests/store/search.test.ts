import { afterEach, beforeEach, expect, test } from "vitest";
import { searchProducts } from "../../src/store/product-search.ts";
import { unfinishedSales } from "../../src/store/sales.ts";
import { customerNamed, openScene, type Scene } from "../operations/support.ts";
import { chooseCustomer, parkSale } from "../../src/operations/sale-life.ts";
import { newId } from "../../src/shop.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.close());

test("a product that is called just as was typed is found first", async () => {
  const names = async (typed: string) => (await searchProducts(scene.shop.db.read, typed)).map(({ name }) => name);
  expect((await names("merino base layer"))[0]).toBe("Merino base layer, L");
  expect((await names("Merino base layer, M"))[0]).toBe("Merino base layer, M");
});

test("a sale that was put aside with only a customer in it is found again", async () => {
  const saleId = newId(scene.shop, "sal");
  const customerId = await customerNamed(scene, "Karim");
  await chooseCustomer(scene.shop, scene.press(), scene.ada, { saleId, customerId });
  await parkSale(scene.shop, scene.press(), saleId);
  const waiting = await unfinishedSales(scene.shop.db.read, "practice");
  expect(waiting).toMatchObject([{ id: saleId, familyName: "Karim", lineCount: 0, totalMinor: 0 }]);
});
