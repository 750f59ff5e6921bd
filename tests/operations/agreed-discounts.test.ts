import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { addLine, changeQuantity, removeLine, restoreLine } from "../../src/operations/basket.ts";
import { discountLine, discountSale, setPrice } from "../../src/operations/discounts.ts";
import { meaningOf, type WantedDiscount } from "../../src/operations/judge-discount.ts";
import { newId, type Operator } from "../../src/shop.ts";
import { linesIn, openScene, problemOf, saleRow, type Scene, standAt } from "./support.ts";

const TENT = "TNT-RDG3";
const HAT = "CLO-HAT";

let scene: Scene;
let saleId: string;
let ada: Operator;

beforeEach(async () => {
  scene = await openScene();
  ada = scene.ada;
  // A tent for 389.00 and a hat for 19.00.
  saleId = await scene.ringUp(TENT, HAT);
});

afterEach(() => scene.close());

const percent = (value: number) => ({ kind: "percent" as const, value: value * 100 });
const amount = (value: number) => ({ kind: "amount" as const, value });

type By = { by?: Operator; approval?: { staffId: string; pin: string } | null };

async function mona() {
  const { id } = await scene.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
    .executeTakeFirstOrThrow();
  return { approval: { staffId: id, pin: demoStaff.find(({ name }) => name === "Mona")?.pin ?? "" } };
}

async function lineAt(index: number) {
  const line = (await linesIn(scene, saleId))[index];
  if (!line) throw new Error("there is no such line");
  return line;
}

const seenLine = async (index: number) => ({ ...await scene.seen(saleId), lineId: (await lineAt(index)).id });

async function offLine(discount: WantedDiscount, index = 0, { by = ada, approval = null }: By = {}) {
  const { lineId, ...seen } = await seenLine(index);
  const reduction = { of: "line" as const, lineId, discount };
  return await discountLine(scene.shop, scene.press(), by, { ...seen, approval, reduction });
}

async function offSale(discount: WantedDiscount, { by = ada, approval = null }: By = {}) {
  const wanted = { ...await scene.seen(saleId), approval, reduction: { of: "sale" as const, discount } };
  return await discountSale(scene.shop, scene.press(), by, wanted);
}

async function price(priceMinor: number, index = 0, { by = ada, approval = null }: By = {}) {
  const { lineId, ...seen } = await seenLine(index);
  const reduction = { of: "price" as const, lineId, priceMinor };
  return await setPrice(scene.shop, scene.press(), by, { ...seen, approval, reduction });
}

async function resize(quantity: number, index = 0, { by = ada, approval = null }: By = {}) {
  return await changeQuantity(scene.shop, scene.press(), by, { ...await seenLine(index), quantity, approval });
}

const scan = (typed: string, quantity = 1, by = ada) =>
  addLine(scene.shop, scene.press(), by, { saleId, quantity, typed });
const remove = async (index: number) => await removeLine(scene.shop, scene.press(), await seenLine(index));
const restore = async (index: number, by = ada) =>
  await restoreLine(scene.shop, scene.press(), by, await seenLine(index));
const offs = async () => (await linesIn(scene, saleId)).map(({ discountMinor }) => discountMinor);

