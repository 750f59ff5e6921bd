import { describe, expect, test } from "vitest";
import { startVisit, type Visit } from "./pages.ts";
import { type Hosted, openShop, type Shop, startAt } from "./shop.ts";

const details = {
  given_name: "Sam",
  family_name: "O’Karim",
  street_address: "1 High Street",
  postal_code: "W1S 3BE",
  city: "London",
  date_of_birth: "1990-02-03",
};

async function begin(shop: Shop = openShop()): Promise<{ shop: Shop; hosted: Hosted; visit: Visit }> {
  const hosted = await shop.createHosted();
  const visit = startVisit(shop, hosted.redirect_url);
  await visit.open(new URL(hosted.redirect_url).pathname);
  return { shop, hosted, visit };
}

async function logIn(visit: Visit, contact: string): Promise<void> {
  await visit.submit("log-in", { contact });
  await visit.submit("code", { code: "123456" });
}

test("a new customer logs in, tells who they are, chooses a plan and approves", async () => {
  const { shop, hosted, visit } = await begin();
  expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "IN_PROGRESS" });
  expect(visit.heading).toBe("Log in to pay");
  await logIn(visit, "07700 900123");
  expect(visit.heading).toBe("Your details");
  await visit.submit("details", details);
  expect(visit.heading).toBe("Choose how to pay");
  await visit.submit("plan", { plan: "p3" });
  expect(visit.heading).toBe("Check and confirm");
  expect(visit.html).toContain("Sam O’Karim");
  expect(visit.html).toContain("+447700900123");
  await visit.submit("confirm");
  expect(visit.heading).toBe("Approved");
  const read = await shop.readHosted(hosted.session_id);
  expect(visit.html).toContain(String(read["klarna_reference"]));
  expect(shop.simulator.control.findOrder("S-1001-1")).toMatchObject({
    billing_address: { given_name: "Sam", family_name: "O’Karim", phone: "+447700900123", postal_code: "W1S 3BE" },
    customer: { date_of_birth: "1990-02-03" },
    initial_payment_method: { type: "PAY_LATER_IN_PARTS", number_of_installments: 3 },
  });
});

test("a customer Klarna has met goes straight to the plans; +new_user never does", async () => {
  const shop = openShop();
  for (
    const [contact, heading] of [["sam@example.com", "Choose how to pay"], ["a+new_user@email.uk", "Your details"]]
  ) {
    const { visit: first } = await begin(shop);
    await logIn(first, contact ?? "");
    await first.submit("details", details);
    await first.submit("plan");
    await first.submit("confirm");
    expect(first.heading).toBe("Approved");
    const { visit: second } = await begin(shop);
    await logIn(second, contact ?? "");
    expect(second.heading).toBe(heading);
  }
});

test("the forms come filled with what the shop sent", async () => {
  const shop = openShop();
  const payment = await shop.createPayment({
    billing_address: { given_name: "Ada", phone: "+447700900999", city: "York" },
  });
  const response = await shop.call("POST", "/hpp/v1/sessions", {
    payment_session_url: `http://127.0.0.1:8010/payments/v1/sessions/${payment}`,
  });
  const { redirect_url: link } = await response.json();
  const visit = startVisit(shop, link);
  await visit.open(new URL(link).pathname);
  expect(visit.html).toContain('value="+447700900999"');
  await visit.submit("log-in");
  await visit.submit("code", { code: "123456" });
  expect(visit.html).toContain('value="Ada"');
  expect(visit.html).toContain('value="York"');
});

describe("a form that is wrong says so and keeps what was typed", () => {
  test("no number, a wrong code, a missing name, no plan", async () => {
    const { visit } = await begin();
    await visit.submit("log-in", { contact: "nobody" });
    expect([visit.status, visit.html]).toEqual([422, expect.stringContaining("Enter a mobile number or an e-mail")]);
    expect(visit.html).toContain('value="nobody"');
    await visit.submit("log-in", { contact: "sam@example.com" });
    await visit.submit("code", { code: "12" });
    expect(visit.html).toContain("Enter the six digits");
    await visit.submit("code", { code: "999999" });
    expect([visit.status, visit.html]).toEqual([422, expect.stringContaining("That code is not right")]);
    await visit.submit("code", { code: "111111" });
    await visit.submit("details", { ...details, family_name: "" });
    expect(visit.html).toContain("Enter your last name.");
    expect(visit.html).toContain('value="1 High Street"');
    await visit.submit("details", details);
    await visit.submit("plan", { plan: "later" });
    expect(visit.html).toContain("Choose how to pay.");
  });
});

