import Database from "better-sqlite3";
import { Kysely, type LogEvent, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openForReading } from "../../db/dialect.ts";
import type { ShopDatabase, Tx } from "../../db/open.ts";
import type { NewPayment, Schema } from "../../db/schema.ts";
import { PAYMENT_GROUPS, PAYMENT_STATUSES, type PaymentFilter, type PaymentStatus } from "../../src/domain/payment.ts";
import { openAttentionItem } from "../../src/store/books.ts";
import {
  leftOpen,
  listPayments,
  type PaymentQuery,
  PAYMENTS_A_PAGE,
  statusesOf,
} from "../../src/store/payment-list.ts";
import { updateSale } from "../../src/store/sales.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { NOW, openDemoShop } from "../db/support.ts";
import { findPlace, insertPlace, startWaitingPayment } from "./support.ts";

let db: ShopDatabase;
let removeShop: () => Promise<void>;

beforeEach(async () => {
  ({ db, remove: removeShop } = await openDemoShop());
  await write(insertPlace);
});

afterEach(() => removeShop());

const write = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const start = (id: string, changes: Partial<NewPayment> = {}) =>
  write((tx) => startWaitingPayment(tx, `pay_${id}`, changes));

const EVERYTHING: PaymentQuery = {
  mode: "practice",
  filter: "all",
  registerId: null,
  staffId: null,
  amountMinor: null,
  from: null,
  until: null,
  text: "",
  after: null,
};

async function found(wanted: Partial<PaymentQuery>, now = NOW): Promise<string[]> {
  const { payments } = await listPayments(db.read, { ...EVERYTHING, ...wanted }, now);
  return payments.map(({ id }) => id.replace("pay_", ""));
}

describe("by status", () => {
  const one = (status: PaymentStatus, index: number, savedAt: number | null = null) =>
    start(`${status}${savedAt === null ? "" : "_saved"}`, { status, savedAt, createdAt: NOW + index });

  test("every group and every status lists its own, newest first", async () => {
    for (const [index, status] of PAYMENT_STATUSES.entries()) await one(status, index);
    await one("authorized", 20, NOW);
    await one("captured", 21, NOW);
    expect(await found({})).toHaveLength(PAYMENT_STATUSES.length + 2);
    expect(await found({ filter: "open" })).toEqual([
      "captured",
      "authorized",
      "in_review",
      "in_progress",
      "waiting",
      "created",
    ]);
    expect(await found({ filter: "completed" })).toEqual([
      "captured_saved",
      "authorized_saved",
      "captured",
      "authorized",
    ]);
    expect(await found({ filter: "ended" })).toEqual(["lapsed", "released", "rejected", "expired", "cancelled"]);
    expect(await found({ filter: "captured" })).toEqual(["captured_saved", "captured"]);
    expect(await found({ filter: "lapsed" })).toEqual(["lapsed"]);
  });

  test("what needs a person: whatever one is called about, and what was approved and not saved for too long", async () => {
    await start("fine");
    await start("lapsed to nobody's loss", { status: "lapsed" });
    await start("called", { createdAt: NOW + 1 });
    await start("warned", { createdAt: NOW + 2 });
    await start("unsaved", { status: "authorized", createdAt: NOW + 3 });
    await call("called", "books_differ");
    await call("warned", "about_to_lapse");
    expect(await found({ filter: "attention" })).toEqual(["called"]);
    expect(await found({ filter: "attention" }, NOW + 6 * 60_000)).toEqual(["unsaved", "called"]);
  });

  test("what was left open in the other mode is among the open ones, and nothing else of that mode is listed", async () => {
    await start("practice");
    await start("live", { mode: "live", createdAt: NOW + 1 });
    await start("over", { mode: "live", status: "cancelled" });
    expect(await found({})).toEqual(["practice"]);
    expect(await found({ filter: "open" })).toEqual(["live", "practice"]);
    expect((await leftOpen(db.read)).map(({ id }) => id)).toEqual(["pay_live", "pay_practice"]);
  });
});

