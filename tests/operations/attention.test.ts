import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ATTENTION_KINDS, byUrgency, isClosable, recommendedFor } from "../../src/domain/attention.ts";
import { bookCaptureFound, captureAgain, closeWithReason } from "../../src/operations/attention.ts";
import { addLine } from "../../src/operations/basket.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { settleByHand } from "../../src/operations/settle-by-hand.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { openStory, type Story } from "./story.ts";
import { isRead, problemOf, reworded, standAt } from "./support.ts";

let story: Story;
const DAY_MS = 24 * 60 * 60_000;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

const seniorAt = (name = "Jo") => standAt(story.till, name, 2);
const control = () => story.till.simulator.control;
const openItems = async () => (await story.attention()).filter((item) => item.closedAt === null);
const oneItem = async () => (await openItems())[0]?.id ?? "";

async function approved(): Promise<void> {
  story.customer.approves();
  await story.look();
}

/** The sale is finished, and Klarna will not pay out. */
async function captureRefused(): Promise<void> {
  await approved();
  await story.save();
  control().addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
  await story.complete();
  await story.till.runner.drain();
}

async function takenInPortal(): Promise<void> {
  await approved();
  control().actInPortal((await story.payment()).orderId ?? "", "capture");
  story.till.clock.advance(60 * 60_000);
  await story.till.runner.drain();
}

describe("closing with a reason", () => {
  test("needs a senior and keeps who, when and why", async () => {
    await captureRefused();
    const wanted = { itemId: await oneItem(), reason: "Taken in the portal", approval: null };
    expect(await problemOf(closeWithReason(story.till.shop, story.action(), story.by, wanted))).toBe("needs_senior");
    const jo = await seniorAt();
    await closeWithReason(story.till.shop, story.action(), jo, wanted);
    expect(await story.attention()).toMatchObject([
      { closedBy: jo.staffId, closeReason: "Taken in the portal", closedAt: story.till.clock.now() },
    ]);
    expect(await problemOf(closeWithReason(story.till.shop, story.action(), jo, wanted))).toBe("attention_closed");
  });

  test("money that nobody has decided about is not put away by a word", async () => {
    story.till.wire.through = async (request, on) => {
      const answer = await on(request);
      return isRead(request, "ordermanagement") ? await reworded(answer, { order_amount: 1 }) : answer;
    };
    await approved();
    const wanted = { itemId: await oneItem(), reason: "Enough of this", approval: null };
    const closing = closeWithReason(story.till.shop, story.action(), await seniorAt(), wanted);
    expect(await problemOf(closing)).toBe("attention_undecided");
    expect(await openItems()).toHaveLength(1);
    expect(ATTENTION_KINDS.filter((kind) => !isClosable(kind, "waiting"))).toEqual([
      "paid_after_end",
      "order_differs",
      "completed_without_order",
      "end_not_seen",
      "captured_voided",
      "release_refused",
      "refund_refused",
      "left_behind",
      "recovered",
    ]);
  });
});

describe("a capture that Klarna refused", () => {
  test("is asked for again as a new wish, and the item is settled once it went through", async () => {
    await captureRefused();
    expect(await openItems()).toMatchObject([{ kind: "capture_refused" }]);
    const jo = await seniorAt();
    await captureAgain(story.till.shop, story.action(), jo, { itemId: await oneItem(), approval: null });
    await story.till.runner.drain();
    expect((await story.payment()).status).toBe("captured");
    expect(await story.wishes()).toMatchObject([
      { kind: "capture", attempt: 1, state: "refused" },
      { kind: "capture", attempt: 2, state: "done", staffId: jo.staffId },
    ]);
    expect(await openItems()).toEqual([]);
  });

  test("refused once more, somebody is called once more", async () => {
    await captureRefused();
    const first = await oneItem();
    control().addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
    await captureAgain(story.till.shop, story.action(), await seniorAt(), { itemId: first, approval: null });
    await story.till.runner.drain();
    expect(await openItems()).toMatchObject([{ kind: "capture_refused" }]);
    expect(await oneItem()).not.toBe(first);
  });
});

