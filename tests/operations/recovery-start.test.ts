import { describe, expect, test } from "vitest";
import type { OpenedFacts } from "../../src/domain/logbook.ts";
import { bookCaptureFound } from "../../src/operations/attention.ts";
import { whyNotSelling } from "../../src/operations/may-sell.ts";
import { openUnread } from "../../src/operations/recovery.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { newId } from "../../src/shop.ts";
import { backUp } from "../support/test-till.ts";
import {
  afterBackup,
  attentionItems,
  HOUR,
  lostPayment,
  openItems,
  prepareLoss,
  restore,
  scan,
  tillEvents,
} from "./recovery-support.ts";
import { openStory } from "./story.ts";
import { isRead, openScene, paymentRow, problemOf, saleRow, type Scene, standAt } from "./support.ts";

const loss = prepareLoss();

describe("a backup that holds the sale", () => {
  test("and not yet its payment gets the payment back, whose link goes on", async () => {
    const first = await openScene({ logbook: loss.logbook });
    loss.tills.push(first);
    const saleId = await first.ringUp("TNT-RDG3");
    const backup = await backUp(first);
    loss.lost = await openStory({ logbook: loss.logbook });
    const { paymentId } = await startPayment(first.shop, first.press(), first.ada, await first.seen(saleId));
    await first.runner.drain();
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect(await paymentRow(till, paymentId)).toMatchObject({ saleId, status: "waiting", attempt: 1 });
    expect(await problemOf(scan(till, saleId))).toBe("sale_locked");
    expect(await whyNotSelling(till.shop)).toBeNull();
  });

  test("and its payment before Klarna had a page for it learns of the page", async () => {
    loss.lost = await openStory({ logbook: loss.logbook });
    const backup = await backUp(loss.lost.till);
    await loss.lost.check();
    loss.lost.customer.approves();
    const till = await restore(loss, backup);
    expect(await whyNotSelling(till.shop)).toMatchObject({ why: "recovery", total: 1, lost: 0 });
    await till.runner.drain();
    expect(await lostPayment(loss, till)).toMatchObject({ status: "authorized", recoveredAt: null });
    expect(await attentionItems(till)).toEqual([]);
  });

  test("and its payment before the customer paid finds the order, though Klarna has forgotten the page", async () => {
    loss.lost = await openStory({ logbook: loss.logbook });
    await loss.lost.send("sms");
    const backup = await backUp(loss.lost.till);
    loss.lost.customer.approves();
    await loss.lost.look();
    loss.lost.till.clock.advance(60 * HOUR);
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect(await lostPayment(loss, till)).toMatchObject({ status: "authorized", recoveredAt: null });
    expect(await openItems(till)).toEqual([]);
  });

  test("and an older state of its payment has Klarna asked again before anybody sells", async () => {
    loss.lost = await openStory({ logbook: loss.logbook });
    await loss.lost.send("sms");
    loss.lost.customer.opens();
    await loss.lost.look();
    const backup = await backUp(loss.lost.till);
    loss.lost.customer.cancels();
    await loss.lost.look();
    const till = await restore(loss, backup);
    expect(await whyNotSelling(till.shop)).toEqual({ why: "recovery", read: 0, total: 1, lost: 0 });
    await till.runner.drain();
    expect((await lostPayment(loss, till)).status).toBe("cancelled");
    expect(await whyNotSelling(till.shop)).toBeNull();
  });
});

test("a sale that was finished and paid out after the backup is booked and finished once more, and paid out once", async () => {
  loss.lost = await openStory({ logbook: loss.logbook });
  await loss.lost.send("sms");
  loss.lost.customer.approves();
  await loss.lost.look();
  await loss.lost.save();
  const backup = await backUp(loss.lost.till);
  await loss.lost.complete();
  await loss.lost.look();
  const till = await restore(loss, backup);
  expect(await whyNotSelling(till.shop)).toMatchObject({ why: "recovery", lost: 0 });
  await till.runner.drain();
  const [item] = await attentionItems(till);
  expect(item?.kind).toBe("captured_elsewhere");
  const jo = await standAt(till, "Jo", 1);
  await bookCaptureFound(till.shop, till.press(), jo, { itemId: item?.id ?? "", approval: null });
  await completeSale(till.shop, till.press(), till.ada, loss.lost.saleId);
  await till.runner.drain();
  expect(loss.lost.order()).toMatchObject({ captured_amount: 38_900 });
  expect((await lostPayment(loss, till)).status).toBe("captured");
  expect(await openItems(till)).toEqual([]);
});

