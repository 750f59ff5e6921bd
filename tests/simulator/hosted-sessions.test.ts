import { describe, expect, test } from "vitest";
import { listPlans } from "../../src/simulator/plans.ts";
import { baseUrl, basket, openShop, startAt } from "./shop.ts";

const path = "/hpp/v1/sessions";
const hour = 3_600_000;
const currencies: Record<string, string> = { US: "USD", CA: "CAD", GB: "GBP" };
const saleIn = (country: string) => ({
  purchase_country: country,
  purchase_currency: currencies[country],
  locale: `en-${country}`,
  order_tax_amount: 0,
  order_lines: [{ name: "Boots", quantity: 1, unit_price: 19_000, total_amount: 19_000 }],
});
const paymentUrl = (id: string) => `${baseUrl}/payments/v1/sessions/${id}`;

test("a hosted session is created 201 with addresses under the simulator's own base, for 47 hours", async () => {
  const shop = openShop();
  const hosted = await shop.createHosted();
  expect(hosted.session_url).toBe(`${baseUrl}${path}/${hosted.session_id}`);
  expect(hosted.distribution_url).toBe(`${hosted.session_url}/distribution`);
  expect(hosted.redirect_url).toMatch(/^http:\/\/127\.0\.0\.1:8010\/hpp\/payments\/[A-Za-z0-9]{7}$/);
  expect(hosted.expires_at).toBe("2026-11-26T14:30:00.250Z");
});

test("addresses follow a base that is only known later", async () => {
  const shop = openShop();
  shop.simulator.setPublicUrl("http://127.0.0.1:9999/");
  const id = await shop.createPayment();
  const response = await shop.call("POST", path, {
    payment_session_url: `http://127.0.0.1:9999/payments/v1/sessions/${id}`,
  });
  expect((await response.json()).session_url).toMatch(/^http:\/\/127\.0\.0\.1:9999\/hpp/);
});

describe("creating is refused", () => {
  const refusals: [string, Record<string, unknown>, number][] = [
    ["without a payment session", { payment_session_url: undefined }, 400],
    ["for an unknown payment session", { payment_session_url: paymentUrl("unknown") }, 404],
    ["for a payment session elsewhere", { payment_session_url: "https://api.klarna.com/payments/v1/sessions/x" }, 400],
    ["with an unknown field", { expires_in: 900 }, 400],
    ["with an unknown option", { options: { payment_fallback: true } }, 400],
    ["with both category fields", {
      options: { payment_method_category: "PAY_LATER", payment_method_categories: ["PAY_NOW"] },
    }, 400],
    ["with an unknown mode", { options: { place_order_mode: "ORDER" } }, 400],
  ];
  for (const [name, changes, status] of refusals) {
    test(name, async () => {
      const shop = openShop();
      const body = { payment_session_url: paymentUrl(await shop.createPayment()), ...changes };
      expect((await shop.call("POST", path, body)).status).toBe(status);
    });
  }

  test("once the payment session is over", async () => {
    const shop = openShop();
    const body = { payment_session_url: paymentUrl(await shop.createPayment()) };
    shop.clock.atMs = startAt + 48 * hour;
    expect((await shop.call("POST", path, body)).status).toBe(404);
  });
});

test("after its end a session answers 404 to everything, paid or not", async () => {
  const shop = openShop();
  const [paid, unpaid] = [await shop.createHosted(), await shop.createHosted()];
  shop.simulator.control.approve(paid.session_id);
  shop.clock.atMs = startAt + 47 * hour - 1;
  expect((await shop.call("GET", unpaid.session_url)).status).toBe(200);
  shop.clock.atMs += 1;
  for (const session of [paid, unpaid]) {
    expect((await shop.call("GET", session.session_url)).status).toBe(404);
    expect((await shop.call("DELETE", session.session_url)).status).toBe(404);
    expect(
      (await shop.call("POST", session.distribution_url, {
        contact_information: { email: "a@b.uk" },
        method: "email",
      })).status,
    ).toBe(404);
  }
});

