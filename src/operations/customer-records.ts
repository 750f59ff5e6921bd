import { isSupportedCountry } from "libphonenumber-js/min";
import type { Tx } from "../../db/open.ts";
import type { CustomerRow } from "../../db/schema.ts";
import { type Language, readLanguage } from "../domain/language.ts";
import type { FieldProblem } from "../domain/problem.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { customerSearchText, findCustomer, insertCustomer, updateCustomer } from "../store/customers.ts";
import { hintOpenPaymentsOfCustomer } from "../store/due-payments.ts";
import { findSale, lockOf } from "../store/sales.ts";
import { type Approval, approverOf } from "./approval.ts";
import { openSale } from "./basket.ts";
import {
  changesTax,
  noteCustomerEvents,
  repriceOpenSales,
  type Standing,
  standingColumns,
} from "./customer-standing.ts";
import { type Action, once } from "./once.ts";
import { nationalDigits, readPhone } from "./phone-numbers.ts";
import { tieCustomer, wouldTakeTaxOff } from "./tie-customer.ts";

/** A customer's record as typed: empty texts where nothing was. */
export type TypedCustomer =
  & Record<
    | "givenName"
    | "familyName"
    | "phone"
    | "email"
    | "street"
    | "street2"
    | "postalCode"
    | "city"
    | "region"
    | "country",
    string
  >
  & { language?: string };

export type ReadCustomer = {
  givenName: string;
  familyName: string;
  phone: string | null;
  email: string | null;
  street: string | null;
  street2: string | null;
  postalCode: string | null;
  city: string | null;
  region: string | null;
  country: string;
  /** Null: as usual in the shop. */
  language: Language | null;
};

/** Klarna keeps at most this much of a field (klarna.md 2.4 [S]). */
const LONGEST_FIELD = 99;
const LONGEST_POSTAL_CODE = 10;

/** Reads a typed record: the customer as we keep it, or what is wrong with which field. Writes nothing. */
export function readCustomer(
  typed: TypedCustomer,
): { ok: true; customer: ReadCustomer } | { ok: false; problems: Record<string, FieldProblem> } {
  const problems: Record<string, FieldProblem> = {};
  const text = (field: Exclude<keyof TypedCustomer, "language">, longest = LONGEST_FIELD) => {
    const value = typed[field].trim().replace(/\s+/g, " ");
    if (value.length > longest) problems[field] = "too_long";
    return value;
  };
  const givenName = text("givenName");
  const familyName = text("familyName");
  if (givenName === "") problems.givenName = "required";
  if (familyName === "") problems.familyName = "required";
  const country = text("country").toUpperCase();
  if (!isSupportedCountry(country)) problems.country = "not_known";
  if (typed.language && readLanguage(typed.language) === null) problems.language = "not_known";
  const [phone, email] = [text("phone"), text("email")];
  const number = readPhone(phone, country);
  if (phone !== "" && number === undefined) problems.phone = "not_a_phone";
  if (email !== "" && !isEmail(email)) problems.email = "not_an_email";
  const customer = {
    givenName,
    familyName,
    phone: number ?? null,
    email: email || null,
    street: text("street") || null,
    street2: text("street2") || null,
    postalCode: text("postalCode", LONGEST_POSTAL_CODE) || null,
    city: text("city") || null,
    region: text("region") || null,
    country,
    language: readLanguage(typed.language),
  };
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, customer };
}

/** What a form wants of a record; without a standing that stays as it is, and a new customer is kept for the sale only. */
export type WantedRecord = { customer: ReadCustomer; standing?: Standing; approval?: Approval };

const NO_STANDING: Standing = { isConsenting: false, taxNumber: null };

/**
 * Puts a new customer on file and ties them to the sale. Throws sale_locked while Klarna is open there, and, for one who
 * pays no tax, what approverOf throws.
 */
