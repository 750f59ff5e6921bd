import { describe, expect, test } from "vitest";
import { addressRules, missingForKlarna, suggestEmail } from "../../src/operations/customer-check.ts";

const SAM = {
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

describe("missingForKlarna", () => {
  test("a whole record misses nothing", () => {
    expect(missingForKlarna(SAM)).toEqual([]);
  });

  test.each([
    [{ givenName: "S" }, ["name"]],
    [{ familyName: "123" }, ["name"]],
    [{ email: null }, ["contact"]],
    [{ street: null, city: null }, ["street", "city"]],
    [{ postalCode: null }, ["postal_code"]],
    [{ country: "US" }, ["region"]],
    [{ country: "US", region: "NY" }, []],
    [{ country: "SE" }, []],
  ])("%o makes it miss %o", (changes, missing) => {
    expect(missingForKlarna({ ...SAM, ...changes })).toEqual(missing);
  });
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
  test.each([["sam@gmial.com", "sam@gmail.com"], ["sam@hotmial.co.uk", "sam@hotmail.co.uk"]])(
    "%s was probably %s",
    (typed, meant) => expect(suggestEmail(typed)).toBe(meant),
  );

  test.each(["sam@gmail.com", "sam@example.com", "sam@gmx.net", "sam@t-online.de", "sam@fernbank.co.uk"])(
    "%s is as it should be",
    (typed) => expect(suggestEmail(typed)).toBeNull(),
  );
});