test("disabling is final: 204, and again 204", async () => {
  const shop = openShop();
  const hosted = await shop.createHosted();
  expect((await shop.call("DELETE", hosted.session_url)).status).toBe(204);
  expect((await shop.call("DELETE", hosted.session_url)).status).toBe(204);
  expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "DISABLED" });
  expect(() => shop.simulator.control.approve(hosted.session_id)).toThrow();
});

test("disabling a paid session is refused 400, an unknown one 404", async () => {
  const shop = openShop();
  const hosted = await shop.createHosted();
  shop.simulator.control.approve(hosted.session_id);
  expect((await shop.call("DELETE", hosted.session_url)).status).toBe(400);
  expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "COMPLETED" });
  expect((await shop.call("DELETE", `${path}/unknown`)).status).toBe(404);
});

describe("what the customer does shows in the status", () => {
  test("opening moves updated_at; declined, back and broken can be tried again and paid", async () => {
    for (const [act, status] of [["decline", "FAILED"], ["back", "BACK"], ["breakDown", "ERROR"]] as const) {
      const shop = openShop();
      const { session_id: id } = await shop.createHosted();
      shop.clock.atMs += 5_000;
      shop.simulator.control.open(id);
      expect(await shop.readHosted(id)).toMatchObject({
        status: "IN_PROGRESS",
        updated_at: "2026-11-24T15:30:05.250Z",
      });
      shop.simulator.control[act](id);
      expect(await shop.readHosted(id)).toMatchObject({ status });
      expect(shop.simulator.control.approve(id).status).toBe("COMPLETED");
    }
  });

  test("cancelling in the shop is final", async () => {
    const shop = openShop();
    const { session_id: id } = await shop.createHosted();
    expect(shop.simulator.control.cancel(id).status).toBe("CANCELLED");
    expect(() => shop.simulator.control.approve(id)).toThrow("CANCELLED");
  });

  test("cancelling in the e-commerce channel is only going back", async () => {
    const shop = openShop();
    shop.simulator.control.setSwitches({ onlyInStore: false });
    const id = await shop.createPayment({ acquiring_channel: undefined });
    const response = await shop.call("POST", path, { payment_session_url: paymentUrl(id) });
    expect(shop.simulator.control.cancel((await response.json()).session_id).status).toBe("BACK");
  });

  test("an ID check shows its challenge until it is passed", async () => {
    const shop = openShop();
    const { session_id: id } = await shop.createHosted();
    shop.simulator.control.askForId(id);
    expect(await shop.readHosted(id)).toMatchObject({
      status: "MANUAL_ID_CHECK",
      manual_identification: { challenge: expect.stringMatching(/^[A-Z]\d\d$/) },
    });
    expect(shop.simulator.control.passIdCheck(id).status).toBe("IN_PROGRESS");
    expect(await shop.readHosted(id)).not.toHaveProperty("manual_identification");
  });

  test.each([
    ["US", "customer+reject_reason_high_risk@email.us", "FAILED"],
    ["CA", "email+reject_reason_OTHER@email.com", "FAILED"],
    ["GB", "customer+reject_reason_high_risk@email.uk", "COMPLETED"],
    ["US", "customer+red@email.us", "FAILED"],
    ["GB", "customer+red@email.uk", "FAILED"],
    ["GB", "customer+redhead@email.uk", "COMPLETED"],
    ["US", "customer+denied+auth_id_scan@email.us", "COMPLETED"],
    ["US", "customer+auth_cvv_entry@email.us", "COMPLETED"],
    ["US", "customer+denied@email.us", "FAILED"],
  ])("in %s the test person %s ends %s", async (country, contact, status) => {
    const shop = openShop();
    const id = await shop.createPayment(saleIn(country));
    const response = await shop.call("POST", path, { payment_session_url: paymentUrl(id) });
    const { session_id } = await response.json();
    expect(shop.simulator.control.approve(session_id, { contact }).status).toBe(status);
    if (status === "COMPLETED") return;
    expect(shop.simulator.control.approve(session_id, { contact: "customer@email.us" }).status).toBe("COMPLETED");
  });

  test("a denied test person is declined by e-mail and by phone", async () => {
    for (const contact of ["customer+denied@email.uk", "+44 7355 505530"]) {
      const shop = openShop();
      const { session_id: id } = await shop.createHosted();
      expect(shop.simulator.control.approve(id, { contact }).status).toBe("FAILED");
      expect(shop.simulator.control.listOrders()).toEqual([]);
    }
  });
});

