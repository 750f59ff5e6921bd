import { afterEach, describe, expect, test } from "vitest";
import { isOver } from "../../src/domain/payment.ts";
import { updateCustomerRecord } from "../../src/operations/customer-records.ts";
import { extendApproval, resendMessages } from "../../src/operations/favours.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { paymentView, saleView } from "../../src/routes/present.ts";
import { faultIds, type Trouble, troublesOf } from "../../src/simulator/fault-catalogue.ts";
import type { RequestKind } from "../../src/simulator/simulator.ts";
import { findCustomer } from "../../src/store/customers.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { makeFrame } from "../../views/gallery/people-and-things.ts";
import { PaymentWindow } from "../../views/payment/window.tsx";
import { refunds, takeBack } from "./returns-support.ts";
import { openStory, type Story } from "./story.ts";
import { linesIn, standAt } from "./support.ts";

/**
 * Every request of a payment meets every trouble of the catalogue. Whatever happens: the window has something to say,
 * what it says is true at Klarna, nothing happens twice there, and in the end the payment has a true ending, or a person
 * is called.
 */

const DEADLINE_MS = 10_000;
const MINUTE_MS = 60_000;

const DAY_MS = 24 * 60 * MINUTE_MS;

/** How a story comes to each request, and what somebody presses there. */
type FaultScene = { tents?: number; before: (story: Story) => Promise<void>; press: (story: Story) => unknown };

/** What the till never asks. */
type Unasked =
  | "readPaymentSession"
  | "placeOrder"
  | "dropAuthorization"
  | "acknowledgeOrder"
  | "updateAuthorization"
  | "updateReferences"
  | "readCaptures"
  | "readDueDates"
  | "extendDueDate"
  | "addShipping"
  | "updateCustomer"
  | "readRefund";
type Asked = Exclude<RequestKind, Unasked>;

const SCENES: Record<Asked, FaultScene> = {
  createPaymentSession: { before: async () => {}, press: (story) => story.till.runner.drain() },
  createHostedSession: { before: async () => {}, press: (story) => story.till.runner.drain() },
  updatePaymentSession: { before: opened, press: (story) => customerMoves(story) },
  distribute: { before: opened, press: (story) => story.send("sms") },
  readHostedSession: { before: opened, press: (story) => approveAndLook(story) },
  disableHostedSession: { before: opened, press: (story) => story.cancel() },
  readOrder: { before: opened, press: (story) => approveAndLook(story) },
  capture: { before: saved, press: (story) => story.complete().then(() => story.till.runner.drain()) },
  refund: { before: sold, press: (story) => takeBack(story.till, story.saleId, { freeMinor: 900, note: "Scratched" }) },
  cancelOrder: { before: approved, press: (story) => story.release() },
  releaseRemaining: { tents: 2, before: halfPickedUp, press: (story) => letTheRestGo(story) },
  extendAuthorization: {
    before: keptForDays,
    press: ({ till, by, action, paymentId }) => extendApproval(till.shop, action(), by, paymentId),
  },
  sendOut: {
    before: sold,
    press: ({ till, by, action, paymentId }) => resendMessages(till.shop, action(), by, paymentId),
  },
};

let story: Story;

afterEach(() => story.till.close());

async function opened(told: Story): Promise<void> {
  await told.till.runner.drain();
}

async function approved(told: Story): Promise<void> {
  await opened(told);
  told.customer.approves();
  await told.look();
}

async function saved(told: Story): Promise<void> {
  await approved(told);
  await told.save();
}

async function sold(told: Story): Promise<void> {
  await saved(told);
  await told.complete();
  await told.till.runner.drain();
}

/** The goods wait, and one of the two tents is picked up: Klarna still holds the money for the other. */
async function halfPickedUp(told: Story): Promise<void> {
  await saved(told);
  const { till: { shop }, action, by, saleId } = told;
  await completeSale(shop, action(), by, saleId, { isForPickUp: true });
  await told.till.runner.drain();
  for (const { id } of (await linesIn(told.till, saleId)).slice(0, 1)) {
    await handOver(shop, action(), by, { saleId, pieces: new Map([[id, 1]]) });
  }
  await told.till.runner.drain();
}

async function letTheRestGo({ till, saleId, action }: Story): Promise<void> {
  await letRestGo(till.shop, action(), await standAt(till, "Jo", 1), { saleId, approval: null });
}

/** Long enough for a longer approval to end later than it would have. */
async function keptForDays(told: Story): Promise<void> {
  await saved(told);
  told.till.clock.advance(5 * DAY_MS);
  await told.till.runner.drain();
}

/** Klarna is told of Sam's new home, and then asked where the payment stands. */
async function customerMoves(told: Story): Promise<void> {
  const { shop } = told.till;
  const known = await findCustomer(shop.db.read, (await told.payment()).customerId ?? "");
  if (!known) throw new Error("nobody was chosen");
  await inTransaction(shop.db, (tx) => updateCustomerRecord(shop, tx, { ...known, city: "Leeds" }));
  await told.look();
}

