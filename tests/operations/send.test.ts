import { afterEach, describe, expect, test } from "vitest";
import { chooseCustomer } from "../../src/operations/sale-life.ts";
import { sendPaymentLink } from "../../src/operations/send-link.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { newId } from "../../src/shop.ts";
import { updateCustomer } from "../../src/store/customers.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { addLine } from "../../src/operations/basket.ts";
import { openStory, type Story } from "./story.ts";
import { customerNamed, paymentRow, problemOf } from "./support.ts";

let story: Story;

afterEach(() => story.till.close());

function messages() {
  return story.till.simulator.control.listMessages();
}

function goAway(): void {
  story.till.wire.through = () => Promise.reject(new TypeError("client error (Connect)"));
}

/** A payment for this customer of the demo shop; its id. */
async function payFor(familyName: string): Promise<string> {
  const { shop } = story.till;
  const saleId = newId(shop, "sal");
  await addLine(shop, story.action(), story.by, { saleId, quantity: 1, typed: "CLO-HAT" });
  const customerId = await customerNamed(story.till, familyName);
  await chooseCustomer(shop, story.action(), story.by, { saleId, customerId });
  return (await startPayment(shop, story.action(), story.by, await story.till.seen(saleId))).paymentId;
}

function send(paymentId: string, channel: "sms" | "email" | "qr") {
  return sendPaymentLink(story.till.shop, story.action(), story.by, { paymentId, channel });
}

