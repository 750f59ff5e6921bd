import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkPayment } from "../../../src/operations/check-payment.ts";
import { callPerson } from "../../../src/operations/payment-events.ts";
import { inTransaction } from "../../../src/store/transaction.ts";
import { openStory, type Story } from "../story.ts";
import { isRead, problemOf, reworded } from "../support.ts";

const MINUTE_MS = 60_000;

let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

/** Klarna's answers about the hosted page, or about the order, with other words in them. */
function rewordReads(of: "hpp" | "ordermanagement", changes: Record<string, unknown>): void {
  story.till.wire.through = async (request, on) => {
    const answer = await on(request);
    return isRead(request, of) && answer.ok ? await reworded(answer, changes) : answer;
  };
}

async function lookAfter(ms: number): Promise<void> {
  story.till.clock.advance(ms);
  await story.till.runner.drain();
}

async function steps(): Promise<(string | null)[]> {
  const events = await story.till.shop.db.read.selectFrom("paymentEvent").selectAll().orderBy("position").execute();
  return events.filter((event) => event.kind === "status").map((event) => event.toStatus);
}

async function attentionKinds(): Promise<string[]> {
  return (await story.attention()).map((item) => item.kind);
}

describe("a look at the hosted page", () => {
  test.each(
    [
      ["went_back", () => story.customer.goesBack()],
      ["try_failed", () => story.till.simulator.control.breakDown(story.session()?.sessionId ?? "")],
      ["try_declined", () => story.customer.declines()],
    ] as const,
  )("that shows %s stays In progress, and another try may still be approved", async (lastTry, happens) => {
    happens();
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "in_progress", lastTry });
    story.customer.opens();
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "in_progress", lastTry: null });
    story.customer.approves();
    await story.look();
    expect((await story.payment()).status).toBe("authorized");
  });

  test("writes every step it missed", async () => {
    story.customer.approves();
    await story.look();
    expect(await steps()).toEqual(["created", "waiting", "in_progress", "authorized"]);
  });

  test("shows the code of an ID check until it is passed", async () => {
    const { control } = story.till.simulator;
    control.askForId(story.session()?.sessionId ?? "");
    await story.look();
    expect((await story.payment()).idCheckChallenge).toMatch(/^[A-Z]\d+$/);
    control.passIdCheck(story.session()?.sessionId ?? "");
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "in_progress", idCheckChallenge: null });
  });

  test("that is older than one already seen tells nothing", async () => {
    story.customer.declines();
    await story.look();
    const { klarnaUpdatedAt } = await story.payment();
    rewordReads("hpp", { status: "IN_PROGRESS", updated_at: new Temporal.Instant(0n).toString() });
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "in_progress", lastTry: "try_declined", klarnaUpdatedAt });
  });

  test("that shows an ending is believed whatever time it bears: Klarna's clock may have been set back", async () => {
    story.customer.opens();
    await story.look();
    rewordReads("hpp", { status: "CANCELLED", updated_at: new Temporal.Instant(0n).toString() });
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "cancelled", endedBy: "customer" });
  });

  test("with a word nobody knows changes nothing, and the next look goes on", async () => {
    rewordReads("hpp", { status: "SNOOZED" });
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "waiting", lastTry: null, failedChecks: 0 });
    expect(await story.attention()).toEqual([]);
    story.till.wire.through = null;
    story.customer.opens();
    await story.look();
    expect((await story.payment()).status).toBe("in_progress");
  });

  test("that brings no answer changes nothing and is counted", async () => {
    story.customer.approves();
    story.till.simulator.control.addFault({ kind: "readHostedSession", status: 503 });
    const { checkedAt } = await story.payment();
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "waiting", failedChecks: 1, checkedAt });
    await story.laterOn();
    expect((await story.payment()).status).toBe("authorized");
  });

  test.each<[string, Response]>([
    ["HTML", new Response("<html>", { status: 200 })],
    ["an empty answer", new Response("", { status: 200 })],
    ["a cut answer", new Response('{"status": "COMPL', { status: 200 })],
    ["a status that is no text", Response.json({ status: null })],
    ["500", new Response(null, { status: 500 })],
    ["401", new Response(null, { status: 401 })],
  ])("%s is no answer: the look is tried again, ever more rarely", async (_, answer) => {
    story.till.wire.through = () => Promise.resolve(answer.clone());
    await story.look();
    await story.laterOn();
    expect(await story.payment()).toMatchObject({ status: "waiting", failedChecks: 2 });
    story.till.wire.through = null;
    await story.laterOn();
    expect(await story.payment()).toMatchObject({ status: "waiting", failedChecks: 0 });
  });
});

