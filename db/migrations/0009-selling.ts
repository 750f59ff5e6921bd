import { type Kysely, sql } from "kysely";
import { makeAppendOnly, strict } from "../dialect.ts";

/** The smallest amount that can be paid in cash, in minor units, where it is more than one. */
const CASH_STEPS: Readonly<Record<string, number>> = {
  AU: 5,
  BE: 5,
  CA: 5,
  CH: 5,
  CZ: 100,
  DK: 50,
  FI: 5,
  HU: 500,
  IE: 5,
  IT: 5,
  NL: 5,
  NO: 100,
  NZ: 10,
  SE: 100,
  SK: 5,
};

/**
 * What a whole sale needs beside scanning and Klarna: discounts with their limits, prices set by hand, goods outside the
 * catalogue, notes, sales without tax, gift cards, card slips and cash that is rounded.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addToShop(db);
  await addToSales(db);
  await createGiftCards(db);
}

async function addToShop(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("shop").addColumn("cashStepMinor", "integer", (c) => c.notNull().defaultTo(1)).execute();
  for (const [country, step] of Object.entries(CASH_STEPS)) {
    await sql`update "shop" set "cashStepMinor" = ${step} where "country" = ${country}`.execute(db);
  }
  await db.schema.alterTable("shop").addColumn("cashierLimit", "integer", (c) => c.notNull().defaultTo(1_000))
    .execute();
  await db.schema.alterTable("shop").addColumn("seniorLimit", "integer", (c) => c.notNull().defaultTo(2_500)).execute();
  await db.schema.alterTable("customer").addColumn("isTaxFree", "integer", (c) => c.notNull().defaultTo(0)).execute();
}

async function addToSales(db: Kysely<unknown>): Promise<void> {
  for (const name of ["sale", "lineItem"]) {
    const table = () => db.schema.alterTable(name);
    await table().addColumn("note", "text").execute();
    await table().addColumn("isTaxFree", "integer", (c) => c.notNull().defaultTo(0)).execute();
    await table().addColumn("discountKind", "text").execute();
    await table().addColumn("discountValue", "integer").execute();
    await table().addColumn("discountMost", "integer").execute();
    await table().addColumn("discountBy", "text", (c) => c.references("staff.id")).execute();
  }
  const line = () => db.schema.alterTable("lineItem");
  await line().addColumn("kind", "text", (c) => c.notNull().defaultTo("goods")).execute();
  await line().addColumn("listPriceMinor", "integer").execute();
  await line().addColumn("priceBy", "text", (c) => c.references("staff.id")).execute();
  await line().addColumn("priceMost", "integer").execute();
  await line().addColumn("saleDiscountMinor", "integer", (c) => c.notNull().defaultTo(0)).execute();
  await line().addColumn("giftCardNumber", "text").execute();
  const tender = () => db.schema.alterTable("tender");
  await tender().addColumn("reference", "text").execute();
  await tender().addColumn("roundsTenderId", "text", (c) => c.references("tender.id")).execute();
}

async function createGiftCards(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("giftCard").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("mode", "text", (c) => c.notNull())
    .addColumn("currency", "text", (c) => c.notNull())
    .addColumn("createdAt", "integer", (c) => c.notNull())
    .addUniqueConstraint("giftCard_number", ["number", "mode"])
    .execute();
  await db.schema.createTable("giftCardEntry").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("giftCardId", "text", (c) => c.notNull().references("giftCard.id"))
    .addColumn("amountMinor", "integer", (c) => c.notNull())
    .addColumn("cause", "text", (c) => c.notNull())
    .addColumn("saleId", "text", (c) => c.notNull().references("sale.id"))
    .addColumn("tenderId", "text", (c) => c.references("tender.id"))
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("at", "integer", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("giftCardEntry_by_card").on("giftCardEntry").column("giftCardId").execute();
  await db.schema.createIndex("giftCardEntry_by_time").on("giftCardEntry").column("at").execute();
  await db.schema.createIndex("giftCardEntry_by_sale").on("giftCardEntry").column("saleId").execute();
  await makeAppendOnly(db, "giftCardEntry");
}
