import { type Kysely, sql } from "kysely";
import { makeAppendOnly, strict } from "../dialect.ts";

/**
 * A shift is a register's from now on, not each cashier's there: one drawer is counted once. What goes into the drawer and
 * out of it, each counting, the Z report that ends a shift, and the payments that it hands on to the next.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable("shop").addColumn("countsBlind", "integer", (c) => c.notNull().defaultTo(0)).execute();
  await schema.alterTable("shift").addColumn("leftMinor", "integer", (c) => c.notNull().defaultTo(0)).execute();
  await schema.alterTable("shift").addColumn("floatMinor", "integer").execute();
  await beginShiftsAnew(db);
  await createDrawer(db);
  await createReports(db);
  for (const table of ["drawerEntry", "drawerCount", "zReport", "carriedPayment"]) await makeAppendOnly(db, table);
  for (const table of ["journal", "drawerEntry"]) await refuseClosedShift(db, table);
}

/** What was sold so far is in nobody's report: the shifts of before end here, each with the last that was booked in it. */
async function beginShiftsAnew(db: Kysely<unknown>): Promise<void> {
  await sql`update "shift" set "closedAt" = max("openedAt", coalesce(
    (select max("at") from "journal" where "shiftId" = "shift"."id"), 0)) where "closedAt" is null`.execute(db);
  await db.schema.dropIndex("shift_one_open").execute();
  await db.schema.createIndex("shift_one_open").unique().on("shift").columns(["registerId", "mode"])
    .where(sql.ref("closedAt"), "is", null).execute();
  await db.schema.createIndex("journal_by_shift").on("journal").column("shiftId").execute();
  await db.schema.createIndex("sale_by_shift").on("sale").column("shiftId").execute();
  await db.schema.createIndex("payment_by_register").on("payment").columns(["registerId", "createdAt"]).execute();
}

async function createDrawer(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("drawerEntry").modifyEnd(strict)
    .addColumn("shiftId", "text", (c) => c.notNull().references("shift.id"))
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("cause", "text", (c) => c.notNull())
    .addColumn("amountMinor", "integer", (c) => c.notNull())
    .addColumn("tenderId", "text", (c) => c.references("tender.id"))
    .addColumn("reason", "text")
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("at", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("drawerEntry_key", ["shiftId", "position"])
    .execute();
  await db.schema.createTable("drawerCount").modifyEnd(strict)
    .addColumn("shiftId", "text", (c) => c.notNull().references("shift.id"))
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("countedMinor", "integer", (c) => c.notNull())
    .addColumn("expectedMinor", "integer", (c) => c.notNull())
    .addColumn("pieces", "text")
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("at", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("drawerCount_key", ["shiftId", "position"])
    .execute();
}

async function createReports(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("zReport").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("mode", "text", (c) => c.notNull())
    .addColumn("registerId", "text", (c) => c.notNull().references("register.id"))
    .addColumn("shiftId", "text", (c) => c.notNull().unique().references("shift.id"))
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("closedAt", "integer", (c) => c.notNull())
    .addColumn("currency", "text", (c) => c.notNull())
    .addColumn("expectedMinor", "integer", (c) => c.notNull())
    .addColumn("countedMinor", "integer", (c) => c.notNull())
    .addColumn("differenceReason", "text")
    .addColumn("leftMinor", "integer", (c) => c.notNull())
    .addColumn("figures", "text", (c) => c.notNull())
    .addUniqueConstraint("zReport_number", ["mode", "number"])
    .execute();
  await db.schema.createTable("carriedPayment").modifyEnd(strict)
    .addColumn("zReportId", "text", (c) => c.notNull().references("zReport.id"))
    .addColumn("paymentId", "text", (c) => c.notNull().references("payment.id"))
    .addColumn("status", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("carriedPayment_key", ["zReportId", "paymentId"])
    .execute();
}

/** Nothing comes into a shift whose report is written, whoever still has it in hand. */
async function refuseClosedShift(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`create trigger ${sql.ref(`${table}_open_shift`)} before insert on ${sql.table(table)}
    when exists (select 1 from "shift" where "id" = new."shiftId" and "closedAt" is not null)
    begin select raise(abort, 'the shift is closed'); end`.execute(db);
}