describe("a backup from another time of the shop", () => {
  /** Changes what the logbook says of the lost payment, as if the backup were from before that. */
  function tellOtherwise(changes: Partial<OpenedFacts>): void {
    const [first] = loss.logbook.lines;
    if (first?.kind === "opened") Object.assign(first, changes);
  }

  test("that holds an earlier try of the sale gets the later one beside it", async () => {
    loss.lost = await openStory({ logbook: loss.logbook });
    await loss.lost.send("sms");
    const backup = await backUp(loss.lost.till);
    const { shop, press, ada, seen, runner } = loss.lost.till;
    await loss.lost.cancel();
    const second = await startPayment(shop, press(), ada, await seen(loss.lost.saleId));
    await runner.drain();
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect((await lostPayment(loss, till)).status).toBe("cancelled");
    expect(await paymentRow(till, second.paymentId)).toMatchObject({ status: "waiting", attempt: 2 });
    expect(await whyNotSelling(till.shop)).toBeNull();
  });

  test("that knows neither the register nor the cashier gives the payment to somebody who is there", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    tellOtherwise({ register: "reg_of_next_year", staff: "stf_of_next_year" });
    const till = await restore(loss, backup);
    await till.runner.drain();
    const { registerId, staffId, status } = await lostPayment(loss, till);
    const mona = await standAt(till, "Mona", 1);
    expect([registerId, staffId, status]).toEqual([mona.registerId, mona.staffId, "authorized"]);
  });

  test("in which another sale has the code gives the lost one the next", async () => {
    const first = await openScene({ logbook: loss.logbook });
    loss.tills.push(first);
    const taken = await first.ringUp("CLO-HAT");
    const backup = await backUp(first);
    loss.lost = await openStory({ logbook: loss.logbook, restored: backup });
    await loss.lost.send("sms");
    tellOtherwise({ saleCode: (await saleRow(first, taken)).code });
    const till = await restore(loss, backup);
    expect((await saleRow(till, loss.lost.saleId)).code).toBe((await saleRow(first, taken)).code + 1);
  });

  test("whose Klarna was another one waits until that one is connected, or a manager opens the till", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    tellOtherwise({ place: "https://api.klarna.com", mode: "live" });
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect(await whyNotSelling(till.shop)).toMatchObject({ why: "recovery", read: 0, total: 1 });
    const mona = await standAt(till, "Mona", 2);
    await openUnread(till.shop, till.press(), mona, { reason: "that account is closed", approval: null });
    expect(await whyNotSelling(till.shop)).toBeNull();
  });
});

describe("while Klarna does not answer", () => {
  const closeLine = (till: Scene) => till.wire.through = () => Promise.reject(new TypeError("connection refused"));

  test("nobody sells, and when it does, selling opens by itself", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    const till = await restore(loss, backup);
    closeLine(till);
    await till.runner.drain();
    expect(await problemOf(scan(till, newId(till.shop, "sal")))).toBe("not_selling");
    till.wire.through = null;
    till.clock.advance(60_000);
    await till.runner.drain();
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect(await openItems(till)).toEqual(["recovered"]);
  });

  test("a manager opens the till with a reason; a person is called for what was not read, until it is", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    const till = await restore(loss, backup);
    closeLine(till);
    await till.runner.drain();
    const wanted = { reason: "no internet until Monday", approval: null };
    expect(await problemOf(openUnread(till.shop, till.press(), till.ada, wanted))).toBe("needs_manager");
    const mona = await standAt(till, "Mona", 2);
    await openUnread(till.shop, till.press(), mona, wanted);
    expect(await problemOf(scan(till, newId(till.shop, "sal")))).toBe("nothing");
    expect(await openItems(till)).toEqual(["not_reread"]);
    const event = await till.shop.db.read.selectFrom("tillEvent").selectAll().where("kind", "=", "opened_unread")
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({ staffId: mona.staffId, reason: "no internet until Monday" });
    expect(JSON.parse(event.detail ?? "")).toEqual({ unread: 1, payments: 1 });
    till.wire.through = null;
    till.clock.advance(60_000);
    await till.runner.drain();
    expect(await openItems(till)).toEqual(["recovered"]);
    const next = await restore(loss, await backUp(till));
    expect(await whyNotSelling(next.shop)).toBeNull();
  });

  test("a till that starts again goes on asking", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    const till = await restore(loss, backup);
    closeLine(till);
    await till.runner.drain();
    const again = await restore(loss, await backUp(till));
    expect(await whyNotSelling(again.shop)).toEqual({ why: "recovery", read: 0, total: 1, lost: 1 });
    await again.runner.drain();
    expect(await whyNotSelling(again.shop)).toBeNull();
    expect(await tillEvents(again)).toEqual(["recovery_began", "recovery_ended"]);
  });

  test("and so does one that had written down more by then", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    const till = await restore(loss, backup);
    till.wire.through = async (request, on) =>
      isRead(request, "ordermanagement") ? new Response(null, { status: 503 }) : await on(request);
    await till.runner.drain();
    expect(loss.logbook.lines.map((line) => line.kind)).toEqual(["opened", "ordered"]);
    till.clock.advance(4 * 24 * 3_600_000);
    const again = await restore(loss, await backUp(till));
    expect(await whyNotSelling(again.shop)).toEqual({ why: "recovery", read: 0, total: 1, lost: 1 });
    await again.runner.drain();
    expect(await whyNotSelling(again.shop)).toBeNull();
    expect(await openItems(again)).toEqual(["recovered"]);
  });
});

describe("a till that was only stopped", () => {
  test("never asks for anything again, wherever its payments stand", async () => {
    loss.lost = await openStory({ logbook: loss.logbook });
    const steps = [
      () => loss.lost.send("sms"),
      () => Promise.resolve(loss.lost.customer.approves()),
      () => loss.lost.look(),
      () => loss.lost.save(),
      () => loss.lost.complete(),
      () => loss.lost.look(),
    ];
    for (const step of steps) {
      await step();
      const till = await restore(loss, await backUp(loss.lost.till));
      expect(await whyNotSelling(till.shop)).toBeNull();
      expect(await tillEvents(till)).toEqual([]);
    }
  });

  test("and has lost its logbook starts as if nothing was, and begins a new one", async () => {
    loss.lost = await openStory({ logbook: loss.logbook });
    await loss.lost.send("sms");
    const backup = await backUp(loss.lost.till);
    loss.logbook.lines = [];
    const till = await restore(loss, backup);
    expect(await whyNotSelling(till.shop)).toBeNull();
    const saleId = await till.ringUp("CLO-HAT");
    await startPayment(till.shop, till.press(), till.ada, await till.seen(saleId));
    await till.runner.drain();
    expect(loss.logbook.lines.map((line) => [line.n, line.kind])).toEqual([[2, "opened"]]);
  });
});
