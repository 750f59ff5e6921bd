import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ShopDatabase, Tx } from "../../db/open.ts";
import type { NewPayment } from "../../db/schema.ts";
import { OPEN_STATUSES, PAYMENT_STATUSES, type PaymentStatus } from "../../src/domain/payment.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { NOW, openDemoShop } from "./support.ts";

const OVER = PAYMENT_STATUSES.filter((status) => !OPEN_STATUSES.includes(status));

let db: ShopDatabase;
let removeShop: () => Promise<void>;

beforeEach(async () => {
  ({ db, remove: removeShop } = await openDemoShop());
  await write(rungUpSale);
});

afterEach(() => removeShop());

describe("append-only tables", () => {
  beforeEach(() => write(writtenHistory));

  const columns = { paymentEvent: "kind", journal: "cause", journalEntry: "account" } as const;
  for (const table of ["paymentEvent", "journal", "journalEntry"] as const) {
    test(`${table}: no row is changed, not even to the same values`, async () => {
      const column = sql.ref(columns[table]);
      await expect(write((tx) => sql`update ${sql.table(table)} set ${column} = ${column}`.execute(tx)))
        .rejects.toThrow(`${table} is append-only`);
    });

    test(`${table}: no row is deleted`, async () => {
      await expect(write((tx) => sql`delete from ${sql.table(table)}`.execute(tx)))
        .rejects.toThrow(`${table} is append-only`);
      expect(await db.read.selectFrom(table).selectAll().execute()).toHaveLength(table === "journalEntry" ? 2 : 1);
    });
  }

  test("they still take new rows", async () => {
    await write((tx) => tx.insertInto("paymentEvent").values(event(2)).execute());
    expect(await db.read.selectFrom("paymentEvent").selectAll().execute()).toHaveLength(2);
  });
});

describe("the lines of a sale with an open payment", () => {
  for (const status of OPEN_STATUSES) {
    test(`${status}: no line is added, changed or deleted`, async () => {
      await write((tx) => insertPayment(tx, { status }));
      const refusal = "the basket is locked";
      await expect(write((tx) => insertLine(tx, { id: "lin_2", position: 2 }))).rejects.toThrow(refusal);
      await expect(write((tx) => tx.updateTable("lineItem").set({ quantity: 2 }).execute())).rejects.toThrow(refusal);
      await expect(write((tx) => tx.updateTable("lineItem").set({ removedAt: NOW }).execute())).rejects.toThrow(
        refusal,
      );
      await expect(write((tx) => tx.deleteFrom("lineItem").execute())).rejects.toThrow(refusal);
      expect(await db.read.selectFrom("lineItem").selectAll().execute())
        .toEqual([expect.objectContaining({ id: "lin_1", quantity: 1, removedAt: null })]);
    });
  }

  test("another sale's lines stay free", async () => {
    await write(async (tx) => {
      await insertPayment(tx, { status: "waiting" });
      await insertSale(tx, "sal_2", 20_419);
      await insertLine(tx, { id: "lin_2", saleId: "sal_2" });
      await tx.updateTable("lineItem").set({ quantity: 2 }).where("saleId", "=", "sal_2").execute();
      await tx.deleteFrom("lineItem").where("saleId", "=", "sal_2").execute();
    });
  });

  for (const status of OVER) {
    test(`${status}: the payment is over and the lines are free again`, async () => {
      await write(async (tx) => {
        await insertPayment(tx, { status });
        await insertLine(tx, { id: "lin_2", position: 2 });
        await tx.updateTable("lineItem").set({ quantity: 2 }).where("id", "=", "lin_1").execute();
        await tx.deleteFrom("lineItem").where("id", "=", "lin_1").execute();
      });
      expect(await db.read.selectFrom("lineItem").select("id").execute()).toEqual([{ id: "lin_2" }]);
    });
  }
});

describe("one open payment per sale", () => {
  test("a second open payment is refused by the database, in whatever status", async () => {
    await write((tx) => insertPayment(tx, { status: "waiting" }));
    for (const status of OPEN_STATUSES) {
      await expect(write((tx) => insertPayment(tx, { id: "pay_2", attempt: 2, status })))
        .rejects.toThrow("UNIQUE constraint failed: payment.saleId");
    }
    expect(await db.read.selectFrom("payment").select("id").execute()).toEqual([{ id: "pay_1" }]);
  });

  test("a payment that is over makes room for the next", async () => {
    await write((tx) => insertPayment(tx, { status: "cancelled", endedBy: "cashier" }));
    await write((tx) => insertPayment(tx, { id: "pay_2", attempt: 2, status: "created" }));
    expect(await db.read.selectFrom("payment").select("id").execute()).toHaveLength(2);
  });

  test("a closed payment that turned out to hold money may be corrected beside an open one", async () => {
    await write((tx) => insertPayment(tx, { status: "cancelled" }));
    await write((tx) => insertPayment(tx, { id: "pay_2", attempt: 2, status: "waiting" }));
    const correct = (correctedAt: number | null) =>
      write((tx) =>
        tx.updateTable("payment").set({ status: "authorized", correctedAt }).where("id", "=", "pay_1").execute()
      );
    await expect(correct(null)).rejects.toThrow("UNIQUE constraint failed: payment.saleId");
    await correct(NOW);
  });
});

