import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { takeCash } from "../../../src/operations/take-tender.ts";
import { startAllLooks } from "../../../src/store/due-payments.ts";
import { brokenRules } from "../../../src/store/own-books.ts";
import { inTransaction } from "../../../src/store/transaction.ts";
import { accounts, paybacks, refunds, setLimit, takeBack, type Told } from "../returns-support.ts";
import { openStory, type Story } from "../story.ts";
import { isRead, problemOf } from "../support.ts";

let story: Story;
const TENT = 38_900;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

beforeEach(async () => {
  story = await openStory();
  await setLimit(story.till, 1_000_000);
  await story.till.runner.drain();
  story.customer.approves();
  await story.look();
  await story.save();
});

afterEach(async () => {
  expect(await brokenRules(story.till.shop.db.read, 0)).toEqual([]);
  await story.till.close();
});

const control = () => story.till.simulator.control;
const back = (told: Told) => takeBack(story.till, story.saleId, told);
const part = (freeMinor: number): Told => ({ freeMinor, note: "Scratched" });
const wishesToRefund = async () => (await story.wishes()).filter(({ kind }) => kind === "refund");
const open = async () => (await story.attention()).filter(({ closedAt }) => closedAt === null);

async function sold(): Promise<void> {
  await story.complete();
  await story.till.runner.drain();
  expect((await story.payment()).status).toBe("captured");
}