describe("by who, where, when and how much", () => {
  test("a payment is listed where it is worked at now", async () => {
    const { registers, staff } = await people();
    await start("first");
    await start("taken", { heldByRegisterId: registers[1] ?? "", heldByStaffId: staff[1] ?? "", createdAt: NOW + 1 });
    expect(await found({ registerId: registers[0] ?? null })).toEqual(["first"]);
    expect(await found({ registerId: registers[1] ?? null })).toEqual(["taken"]);
    expect(await found({ staffId: staff[1] ?? null })).toEqual(["taken"]);
    expect(await found({ staffId: staff[1] ?? null, registerId: registers[0] ?? null })).toEqual([]);
    expect(await found({ staffId: staff[1] ?? null, registerId: registers[1] ?? null })).toEqual(["taken"]);
  });

  test("an amount is exactly that, and a day begins with its first moment and ends before the next one's", async () => {
    await start("before", { createdAt: NOW - 1 });
    await start("first", { createdAt: NOW });
    await start("last", { createdAt: NOW + 999, amountMinor: 100 });
    await start("after", { createdAt: NOW + 1000, amountMinor: 100 });
    const day = { from: NOW, until: NOW + 1000 };
    expect(await found(day)).toEqual(["last", "first"]);
    expect(await found({ amountMinor: 100 })).toEqual(["after", "last"]);
    expect(await found({ amountMinor: 100, ...day })).toEqual(["last"]);
    expect(await found({ amountMinor: 100, ...day, filter: "ended" })).toEqual([]);
  });
});

describe("by text", () => {
  test("the sale’s number, the receipt’s, our reference, Klarna’s reference and the order’s id", async () => {
    await start("one", { reference: "", klarnaReference: "KL-7F3Q-29DM", orderId: "0000aaaa-1111" });
    const sale = await db.read.selectFrom("sale").selectAll().where("id", "=", "sal_one").executeTakeFirstOrThrow();
    await write((tx) => updateSale(tx, sale.id, NOW, { receiptNumber: 4 }));
    await start("again", { saleId: "sal_one", attempt: 2, reference: `${sale.code}-2`, status: "cancelled" });
    await start("other");
    const both = ["one", "again"];
    expect((await found({ text: String(sale.code) })).toSorted()).toEqual(both.toSorted());
    expect((await found({ text: `S-${sale.code}` })).toSorted()).toEqual(both.toSorted());
    expect((await found({ text: "4" })).toSorted()).toEqual(both.toSorted());
    expect(await found({ text: `${sale.code}-2` })).toEqual(["again"]);
    expect(await found({ text: "kl-7f3q-29dm" })).toEqual(["one"]);
    expect(await found({ text: "0000AAAA-1111" })).toEqual(["one"]);
    expect(await found({ text: String(sale.code), filter: "ended" })).toEqual(["again"]);
    expect(await found({ text: "999999999" })).toEqual([]);
  });

  test("three letters of the customer’s name", async () => {
    const { id: customerId } = await db.read.selectFrom("customer").select("id").where("familyName", "=", "Karim")
      .executeTakeFirstOrThrow();
    await start("hers", { customerId });
    await start("other");
    expect(await found({ text: "kar" })).toEqual(["hers"]);
    expect(await found({ text: "kar sam" })).toEqual(["hers"]);
    expect(await found({ text: "karX" })).toEqual([]);
    expect(await found({ text: "ka" })).toEqual([]);
  });
});

test("page after page tells every payment once, also those of the same moment", async () => {
  const count = 2 * PAYMENTS_A_PAGE + 7;
  for (let index = 0; index < count; index++) {
    const status = index % 3 === 0 ? "captured" : "cancelled";
    await start(String(index).padStart(3, "0"), { status, savedAt: NOW, createdAt: NOW + Math.floor(index / 40) });
  }
  const pages: string[][] = [];
  for (let after: PaymentQuery["after"] = null;;) {
    const page = await listPayments(db.read, { ...EVERYTHING, after }, NOW);
    pages.push(page.payments.map(({ id }) => id));
    if (page.next === null) break;
    after = page.next;
  }
  expect(pages.map((page) => page.length)).toEqual([PAYMENTS_A_PAGE, PAYMENTS_A_PAGE, 7]);
  const all = pages.flat();
  expect(all).toEqual(Array.from({ length: count }, (_, index) => `pay_${String(count - 1 - index).padStart(3, "0")}`));
});

