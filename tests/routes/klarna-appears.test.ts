import { afterEach, beforeEach, expect, test } from "vitest";
import type { Answer, Browser } from "../support/browser.ts";
import { addTent, openRealShop, PLAYGROUND, standAt } from "../support/real-shop.ts";
import type { TestTill } from "../support/test-till.ts";
import { post, ringUp } from "./scene.ts";

let till: TestTill;
let nia: Browser;
/** Nia once more, at the second register, with a tent in the basket and how to pay on the screen. */
let second: Browser;
let saleId: string;

beforeEach(async () => {
  ({ till, nia } = await openRealShop());
  await addTent(till);
  second = await standAt(till, 2);
  saleId = await ringUp(till, second);
});

afterEach(() => till.close());

/** What the open page asks by itself, having been drawn in this state. */
async function poll(page: { text: string }): Promise<Answer> {
  const [, path = ""] = /id="tender"[^>]* hx-get="([^"]*)" hx-trigger="every 3s"/.exec(page.text) ?? [];
  return await second.send("GET", path, undefined, { "hx-request": "true", "hx-request-type": "partial" });
}

const isGreyed = (text: string) => /<button class="btn" type="button" disabled[^>]*>.*?kpill/s.test(text);

test("Klarna appears on an open tender page once it is connected, and goes grey when it is removed", async () => {
  let page: { text: string } = await second.open(`/sales/${saleId}/tender`);
  expect(isGreyed(page.text)).toBe(true);
  expect(page.text).toContain("Klarna is not connected to this till");
  expect(await poll(page)).toMatchObject({ status: 204, text: "" });

  await post(nia, "/settings/klarna", PLAYGROUND);
  page = await poll(page);
  expect(isGreyed(page.text)).toBe(false);
  expect(page.text).toContain(`href="/sales/${saleId}/customer?then=klarna"`);
  expect(page.text).toMatch(/<p id="net"[^>]*hx-swap-oob="true".*Klarna online/s);
  expect(page.text).toMatch(/<div id="practice" hx-swap-oob="true">.*Practice mode\./s);
  expect((await poll(page)).status).toBe(204);

  await post(nia, "/settings/klarna/removal");
  page = await poll(page);
  expect(isGreyed(page.text)).toBe(true);
  expect(page.text).toMatch(/<div id="practice" hx-swap-oob="true"><\/div>/);
});

test("it goes grey with the reason when Klarna refuses the credentials, and comes back with the right ones", async () => {
  await post(nia, "/settings/klarna", PLAYGROUND);
  let page: { text: string } = await second.open(`/sales/${saleId}/tender`);
  await post(nia, "/settings/klarna", { ...PLAYGROUND, password: "wrong" });
  page = await poll(page);
  expect([isGreyed(page.text), page.text.includes("does not accept this shop’s credentials")]).toEqual([true, true]);
  await post(nia, "/settings/klarna", PLAYGROUND);
  expect(isGreyed((await poll(page)).text)).toBe(false);
});

test("it goes grey with the reason when Klarna has closed the account, though the credentials are right", async () => {
  await post(nia, "/settings/klarna", PLAYGROUND);
  let page: { text: string } = await second.open(`/sales/${saleId}/tender`);
  till.simulator.control.addFault({ kind: "createPaymentSession", status: 403, errorCode: "MERCHANT_INACTIVE" });
  const other = await ringUp(till, nia);
  await post(nia, `/sales/${other}/customers`, {
    givenName: "Sam",
    familyName: "Karim",
    country: "GB",
    then: "klarna",
  });
  await till.runner.drain();
  page = await poll(page);
  expect([isGreyed(page.text), page.text.includes("or it has closed its account")]).toEqual([true, true]);
  expect((await nia.open("/settings/klarna")).text).toContain("or it refuses this account");
});

test("a sale that is being paid elsewhere is left alone by the poll", async () => {
  const page = await second.open(`/sales/${saleId}/tender`);
  await post(second, `/sales/${saleId}/tenders`, { kind: "cash", given: "389" });
  await post(nia, "/settings/klarna", PLAYGROUND);
  expect((await poll(page)).status).toBe(204);
});

test("only a manager is offered the way to connect it", async () => {
  expect((await second.open(`/sales/${saleId}/tender`)).text).toContain('href="/settings/klarna">Connect Klarna');
  await till.shop.db.write.updateTable("staff").set({ role: "cashier" }).execute();
  expect((await second.open(`/sales/${saleId}/tender`)).text).not.toContain("/settings/klarna");
});
