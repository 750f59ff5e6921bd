import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { addTent, openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import type { TestTill } from "../support/test-till.ts";
import { post, ringUp } from "./scene.ts";

let till: TestTill;
let nia: Browser;

beforeEach(async () => {
  ({ till, nia } = await openRealShop());
  await addTent(till);
});

afterEach(() => till.close());

const save = (changes: Record<string, string> = {}) => post(nia, "/settings/klarna", { ...PLAYGROUND, ...changes });

describe("when practice becomes live, or live practice", () => {
  test("whoever is signed in and every basket without money goes along; what was taken stays where it was", async () => {
    const [basket, paid] = [await ringUp(till, nia), await ringUp(till, nia)];
    await post(nia, `/sales/${paid}/tenders`, { kind: "cash", given: "389" });
    await post(nia, `/sales/${paid}/completion`);
    await save();
    const modes = async (id: string) =>
      await till.shop.db.read.selectFrom("sale").innerJoin("shift", "shift.id", "sale.shiftId")
        .select(["sale.mode", "shift.mode as shiftMode"]).where("sale.id", "=", id).executeTakeFirstOrThrow();
    expect(await modes(basket)).toEqual({ mode: "practice", shiftMode: "practice" });
    expect(await modes(paid)).toEqual({ mode: "live", shiftMode: "live" });
    const third = await ringUp(till, nia);
    expect(await modes(third)).toEqual({ mode: "practice", shiftMode: "practice" });
  });

  test("a sale that is paid in part, with real money, is finished first", async () => {
    const saleId = await ringUp(till, nia);
    await post(nia, `/sales/${saleId}/tenders`, { kind: "cash", given: "10" });
    const refused = await save();
    expect([refused.status, refused.text.includes("One sale is begun with real money: paid in part")]).toEqual([
      409,
      true,
    ]);
    expect(till.shop.klarna.mode).toBe("live");
    expect((await save({ environment: "live" })).status).toBe(303);
    await post(nia, `/sales/${saleId}/tenders`, { kind: "cash", given: "379" });
    await post(nia, `/sales/${saleId}/completion`);
    expect((await save()).status).toBe(303);
    const shifts = await till.shop.db.read.selectFrom("tender").innerJoin("shift", "shift.id", "tender.shiftId")
      .select(["tender.mode", "shift.mode as shiftMode"]).execute();
    expect(shifts).toEqual([{ mode: "live", shiftMode: "live" }, { mode: "live", shiftMode: "live" }]);
  });
});