describe("an approval for one piece is none for fifty", () => {
  test("a percentage: more needs a colleague again, who then answers for so many; less never does", async () => {
    await offLine(percent(50), 0, await mona());
    expect(await problemOf(resize(50))).toBe("needs_manager");
    expect(await lineAt(0)).toMatchObject({ quantity: 1, discountMinor: 194_50 });
    const { approval } = await mona();
    await resize(3, 0, { approval });
    expect(await lineAt(0)).toMatchObject({ quantity: 3, discountMinor: 583_50, discountBy: approval.staffId });
    expect(await problemOf(resize(4))).toBe("needs_manager");
    await resize(1);
    expect(await lineAt(0)).toMatchObject({ quantity: 1, discountMinor: 194_50 });
    expect(await problemOf(resize(3)), "so many were agreed to").toBe("nothing");
    expect(await problemOf(resize(4))).toBe("needs_manager");
  });

  test("within the operator's own limit nobody is asked, and a senior's limit is theirs alone", async () => {
    const jo = await standAt(scene, "Jo", 2);
    await offLine(percent(10));
    expect(await problemOf(resize(50))).toBe("nothing");
    await offLine(percent(25), 1, { by: jo });
    expect(await problemOf(resize(2, 1))).toBe("needs_senior");
    expect(await problemOf(resize(2, 1, { by: jo }))).toBe("nothing");
    expect(await lineAt(1)).toMatchObject({ discountMinor: 9_50 });
  });

  test("a price set by hand", async () => {
    await price(100_00, 0, await mona());
    expect(await problemOf(resize(2))).toBe("needs_manager");
    await resize(2, 0, await mona());
    expect(await lineAt(0)).toMatchObject({ quantity: 2, totalMinor: 200_00 });
    expect(await problemOf(resize(1))).toBe("nothing");
  });

  test("an amount stays the money that was agreed to, and of fewer pieces the part that it was", async () => {
    await resize(10, 1);
    await offLine(amount(95_00), 1, await mona());
    expect(await problemOf(resize(20, 1)), "no more money comes off").toBe("nothing");
    expect(await lineAt(1)).toMatchObject({ discountMinor: 95_00 });
    await resize(1, 1);
    expect(await lineAt(1)).toMatchObject({ discountMinor: 9_50 });
    await resize(10, 1);
    expect(await lineAt(1)).toMatchObject({ discountMinor: 95_00 });
  });

  test("a wrong PIN, and one of somebody who may not give it either, change nothing", async () => {
    await offLine(percent(50), 0, await mona());
    const { approval } = await mona();
    expect(await problemOf(resize(2, 0, { approval: { ...approval, pin: "000000" } }))).toBe("wrong_pin");
    expect(await lineAt(0)).toMatchObject({ quantity: 1 });
  });

  test("a scan of the same goes into a plain line of its own, and is never asked about", async () => {
    await offLine(percent(50), 0, await mona());
    await scan(TENT, 5);
    expect(await offs()).toEqual([194_50, 0, 0]);
  });

  test("says what it would come to", async () => {
    await offLine(percent(50), 0, await mona());
    const { lineId } = await seenLine(0);
    const meaning = await meaningOf(scene.shop.db.read, saleId, { of: "quantity", lineId, quantity: 2 });
    expect(meaning).toMatchObject({ beforeMinor: 194_50, afterMinor: 389_00, needs: "manager" });
  });
});

describe("what was agreed to of the whole sale", () => {
  test("a larger quantity asks again; a scan is taken, with no more money off than was agreed to", async () => {
    await offSale(percent(50), await mona());
    expect(await offs()).toEqual([194_50, 9_50]);
    expect(await problemOf(resize(2))).toBe("needs_manager");
    await scan(TENT);
    const [tents, hat] = await offs();
    expect(tents! + hat!).toBe(204_00);
    await offSale(percent(50), await mona());
    expect(await offs()).toEqual([389_00, 9_50]);
  });

  test("whoever may give it all gives it on what they ring up themselves", async () => {
    const by = await standAt(scene, "Mona", 2);
    await offSale(percent(50), { by });
    await scan(TENT, 1, by);
    await scan("TNT-FTP3", 1, by);
    const [tents, hat] = await offs();
    expect([tents, hat]).toEqual([389_00, 9_50]);
    const { agreedOffMinor } = await saleRow(scene, saleId);
    expect((await offs()).reduce((sum, off) => sum + off, 0)).toBe(agreedOffMinor);
  });

  test("whoever lowers a quantity answers for nothing, also a manager: an amount off the sale shrinks with it", async () => {
    const by = await standAt(scene, "Mona", 2);
    const sums: number[] = [];
    for (const who of [ada, by]) {
      saleId = await scene.ringUp(TENT, HAT);
      await resize(10, 1, { by });
      await offSale(amount(95_00), { by });
      await resize(1, 1, { by: who });
      sums.push((await offs()).reduce((sum, off) => sum + off, 0));
    }
    expect(sums[0]).toBeLessThan(95_00);
    expect(sums[1]).toBe(sums[0]);
  });

  test("an amount off the sale becomes no larger part of a smaller one", async () => {
    await offSale(amount(204_00), await mona());
    await remove(0);
    expect(await lineAt(1)).toMatchObject({ discountMinor: 9_50 });
    await restore(0);
    expect(await offs()).toEqual([194_50, 9_50]);
  });
});

