import { describe, expect, test } from "vitest";
import { differencesBetween, type PersonFacts } from "../../src/domain/customer-match.ts";

const sam: PersonFacts = {
  givenName: "Sam",
  familyName: "Karim-Holt",
  email: "sam.karim@example.com",
  phone: "+447755564318",
  street: "14 Mill Lane",
  street2: null,
  postalCode: "NN13 0ZZ",
  city: "Brackley",
  region: null,
  country: "United Kingdom",
};
const nothing: PersonFacts = {
  givenName: null,
  familyName: null,
  email: null,
  phone: null,
  street: null,
  street2: null,
  postalCode: null,
  city: null,
  region: null,
  country: null,
};

describe("differencesBetween", () => {
  test("the same person has none, however it is written", () => {
    expect(differencesBetween(sam, sam)).toEqual([]);
    const written = {
      ...sam,
      familyName: "KARIM HOLT",
      email: "Sam.Karim@Example.com",
      street: "14, Mill-Lane",
      street2: " ",
      postalCode: "nn130zz",
    };
    expect(differencesBetween(sam, written)).toEqual([]);
    expect(differencesBetween({ ...sam, givenName: "Zoë" }, { ...sam, givenName: "Zoe" })).toEqual([]);
  });

  test("what Klarna does not say is no difference; what only Klarna says is one", () => {
    expect(differencesBetween(sam, nothing)).toEqual([]);
    expect(differencesBetween({ ...sam, phone: null }, sam)).toEqual([
      { field: "phone", ours: "", klarnas: "+447755564318" },
    ]);
  });

  test.each([
    [{ givenName: "N." }, "name"],
    [{ email: "s.karim@example.com" }, "email"],
    [{ phone: "+447355505530" }, "phone"],
    [{ street: "15 Mill Lane" }, "address"],
    [{ postalCode: "NN13 7DS" }, "address"],
    [{ street2: "Flat 3" }, "address"],
    [{ region: "Northamptonshire" }, "address"],
    [{ country: "Ireland" }, "address"],
  ])("%o is another %s", (changes, field) => {
    expect(differencesBetween(sam, { ...sam, ...changes }).map((one) => one.field)).toEqual([field]);
  });

  test.each([
    [{ email: "sam@ex-ample.com" }, { email: "sam@example.com" }, ["email"]],
    [{ email: "s.karim@example.com" }, { email: "skarim@example.com" }, ["email"]],
    [{ street: "Main Street 1", street2: "12" }, { street: "Main Street 11", street2: "2" }, ["address"]],
    [{ street: "12/3 High Street" }, { street: "1/23 High Street" }, ["address"]],
    [{ street: "Hauptstr. 1-3" }, { street: "Hauptstr. 13" }, ["address"]],
    [{ givenName: "Ann", familyName: "Alee" }, { givenName: "Anna", familyName: "Lee" }, ["name"]],
    [{ familyName: "O’Brien" }, { familyName: "OBrien" }, []],
    [{ street: "12½ High Street" }, { street: "12 1/2 High Street" }, []],
    [{ street: "12½ High Street" }, { street: "121 High Street" }, ["address"]],
    [{ street: "12b High St." }, { street: "12 B, High St" }, []],
    [{ phone: "07700 900123" }, { phone: "07700900123" }, []],
  ])("what stands between letters and numbers counts where it tells two apart: %j, %j", (ours, klarnas, fields) => {
    expect(differencesBetween({ ...sam, ...ours }, { ...sam, ...klarnas }).map(({ field }) => field)).toEqual(fields);
  });

  test.each(["’", "‘", "‛", "´", "`", "′", "ʼ", "ʻ", "＇"])("an apostrophe typed as %s is one", (sign) => {
    const typed = { ...sam, familyName: `O${sign}Brien`, street: `Place d${sign}Armes 3` };
    expect(differencesBetween({ ...sam, familyName: "O'Brien", street: "Place d'Armes 3" }, typed)).toEqual([]);
  });

  test("a part of which Klarna says nothing is no difference, nor is a second line that stands in the first", () => {
    const flat = { ...sam, street2: "Flat 3", region: "Northants" };
    expect(differencesBetween(flat, { ...flat, city: null, region: null, country: null })).toEqual([]);
    expect(differencesBetween(flat, { ...flat, street: "14 Mill Lane Flat 3", street2: null })).toEqual([]);
  });

  test("the country is named where it is another one", () => {
    expect(differencesBetween(sam, { ...sam, street: "15 Mill Lane" })).toEqual([
      { field: "address", ours: "14 Mill Lane, NN13 0ZZ, Brackley", klarnas: "15 Mill Lane, NN13 0ZZ, Brackley" },
    ]);
    expect(differencesBetween(sam, { ...sam, country: "Ireland" })).toEqual([
      {
        field: "address",
        ours: "14 Mill Lane, NN13 0ZZ, Brackley, United Kingdom",
        klarnas: "14 Mill Lane, NN13 0ZZ, Brackley, Ireland",
      },
    ]);
  });
});
