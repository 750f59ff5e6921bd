import { describe, expect, test } from "vitest";
import { type Hosted, openShop, type Shop } from "./shop.ts";

const byEmail = { contact_information: { email: "Sam@Example.com" }, method: "email" };
const bySms = { contact_information: { phone: "07700 900123", phone_country: "GB" }, method: "sms" };

async function send(shop: Shop, body: unknown, hosted?: Hosted): Promise<number> {
  return (await shop.call("POST", (hosted ?? await shop.createHosted()).distribution_url, body)).status;
}

test("a message with the link arrives in the inbox of its e-mail address", async () => {
  const shop = openShop();
  const hosted = await shop.createHosted();
  expect(await send(shop, { ...byEmail, template: "INSTORE_PURCHASE" }, hosted)).toBe(201);
  expect(shop.simulator.control.listMessages("sam@example.com")).toMatchObject([{
    link: hosted.redirect_url,
    text: "Pay £190.00 at Fernbank Outdoor. Open your link to choose how.",
  }]);
});

test("a national and an international number are the same phone, and each sending is a message", async () => {
  const shop = openShop();
  const hosted = await shop.createHosted();
  await send(shop, bySms, hosted);
  await send(shop, { ...bySms, contact_information: { phone: "+447700900123", phone_country: "GB" } }, hosted);
  expect(shop.simulator.control.listMessages("+447700900123")).toHaveLength(2);
});

test.each([
  ["HU", "06 70 555 3575", "+36705553575"],
  ["HU", "+36 (06) 70 555 3575", "+36705553575"],
  ["HU", "70 555 3575", "+36705553575"],
  ["US", "1 (310) 668-3312", "+13106683312"],
  ["FI", "040 1234567", "+358401234567"],
  ["IT", "06 6982 1234", "+390669821234"],
  ["DK", "42 55 56 28", "+4542555628"],
])("in %s, %s is dialled and %s is reached", async (phone_country, phone, reached) => {
  const shop = openShop();
  expect(await send(shop, { method: "sms", contact_information: { phone, phone_country } })).toBe(201);
  expect(shop.simulator.control.listMessages().map(({ contact }) => contact)).toEqual([reached]);
});

test("the German test number is read with its trunk zero", async () => {
  const shop = openShop();
  await send(shop, { method: "sms", contact_information: { phone: "+49017614284340", phone_country: "DE" } });
  expect(shop.simulator.control.listMessages("+4917614284340")).toHaveLength(1);
});

describe("refused with 400", () => {
  const refusals: [string, Record<string, unknown>][] = [
    ["an address that is none", { contact_information: { email: "sam@example" }, method: "email" }],
    ["e-mail without an address", { contact_information: {}, method: "email" }],
    ["sms without a country", { contact_information: { phone: "07700900123" }, method: "sms" }],
    ["a number that is too short", { contact_information: { phone: "123", phone_country: "GB" }, method: "sms" }],
    ["a number of another country", {
      contact_information: { phone: "+4670123456", phone_country: "GB" },
      method: "sms",
    }],
    ["a method Klarna does not have", { ...byEmail, method: "two_step" }],
    ["a template Klarna does not have", { ...byEmail, template: "PAY_NOW" }],
    ["an unknown field", { ...byEmail, delay: 5 }],
    ["a token that is none", { contact_information: { access_id: "12345" }, method: "token" }],
  ];
  for (const [name, body] of refusals) {
    test(name, async () => {
      const shop = openShop();
      expect(await send(shop, body)).toBe(400);
      expect(shop.simulator.control.listMessages()).toEqual([]);
    });
  }

  test("a session that was disabled", async () => {
    const shop = openShop();
    const hosted = await shop.createHosted();
    await shop.call("DELETE", hosted.session_url);
    expect(await send(shop, byEmail, hosted)).toBe(400);
  });

  test("sms, where it is switched off; e-mail still goes", async () => {
    const shop = openShop();
    shop.simulator.control.setSwitches({ smsEnabled: false });
    expect(await send(shop, bySms)).toBe(400);
    expect(await send(shop, byEmail)).toBe(201);
  });
});

test("the success code can be chosen, the service can be down, a message can get lost", async () => {
  const shop = openShop();
  shop.simulator.control.setSwitches({ distributionStatus: 204 });
  expect(await send(shop, byEmail)).toBe(204);
  shop.simulator.control.setSwitches({ distributionUnavailable: true });
  expect(await send(shop, byEmail)).toBe(503);
  shop.simulator.control.setSwitches({ distributionUnavailable: false, messagesArrive: false });
  expect(await send(shop, byEmail)).toBe(204);
  expect(shop.simulator.control.listMessages()).toHaveLength(1);
});