describe("a line that comes back", () => {
  test("has the discount that was agreed to for it, and no more for a discount on the sale since", async () => {
    await offLine(percent(30), 0, await mona());
    await remove(0);
    await offSale(percent(10));
    await restore(0);
    expect((await lineAt(0)).discountMinor).toBeLessThanOrEqual(116_70 + 1);
    expect(await lineAt(1)).toMatchObject({ discountMinor: 1_90 });
  });

  test("does not bring back what came off it by a sale's discount that was taken away meanwhile", async () => {
    await offLine(percent(10));
    await offSale(percent(30), await mona());
    await remove(0);
    await offSale(null);
    await offSale(percent(10));
    await restore(0);
    expect((await lineAt(0)).discountMinor).toBeLessThanOrEqual(38_90 + 1);
  });
});

/** Deeds by chance; the line is the n-th of those that were ever rung up. */
const someDiscount = fc.oneof(
  fc.constant(null),
  fc.constantFrom(3, 7, 10, 15, 30, 60).map(percent),
  fc.constantFrom(1_00, 4_00, 20_00, 38_90, 100_00).map(amount),
);
const someDeed = fc.record({
  what: fc.constantFrom("scan", "quantity", "quantity", "remove", "restore", "line", "line", "sale", "price"),
  at: fc.nat(5),
  isByManager: fc.nat(5).map((one) => one === 0),
  quantity: fc.constantFrom(1, 2, 3, 10),
  typed: fc.constantFrom(TENT, HAT),
  discount: someDiscount,
  part: fc.constantFrom(40, 90, 95, 100, 120),
});
type Deed = typeof someDeed extends fc.Arbitrary<infer D> ? D : never;

/**
 * A tent at a lower price, of which an amount off the sale can take little: the more of it was kept for the hats, and a scan gave
 * them more than anybody had seen come off them.
 */
const by: Omit<Deed, "what"> = { at: 0, isByManager: true, quantity: 1, typed: TENT, discount: null, part: 40 };
const LOWERED_BEFORE: Deed[] = [
  { ...by, what: "price" },
  { ...by, what: "scan", quantity: 2 },
  { ...by, what: "sale", discount: amount(100_00) },
  { ...by, what: "quantity", at: 2 },
  { ...by, what: "scan" },
];
/** A unit of rounding in what was agreed to, and one more where that was priced. */
const ROUNDED_TWICE: Deed[] = [
  { ...by, what: "scan", quantity: 10 },
  { ...by, what: "price", at: 1, part: 90 },
  { ...by, what: "sale", isByManager: false, discount: amount(1_00) },
  { ...by, what: "scan" },
  { ...by, what: "remove" },
  { ...by, what: "scan" },
  { ...by, what: "scan" },
];
/** More money off a larger sale, and a smaller part of it: the line that became larger keeps what it had. */
const SMALLER_PART: Deed[] = [
  { ...by, what: "sale", discount: percent(60) },
  { ...by, what: "line", discount: amount(1_00) },
  { ...by, what: "scan", isByManager: false },
  { ...by, what: "scan" },
  { ...by, what: "scan", isByManager: false },
  { ...by, what: "scan" },
];
type Line = Awaited<ReturnType<typeof lineAt>>;

