import type { Kysely } from "kysely";

/** What is looked for each second, by each page, each call of Klarna's and each night is found without reading all there is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex("payment_by_status").on("payment").columns(["status", "savedAt"]).execute();
  await db.schema.createIndex("payment_by_callback").on("payment").column("callbackTokenHash").execute();
  await db.schema.createIndex("payment_by_customer").on("payment").column("customerId").execute();
  await db.schema.createIndex("capture_by_payment").on("capture").column("paymentId").execute();
  await db.schema.createIndex("refund_by_payment").on("refund").column("paymentId").execute();
  await db.schema.createIndex("sale_by_customer").on("sale").column("customerId").execute();
}