describe("columns", () => {
  test("a text in an integer column is refused", async () => {
    await expect(write((tx) => sql`update "product" set "priceMinor" = 'a lot'`.execute(tx)))
      .rejects.toThrow("cannot store TEXT value in INTEGER column product.priceMinor");
  });

  test("every table is strict", async () => {
    const { rows } = await sql<{ name: string }>`
      select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0
      and name not like 'sqlite%' and name not like 'kysely%'`.execute(db.read);
    expect(rows).toEqual([]);
  });

  test("an unknown status is refused", async () => {
    const insert = write(async (tx) => {
      await insertPayment(tx, { status: "waiting" });
      await sql`update "payment" set "status" = 'completed'`.execute(tx);
    });
    await expect(insert).rejects.toThrow("CHECK constraint failed: status_known");
  });

  test("a payment of nothing is refused", async () => {
    await expect(write((tx) => insertPayment(tx, { status: "created", amountMinor: 0 })))
      .rejects.toThrow("CHECK constraint failed: amount_positive");
  });

  test("a row that points to nothing is refused", async () => {
    await expect(write((tx) => insertLine(tx, { id: "lin_2", saleId: "sal_9" })))
      .rejects.toThrow("FOREIGN KEY constraint failed");
  });
});

function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(db, work);
}

/** Ada has rung up one tent at till 2. */
async function rungUpSale(tx: Tx): Promise<void> {
  const { registerId, staffId } = await findPlace(tx);
  await tx.insertInto("shift")
    .values({ id: "shf_1", registerId, staffId, mode: "practice", openedAt: NOW, closedAt: null }).execute();
  await tx.insertInto("klarnaAccount").values({
    id: "kla_1",
    mode: "practice",
    baseUrl: "http://127.0.0.1:8010",
    username: "practice",
    sealedPassword: null,
    keyId: null,
    createdAt: NOW,
  }).execute();
  await insertSale(tx, "sal_1", 20_418);
  await insertLine(tx, { id: "lin_1" });
}

async function findPlace(tx: Tx): Promise<{ registerId: string; staffId: string }> {
  const register = await tx.selectFrom("register").select("id").where("number", "=", 2).executeTakeFirstOrThrow();
  const staff = await tx.selectFrom("staff").select("id").where("name", "=", "Ada").executeTakeFirstOrThrow();
  return { registerId: register.id, staffId: staff.id };
}

async function insertSale(tx: Tx, id: string, code: number): Promise<void> {
  await tx.insertInto("sale").values({
    id,
    code,
    mode: "practice",
    status: "open",
    ...await findPlace(tx),
    shiftId: "shf_1",
    customerId: null,
    currency: "GBP",
    parkedNote: null,
    createdAt: NOW,
    updatedAt: NOW,
    parkedAt: null,
    completedAt: null,
    completedBy: null,
    receiptNumber: null,
  }).execute();
}

async function insertLine(tx: Tx, line: { id: string; saleId?: string; position?: number }): Promise<void> {
  await tx.insertInto("lineItem").values({
    saleId: "sal_1",
    position: 1,
    productId: null,
    productCode: "TNT-RDG3",
    name: "Ridgeline 3 tent",
    quantity: 1,
    unitPriceMinor: 38_900,
    taxCode: "A",
    taxRateBasisPoints: 2000,
    priceStyle: "inclusive",
    totalMinor: 38_900,
    taxMinor: 6_483,
    createdAt: NOW,
    removedAt: null,
    ...line,
  }).execute();
}

async function insertPayment(tx: Tx, changes: Partial<NewPayment> & { status: PaymentStatus }): Promise<void> {
  const attempt = changes.attempt ?? 1;
  await tx.insertInto("payment").values({
    id: "pay_1",
    saleId: "sal_1",
    klarnaAccountId: "kla_1",
    mode: "practice",
    attempt,
    reference: `20418-${attempt}`,
    amountMinor: 38_900,
    currency: "GBP",
    ...await findPlace(tx),
    createdAt: NOW,
    limitAt: NOW + 900_000,
    statusAt: NOW,
    ...changes,
  }).execute();
}

/** One event of a payment, one booking of two entries. */
async function writtenHistory(tx: Tx): Promise<void> {
  await insertPayment(tx, { status: "created" });
  await tx.insertInto("paymentEvent").values(event(1)).execute();
  await tx.insertInto("journal").values({
    id: "jnl_1",
    cause: "sale_completed",
    saleId: "sal_1",
    paymentId: "pay_1",
    mode: "practice",
    shiftId: "shf_1",
    staffId: null,
    at: NOW,
  }).execute();
  await tx.insertInto("journalEntry").values([
    { journalId: "jnl_1", position: 1, account: "klarna", amountMinor: 38_900, currency: "GBP" },
    { journalId: "jnl_1", position: 2, account: "sales", amountMinor: -38_900, currency: "GBP" },
  ]).execute();
}

function event(position: number) {
  return {
    id: `evt_${position}`,
    paymentId: "pay_1",
    position,
    kind: "started",
    fromStatus: null,
    toStatus: "created",
    cause: "start",
    staffId: null,
    at: NOW,
    correlationId: null,
    detail: null,
  } as const;
}
