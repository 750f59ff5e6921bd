import type { ExpressionBuilder, Insertable } from "kysely";
import { sql } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type {
  CarriedPaymentTable,
  DrawerCountRow,
  DrawerCountTable,
  DrawerEntryTable,
  Schema,
  ShiftRow,
  ZReportRow,
} from "../../db/schema.ts";
import { sumOfAmounts } from "../domain/money.ts";
import { PAYMENT_STATUSES, type PaymentStatus } from "../domain/payment.ts";
import type { Mode } from "../domain/sale.ts";
import type { DrawerCause } from "../domain/shift.ts";
import { unfinished } from "./payments.ts";
import { refundsOwedAt } from "./returns.ts";

export function findOpenShift(db: Db, registerId: string, mode: Mode): Promise<ShiftRow | undefined> {
  return db.selectFrom("shift").selectAll().where("registerId", "=", registerId).where("mode", "=", mode)
    .where("closedAt", "is", null).executeTakeFirst();
}

export function findShift(db: Db, shiftId: string): Promise<ShiftRow> {
  return db.selectFrom("shift").selectAll().where("id", "=", shiftId).executeTakeFirstOrThrow();
}

export async function keepFloat(
  tx: Tx,
  shiftId: string,
  float: { floatMinor: number; floatReason: string | null },
): Promise<void> {
  await tx.updateTable("shift").set(float).where("id", "=", shiftId).execute();
}

/** What the closing before a shift left in its drawer; null: there was none. */
export async function leftBefore(db: Db, { registerId, mode, openedAt, leftMinor }: ShiftRow): Promise<number | null> {
  const report = await db.selectFrom("zReport").select("id").where("registerId", "=", registerId)
    .where("mode", "=", mode).where("closedAt", "<", openedAt).limit(1).executeTakeFirst();
  return report ? leftMinor : null;
}

export async function endShift(tx: Tx, shiftId: string, closedAt: number): Promise<void> {
  await tx.updateTable("shift").set({ closedAt }).where("id", "=", shiftId).execute();
}

export async function insertDrawerEntry(
  tx: Tx,
  entry: Omit<Insertable<DrawerEntryTable>, "position">,
): Promise<void> {
  const position = await nextPosition(tx, "drawerEntry", entry.shiftId);
  await tx.insertInto("drawerEntry").values({ ...entry, position }).execute();
}

export async function insertCount(tx: Tx, count: Omit<Insertable<DrawerCountTable>, "position">): Promise<void> {
  const position = await nextPosition(tx, "drawerCount", count.shiftId);
  await tx.insertInto("drawerCount").values({ ...count, position }).execute();
}

