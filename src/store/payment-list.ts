import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, sql, type SqlBool } from "kysely";
import type { Db } from "../../db/open.ts";
import type { PaymentRow, Schema } from "../../db/schema.ts";
import { ATTENTION_KINDS, isWarning } from "../domain/attention.ts";
import {
  isOver,
  OPEN_STATUSES,
  PAYMENT_STATUSES,
  type PaymentFilter,
  type PaymentStatus,
  UNSAVED_AFTER_MS,
} from "../domain/payment.ts";
import type { Mode } from "../domain/sale.ts";
import { customersHolding } from "./customer-search.ts";

/** Where a page of the list begins: behind this payment. */
export type ListPlace = { createdAt: number; id: string };

/** What payments are looked for by; what is null, or an empty text, does not matter. */
export type PaymentQuery = {
  mode: Mode;
  filter: PaymentFilter;
  registerId: string | null;
  staffId: string | null;
  amountMinor: number | null;
  from: number | null;
  until: number | null;
  text: string;
  after: ListPlace | null;
};

export const PAYMENTS_A_PAGE = 50;

type Query = SelectQueryBuilder<Schema, "payment", ListPlace>;
type Builder = ExpressionBuilder<Schema, "payment">;

/** One page of payments, newest first, and where the next one begins; null: this is the last. */
export async function listPayments(
  db: Db,
  wanted: PaymentQuery,
  now: number,
): Promise<{ payments: PaymentRow[]; next: ListPlace | null }> {
  const found = (await Promise.all((await ways(db, wanted, now)).map((way) => way.execute()))).flat();
  const places = [...new Map(found.map((place) => [place.id, place])).values()].sort(newestFirst);
  const page = places.slice(0, PAYMENTS_A_PAGE);
  const payments = await paymentsOf(db, page.map(({ id }) => id));
  const last = page.at(-1);
  return { payments: payments.sort(newestFirst), next: last && places.length > page.length ? last : null };
}

/** What waits for somebody, of either mode, newest first. */
export async function leftOpen(db: Db): Promise<PaymentRow[]> {
  return await db.selectFrom("payment").selectAll().where(passes("open", 0))
    .orderBy(UNINDEXED.time, "desc").orderBy("id", "desc").limit(PAYMENTS_A_PAGE).execute();
}

function newestFirst(a: ListPlace, b: ListPlace): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}

async function paymentsOf(db: Db, ids: string[]): Promise<PaymentRow[]> {
  return ids.length === 0 ? [] : await db.selectFrom("payment").selectAll().where("id", "in", ids).execute();
}

/** Queries that together find the page. Each reads no more than a page, or what few payments it is about. */
async function ways(db: Db, wanted: PaymentQuery, now: number): Promise<Query[]> {
  const { filter, text } = wanted;
  if (text !== "") {
    return (await matches(db, text)).map((isFound) => fewOf(db, wanted).where(isFound).where(passes(filter, now)));
  }
  if (filter === "open" || filter === "attention") return [fewOf(db, wanted).where(passes(filter, now))];
  return statusesOf(filter).map((status) => manyOf(db, wanted).where("status", "=", status));
}

/**
 * Payments of one status by the index made for these filters. It is named, since SQLite knows of no index how much it
 * narrows, and takes another one where both hold the time.
 */
function manyOf(db: Db, wanted: PaymentQuery): Query {
  const { registerId, staffId, amountMinor } = wanted;
  const by = Object.entries({ amount: amountMinor, register: registerId, staff: staffId })
    .flatMap(([name, value]) => value === null ? [] : [name]);
  const index = ["payment_listed", ...(by.length > 0 ? ["by", by.join("_and_")] : [])].join("_");
  const payments = sql<PaymentRow>`"payment"`.as<"payment">(sql`"payment" indexed by ${sql.ref(index)}`);
  return narrowed(db.selectFrom(payments), wanted, INDEXED).where("mode", "=", wanted.mode);
}

/** Payments that something else than the list's filters finds: none of their indexes may be chosen. */
function fewOf(db: Db, wanted: PaymentQuery): Query {
  const isOfMode = (eb: Builder) => eb(sql<Mode>`+"payment"."mode"`, "=", wanted.mode);
  const isLeftOpen = (eb: Builder) => eb(sql<PaymentStatus>`+"payment"."status"`, "in", OPEN_STATUSES);
  // What was left open when the shop changed over must still be found.
  const spansModes = wanted.filter === "open" || wanted.filter === "attention";
  return narrowed(db.selectFrom("payment"), wanted, UNINDEXED)
    .where((eb) => spansModes ? eb.or([isOfMode(eb), isLeftOpen(eb)]) : isOfMode(eb));
}

/** The filters' columns, as the indexes of the list say them. */
const INDEXED = {
  register: sql<string>`coalesce("payment"."heldByRegisterId", "payment"."registerId")`,
  staff: sql<string>`coalesce("payment"."heldByStaffId", "payment"."staffId")`,
  amount: sql<number>`"payment"."amountMinor"`,
  time: sql<number>`"payment"."createdAt"`,
};

