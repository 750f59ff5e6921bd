import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ShopDatabase, Tx } from "../../db/open.ts";
import {
  duePayments,
  extendLease,
  giveBackLease,
  hintOpenPaymentsOfCustomer,
  hintPayment,
  nextDueAt,
  startAllLooks,
  takeLease,
} from "../../src/store/due-payments.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { NOW, openDemoShop } from "../db/support.ts";
import { insertPlace, OTHER_ACCOUNT, OUR_ACCOUNT, readPayment, startWaitingPayment } from "./support.ts";

const UNTIL = NOW + 30_000;
const FREE = { leaseOwner: null, leaseUntilAt: null };

let db: ShopDatabase;
let removeShop: () => Promise<void>;

beforeEach(async () => {
  ({ db, remove: removeShop } = await openDemoShop());
  await write(async (tx) => {
    await insertPlace(tx);
    await startWaitingPayment(tx, "pay_1", { nextCheckAt: NOW });
  });
});

afterEach(() => removeShop());

describe("takeLease", () => {
  test("gives the payment, held until the lease ends, with the next look at that end", async () => {
    const held = { leaseOwner: "act_1", leaseUntilAt: UNTIL, nextCheckAt: UNTIL };
    expect(await take("act_1")).toMatchObject({ id: "pay_1", ...held });
    expect(await pay("pay_1")).toMatchObject(held);
  });

  test("refuses a second taker to the last millisecond, and leaves the first one's lease as it is", async () => {
    await take("act_1");
    const before = await pay("pay_1");
    expect(await take("act_2", UNTIL - 1)).toBeUndefined();
    expect(await pay("pay_1")).toEqual(before);
  });

  test("refuses its own holder too: a lease is extended, not taken twice", async () => {
    await take("act_1");
    expect(await take("act_1", NOW + 1)).toBeUndefined();
  });

  test("lets exactly one of two have it that come at once", async () => {
    const taken = await Promise.all([take("act_1"), take("act_2")]);
    const [winner, ...others] = taken.filter((payment) => payment !== undefined);
    expect(others).toEqual([]);
    expect((await pay("pay_1")).leaseOwner).toBe(winner?.leaseOwner);
  });

  test("takes over a lease that has ended", async () => {
    await take("act_1");
    expect(await take("act_2", UNTIL)).toMatchObject({ leaseOwner: "act_2", leaseUntilAt: UNTIL + 30_000 });
  });

  test("never takes another account's payment, due or not", async () => {
    await write((tx) => startWaitingPayment(tx, "pay_2", { klarnaAccountId: OTHER_ACCOUNT, nextCheckAt: NOW - 1 }));
    const before = await pay("pay_2");
    expect(await take("act_1", NOW, "pay_2")).toBeUndefined();
    expect(await take("act_1", NOW + 1_000_000, "pay_2")).toBeUndefined();
    expect(await pay("pay_2")).toEqual(before);
  });
});

describe("extendLease", () => {
  const longer = { heldUntilAt: UNTIL, untilAt: UNTIL + 5_000 };

  test("holds it longer and moves the next look along", async () => {
    await take("act_1");
    expect(await write((tx) => extendLease(tx, "pay_1", { owner: "act_1", ...longer }))).toBe(true);
    expect(await pay("pay_1")).toMatchObject({ leaseUntilAt: UNTIL + 5_000, nextCheckAt: UNTIL + 5_000 });
    expect(await take("act_2", UNTIL)).toBeUndefined();
  });

  test("is refused to whoever does not hold it, and changes nothing", async () => {
    await take("act_1");
    const before = await pay("pay_1");
    expect(await write((tx) => extendLease(tx, "pay_1", { owner: "act_2", ...longer }))).toBe(false);
    expect(await write((tx) => extendLease(tx, "pay_1", { owner: "act_1", ...longer, heldUntilAt: NOW }))).toBe(false);
    expect(await pay("pay_1")).toEqual(before);
  });

  test("is refused once another took over", async () => {
    await take("act_1");
    await take("act_2", UNTIL);
    expect(await write((tx) => extendLease(tx, "pay_1", { owner: "act_1", ...longer }))).toBe(false);
    expect(await pay("pay_1")).toMatchObject({ leaseOwner: "act_2", leaseUntilAt: UNTIL + 30_000 });
  });
});

