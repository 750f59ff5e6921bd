import type { CustomerView } from "../data.ts";
import type { AddressRules } from "../customer/data.ts";
import { wordsSpoken } from "./spoken.ts";

export const SAM: CustomerView = {
  id: "cus_00000000000000000000000001",
  givenName: "Sam",
  familyName: "Karim",
  email: "sam.karim@example.com",
  phone: "+447700900123",
  phoneText: "07700 900123",
  street: "14 Mill Lane",
  street2: null,
  postalCode: "NN13 0ZZ",
  city: "Brackley",
  region: null,
  country: "GB",
  get language() {
    return wordsSpoken().language;
  },
  missing: [],
  untold: null,
  taxNumber: null,
};

export const SAM_READ = { national: "07700 900123", international: "+44 7700 900123", country: "United Kingdom" };

export const BRITISH: AddressRules = {
  isNumberFirst: true,
  isCityFirst: true,
  region: "unused",
  postalCodeExample: "NN13 0ZZ",
  regionExample: null,
};

export const LEO: CustomerView = {
  ...SAM,
  get language() {
    return wordsSpoken().language;
  },
  id: "cus_00000000000000000000000002",
  givenName: "Leo",
  familyName: "Fischer",
  email: null,
  phone: null,
  phoneText: null,
  street: null,
  postalCode: null,
  city: null,
  missing: ["contact", "street", "postal_code", "city"],
};

/** From abroad: of her address Klarna is told nothing. */
export const ROISIN: CustomerView = {
  ...SAM,
  get language() {
    return wordsSpoken().language;
  },
  id: "cus_00000000000000000000000004",
  givenName: "Róisín",
  familyName: "Byrne",
  street: "8 Thomas Street",
  postalCode: "D08 VF83",
  city: "Dublin",
  country: "IE",
  missing: ["street", "postal_code", "city"],
  untold: "abroad",
};

/** A record as its form holds it. */
export function typedRecord(customer: CustomerView): Record<string, string> {
  const said = { ...customer, phone: customer.phoneText };
  const texts = Object.entries(said).filter(([, value]) => typeof value === "string" || value === null);
  return Object.fromEntries(texts.map(([field, value]) => [field, String(value ?? "")]));
}

export const LONG_NAMED: CustomerView = {
  ...SAM,
  get language() {
    return wordsSpoken().language;
  },
  id: "cus_00000000000000000000000003",
  givenName: "Wolfeschlegelsteinhausenbergerdorff",
  familyName: "Featherstonehaugh-Cholmondeley",
  email: "wolfeschlegelsteinhausenbergerdorff.featherstonehaugh-cholmondeley@example.com",
};