describe("a look at the order", () => {
  test("is needed for Completed: without it the completion is only noted", async () => {
    story.customer.approves();
    story.till.simulator.control.addFault({ kind: "readOrder", status: 500 });
    await story.look();
    const seenAt = story.till.clock.now();
    expect(await story.payment()).toMatchObject({ status: "waiting", completionSeenAt: seenAt, orderId: null });
    expect(await problemOf(story.save())).toBe("payment_not_completed");
    await story.laterOn();
    expect(await story.payment()).toMatchObject({ status: "authorized", completionSeenAt: seenAt });
  });

  test("is tried again while Klarna does not find the order yet", async () => {
    story.customer.approves();
    story.till.simulator.control.addFault({ kind: "readOrder", status: 404 });
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "waiting", failureCode: "order_not_found" });
    await story.laterOn();
    expect((await story.payment()).status).toBe("authorized");
  });

  test("that stays away although the page names it calls a person in time, until it is found", async () => {
    story.customer.approves();
    story.till.simulator.control.addFault({ kind: "readOrder", status: 404, times: 500 });
    for (let minutes = 0; minutes < 14; minutes++) await lookAfter(MINUTE_MS);
    expect(await attentionKinds()).toEqual([]);
    for (let minutes = 14; minutes < 26; minutes++) await lookAfter(MINUTE_MS);
    expect(await story.attention()).toMatchObject([{ kind: "completed_without_order", klarnaSays: "gone" }]);
    story.till.simulator.control.clearFaults();
    await lookAfter(10 * MINUTE_MS);
    expect((await story.payment()).status).toBe("authorized");
    expect(await story.attention()).toMatchObject([{ closeReason: "order_found" }]);
  });

  test("that is not found for once hides nothing that a person was called for before", async () => {
    story.customer.approves();
    await story.look();
    const payment = await story.payment();
    await inTransaction(
      story.till.shop.db,
      (tx, afterCommit) =>
        callPerson(
          story.till.shop,
          { tx, afterCommit, payment, because: { cause: "poll" } },
          "books_differ",
          "captured",
        ),
    );
    story.till.simulator.control.addFault({ kind: "readOrder", status: 404, times: 99 });
    await checkPayment(story.till.shop, story.paymentId, "cashier");
    expect((await story.payment()).failureCode).toBe("order_not_found");
    story.till.simulator.control.clearFaults();
    await checkPayment(story.till.shop, story.paymentId, "cashier");
    expect(await story.attention()).toMatchObject([{ klarnaSays: "captured", closedAt: null }]);
  });

  test("that differs calls a person once, however often it is seen, and its payment cannot be saved", async () => {
    story.customer.approves();
    rewordReads("ordermanagement", { order_amount: 38_899 });
    await story.look();
    await story.look();
    await story.look();
    expect(await story.attention()).toMatchObject([{
      kind: "order_differs",
      klarnaSays: "amount",
      amountMinor: 38_900,
      saleId: story.saleId,
    }]);
    expect(await problemOf(story.save())).toBe("payment_not_completed");
  });

  test("reads Klarna's codes in either case", async () => {
    story.till.simulator.control.setSwitches({ orderEchoCase: "upper" });
    story.customer.approves();
    await story.look();
    expect((await story.payment()).status).toBe("authorized");
  });

  test("cannot be made when Completed came without one: a person is called", async () => {
    rewordReads("hpp", { status: "COMPLETED" });
    await story.look();
    expect((await story.payment()).status).toBe("waiting");
    expect(await attentionKinds()).toEqual(["completed_without_order"]);
  });

  test("with an undecided risk is In review, and then what Klarna decides", async () => {
    story.till.simulator.control.setSwitches({ fraudStatus: "PENDING" });
    story.customer.approves();
    await story.look();
    const { orderId } = await story.payment();
    expect(await problemOf(story.save())).toBe("payment_not_completed");
    expect(await problemOf(story.cancel())).toBe("payment_not_open");
    story.till.simulator.control.decideFraud(orderId ?? "", "ACCEPTED");
    await lookAfter(15_000);
    expect(await steps()).toEqual(["created", "waiting", "in_progress", "in_review", "authorized"]);
  });

  test("captured by somebody else calls a person and books nothing", async () => {
    story.customer.approves();
    await story.look();
    rewordReads("ordermanagement", { status: "CAPTURED", captured_amount: 38_900 });
    await lookAfter(60 * MINUTE_MS);
    expect((await story.payment()).status).toBe("authorized");
    expect(await attentionKinds()).toEqual(["captured_elsewhere"]);
  });

  test("given back under a saved payment calls a person, and the sale no longer counts on it", async () => {
    story.customer.approves();
    await story.look();
    await story.save();
    rewordReads("ordermanagement", { status: "CANCELLED" });
    await lookAfter(60 * MINUTE_MS);
    expect(await story.payment()).toMatchObject({ status: "released", savedAt: null });
    expect(await story.attention()).toMatchObject([{
      kind: "money_lost",
      weThink: "authorized",
      klarnaSays: "released",
    }]);
    await expect(story.complete()).rejects.toMatchObject({ problem: { kind: "sale_not_paid" } });
  });

  test("never captured lapses and calls a person", async () => {
    story.customer.approves();
    await story.look();
    await lookAfter(29 * 24 * 60 * MINUTE_MS);
    expect((await story.payment()).status).toBe("lapsed");
    expect(await attentionKinds()).toEqual(["money_lost"]);
  });
});