test("steps cannot be skipped", async () => {
  const { shop, hosted, visit } = await begin();
  for (const [move, form] of [["confirm", {}], ["plan", { plan: "p30" }], ["go-to", { step: "plans" }]] as const) {
    await visit.submit(move, form);
    expect(visit.heading).toBe("Log in to pay");
  }
  expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "IN_PROGRESS" });
});

test("an earlier step can be taken again, under another name", async () => {
  const { shop, visit } = await begin();
  await logIn(visit, "sam@example.com");
  await visit.submit("details", details);
  await visit.submit("plan");
  await visit.submit("go-to", { step: "details" });
  expect(visit.html).toContain('value="O’Karim"');
  await visit.submit("details", { given_name: "Robin" });
  await visit.submit("plan");
  await visit.submit("confirm");
  expect(shop.simulator.control.findOrder("S-1001-1")?.billing_address.given_name).toBe("Robin");
});

test("cancel asks first, then ends the payment", async () => {
  const { shop, hosted, visit } = await begin();
  await visit.open(`${new URL(hosted.redirect_url).pathname}/cancel`);
  expect(visit.heading).toBe("Cancel the payment?");
  expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "IN_PROGRESS" });
  await visit.submit("cancel");
  expect(visit.heading).toBe("You cancelled the payment");
  expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "CANCELLED" });
});

test("back, decline and an error leave a page from which the customer can go on", async () => {
  for (const [move, status] of [["back", "BACK"], ["decline", "FAILED"], ["break", "ERROR"]]) {
    const { shop, hosted, visit } = await begin();
    await visit.submit(move ?? "");
    expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status });
    await visit.open(new URL(hosted.redirect_url).pathname);
    expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status });
    await visit.submit("open");
    expect(visit.heading).toBe("Log in to pay");
    expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "IN_PROGRESS" });
  }
});

test("a denied test person sees that Klarna said no, and may try as someone else", async () => {
  const { shop, hosted, visit } = await begin();
  await logIn(visit, "customer+denied@email.uk");
  await visit.submit("details", details);
  await visit.submit("plan");
  await visit.submit("confirm");
  expect(visit.heading).toBe("Klarna said no this time");
  await visit.submit("open");
  await logIn(visit, "customer@email.uk");
  await visit.submit("details");
  await visit.submit("plan");
  await visit.submit("confirm");
  expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "COMPLETED" });
});

test("a test person who is turned away sees no plan", async () => {
  const { shop, hosted, visit } = await begin();
  await visit.submit("log-in", { contact: "customer+red@email.uk" });
  expect(visit.heading).toBe("Klarna said no this time");
  expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "FAILED" });
});

test.each([["yes", "Approved", "COMPLETED"], ["no", "Klarna said no this time", "FAILED"]])(
  "a test person who is checked and says %s to it sees: %s",
  async (passed, heading, status) => {
    const { shop, hosted, visit } = await begin();
    await logIn(visit, "customer+denied+auth_id_scan@email.uk");
    await visit.submit("details", details);
    await visit.submit("plan");
    await visit.submit("confirm");
    expect(visit.heading).toBe("Klarna checks that it is you");
    expect(visit.html).toContain("Scan your identity card.");
    expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status: "IN_PROGRESS" });
    await visit.submit("check", { passed });
    expect(visit.heading).toBe(heading);
    expect(await shop.readHosted(hosted.session_id)).toMatchObject({ status });
  },
);

test("a stopped payment says so when opened, and is not found for someone already there", async () => {
  const { shop, hosted, visit } = await begin();
  await shop.call("DELETE", hosted.session_url);
  await visit.submit("log-in", { contact: "sam@example.com" });
  expect([visit.status, visit.heading]).toEqual([404, "Page not found"]);
  await visit.open(new URL(hosted.redirect_url).pathname);
  expect([visit.status, visit.heading]).toEqual([410, "The shop stopped this payment"]);
});