describe("however many payments there are", () => {
  const FILTERS: PaymentFilter[] = [...PAYMENT_GROUPS, ...PAYMENT_STATUSES];
  const few = [false, true];
  const combinations = FILTERS.flatMap((filter) =>
    few.flatMap((register) =>
      few.flatMap((staff) =>
        few.flatMap((amount) =>
          few.flatMap((day) => few.map((after) => ({ filter, register, staff, amount, day, after })))
        )
      )
    )
  );

  test(`each of ${combinations.length} combinations of filters reads a page’s worth of the one index made for it`, async () => {
    await start("one");
    const { plansOf, close } = await planner();
    for (const { filter, register, staff, amount, day, after } of combinations) {
      const plans = await plansOf({
        filter,
        registerId: register ? "reg" : null,
        staffId: staff ? "stf" : null,
        amountMinor: amount ? 1 : null,
        ...(day ? { from: NOW, until: NOW + 1 } : {}),
        after: after ? { createdAt: NOW, id: "pay_x" } : null,
      });
      const isFew = filter === "open" || filter === "attention";
      const isListed = !isFew && plans.length === statusesOf(filter).length;
      expect(isFew || isListed).toBe(true);
      for (const plan of plans) {
        expect(plan.join("\n")).not.toMatch(/SCAN payment|payment_by_time/);
        if (isFew) expect(plan.join("\n")).not.toContain("payment_listed_by");
        else expect(plan).toEqual(listPlan({ register, staff, amount, isBounded: day || after, hasBoth: day }));
      }
    }
    await close();
  });

  test.each(["20418", "20418-1", "karim", "KL-7F3Q-29DM"])("what %s finds comes from indexes", async (text) => {
    await start("one", {
      customerId: (await db.read.selectFrom("customer").select("id").where("familyName", "=", "Karim")
        .executeTakeFirstOrThrow()).id,
    });
    const { plansOf, close } = await planner();
    for (const filter of FILTERS) {
      for (const plan of await plansOf({ filter, text, registerId: "reg", staffId: "stf", amountMinor: 1 })) {
        expect(plan.join("\n")).not.toMatch(/SCAN (payment|sale|customer)\b|payment_listed|payment_by_time/);
      }
    }
    await close();
  });
});

type Narrowing = { register: boolean; staff: boolean; amount: boolean; isBounded: boolean; hasBoth: boolean };

/** One search of the index that holds all that is asked, and no sorting but of payments of the same moment. */
function listPlan({ register, staff, amount, isBounded, hasBoth }: Narrowing): string[] {
  const names = Object.entries({ amount, register, staff }).flatMap(([name, isAsked]) => isAsked ? [name] : []);
  const by = names.length === 0 ? "" : `_by_${names.join("_and_")}`;
  const columns = names.map((name) => name === "amount" ? "amountMinor" : "<expr>");
  const bounds = isBounded ? ` AND ${hasBoth ? "createdAt>? AND createdAt<?" : "createdAt<?"}` : "";
  const known = [...columns, "status", "mode"].map((column) => `${column}=?`).join(" AND ");
  return [
    `SEARCH payment USING INDEX payment_listed${by} (${known}${bounds})`,
    "USE TEMP B-TREE FOR LAST TERM OF ORDER BY",
  ];
}

/** How SQLite would find the places of the page: the plan of every statement about payments but the one that reads their rows. */
async function planner() {
  const { rows: [main] } = await sql<{ file: string }>`pragma database_list`.execute(db.read);
  const file = main?.file ?? "";
  let statements: { sql: string; parameters: readonly unknown[] }[] = [];
  const log = ({ query }: LogEvent) => void statements.push({ sql: query.sql, parameters: query.parameters });
  const read = new Kysely<Schema>({ dialect: openForReading(file), log });
  const database: Database.Database = new Database(file, { readonly: true });
  const planOf = (statement: string, values: readonly unknown[]) =>
    database.prepare<unknown[], { detail: string }>(`explain query plan ${statement}`).all(...values)
      .map(({ detail }) => detail);
  return {
    async plansOf(wanted: Partial<PaymentQuery>): Promise<string[][]> {
      statements = [];
      await listPayments(read, { ...EVERYTHING, ...wanted }, NOW);
      return statements.filter(({ sql }) => sql.includes('from "payment"') && !sql.startsWith("select *"))
        .map(({ sql, parameters }) => planOf(sql, parameters));
    },
    async close() {
      database.close();
      await read.destroy();
    },
  };
}

async function people() {
  const registers = await db.read.selectFrom("register").select("id").orderBy("number").execute();
  const { staffId } = await inTransaction(db, findPlace);
  const others = await db.read.selectFrom("staff").select("id").where("id", "<>", staffId).execute();
  return { registers: registers.map(({ id }) => id), staff: [staffId, ...others.map(({ id }) => id)] };
}

function call(id: string, kind: "books_differ" | "about_to_lapse"): Promise<void> {
  const about = { saleId: `sal_${id}`, paymentId: `pay_${id}`, mode: "practice", amountMinor: 1 } as const;
  const said = { weThink: "waiting", klarnaSays: "gone", readAt: NOW, openedAt: NOW };
  return write((tx) => openAttentionItem(tx, { id: `att_${id}`, kind, ...about, ...said }));
}
