import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { changeQuantity, removeLine, restoreLine } from "../../src/operations/basket.ts";
import { discountLine, discountSale, setPrice } from "../../src/operations/discounts.ts";
import { meaningOf, type WantedDiscount } from "../../src/operations/judge-discount.ts";
import { parkSale } from "../../src/operations/sale-life.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import type { Operator } from "../../src/shop.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { linesIn, openScene, problemOf, saleRow, type Scene, standAt } from "./support.ts";

let scene: Scene;
let saleId: string;
let ada: Operator;

beforeEach(async () => {
  scene = await openScene();
  ada = scene.ada;
  // A tent for 389.00 and a hat for 19.00.
  saleId = await scene.ringUp("TNT-RDG3", "CLO-HAT");
});

afterEach(() => scene.close());

const percent = (value: number) => ({ kind: "percent" as const, value: value * 100 });
const amount = (value: number) => ({ kind: "amount" as const, value });

async function wordOf(name: string, pin?: string) {
  const person = await scene.shop.db.read.selectFrom("staff").select("id").where("name", "=", name)
    .executeTakeFirstOrThrow();
  return { staffId: person.id, pin: pin ?? demoStaff.find((one) => one.name === name)?.pin ?? "" };
}

type Asked = { by?: Operator; approval?: { staffId: string; pin: string } | null; index?: number };

async function lineAt(index: number) {
  const line = (await linesIn(scene, saleId))[index];
  if (!line) throw new Error("there is no such line");
  return line;
}

async function offLine(discount: WantedDiscount, { by = ada, approval = null, index = 0 }: Asked = {}) {
  const { id: lineId } = await lineAt(index);
  const wanted = { ...await scene.seen(saleId), approval, reduction: { of: "line" as const, lineId, discount } };
  return await discountLine(scene.shop, scene.press(), by, wanted);
}

async function offSale(discount: WantedDiscount, { by = ada, approval = null }: Asked = {}) {
  const wanted = { ...await scene.seen(saleId), approval, reduction: { of: "sale" as const, discount } };
  return await discountSale(scene.shop, scene.press(), by, wanted);
}

async function price(priceMinor: number, { by = ada, approval = null, index = 0 }: Asked = {}) {
  const { id: lineId } = await lineAt(index);
  const wanted = { ...await scene.seen(saleId), approval, reduction: { of: "price" as const, lineId, priceMinor } };
  return await setPrice(scene.shop, scene.press(), by, wanted);
}

const totals = async () => (await linesIn(scene, saleId)).map((line) => line.totalMinor);

describe("a discount within the limit", () => {
  test("on a line is the cashier's own to give, and stays with the line", async () => {
    expect(await offLine(percent(10))).toMatchObject({ name: "Ridgeline 3 tent", totalMinor: 350_10 });
    expect(await lineAt(0)).toMatchObject({
      discountKind: "percent",
      discountValue: 1_000,
      discountMost: 1_000,
      discountBy: ada.staffId,
      discountMinor: 38_90,
      taxMinor: 58_35,
    });
  });

  test("of exactly the limit is one on every price, also where it is rounded up", async () => {
    await price(389_95);
    expect(await problemOf(offLine(percent(10)))).toBe("nothing");
    expect(await problemOf(offLine(amount(39_00)))).toBe("nothing");
    expect(await problemOf(offLine(amount(39_01)))).toBe("needs_senior");
  });

  test("on the sale is spread over its lines, and new lines get their share", async () => {
    await offSale(percent(10));
    expect(await totals()).toEqual([350_10, 17_10]);
    expect(await saleRow(scene, saleId)).toMatchObject({ discountKind: "percent", discountBy: ada.staffId });
  });

  test("is taken away again by whoever likes", async () => {
    await offLine(percent(30), { approval: await wordOf("Mona") });
    await offLine(null);
    expect(await lineAt(0)).toMatchObject({ discountKind: null, discountBy: null, discountMinor: 0 });
  });

  test("asked for once more after an answer was lost is given once", async () => {
    const { id: lineId } = await lineAt(0);
    const wanted = {
      ...await scene.seen(saleId),
      approval: await wordOf("Mona"),
      reduction: { of: "line" as const, lineId, discount: percent(50) },
    };
    const press = scene.press();
    const first = await discountLine(scene.shop, press, ada, wanted);
    expect(await discountLine(scene.shop, press, ada, wanted)).toEqual(first);
  });
});