describe("money taken in Klarna's portal", () => {
  test("is booked by a named correction, and the sale can be finished with it", async () => {
    await takenInPortal();
    expect(await openItems()).toMatchObject([{ kind: "captured_elsewhere" }]);
    const jo = await seniorAt();
    await bookCaptureFound(story.till.shop, story.action(), jo, { itemId: await oneItem(), approval: null });
    const { amountMinor, status } = await story.payment();
    expect(status).toBe("captured");
    const captures = await story.till.shop.db.read.selectFrom("capture").selectAll().execute();
    expect(captures).toMatchObject([{ amountMinor }]);
    const events = await story.till.shop.db.read.selectFrom("paymentEvent").selectAll().orderBy("position").execute();
    expect(events.at(-1)).toMatchObject({ toStatus: "captured", cause: "correction", staffId: jo.staffId });
    expect(await openItems()).toEqual([]);
    await story.save();
    await story.complete();
    await story.till.runner.drain();
    expect(control().countRequests("capture")).toBe(0);
  });

  test("answers the wish of a sale that was finished meanwhile, so that nothing is asked twice", async () => {
    await takenInPortal();
    await story.save();
    control().addFault({ kind: "capture", status: 503, times: 50 });
    await story.complete();
    await story.till.runner.drain();
    await bookCaptureFound(story.till.shop, story.action(), await seniorAt(), {
      itemId: await oneItem(),
      approval: null,
    });
    control().clearFaults();
    await story.laterOn();
    expect((await story.payment()).status).toBe("captured");
    expect(await story.wishes()).toMatchObject([{ kind: "capture", state: "done", answerCode: "found_at_klarna" }]);
    expect(await openItems()).toEqual([]);
  });

  test("is not booked while Klarna cannot be read, nor when only a part was taken", async () => {
    await approved();
    const orderId = (await story.payment()).orderId ?? "";
    control().actInPortal(orderId, "capture", 100);
    story.till.clock.advance(60 * 60_000);
    await story.till.runner.drain();
    const jo = await seniorAt();
    const wanted = { itemId: await oneItem(), approval: null };
    const book = () => problemOf(bookCaptureFound(story.till.shop, story.action(), jo, wanted));
    expect(await book()).toBe("capture_differs");
    control().addFault({ kind: "readOrder", drop: true, times: 9 });
    expect(await book()).toBe("klarna_away");
    expect((await story.payment()).status).toBe("authorized");
  });

  test("is not looked for at another account than the payment's own", async () => {
    await takenInPortal();
    const { klarna } = story.till.shop;
    const reads = control().countRequests("readOrder");
    const wanted = { itemId: await oneItem(), approval: null };
    const jo = await seniorAt();
    story.till.shop.klarna = { ...klarna, accountId: "kla_other" };
    expect(await problemOf(bookCaptureFound(story.till.shop, story.action(), jo, wanted))).toBe("order_elsewhere");
    expect(control().countRequests("readOrder")).toBe(reads);
    story.till.shop.klarna = klarna;
    await bookCaptureFound(story.till.shop, story.action(), jo, wanted);
    expect((await story.payment()).status).toBe("captured");
  });
});

test("an approval about to run out is called out in time, and the call ends when the sale is finished", async () => {
  await approved();
  const left = ((await story.payment()).authorizationExpiresAt ?? 0) - story.till.clock.now();

  story.till.clock.advance(left - 4 * DAY_MS);
  await story.till.runner.drain();
  expect(await openItems()).toEqual([]);

  story.till.clock.advance(2 * DAY_MS);
  await story.till.runner.drain();
  expect(await openItems()).toMatchObject([{ kind: "about_to_lapse" }]);
  await story.save();
  await story.complete();
  await story.till.runner.drain();
  expect((await story.payment()).status).toBe("captured");
  expect(await story.attention()).toMatchObject([{ kind: "about_to_lapse", closeReason: "payment_captured" }]);
});

test("the most money stands first, then what waits longest", () => {
  const items = [
    { id: "new", amountMinor: 500, openedAt: 3 },
    { id: "old", amountMinor: 500, openedAt: 1 },
    { id: "much", amountMinor: 9_000, openedAt: 2 },
  ];
  expect(byUrgency(items).map(({ id }) => id)).toEqual(["much", "old", "new"]);
});