const worthOf = ({ quantity, unitPriceMinor, listPriceMinor }: Line) =>
  quantity * Math.max(unitPriceMinor, listPriceMinor ?? 0);
const offOf = (line: Line) =>
  line.discountMinor + line.quantity * Math.max(0, (line.listPriceMinor ?? 0) - line.unitPriceMinor);

test(
  "in whatever order things are done, no more is off than a cashier may give or a manager has agreed to",
  async () => {
    const manager = await standAt(scene, "Mona", 2);
    await fc.assert(
      fc.asyncProperty(fc.array(someDeed, { minLength: 4, maxLength: 14 }), async (deeds) => {
        saleId = newId(scene.shop, "sal");
        await scan(TENT);
        await scan(HAT, 2);
        const agreed = new Agreements();
        for (const deed of deeds) {
          const touched = await isDone(deed, deed.isByManager ? manager : ada);
          const lines = (await linesIn(scene, saleId)).filter(({ removedAt }) => removedAt === null);
          if (deed.isByManager && touched !== null) agreed.note(lines, touched);
          for (const line of lines) expect(offOf(line), JSON.stringify(line)).toBeLessThanOrEqual(agreed.mostOf(line));
          expect(sharesOf(lines)).toBeLessThanOrEqual(agreed.mostOfSale(lines));
        }
      }),
      { numRuns: 120, examples: [[LOWERED_BEFORE], [ROUNDED_TWICE], [SMALLER_PART]] },
    );
  },
  120_000,
);

/** What a manager agreed to so far, as they saw it stand; told by the numbers of the book alone. */
class Agreements {
  readonly #lines = new Map<string, { off: number; worth: number }[]>();
  readonly #sale: { off: number; worth: number }[] = [];

  note(lines: Line[], touched: string): void {
    for (const line of lines.filter(({ id }) => touched === "sale" || id === touched)) {
      const known = this.#lines.get(line.id) ?? [];
      this.#lines.set(line.id, [...known, { off: offOf(line), worth: worthOf(line) }]);
    }
    const worth = lines.reduce((sum, line) => sum + worthOf(line), 0);
    if (worth > 0) this.#sale.push({ off: sharesOf(lines), worth });
  }

  mostOf(line: Line): number {
    const worth = worthOf(line);
    const own = (this.#lines.get(line.id) ?? []).map((one) => Math.min(one.off, worth * one.off / one.worth));
    const shared = this.#sale.map((one) => worth * one.off / one.worth);
    return Math.ceil(Math.max(Math.round(worth / 10), ...own, ...shared)) + 1;
  }

  mostOfSale(lines: Line[]): number {
    const worth = lines.reduce((sum, line) => sum + worthOf(line), 0);
    return Math.ceil(Math.max(worth / 10, ...this.#sale.map(({ off }) => off))) + lines.length;
  }
}

const sharesOf = (lines: Line[]) => lines.reduce((sum, line) => sum + line.saleDiscountMinor, 0);

/** The line it was about, or the sale; null: it was refused. */
async function isDone(deed: Deed, by: Operator): Promise<string | null> {
  const count = (await linesIn(scene, saleId)).length;
  const index = deed.at % count;
  const { id, unitPriceMinor, listPriceMinor } = await lineAt(index);
  const newPrice = Math.round((listPriceMinor ?? unitPriceMinor) * deed.part / 100);
  let scannedId = "";
  const deeds: Record<string, () => Promise<unknown>> = {
    scan: async () => scannedId = (await scan(deed.typed, deed.quantity, by)).lineId,
    quantity: () => resize(deed.quantity, index, { by }),
    remove: () => remove(index),
    restore: () => restore(index, by),
    line: () => offLine(deed.discount, index, { by }),
    sale: () => offSale(deed.discount, { by }),
    price: () => price(newPrice, index, { by }),
  };
  const problem = await problemOf(deeds[deed.what]!());
  if (problem !== "nothing") return null;
  return deed.what === "sale" ? "sale" : scannedId || id;
}