describe("giveBackLease", () => {
  test("frees the payment and plans its next look", async () => {
    await take("act_1");
    await giveBack("act_1", NOW + 3_000);
    expect(await pay("pay_1")).toMatchObject({ ...FREE, nextCheckAt: NOW + 3_000 });
    expect(await take("act_2", NOW + 1)).toMatchObject({ leaseOwner: "act_2" });
  });

  test("may plan none", async () => {
    await take("act_1");
    await giveBack("act_1", null);
    expect(await pay("pay_1")).toMatchObject({ ...FREE, nextCheckAt: null });
  });

  test("by one who lost it takes nothing from the new holder", async () => {
    await take("act_1");
    await take("act_2", UNTIL);
    const before = await pay("pay_1");
    await giveBack("act_1", NOW + 3_000);
    expect(await pay("pay_1")).toEqual(before);
  });
});

describe("a hint that lands during a look", () => {
  test.each([null, NOW + 60_000])("is kept when the lease is given back with the plan %s", async (planned) => {
    await take("act_1");
    await write((tx) => hintPayment(tx, "pay_1", NOW + 400));
    await giveBack("act_1", planned);
    expect(await pay("pay_1")).toMatchObject({ ...FREE, nextCheckAt: NOW + 400 });
  });

  test("is kept when the lease is extended before that", async () => {
    await take("act_1");
    await write((tx) => hintPayment(tx, "pay_1", NOW + 400));
    const longer = { owner: "act_1", heldUntilAt: UNTIL, untilAt: UNTIL + 5_000 };
    expect(await write((tx) => extendLease(tx, "pay_1", longer))).toBe(true);
    await giveBack("act_1", NOW + 60_000, UNTIL + 5_000);
    expect(await pay("pay_1")).toMatchObject({ ...FREE, nextCheckAt: NOW + 400 });
  });

  test("makes the payment due when the look is over, and not before", async () => {
    await take("act_1");
    await write((tx) => hintPayment(tx, "pay_1", NOW + 400));
    expect(await due(NOW + 500)).toEqual([]);
    await giveBack("act_1", NOW + 60_000);
    expect(await due(NOW + 500)).toEqual(["pay_1"]);
  });

  test("before the look is answered by that look", async () => {
    await write((tx) => hintPayment(tx, "pay_1", NOW - 1));
    await take("act_1");
    await giveBack("act_1", NOW + 60_000);
    expect((await pay("pay_1")).nextCheckAt).toBe(NOW + 60_000);
  });
});

test("startAllLooks makes due whatever was planned or being asked about, and leaves alone what is over", async () => {
  await write(async (tx) => {
    await startWaitingPayment(tx, "pay_2", { nextCheckAt: NOW + 5_000 });
    await startWaitingPayment(tx, "pay_3", { nextCheckAt: null });
    await startWaitingPayment(tx, "pay_4", { nextCheckAt: NOW });
  });
  await take("act_1");
  await take("act_2", NOW, "pay_4");
  await write((tx) => startAllLooks(tx, NOW + 100));
  for (const id of ["pay_1", "pay_2", "pay_4"]) {
    expect(await pay(id)).toMatchObject({ ...FREE, nextCheckAt: NOW + 100 });
  }
  expect(await pay("pay_3")).toMatchObject({ ...FREE, nextCheckAt: null });
  expect(await take("act_3", NOW + 100)).toMatchObject({ leaseOwner: "act_3" });
});