describe("a discount past the limit", () => {
  test("is refused to a cashier alone, and to a senior alone past theirs", async () => {
    const jo = await standAt(scene, "Jo", 2);
    expect(await problemOf(offLine(percent(11)))).toBe("needs_senior");
    expect(await problemOf(offLine(percent(26)))).toBe("needs_manager");
    expect(await problemOf(offLine(percent(25), { by: jo }))).toBe("nothing");
    expect(await problemOf(offLine(percent(26), { by: jo }))).toBe("needs_manager");
    expect(await totals()).toEqual([291_75, 19_00]);
  });

  test("is given with a colleague's PIN, and they answer for it", async () => {
    const approval = await wordOf("Jo");
    await offLine(percent(20), { approval });
    expect(await lineAt(0)).toMatchObject({ discountBy: approval.staffId, discountMost: 2_500, totalMinor: 311_20 });
  });

  test("needs a PIN that is right, of somebody who may", async () => {
    expect(await problemOf(offLine(percent(20), { approval: await wordOf("Mona", "000000") }))).toBe("wrong_pin");
    expect(await problemOf(offLine(percent(20), { approval: await wordOf("Ben") }))).toBe("needs_senior");
    expect(await problemOf(offLine(percent(50), { approval: await wordOf("Jo") }))).toBe("needs_manager");
    expect(await totals()).toEqual([389_00, 19_00]);
  });

  test("is a manager's own to give, up to all of it and not more", async () => {
    const mona = await standAt(scene, "Mona", 2);
    await offLine(percent(100), { by: mona });
    expect(await lineAt(0)).toMatchObject({ totalMinor: 0, taxMinor: 0 });
    for (const bad of [percent(101), percent(-1), amount(0), amount(1.5)]) {
      expect(await problemOf(offLine(bad, { by: mona }))).toBe("bad_discount");
      expect(await problemOf(offSale(bad, { by: mona }))).toBe("bad_discount");
    }
  });

  test("follows the limits that the shop has set", async () => {
    await inTransaction(scene.shop.db, (tx) => tx.updateTable("shop").set({ cashierLimit: 0 }).execute());
    expect(await problemOf(offLine(percent(1)))).toBe("needs_senior");
  });
});

describe("nobody gets past a limit in small steps", () => {
  test("a discount on a line, then one on the sale, and the other way round", async () => {
    await offLine(percent(10), { index: 1 });
    expect(await problemOf(offSale(percent(1)))).toBe("needs_senior");
    await offLine(null, { index: 1 });
    await offSale(percent(10));
    expect(await problemOf(offLine(percent(1)))).toBe("needs_senior");
  });

  test("a lower price, then a discount", async () => {
    await price(360_00);
    expect(await problemOf(offLine(percent(5)))).toBe("needs_senior");
    expect(await problemOf(price(350_00))).toBe("needs_senior");
    expect(await problemOf(price(350_10))).toBe("nothing");
  });

  test("a line taken out while the sale's discount is given, and put back", async () => {
    await offLine(percent(10));
    const { id: lineId } = await lineAt(0);
    await removeLine(scene.shop, scene.press(), { ...await scene.seen(saleId), lineId });
    await offSale(percent(10));
    await restoreLine(scene.shop, scene.press(), ada, { ...await scene.seen(saleId), lineId });
    const { discountMinor } = await lineAt(0);
    expect(discountMinor).toBeLessThanOrEqual(38_90 + 1);
  });

  test("an amount on many pieces, of which all but one are put back", async () => {
    const { id: lineId } = await lineAt(1);
    const resize = async (quantity: number) =>
      await changeQuantity(scene.shop, scene.press(), ada, {
        ...await scene.seen(saleId),
        lineId,
        quantity,
        approval: null,
      });
    await resize(10);
    await offLine(amount(19_00), { index: 1 });
    await resize(1);
    expect(await lineAt(1)).toMatchObject({ discountMinor: 1_90, totalMinor: 17_10 });
    await resize(10);
    expect(await lineAt(1)).toMatchObject({ discountMinor: 19_00 });
  });

  test("to give less than a manager gave needs nobody, and is worth what was typed", async () => {
    await offLine(amount(200_00), { approval: await wordOf("Mona") });
    await offLine(amount(150_00));
    expect(await lineAt(0)).toMatchObject({ discountMinor: 150_00, discountMost: 10_000 });
    await price(300_00, { approval: await wordOf("Mona") });
    expect(await problemOf(offLine(amount(151_00)))).toBe("needs_manager");
  });
});

