import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ShopDatabase } from "../../db/open.ts";
import type { Mode } from "../../src/domain/sale.ts";
import { nextReceiptNumber } from "../../src/store/sales.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { openDemoShop } from "../db/support.ts";
import { insertPlace, ringUpSale } from "./support.ts";

let db: ShopDatabase;
let removeShop: () => Promise<void>;
let front: string;
let workshop: string;

beforeEach(async () => {
  ({ db, remove: removeShop } = await openDemoShop());
  const registers = await db.read.selectFrom("register").select("id").orderBy("number").execute();
  [front = "", workshop = ""] = registers.map((register) => register.id);
});

afterEach(() => removeShop());

describe("receipt numbers", () => {
  test("begin at 1 and have no gaps", async () => {
    expect(await takeNumbers(5)).toEqual([1, 2, 3, 4, 5]);
  });

  test("are counted per register, practice apart from live", async () => {
    expect(await takeNumbers(3, front, "practice")).toEqual([1, 2, 3]);
    expect(await takeNumbers(2, workshop, "practice")).toEqual([1, 2]);
    expect(await takeNumbers(2, front, "live")).toEqual([1, 2]);
    expect(await takeNumbers(1, workshop, "live")).toEqual([1]);
    expect(await takeNumbers(1, front, "practice")).toEqual([4]);
    expect(await takeNumbers(1, front, "live")).toEqual([3]);
  });

  test("a number taken by a sale that was not completed after all is given to the next", async () => {
    expect(await takeNumbers(2)).toEqual([1, 2]);
    await expect(inTransaction(db, async (tx) => {
      expect(await nextReceiptNumber(tx, front, "practice")).toBe(3);
      throw new Error("not paid");
    })).rejects.toThrow("not paid");
    expect(await takeNumbers(2)).toEqual([3, 4]);
  });

  test("no two sales that complete at once have the same, and none is left out", async () => {
    const taken = await Promise.all(Array.from({ length: 12 }, () => takeNumber(front, "practice")));
    expect(taken.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

test("sale codes count on through the whole shop, and a code not kept is given to the next", async () => {
  await inTransaction(db, insertPlace);
  expect(await inTransaction(db, (tx) => ringUpSale(tx, "sal_1"))).toBe(20_001);
  await expect(inTransaction(db, async (tx) => {
    await ringUpSale(tx, "sal_2");
    throw new Error("no");
  })).rejects.toThrow("no");
  expect(await inTransaction(db, (tx) => ringUpSale(tx, "sal_3", "live"))).toBe(20_002);
});

function takeNumber(registerId: string, mode: Mode): Promise<number> {
  return inTransaction(db, (tx) => nextReceiptNumber(tx, registerId, mode));
}

async function takeNumbers(count: number, registerId = front, mode: Mode = "practice"): Promise<number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) numbers.push(await takeNumber(registerId, mode));
  return numbers;
}
