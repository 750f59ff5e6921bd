import { describe, expect, test } from "vitest";
import { bookCaptureFound, captureAgain, closeWithReason } from "../../src/operations/attention.ts";
import { takeBackUnpaid } from "../../src/operations/come-back.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { receiptFacts } from "../../src/operations/receipts.ts";
import { saleDeedsOf } from "../../src/routes/present-pick-up.ts";
import { heldPayments } from "../../src/store/pick-ups.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { accounts, takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, standAt } from "./support.ts";

const story = openForPickUps();
const { waiting, take, drop, captures, attention, booksHold, later } = story;
const TENT = 38_900;
const PEGS = 1_200;
const ALL = 2 * TENT + PEGS;

const jo = () => standAt(story.till, "Jo", 1);
const called = async () => (await attention()).map(({ kind, amountMinor }) => [kind, amountMinor]);
const statusOf = async (paymentId: string) => (await paymentRow(story.till, paymentId)).status;
const refuse = () => story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "NO", times: 9 });

async function inPortal(paymentId: string, deed: "capture" | "refund" | "release" | "cancel", amountMinor?: number) {
  const { orderId } = await paymentRow(story.till, paymentId);
  const { control } = story.till.simulator;
  if (amountMinor === undefined) control.actInPortal(orderId ?? "", deed);
  else control.actInPortal(orderId ?? "", deed, amountMinor);
  await later(HOUR_MS);
}

