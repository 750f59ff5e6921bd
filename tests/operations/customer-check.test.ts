import { describe, expect, test } from "vitest";
import type { PersonFacts } from "../../src/domain/customer-match.ts";
import { toPaymentSessionBody } from "../../src/klarna/mapping.ts";
import { findMarket, MARKETS } from "../../src/klarna/markets.ts";
import {
  addressRules,
  type MissingField,
  missingForKlarna,
  suggestEmail,
  whyAddressUntold,
} from "../../src/operations/customer-check.ts";
import { purchase } from "../klarna/support.ts";

const SAM: PersonFacts = {
  givenName: "Sam",
  familyName: "Karim",
  email: "sam@example.com",
  phone: null,
  street: "14 Mill Lane",
  street2: null,
  postalCode: "NN13 0ZZ",
  city: "Brackley",
  region: null,
  country: "GB",
};

const WHOLE_ADDRESS: MissingField[] = ["street", "postal_code", "city"];

/** A change to Sam's record, the shop's country, what Klarna will ask, and why although an address is on file. */
const CASES: [Partial<PersonFacts>, string, MissingField[], string | null][] = [
  [{}, "GB", [], null],
  [{ givenName: "S" }, "GB", ["name"], null],
  [{ familyName: "123" }, "GB", ["name"], null],
  [{ email: null }, "GB", ["contact"], null],
  [{ email: "x".repeat(120) }, "GB", ["contact"], null],
  [{ street: null, city: null }, "GB", ["street", "city"], null],
  [{ postalCode: null }, "GB", ["postal_code"], null],
  [{ postalCode: "NN13 0ZZ NN13 0ZZ" }, "GB", ["postal_code"], null],
  [{ country: "IE" }, "GB", WHOLE_ADDRESS, "abroad"],
  [{ country: "US" }, "GB", WHOLE_ADDRESS, "abroad"],
  [{ country: "US" }, "US", [...WHOLE_ADDRESS, "region"], "no_region"],
  [{ country: "US", region: "NY" }, "US", [], null],
  [{ country: "US", region: " ny" }, "US", [], null],
  [{ country: "US", region: "The State of New York" }, "US", [...WHOLE_ADDRESS, "region"], "no_region"],
  [{ country: "AU", region: "Queensland" }, "AU", [...WHOLE_ADDRESS, "region"], "no_region"],
  [{ country: "CA" }, "CA", ["region"], null],
  [{ country: "CA", region: "ON" }, "CA", [], null],
  [{ country: "CA", region: "Ontario" }, "CA", ["region"], "no_region"],
  [{ country: "CA", region: "Ontario", street: null, postalCode: null, city: null }, "CA", [
    ...WHOLE_ADDRESS,
    "region",
  ], "no_region"],
  [{ country: "US", region: "NY", street: null, postalCode: null, city: null }, "US", WHOLE_ADDRESS, null],
  [{ country: "GB", region: "Northamptonshire" }, "GB", [], null],
  [{ country: "US", region: "NY" }, "CA", [...WHOLE_ADDRESS, "region"], "abroad"],
  [{ country: "GB" }, "US", [...WHOLE_ADDRESS, "region"], "abroad"],
  [{ country: "SE" }, "SE", [], null],
];

describe.each(CASES)("with %o in a shop in %s", (changes, shopCountry, missing, reason) => {
  const customer = { ...SAM, ...changes };

  test(`Klarna will ask for: ${missing.join(", ") || "nothing"}`, () => {
    expect(missingForKlarna(customer, shopCountry)).toEqual(missing);
    expect(whyAddressUntold(customer, shopCountry)).toBe(reason);
  });

  test("and that is what the request leaves out", () => {
    const { currency = "", locales: [locale = ""] = [] } = findMarket(shopCountry) ?? {};
    const body = toPaymentSessionBody(purchase({ country: shopCountry, currency, locale, customer }));
    const told = Object.keys(body.billing_address ?? {});
    expect(told.includes("street_address")).toBe(!missing.includes("street"));
    expect(told.includes("postal_code")).toBe(!missing.includes("postal_code"));
    expect(told.includes("city")).toBe(!missing.includes("city"));
    if (addressRules(shopCountry).region !== "unused") {
      expect(told.includes("region")).toBe(!missing.includes("region"));
    }
    expect(told.includes("email")).toBe(!missing.includes("contact"));
    expect(told.includes("given_name") && told.includes("family_name")).toBe(!missing.includes("name"));
  });
});

test("of an address that is not on file nothing is said but that it is not", () => {
  const nowhere = { ...SAM, street: null, postalCode: null, city: null, country: "IE" };
  expect(whyAddressUntold(nowhere, "GB")).toBeNull();
});

describe("addressRules", () => {
  test.each([["GB", true, "unused"], ["DE", false, "unused"], ["US", true, "required"], ["BR", true, "expected"]])(
    "in %s the number comes first: %s, and a region is %s",
    (country, isNumberFirst, region) => {
      expect(addressRules(country)).toMatchObject({ isNumberFirst, region });
    },
  );
});

describe("suggestEmail", () => {
  test.each([["sam@gmial.com", "sam@gmail.com"], ["sam@hotmial.co.uk", "sam@hotmail.co.uk"], [
    "sam@yaho.de",
    "sam@yahoo.de",
  ]])(
    "%s was probably %s",
    (typed, meant) => expect(suggestEmail(typed)).toBe(meant),
  );

  test.each([
    "sam@gmail.com",
    "sam@example.com",
    "sam@gmx.net",
    "sam@t-online.de",
    "sam@fernbank.co.uk",
    "sam@email.com",
  ])(
    "%s is as it should be",
    (typed) => expect(suggestEmail(typed)).toBeNull(),
  );

  test.each(MARKETS.map(({ country }) => country.toLowerCase()))(
    "a test customer of Klarna's in %s is as it should be",
    (country) => expect(suggestEmail(`customer@email.${country === "gb" ? "uk" : country}`)).toBeNull(),
  );
});
