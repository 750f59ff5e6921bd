import { describe, expect, test } from "vitest";
import { discountSale } from "../../src/operations/discounts.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { receiptFacts } from "../../src/operations/receipts.ts";
import { waitingGoods } from "../../src/operations/waiting-goods.ts";
import { pickUpView, saleDeedsOf, waitingSaleViews } from "../../src/routes/present-pick-up.ts";
import { openForPickUps } from "./pick-up-story.ts";
import { accounts, paybacks, setLimit, takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForPickUps();
const { waiting, take, drop, captures, attention, booksHold } = story;
const TENT = 38_900;
const PEGS = 1_200;
const ALL = 2 * TENT + PEGS;

const jo = () => standAt(story.till, "Jo", 1);
const called = async () => (await attention()).map(({ kind, amountMinor }) => [kind, amountMinor]);
const left = async (saleId: string) => [...(await waitingGoods(story.till.shop.db.read, saleId)).left.values()];
const statusOf = async (paymentId: string) => (await paymentRow(story.till, paymentId)).status;

describe("a piece that the customer no longer wants", () => {
  test("is not sold after all, while the others wait and are paid as they leave; then Klarna lets go", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting();
    expect(await drop(saleId, [[tents!.id, 1]])).toBe("nothing");
    expect(await left(saleId)).toEqual([1, 1]);
    expect([await accounts(story.till), await captures(paymentId)]).toMatchObject([
      { klarna_receivable: TENT + PEGS },
      [],
    ]);
    expect(order()).toMatchObject({ status: "AUTHORIZED", remaining_authorized_amount: ALL });
    await booksHold();
    await take(saleId, "all");
    expect(await captures(paymentId)).toEqual([TENT + PEGS]);
    expect(order()).toMatchObject({ status: "CLOSED", captured_amount: TENT + PEGS, remaining_authorized_amount: 0 });
    expect([await statusOf(paymentId), await called()]).toEqual(["captured", []]);
    expect((await saleRow(story.till, saleId)).handedOverAt).not.toBeNull();
    await booksHold();
  });

  test("may go at any time between the parts that leave, to the unit, and Klarna is told the pieces that left", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting({
      pays: async (saleId) => {
        const { shop, press, ada, seen } = story.till;
        const reduction = { of: "sale", discount: { kind: "amount", value: 10_001 } } as const;
        const approval = { staffId: await idOf("Mona"), pin: "999999" };
        await discountSale(shop, press(), ada, { ...await seen(saleId), reduction, approval });
      },
    });
    const allMinor = tents!.totalMinor + (await receiptFacts(story.till.shop.db.read, saleId)).lines[1]!.totalMinor;
    expect(tents!.totalMinor % 2, "the two halves differ").toBe(1);
    expect(await drop(saleId, [[tents!.id, 1]])).toBe("nothing");
    await take(saleId, [[tents!.id, 1]]);
    const [first = 0] = await captures(paymentId);
    const { notTaken: [untaken] } = await receiptFacts(story.till.shop.db.read, saleId);
    expect(first + (untaken?.totalMinor ?? 0)).toBe(tents!.totalMinor);
    await take(saleId, "all");
    expect((await captures(paymentId)).reduce((sum, minor) => sum + minor, 0)).toBe(
      allMinor - (untaken?.totalMinor ?? 0),
    );
    expect(order()?.captures[0]?.order_lines?.map(({ quantity, total_amount }) => [quantity, total_amount])).toEqual([
      [1, first],
    ]);
    expect(order()).toMatchObject({ status: "CLOSED" });
    await booksHold();
  });

  test("is not asked of Klarna, before anything else that was paid goes back", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting({ cash: "200" });
    expect(await drop(saleId, [[tents!.id, 1]], { shownMinor: 0 })).toBe("nothing");
    expect(await paybacks(story.till)).toEqual([]);
    await take(saleId, "all");
    expect(await captures(paymentId)).toEqual([TENT + PEGS - 20_000]);
    expect(order()).toMatchObject({ status: "CLOSED" });
    expect(await accounts(story.till)).toMatchObject({ cash: 20_000, klarna_receivable: TENT + PEGS - 20_000 });
    await booksHold();
  });

  test("of which more was paid otherwise than the others cost gives that back, and Klarna lets go at once", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting({ cash: "500" });
    const backMinor = 50_000 - TENT - PEGS;
    expect(await drop(saleId, [[tents!.id, 1]], { shownMinor: backMinor })).toBe("nothing");
    expect((await paybacks(story.till)).map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ["cash", backMinor],
    ]);
    expect([await statusOf(paymentId), order()?.status]).toEqual(["released", "CANCELLED"]);
    expect(await pickUpView(story.till.shop, saleId)).toMatchObject({ paidFor: "paid", endsAt: null, canDrop: false });
    expect(await waitingSaleViews(story.till.shop, "")).toMatchObject([{ paidFor: "paid", endsAt: null }]);
    expect(await accounts(story.till)).toMatchObject({ cash: TENT + PEGS });
    // What is paid for and still here comes back as a return, for there is nothing to be let go of.
    expect(await drop(saleId, [[pegs!.id, 1]])).toBe("rest_paid");
    expect(await saleDeedsOf(story.till.shop, saleId)).toEqual(["pick-up", "return"]);
    await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }] });
    expect(await left(saleId)).toEqual([1]);
    await take(saleId, "all");
    expect([await captures(paymentId), await called()]).toEqual([[], []]);
    await booksHold();
  });

  test("is paid for and held by nobody, also as long as Klarna is away and has not let go", async () => {
    const { saleId, paymentId, lines: [tents] } = await waiting({ cash: "500" });
    const { shop, simulator } = story.till;
    const shown = async () => {
      const [view, [listed]] = [await pickUpView(shop, saleId), await waitingSaleViews(shop, "")];
      return [view?.paidFor, view?.endsAt, listed?.paidFor, listed?.endsAt];
    };
    expect(await shown()).toEqual(["held", expect.any(Number), "held", expect.any(Number)]);
    simulator.control.addFault({ kind: "cancelOrder", status: 503, times: 99 });
    expect(await drop(saleId, [[tents!.id, 1]])).toBe("nothing");
    expect(await statusOf(paymentId)).toBe("authorized");
    expect(await shown()).toEqual(["paid", null, "paid", null]);
  });

  test("after some was taken goes off what is left alone", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting({ cash: "5" });
    await take(saleId, [[tents!.id, 1]]);
    expect(await captures(paymentId)).toEqual([TENT - 500]);
    expect(await drop(saleId, [[pegs!.id, 1]], { shownMinor: 0 })).toBe("nothing");
    expect(order()).toMatchObject({ status: "PART_CAPTURED" });
    await take(saleId, "all");
    expect((await captures(paymentId)).toSorted()).toEqual([TENT - 500, TENT]);
    expect(order()).toMatchObject({ status: "CLOSED" });
    await booksHold();
  });

  test("is neither more than waits nor nothing, and is dropped once by a double press", async () => {
    const { saleId, lines: [tents] } = await waiting();
    for (const count of [3, 0, 1.5]) expect(await drop(saleId, [[tents!.id, count]])).toBe("not_that_many");
    expect(await drop(saleId, [])).toBe("not_that_many");
    const { shop, press } = story.till;
    const [action, by] = [press(), await jo()];
    const wanted = { saleId, pieces: new Map([[tents!.id, 1]]), shownCount: 3, approval: null };
    for (const _ of [1, 2]) await letRestGo(shop, action, by, wanted);
    expect(await left(saleId)).toEqual([1, 1]);
  });

  test("is not dropped by two registers at once, nor from a page that is older than a hand-over", async () => {
    const { saleId, lines: [tents, pegs] } = await waiting();
    const { shop, press } = story.till;
    const wanted = { saleId, pieces: new Map([[tents!.id, 1]]), shownCount: 3, approval: null };
    const [first, second] = [await jo(), await standAt(story.till, "Mona", 2)];
    const both = [first, second].map((by) => problemOf(letRestGo(shop, press(), by, wanted)));
    expect((await Promise.all(both)).toSorted()).toEqual(["nothing", "waiting_changed"]);
    await take(saleId, [[pegs!.id, 1]]);
    expect(await drop(saleId, [[tents!.id, 1]], { shownCount: 2 })).toBe("waiting_changed");
  });

  test("is not given out with the others by a register that still shows it", async () => {
    const { saleId, lines: [tents] } = await waiting();
    const { shop, press, ada } = story.till;
    await drop(saleId, [[tents!.id, 1]]);
    for (const pieces of ["all", new Map([[tents!.id, 1]])] as const) {
      const stale = handOver(shop, press(), ada, { saleId, pieces, shownCount: 3 });
      expect(await problemOf(stale)).toBe("waiting_changed");
    }
    const action = press();
    for (const _ of [1, 2]) await handOver(shop, action, ada, { saleId, pieces: "all", shownCount: 2 });
    expect(await left(saleId)).toEqual([]);
  });

  test("needs a senior, and above the limit for what goes back a second person", async () => {
    const { saleId, paymentId, lines: [tents] } = await waiting({ cash: "500" });
    const { shop, press, ada } = story.till;
    const wanted = { saleId, pieces: new Map([[tents!.id, 1]]), approval: null };
    expect(await problemOf(letRestGo(shop, press(), ada, wanted))).toBe("needs_senior");
    await setLimit(story.till, 1_000);
    expect(await drop(saleId, [[tents!.id, 1]])).toBe("needs_second");
    const staffId = await idOf("Mona");
    await letRestGo(shop, press(), await jo(), { ...wanted, approval: { staffId, pin: "999999" } });
    const events = await shop.db.read.selectFrom("paymentEvent").selectAll().where("paymentId", "=", paymentId)
      .where("kind", "=", "part_not_taken").execute();
    expect(events.map(({ detail }) => JSON.parse(detail ?? ""))).toEqual([{ approvedBy: staffId, amountMinor: TENT }]);
  });

  test("is said on the receipt, beside what still waits", async () => {
    const { saleId, lines: [tents] } = await waiting();
    await drop(saleId, [[tents!.id, 1]]);
    expect(await receiptFacts(story.till.shop.db.read, saleId)).toMatchObject({
      notTaken: [{ quantity: 1, totalMinor: TENT }],
      letGoMinor: TENT,
      wentBack: [],
      waiting: [{ quantity: 1 }, { quantity: 1, totalMinor: PEGS }],
    });
  });

  test("is dropped one after the other until nothing waits, which lets the rest go", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting({ cash: "5" });
    expect(await drop(saleId, [[tents!.id, 1]])).toBe("nothing");
    expect(await drop(saleId, [[pegs!.id, 1]], { shownMinor: 0 })).toBe("nothing");
    expect(await drop(saleId, [[tents!.id, 1]], { shownMinor: 500 })).toBe("nothing");
    expect([await statusOf(paymentId), order()?.status]).toEqual(["released", "CANCELLED"]);
    expect(await accounts(story.till)).toEqual({});
    expect((await receiptFacts(story.till.shop.db.read, saleId)).notTaken.map(({ quantity }) => quantity)).toEqual([
      2,
      1,
    ]);
    expect(await called()).toEqual([]);
    await booksHold();
  });

  test("leaves the sale to be let go of as a whole, no more to be cancelled", async () => {
    const { saleId, lines: [tents] } = await waiting();
    expect(await saleDeedsOf(story.till.shop, saleId)).toEqual(["pick-up", "dropping", "cancelling", "return"]);
    await drop(saleId, [[tents!.id, 1]]);
    expect(await saleDeedsOf(story.till.shop, saleId)).toEqual(["pick-up", "dropping", "rest", "return"]);
    await letRestGo(story.till.shop, story.till.press(), await jo(), { saleId, approval: null });
    await story.till.runner.drain();
    expect(await accounts(story.till)).toEqual({});
    await booksHold();
  });

  test("counts for what comes back later: of what left all, of what was dropped nothing", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting({ cash: "5" });
    await drop(saleId, [[tents!.id, 1]]);
    await take(saleId, [[tents!.id, 1]]);
    await takeBack(story.till, saleId, { lines: [{ at: 0, quantity: 1 }] });
    await take(saleId, "all");
    expect((await captures(paymentId)).toSorted((a, b) => a - b)).toEqual([PEGS, TENT - 500]);
    expect(order()?.refunded_amount).toBe(TENT - 500);
    await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }] });
    await story.till.runner.drain();
    expect(await accounts(story.till)).toEqual({});
    expect(await problemOf(takeBack(story.till, saleId, { lines: [{ at: 0, quantity: 1 }] }))).toBe("return_too_many");
    await booksHold();
  });
});

async function idOf(name: string): Promise<string> {
  const { read } = story.till.shop.db;
  return (await read.selectFrom("staff").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;
}
