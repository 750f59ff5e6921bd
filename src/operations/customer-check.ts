import emailSpelling from "@zootools/email-spell-checker";
import type { PersonFacts } from "../domain/customer-match.ts";
import { findMarket } from "../klarna/markets.ts";
import { toldCustomer, whyHomeUntold } from "../klarna/told-customer.ts";

/** Where the town stands before its postcode; everywhere else it is the other way round. */
const CITY_FIRST = ["AU", "CA", "GB", "IE", "NZ", "US"];

/** How an address is written where the customer lives. */
export type AddressRules = {
  isNumberFirst: boolean;
  isCityFirst: boolean;
  region: "required" | "expected" | "unused";
  postalCodeExample: string;
  regionExample: string | null;
};

/** The address rules of a country (klarna.md 2.4 [S]); outside of Klarna's markets nothing is known and all is asked. */
export function addressRules(country: string): AddressRules {
  const address = findMarket(country)?.address;
  const isCityFirst = CITY_FIRST.includes(country);
  if (!address) {
    return { isNumberFirst: true, isCityFirst, region: "expected", postalCodeExample: "", regionExample: null };
  }
  const { order, region, postalCodeExample, regionExample = null } = address;
  return { isNumberFirst: order === "number_first", isCityFirst, region, postalCodeExample, regionExample };
}

/** What Klarna's form will have to ask the customer, because Klarna is not told it. */
export const MISSING_FIELDS = ["name", "contact", "street", "postal_code", "city", "region"] as const;
export type MissingField = (typeof MISSING_FIELDS)[number];

/** What of a record Klarna is not told: what is not on file, and what it would not take in a shop of this country. */
export function missingForKlarna(customer: PersonFacts, shopCountry: string): MissingField[] {
  const told = toldCustomer(customer, shopCountry);
  const isMissing: Record<MissingField, boolean> = {
    name: told.givenName === null || told.familyName === null,
    contact: told.phone === null && told.email === null,
    street: told.street === null,
    postal_code: told.postalCode === null,
    city: told.city === null,
    region: told.region === null && hasRegions(shopCountry),
  };
  return MISSING_FIELDS.filter((field) => isMissing[field]);
}

/** What Klarna's form asks for where it was told nothing of the customer. */
export function askedOfStranger(shopCountry: string): MissingField[] {
  return MISSING_FIELDS.filter((field) => field !== "region" || hasRegions(shopCountry));
}

/** Why Klarna is not told the address that is on file, or the province in it; null: it is, or there is none. */
export function whyAddressUntold(customer: PersonFacts, shopCountry: string): "abroad" | "no_region" | null {
  const { street, postalCode, city, region } = customer;
  if ([street, postalCode, city, region].every((part) => part === null)) return null;
  const isRegionUntold = region !== null && toldCustomer(customer, shopCountry).region === null;
  return whyHomeUntold(customer, shopCountry) ?? (isRegionUntold && hasRegions(shopCountry) ? "no_region" : null);
}

function hasRegions(country: string): boolean {
  return addressRules(country).region !== "unused";
}

/** Well-known mail hosts that the library does not know and would take for a typing error of others. */
const MORE_MAIL_HOSTS = [
  "gmx.net",
  "gmx.at",
  "gmx.ch",
  "t-online.de",
  "freenet.de",
  "bluewin.ch",
  "ziggo.nl",
  "telia.com",
];

/** A mail host as email.com, and where Klarna's own test customers are: email.uk, email.de and so on. */
const SPELT_LIKE_MAIL = /@email\.[a-z]{2,3}$/i;

/** The address that was probably meant, e.g. gmail.com for gmial.com; null when nothing looks mistyped. */
export function suggestEmail(email: string): string | null {
  if (SPELT_LIKE_MAIL.test(email)) return null;
  const domains = [...emailSpelling.POPULAR_DOMAINS, ...MORE_MAIL_HOSTS];
  return emailSpelling.run({ email, domains })?.full ?? null;
}
