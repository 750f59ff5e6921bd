import { describe, expect, test } from "vitest";
import type { PurchaseCustomer } from "../../src/klarna/gateway.ts";
import { KlarnaError } from "../../src/klarna/errors.ts";
import {
  toCaptureBody,
  toDistributionBody,
  toHostedSessionSnapshot,
  toOrderSnapshot,
  toPaymentSessionBody,
} from "../../src/klarna/mapping.ts";
import { hostedSessionSnapshotSchema, orderSchema } from "../../src/klarna/schemas.ts";
import { ORDER } from "./fixtures.ts";
import { goods, paidOtherwise, purchase } from "./support.ts";

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
    expect(session({ status: "MANUAL_ID_CHECK" }).idCheckChallenge).toBeNull();
    expect(session({ status: "COMPLETED", manual_identification }).idCheckChallenge).toBeNull();
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
});

describe("order lines", () => {
  test("texts are cut between characters, a missing article code and place are left out", () => {
    const body = toPaymentSessionBody(purchase({
      lines: [goods({ name: `${"x".repeat(254)}🏕`, code: null })],
      place: " ",
    }));
    expect(body.order_lines[0]?.name).toBe("x".repeat(254));
    expect(body.order_lines[0]).not.toHaveProperty("reference");
    expect(body).not.toHaveProperty("merchant_reference2");
    const long = toPaymentSessionBody(purchase({ place: "p".repeat(300), lines: [goods({ code: "c".repeat(300) })] }));
    expect(long.merchant_reference2).toHaveLength(255);
    expect(long.order_lines[0]?.reference).toHaveLength(255);
  });

  test("in the US the tax is one line of its own and the others carry none", () => {
    const line = goods({ unitPriceMinor: 21_000, totalMinor: 21_000, taxRateBasisPoints: 500, taxMinor: 1_000 });
    const body = toPaymentSessionBody(
      purchase({ country: "US", currency: "USD", locale: "en-US", amountMinor: 21_000, lines: [line] }),
    );
    expect(body).toMatchObject({ order_amount: 21_000, order_tax_amount: 1_000 });
    expect(body.order_lines).toHaveLength(2);
    expect(body.order_lines[0]).toMatchObject({ quantity: 1, unit_price: 20_000, total_amount: 20_000 });
    expect(body.order_lines[0]).not.toHaveProperty("tax_rate");
    expect(body.order_lines[1]).toMatchObject({ type: "sales_tax", total_amount: 1_000, total_tax_amount: 0 });
  });

  test("in the US a discount loses its tax too, and an unequal unit price makes one piece", () => {
    const discounted = goods({
      quantity: 2,
      unitPriceMinor: 5_400,
      discountMinor: 1_080,
      totalMinor: 9_720,
      taxRateBasisPoints: 800,
      taxMinor: 720,
    });
    const odd = goods({ quantity: 3, unitPriceMinor: 100, totalMinor: 300, taxRateBasisPoints: 800, taxMinor: 22 });
    const body = toPaymentSessionBody(
      purchase({ country: "US", currency: "USD", locale: "en-US", amountMinor: 10_020, lines: [discounted, odd] }),
    );
    expect(body.order_lines[0]).toMatchObject({
      quantity: 2,
      unit_price: 5_000,
      total_discount_amount: 1_000,
      total_amount: 9_000,
    });
    expect(body.order_lines[1]).toMatchObject({ name: "3 × Two-person tent", quantity: 1, unit_price: 278 });
    expect(body.order_lines[2]).toMatchObject({ type: "sales_tax", total_amount: 742 });
  });

  test("a capture without lines sends none, one with a gift card line sends it as such", () => {
    const capture = { idempotencyKey: "k", amountMinor: 5_000, reference: "wish_1" };
    expect(toCaptureBody({ ...capture, lines: [] })).toEqual({ captured_amount: 5_000, reference: "wish_1" });
    const { order_lines } = toCaptureBody({ ...capture, lines: [goods(), paidOtherwise(7_000)] });
    expect(order_lines?.map((line) => line.type)).toEqual(["physical", "gift_card"]);
  });
});
