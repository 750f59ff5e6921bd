import { expect, test } from "vitest";
import { callFirstOf, saleDeedsOf } from "../../src/routes/present-pick-up.ts";
import { HAT, openForExchanges, TENT } from "./exchange-story.ts";
import { takeBack } from "./returns-support.ts";
import { problemOf } from "./support.ts";

const story = openForExchanges();

test("of new goods that Klarna refuses to pay for, what the old ones paid goes back the way it came", async () => {
  const till = await story.open();
  const { saleId, paymentId } = await story.sold({ codes: ["CLO-HAT"] });
  const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["TNT-RDG3"]);
  await story.credits(newSaleId);
  await story.paysByKlarna(newSaleId);
  till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "NOT_ALLOWED" });
  await story.completes(newSaleId);
  expect(await saleDeedsOf(till.shop, newSaleId)).toEqual(["return"]);
  expect(await callFirstOf(till.shop, newSaleId)).toMatchObject({ why: "unpaid" });
  const whole = takeBack(till, newSaleId, { lines: [{ at: 0, quantity: 1 }], shownMinor: TENT });
  expect(await problemOf(whole)).toBe("return_too_much");
  await takeBack(till, newSaleId, { lines: [{ at: 0, partMinor: HAT }] });
  await till.runner.drain();
  expect(await story.order(paymentId)).toMatchObject({ captured_amount: HAT, refunded_amount: HAT });
  expect(await story.accounts()).toMatchObject({ klarna_receivable: TENT - HAT });
});
