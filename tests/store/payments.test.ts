import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ShopDatabase, Tx } from "../../db/open.ts";
import type { PaymentStatus } from "../../src/domain/payment.ts";
import {
  countOpenPayments,
  eventsOf,
  findPaymentByCallback,
  insertEvent,
  movePayment,
  paymentsOfSale,
  updatePayment,
} from "../../src/store/payments.ts";
import { updateSale } from "../../src/store/sales.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { NOW, openDemoShop } from "../db/support.ts";
import { insertPlace, readPayment, startWaitingPayment } from "./support.ts";

let db: ShopDatabase;
let removeShop: () => Promise<void>;

beforeEach(async () => {
  ({ db, remove: removeShop } = await openDemoShop());
  await write(async (tx) => {
    await insertPlace(tx);
    await startWaitingPayment(tx, "pay_1");
  });
});

afterEach(() => removeShop());

describe("movePayment", () => {
  test("moves from the status the caller saw, with what is noted along with it", async () => {
    expect(await move("waiting", "cancelled", NOW + 1)).toBe(true);
    expect(await readPayment(db, "pay_1")).toMatchObject({ status: "cancelled", statusAt: NOW + 1 });
  });

  test.each(["created", "in_progress", "authorized", "cancelled"] as const)(
    "moves nothing and notes nothing for a caller who saw %s",
    async (seen) => {
      const before = await readPayment(db, "pay_1");
      expect(await move(seen, "captured", NOW + 1)).toBe(false);
      expect(await readPayment(db, "pay_1")).toEqual(before);
    },
  );

  test("lets exactly one of two through that saw the same status", async () => {
    const moved = await Promise.all([move("waiting", "in_progress", NOW + 1), move("waiting", "cancelled", NOW + 2)]);
    expect(moved.toSorted()).toEqual([false, true]);
    const winner = moved[0] ? { status: "in_progress", statusAt: NOW + 1 } : { status: "cancelled", statusAt: NOW + 2 };
    expect(await readPayment(db, "pay_1")).toMatchObject(winner);
  });

  test("lets one of two through that want the very same move", async () => {
    const moved = await Promise.all([move("waiting", "cancelled", NOW + 1), move("waiting", "cancelled", NOW + 1)]);
    expect(moved.toSorted()).toEqual([false, true]);
  });

  test("is undone with its transaction", async () => {
    await expect(write(async (tx) => {
      expect(await movePayment(tx, "pay_1", "waiting", "cancelled", {})).toBe(true);
      throw new Error("no event");
    })).rejects.toThrow("no event");
    expect((await readPayment(db, "pay_1")).status).toBe("waiting");
  });

  test("moves no other payment", async () => {
    await write((tx) => startWaitingPayment(tx, "pay_2"));
    await move("waiting", "cancelled", NOW + 1);
    expect((await readPayment(db, "pay_2")).status).toBe("waiting");
  });
});

describe("events", () => {
  test("are numbered from 1 for each payment and read in that order", async () => {
    await write(async (tx) => {
      await startWaitingPayment(tx, "pay_2");
      for (const [id, paymentId] of [["evt_c", "pay_1"], ["evt_b", "pay_2"], ["evt_a", "pay_1"]] as const) {
        await insertEvent(tx, event(id, paymentId));
      }
    });
    const numbered = async (id: string) => (await eventsOf(db.read, id)).map((one) => [one.position, one.id]);
    expect(await numbered("pay_1")).toEqual([[1, "evt_c"], [2, "evt_a"]]);
    expect(await numbered("pay_2")).toEqual([[1, "evt_b"]]);
  });

  test("written at once keep numbers of their own", async () => {
    await Promise.all(["evt_1", "evt_2", "evt_3"].map((id) => write((tx) => insertEvent(tx, event(id, "pay_1")))));
    expect((await eventsOf(db.read, "pay_1")).map((one) => one.position)).toEqual([1, 2, 3]);
  });
});

describe("finding payments", () => {
  test("all tries of a sale, the newest first", async () => {
    await move("waiting", "cancelled", NOW + 1);
    await write((tx) => startWaitingPayment(tx, "pay_2", { saleId: "sal_1", attempt: 2 }));
    await write((tx) => startWaitingPayment(tx, "pay_3"));
    expect(idsOf(await paymentsOfSale(db.read, "sal_1"))).toEqual(["pay_2", "pay_1"]);
  });

  test("a payment counts as open until it is over or its sale is completed", async () => {
    await write((tx) => startWaitingPayment(tx, "pay_2", { status: "authorized" }));
    expect(await countOpenPayments(db.read, "practice")).toBe(2);
    await write((tx) => updateSale(tx, "sal_2", NOW + 1, { status: "completed" }));
    expect(await countOpenPayments(db.read, "practice")).toBe(1);
    await move("waiting", "cancelled", NOW + 1);
    expect(await countOpenPayments(db.read, "practice")).toBe(0);
    expect(await countOpenPayments(db.read, "live")).toBe(0);
  });

  test("by the hash of its callback's token, and by nothing else", async () => {
    await write((tx) => updatePayment(tx, "pay_1", { callbackTokenHash: "hash" }));
    expect((await findPaymentByCallback(db.read, "hash"))?.id).toBe("pay_1");
    expect(await findPaymentByCallback(db.read, "")).toBeUndefined();
  });
});

function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(db, work);
}

function move(from: PaymentStatus, to: PaymentStatus, statusAt: number): Promise<boolean> {
  return write((tx) => movePayment(tx, "pay_1", from, to, { statusAt }));
}

function idsOf(payments: { id: string }[]): string[] {
  return payments.map((payment) => payment.id);
}

function event(id: string, paymentId: string) {
  return {
    id,
    paymentId,
    kind: "started",
    fromStatus: null,
    toStatus: "waiting",
    cause: "start",
    staffId: null,
    at: NOW,
    correlationId: null,
    detail: null,
  } as const;
}
