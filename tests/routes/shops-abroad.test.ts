import { afterEach, expect, test } from "vitest";
import { klarnaBaseUrl } from "../../src/klarna/markets.ts";
import { addTent, SET_UP_CODE, TYPED_SHOP } from "../support/real-shop.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { paymentRow, payWithKlarna, post, ringUp } from "./scene.ts";

/** A shop of another country, from its first day to money that Klarna took: its host, its tax, its customer's address. */

let till: TestTill;
afterEach(() => till.close());

type Abroad = { shop: Record<string, string>; region: "eu" | "na" | "oc"; home: Record<string, string> };

const SHOPS: [string, Abroad][] = [
  ["US", {
    shop: { locale: "en-US", timeZone: "America/New_York", taxRate: "8.25" },
    region: "na",
    home: { street: "509 Amsterdam Ave", postalCode: "10024", city: "New York", region: "NY" },
  }],
  ["CA", {
    shop: { locale: "en-CA", timeZone: "America/Toronto", taxRate: "13" },
    region: "na",
    home: { street: "380 Sussex Dr", postalCode: "K1N 9N4", city: "Ottawa", region: "ON" },
  }],
  ["HU", {
    shop: { locale: "hu-HU", timeZone: "Europe/Budapest", taxRate: "27" },
    region: "eu",
    home: { street: "Ludovika tér 2", postalCode: "1083", city: "Budapest", phone: "06 30 010 2692" },
  }],
  ["AU", {
    shop: { locale: "en-AU", timeZone: "Australia/Sydney", taxRate: "10" },
    region: "oc",
    home: { street: "1 Macquarie St", postalCode: "2000", city: "Sydney", region: "NSW" },
  }],
];

test.each(SHOPS)("in %s: set up, connected, sold in part for cash, and the rest captured", async (country, abroad) => {
  const { shop, region, home } = abroad;
  till = await openTestTill({ setUpCode: SET_UP_CODE });
  till.simulator.setPublicUrl(klarnaBaseUrl(region, "playground"));
  const nia = till.browser();
  const typed = { ...TYPED_SHOP, country, ...shop, code: SET_UP_CODE };
  expect((await nia.send("POST", "/set-up", typed)).status).toBe(303);
  await addTent(till);
  const account = { environment: "playground", region, username: "practice", password: "practice" };
  expect((await post(nia, "/settings/klarna", account)).status).toBe(303);
  expect((await post(nia, "/settings/klarna/test", account)).text).toContain("Klarna answered as it should");
  expect(till.shop.klarna.state).toBe("ready");

  const saleId = await ringUp(till, nia);
  const sam = { givenName: "Sam", familyName: "Karim", email: "sam@example.com", country, then: "basket", ...home };
  expect((await post(nia, `/sales/${saleId}/customers`, sam)).status).toBe(303);
  await post(nia, `/sales/${saleId}/tenders`, { kind: "cash", given: "10" });
  const paymentId = await payWithKlarna(till, nia, saleId, "authorized");
  expect((await post(nia, `/payments/${paymentId}/saving`)).status).toBe(303);
  expect((await post(nia, `/sales/${saleId}/completion`)).status).toBe(303);
  await till.runner.drain();

  const payment = await paymentRow(till, paymentId);
  expect(payment).toMatchObject({ status: "captured" });
  const [order] = till.simulator.control.listOrders();
  expect(order).toMatchObject({
    status: "CAPTURED",
    order_amount: payment.amountMinor,
    purchase_country: country.toLowerCase(),
    billing_address: { city: home["city"] },
  });
  expect(order?.billing_address.region).toBe(home["region"]);
});
