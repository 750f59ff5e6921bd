import { describe, expect, test } from "vitest";
import {
  type ConsentRecord,
  firstChoice,
  isAlike,
  mergedFacts,
  type MergeRecord,
  newestConsent,
} from "../../src/domain/customer-merge.ts";

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

describe("newestConsent", () => {
  const unasked: ConsentRecord = { consentAt: null, consentBy: null, isForSaleOnly: 0, deniedAt: null, createdAt: 1 };
  const yes = (consentAt: number): ConsentRecord => ({ ...unasked, consentAt, consentBy: "stf_1" });
  const no = (deniedAt: number): ConsentRecord => ({ ...unasked, isForSaleOnly: 1, deniedAt });
  const unticked = (createdAt: number): ConsentRecord => ({ ...unasked, isForSaleOnly: 1, createdAt });
  const KEPT = { consentAt: 20, consentBy: "stf_1", isForSaleOnly: 0 };
  const GONE = { consentAt: null, consentBy: null, isForSaleOnly: 1 };

  test.each([
    ["a yes and an older no", yes(20), no(10), KEPT],
    ["a yes and a newer no", yes(20), no(30), GONE],
    ["a yes and a no at once", yes(20), no(20), GONE],
    ["a yes and an older form without the tick", yes(20), unticked(10), KEPT],
    ["a yes and a newer form without the tick", yes(20), unticked(30), GONE],
    ["two of which the newer says yes", yes(10), yes(20), KEPT],
    ["a yes, and one who was never asked", yes(20), unasked, KEPT],
    ["a no, and one who was never asked", no(5), unasked, GONE],
    ["no tick, and one who was never asked", unticked(5), unasked, { ...GONE, isForSaleOnly: 0 }],
    ["two without the tick", unticked(5), unticked(6), GONE],
  ])("%s", (_, kept, other, said) => {
    expect(newestConsent(kept, other)).toEqual(said);
    expect(newestConsent(other, kept)).toEqual(said);
  });
});