describe("money taken in the portal before Save", () => {
  const seenSale = () => story.till.seen(story.saleId);

  test("is not lost: the sale stays locked, no other payment starts, nothing is voided, and Save takes it up", async () => {
    story.till.wire.through = null;
    await takenBeforeAnyLook();
    expect((await story.payment()).status).toBe("authorized");
    expect(await openItems()).toMatchObject([{ kind: "captured_elsewhere", weThink: "authorized" }]);
    const jo = await seniorAt();
    await bookCaptureFound(story.till.shop, story.action(), jo, { itemId: await oneItem(), approval: null });
    expect((await story.payment()).status).toBe("captured");
    const { shop } = story.till;
    expect(
      await problemOf(addLine(shop, story.action(), story.by, { ...await seenSale(), quantity: 1, typed: "CLO-HAT" })),
    )
      .toBe("sale_locked");
    expect(await problemOf(takeCash(shop, story.action(), story.by, { ...await seenSale(), given: "999" })))
      .toBe("sale_locked");
    expect(await startPayment(shop, story.action(), story.by, await seenSale())).toEqual({
      paymentId: story.paymentId,
    });
    const giveUp = { saleId: story.saleId, reason: "mistake" as const, approval: null };
    expect(await problemOf(voidSale(shop, story.action(), story.by, giveUp))).toBe("klarna_captured");
    await story.save();
    expect(await problemOf(voidSale(shop, story.action(), story.by, giveUp))).toBe("klarna_captured");
    await story.complete();
    expect(control().countRequests("capture")).toBe(0);
  });

  async function takenBeforeAnyLook(): Promise<void> {
    story.customer.approves();
    const order = story.order();
    control().actInPortal(order?.order_id ?? "", "capture");
    await story.look();
  }
});

test("settled by hand, an order that Klarna has let go calls nobody again; one that holds money does, and can be closed", async () => {
  let held = true;
  story.till.wire.through = async (request, on) => {
    const answer = await on(request);
    if (!isRead(request, "ordermanagement")) return answer;
    return await reworded(answer, { order_amount: 1, ...(held ? {} : { status: "CANCELLED" }) });
  };
  await approved();
  const mona = await standAt(story.till, "Mona", 1);
  held = false;
  await settleByHand(story.till.shop, story.action(), mona, {
    paymentId: story.paymentId,
    finding: "returned",
    approval: null,
  });
  await story.laterOn();
  await story.laterOn();
  expect(await openItems()).toEqual([]);
  held = true;
  await story.laterOn();
  await story.laterOn();
  expect(await openItems()).toMatchObject([{ kind: "order_differs" }]);
  const wanted = { itemId: await oneItem(), reason: "Released in the portal", approval: null };
  await closeWithReason(story.till.shop, story.action(), mona, wanted);
  expect(await openItems()).toEqual([]);
});

test("an order that differs while Klarna still reviews it ends with the order, once somebody cancelled that in the portal", async () => {
  let changes: Record<string, unknown> = { fraud_status: "PENDING" };
  story.till.wire.through = async (request, on) => {
    const answer = await on(request);
    return isRead(request, "ordermanagement") ? await reworded(answer, changes) : answer;
  };
  await approved();
  expect((await story.payment()).status).toBe("in_review");
  changes = { ...changes, order_amount: 1, merchant_reference1: "20009-1", status: "CANCELLED" };
  await story.laterOn();
  expect((await story.payment()).status).toBe("in_review");
  changes = { fraud_status: "PENDING", order_amount: 1, status: "CANCELLED" };
  await story.laterOn();
  expect((await story.payment()).status).toBe("released");
  const wanted = { itemId: await oneItem(), reason: "Cancelled in the portal", approval: null };
  await closeWithReason(story.till.shop, story.action(), await seniorAt(), wanted);
  expect(await openItems()).toEqual([]);
});

test("what Klarna holds is settled by a word on how it ended only until it is approved; then its window has what to do", () => {
  for (const kind of ["order_differs", "completed_without_order", "end_not_seen"] as const) {
    expect(recommendedFor(kind, "in_progress")).toBe("settle");
    for (const status of ["in_review", "authorized"] as const) expect(recommendedFor(kind, status)).toBe("open");
  }
});
