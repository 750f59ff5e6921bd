import { describe, expect, test } from "vitest";
import { checkPayment } from "../../src/operations/check-payment.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { whyNotSelling } from "../../src/operations/may-sell.ts";
import { openUnread } from "../../src/operations/recovery.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { type Backup, backUp } from "../support/test-till.ts";
import {
  attentionItems,
  backAtKlarna,
  backInBook,
  closeLine,
  giveSome,
  HOUR,
  lostPayment,
  openItems,
  prepareLoss,
  restore,
  soldTent,
} from "./recovery-support.ts";
import { isRead, problemOf, reworded, type Scene, standAt } from "./support.ts";

const loss = prepareLoss();
const DAY = 24 * HOUR;

const sold = (options = {}) => soldTent(loss, options);
const back = (till: Scene, freeMinor: number) => giveSome(loss, till, freeMinor);
const atKlarna = () => backAtKlarna(loss);

/** The backup is put back, and everything is asked that can be. */
async function restored(backup: Backup): Promise<Scene> {
  const till = await restore(loss, backup);
  await till.runner.drain();
  return till;
}

describe("money that was given back after the backup", () => {
  test("is found before anybody sells, calls a person, and cannot go back twice", async () => {
    const first = await sold();
    const backup = await backUp(first);
    await back(first, 20_000);
    await first.runner.drain();
    const till = await restore(loss, backup);
    expect(await whyNotSelling(till.shop)).toEqual({
      why: "recovery",
      read: 0,
      total: 1,
      lost: 0,
    });
    await till.runner.drain();
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect(await attentionItems(till)).toMatchObject([{
      kind: "refunded_elsewhere",
      klarnaSays: "20000",
    }]);
    expect((await lostPayment(loss, till)).refundedElsewhereMinor).toBe(20_000);
    expect(await problemOf(back(till, 20_000))).not.toBe("nothing");
    expect(atKlarna()).toEqual([20_000]);
  });

  test("is found however long ago the sale was, while the logbook knows of it", async () => {
    const first = await sold();
    first.clock.advance(40 * DAY);
    await first.runner.drain();
    const backup = await backUp(first);
    await back(first, 20_000);
    await first.runner.drain();
    first.clock.advance(5 * DAY);
    const till = await restored(backup);
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect(await openItems(till)).toEqual(["refunded_elsewhere"]);
  });

  test("is found too when only a later payment tells that the backup is old", async () => {
    const first = await sold();
    const backup = await backUp(first);
    await back(first, 20_000);
    const saleId = await first.ringUp("CLO-HAT");
    await startPayment(
      first.shop,
      first.press(),
      first.ada,
      await first.seen(saleId),
    );
    await first.runner.drain();
    loss.logbook.lines = loss.logbook.lines.filter(({ kind }) => kind !== "refunding");
    const till = await restore(loss, backup);
    expect(await whyNotSelling(till.shop)).toMatchObject({ total: 2, lost: 1 });
    await till.runner.drain();
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect(await openItems(till)).toEqual(["refunded_elsewhere"]);
  });

  test("keeps the till from selling while the order cannot be read; what a manager did not wait for is read later", async () => {
    const first = await sold();
    const backup = await backUp(first);
    await back(first, 20_000);
    await first.runner.drain();
    const till = await restore(loss, backup);
    closeLine(till);
    await till.runner.drain();
    expect(await whyNotSelling(till.shop)).toEqual({
      why: "recovery",
      read: 0,
      total: 1,
      lost: 0,
    });
    const mona = await standAt(till, "Mona", 2);
    await openUnread(till.shop, till.press(), mona, {
      reason: "no internet until Monday",
      approval: null,
    });
    expect(await openItems(till)).toEqual([]);
    till.wire.through = null;
    for (let times = 0; times < 2; times++) {
      till.clock.advance(60_000);
      await till.runner.drain();
    }
    expect(await openItems(till)).toEqual(["refunded_elsewhere"]);
  });

  test("is asked for again by itself when Klarna answers again", async () => {
    const first = await sold();
    const backup = await backUp(first);
    await back(first, 20_000);
    await first.runner.drain();
    const till = await restore(loss, backup);
    closeLine(till);
    await till.runner.drain();
    till.wire.through = null;
    // The loop first learns that Klarna is there again.
    for (let times = 0; times < 2; times++) {
      till.clock.advance(60_000);
      await till.runner.drain();
    }
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect(await openItems(till)).toEqual(["refunded_elsewhere"]);
  });

  /** A thousand waited in the backup and went back after it, and five hundred of which it does not know. */
  async function waitingAndMore(): Promise<Backup> {
    const first = await sold();
    closeLine(first);
    await back(first, 1_000);
    const backup = await backUp(first);
    first.wire.through = null;
    await back(first, 500);
    await loss.lost.laterOn();
    expect(atKlarna()).toEqual([1_000, 500]);
    return backup;
  }

  test("is told apart from what the till itself has answered about at its start", async () => {
    const till = await restored(await waitingAndMore());
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect([atKlarna(), await backInBook(till)]).toEqual([[1_000, 500], [1_000]]);
    const items = (await attentionItems(till)).map((
      { kind, klarnaSays },
    ) => [kind, klarnaSays]);
    expect(items).toEqual([["refunded_elsewhere", "500"]]);
  });

  test("and that Klarna leaves out of its answer for a moment is read once more, before anybody is called", async () => {
    const till = await restore(loss, await waitingAndMore());
    till.wire.through = async (request, on) => {
      const answer = await on(request);
      return isRead(request, "ordermanagement") ? await reworded(answer, { refunds: [], refunded_amount: 0 }) : answer;
    };
    await checkPayment(till.shop, loss.lost.paymentId, "poll");
    expect(await backInBook(till)).toEqual([1_000]);
    await till.runner.drain();
    expect(await whyNotSelling(till.shop)).toMatchObject({
      why: "recovery",
      read: 0,
    });
    expect(await openItems(till)).toEqual([]);
    till.wire.through = null;
    till.clock.advance(60_000);
    await till.runner.drain();
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect(await openItems(till)).toEqual(["refunded_elsewhere"]);
  });
});

