import { describe, expect, test } from "vitest";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { refundableOf } from "../../src/operations/refundable.ts";
import { whyNotReturnable } from "../../src/operations/why-not-returnable.ts";
import { settleRefund } from "../../src/operations/settle-refund.ts";
import { pickUpView } from "../../src/routes/present-pick-up.ts";
import { backUp } from "../support/test-till.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { accounts, paybacks, refunds, setLimit, takeBack, type Told } from "./returns-support.ts";
import { openScene, paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForPickUps();
const { take, attention, booksHold } = story;
const TENT = 38_900;
const PEGS = 1_200;
const REST = 2 * TENT;
const TENTS = 0;

/** Two tents and pegs; the pegs were taken, the tents wait. */
async function pegsTaken(told: { cash?: string } = {}) {
  const sold = await story.waiting(told);
  await setLimit(story.till, 1_000_000);
  await take(sold.saleId, [[sold.lines[1]!.id, 1]]);
  return sold;
}

const pegs: Told = { lines: [{ at: 1, quantity: 1 }] };
const back = async (saleId: string, told: Told) => {
  const id = await takeBack(story.till, saleId, told);
  await story.till.runner.drain();
  return id;
};
const status = async (paymentId: string) => (await paymentRow(story.till, paymentId)).status;
const why = async (saleId: string) =>
  await whyNotReturnable(story.till.shop.db.read, await saleRow(story.till, saleId), story.till.shop.klarna);
const senior = () => standAt(story.till, "Jo", 1);

async function letGo(saleId: string, shownMinor: number) {
  const { shop, press, runner } = story.till;
  await letRestGo(shop, press(), await senior(), { saleId, shownMinor, approval: null });
  await runner.drain();
}

describe("what was taken of a sale whose rest waits", () => {
  test("comes back, and Klarna gives back what it took for it, while it holds the rest", async () => {
    const { saleId, paymentId, order } = await pegsTaken();
    await back(saleId, pegs);
    expect(order()).toMatchObject({ status: "PART_CAPTURED", captured_amount: PEGS, refunded_amount: PEGS });
    expect((await refunds(story.till)).map(({ amountMinor }) => amountMinor))
      .toEqual([PEGS]);
    expect(await status(paymentId)).toBe("authorized");
    expect(await accounts(story.till)).toMatchObject({ klarna_receivable: REST });
    expect(await accounts(story.till)).not.toHaveProperty("klarna_refund_pending");
    const { lines, leftMinor } = (await pickUpView(story.till.shop, saleId))!;
    expect([lines.map(({ left }) => left), leftMinor]).toEqual([[2], REST]);
    await story.later(26 * HOUR_MS);
    expect([await attention(), (await paymentRow(story.till, paymentId)).refundedElsewhereMinor]).toEqual([[], 0]);
    await booksHold();
  });

  test("comes back in parts, some of its price before the pieces", async () => {
    const { saleId, lines } = await pegsTaken();
    await take(saleId, [[lines[TENTS]!.id, 1]]);
    await back(saleId, { freeMinor: 100, note: "Scratched" });
    await back(saleId, { lines: [{ at: TENTS, partMinor: 900 }] });
    await back(saleId, { lines: [{ at: TENTS, quantity: 1 }, { at: 1, quantity: 1 }] });
    const given = (await refunds(story.till)).map(({ amountMinor }) => amountMinor);
    expect(given.reduce((sum, amount) => sum + amount, 0)).toBe(TENT + PEGS);
    expect(await why(saleId)).toBe("still_waiting");
    await booksHold();
  });

  test("is all that comes back: nothing that waits, and no more than was paid for what was taken", async () => {
    const { saleId, lines, order } = await pegsTaken();
    await take(saleId, [[lines[TENTS]!.id, 1]]);
    const refused = async (told: Told) => await problemOf(takeBack(story.till, saleId, told));
    expect(await refused({ lines: [{ at: TENTS, quantity: 2 }], shownMinor: REST })).toBe("return_too_many");
    const tooMuch = TENT + PEGS + 1;
    expect(await refused({ freeMinor: tooMuch, note: "Kind", shownMinor: tooMuch })).toBe("return_too_much");
    expect(await refused({ lines: [{ at: TENTS, partMinor: TENT + 1 }], shownMinor: TENT + 1 })).toBe(
      "return_too_much",
    );
    await back(saleId, { lines: [{ at: TENTS, quantity: 1 }, { at: 1, quantity: 1 }] });
    expect(await refused({ lines: [{ at: TENTS, quantity: 1 }], shownMinor: TENT })).toBe("not_returnable");
    expect(order()?.refunded_amount).toBe(TENT + PEGS);
    await booksHold();
  });

  test("does not come back before Klarna has taken the money for it", async () => {
    const { saleId, lines } = await story.waiting();
    expect(await why(saleId)).toBe("cancellable");
    story.till.simulator.control.addFault({ kind: "capture", status: 503 });
    await take(saleId, [[lines[1]!.id, 1]]);
    expect(await why(saleId)).toBe("not_taken");
    await story.later(HOUR_MS);
    expect(await why(saleId)).toBeNull();
  });

  test("goes back at no other Klarna account than the one that took the money", async () => {
    const { saleId } = await pegsTaken();
    story.till.shop.klarna.accountId = "kla_another";
    expect(await why(saleId)).toBe("elsewhere");
    expect(await problemOf(takeBack(story.till, saleId, { ...pegs, shownMinor: PEGS }))).toBe("not_returnable");
  });
});

describe("after such a return the rest", () => {
  test("is handed over, taken by Klarna in full, and can be returned in its turn", async () => {
    const { saleId, paymentId, order } = await pegsTaken();
    await back(saleId, pegs);
    await take(saleId, "all");
    expect((await story.captures(paymentId)).toSorted((a, b) => a - b)).toEqual([PEGS, REST]);
    expect(await status(paymentId)).toBe("captured");
    await back(saleId, { lines: [{ at: TENTS, quantity: 2 }] });
    expect(order()).toMatchObject({ captured_amount: PEGS + REST, refunded_amount: PEGS + REST });
    expect(await accounts(story.till)).toEqual({});
    expect(await why(saleId)).toBe("nothing_left");
    await booksHold();
  });

  test("is let go without any money going back, and nothing of the sale is left in the books", async () => {
    const { saleId, paymentId, order } = await pegsTaken();
    await back(saleId, pegs);
    expect(await pickUpView(story.till.shop, saleId)).toMatchObject({ canLetGo: true, backMinor: 0 });
    await letGo(saleId, 0);
    expect(order()).toMatchObject({ captured_amount: PEGS, refunded_amount: PEGS, remaining_authorized_amount: 0 });
    expect(await status(paymentId)).toBe("captured");
    expect(await accounts(story.till)).toEqual({});
    await story.later(26 * HOUR_MS);
    expect(await attention()).toEqual([]);
    await booksHold();
  });

  test("cannot be cancelled as a whole, for something of the sale was handed over", async () => {
    const { saleId } = await pegsTaken();
    await back(saleId, pegs);
    const cancelled = cancelSale(
      story.till.shop,
      story.till.press(),
      await senior(),
      { saleId, reason: "other", approval: null },
    );
    expect(await problemOf(cancelled)).toBe("not_cancellable");
  });

  test("is captured in part and stays so, though all of that went back and somebody lets go of the rest in the portal", async () => {
    const { saleId, paymentId, order } = await pegsTaken();
    await back(saleId, pegs);
    story.till.simulator.control.actInPortal(order()?.order_id ?? "", "release");
    await story.later(HOUR_MS);
    expect(await status(paymentId)).toBe("captured");
    expect(await attention()).toMatchObject([{ kind: "money_lost", klarnaSays: "rest_gone" }]);
  });
});

describe("paid in cash, too", () => {
  test("it goes back by Klarna first, then in cash, and Klarna pays all of the rest", async () => {
    const { saleId, paymentId, lines, order } = await story.waiting({ cash: "200" });
    await setLimit(story.till, 1_000_000);
    await take(saleId, [[lines[TENTS]!.id, 1]]);
    expect(await story.captures(paymentId)).toEqual([TENT - 20_000]);
    await back(saleId, { lines: [{ at: TENTS, quantity: 1 }] });
    const went = (await paybacks(story.till)).map(({ kind, amountMinor }) => [kind, amountMinor]).toSorted();
    expect(went).toEqual([["cash", 20_000], ["klarna", TENT - 20_000]]);
    await take(saleId, "all");
    expect(order()).toMatchObject({ captured_amount: REST + PEGS - 20_000, refunded_amount: TENT - 20_000 });
    const { cash, klarna_receivable: klarna } = await accounts(story.till);
    expect([cash, klarna]).toEqual([undefined, TENT + PEGS]);
    await booksHold();
  });

  test("no more goes back than was taken, whatever lies in the drawer; letting go gives back the other cash", async () => {
    const { saleId, paymentId } = await pegsTaken({ cash: "200" });
    const more = { freeMinor: PEGS + 1, note: "Kind", shownMinor: PEGS + 1 };
    expect(await problemOf(takeBack(story.till, saleId, more))).toBe("return_too_much");
    await back(saleId, pegs);
    expect(await paybacks(story.till)).toMatchObject([{ kind: "cash", amountMinor: PEGS }]);
    await letGo(saleId, 20_000 - PEGS);
    expect(await status(paymentId)).toBe("released");
    expect(await accounts(story.till)).toEqual({});
    await booksHold();
  });
});

describe("a refund that Klarna refuses while the rest waits", () => {
  async function refused(told: { cash?: string } = {}) {
    const sold = await pegsTaken(told);
    const refusal = { kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" } as const;
    story.till.simulator.control.addFault(refusal);
    await back(sold.saleId, pegs);
    expect(await attention()).toMatchObject([{ kind: "refund_refused", amountMinor: PEGS }]);
    return sold;
  }

  async function settle(way: "again" | "cash") {
    const [item] = await attention();
    const wanted = { itemId: item?.id ?? "", way, reference: "", approval: null };
    await settleRefund(story.till.shop, story.till.press(), await senior(), wanted);
    await story.till.runner.drain();
    expect(await attention()).toEqual([]);
  }

  test("is asked again and goes back; then the rest is handed over", async () => {
    const { saleId, order } = await refused();
    await settle("again");
    await take(saleId, "all");
    expect(order()).toMatchObject({ captured_amount: PEGS + REST, refunded_amount: PEGS });
    await booksHold();
  });

  test("goes back in cash instead, and is not given once more when the rest is let go", async () => {
    const { saleId, order } = await refused();
    await settle("cash");
    expect(await pickUpView(story.till.shop, saleId)).toMatchObject({ backMinor: 0 });
    await letGo(saleId, 0);
    expect(order()).toMatchObject({ captured_amount: PEGS, refunded_amount: 0 });
    expect(await accounts(story.till)).toEqual({ cash: -PEGS, klarna_receivable: PEGS });
    await booksHold();
  });

  test("is settled after the rest was let go as well", async () => {
    const { saleId, order } = await refused();
    await letGo(saleId, 0);
    await settle("again");
    expect(order()).toMatchObject({ captured_amount: PEGS, refunded_amount: PEGS });
    expect(await accounts(story.till)).toEqual({});
    await booksHold();
  });
});

describe("while Klarna owes the refund", () => {
  const mute = (kind: "refund" | "capture", times = 2) =>
    story.till.simulator.control.addFault({ kind, status: 503, times });

  test("the rest is handed over: both are carried out, once", async () => {
    const { saleId, paymentId, order } = await pegsTaken();
    mute("refund", 1);
    await back(saleId, pegs);
    expect(order()?.refunded_amount).toBe(0);
    mute("capture", 1);
    await take(saleId, "all");
    for (let looks = 0; looks < 3; looks++) await story.later(HOUR_MS);
    expect((await story.captures(paymentId)).toSorted((a, b) => a - b)).toEqual([PEGS, REST]);
    expect(order()).toMatchObject({ captured_amount: PEGS + REST, refunded_amount: PEGS });
    await booksHold();
  });

  test("the rest is let go, and the till restarts: it goes back all the same, once", async () => {
    const { saleId, paymentId, order } = await pegsTaken();
    mute("refund", 9);
    await back(saleId, pegs);
    await letGo(saleId, 0);
    expect(await status(paymentId)).toBe("captured");
    expect(order()).toMatchObject({ remaining_authorized_amount: 0, refunded_amount: 0 });
    story.till.simulator.control.clearFaults();
    const restarted = await openScene({ restored: await backUp(story.till) });
    restarted.clock.advance(HOUR_MS);
    await restarted.runner.drain();
    expect(order()?.refunds.map(({ refunded_amount }) => refunded_amount))
      .toEqual([PEGS]);
    expect(await accounts(restarted)).toEqual({});
    await restarted.close();
  });

  test("no more of what was taken comes back than is left of it", async () => {
    const { saleId } = await pegsTaken();
    mute("refund", 9);
    await back(saleId, { ...pegs, lines: [{ at: 1, partMinor: 700 }] });
    const { left, ways } = await refundableOf(story.till.shop.db.read, await saleRow(story.till, saleId), null);
    expect(left.map(({ quantity, amountMinor }) => [quantity, amountMinor]))
      .toEqual([[0, 0], [1, PEGS - 700]]);
    expect(ways.map(({ leftMinor }) => leftMinor)).toEqual([PEGS - 700]);
  });
});

describe("what somebody gives back in Klarna's portal while the rest waits", () => {
  test("calls a person, is booked as found with the goods, and not given again", async () => {
    const { saleId, paymentId, order } = await pegsTaken();
    story.till.simulator.control.actInPortal(order()?.order_id ?? "", "refund", PEGS);
    // Nobody has looked since: the order is read before anything goes back.
    expect(await problemOf(takeBack(story.till, saleId, pegs))).toBe("return_found");
    await story.later(HOUR_MS);
    expect(await attention()).toMatchObject([{ kind: "refunded_elsewhere", klarnaSays: String(PEGS) }]);
    await back(saleId, { ...pegs, by: await senior() });
    expect(await paybacks(story.till)).toMatchObject([{ kind: "klarna", amountMinor: PEGS, isFound: 1 }]);
    expect([await attention(), order()?.refunded_amount]).toEqual([[], PEGS]);
    await story.later(HOUR_MS);
    expect((await paymentRow(story.till, paymentId)).refundedElsewhereMinor)
      .toBe(PEGS);
    await letGo(saleId, 0);
    await story.later(26 * HOUR_MS);
    expect([await attention(), await accounts(story.till)]).toEqual([[], {}]);
    await booksHold();
  });
});
