import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";

const PAGE = "/settings/selling";

let till: TestTill;
let mona: Browser;

beforeEach(async () => {
  till = await openTestTill();
  mona = await till.signIn("Mona");
});

afterEach(() => till.close());

const kept = () =>
  till.shop.db.read.selectFrom("shop").select(["cashierLimit", "seniorLimit", "cashStepMinor", "returnLimitMinor"])
    .executeTakeFirst();
const save = async (fields: Record<string, string>) => await mona.submit(await mona.open(PAGE), PAGE, fields);

test("the limits and the smallest coin are kept as they were typed", async () => {
  const answer = await save({ cashierLimit: "7,5 %", seniorLimit: "20", returnLimit: "75", cashStep: "0.05" });
  expect(answer.text).toContain("It counts from the next discount");
  expect(await kept()).toEqual({ cashierLimit: 750, seniorLimit: 2_000, cashStepMinor: 5, returnLimitMinor: 7_500 });
  expect((await mona.open(PAGE)).text).toContain('value="7.5"');
});

test("what makes no sense is said beside its field, with what was typed still there", async () => {
  const before = await kept();
  const answer = await save({ cashierLimit: "30", seniorLimit: "20", cashStep: "0" });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain("A senior may give at least what a cashier may");
  expect(answer.text).toContain("This is not an amount.");
  expect(answer.text).toContain('value="30"');
  expect((await save({ cashierLimit: "101", seniorLimit: "x", returnLimit: "all", cashStep: "2000" })).status).toBe(
    422,
  );
  expect(await kept()).toEqual(before);
});