test("an expired link says so, and an unknown one is not found", async () => {
  const { shop, hosted, visit } = await begin();
  shop.clock.atMs = startAt + 47 * 3_600_000;
  await visit.open(new URL(hosted.redirect_url).pathname);
  expect([visit.status, visit.heading]).toEqual([410, "This link has expired"]);
  await visit.submit("log-in", { contact: "sam@example.com" });
  expect(visit.status).toBe(410);
  await visit.open("/hpp/payments/nothing");
  expect(visit.status).toBe(404);
});

test("confirming twice places one order", async () => {
  const { shop, visit } = await begin();
  await logIn(visit, "sam@example.com");
  await visit.submit("details", details);
  await visit.submit("plan");
  await visit.submit("confirm");
  await visit.submit("confirm");
  expect(visit.heading).toBe("Approved");
  expect(shop.simulator.control.listOrders()).toHaveLength(1);
});

test("the shop's own page is offered afterwards, with its placeholders filled", async () => {
  const shop = openShop();
  const hosted = await shop.createHosted(undefined, {
    merchant_urls: { success: "https://till.example/done?o={{order_id}}&s={{session_id}}" },
    options: { place_order_mode: "PLACE_ORDER" },
  });
  const { orderId } = shop.simulator.control.approve(hosted.session_id);
  const visit = startVisit(shop, hosted.redirect_url);
  await visit.open(new URL(hosted.redirect_url).pathname);
  expect(visit.html).toContain(`https://till.example/done?o=${orderId}&amp;s=${hosted.session_id}`);
});

test("the plans fit the amount and the categories asked for", async () => {
  const shop = openShop();
  const listPlans = async (options: Record<string, unknown>) => {
    const hosted = await shop.createHosted(options);
    shop.simulator.control.open(hosted.session_id);
    const visit = startVisit(shop, hosted.redirect_url);
    await logIn(visit, "sam@example.com");
    await visit.submit("details", details);
    return [...visit.html.matchAll(/value="(now|p30|p3|fin)"/g)].map(([, plan]) => plan);
  };
  expect(await listPlans({})).toEqual(["p30", "p3", "fin"]);
  expect(await listPlans({ payment_method_category: "pay_later" })).toEqual(["p30"]);
  expect(await listPlans({ payment_method_categories: ["PAY_NOW"] })).toEqual(["now"]);
});

test("inboxes show their messages, newest first, and refresh themselves until told not to", async () => {
  const { shop, visit } = await begin();
  const first = await shop.createHosted();
  const second = await shop.createHosted();
  const body = { contact_information: { email: "sam@example.com" }, method: "email" };
  for (const hosted of [first, second]) await shop.call("POST", hosted.distribution_url, body);
  await visit.open("/phone");
  expect(visit.html).toContain('href="/phone/inbox/sam%40example.com"');
  await visit.open("/phone/inbox/sam%40example.com");
  expect(visit.html.indexOf(second.redirect_url)).toBeLessThan(visit.html.indexOf(first.redirect_url));
  expect(visit.html).toContain('http-equiv="refresh"');
  await visit.open("/phone/inbox/sam%40example.com?refresh=off");
  expect(visit.html).not.toContain('http-equiv="refresh"');
});

test("the QR picture is public and leads to the page", async () => {
  const { shop, hosted } = await begin();
  const response = await shop.simulator.app.request(new URL(hosted.qr_code_url).pathname);
  expect(response.headers.get("content-type")).toBe("image/svg+xml");
  expect(await response.text()).toMatch(/^<svg /);
  expect((await shop.simulator.app.request("/qr/nothing.svg")).status).toBe(404);
});

test("every page is strict about what it loads and says what it is", async () => {
  const { shop, hosted } = await begin();
  for (const path of ["/phone", "/phone/inbox/x", new URL(hosted.redirect_url).pathname, "/nowhere"]) {
    const response = await shop.simulator.app.request(path);
    const html = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'; style-src 'self'");
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en">/);
    expect(html).toContain("No real Klarna, no money, no credit.");
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|<style| style=/);
  }
  expect((await shop.simulator.app.request("/phone.css")).headers.get("content-type")).toContain("text/css");
});
