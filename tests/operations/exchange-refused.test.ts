import { expect, test } from "vitest";
import { takeBackUnpaid } from "../../src/operations/come-back.ts";
import { callFirstOf, saleDeedsOf } from "../../src/routes/present-pick-up.ts";
import { HAT, openForExchanges, TENT } from "./exchange-story.ts";
import { takeBack } from "./returns-support.ts";
import { problemOf, standAt } from "./support.ts";

const story = openForExchanges();

/** A tent for a hat and 370.00 by Klarna, which refuses to pay them. */
async function refused() {
  const till = await story.open();
  const { saleId, paymentId } = await story.sold({ codes: ["CLO-HAT"] });
  const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["TNT-RDG3"]);
  await story.credits(newSaleId);
  const newPaymentId = await story.paysByKlarna(newSaleId);
  till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "NOT_ALLOWED" });
  await story.completes(newSaleId);
  return { till, newSaleId, paymentId, newPaymentId };
}

test("new goods that Klarna refuses to pay for, and that come back, come off the books; what the old ones paid goes back", async () => {
  const { till, newSaleId, paymentId, newPaymentId } = await refused();
  const wanted = { saleId: newSaleId, reason: "changed_mind", shownMinor: HAT, approval: null } as const;
  await takeBackUnpaid(till.shop, till.press(), await standAt(till, "Jo", 1), wanted);
  await till.runner.drain();
  expect(await story.order(paymentId)).toMatchObject({ captured_amount: HAT, refunded_amount: HAT });
  expect(await story.order(newPaymentId)).toMatchObject({ status: "CANCELLED", captured_amount: 0 });
  expect(await story.accounts()).toEqual({});
  till.clock.advance(26 * 60 * 60_000);
  await till.runner.drain();
  expect(await till.shop.db.read.selectFrom("attentionItem").selectAll().where("closedAt", "is", null).execute())
    .toEqual([]);
});

test("of new goods that Klarna refuses to pay for, what the old ones paid goes back the way it came", async () => {
  const { till, newSaleId, paymentId } = await refused();
  expect(await saleDeedsOf(till.shop, newSaleId)).toEqual(["cancelling", "return"]);
  expect(await callFirstOf(till.shop, newSaleId)).toMatchObject({ why: "unpaid" });
  const whole = takeBack(till, newSaleId, { lines: [{ at: 0, quantity: 1 }], shownMinor: TENT });
  expect(await problemOf(whole)).toBe("return_too_much");
  await takeBack(till, newSaleId, { lines: [{ at: 0, partMinor: HAT }] });
  await till.runner.drain();
  expect(await story.order(paymentId)).toMatchObject({ captured_amount: HAT, refunded_amount: HAT });
  expect(await story.accounts()).toMatchObject({ klarna_receivable: TENT - HAT });
});
