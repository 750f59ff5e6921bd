import { describe, expect, test } from "vitest";
import { meaningOf } from "../../src/operations/judge-discount.ts";
import {
  amount,
  basket,
  HAT,
  lineAt,
  mona,
  offLine,
  offs,
  offSale,
  openForDiscounts,
  percent,
  price,
  remove,
  resize,
  restore,
  scan,
  seenLine,
  TENT,
} from "./discount-deeds.ts";
import { problemOf, saleRow, standAt } from "./support.ts";

openForDiscounts();

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
    const jo = await standAt(basket.scene, "Jo", 2);
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
    const meaning = await meaningOf(basket.scene.shop.db.read, basket.saleId, { of: "quantity", lineId, quantity: 2 });
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
    const by = await standAt(basket.scene, "Mona", 2);
    await offSale(percent(50), { by });
    await scan(TENT, 1, by);
    await scan("TNT-FTP3", 1, by);
    const [tents, hat] = await offs();
    expect([tents, hat]).toEqual([389_00, 9_50]);
    const { agreedOffMinor } = await saleRow(basket.scene, basket.saleId);
    expect((await offs()).reduce((sum, off) => sum + off, 0)).toBe(agreedOffMinor);
  });

  test("whoever lowers a quantity answers for nothing, also a manager: an amount off the sale shrinks with it", async () => {
    const by = await standAt(basket.scene, "Mona", 2);
    const sums: number[] = [];
    for (const who of [basket.ada, by]) {
      basket.saleId = await basket.scene.ringUp(TENT, HAT);
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