describe("a price set by hand", () => {
  test("stands beside the catalogue's, which takes the change away", async () => {
    await price(370_00);
    const hand = { unitPriceMinor: 370_00, listPriceMinor: 389_00, priceBy: ada.staffId, priceMost: 1_000 };
    expect(await lineAt(0)).toMatchObject({ ...hand, totalMinor: 370_00 });
    await price(389_00);
    expect(await lineAt(0)).toMatchObject({ unitPriceMinor: 389_00, listPriceMinor: null, priceBy: null });
  });

  test("that is higher is anybody's to set, and one that is too high nobody's", async () => {
    expect(await problemOf(price(500_00))).toBe("nothing");
    expect(await problemOf(price(2_000_000_01))).toBe("too_much");
  });

  test("far below the catalogue's needs a manager, who then answers for it", async () => {
    expect(await problemOf(price(100_00))).toBe("needs_manager");
    const approval = await wordOf("Mona");
    await price(100_00, { approval });
    expect(await lineAt(0)).toMatchObject({ priceBy: approval.staffId, priceMost: 10_000, totalMinor: 100_00 });
  });
});

describe("meaningOf", () => {
  test("says what it does to the price, and who may", async () => {
    const { id: lineId } = await lineAt(0);
    const meaning = await meaningOf(scene.shop.db.read, saleId, { of: "line", lineId, discount: percent(25) });
    expect(meaning).toMatchObject({ beforeMinor: 389_00, afterMinor: 291_75, needs: "senior" });
    const sale = await meaningOf(scene.shop.db.read, saleId, { of: "sale", discount: amount(8_00) });
    expect(sale).toMatchObject({ beforeMinor: 408_00, afterMinor: 400_00, needs: "cashier" });
  });
});

describe("a basket that may not change", () => {
  test("takes no discount and no price: with Klarna open, cash taken, put aside, or changed since", async () => {
    const old = await scene.seen(saleId);
    const { id: lineId } = await lineAt(0);
    await offLine(percent(5));
    const stale = { ...old, approval: null, reduction: { of: "line" as const, lineId, discount: percent(6) } };
    expect(await problemOf(discountLine(scene.shop, scene.press(), ada, stale))).toBe("sale_changed");
    const { version: _, ...scanned } = stale;
    expect(await problemOf(discountLine(scene.shop, scene.press(), ada, scanned))).toBe("nothing");
    await takeCash(scene.shop, scene.press(), ada, { ...await scene.seen(saleId), given: "10" });
    for (const change of [offLine(percent(1)), offSale(percent(1)), price(388_00)]) {
      expect(await problemOf(change)).toBe("sale_locked");
    }
  });

  test("is locked while Klarna is open, and closed when it is put aside", async () => {
    const another = saleId;
    saleId = await scene.ringUp("TNT-RDG3");
    await startPayment(scene.shop, scene.press(), ada, await scene.seen(saleId));
    expect(await problemOf(offLine(percent(5)))).toBe("sale_locked");
    saleId = another;
    await parkSale(scene.shop, scene.press(), saleId);
    expect(await problemOf(offSale(percent(5)))).toBe("sale_not_open");
  });

  test("knows no line that was taken out", async () => {
    const { id: lineId } = await lineAt(0);
    await removeLine(scene.shop, scene.press(), { ...await scene.seen(saleId), lineId });
    expect(await problemOf(offLine(percent(5)))).toBe("line_missing");
  });
});

describe("no way round a limit", () => {
  test("leads over a price that is raised first and lowered after a discount", async () => {
    await price(3_890_00);
    await offLine(percent(10));
    expect(await problemOf(price(0))).toBe("needs_manager");
    expect(await problemOf(price(300_00))).toBe("needs_manager");
    expect(await problemOf(price(4_000_00))).toBe("nothing");
  });

  test("leads from an amount that was agreed to, to a percentage or a larger amount in its name", async () => {
    await offLine(amount(100_00), { approval: await wordOf("Mona") });
    expect(await problemOf(offLine(percent(20)))).toBe("needs_senior");
    expect(await problemOf(offLine(amount(100_01)))).toBe("needs_manager");
    expect(await problemOf(offLine(amount(90_00)))).toBe("nothing");
    expect(await lineAt(0)).toMatchObject({ discountMost: 10_000 });
  });

  test("leads over a percentage of something so cheap, or so empty, that it takes off nothing yet", async () => {
    await price(5, { approval: await wordOf("Mona") });
    await offLine(null);
    expect(await problemOf(offLine(percent(29)))).toBe("needs_manager");
    for (const { id: lineId } of await linesIn(scene, saleId)) {
      await removeLine(scene.shop, scene.press(), { ...await scene.seen(saleId), lineId });
    }
    expect(await problemOf(offSale(percent(100)))).toBe("needs_manager");
    expect(await problemOf(offSale(percent(10)))).toBe("nothing");
  });
});
