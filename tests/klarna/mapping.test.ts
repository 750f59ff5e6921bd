import { describe, expect, test } from "vitest";
import type { PurchaseCustomer } from "../../src/klarna/gateway.ts";
import { KlarnaError } from "../../src/klarna/errors.ts";
import { toDistributionBody, toHostedSessionSnapshot, toPaymentSessionBody } from "../../src/klarna/mapping.ts";
import { toOrderSnapshot } from "../../src/klarna/order-mapping.ts";
import { hostedSessionSnapshotSchema, orderSchema } from "../../src/klarna/schemas.ts";
import { ORDER } from "./fixtures.ts";
import { purchase } from "./support.ts";

function session(fields: Record<string, unknown>) {
  return toHostedSessionSnapshot(hostedSessionSnapshotSchema.parse(fields));
}

function order(fields: Record<string, unknown>) {
  return toOrderSnapshot(orderSchema.parse({ ...ORDER, ...fields }));
}

describe("statuses", () => {
  test.each([
    ["WAITING", "waiting"],
    ["IN_PROGRESS", "in_progress"],
    ["MANUAL_ID_CHECK", "id_check"],
    ["FAILED", "try_declined"],
    ["BACK", "went_back"],
    ["ERROR", "try_failed"],
    ["COMPLETED", "completed"],
    ["COMPLETE", "completed"],
    ["CANCELLED", "cancelled"],
    ["DISABLED", "disabled"],
    ["TIMEOUT", "unrecognised"],
    ["EXPIRED", "unrecognised"],
    ["constructor", "unrecognised"],
    ["completed", "completed"],
  ])("a hosted session's %s is %s, and Klarna's word is kept", (status, state) => {
    expect(session({ status })).toMatchObject({ state, klarnaStatus: status });
  });

  test("a hosted session that only has a status has null elsewhere", () => {
    expect(session({ status: "WAITING" })).toEqual({
      state: "waiting",
      klarnaStatus: "WAITING",
      updatedAt: null,
      expiresAt: null,
      orderId: null,
      klarnaReference: null,
      idCheckChallenge: null,
    });
  });

  test("an ID check shows its challenge, and no other state does", () => {
    const manual_identification = { challenge: "A78", expires_at: "2019-05-15T13:51:43.507Z" };
    expect(session({ status: "MANUAL_ID_CHECK", manual_identification }).idCheckChallenge).toBe("A78");
    expect(session({ status: "COMPLETED", manual_identification }).idCheckChallenge).toBeNull();
  });

  test("an ID check without a challenge is one all the same", () => {
    expect(session({ status: "MANUAL_ID_CHECK" })).toMatchObject({ state: "id_check", idCheckChallenge: "" });
    expect(session({ status: "MANUAL_ID_CHECK", manual_identification: {} }).idCheckChallenge).toBe("");
  });

  test("an unreadable time is null and hides no status", () => {
    expect(session({ status: "COMPLETED", updated_at: "yesterday", expires_at: 7 })).toMatchObject({
      state: "completed",
      updatedAt: null,
      expiresAt: null,
    });
  });

  test("a time with another offset is the same moment", () => {
    expect(session({ status: "WAITING", expires_at: "2019-05-15T15:51:43.507+02:00" }).expiresAt).toBe(
      1_557_928_303_507,
    );
  });

  test.each([
    ["AUTHORIZED", "authorized"],
    ["PART_CAPTURED", "part_captured"],
    ["CAPTURED", "captured"],
    ["CANCELLED", "cancelled"],
    ["EXPIRED", "expired"],
    ["CLOSED", "closed"],
    ["FROZEN", "unrecognised"],
    ["authorized", "authorized"],
  ])("an order's %s is %s", (status, state) => {
    expect(order({ status }).state).toBe(state);
  });

  test.each([
    ["ACCEPTED", "accepted"],
    ["PENDING", "pending"],
    ["REJECTED", "rejected"],
    ["STOPPED", "unrecognised"],
  ])("a fraud status %s is %s", (fraud_status, fraud) => {
    expect(order({ fraud_status }).fraud).toBe(fraud);
  });

  test("a currency already in upper case stays so", () => {
    expect(order({ purchase_currency: "SEK" }).currency).toBe("SEK");
  });
});

