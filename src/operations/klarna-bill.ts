import { isSupportedCountry } from "libphonenumber-js/min";
import type { Tx } from "../../db/open.ts";
import type { CustomerRow, KlarnaBillRow, PaymentRow } from "../../db/schema.ts";
import {
  type ComparedFact,
  differencesBetween,
  FACTS_OF,
  type MatchField,
  type PersonFacts,
} from "../domain/customer-match.ts";
import type { BillingAddress } from "../klarna/gateway.ts";
import { whyHomeUntold } from "../klarna/told-customer.ts";
import { AppError } from "../errors.ts";
import type { Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { findBill, keepBill } from "../store/klarna-bills.ts";
import { addressRules } from "./customer-check.ts";
import { isEmail, updateCustomerRecord } from "./customer-records.ts";
import { requirePayment } from "./held-payment.ts";
import { type Action, once } from "./once.ts";
import { readPhone } from "./phone-numbers.ts";

/** A comparison as a page has shown it. */
export type SeenBill = { paymentId: string; recordVersion: number; billReadAt: number };

/**
 * Keeps who the bill of an order names, so that the window can compare it with the record; where there is no record any
 * more, nothing of them is written down again. One that says what is kept already leaves that as it is: when it was read
 * tells a page whether it shows the bill of today.
 */
export async function noteBill(
  shop: Shop,
  tx: Tx,
  { id: paymentId, customerId }: Pick<PaymentRow, "id" | "customerId">,
  billing: BillingAddress,
): Promise<void> {
  if (customerId === null || !await findCustomer(tx, customerId)) return;
  const { title: _, ...facts } = billing;
  const phone = facts.phone && (readPhone(facts.phone, facts.country) ?? facts.phone);
  const bill: PersonFacts = { ...facts, phone };
  const known = await findBill(tx, paymentId);
  const isKnown = known && Object.values(FACTS_OF).flat().every((fact) => known[fact] === bill[fact]);
  if (!isKnown) await keepBill(tx, { ...bill, paymentId, readAt: shop.clock.now() });
}

/** In what a record and Klarna's bill differ, with countries by their names in the shop's language. */
export function compareBill(customer: CustomerRow, bill: KlarnaBillRow, locale: string): ComparedFact[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const hasRegions = addressRules(bill.country ?? customer.country).region !== "unused";
  const said = ({ region, country, ...facts }: PersonFacts): PersonFacts => ({
    ...facts,
    region: hasRegions ? region : null,
    country: country && isSupportedCountry(country) ? names.of(country) ?? country : country,
  });
  return differencesBetween(said(customer), said(bill)).map((one) => ({
    ...one,
    isTakeable: IS_WHOLE[one.field](bill),
  }));
}

/**
 * Takes Klarna's facts into the customer's record: those that differ, each of them whole or not at all.
 * Throws customer_missing when there is no record; record_changed and bill_changed when either is not what was seen.
 */
export function takeBillIntoRecord(shop: Shop, action: Action, seen: SeenBill): Promise<{ paymentId: string }> {
  const { paymentId } = seen;
  return once(shop, action, async (tx) => {
    const { customerId } = await requirePayment(tx, paymentId);
    const customer = customerId ? await findCustomer(tx, customerId) : undefined;
    if (!customer) throw new AppError({ kind: "customer_missing" });
    if (customer.version !== seen.recordVersion) throw new AppError({ kind: "record_changed" });
    const bill = await findBill(tx, paymentId);
    if (bill?.readAt !== seen.billReadAt) throw new AppError({ kind: "bill_changed" });
    // The names are not shown here, so that any language does.
    const taken = compareBill(customer, bill, "en").filter((one) => one.isTakeable);
    const facts = taken.flatMap(({ field }) => FACTS_OF[field]).map((fact) => [fact, bill[fact]]);
    if (facts.length > 0) await updateCustomerRecord(shop, tx, { ...customer, ...Object.fromEntries(facts) });
    return { paymentId };
  });
}

/** Whether all of it is there, and can be read. */
const IS_WHOLE: Record<MatchField, (bill: PersonFacts) => boolean> = {
  name: ({ givenName, familyName }) => givenName !== null && familyName !== null,
  email: ({ email }) => email !== null && isEmail(email),
  phone: ({ phone, country }) => phone !== null && readPhone(phone, country) !== undefined,
  address: ({ street, postalCode, city, region, country }) =>
    street !== null && postalCode !== null && city !== null && country !== null && isSupportedCountry(country) &&
    // A state in words would take the place of the code, without which Klarna is told no address.
    whyHomeUntold({ region, country }, country) === null,
};
