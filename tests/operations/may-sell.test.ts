import { afterEach, beforeEach, expect, test } from "vitest";
import { addLine } from "../../src/operations/basket.ts";
import { confirmClock, whyNotSelling } from "../../src/operations/may-sell.ts";
import { chooseCustomer, completeSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { newId } from "../../src/shop.ts";
import { backUp } from "../support/test-till.ts";
import { openStory, type Story } from "./story.ts";
import { customerNamed, openScene, problemOf, standAt } from "./support.ts";

const HOUR = 3_600_000;
const RIGHT = { reason: "it was an hour fast", approval: null };
let story: Story;

beforeEach(async () => {
  story = await openStory();
  await sellHat();
});

afterEach(() => story.till.close());

/** A sale in cash: a booking with the till's time on it. */
async function sellHat(): Promise<void> {
  const { shop, press, ada, seen } = story.till;
  const saleId = newId(shop, "sal");
  await addLine(shop, press(), ada, { saleId, quantity: 1, typed: "CLO-HAT" });
  await takeCash(shop, press(), ada, { ...await seen(saleId), given: "100.00" });
  await completeSale(shop, press(), ada, saleId);
}

const why = () => whyNotSelling(story.till.shop);
const setBack = (ms: number) => story.till.clock.setWall(-ms);
const scan = (saleId: string) =>
  addLine(story.till.shop, story.action(), story.by, { saleId, quantity: 1, typed: "CLO-HAT" });

test("a clock that goes back past the last booking stops every deed that begins, pays or ends a sale", async () => {
  const { shop, press, ada, seen, ringUp } = story.till;
  const saleId = await ringUp("CLO-HAT");
  const paid = await ringUp("CLO-HAT");
  await takeCash(shop, press(), ada, { ...await seen(paid), given: "100.00" });
  setBack(HOUR);
  const booked = await shop.db.read.selectFrom("journal").select("at").executeTakeFirstOrThrow();
  expect(await why()).toEqual({ why: "clock", wallAt: booked.at - HOUR, lastEntryAt: booked.at });
  const fresh = newId(shop, "sal");
  const customerId = await customerNamed(story.till, "Karim");
  const deeds = [
    scan(fresh),
    scan(saleId),
    chooseCustomer(shop, press(), ada, { saleId: fresh, customerId }),
    startPayment(shop, press(), ada, await seen(saleId)),
    takeCash(shop, press(), ada, { ...await seen(saleId), given: "100.00" }),
    completeSale(shop, press(), ada, paid),
  ];
  expect(await Promise.all(deeds.map(problemOf))).toEqual(deeds.map(() => "not_selling"));
});

test("what is open with Klarna goes on: it is sent, looked at, saved and given back", async () => {
  setBack(HOUR);
  await story.send("sms");
  story.customer.approves();
  await story.look();
  expect((await story.payment()).status).toBe("authorized");
  await story.save();
  await story.release();
  expect((await story.payment()).status).toBe("released");
  const open = await startPayment(story.till.shop, story.action(), story.by, await story.till.seen(story.saleId))
    .catch((error) => error.problem.kind);
  expect(open).toBe("not_selling");
});

test("a payment that is open already is found again, not refused", async () => {
  setBack(HOUR);
  const again = await startPayment(story.till.shop, story.action(), story.by, await story.till.seen(story.saleId));
  expect(again.paymentId).toBe(story.paymentId);
});

test("the steps of a time server stop nobody", async () => {
  setBack(60_000);
  expect(await why()).toBeNull();
  setBack(1);
  expect(await why()).toMatchObject({ why: "clock" });
});

test("selling goes on by itself when the clock is right again, by hand or by waiting", async () => {
  setBack(HOUR);
  story.till.clock.setWall(HOUR);
  expect(await why()).toBeNull();
  setBack(HOUR);
  story.till.clock.advance(HOUR - 60_000);
  expect(await why()).toBeNull();
});

test("a till that starts with a clock behind its books does not sell either", async () => {
  const backup = await backUp(story.till);
  story.till.clock.advance(-HOUR);
  const next = await openScene({ restored: backup });
  try {
    expect(await whyNotSelling(next.shop)).toMatchObject({ why: "clock" });
  } finally {
    await next.close();
  }
});

test("a manager says that the clock is right: on record, and time goes back with it", async () => {
  const { shop, press, ada, clock } = story.till;
  const { at } = await shop.db.read.selectFrom("journal").select("at").executeTakeFirstOrThrow();
  setBack(HOUR);
  expect(await problemOf(confirmClock(shop, press(), ada, RIGHT))).toBe("needs_manager");
  const mona = await standAt(story.till, "Mona", 2);
  await confirmClock(shop, press(), mona, RIGHT);
  expect(await why()).toBeNull();
  expect(clock.now()).toBe(at - HOUR);
  const events = await shop.db.read.selectFrom("tillEvent").selectAll().execute();
  expect(events).toMatchObject([{
    kind: "clock_confirmed",
    staffId: mona.staffId,
    reason: RIGHT.reason,
    at: at - HOUR,
  }]);
  await sellHat();
  await sellHat();
  expect(await why()).toBeNull();
});

test("the word is about that one step back, and not about the next", async () => {
  const { shop, press } = story.till;
  setBack(HOUR);
  const mona = await standAt(story.till, "Mona", 2);
  await confirmClock(shop, press(), mona, RIGHT);
  setBack(2 * 60_000);
  expect(await why()).toMatchObject({ why: "clock" });
  story.till.clock.setWall(2 * 60_000);
  story.till.clock.advance(30 * 60_000);
  await sellHat();
  setBack(2 * 60_000);
  expect(await why()).toMatchObject({ why: "clock" });
});

test("a payment that waits for Klarna is looked at as soon as before, and has no more time than it had", async () => {
  const { shop, press } = story.till;
  await story.send("sms");
  const { limitAt } = await story.payment();
  setBack(HOUR);
  const mona = await standAt(story.till, "Mona", 2);
  await confirmClock(shop, press(), mona, RIGHT);
  expect((await story.payment()).limitAt).toBe(limitAt - HOUR);
  story.customer.approves();
  await story.look();
  expect((await story.payment()).status).toBe("authorized");
});