describe("the line in the logbook", () => {
  test("is there before Klarna is asked to give anything back, and once", async () => {
    const first = await sold();
    closeLine(first);
    await back(first, 1_000);
    const written = () => loss.logbook.lines.filter(({ kind }) => kind === "refunding");
    const [wish] = (await loss.lost.wishes()).filter(({ kind }) => kind === "refund");
    expect(written()).toMatchObject([{
      payment: loss.lost.paymentId,
      refund: wish?.id,
    }]);
    first.wire.through = null;
    await loss.lost.laterOn();
    expect(atKlarna()).toEqual([1_000]);
    expect(written()).toHaveLength(1);
  });

  test("that cannot be written lets the money wait, and go once it can", async () => {
    const first = await sold();
    loss.logbook.before = () => Promise.reject(new Error("No space left on device"));
    await back(first, 1_000);
    await loss.lost.laterOn();
    expect(atKlarna()).toEqual([]);
    expect((await loss.lost.payment()).failureCode).toBe("refund_not_written");
    loss.logbook.before = null;
    await loss.lost.laterOn();
    await loss.lost.laterOn();
    expect([atKlarna(), await backInBook(first)]).toEqual([[1_000], [1_000]]);
  });

  test("is there before goods that waited are handed over, which do not leave without it", async () => {
    const first = await sold({ isForPickUp: true });
    const backup = await backUp(first);
    const { saleId, paymentId } = loss.lost;
    const takeAll = () => handOver(first.shop, first.press(), first.ada, { saleId, pieces: "all" });
    loss.logbook.before = () => Promise.reject(new Error("No space left on device"));
    expect(await problemOf(takeAll())).toBe("logbook_not_written");
    loss.logbook.before = null;
    closeLine(first);
    await takeAll();
    expect(loss.logbook.lines.at(-1)).toMatchObject({
      kind: "handing_over",
      payment: paymentId,
    });
    const till = await restore(loss, backup);
    expect(await whyNotSelling(till.shop)).toMatchObject({
      why: "recovery",
      total: 1,
    });
  });
});