async function nextPosition(tx: Tx, table: "drawerEntry" | "drawerCount", shiftId: string): Promise<number> {
  const { last } = await tx.selectFrom(table).where("shiftId", "=", shiftId)
    .select((eb) => eb.fn.max("position").as("last")).executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** What went into the drawer and out of it, by cause. */
export function drawerMoves(db: Db, shiftId: string): Promise<{ cause: DrawerCause; amountMinor: number }[]> {
  return db.selectFrom("drawerEntry").where("shiftId", "=", shiftId).groupBy("cause")
    .select(["cause", (eb) => eb.fn.sum<number>("amountMinor").as("amountMinor")]).execute();
}

/** What was put in and taken out by hand, newest first. */
export function handMoves(db: Db, shiftId: string) {
  return db.selectFrom("drawerEntry").innerJoin("staff", "staff.id", "drawerEntry.staffId")
    .where("shiftId", "=", shiftId).where("cause", "in", ["in", "out"])
    .select(["cause", "amountMinor", "reason", "at", "staff.name as staffName"])
    .orderBy("position", "desc").limit(100).execute();
}

/** The newest counting of a shift, and how many there were (`position`). */
export function lastCount(db: Db, shiftId: string): Promise<DrawerCountRow | undefined> {
  return db.selectFrom("drawerCount").selectAll().where("shiftId", "=", shiftId).orderBy("position", "desc").limit(1)
    .executeTakeFirst();
}

/** Every counting of a shift, the first one first. */
export function countsOf(db: Db, shiftId: string): Promise<{ position: number; countedMinor: number }[]> {
  return db.selectFrom("drawerCount").select(["position", "countedMinor"]).where("shiftId", "=", shiftId)
    .orderBy("position").execute();
}

/** How a register's shift ended last. */
export function lastReportOf(db: Db, registerId: string, mode: Mode): Promise<ZReportRow | undefined> {
  return db.selectFrom("zReport").selectAll().where("registerId", "=", registerId).where("mode", "=", mode)
    .orderBy("number", "desc").limit(1).executeTakeFirst();
}

export function findReport(db: Db, reportId: string): Promise<ZReportRow | undefined> {
  return db.selectFrom("zReport").selectAll().where("id", "=", reportId).executeTakeFirst();
}

const REPORTS_A_PAGE = 100;

/** A page of the shop's reports, the newest or those before a number, with where and by whom, and whether older ones follow. */
export async function reports(db: Db, { mode, before }: { mode: Mode; before: number | null }) {
  const rows = await db.selectFrom("zReport").innerJoin("register", "register.id", "zReport.registerId")
    .innerJoin("staff", "staff.id", "zReport.staffId").where("mode", "=", mode)
    .$if(before !== null, (query) => query.where("zReport.number", "<", before))
    .selectAll("zReport").select(["register.number as registerNumber", "staff.name as staffName"])
    .orderBy("zReport.number", "desc").limit(REPORTS_A_PAGE + 1).execute();
  return { rows: rows.slice(0, REPORTS_A_PAGE), hasMore: rows.length > REPORTS_A_PAGE };
}

/** The next number of a Z report, without gaps: taken in the transaction that writes the report. */
export async function nextReportNumber(tx: Tx, mode: Mode): Promise<number> {
  const { last } = await tx.selectFrom("zReport").where("mode", "=", mode)
    .select((eb) => eb.fn.max("number").as("last")).executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

export async function insertReport(
  tx: Tx,
  report: ZReportRow,
  carried: Omit<Insertable<CarriedPaymentTable>, "zReportId">[],
): Promise<void> {
  await tx.insertInto("zReport").values(report).execute();
  if (carried.length === 0) return;
  await tx.insertInto("carriedPayment").values(carried.map((one) => ({ ...one, zReportId: report.id }))).execute();
}

/** An open payment and whose it is; nobody's, where no customer is known any more. */
export type ShiftPayment = {
  id: string;
  saleId: string;
  reference: string;
  status: PaymentStatus;
  amountMinor: number;
  givenName: string | null;
  familyName: string | null;
  /** 1: this is what Klarna has not given back of it. */
  owesRefund: number;
};

/**
 * The payments worked at here that are not over, or not part of their sale yet: with or without a sale that is finished. And those of
 * which something was to be given back here that Klarna has not confirmed, or refused. The amount is what Klarna holds, or owes: of a
 * payment of which it does both one follows the other.
 */
export async function openPaymentsAt(db: Db, registerId: string, mode: Mode): Promise<ShiftPayment[]> {
  const open = await named(db).where("payment.mode", "=", mode)
    .where((eb) => eb(eb.fn.coalesce("heldByRegisterId", "payment.registerId"), "=", registerId))
    .where(unfinished).select(["payment.status", heldMinor, sql<number>`0`.as("owesRefund")])
    .orderBy("payment.createdAt").execute();
  // Also of what is held elsewhere for goods that wait, of which a part came back here.
  const owing = await named(db).innerJoin(refundsOwedAt(db, registerId).as("owed"), "owed.id", "payment.id")
    .where("payment.mode", "=", mode)
    .select(["payment.status", "owed.owedMinor as amountMinor", sql<number>`1`.as("owesRefund")])
    .orderBy("payment.createdAt").execute();
  return [
    ...open.flatMap((one) => [one, ...owing.filter(({ id }) => id === one.id)]),
    ...owing.filter(({ id }) => open.every((one) => one.id !== id)),
  ];
}

/** What a closing keeps of open payments: one row of each. */
export function asCarried(open: readonly ShiftPayment[]): Omit<Insertable<CarriedPaymentTable>, "zReportId">[] {
  const firsts = open.filter(({ id }, index) => open.findIndex((one) => one.id === id) === index);
  return firsts.map((first) => {
    const { id: paymentId, status, owesRefund, amountMinor } = first;
    const beside = open.find((one) => one.id === paymentId && one !== first);
    return { paymentId, status, owesRefund, amountMinor, owedMinor: beside?.amountMinor ?? null };
  });
}

/** All of it, but for what was taken while Klarna holds the rest. */
function heldMinor(eb: ExpressionBuilder<Schema, "payment">) {
  const taken = eb.selectFrom("capture").whereRef("capture.paymentId", "=", "payment.id")
    .select((of) => of.fn.coalesce(of.fn.sum<number>("capture.amountMinor"), of.lit(0)).as("takenMinor"));
  const rest = eb("payment.amountMinor", "-", eb.parens(taken).$castTo<number>());
  return eb.case().when("payment.status", "=", "authorized").then(rest).else(eb.ref("payment.amountMinor")).end()
    .as("amountMinor");
}

/** The payments that a closing handed on, in the status that they had then, and with what Klarna held of them, or owed. */
export async function carriedBy(db: Db, reportId: string): Promise<ShiftPayment[]> {
  const rows = await named(db).innerJoin("carriedPayment", "carriedPayment.paymentId", "payment.id")
    .where("carriedPayment.zReportId", "=", reportId).select([
      "carriedPayment.status",
      "carriedPayment.owesRefund",
      "carriedPayment.owedMinor",
      (eb) => eb.fn.coalesce("carriedPayment.amountMinor", "payment.amountMinor").as("amountMinor"),
    ]).orderBy("payment.createdAt").execute();
  return rows.flatMap(({ owedMinor, ...row }) =>
    owedMinor === null ? [row] : [row, { ...row, owesRefund: 1, amountMinor: owedMinor }]
  );
}

function named(db: Db) {
  return db.selectFrom("payment").leftJoin("customer", "customer.id", "payment.customerId").select([
    "payment.id",
    "payment.saleId",
    "payment.reference",
    "customer.givenName",
    "customer.familyName",
  ]);
}

/**
 * Klarna's payments that were started here since the shift began, or handed on to it, by their present status: as captured what
 * Klarna has taken, also of those that wait with the rest, and as approved only what it still holds.
 */
export async function paymentsByStatus(
  db: Db,
  { registerId, mode, openedAt }: ShiftRow,
  carriedFrom: string | null,
): Promise<(Part & { count: number })[]> {
  const payments = await db.selectFrom("payment").where("mode", "=", mode).where((eb) =>
    eb.or([
      eb.and([eb("registerId", "=", registerId), eb("createdAt", ">=", openedAt)]),
      eb(
        "id",
        "in",
        eb.selectFrom("carriedPayment").select("paymentId").where("zReportId", "=", carriedFrom).where(
          "owesRefund",
          "=",
          0,
        ),
      ),
    ])
  ).select((eb) => [
    "status",
    "amountMinor",
    eb.fn.coalesce(
      eb.selectFrom("capture").whereRef("paymentId", "=", "payment.id").select(
        eb.fn.sum<number>("amountMinor").as("sum"),
      ),
      eb.lit(0),
    ).as("capturedMinor"),
  ]).execute();
  const parts = payments.flatMap(({ status, amountMinor, capturedMinor }): Part[] => {
    const captured = { status: "captured" as const, amountMinor: capturedMinor };
    if (status === "captured") return [captured];
    if (status !== "authorized" || capturedMinor === 0) return [{ status, amountMinor }];
    return [captured, { status, amountMinor: amountMinor - capturedMinor }];
  });
  return PAYMENT_STATUSES.toSorted().flatMap((status) => {
    const all = parts.filter((part) => part.status === status);
    return all.length === 0 ? [] : [{ status, count: all.length, amountMinor: sumOfAmounts(all) }];
  });
}

type Part = { status: PaymentStatus; amountMinor: number };

/**
 * Sales that were completed in a shift, or given up in it. Completed is what the ledger says was, wherever the sale went since, less
 * what was cancelled again in the same shift: that is among those given up.
 */
function endedIn(db: Db, shiftId: string, status: "completed" | "voided") {
  if (status === "voided") {
    return db.selectFrom("sale").select("id").where("shiftId", "=", shiftId).where("status", "=", status);
  }
  const booked = (cause: string) =>
    db.selectFrom("journal").select(sql<string>`"saleId"`.as("id")).where("shiftId", "=", shiftId).where(
      "cause",
      "=",
      cause,
    );
  return booked("sale_completed").where(sql<string>`"saleId"`, "not in", booked("sale_cancelled"));
}

/** Sales that were completed or given up in a shift: how many, and what their lines came to. */
export async function salesEnded(db: Db, shiftId: string, status: "completed" | "voided") {
  const { count } = await db.selectFrom(endedIn(db, shiftId, status).as("ended"))
    .select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  const sums = await linesEnded(db, shiftId, status).select([
    (eb) => eb.fn.coalesce(eb.fn.sum<number>("totalMinor"), eb.lit(0)).as("totalMinor"),
    (eb) => eb.fn.coalesce(eb.fn.sum<number>("discountMinor"), eb.lit(0)).as("discountMinor"),
  ]).executeTakeFirstOrThrow();
  return { count, ...sums };
}

function linesEnded(db: Db, shiftId: string, status: "completed" | "voided") {
  return db.selectFrom("lineItem").where(sql.ref("saleId"), "in", endedIn(db, shiftId, status))
    .where("removedAt", "is", null);
}
