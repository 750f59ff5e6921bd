import { describe, expect, test } from "vitest";
import { handOver } from "../../src/operations/hand-over.ts";
import { whyNotSelling } from "../../src/operations/may-sell.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { type Backup, backUp } from "../support/test-till.ts";
import {
  backAtKlarna,
  backInBook,
  closeLine,
  giveSome,
  HOUR,
  openItems,
  prepareLoss,
  restore,
  soldTent,
} from "./recovery-support.ts";
import { linesIn, openScene, paymentRow, type Scene } from "./support.ts";

const loss = prepareLoss();
const DAY = 24 * HOUR;

const sold = () => soldTent(loss);
const back = (till: Scene, freeMinor: number) => giveSome(loss, till, freeMinor);
const atKlarna = () => backAtKlarna(loss);

/** The backup is put back, and everything is asked that can be. */
async function restored(backup: Backup): Promise<Scene> {
  const till = await restore(loss, backup);
  await till.runner.drain();
  return till;
}

describe("money that waited to go back in the backup, and was never asked for by then", () => {
  /** Klarna is down: a thousand is tried, and two thousand waits behind it. */
  async function twoWaiting(first: Scene): Promise<Backup> {
    closeLine(first);
    await back(first, 1_000);
    await back(first, 2_000);
    const backup = await backUp(first);
    first.wire.through = null;
    await loss.lost.laterOn();
    await loss.lost.laterOn();
    expect(atKlarna()).toEqual([1_000, 2_000]);
    return backup;
  }

  test("and was given back after it is found there, though Klarna has forgotten the keys", async () => {
    const backup = await twoWaiting(await sold());
    loss.lost.till.clock.advance(2 * DAY);
    const till = await restored(backup);
    till.clock.advance(10 * 60_000);
    await till.runner.drain();
    expect([atKlarna(), await backInBook(till)]).toEqual([[1_000, 2_000], [
      1_000,
      2_000,
    ]]);
    expect(await openItems(till)).toEqual([]);
  });

  test("is found too where the logbook is lost with the database", async () => {
    const backup = await twoWaiting(await sold());
    loss.lost.till.clock.advance(2 * DAY);
    loss.logbook.lines = [];
    const till = await restored(backup);
    till.clock.advance(10 * 60_000);
    await till.runner.drain();
    expect([atKlarna(), await backInBook(till)]).toEqual([[1_000, 2_000], [
      1_000,
      2_000,
    ]]);
  });

  test("goes back as it would have when the till was only stopped", async () => {
    const first = await sold();
    closeLine(first);
    await back(first, 1_000);
    await back(first, 2_000);
    const till = await restored(await backUp(first));
    expect([atKlarna(), await backInBook(till)]).toEqual([[1_000, 2_000], [
      1_000,
      2_000,
    ]]);
    expect(till.simulator.control.countRequests("readOrder")).toBe(
      loss.lost.till.simulator.control.countRequests("readOrder"),
    );
    expect(await openItems(till)).toEqual([]);
    expect(await whyNotSelling(till.shop)).toBeNull();
  });
});

test("goods that were handed over in parts are taken once, though the second part was never asked for by the backup", async () => {
  const first = await openScene({ logbook: loss.logbook });
  loss.tills.push(first);
  const { shop, press, ada, simulator } = first;
  const saleId = await first.ringUp("TNT-RDG3", "CLO-HAT", "TNT-RDG3");
  const { paymentId } = await startPayment(
    shop,
    press(),
    ada,
    await first.seen(saleId),
  );
  await first.runner.drain();
  const { reference } = await paymentRow(first, paymentId);
  simulator.control.approve(reference);
  first.clock.advance(4_000);
  await first.runner.drain();
  await savePayment(shop, press(), ada, paymentId);
  await completeSale(shop, press(), ada, saleId, { isForPickUp: true });
  closeLine(first);
  for (const line of (await linesIn(first, saleId)).slice(0, 2)) {
    await handOver(shop, press(), ada, {
      saleId,
      pieces: new Map([[line.id, 1]]),
    });
    await first.runner.drain();
  }
  const backup = await backUp(first);
  first.wire.through = null;
  first.clock.advance(30_000);
  await first.runner.drain();
  const taken = () =>
    simulator.control.findOrder(reference)?.captures.map((
      { captured_amount },
    ) => captured_amount);
  const before = taken();
  expect(before).toHaveLength(2);
  first.clock.advance(2 * DAY);
  const till = await restored(backup);
  expect(taken()).toEqual(before);
  const captures = await till.shop.db.read.selectFrom("capture").select(
    "amountMinor",
  ).execute();
  expect(captures.map(({ amountMinor }) => amountMinor)).toEqual(before);
});
