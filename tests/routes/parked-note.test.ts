import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { post, ringUp, saleRow } from "./scene.ts";

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

async function list(): Promise<string> {
  const { text } = await ada.open("/sales/parked");
  return text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

test("a sale of nobody's name is found again by what was noted as it was put aside", async () => {
  const noted = await ringUp(till, ada);
  await post(ada, `/sales/${noted}/parking`, { parkedNote: " Grey jacket " });
  const other = await ringUp(till, ada);
  await post(ada, `/sales/${other}/parking`);
  expect(await list()).toMatch(/Grey jacket 1 product/);
  expect(await list()).toMatch(/Sale 20\d+ 1 product/);
});

test("the note is forgotten once the sale is taken up, for it may be about a person", async () => {
  const saleId = await ringUp(till, ada);
  await post(ada, `/sales/${saleId}/parking`, { parkedNote: "Grey jacket" });
  expect(await saleRow(till, saleId)).toMatchObject({ parkedNote: "Grey jacket" });
  await post(ada, `/sales/${saleId}/recall`);
  expect(await saleRow(till, saleId)).toMatchObject({ status: "open", parkedNote: null });
});
