import { describe, expect, test } from "vitest";
import { firstChoice, isAlike, mergedFacts, type MergeRecord } from "../../src/domain/customer-merge.ts";

const SAM: MergeRecord = {
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
  isTaxFree: 0,
  taxNumber: null,
};
const SAMUEL: MergeRecord = {
  ...SAM,
  givenName: "Samuel",
  phone: "+447700900123",
  street: "8 Thomas Street",
  city: "Dublin",
  country: "IE",
  isTaxFree: 1,
  taxNumber: "IE 1",
};

describe("firstChoice", () => {
  test("what the kept record says stays; where it says nothing, the other one is asked", () => {
    expect(firstChoice(SAM, SAMUEL)).toEqual({
      name: "kept",
      email: "kept",
      phone: "other",
      address: "kept",
      tax: "other",
    });
  });

  test("a country alone is no address", () => {
    const bare = { ...SAM, street: null, postalCode: null, city: null };
    expect(firstChoice(bare, SAMUEL).address).toBe("other");
  });
});

test("facts that belong together are taken together", () => {
  const choice = { name: "kept", email: "kept", phone: "other", address: "other", tax: "other" } as const;
  expect(mergedFacts(SAM, SAMUEL, choice)).toEqual({ ...SAMUEL, givenName: "Sam" });
});

test("nothing is chosen between two that say the same", () => {
  expect(isAlike("email", SAM, SAMUEL)).toBe(true);
  expect(isAlike("address", SAM, SAMUEL)).toBe(false);
});
