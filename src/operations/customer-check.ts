import emailSpelling from "@zootools/email-spell-checker";
import type { PersonFacts } from "../domain/customer-match.ts";
import { findMarket } from "../klarna/markets.ts";

/** How an address is written where the customer lives. */
export type AddressRules = {
  isNumberFirst: boolean;
  region: "required" | "expected" | "unused";
  postalCodeExample: string;
};

/** The address rules of a country (klarna.md 2.4 [S]); outside of Klarna's markets nothing is known and all is asked. */
export function addressRules(country: string): AddressRules {
  const address = findMarket(country)?.address;
  if (!address) return { isNumberFirst: true, region: "expected", postalCodeExample: "" };
  const { order, region, postalCodeExample } = address;
  return { isNumberFirst: order === "number_first", region, postalCodeExample };
}

/** What Klarna's form will have to ask the customer, because the record does not say it. */
export const MISSING_FIELDS = ["name", "contact", "street", "postal_code", "city", "region"] as const;
export type MissingField = (typeof MISSING_FIELDS)[number];

/** Klarna fills in its form from the record: what is missing in it, or what Klarna would not take (klarna.md 2.4 [S]). */
export function missingForKlarna(customer: PersonFacts & { region: string | null; country: string }): MissingField[] {
  const isName = (text: string | null) => text !== null && text.length > 1 && !/^[\d\s]+$/.test(text);
  const isMissing: Record<MissingField, boolean> = {
    name: !isName(customer.givenName) || !isName(customer.familyName),
    contact: customer.phone === null && customer.email === null,
    street: customer.street === null,
    postal_code: customer.postalCode === null,
    city: customer.city === null,
    region: customer.region === null && addressRules(customer.country).region === "required",
  };
  return MISSING_FIELDS.filter((field) => isMissing[field]);
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

/** The address that was probably meant, e.g. gmail.com for gmial.com; null when nothing looks mistyped. */
export function suggestEmail(email: string): string | null {
  const domains = [...emailSpelling.POPULAR_DOMAINS, ...MORE_MAIL_HOSTS];
  return emailSpelling.run({ email, domains })?.full ?? null;
}
