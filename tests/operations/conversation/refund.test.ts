import { beforeEach, describe, expect, test } from "vitest";
import { takeCash } from "../../../src/operations/take-tender.ts";
import { startAllLooks } from "../../../src/store/due-payments.ts";
import { inTransaction } from "../../../src/store/transaction.ts";
import { accounts, paybacks, refunds } from "../returns-support.ts";
import { isRead, problemOf } from "../support.ts";
import { HOUR_MS, openForRefunds, TENT } from "./refund-story.ts";

const scene = openForRefunds();
const { control, back, part, wishesToRefund, open, sold, expectAgreement } = scene;

test("what was not taken yet is not given back", async () => {
  expect(await problemOf(back({ ...part(100), shownMinor: 100 }))).toBe("not_returnable");
  control().addFault({ kind: "capture", status: 500 });
  await scene.story.complete();
  expect((await scene.story.payment()).status).toBe("authorized");
  expect(await problemOf(back({ ...part(100), shownMinor: 100 }))).toBe("not_returnable");
});

test("is given back by Klarna at once, with the line that comes back, and both books agree", async () => {
  await sold();
  await back({ lines: [{ at: 0, quantity: 1 }] });
  await expectAgreement(TENT);
  const [wish] = await wishesToRefund();
  expect(wish).toMatchObject({ state: "done", amountMinor: TENT });
  expect(scene.story.order()?.refunds).toMatchObject([{ reference: wish?.id, refunded_amount: TENT }]);
  expect(scene.story.order()?.refunds[0]?.order_lines).toMatchObject([{ quantity: 1, total_amount: TENT }]);
  expect((await refunds(scene.story.till))[0]?.klarnaRefundId).toBe(scene.story.order()?.refunds[0]?.refund_id);
});

test("a part of a price is told as one piece of that worth", async () => {
  await sold();
  await back(part(1_234));
  await expectAgreement(1_234);
  expect(scene.story.order()?.refunds[0]?.order_lines).toMatchObject([{ quantity: 1, unit_price: 1_234 }]);
});

test("until Klarna has said so it is promised, and counts as given back nowhere but there", async () => {
  await sold();
  control().addFault({ kind: "refund", status: 500 });
  await back(part(1_000));
  expect(await accounts(scene.story.till)).toMatchObject({ klarna_receivable: TENT, klarna_refund_pending: -1_000 });
  expect(await wishesToRefund()).toMatchObject([{ state: "unknown" }]);
  expect(await refunds(scene.story.till)).toEqual([]);
  await scene.story.laterOn();
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
    ["the order is not found, said as a bad request", { status: 400, errorCode: "NOT_FOUND" }],
    ["its id is not known, said as a bad request", { status: 400, errorCode: "INVALID_ORDER_ID" }],
  ])("%s", async (_, trouble) => {
    control().addFault({ kind: "refund", ...trouble });
    await back(part(1_000));
    expect((await wishesToRefund())[0]?.state).toBe("unknown");
    for (let looks = 0; looks < 3; looks++) await scene.story.laterOn();
    await expectAgreement(1_000);
    expect(await wishesToRefund()).toHaveLength(1);
    expect(await open()).toEqual([]);
  });

  test("a lost answer, and then a refusal", async () => {
    control().addFault({ kind: "refund", status: 500, applied: true });
    control().addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
    await back(part(1_000));
    await scene.story.laterOn();
    await expectAgreement(1_000);
  });

  test("the till dies after it has asked", async () => {
    scene.story.till.wire.through = async (request, on) => {
      if (request.url.endsWith("/refunds")) await on(request);
      throw new TypeError("connection reset");
    };
    await back(part(1_000));
    scene.story.till.wire.through = null;
    await inTransaction(scene.story.till.shop.db, (tx) => startAllLooks(tx, scene.story.till.clock.now()));
    await scene.story.till.runner.drain();
    await expectAgreement(1_000);
  });
});

test("several go one after the other, and none is promised beyond what was taken", async () => {
  await sold();
  control().addFault({ kind: "refund", status: 500, times: 2 });
  await back(part(20_000));
  await back(part(18_900));
  expect(await problemOf(back({ ...part(1), shownMinor: 1 }))).toBe("not_returnable");
  for (let looks = 0; looks < 3; looks++) await scene.story.laterOn();
  await expectAgreement(TENT);
  expect(await refunds(scene.story.till)).toHaveLength(2);
});

test("Klarna first, then cash", async () => {
  await scene.beginAnew();
  const { shop } = scene.story.till;
  await scene.story.cancel();
  await scene.story.look();
  const { saleId } = scene.story;
  await takeCash(shop, scene.story.action(), scene.story.by, { ...await scene.story.till.seen(saleId), given: "89" });
  const { startPayment } = await import("../../../src/operations/start-payment.ts");
  const { savePayment } = await import("../../../src/operations/save-payment.ts");
  const { paymentId } = await startPayment(
    shop,
    scene.story.action(),
    scene.story.by,
    await scene.story.till.seen(saleId),
  );
  await scene.story.till.runner.drain();
  const payment = await shop.db.read.selectFrom("payment").selectAll().where("id", "=", paymentId)
    .executeTakeFirstOrThrow();
  control().approve(payment.reference);
  await scene.story.look();
  await savePayment(shop, scene.story.action(), scene.story.by, paymentId);
  await scene.story.complete();
  await scene.story.till.runner.drain();
  await back({ lines: [{ at: 0, quantity: 1 }] });
  expect((await paybacks(scene.story.till)).map(({ kind, amountMinor }) => [kind, amountMinor]).toSorted()).toEqual([
    ["cash", 8_900],
    ["klarna", 30_000],
  ]);
  expect(await accounts(scene.story.till)).toEqual({});
  expect(control().findOrder(payment.reference)?.refunds[0]?.order_lines).toEqual([]);
});

describe("at night", () => {
  test("what Klarna gives back while its order is being read calls nobody", async () => {
    let isGiven = false;
    scene.story.till.wire.through = async (request, on) => {
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
    scene.story.till.clock.advance(24 * HOUR_MS);
    await scene.story.till.runner.drain();
  }

  beforeEach(sold);

  test("what was given back here wakes nobody, in part or whole", async () => {
    await back(part(1_000));
    await night();
    await back(part(TENT - 1_000));
    await night();
    expect(await open()).toEqual([]);
    expect((await scene.story.payment()).status).toBe("captured");
  });

  test("what somebody gave back in Klarna's portal is called out, and cannot be given back here again", async () => {
    await back(part(1_000));
    control().actInPortal((await scene.story.payment()).orderId ?? "", "refund", 500);
    await night();
    expect(await open()).toMatchObject([{ kind: "refunded_elsewhere", klarnaSays: "500" }]);
    expect((await scene.story.payment()).refundedElsewhereMinor).toBe(500);
    const byKlarna = (amountMinor: number) => ({ ...part(amountMinor), split: { klarna: amountMinor } });
    expect(await problemOf(back(byKlarna(TENT - 1_000)))).toBe("return_split");
    await back(byKlarna(TENT - 1_500));
    expect(scene.story.order()?.refunded_amount).toBe(TENT);
  });

  test("a refund that our book has and Klarna's has not calls a person", async () => {
    await back(part(1_000));
    scene.story.till.wire.through = async (request, on) => {
      const answer = await on(request);
      const body = await answer.json();
      return Response.json({ ...body, refunded_amount: 0, refunds: [] }, { status: answer.status });
    };
    await night();
    expect(await open()).toMatchObject([{ kind: "books_differ" }]);
  });
});
