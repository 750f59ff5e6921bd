import type { CustomerRow } from "../../db/schema.ts";
import type { FormState } from "../../views/data.ts";
import type { PhoneReading } from "../../views/customer/data.ts";
import { suggestEmail } from "../operations/customer-check.ts";
import { type ReadCustomer, readCustomer, type TypedCustomer } from "../operations/customer-records.ts";
import { readStanding, type Standing } from "../operations/customer-standing.ts";
import { phoneAsSaid, readBack } from "../operations/phone-numbers.ts";
import { typed } from "./forms.ts";

/** The fields of a customer's record, as any form that changes one sends them. */
export const recordFields = {
  givenName: typed,
  familyName: typed,
  phone: typed,
  email: typed,
  /** An address that looked mistyped and is meant all the same. */
  emailMeant: typed,
  street: typed,
  street2: typed,
  postalCode: typed,
  city: typed,
  region: typed,
  country: typed,
  language: typed,
};

/** Besides them, in the forms of a sale: whether they agree to be kept, and whether they pay tax. */
export const standingFields = { consent: typed, taxFree: typed, taxNumber: typed };

export type StandingValues = Record<keyof typeof standingFields, string>;

export type RecordValues = TypedCustomer & { emailMeant: string };

/** The record that was typed; or the form again, with what is wrong, or with the address that was probably meant. */
export function readRecord(
  values: RecordValues,
): { ok: true; customer: ReadCustomer } | { ok: false; form: FormState } {
  const read = readCustomer(values);
  if (!read.ok) return { ok: false, form: { values, problems: read.problems } };
  const { email } = read.customer;
  const suggestion = email && email !== values.emailMeant ? suggestEmail(email) : null;
  if (suggestion === null) return read;
  return { ok: false, form: { values, problems: {}, suggestions: { email: suggestion } } };
}

/** The same of a form that asks about both; what is wrong is said of all fields at once. */
export function readRecordAndStanding(
  values: RecordValues & StandingValues,
): { ok: true; customer: ReadCustomer; standing: Standing } | { ok: false; form: FormState } {
  const record = readRecord(values);
  const standing = readStanding(values);
  if (record.ok && standing.ok) return { ok: true, customer: record.customer, standing: standing.standing };
  const form = record.ok ? { values, problems: {} } : record.form;
  const problems = { ...form.problems, ...(standing.ok ? {} : standing.problems) };
  return { ok: false, form: { ...form, values, problems } };
}

/** How the number in a form reads, with its country by name in the shop's language. */
export function phoneReading(
  { phone = "", country = "" }: Record<string, string>,
  shop: { locale: string; country: string },
): PhoneReading {
  const read = phone === "" ? null : readBack(phone, country || shop.country);
  const names = new Intl.DisplayNames(shop.locale, { type: "region" });
  return read && { ...read, country: read.country && (names.of(read.country) ?? read.country) };
}

/** What a record says of the two, as their form holds it. */
export function typedStanding(customer: CustomerRow): StandingValues {
  return {
    consent: customer.consentAt === null ? "" : "yes",
    taxFree: customer.isTaxFree === 1 ? "yes" : "",
    taxNumber: customer.taxNumber ?? "",
  };
}

/** A record as its form holds it; a phone number the way people say it, which reads back as the same number. */
export function typedRecord(customer: CustomerRow): Record<string, string> {
  const said = { ...customer, phone: phoneAsSaid(customer.phone, customer.country) };
  return Object.fromEntries(Object.keys(recordFields).map((field) => [field, textOf(said, field)]));
}

/** Klarna's markets by their names in the shop's language, the shop's own first. */
export function countryChoices(locale: string, own: string) {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const choices = COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value }));
  choices.sort((a, b) => Number(b.value === own) - Number(a.value === own) || a.label.localeCompare(b.label, locale));
  return choices;
}

const COUNTRIES = ("AT AU BE CA CH CZ DE DK ES FI FR GB GR HU IE IT MX NL NO NZ PL PT RO SE SK US").split(" ");

function textOf(customer: object, field: string): string {
  const value: unknown = Reflect.get(customer, field);
  return typeof value === "string" ? value : "";
}