/** Our book says of this payment what Klarna's says, and nothing is owed. */
async function expectAgreement(refundedMinor: number): Promise<void> {
  const ours = (await refunds(story.till)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  expect([ours, story.order()?.refunded_amount]).toEqual([refundedMinor, refundedMinor]);
  const held = await accounts(story.till);
  expect([held["klarna_refund_pending"], held["klarna_receivable"] ?? 0]).toEqual([undefined, TENT - refundedMinor]);
  expect((await story.payment()).status).toBe("captured");
  expect((await story.payment()).nextCheckAt).toBeNull();
}

test("what was not taken yet is not given back", async () => {
  expect(await problemOf(back({ ...part(100), shownMinor: 100 }))).toBe("not_returnable");
  control().addFault({ kind: "capture", status: 500 });
  await story.complete();
  expect((await story.payment()).status).toBe("authorized");
  expect(await problemOf(back({ ...part(100), shownMinor: 100 }))).toBe("not_returnable");
});

test("is given back by Klarna at once, with the line that comes back, and both books agree", async () => {
  await sold();
  await back({ lines: [{ at: 0, quantity: 1 }] });
  await expectAgreement(TENT);
  const [wish] = await wishesToRefund();
  expect(wish).toMatchObject({ state: "done", amountMinor: TENT });
  expect(story.order()?.refunds).toMatchObject([{ reference: wish?.id, refunded_amount: TENT }]);
  expect(story.order()?.refunds[0]?.order_lines).toMatchObject([{ quantity: 1, total_amount: TENT }]);
  expect((await refunds(story.till))[0]?.klarnaRefundId).toBe(story.order()?.refunds[0]?.refund_id);
});

test("a part of a price is told as one piece of that worth", async () => {
  await sold();
  await back(part(1_234));
  await expectAgreement(1_234);
  expect(story.order()?.refunds[0]?.order_lines).toMatchObject([{ quantity: 1, unit_price: 1_234 }]);
});

test("until Klarna has said so it is promised, and counts as given back nowhere but there", async () => {
  await sold();
  control().addFault({ kind: "refund", status: 500 });
  await back(part(1_000));
  expect(await accounts(story.till)).toMatchObject({ klarna_receivable: TENT, klarna_refund_pending: -1_000 });
  expect(await wishesToRefund()).toMatchObject([{ state: "unknown" }]);
  expect(await refunds(story.till)).toEqual([]);
  await story.laterOn();
  await expectAgreement(1_000);
});

describe("happens once, whatever becomes of the answers", () => {
  beforeEach(sold);

  test.each([
    ["the answer is lost", { status: 500, applied: true }],
    ["Klarna stumbles", { status: 503 }],
    ["too many requests", { status: 429 }],
    ["the order is changed at the same moment", { status: 409 }],
    ["the account is closed for now", { status: 403, errorCode: "MERCHANT_INACTIVE" }],
    ["wrong credentials", { status: 401 }],
    ["the order is not found", { status: 404, errorCode: "NOT_FOUND" }],
  ])("%s", async (_, trouble) => {
    control().addFault({ kind: "refund", ...trouble });
    await back(part(1_000));
    expect((await wishesToRefund())[0]?.state).toBe("unknown");
    for (let looks = 0; looks < 3; looks++) await story.laterOn();
    await expectAgreement(1_000);
    expect(await wishesToRefund()).toHaveLength(1);
    expect(await open()).toEqual([]);
  });

  test("a lost answer, and then a refusal", async () => {
    control().addFault({ kind: "refund", status: 500, applied: true });
    control().addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
    await back(part(1_000));
    await story.laterOn();
    await expectAgreement(1_000);
  });

  test("the till dies after it has asked", async () => {
    story.till.wire.through = async (request, on) => {
      if (request.url.endsWith("/refunds")) await on(request);
      throw new TypeError("connection reset");
    };
    await back(part(1_000));
    story.till.wire.through = null;
    await inTransaction(story.till.shop.db, (tx) => startAllLooks(tx, story.till.clock.now()));
    await story.till.runner.drain();
    await expectAgreement(1_000);
  });
});

test("several go one after the other, and none is promised beyond what was taken", async () => {
  await sold();
  control().addFault({ kind: "refund", status: 500, times: 2 });
  await back(part(20_000));
  await back(part(18_900));
  expect(await problemOf(back({ ...part(1), shownMinor: 1 }))).toBe("not_returnable");
  for (let looks = 0; looks < 3; looks++) await story.laterOn();
  await expectAgreement(TENT);
  expect(await refunds(story.till)).toHaveLength(2);
});

test("Klarna first, then cash", async () => {
  await story.till.close();
  story = await openStory();
  const { shop } = story.till;
  await setLimit(story.till, 1_000_000);
  await story.till.runner.drain();
  await story.cancel();
  await story.look();
  const { saleId } = story;
  await takeCash(shop, story.action(), story.by, { ...await story.till.seen(saleId), given: "89" });
  const { startPayment } = await import("../../../src/operations/start-payment.ts");
  const { savePayment } = await import("../../../src/operations/save-payment.ts");
  const { paymentId } = await startPayment(shop, story.action(), story.by, await story.till.seen(saleId));
  await story.till.runner.drain();
  const payment = await shop.db.read.selectFrom("payment").selectAll().where("id", "=", paymentId)
    .executeTakeFirstOrThrow();
  control().approve(payment.reference);
  await story.look();
  await savePayment(shop, story.action(), story.by, paymentId);
  await story.complete();
  await story.till.runner.drain();
  await back({ lines: [{ at: 0, quantity: 1 }] });
  expect((await paybacks(story.till)).map(({ kind, amountMinor }) => [kind, amountMinor]).toSorted()).toEqual([
    ["cash", 8_900],
    ["klarna", 30_000],
  ]);
  expect(await accounts(story.till)).toEqual({});
  expect(control().findOrder(payment.reference)?.refunds[0]?.order_lines).toEqual([]);
});

describe("at night", () => {
  test("what Klarna gives back while its order is being read calls nobody", async () => {
    let isGiven = false;
    story.till.wire.through = async (request, on) => {
      const answer = await on(request);
      if (isRead(request, "ordermanagement") && !isGiven) {
        isGiven = true;
        await back(part(500));
      }
      return answer;
    };
    await night();
    expect(isGiven).toBe(true);
    expect(await open()).toEqual([]);
    await night();
    expect(await open()).toEqual([]);
    await expectAgreement(500);
  });

  async function night(): Promise<void> {
    story.till.clock.advance(24 * HOUR_MS);
    await story.till.runner.drain();
  }

  beforeEach(sold);

  test("what was given back here wakes nobody, in part or whole", async () => {
    await back(part(1_000));
    await night();
    await back(part(TENT - 1_000));
    await night();
    expect(await open()).toEqual([]);
    expect((await story.payment()).status).toBe("captured");
  });

  test("what somebody gave back in Klarna's portal is called out, and cannot be given back here again", async () => {
    await back(part(1_000));
    control().actInPortal((await story.payment()).orderId ?? "", "refund", 500);
    await night();
    expect(await open()).toMatchObject([{ kind: "refunded_elsewhere", klarnaSays: "500" }]);
    expect((await story.payment()).refundedElsewhereMinor).toBe(500);
    const byKlarna = (amountMinor: number) => ({ ...part(amountMinor), split: { klarna: amountMinor } });
    expect(await problemOf(back(byKlarna(TENT - 1_000)))).toBe("return_split");
    await back(byKlarna(TENT - 1_500));
    expect(story.order()?.refunded_amount).toBe(TENT);
  });

  test("a refund that our book has and Klarna's has not calls a person", async () => {
    await back(part(1_000));
    story.till.wire.through = async (request, on) => {
      const answer = await on(request);
      const body = await answer.json();
      return Response.json({ ...body, refunded_amount: 0, refunds: [] }, { status: answer.status });
    };
    await night();
    expect(await open()).toMatchObject([{ kind: "books_differ" }]);
  });
});