describe("sending the link", () => {
  test("goes by e-mail to the customer's own address, which is kept masked", async () => {
    story = await openStory();
    await story.send("email");
    expect(messages()).toMatchObject([{ method: "email", contact: "sam.karim@example.com" }]);
    const [sending] = await story.sendings();
    expect(sending).toMatchObject({ state: "done", channel: "email", staffId: story.by.staffId });
    expect(sending?.correlationId).not.toBeNull();
    expect(sending?.maskedAddress).not.toContain("karim");
  });

  test("is refused without a contact, and nothing is noted", async () => {
    story = await openStory();
    const paymentId = await payFor("Karimi");
    expect(await problemOf(send(paymentId, "sms"))).toBe("no_contact");
    expect(await problemOf(send(paymentId, "email"))).toBe("no_contact");
    expect(await problemOf(send(await payFor("Holt"), "sms"))).toBe("no_contact");
    expect(await story.till.shop.db.read.selectFrom("sending").selectAll().execute()).toEqual([]);
  });

  test("a message that Klarna takes later keeps nobody from seeing that the customer has paid already", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.till.simulator.control.addFault({ kind: "distribute", status: 429, times: 50 });
    await story.send("sms");
    await story.send("qr");
    story.customer.opens();
    await story.laterOn();
    expect((await story.payment()).status).toBe("in_progress");
    story.customer.approves();
    await story.laterOn();
    expect((await story.payment()).status).toBe("authorized");
  });

  test("a QR code shown is noted as done, sends nothing, and needs no contact or rest", async () => {
    story = await openStory();
    const paymentId = await payFor("Karimi");
    await send(paymentId, "qr");
    await send(paymentId, "qr");
    await story.till.runner.drain();
    const rows = await story.till.shop.db.read.selectFrom("sending").selectAll().execute();
    expect(rows).toMatchObject([{ channel: "qr", state: "done" }, { channel: "qr", state: "done", triedAt: null }]);
    expect(story.till.simulator.control.countRequests("distribute")).toBe(0);
    expect((await paymentRow(story.till, paymentId)).remindedAt).toBe(story.till.clock.now());
  });

  test("rests after each message of the same kind, but not before another kind, a QR code or after a refusal", async () => {
    story = await openStory();
    story.till.simulator.control.addFault({ kind: "distribute", status: 422, times: 2 });
    await story.send("sms");
    await story.send("sms");
    await story.send("email");
    expect(await problemOf(story.send("email"))).toBe("send_too_soon");
    await story.send("qr");
    expect((await story.sendings()).map((one) => [one.channel, one.state])).toEqual([
      ["sms", "refused"],
      ["sms", "refused"],
      ["email", "done"],
      ["qr", "done"],
    ]);
  });

  test("keeps the address it really went to, when the record changed after it was asked for", async () => {
    story = await openStory();
    await story.till.runner.drain();
    goAway();
    await story.send("sms");
    story.till.wire.through = null;
    const customerId = await customerNamed(story.till, "Karim");
    await inTransaction(story.till.shop.db, (tx) => updateCustomer(tx, customerId, { phone: "+447355505530" }));
    await story.laterOn();
    expect(messages()).toMatchObject([{ contact: "+447355505530" }]);
    expect(await story.sendings()).toMatchObject([{ state: "done", maskedAddress: "••• •••530" }]);
  });

  test("goes out though Klarna cannot be told of the changed record", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.till.simulator.control.addFault({ kind: "updatePaymentSession", status: 503, times: 50 });
    const customerId = await customerNamed(story.till, "Karim");
    await inTransaction(story.till.shop.db, (tx) => updateCustomer(tx, customerId, { phone: "+447355505530" }));
    await story.send("sms");
    expect(messages()).toHaveLength(1);
  });

  test("says how long to wait", async () => {
    story = await openStory();
    await story.send("sms");
    story.till.clock.advance(12_000);
    await expect(story.send("sms")).rejects.toMatchObject({ problem: { kind: "send_too_soon", waitMs: 8_000 } });
  });

  test("that never reached Klarna goes out by itself later, as one message", async () => {
    story = await openStory();
    await story.till.runner.drain();
    goAway();
    await story.send("sms");
    expect(await story.sendings()).toMatchObject([{ state: "asked", triedAt: null }]);
    story.till.wire.through = null;
    await story.laterOn();
    expect(await story.sendings()).toMatchObject([{ state: "done" }]);
    expect(messages()).toHaveLength(1);
  });

  test("asked again and again while Klarna is away is one message when it is back", async () => {
    story = await openStory();
    await story.till.runner.drain();
    goAway();
    for (let press = 0; press < 3; press++) {
      await story.send("sms");
      story.till.clock.advance(21_000);
    }
    story.till.wire.through = null;
    await story.laterOn();
    await story.laterOn();
    expect(messages()).toHaveLength(1);
    expect(await story.sendings()).toMatchObject([{ state: "done" }]);
  });

  test("asked before there is a link goes out as soon as there is one", async () => {
    story = await openStory();
    goAway();
    await story.send("sms");
    expect((await story.payment()).status).toBe("created");
    story.till.wire.through = null;
    await story.laterOn();
    expect(messages()).toHaveLength(1);
  });

  test("is not possible once the payment has ended, nor once it is Completed", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.customer.approves();
    await story.look();
    expect(await problemOf(story.send("qr"))).toBe("payment_not_open");
    const other = await payFor("Karim");
    await story.till.runner.drain();
    story.till.simulator.control.open((await paymentRow(story.till, other)).reference);
    story.till.simulator.control.cancel((await paymentRow(story.till, other)).reference);
    await story.look();
    expect(await problemOf(send(other, "sms"))).toBe("payment_not_open");
  });

  test("counts against the number it would go to by then: one that had its six in a day gets no seventh", async () => {
    story = await openStory();
    await story.till.runner.drain();
    await setPhone("+447355505530");
    await sendToSam(6);
    await setPhone("+447755564318");
    goAway();
    await story.send("sms");
    await setPhone("+447355505530");
    story.till.wire.through = null;
    await story.laterOn();
    expect(messages()).toHaveLength(6);
    const ofStory = await story.sendings();
    expect(ofStory).toMatchObject([{ state: "refused", answerCode: "too_many", triedAt: null }]);
    expect(await problemOf(story.send("sms"))).toBe("send_too_many");
  });

  test("goes to the changed number while that has room for it, and counts there from then on", async () => {
    story = await openStory();
    await story.till.runner.drain();
    await setPhone("+447355505530");
    await sendToSam(5);
    await setPhone("+447755564318");
    goAway();
    await story.send("sms");
    await setPhone("+447355505530");
    story.till.wire.through = null;
    await story.laterOn();
    expect(messages().map(({ contact }) => contact)).toEqual(Array(6).fill("+447355505530"));
    expect(await problemOf(send(await payFor("Karim"), "sms"))).toBe("send_too_many");
  });
});

async function setPhone(phone: string): Promise<void> {
  const customerId = await customerNamed(story.till, "Karim");
  await inTransaction(story.till.shop.db, (tx) => updateCustomer(tx, customerId, { phone }));
}

/** Texts about two other payments, three each and no more in ten minutes. */
async function sendToSam(count: number): Promise<void> {
  const paymentIds = [await payFor("Karim"), await payFor("Karim")];
  await story.till.runner.drain();
  for (let text = 0; text < count; text++) {
    await send(paymentIds[text % 2] ?? "", "sms");
    story.till.clock.advance(11_000);
  }
}