describe("toDistributionBody", () => {
  // The approved people of klarna.md §7.2; AT and DE are printed with the trunk zero kept.
  test.each([
    ["AT", "+4306762600456", "06762600456"],
    ["AT", "+436762600456", "06762600456"],
    ["DE", "+49017614284340", "017614284340"],
    ["GB", "+447755564318", "07755564318"],
    ["SE", "+46701740615", "0701740615"],
    ["FI", "+358401234567", "0401234567"],
    ["NO", "+4740123456", "40123456"],
    ["DK", "+4542555628", "42555628"],
    ["IT", "+393339741231", "3339741231"],
    ["HU", "+36300102692", "06300102692"],
    ["US", "+13106683312", "3106683312"],
    ["CA", "+15197438620", "5197438620"],
    ["NZ", "+6427555290", "027555290"],
  ])("an SMS in %s to %s is addressed as %s", (country, phone, national) => {
    expect(toDistributionBody({ channel: "sms", phone, country })).toEqual({
      method: "sms",
      contact_information: { phone: national, phone_country: country },
    });
  });

  test("a visitor's phone keeps its own country", () => {
    expect(toDistributionBody({ channel: "sms", phone: "+46701740615", country: "NO" })).toEqual({
      method: "sms",
      contact_information: { phone: "0701740615", phone_country: "SE" },
    });
  });

  test.each(["07700900123", "+44123", "+999123456789", "", "call me"])("no phone number: %j", (phone) => {
    expect(() => toDistributionBody({ channel: "sms", phone, country: "GB" })).toThrow(KlarnaError);
    expect(() => toDistributionBody({ channel: "sms", phone, country: "GB" })).toThrow("phone_unusable");
  });
});

describe("billing address", () => {
  const sam: PurchaseCustomer = {
    givenName: " Sam ",
    familyName: "O'Fern-Hill",
    email: "customer@email.uk",
    phone: "+447755564318",
    street: "10 New Burlington Street",
    street2: "Apt. 214",
    postalCode: "W1S 3BE",
    city: "London",
    region: null,
    country: "GB",
  };
  const nobody = Object.fromEntries(Object.keys(sam).map((field) => [field, null]));

  function addressOf(customer: PurchaseCustomer | null, overrides = {}) {
    return toPaymentSessionBody(purchase({ customer, ...overrides })).billing_address;
  }

  test("tells what is known and nothing else", () => {
    expect(addressOf(sam)).toEqual({
      given_name: "Sam",
      family_name: "O'Fern-Hill",
      email: "customer@email.uk",
      phone: "+447755564318",
      street_address: "10 New Burlington Street",
      street_address2: "Apt. 214",
      postal_code: "W1S 3BE",
      city: "London",
      country: "GB",
    });
    expect(addressOf({ ...sam, phone: null, street2: " " })).not.toHaveProperty("phone");
    expect(addressOf({ ...sam, phone: null, street2: " " })).not.toHaveProperty("street_address2");
  });

  test("is left out for nobody and for a customer of whom nothing is known", () => {
    expect(addressOf(null)).toBeUndefined();
    expect(addressOf({ ...sam, ...nobody })).toBeUndefined();
  });

  test("names and streets are cut to Klarna's length, e-mail, phone and postal code never", () => {
    const long = "x".repeat(120);
    const address = addressOf({ ...sam, givenName: long, street: long, email: long, phone: long, postalCode: long });
    expect(address).toMatchObject({ given_name: "x".repeat(99), street_address: "x".repeat(99) });
    for (const field of ["email", "phone", "postal_code"]) expect(address).not.toHaveProperty(field);
  });

  test("a name Klarna would refuse is left out", () => {
    expect(addressOf({ ...sam, givenName: "S", familyName: "123 4" })).not.toHaveProperty("given_name");
    expect(addressOf({ ...sam, givenName: "S", familyName: "123 4" })).not.toHaveProperty("family_name");
  });

  test("of a customer from abroad only name and contact are told, or their country would replace the sale's", () => {
    expect(addressOf({ ...sam, country: "DE" })).toEqual({
      given_name: "Sam",
      family_name: "O'Fern-Hill",
      email: "customer@email.uk",
      phone: "+447755564318",
    });
    expect(addressOf({ ...sam, country: "gb" })).toHaveProperty("country", "GB");
  });

  test("where Klarna wants a state, an address without one is left out", () => {
    const us = { country: "US", currency: "USD", locale: "en-US" };
    const address = addressOf({ ...sam, country: "US" }, us);
    expect(address).toMatchObject({ given_name: "Sam", phone: "+447755564318" });
    for (const field of ["street_address", "city", "postal_code", "country"]) expect(address).not.toHaveProperty(field);
    expect(addressOf({ ...sam, country: "US", region: "NY" }, us)).toMatchObject({ city: "London", region: "NY" });
    expect(addressOf({ ...sam, country: "US", region: "New York" }, us)).toEqual(address);
    const canada = { country: "CA", currency: "CAD", locale: "en-CA" };
    expect(addressOf({ ...sam, country: "CA" }, canada)).toMatchObject({ city: "London" });
  });

  test("a region is told by its code, or not at all", () => {
    const canada = { country: "CA", currency: "CAD", locale: "en-CA" };
    expect(addressOf({ ...sam, country: "CA", region: "on " }, canada)).toHaveProperty("region", "ON");
    const inWords = addressOf({ ...sam, country: "CA", region: "Ontario" }, canada);
    expect(inWords).toHaveProperty("city", "London");
    expect(inWords).not.toHaveProperty("region");
    expect(addressOf({ ...sam, region: "Greater London" })).not.toHaveProperty("region");
  });
});