describe("some of what waits, where Klarna does not do as it was asked,", () => {
  test("is not dropped where Klarna has paid for it ahead: then all of it is let go of", async () => {
    const { saleId, paymentId, lines: [tents, pegs] } = await waiting();
    await inPortal(paymentId, "capture", 100);
    expect(await drop(saleId, [[tents!.id, 1]])).toBe("capture_unsettled");
    const [item] = await attention();
    const booking = { itemId: item?.id ?? "", approval: null };
    await bookCaptureFound(story.till.shop, story.till.press(), await jo(), booking);
    expect(await drop(saleId, [[tents!.id, 1]])).toBe("rest_paid_ahead");
    expect(await saleDeedsOf(story.till.shop, saleId)).toEqual(["pick-up", "rest"]);
    expect(await drop(saleId, [[tents!.id, 2], [pegs!.id, 1]], { shownMinor: 100 })).toBe("nothing");
    expect(await accounts(story.till)).toEqual({});
    await booksHold();
  });

  test("is not dropped before Klarna has answered about what left", async () => {
    const { saleId, lines: [tents, pegs] } = await waiting();
    story.till.simulator.control.addFault({ kind: "capture", status: 503, times: 99 });
    await take(saleId, [[pegs!.id, 1]]);
    expect(await drop(saleId, [[tents!.id, 1]])).toBe("capture_pending");
  });

  test("is still held where the last capture was refused, and let go of once that was asked for again", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting();
    await drop(saleId, [[tents!.id, 1]]);
    refuse();
    await take(saleId, "all");
    expect([await called(), order()?.status]).toEqual([[["capture_refused", TENT + PEGS]], "AUTHORIZED"]);
    story.till.simulator.control.clearFaults();
    const [item] = await attention();
    await captureAgain(story.till.shop, story.till.press(), await jo(), { itemId: item?.id ?? "", approval: null });
    await story.till.runner.drain();
    expect(order()).toMatchObject({ status: "CLOSED", captured_amount: TENT + PEGS });
    expect([await statusOf(paymentId), await called()]).toEqual(["captured", []]);
    await booksHold();
  });

  test("and all that left comes back unpaid, once Klarna would not pay for it", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting({ cash: "5" });
    await drop(saleId, [[tents!.id, 1]]);
    refuse();
    await take(saleId, "all");
    expect(await saleDeedsOf(story.till.shop, saleId)).toContain("cancelling");
    const wanted = { saleId, reason: "changed_mind", shownMinor: 500, approval: null } as const;
    await takeBackUnpaid(story.till.shop, story.till.press(), await jo(), wanted);
    await story.till.runner.drain();
    expect([await statusOf(paymentId), order()?.status, await called()]).toEqual(["released", "CANCELLED", []]);
    expect(await accounts(story.till)).toEqual({});
    const { notTaken, letGoMinor } = await receiptFacts(story.till.shop.db.read, saleId);
    expect(notTaken.map(({ quantity, totalMinor }) => [quantity, totalMinor])).toEqual([[2, 2 * TENT], [1, PEGS]]);
    expect(letGoMinor).toBe(ALL - 500);
    expect(await problemOf(takeBack(story.till, saleId, { lines: [{ at: 0, quantity: 1 }] }))).toBe("return_too_many");
    await booksHold();
  });

  test("calls a person, for what is still wanted, when the portal lets go of it", async () => {
    const { saleId, paymentId, lines: [tents, pegs] } = await waiting();
    await drop(saleId, [[tents!.id, 1]]);
    await inPortal(paymentId, "cancel");
    expect(await called()).toEqual([["money_lost", TENT + PEGS]]);
    // Nothing more of it is wanted.
    await drop(saleId, [[tents!.id, 1], [pegs!.id, 1]]);
    expect([await called(), await accounts(story.till)]).toEqual([[], {}]);
    await booksHold();
  });

  test("calls a person when the rest of what was captured in part is let go of there", async () => {
    const { saleId, paymentId, lines: [tents, pegs] } = await waiting();
    await take(saleId, [[pegs!.id, 1]]);
    await drop(saleId, [[tents!.id, 1]]);
    await inPortal(paymentId, "release");
    expect(await called()).toEqual([["money_lost", TENT]]);
  });

  test("calls a person for what the portal takes of it: that is nobody's, the others are booked as they are", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting();
    await drop(saleId, [[tents!.id, 1]]);
    await inPortal(paymentId, "capture", TENT + PEGS + 700);
    expect(await called()).toEqual([["captured_voided", 700]]);
    expect(await saleDeedsOf(story.till.shop, saleId)).not.toContain("dropping");
    expect(order()?.captured_amount).toBe(TENT + PEGS + 700);
  });

  test("has what the portal took of the others booked only once Klarna has answered: else both would be taken", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting();
    const { shop, press, simulator } = story.till;
    await drop(saleId, [[tents!.id, 1]]);
    simulator.control.addFault({ kind: "capture", status: 503, times: 99 });
    await take(saleId, [[pegs!.id, 1]]);
    await take(saleId, "all");
    for (let quarter = 0; quarter < 4; quarter++) await later(HOUR_MS / 4);
    await inPortal(paymentId, "capture", 10_000);
    const book = async () => {
      const item = (await attention()).find(({ kind }) => kind === "captured_elsewhere");
      return await problemOf(bookCaptureFound(shop, press(), await jo(), { itemId: item?.id ?? "", approval: null }));
    };
    // It stands for what the pegs cost; for the tent Klarna is still asked.
    expect(await book()).toBe("capture_pending");
    simulator.control.clearFaults();
    await later(HOUR_MS);
    expect([await captures(paymentId), await called()]).toEqual([[TENT], [["captured_voided", 10_000 - PEGS]]]);
    await inPortal(paymentId, "refund", 10_000 - PEGS);
    expect([await called(), await book()]).toEqual([[["captured_elsewhere", PEGS]], "nothing"]);
    await later(HOUR_MS);
    expect([await statusOf(paymentId), await called()]).toEqual(["captured", []]);
    expect((order()?.captured_amount ?? 0) - (order()?.refunded_amount ?? 0)).toBe(TENT + PEGS);
    await booksHold();
  });

  test("keeps nobody called for what the portal took of the others and gave back, nor Klarna from letting go", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting();
    await drop(saleId, [[tents!.id, 1]]);
    await inPortal(paymentId, "capture", PEGS);
    expect(await called()).toEqual([["captured_elsewhere", PEGS]]);
    await inPortal(paymentId, "refund", PEGS);
    expect(await called()).toEqual([]);
    expect(await saleDeedsOf(story.till.shop, saleId)).toContain("dropping");
    await take(saleId, "all");
    expect(await captures(paymentId)).toEqual([TENT + PEGS]);
    expect(order()).toMatchObject({ status: "CLOSED", captured_amount: TENT + 2 * PEGS, refunded_amount: PEGS });
    expect([await statusOf(paymentId), await called()]).toEqual(["captured", []]);
    await booksHold();
  });

  test("keeps nothing of what left from coming back, while Klarna does not answer whether it lets go", async () => {
    const { saleId, lines: [tents], order } = await waiting();
    await drop(saleId, [[tents!.id, 1]]);
    story.till.simulator.control.addFault({ kind: "releaseRemaining", status: 503, times: 2 });
    await take(saleId, "all");
    expect(order()?.status).toBe("PART_CAPTURED");
    expect(await saleDeedsOf(story.till.shop, saleId)).toEqual(["return"]);
    await takeBack(story.till, saleId, { lines: [{ at: 0, quantity: 1 }] });
    await later(HOUR_MS);
    await later(HOUR_MS);
    expect(order()).toMatchObject({ status: "CLOSED", captured_amount: TENT + PEGS, refunded_amount: TENT });
    expect(await called()).toEqual([]);
    await booksHold();
  });

  test("does not stand for a capture that Klarna does not answer, once its portal took as much and gave it back", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting();
    await drop(saleId, [[tents!.id, 1]]);
    const { orderId } = await paymentRow(story.till, paymentId);
    story.till.simulator.control.actInPortal(orderId ?? "", "capture", 5_000);
    await inPortal(paymentId, "refund", 5_000);
    story.till.simulator.control.addFault({ kind: "capture", status: 503, times: 99 });
    await take(saleId, [[pegs!.id, 1]]);
    for (let quarter = 0; quarter < 8; quarter++) await later(HOUR_MS / 4);
    expect((await called()).map(([kind]) => kind)).toEqual(["no_answer"]);
    story.till.simulator.control.clearFaults();
    for (let quarter = 0; quarter < 8; quarter++) await later(HOUR_MS / 4);
    expect([await captures(paymentId), await called()]).toEqual([[PEGS], []]);
    await take(saleId, "all");
    expect((order()?.captured_amount ?? 0) - (order()?.refunded_amount ?? 0)).toBe(TENT + PEGS);
    await booksHold();
  });

  test("lets nothing leave that Klarna cannot pay for any more, since its portal took and gave back more than was to spare", async () => {
    const { saleId, paymentId, lines: [, pegs], order } = await waiting();
    const { shop, press, ada } = story.till;
    await drop(saleId, [[pegs!.id, 1]]);
    const { orderId } = await paymentRow(story.till, paymentId);
    story.till.simulator.control.actInPortal(orderId ?? "", "capture", 40_000);
    await inPortal(paymentId, "refund", 40_000);
    expect(await called()).toEqual([["captured_elsewhere", 40_000 - PEGS]]);
    const [item] = await attention();
    await bookCaptureFound(shop, press(), await jo(), { itemId: item?.id ?? "", approval: null });
    await later(HOUR_MS);
    expect(await called()).toEqual([["refunded_elsewhere", 40_000 - PEGS]]);
    expect(await problemOf(handOver(shop, press(), ada, { saleId, pieces: "all" }))).toBe("klarna_let_go");
    await letRestGo(shop, press(), await jo(), { saleId, approval: null });
    await story.till.runner.drain();
    expect(order()).toMatchObject({ captured_amount: 40_000, refunded_amount: 40_000, remaining_authorized_amount: 0 });
    expect([await accounts(story.till), await called()]).toEqual([{}, []]);
    await booksHold();
  });

  test("is let go of once, and by a person's word where Klarna refuses that", async () => {
    const { saleId, paymentId, lines: [tents] } = await waiting();
    await drop(saleId, [[tents!.id, 1]]);
    const refusal = { kind: "releaseRemaining", status: 403, errorCode: "NOT_ALLOWED", times: 9 } as const;
    story.till.simulator.control.addFault(refusal);
    await take(saleId, "all");
    for (let looks = 0; looks < 3; looks++) await later(HOUR_MS);
    expect((await attention()).map(({ kind }) => kind)).toEqual(["release_refused"]);
    const asked = await story.till.shop.db.read.selectFrom("wish").selectAll().where("paymentId", "=", paymentId)
      .where("kind", "=", "release_rest").execute();
    expect(asked).toHaveLength(1);
    const held = await heldPayments(story.till.shop.db.read, "practice", story.till.clock.now());
    expect(held.count, "nothing of it is to be captured").toBe(0);
  });

  test("goes off what waits unpaid, where a person has put the refusal of what left away", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting();
    refuse();
    await take(saleId, [[pegs!.id, 1]]);
    const [item] = await attention();
    const word = { itemId: item?.id ?? "", reason: "paid by transfer", approval: null };
    await closeWithReason(story.till.shop, story.till.press(), await jo(), word);
    story.till.simulator.control.clearFaults();
    expect(await drop(saleId, [[tents!.id, 1]], { shownMinor: 0 })).toBe("nothing");
    await take(saleId, "all");
    expect([await captures(paymentId), order()?.status]).toEqual([[TENT + PEGS], "CLOSED"]);
    await booksHold();
  });
});