describe("the place-order mode decides what COMPLETED carries", () => {
  test("NONE: an authorization token and no order", async () => {
    const shop = openShop();
    const { session_id: id } = await shop.createHosted({ place_order_mode: "NONE" });
    shop.simulator.control.approve(id);
    const read = await shop.readHosted(id);
    expect(read).toMatchObject({ status: "COMPLETED", authorization_token: expect.any(String) });
    expect(read).not.toHaveProperty("order_id");
    expect(shop.simulator.control.listOrders()).toEqual([]);
  });

  test("PLACE_ORDER: an authorized order", async () => {
    const shop = openShop();
    const { session_id: id } = await shop.createHosted();
    shop.simulator.control.approve(id, { givenName: "Alex" });
    const [order] = shop.simulator.control.listOrders();
    expect(order).toMatchObject({ status: "AUTHORIZED", captured_amount: 0 });
    expect(await shop.readHosted(id)).toMatchObject({
      order_id: order?.order_id,
      klarna_reference: order?.klarna_reference,
      customer: { given_name: "Alex" },
    });
  });

  test("CAPTURE_ORDER: a captured order", async () => {
    const shop = openShop();
    const { session_id: id } = await shop.createHosted({ place_order_mode: "CAPTURE_ORDER" });
    shop.simulator.control.approve(id);
    expect(shop.simulator.control.listOrders()[0]).toMatchObject({ status: "CAPTURED", captured_amount: 19_000 });
  });
});

test("two hosted pages of one payment session make one order, and both show it", async () => {
  const shop = openShop();
  const body = {
    payment_session_url: paymentUrl(await shop.createPayment()),
    options: { place_order_mode: "PLACE_ORDER" },
  };
  const [first, second] = [await shop.call("POST", path, body), await shop.call("POST", path, body)];
  const [one, two] = [await first.json(), await second.json()];
  shop.simulator.control.approve(one.session_id);
  expect(await shop.readHosted(two.session_id)).toMatchObject({
    status: "COMPLETED",
    order_id: (await shop.readHosted(one.session_id))["order_id"],
  });
  expect(shop.simulator.control.listOrders()).toHaveLength(1);
  expect((await shop.call("POST", path, body)).status).toBe(404);
});

test("a session is found by its reference, the newest first", async () => {
  const shop = openShop();
  await shop.createHosted();
  const second = await shop.createHosted();
  expect(shop.simulator.control.findSession(basket.merchant_reference1)?.sessionId).toBe(second.session_id);
  expect(shop.simulator.control.findSession("unknown")).toBeUndefined();
});

test("a shop may have to do without the customer's link, by switch", async () => {
  const shop = openShop();
  shop.simulator.control.setSwitches({ customerLink: false });
  const hosted = await shop.createHosted();
  expect(hosted).not.toHaveProperty("redirect_url");
  expect(hosted.qr_code_url).toContain("/qr/");
});

describe("plans", () => {
  const planIds = (amount: number, currency: string, categories: string[] = []) =>
    listPlans(amount, currency, startAt, categories).map(({ id }) => id);

  test("two for a small amount, three from about a hundred euros up, in the currency's own measure", () => {
    expect(planIds(9_999, "EUR")).toEqual(["p30", "p3"]);
    expect(planIds(10_000, "EUR")).toEqual(["p30", "p3", "fin"]);
    expect(planIds(10_000, "SEK")).toEqual(["p30", "p3"]);
    expect(planIds(100_000, "sek")).toEqual(["p30", "p3", "fin"]);
  });

  test("overseas the parts are four, and the dues always make up the amount", () => {
    expect(planIds(10_000, "USD")).toEqual(["p30", "p4", "fin"]);
    for (const { dues } of listPlans(10_001, "USD", startAt, ["PAY_NOW", "PAY_LATER", "PAY_OVER_TIME"])) {
      expect(dues.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(10_001);
    }
  });
});
