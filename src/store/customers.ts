import { type ExpressionBuilder, type Insertable, sql } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type {
  CustomerEventRow,
  CustomerEventTable,
  CustomerRow,
  CustomerTable,
  SaleRow,
  Schema,
} from "../../db/schema.ts";
import { unfinished } from "./payments.ts";

/** A customer on file; one who was forgotten, or whose record became part of another, is not. */
export function findCustomer(db: Db, customerId: string): Promise<CustomerRow | undefined> {
  return db.selectFrom("customer").selectAll().where("id", "=", customerId).where("forgottenAt", "is", null)
    .executeTakeFirst();
}

/** The record that this double became part of; null when it became part of none. */
export async function keptInsteadOf(db: Db, customerId: string): Promise<string | null> {
  const row = await db.selectFrom("customer").select("mergedIntoId").where("id", "=", customerId).executeTakeFirst();
  return row?.mergedIntoId ?? null;
}

export async function insertCustomer(tx: Tx, customer: Insertable<CustomerTable>): Promise<CustomerRow> {
  return await tx.insertInto("customer").values(customer).returningAll().executeTakeFirstOrThrow();
}

/** Changes a record and gives it its next version, by which Klarna's copy is known to be old. */
export async function updateCustomer(
  tx: Tx,
  customerId: string,
  changes: Partial<Insertable<CustomerTable>>,
): Promise<void> {
  await tx.updateTable("customer").set(changes).set((eb) => ({ version: eb("version", "+", 1) }))
    .where("id", "=", customerId).executeTakeFirstOrThrow();
}

/** Everything a cashier may search a customer by, in lower case; phone digits also without the country's code. */
export function customerSearchText(customer: {
  givenName: string;
  familyName: string;
  email: string | null;
  phone: string | null;
  nationalPhone: string | null;
  city: string | null;
}): string {
  const { givenName, familyName, email, phone, nationalPhone, city } = customer;
  return [givenName, familyName, email, phone, nationalPhone, city].filter((part) => part !== null).join(" ")
    .toLowerCase();
}

/** Sales of theirs that are not finished. */
export function openSalesOfCustomer(db: Db, customerId: string): Promise<SaleRow[]> {
  return db.selectFrom("sale").selectAll().where("customerId", "=", customerId).where("completedAt", "is", null)
    .where("status", "in", ["open", "parked"]).execute();
}

/** How many sales were rung up for them, finished or not. */
export async function countSalesOfCustomer(db: Db, customerId: string): Promise<number> {
  const { count } = await db.selectFrom("sale").where("customerId", "=", customerId)
    .select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return count;
}

/** Whether Klarna may still take, or holds, money of theirs, or a person is called for it. */
export async function hasOpenKlarna(db: Db, customerIds: string[]): Promise<boolean> {
  const open = await db.selectFrom("payment").select("payment.id").where("payment.customerId", "in", customerIds)
    .where((eb) =>
      eb.or([
        unfinished(eb),
        eb.exists(
          eb.selectFrom("attentionItem").select("attentionItem.id")
            .whereRef("attentionItem.paymentId", "=", "payment.id").where("attentionItem.closedAt", "is", null),
        ),
      ])
    ).limit(1).executeTakeFirst();
  return open !== undefined;
}

/** Every sale and payment of the one is the other's from now on, and so is what became part of the one before. */
export async function moveCustomerHistory(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx.updateTable("sale").set({ customerId: toId }).where("customerId", "=", fromId).execute();
  await tx.updateTable("payment").set({ customerId: toId }).where("customerId", "=", fromId).execute();
  await tx.updateTable("customer").set({ mergedIntoId: toId }).where("mergedIntoId", "=", fromId).execute();
}

const NOBODY = {
  givenName: "",
  familyName: "",
  email: null,
  phone: null,
  street: null,
  street2: null,
  postalCode: null,
  city: null,
  region: null,
  searchText: "",
  consentAt: null,
  consentBy: null,
};

/** Takes who they are out of a record, and Klarna's word for it too; the row stays, for the books point at it. */
export async function emptyCustomer(
  tx: Tx,
  customerId: string,
  now: number,
  changes: Partial<Insertable<CustomerTable>> = {},
): Promise<void> {
  await updateCustomer(tx, customerId, { ...NOBODY, ...changes, updatedAt: now, forgottenAt: now });
  await tx.deleteFrom("klarnaBill").where(
    "paymentId",
    "in",
    (eb) => eb.selectFrom("payment").select("payment.id").where("payment.customerId", "=", customerId),
  ).execute();
}

/**
 * Customers who did not agree to be kept and whose sales are over since then, with no receipt still on its way to them, a few at
 * a time, oldest first. Whether Klarna is done with them is asked one by one.
 */
export async function forgettableCustomers(db: Db, before: number, limit: number): Promise<string[]> {
  const rows = await db.selectFrom("customer").select("id").where("isForSaleOnly", "=", 1)
    .where("forgottenAt", "is", null).where("updatedAt", "<", before)
    .where((eb) =>
      eb.not(eb.exists(
        eb.selectFrom("sale").select("sale.id").whereRef("sale.customerId", "=", "customer.id")
          .where((sale) =>
            sale.or([sale("sale.status", "in", ["open", "parked"]), sale("sale.updatedAt", ">=", before)])
          ),
      ))
    )
    .where((eb) => eb.not(eb.exists(waitingMailsOfCustomer(eb))))
    .orderBy("updatedAt").orderBy("id").limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** Receipts of their sales, or to their address, that have not gone yet: few, and none waits for ever. */
function waitingMailsOfCustomer(eb: ExpressionBuilder<Schema, "customer">) {
  return eb.selectFrom("receiptMail").select("receiptMail.id").where("receiptMail.nextTryAt", ">", 0).where((mail) =>
    mail.or([
      mail(
        "receiptMail.saleId",
        "in",
        mail.selectFrom("sale").select("sale.id").whereRef("sale.customerId", "=", "customer.id"),
      ),
      mail(sql`lower("receiptMail"."address")`, "=", sql`lower("customer"."email")`),
    ])
  );
}

/** When somebody last took their consent back, in this record or in one that became part of it; null: never. */
export async function consentDeniedAt(db: Db, customerId: string): Promise<number | null> {
  const doubles = db.selectFrom("customer").select("id").where("mergedIntoId", "=", customerId);
  const { last } = await db.selectFrom("customerEvent").select((eb) => eb.fn.max("at").as("last"))
    .where("kind", "=", "consent_withdrawn")
    .where((eb) => eb.or([eb("customerId", "=", customerId), eb("customerId", "in", doubles)]))
    .executeTakeFirstOrThrow();
  return last;
}

export async function insertCustomerEvent(tx: Tx, event: Insertable<CustomerEventTable>): Promise<void> {
  await tx.insertInto("customerEvent").values(event).execute();
}

const MOST_EVENTS = 50;

/** What happened to a record, and to those that became part of it, newest first. */
export function eventsOfCustomer(db: Db, customerId: string): Promise<CustomerEventRow[]> {
  const doubles = db.selectFrom("customer").select("id").where("mergedIntoId", "=", customerId);
  return db.selectFrom("customerEvent").selectAll()
    .where((eb) => eb.or([eb("customerId", "=", customerId), eb("customerId", "in", doubles)]))
    .orderBy("at", "desc").orderBy("id", "desc").limit(MOST_EVENTS).execute();
}