describe("what is due", () => {
  test("is ours, free and not in the future: the longest due first, no more than asked for", async () => {
    await write(async (tx) => {
      await startWaitingPayment(tx, "pay_2", { nextCheckAt: NOW - 2_000 });
      await startWaitingPayment(tx, "pay_3", { nextCheckAt: NOW - 1_000 });
      await startWaitingPayment(tx, "pay_4", { nextCheckAt: NOW + 1 });
      await startWaitingPayment(tx, "pay_5", { nextCheckAt: null });
      await startWaitingPayment(tx, "pay_6", { nextCheckAt: NOW - 9_000, klarnaAccountId: OTHER_ACCOUNT });
    });
    expect(await due(NOW)).toEqual(["pay_2", "pay_3", "pay_1"]);
    const asked = { klarnaAccountId: OUR_ACCOUNT, now: NOW, limit: 2 };
    expect(await duePayments(db.read, asked)).toEqual(["pay_2", "pay_3"]);
    expect(await duePayments(db.read, { ...asked, watched: ["pay_1", "pay_4"] })).toEqual(["pay_1", "pay_2"]);
    await take("act_1", NOW, "pay_2");
    expect(await due(NOW)).toEqual(["pay_3", "pay_1"]);
  });

  test("holds a payment again whose holder never came back, when the lease has ended", async () => {
    await take("act_1");
    expect(await due(UNTIL - 1)).toEqual([]);
    expect(await due(UNTIL)).toEqual(["pay_1"]);
  });

  test("is also what a clock that was set back since has planned further ahead than any look is", async () => {
    const HOUR_MS = 60 * 60_000;
    await write(async (tx) => {
      await startWaitingPayment(tx, "pay_2", { nextCheckAt: NOW + HOUR_MS });
      await startWaitingPayment(tx, "pay_3", { nextCheckAt: NOW + 25 * HOUR_MS });
    });
    expect(await due(NOW)).toEqual(["pay_1", "pay_3"]);
  });

  test("nextDueAt is the earliest of our account, or null", async () => {
    await write(async (tx) => {
      await startWaitingPayment(tx, "pay_2", { nextCheckAt: NOW + 7_000 });
      await startWaitingPayment(tx, "pay_3", { nextCheckAt: NOW - 7_000, klarnaAccountId: OTHER_ACCOUNT });
    });
    expect(await nextDueAt(db.read, OUR_ACCOUNT)).toBe(NOW);
    expect(await nextDueAt(db.read, "kla_unused")).toBeNull();
  });
});

test("a customer's changed record makes due only their payments that Klarna may still be told of", async () => {
  const [sam, other] = await db.read.selectFrom("customer").select("id").orderBy("id").limit(2).execute();
  const statuses = ["created", "waiting", "in_progress", "authorized", "cancelled"] as const;
  await write(async (tx) => {
    for (const status of statuses) {
      await startWaitingPayment(tx, `pay_${status}`, { status, customerId: sam?.id ?? null, nextCheckAt: UNTIL });
    }
    await startWaitingPayment(tx, "pay_other", { customerId: other?.id ?? null, nextCheckAt: UNTIL });
    await hintOpenPaymentsOfCustomer(tx, sam?.id ?? "", NOW + 1);
  });
  expect((await due(NOW + 1)).toSorted()).toEqual(["pay_1", "pay_created", "pay_waiting"]);
});

test("a lease that ends further ahead than any does was taken by a clock that has been set back since: it is over", async () => {
  await take("ahead", NOW + 72 * 60 * 60_000);
  expect(await due(NOW)).toEqual(["pay_1"]);
  expect((await take("now"))?.leaseOwner).toBe("now");
});

function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(db, work);
}

function take(owner: string, now = NOW, id = "pay_1") {
  return write((tx) => takeLease(tx, id, { owner, klarnaAccountId: OUR_ACCOUNT, now, untilAt: now + 30_000 }));
}

function giveBack(owner: string, nextCheckAt: number | null, heldUntilAt = UNTIL): Promise<void> {
  return write((tx) => giveBackLease(tx, "pay_1", { owner, heldUntilAt, nextCheckAt }));
}

function pay(id: string) {
  return readPayment(db, id);
}

function due(now: number): Promise<string[]> {
  return duePayments(db.read, { klarnaAccountId: OUR_ACCOUNT, now, limit: 100 });
}
