import { afterEach, describe, expect, test } from "vitest";
import { CHANNEL_REST_MS } from "../../src/domain/link-routes.ts";
import { chooseCustomer } from "../../src/operations/sale-life.ts";
import { sendPaymentLink } from "../../src/operations/send-link.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { updateCustomer } from "../../src/store/customers.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { openStory, type Story } from "./story.ts";
import { customerNamed, problemOf } from "./support.ts";

let story: Story;

afterEach(() => story.till.close());

function remembered() {
  return story.till.shop.db.read.selectFrom("klarnaChannel").selectAll().execute();
}

/** Klarna refuses the next messages in this way. */
function refuse(fault: { status: number; errorCode?: string; badValue?: string }, times = 1): void {
  story.till.simulator.control.addFault({ kind: "distribute", times, ...fault });
}

/** Another payment, for this customer; its id. */
async function payFor(familyName: string): Promise<string> {
  const { shop } = story.till;
  const saleId = await story.till.ringUp("CLO-HAT");
  const customerId = await customerNamed(story.till, familyName);
  await chooseCustomer(shop, story.action(), story.by, { saleId, customerId });
  return (await startPayment(shop, story.action(), story.by, await story.till.seen(saleId))).paymentId;
}

function send(paymentId: string, channel: "sms" | "email") {
  return sendPaymentLink(story.till.shop, story.action(), story.by, { paymentId, channel });
}

/** Gives this customer a mobile number. */
async function givePhone(familyName: string, phone: string): Promise<void> {
  const customerId = await customerNamed(story.till, familyName);
  await inTransaction(story.till.shop.db, (tx) => updateCustomer(tx, customerId, { phone }));
}

describe("a way that Klarna refuses for the shop", () => {
  test("is kept with date and code, the payment lives on, and its texts are not asked for again", async () => {
    story = await openStory();
    story.till.simulator.control.setSwitches({ smsEnabled: false });
    await story.send("sms");
    expect(await story.sendings()).toMatchObject([{
      state: "refused",
      via: "klarna",
      refusalAbout: "channel",
      answerCode: "BAD_VALUE",
    }]);
    expect((await story.payment()).status).toBe("waiting");
    const refusedAt = story.till.clock.now();
    expect(await remembered()).toMatchObject([{ channel: "sms", refusedAt, code: "BAD_VALUE" }]);
    expect(await problemOf(send(await payFor("Karim"), "sms"))).toBe("no_route");
    expect(story.till.simulator.control.countRequests("distribute")).toBe(1);
    await story.send("email");
    expect((await story.sendings()).at(-1)).toMatchObject({ channel: "email", state: "done" });
  });

  test("is asked for again after seven days: done, it is forgotten; refused, it is remembered anew", async () => {
    story = await openStory();
    story.till.simulator.control.setSwitches({ smsEnabled: false });
    await story.send("sms");
    story.till.clock.advance(CHANNEL_REST_MS - 1);
    const early = await payFor("Karim");
    expect(await problemOf(send(early, "sms"))).toBe("no_route");
    story.till.clock.advance(1);
    await send(early, "sms");
    expect(await remembered()).toMatchObject([{ refusedAt: story.till.clock.now() }]);
    story.till.simulator.control.setSwitches({ smsEnabled: true });
    story.till.clock.advance(CHANNEL_REST_MS);
    await send(await payFor("Karim"), "sms");
    expect(await remembered()).toEqual([]);
  });

  test.each([
    ["403 without a word", { status: 403 }],
    ["the method named", { status: 422, badValue: "method" }],
    ["not allowed", { status: 400, errorCode: "NOT_ALLOWED" }],
  ])("is told by %s", async (_, fault) => {
    story = await openStory();
    refuse(fault);
    await story.send("email");
    expect(await remembered()).toMatchObject([{ channel: "email" }]);
  });

  test.each([
    ["this one address", { status: 400, badValue: "contact_information.phone" }, "address"],
    ["credentials", { status: 401 }, null],
    ["a session that is gone", { status: 404 }, null],
  ])("is not what is refused with %s", async (_, fault, about) => {
    story = await openStory();
    await story.till.runner.drain();
    refuse(fault);
    await story.send("sms");
    expect(await story.sendings()).toMatchObject([{ state: "refused", refusalAbout: about }]);
    expect(await remembered()).toEqual([]);
  });

  test("is guessed when two refusals in a row, for two addresses, do not say what is wrong", async () => {
    story = await openStory();
    await givePhone("Karimi", "+447355505530");
    story.till.simulator.control.setSwitches({ smsEnabled: false, hppErrorBodies: "empty" });
    await story.send("sms");
    await story.send("sms");
    expect(await story.sendings()).toMatchObject([{ refusalAbout: "unclear" }, { refusalAbout: "unclear" }]);
    expect(await remembered()).toEqual([]);
    await send(await payFor("Karimi"), "sms");
    expect(await remembered()).toMatchObject([{ channel: "sms", code: "400" }]);
  });

  test("is not guessed when Klarna has sent such a message in between", async () => {
    story = await openStory();
    await givePhone("Karimi", "+447355505530");
    const empty = () => refuse({ status: 400, errorCode: "BAD_REQUEST" });
    empty();
    await story.send("sms");
    story.till.clock.advance(1);
    await story.send("sms");
    story.till.clock.advance(1);
    empty();
    await send(await payFor("Karimi"), "sms");
    expect(await remembered()).toEqual([]);
  });
});

describe("limits", () => {
  const problem = (deed: Promise<unknown>) => deed.then(() => null, (error) => error.problem);

  test("three messages about one payment in ten minutes, however they go; then the time to wait is told", async () => {
    story = await openStory();
    await story.send("sms");
    await story.send("email");
    story.till.clock.advance(60_000);
    await story.send("sms");
    story.till.clock.advance(60_000);
    expect(await problem(story.send("email"))).toEqual({ kind: "send_too_many", of: "payment", waitMs: 8 * 60_000 });
    await story.send("qr");
    story.till.clock.advance(8 * 60_000);
    await story.send("email");
  });

  test("what was refused and QR codes do not count", async () => {
    story = await openStory();
    refuse({ status: 400, badValue: "contact_information.phone" }, 4);
    for (let press = 0; press < 4; press++) await story.send("sms");
    for (let press = 0; press < 4; press++) await story.send("qr");
    await story.send("sms");
  });

  test("six messages to one address in a day over all payments; another address is free", async () => {
    story = await openStory();
    const first = story.till.clock.now();
    for (let round = 0; round < 3; round++) {
      const paymentId = await payFor("Karim");
      await send(paymentId, "email");
      story.till.clock.advance(60_000);
      await send(paymentId, "email");
    }
    const paymentId = await payFor("Karim");
    const waitMs = first + 24 * 3_600_000 - story.till.clock.now();
    expect(await problem(send(paymentId, "email"))).toEqual({ kind: "send_too_many", of: "address", waitMs });
    await send(paymentId, "sms");
    story.till.clock.advance(waitMs);
    await send(await payFor("Karim"), "email");
  });

  test("no address can be read from what the count is kept by", async () => {
    story = await openStory();
    await story.send("email");
    const [sending] = await story.sendings();
    expect(sending?.addressKey).toMatch(/^key_[0-9a-f]+:[0-9a-f]{64}$/);
    expect(JSON.stringify(sending)).not.toContain("karim");
  });
});