async function approveAndLook(told: Story): Promise<void> {
  told.customer.approves();
  await told.look();
}

/** Does something that may hang, and lets the deadline pass for whatever does. */
async function within(deed: () => unknown): Promise<void> {
  const doing = Promise.resolve(deed()).catch((error) => {
    if (error?.name !== "AppError") throw error;
  });
  let isDone = false;
  void doing.finally(() => isDone = true);
  for (let deadlines = 0; deadlines < 40; deadlines++) {
    for (let turns = 0; turns < 25 && !isDone; turns++) await new Promise((resolve) => setImmediate(resolve));
    if (isDone) break;
    story.till.clock.advance(DEADLINE_MS);
  }
  await doing;
}

/** The window as it is now: it must have something to say, whatever the payment's state. */
async function windowNow(): Promise<string> {
  const payment = await paymentView(story.till.shop, await story.payment());
  const sale = await saleView(story.till.shop, story.saleId);
  const frame = makeFrame({ now: story.till.clock.now() });
  return String(await <PaymentWindow frame={frame} sale={sale} payment={payment} show="auto" />);
}

/** What the till holds for true is true at Klarna. */
async function expectTrue(): Promise<void> {
  const { status } = await story.payment();
  const order = story.order();
  if (status === "authorized") expect(order).toBeDefined();
  if (status === "captured") expect(order?.captured_amount).toBe(38_900);
  if (status === "cancelled") expect(story.session()?.status).toMatch(/^(DISABLED|CANCELLED)$/);
  if (status === "cancelled" || status === "expired" || status === "rejected") expect(order).toBeUndefined();
}

function expectOnce(): void {
  const { control } = story.till.simulator;
  expect(control.listOrders().length).toBeLessThanOrEqual(1);
  expect(story.order()?.captures.length ?? 0).toBeLessThanOrEqual(1);
  expect(story.order()?.refunds.length ?? 0).toBeLessThanOrEqual(1);
  expect(control.listMessages().length).toBeLessThanOrEqual(1);
}

/** What our book says was given back was, and it says so of all that was. */
async function expectSameRefunds(): Promise<void> {
  const ours = (await refunds(story.till)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  expect(story.order()?.refunded_amount ?? 0).toBe(ours);
}

const isCalled = async () => (await story.attention()).some((item) => item.closedAt === null);

/** What is held, and until when, is what we say. */
async function expectSameHold(): Promise<void> {
  const { status, authorizationExpiresAt } = await story.payment();
  const order = story.order();
  if (!order || await isCalled()) return;
  if (isOver(status)) expect(order.remaining_authorized_amount).toBe(0);
  if (status === "authorized") expect(authorizationExpiresAt).toBe(Date.parse(order.expires_at));
}

/** Decided with no wish left open, or somebody was called. */
async function isSettled(): Promise<boolean> {
  const { status } = await story.payment();
  const isWaiting = (await story.wishes()).some((wish) => wish.state === "asked" || wish.state === "unknown");
  if (await isCalled()) return true;
  return (isOver(status) || status === "authorized" || status === "waiting") && !isWaiting;
}

const KINDS = Object.keys(SCENES) as Asked[];
const cases = KINDS.flatMap((kind) =>
  faultIds.flatMap((id) => troublesOf(id).map((trouble): [Asked, string, Trouble] => [kind, id, trouble]))
);

describe("every request and every trouble", () => {
  test.each(cases)("%s meets %s %o", async (kind, _, trouble) => {
    const scene = SCENES[kind];
    story = await openStory({ tents: scene.tents ?? 1 });
    await within(() => scene.before(story));
    story.till.simulator.control.addFault({ kind, ...trouble });
    const asked = story.till.simulator.control.countRequests(kind);
    await within(() => scene.press(story));
    expect(story.till.simulator.control.countRequests(kind)).toBeGreaterThan(asked);
    expect(await windowNow()).toMatch(/id="pay-state"[^>]*><b>[^<]+<\/b> [^<]+/);
    await expectTrue();
    story.till.simulator.control.clearFaults();
    for (let looks = 0; looks < 8; looks++) {
      await within(() => story.look());
      story.till.clock.advance(MINUTE_MS);
    }
    // Decided payments are looked at once an hour: what happened at Klarna meanwhile is known by then.
    story.till.clock.advance(61 * MINUTE_MS);
    await within(() => story.till.runner.drain());
    await expectTrue();
    const { status } = await story.payment();
    if (status === "authorized") expect(["AUTHORIZED", "PART_CAPTURED", "CAPTURED"]).toContain(story.order()?.status);
    expectOnce();
    await expectSameRefunds();
    await expectSameHold();
    expect(await isSettled(), JSON.stringify(await story.payment())).toBe(true);
  });
});
