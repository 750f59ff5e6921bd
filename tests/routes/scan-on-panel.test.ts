import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { post, ringUp } from "./scene.ts";

/** What htmx says when the answer is to replace the whole page. */
const WHOLE_PAGE = { "hx-request": "true", "hx-request-type": "full" };
const HAT = "2000003007103";

let till: TestTill;
let ada: Browser;
let saleId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  saleId = await ringUp(till, ada);
});

afterEach(() => till.close());

test("a scan on a panel is answered with the products, what was added, and the sale's own address", async () => {
  const { status, text, headers } = await post(ada, `/sales/${saleId}/lines`, { typed: HAT }, WHOLE_PAGE);
  expect(status).toBe(200);
  expect(headers.get("HX-Replace-Url")).toBe(`/sales/${saleId}`);
  expect(text).toMatch(/data-sound="added"[\s\S]*<b>Wool hat<\/b>/);
  expect(text).toContain('id="tiles"');
});

test("an unknown code on a panel is said on that page, with a way to search for it", async () => {
  const { status, text, headers } = await post(ada, `/sales/${saleId}/lines`, { typed: "5012345678900" }, WHOLE_PAGE);
  expect(status).toBe(404);
  expect(headers.get("HX-Replace-Url")).toBe(`/sales/${saleId}`);
  expect(text).toMatch(/data-sound="locked"/);
  expect(text).toContain(`href="/sales/${saleId}/products?q=5012345678900"`);
});

test("without script, and beside the products, the address is left alone", async () => {
  for (const headers of [{}, { "hx-request": "true" }]) {
    const answer = await post(ada, `/sales/${saleId}/lines`, { typed: HAT }, headers);
    expect(answer.headers.get("HX-Replace-Url")).toBeNull();
  }
});

test("every panel of an open sale can be scanned on, and none of a sale that is locked or over", async () => {
  for (const panel of ["customer", "customer/new", "tender", "tender/cash", "void"]) {
    expect((await ada.open(`/sales/${saleId}/${panel}`)).text).toContain('id="scan-port"');
  }
  till.clock.advance(1);
  await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "5.00" });
  const locked = await ada.open(`/sales/${saleId}/tender`);
  expect(locked.text).toContain('id="scan-locked"');
  expect(locked.text).not.toContain('id="scan-port"');
  till.clock.advance(1);
  await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "900" });
  await post(ada, `/sales/${saleId}/completion`);
  const over = await ada.open(`/sales/${saleId}`);
  expect(over.text).toContain('id="complete"');
  expect(over.text).not.toContain('id="scan-port"');
});