/** The same behind a plus sign, which keeps their indexes out of the plan. */
const UNINDEXED: typeof INDEXED = {
  register: sql`+${INDEXED.register}`,
  staff: sql`+${INDEXED.staff}`,
  amount: sql`+${INDEXED.amount}`,
  time: sql`+${INDEXED.time}`,
};

/** The filters that both ways share, and the order. */
function narrowed(
  payments: SelectQueryBuilder<Schema, "payment", object>,
  wanted: PaymentQuery,
  columns: typeof INDEXED,
): Query {
  const { registerId, staffId, amountMinor, from, after } = wanted;
  let query = payments.select(["payment.id", "payment.createdAt"]);
  if (registerId !== null) query = query.where(columns.register, "=", registerId);
  if (staffId !== null) query = query.where(columns.staff, "=", staffId);
  if (amountMinor !== null) query = query.where(columns.amount, "=", amountMinor);
  if (from !== null) query = query.where(columns.time, ">=", from);
  const before = beforeWhat(wanted);
  if (before !== null) query = query.where(columns.time, "<", before);
  if (after !== null) {
    const isEarlier = sql<boolean>`+"payment"."createdAt" < ${after.createdAt}`;
    query = query.where((eb) => eb.or([isEarlier, eb(sql`+"payment"."id"`, "<", after.id)]));
  }
  return query.orderBy(columns.time, "desc").orderBy("payment.id", "desc").limit(PAYMENTS_A_PAGE + 1);
}

/** One bound for both, since only one is asked of the index. Of the same moment as the last one shown, some may be left. */
function beforeWhat({ until, after }: PaymentQuery): number | null {
  if (after === null) return until;
  return Math.min(until ?? Infinity, after.createdAt + 1);
}

export function statusesOf(filter: PaymentFilter): readonly PaymentStatus[] {
  switch (filter) {
    case "all":
    case "open":
    case "attention":
      return PAYMENT_STATUSES;
    case "completed":
      return ["authorized", "captured"];
    case "ended":
      return PAYMENT_STATUSES.filter((status) => isOver(status) && status !== "captured");
    default:
      return [filter];
  }
}

const CALLS = ATTENTION_KINDS.filter((kind) => !isWarning(kind));

function passes(filter: PaymentFilter, now: number) {
  return (eb: Builder) => {
    const isUnsaved = eb("savedAt", "is", null);
    if (filter === "open") {
      const isUndecided = eb("status", "in", OPEN_STATUSES.filter((status) => status !== "authorized"));
      return eb.or([isUndecided, eb.and([eb("status", "in", ["authorized", "captured"]), isUnsaved])]);
    }
    if (filter === "attention") {
      const called = eb.selectFrom("attentionItem").select("paymentId").where("closedAt", "is", null)
        .where("kind", "in", CALLS).where("paymentId", "is not", null).$castTo<{ paymentId: string }>();
      const isLate = eb("statusAt", "<", now - UNSAVED_AFTER_MS);
      const isUnsavedTooLong = eb.and([eb("status", "=", "authorized"), isUnsaved, isLate]);
      return eb.or([eb("payment.id", "in", called), isUnsavedTooLong]);
    }
    return eb(sql<PaymentStatus>`+"payment"."status"`, "in", statusesOf(filter));
  };
}

/**
 * Payments by their reference or Klarna's, their sale's number or its receipt's, or their customer, of whom three letters
 * are needed: each by an index of its own.
 */
async function matches(db: Db, text: string): Promise<((eb: Builder) => Expression<SqlBool>)[]> {
  const [, number, attempt] = /^(?:S-)?(\d{1,9})(?:-(\d{1,4}))?$/i.exec(text) ?? [];
  if (number !== undefined) {
    const saleIds = await salesNumbered(db, Number(number));
    const isOfSale = (eb: Builder) => eb("saleId", "in", saleIds);
    if (saleIds.length === 0) return [];
    return attempt === undefined ? [isOfSale] : [(eb) => eb.and([isOfSale(eb), eb("attempt", "=", Number(attempt))])];
  }
  const customerIds = await customersHolding(db, text);
  const named = customerIds.length === 0 ? [] : [(eb: Builder) => eb("customerId", "in", customerIds)];
  return [
    ...named,
    (eb) => eb("klarnaReference", "in", [text, text.toUpperCase()]),
    (eb) => eb("orderId", "=", text.toLowerCase()),
  ];
}

async function salesNumbered(db: Db, number: number): Promise<string[]> {
  const sales = await db.selectFrom("sale").select("id")
    .where((eb) => eb.or([eb("code", "=", number), eb("receiptNumber", "=", number)])).execute();
  return sales.map(({ id }) => id);
}
