import { describe, expect, test } from "vitest";
import { closeWithReason } from "../../src/operations/attention.ts";
import { whyNotSelling } from "../../src/operations/may-sell.ts";
import { releasePayment } from "../../src/operations/payment-wishes.ts";
import { chooseCustomer, completeSale, recallSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { newId } from "../../src/shop.ts";
import { backUp } from "../support/test-till.ts";
import {
  afterBackup,
  attentionItems,
  HOUR,
  lostPayment,
  lostSale,
  openItems,
  prepareLoss,
  restore,
  scan,
  tillEvents,
} from "./recovery-support.ts";
import { customerNamed, problemOf, saleRow, type Scene, standAt } from "./support.ts";

const loss = prepareLoss();

describe("a payment that was made after the backup", () => {
  test("keeps the till from selling until Klarna has said what became of it", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    await loss.lost.look();
    const till = await restore(loss, backup);
    expect(await whyNotSelling(till.shop)).toEqual({ why: "recovery", read: 0, total: 1, lost: 1 });
    const saleId = newId(till.shop, "sal");
    const { shop, press, ada } = till;
    const customerId = await customerNamed(till, "Karim");
    expect(await problemOf(scan(till, saleId))).toBe("not_selling");
    expect(await problemOf(chooseCustomer(shop, press(), ada, { saleId, customerId }))).toBe("not_selling");
    await till.runner.drain();
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect(await problemOf(scan(till, saleId))).toBe("nothing");
    expect(await tillEvents(till)).toEqual(["recovery_began", "recovery_ended"]);
    const next = await restore(loss, await backUp(till));
    expect(await whyNotSelling(next.shop)).toBeNull();
  });

  test("and that the customer completed calls a person, with its sale under its own code", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    await loss.lost.look();
    const before = await loss.lost.payment();
    const till = await restore(loss, backup);
    await till.runner.drain();
    const payment = await lostPayment(loss, till);
    expect(payment).toMatchObject({
      status: "authorized",
      amountMinor: before.amountMinor,
      orderId: before.orderId,
      klarnaReference: before.klarnaReference,
      reference: before.reference,
      createdAt: before.createdAt,
      registerId: before.registerId,
      staffId: before.staffId,
    });
    expect(await attentionItems(till)).toMatchObject([{
      kind: "recovered",
      paymentId: payment.id,
      klarnaSays: "authorized",
    }]);
    expect(await lostSale(loss, till)).toMatchObject({ status: "parked", code: 20_001 });
    const saleId = newId(till.shop, "sal");
    await scan(till, saleId);
    expect((await saleRow(till, saleId)).code).toBe(20_002);
  });

  test("can be given back, and then both books say so", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect(await openItems(till)).toEqual(["recovered"]);
    await releasePayment(till.shop, till.press(), till.ada, loss.lost.paymentId);
    expect((await lostPayment(loss, till)).status).toBe("released");
    expect(loss.lost.order()?.status).toBe("CANCELLED");
    expect(await openItems(till)).toEqual([]);
  });

  test("and that somebody gives back in Klarna’s portal is no case for a person any more", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    const till = await restore(loss, backup);
    await till.runner.drain();
    till.simulator.control.actInPortal((await lostPayment(loss, till)).orderId ?? "", "cancel");
    till.clock.advance(HOUR);
    await till.runner.drain();
    expect((await lostPayment(loss, till)).status).toBe("released");
    expect(await openItems(till)).toEqual([]);
  });

  test("can be kept: its sale is rung up again, for no less than Klarna holds, and captured", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    const till = await restore(loss, backup);
    await till.runner.drain();
    const { shop, press, ada } = till;
    const { saleId, paymentId } = loss.lost;
    await recallSale(shop, press(), ada, saleId);
    await scan(till, saleId, "CLO-HAT");
    expect(await problemOf(savePayment(shop, press(), ada, paymentId))).toBe("sale_not_rung_up");
    const cash = { ...await till.seen(saleId), given: "5.00" };
    expect(await problemOf(takeCash(shop, press(), ada, cash))).toBe("sale_locked");
    expect(await problemOf(completeSale(shop, press(), ada, saleId))).toBe("sale_locked");
    await scan(till, saleId);
    await savePayment(shop, press(), ada, paymentId);
    expect(await problemOf(scan(till, saleId))).toBe("sale_locked");
    expect(await openItems(till)).toEqual([]);
    const rest = await till.seen(saleId);
    await takeCash(shop, press(), ada, { ...rest, given: "100.00" });
    await completeSale(shop, press(), ada, saleId);
    await till.runner.drain();
    expect((await lostPayment(loss, till)).status).toBe("captured");
    expect(loss.lost.order()).toMatchObject({ status: "CAPTURED", captured_amount: 38_900 });
  });

  test("and is still open at Klarna has its link closed, and leaves nothing to do", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.opens();
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect(await lostPayment(loss, till)).toMatchObject({ status: "cancelled", endedBy: "timeout" });
    expect(loss.lost.session()?.status).toBe("DISABLED");
    expect(await lostSale(loss, till)).toMatchObject({ status: "voided", voidReason: "other", voidedBy: null });
    expect(await attentionItems(till)).toEqual([]);
    expect(await whyNotSelling(till.shop)).toBeNull();
  });

  /** Saved, completed and paid out before the backup is put back. */
  async function paidOutAfterBackup(): Promise<Scene> {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    await loss.lost.look();
    await loss.lost.save();
    await loss.lost.complete();
    await loss.lost.look();
    const till = await restore(loss, backup);
    await till.runner.drain();
    return till;
  }

  test("and was paid out already is booked as it is at Klarna, and its sale is rung up again", async () => {
    const till = await paidOutAfterBackup();
    expect((await lostPayment(loss, till)).status).toBe("captured");
    expect(await attentionItems(till)).toMatchObject([{ kind: "recovered", klarnaSays: "captured" }]);
    const captures = await till.shop.db.read.selectFrom("capture").select(["amountMinor", "paymentId"]).execute();
    expect(captures).toEqual([{ amountMinor: 38_900, paymentId: loss.lost.paymentId }]);
    await recallSale(till.shop, till.press(), till.ada, loss.lost.saleId);
    await scan(till, loss.lost.saleId);
    await savePayment(till.shop, till.press(), till.ada, loss.lost.paymentId);
    await completeSale(till.shop, till.press(), till.ada, loss.lost.saleId);
    await till.runner.drain();
    expect(loss.lost.order()).toMatchObject({ captured_amount: 38_900 });
    expect(await openItems(till)).toEqual([]);
  });

  test("and was paid out already may be in other books by now: a reason is enough", async () => {
    const till = await paidOutAfterBackup();
    const [item] = await attentionItems(till);
    const jo = await standAt(till, "Jo", 1);
    const closing = { itemId: item?.id ?? "", approval: null, reason: "entered in the paper book" };
    await closeWithReason(till.shop, till.press(), jo, closing);
    till.clock.advance(HOUR);
    await till.runner.drain();
    expect(await openItems(till)).toEqual([]);
  });

  test("is not put away by a word alone while nobody has decided about the money", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    const till = await restore(loss, backup);
    await till.runner.drain();
    const [item] = await attentionItems(till);
    const jo = await standAt(till, "Jo", 1);
    const closing = { itemId: item?.id ?? "", approval: null, reason: "in the paper book" };
    expect(await problemOf(closeWithReason(till.shop, till.press(), jo, closing))).toBe("attention_undecided");
  });

  test("is found by its order when Klarna has forgotten the page", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    await loss.lost.look();
    loss.lost.till.clock.advance(60 * HOUR);
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect((await lostPayment(loss, till)).status).toBe("authorized");
    expect(await openItems(till)).toEqual(["recovered"]);
  });

  test("is found however long ago it was, while the logbook knows of it", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.customer.approves();
    await loss.lost.look();
    loss.lost.till.clock.advance(6 * 24 * HOUR);
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect(await openItems(till)).toEqual(["recovered"]);
  });

  test("and was seen to end without money calls nobody, though Klarna has forgotten it", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    await loss.lost.cancel();
    expect((await loss.lost.payment()).status).toBe("cancelled");
    loss.lost.till.clock.advance(60 * HOUR);
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect((await lostPayment(loss, till)).status).toBe("cancelled");
    expect((await lostSale(loss, till)).status).toBe("voided");
    expect(await attentionItems(till)).toEqual([]);
    expect(await whyNotSelling(till.shop)).toBeNull();
  });

  test("and of which nobody saw the end is a case for a manager once Klarna has forgotten it", async () => {
    const backup = await afterBackup(loss);
    await loss.lost.send("sms");
    loss.lost.till.clock.advance(60 * HOUR);
    const till = await restore(loss, backup);
    await till.runner.drain();
    expect(await openItems(till)).toEqual(["end_not_seen"]);
    expect(await whyNotSelling(till.shop)).toBeNull();
  });
});
