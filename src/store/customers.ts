import type { Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { CustomerRow, CustomerTable } from "../../db/schema.ts";
import { wordsTyped } from "./search.ts";

const MOST_HITS = 20;

export function findCustomer(db: Db, customerId: string): Promise<CustomerRow | undefined> {
  return db.selectFrom("customer").selectAll().where("id", "=", customerId).executeTakeFirst();
}

/** Customers whose name, e-mail, phone or town holds every word typed; the newest ones when nothing was. */
export function searchCustomers(db: Db, typed: string): Promise<CustomerRow[]> {
  let query = db.selectFrom("customer").selectAll();
  for (const isHeld of wordsTyped(typed)) query = query.where(isHeld);
  return query.orderBy("updatedAt", "desc").limit(MOST_HITS).execute();
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
