import type { Switches } from "../../src/simulator/simulator.ts";
import { afterAll, describe, expect, test } from "vitest";
import { answerDeviations, deviations, factOf } from "../klarna/facts-check.ts";
import { statusUpdate } from "../klarna/facts-sessions.ts";
import { type FactName, FACTS } from "../klarna/facts.ts";
import { basket, openShop, type Shop } from "./shop.ts";

/** What the simulator answers, held against what Klarna is documented to give. */

const day = 24 * 3_600_000;
/** Which statuses of which operation have been seen to fit. */
const seen = new Map<FactName, Set<number>>();

type Call = (method: string, url: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;

/** A shop whose every answer is held against the table. */
function openWatchedShop(): { shop: Shop; call: Call } {
  const shop = openShop();
  const call: Call = async (method, url, body, headers) => {
    const found = factOf(method, new URL(url, "http://127.0.0.1:8010").href);
    if (!found) throw new Error(`no fact for ${method} ${url}`);
    const answer = await shop.call(method, url, body, headers);
    expect([found.name, answer.status, await answerDeviations(found.fact, answer)]).toEqual([
      found.name,
      answer.status,
      [],
    ]);
    seen.set(found.name, (seen.get(found.name) ?? new Set()).add(answer.status));
    return answer;
  };
  return { shop, call };
}

async function hosted(shop: Shop, call: Call, options: Record<string, unknown> = { place_order_mode: "PLACE_ORDER" }) {
  const { session_id: id } = await (await call("POST", "/payments/v1/sessions", basket)).json();
  const payment_session_url = `http://127.0.0.1:8010/payments/v1/sessions/${id}`;
  const session = await (await call("POST", "/hpp/v1/sessions", { payment_session_url, options })).json();
  return { id, session, control: shop.simulator.control };
}

async function ordered(approval: { planId?: string } = {}, switches: Partial<Switches> = {}) {
  const { shop, call } = openWatchedShop();
  shop.simulator.control.setSwitches(switches);
  const { id, session, control } = await hosted(shop, call, {
    place_order_mode: "PLACE_ORDER",
    payment_method_categories: ["PAY_NOW", "PAY_LATER", "PAY_OVER_TIME"],
  });
  const { orderId } = control.approve(session.session_id, { contact: "sam@example.com", ...approval });
  return { shop, call, control, id, session, order: `/ordermanagement/v1/orders/${orderId}` };
}

describe("payment sessions", () => {
  test("are created, read, changed and refused as documented", async () => {
    const { shop, call } = openWatchedShop();
    const { session_id: id } =
      await (await call("POST", "/payments/v1/sessions", { ...basket, billing_address: { city: "Bath" } })).json();
    await call("POST", "/payments/v1/sessions", {});
    await call("GET", `/payments/v1/sessions/${id}`);
    await call("GET", "/payments/v1/sessions/unknown");
    await call("POST", `/payments/v1/sessions/${id}`, { merchant_reference2: "till 2" });
    await call("POST", `/payments/v1/sessions/${id}`, { order_amount: 1 });
    await call("POST", "/payments/v1/sessions/unknown", {});
    const paid = await hosted(shop, call);
    paid.control.approve(paid.session.session_id);
    await call("POST", `/payments/v1/sessions/${paid.id}`, {});
    await call("GET", `/payments/v1/sessions/${paid.id}`);
  });

  test("become an order by their token", async () => {
    const { shop, call } = openWatchedShop();
    for (const end of ["placed", "dropped"]) {
      const { session, control } = await hosted(shop, call, { place_order_mode: "NONE" });
      control.approve(session.session_id);
      const { authorization_token: token } = await (await call("GET", session.session_url)).json();
      const path = `/payments/v1/authorizations/${token}`;
      if (end === "placed") await call("POST", `${path}/order`, basket);
      if (end === "placed") await call("POST", `${path}/order`, { ...basket, purchase_country: "gb" });
      await call("DELETE", path);
      await call("POST", `${path}/order`, {});
    }
  });
});

describe("hosted sessions", () => {
  test("in every status, and gone", async () => {
    const { shop, call } = openWatchedShop();
    const acts = ["open", "decline", "cancel", "back", "breakDown", "askForId", "approve"] as const;
    const statuses = new Set<string>();
    const look = async (url: string) => statuses.add((await (await call("GET", url)).json()).status);
    for (const act of acts) {
      const { session, control } = await hosted(shop, call);
      await look(session.session_url);
      control[act](session.session_id);
      await look(session.session_url);
      await call("DELETE", session.session_url);
      await look(session.session_url);
    }
    expect(statuses.size).toBe(9);
    await call("GET", "/hpp/v1/sessions/unknown");
    await call("DELETE", "/hpp/v1/sessions/unknown");
    await call("POST", "/hpp/v1/sessions", {});
    const payment_session_url = "http://127.0.0.1:8010/payments/v1/sessions/unknown";
    await call("POST", "/hpp/v1/sessions", { payment_session_url });
    shop.simulator.control.setSwitches({ hppErrorBodies: "empty" });
    await call("GET", "/hpp/v1/sessions/unknown");
    shop.simulator.control.setSwitches({ hppErrorBodies: "full", errorMessages: "single" });
    await call("GET", "/hpp/v1/sessions/unknown");
  });

  test("send their link, in each of the documented ways", async () => {
    const { shop, call } = openWatchedShop();
    const { session, control } = await hosted(shop, call);
    const send = async (contact_information: object, method: string) =>
      await call("POST", session.distribution_url, { contact_information, method });
    for (const distributionStatus of [200, 201, 204] as const) {
      control.setSwitches({ distributionStatus });
      await send({ email: "customer@email.uk" }, "email");
    }
    await send({ phone: "07755564318", phone_country: "GB" }, "sms");
    await send({ access_id: "123456" }, "token");
    await send({ email: "nobody" }, "email");
    control.setSwitches({ distributionUnavailable: true });
    await send({ email: "customer@email.uk" }, "email");
    await call("POST", "/hpp/v1/sessions/unknown/distribution", { contact_information: {}, method: "email" });
  });

  test("tell of each change what a look would show", async () => {
    const bodies: string[] = [];
    const fetchCallback: typeof fetch = async (input, init) => {
      bodies.push(await new Request(input, init).text());
      return new Response(null, { status: 204 });
    };
    const shop = openShop({ fetchCallback });
    const merchant_urls = { status_update: "https://till.example/klarna" };
    const session = await shop.createHosted({ place_order_mode: "PLACE_ORDER" }, { merchant_urls });
    shop.simulator.control.decline(session.session_id);
    shop.simulator.control.approve(session.session_id);
    await shop.simulator.control.settleCallbacks();
    expect(bodies.length).toBeGreaterThan(3);
    expect(bodies.flatMap((body) => deviations(JSON.parse(body), statusUpdate))).toEqual([]);
  });
});

describe("orders", () => {
  test("are read in every state, by every way to pay, in either case", async () => {
    for (const planId of ["now", "p30", "p3", "fin"]) {
      const { shop, call, order, control } = await ordered({ planId });
      await call("GET", order);
      control.setSwitches({ orderEchoCase: "upper" });
      await call("POST", `${order}/captures`, {
        captured_amount: 9_000,
        reference: "wish_1",
        order_lines: basket.order_lines,
      });
      await call("GET", order);
      await call("POST", `${order}/refunds`, { refunded_amount: 1_000, reference: "wish_2", description: "back" });
      await call("GET", order);
      await call("GET", `${order}/captures`);
      shop.clock.atMs += 30 * day;
      await call("GET", order);
    }
    const { shop, call, order } = await ordered();
    shop.clock.atMs += 30 * day;
    await call("GET", order);
    for (const id of ["nonsense", "00000000-0000-5000-8000-000000000000"]) {
      await call("GET", `/ordermanagement/v1/orders/${id}`);
    }
  });

  test("under review, and decided", async () => {
    for (const decision of ["ACCEPTED", "REJECTED"] as const) {
      const { call, order, control } = await ordered({}, { fraudStatus: "PENDING" });
      await call("GET", order);
      control.decideFraud(order.split("/").at(-1) ?? "", decision);
      await call("GET", order);
    }
  });

  test("are captured, refunded and released, and what goes too far is refused", async () => {
    const { call, order } = await ordered();
    const key = { "klarna-idempotency-key": "key-1" };
    await call("POST", `${order}/release-remaining-authorization`);
    await call("POST", `${order}/refunds`, { refunded_amount: 1 });
    const first = await call("POST", `${order}/captures`, { captured_amount: 9_000 }, key);
    await call("POST", `${order}/captures`, { captured_amount: 9_000 }, key);
    await call("POST", `${order}/captures`, { captured_amount: 19_000 });
    await call("POST", `${order}/captures`, { amount: 1 });
    const capture = `${order}/captures/${first.headers.get("capture-id")}`;
    await call("GET", capture);
    await call("GET", `${order}/captures/none`);
    await call("POST", `${capture}/trigger-send-out`);
    await call("POST", `${order}/captures/none/trigger-send-out`);
    const shipping = { shipping_info: [{ shipping_company: "Post", shipping_method: "PickUpStore" }] };
    await call("POST", `${order}/shipping-info`, shipping);
    await call("POST", `${order}/shipping-info`, { shipping_info: [{ shipping_method: "Pigeon" }] });
    await call("POST", `${capture}/shipping-info`, shipping);
    await call("POST", `${order}/captures/none/shipping-info`, shipping);
    await call("GET", order);
    await call("GET", `${capture}/extend-due-date-options`);
    await call("GET", `${order}/captures/none/extend-due-date-options`);
    await call("PATCH", `${capture}/extend-due-date`, { number_of_days: 14 });
    await call("PATCH", `${capture}/extend-due-date`, { number_of_days: 14 });
    const refund = await call("POST", `${order}/refunds`, { refunded_amount: 9_000 });
    await call("GET", `${order}/refunds/${refund.headers.get("refund-id")}`);
    await call("GET", `${order}/refunds/none`);
    await call("POST", `${capture}/trigger-send-out`);
    await call("POST", `${order}/release-remaining-authorization`);
    await call("POST", `${order}/cancel`);
  });

  test("are changed, extended, acknowledged and cancelled, and then no more", async () => {
    const { call, order } = await ordered({ planId: "p30" });
    for (let round = 0; round < 2; round += 1) {
      await call("POST", `${order}/acknowledge`);
      await call("PATCH", `${order}/authorization`, { order_amount: 18_000 });
      await call("PATCH", `${order}/merchant-references`, { merchant_reference1: "S-2" });
      await call("POST", `${order}/extend-authorization-time`);
      await call("PATCH", `${order}/customer-details`, { shipping_address: { city: "Bath", country: "GB" } });
      await call("POST", `${order}/cancel`);
    }
    const unknown = "/ordermanagement/v1/orders/00000000-0000-5000-8000-000000000000";
    for (const path of ["/acknowledge", "/cancel", "/extend-authorization-time", "/release-remaining-authorization"]) {
      await call("POST", unknown + path);
    }
    await call("POST", `${unknown}/captures`, { captured_amount: 1 });
    await call("POST", `${unknown}/refunds`, { refunded_amount: 1 });
  });
});

test("wrong credentials and too many requests are documented everywhere", async () => {
  const id = "00000000-0000-5000-8000-000000000000";
  const address = (path: string) => path.replace(/:\w+/g, id);
  const strange = openWatchedShop();
  const busy = openWatchedShop();
  busy.shop.simulator.control.addFault({ kind: "any", status: 429, times: 100 });
  for (const { method, path, sends } of Object.values(FACTS)) {
    const body = sends === null ? undefined : {};
    expect((await strange.call(method, address(path), body, { authorization: "Basic x" })).status).toBe(401);
    expect((await busy.call(method, address(path), body)).status).toBe(429);
  }
});

afterAll(() => {
  // Every operation was seen to succeed in each of its ways, or this file went blind.
  for (const [name, { success }] of Object.entries(FACTS) as [FactName, { success: readonly number[] }][]) {
    expect([name, ...success.filter((status) => !seen.get(name)?.has(status))]).toEqual([name]);
  }
});