export async function addCustomer(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: WantedRecord & { saleId: string },
): Promise<{ customerId: string; version: number | null }> {
  const { standing = NO_STANDING, approval = null } = wanted;
  const approvedBy = changesTax(undefined, standing) ? await approverOf(shop, by, "senior", approval) : null;
  return await once(shop, action, async (tx) => {
    const now = shop.clock.now();
    const id = newId(shop, "cus");
    const { columns, events } = standingColumns(undefined, standing, { at: now, staffId: by.staffId });
    const row = { ...record(wanted.customer), ...columns, id, createdAt: now, updatedAt: now };
    const customer = await insertCustomer(tx, row);
    await noteCustomerEvents(shop, tx, id, events, { staffId: by.staffId, approvedBy });
    const version = await tieToSale(shop, tx, by, { saleId: wanted.saleId, customer, approvedBy });
    if (version === null) throw new AppError({ kind: "sale_locked", by: "klarna" });
    return { customerId: id, version };
  });
}

/**
 * Changes a record, and ties it to the sale unless Klarna is open there. Allowed then too: contact data may change,
 * and Klarna is told of it. Throws customer_changed when the record is not the one that was seen, and what approverOf
 * throws, where its tax changes or it takes the tax off the sale.
 */
export async function editCustomer(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: WantedRecord & { saleId: string; customerId: string; recordVersion: number },
): Promise<{ customerId: string; version: number | null }> {
  const { saleId, customerId, customer, standing, approval = null } = wanted;
  const seen = await findCustomer(shop.db.read, customerId);
  const isTaxChange = standing !== undefined && changesTax(seen, standing);
  const isTaxFree = Number(standing ? standing.taxNumber !== null : seen?.isTaxFree === 1);
  const needsSenior = isTaxChange || await wouldTakeTaxOff(shop.db.read, saleId, { id: customerId, isTaxFree });
  const approvedBy = needsSenior ? await approverOf(shop, by, "senior", approval) : null;
  return await once(shop, action, async (tx, afterCommit) => {
    const known = await findCustomer(tx, customerId);
    if (!known) throw new AppError({ kind: "customer_missing" });
    if (known.version !== wanted.recordVersion) throw new AppError({ kind: "customer_changed" });
    const at = { at: shop.clock.now(), staffId: by.staffId };
    const { columns = {}, events = [] } = standing ? standingColumns(known, standing, at) : {};
    const changed = { ...known, ...customer, ...columns };
    await updateCustomerRecord(shop, tx, changed, columns);
    const answerer = { staffId: by.staffId, approvedBy: isTaxChange ? approvedBy : null };
    await noteCustomerEvents(shop, tx, customerId, events, answerer);
    const version = await tieToSale(shop, tx, by, { saleId, customer: changed, approvedBy });
    await repriceOpenSales(shop, tx, changed, isTaxChange ? approvedBy : null);
    afterCommit(shop.wakeJobs);
    return { customerId, version };
  });
}

/** Writes a record as it shall be; Klarna is told of it where a payment is open. */
export async function updateCustomerRecord(
  shop: Shop,
  tx: Tx,
  customer: ReadCustomer & { id: string },
  rest: Partial<CustomerRow> = {},
): Promise<void> {
  const now = shop.clock.now();
  await updateCustomer(tx, customer.id, { ...record(customer), ...rest, updatedAt: now });
  await hintOpenPaymentsOfCustomer(tx, customer.id, now);
}

/** The sale's next version; null when it could not take them: not while Klarna is open, which was told of somebody. */
async function tieToSale(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { saleId, customer, approvedBy }: { saleId: string; customer: CustomerRow; approvedBy: string | null },
): Promise<number | null> {
  const sale = await findSale(tx, saleId) ?? await openSale(shop, tx, by, saleId);
  const lock = await lockOf(tx, sale.id);
  if (sale.status !== "open" || lock === "klarna") return null;
  // Money was taken at the prices of before, so they stay; but a wrong phone number must not.
  if (lock !== null && sale.customerId === customer.id) return sale.version;
  await tieCustomer(shop, tx, sale, customer, approvedBy);
  return sale.version + 1;
}

/** Whether mail could go there, as far as the text tells. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
}

function record(
  { givenName, familyName, phone, email, street, street2, postalCode, city, region, country, language }: ReadCustomer,
) {
  const address = { street, street2, postalCode, city, region, country };
  const customer = { givenName, familyName, phone, email, ...address, language };
  const searchText = customerSearchText({ ...customer, nationalPhone: nationalDigits(customer.phone) });
  return { ...customer, searchText };
}
