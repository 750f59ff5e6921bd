import { afterEach, beforeEach } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { addLine, changeQuantity, removeLine, restoreLine } from "../../src/operations/basket.ts";
import { discountLine, discountSale, setPrice } from "../../src/operations/discounts.ts";
import type { WantedDiscount } from "../../src/operations/judge-discount.ts";
import type { Operator } from "../../src/shop.ts";
import { linesIn, openScene, type Scene } from "./support.ts";

export const TENT = "TNT-RDG3";
export const HAT = "CLO-HAT";

let scene: Scene;
let saleId: string;

/** The basket to which everything here is done, at Ada's till unless told otherwise. */
export const basket = {
  get scene() {
    return scene;
  },
  get ada() {
    return scene.ada;
  },
  get saleId() {
    return saleId;
  },
  set saleId(id: string) {
    saleId = id;
  },
};

/** For the tests of one file: each has a basket with a tent for 389.00 and a hat for 19.00. */
export function openForDiscounts(): void {
  beforeEach(async () => {
    scene = await openScene();
    saleId = await scene.ringUp(TENT, HAT);
  });
  afterEach(() => scene.close());
}

export const percent = (value: number) => ({ kind: "percent" as const, value: value * 100 });
export const amount = (value: number) => ({ kind: "amount" as const, value });

type By = { by?: Operator; approval?: { staffId: string; pin: string } | null };

export async function mona() {
  const { id } = await scene.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
    .executeTakeFirstOrThrow();
  return { approval: { staffId: id, pin: demoStaff.find(({ name }) => name === "Mona")?.pin ?? "" } };
}

export async function lineAt(index: number) {
  const line = (await linesIn(scene, saleId))[index];
  if (!line) throw new Error("there is no such line");
  return line;
}

export const seenLine = async (index: number) => ({ ...await scene.seen(saleId), lineId: (await lineAt(index)).id });

export async function offLine(discount: WantedDiscount, index = 0, { by = scene.ada, approval = null }: By = {}) {
  const { lineId, ...seen } = await seenLine(index);
  const reduction = { of: "line" as const, lineId, discount };
  return await discountLine(scene.shop, scene.press(), by, { ...seen, approval, reduction });
}

export async function offSale(discount: WantedDiscount, { by = scene.ada, approval = null }: By = {}) {
  const wanted = { ...await scene.seen(saleId), approval, reduction: { of: "sale" as const, discount } };
  return await discountSale(scene.shop, scene.press(), by, wanted);
}

export async function price(priceMinor: number, index = 0, { by = scene.ada, approval = null }: By = {}) {
  const { lineId, ...seen } = await seenLine(index);
  const reduction = { of: "price" as const, lineId, priceMinor };
  return await setPrice(scene.shop, scene.press(), by, { ...seen, approval, reduction });
}

export async function resize(quantity: number, index = 0, { by = scene.ada, approval = null }: By = {}) {
  return await changeQuantity(scene.shop, scene.press(), by, { ...await seenLine(index), quantity, approval });
}

export const scan = (typed: string, quantity = 1, by = scene.ada) =>
  addLine(scene.shop, scene.press(), by, { saleId, quantity, typed });
export const remove = async (index: number) => await removeLine(scene.shop, scene.press(), await seenLine(index));
export const restore = async (index: number, by = scene.ada) =>
  await restoreLine(scene.shop, scene.press(), by, await seenLine(index));
export const offs = async () => (await linesIn(scene, saleId)).map(({ discountMinor }) => discountMinor);
