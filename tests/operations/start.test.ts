import { afterEach, describe, expect, test } from "vitest";
import { editCustomer } from "../../src/operations/customer-records.ts";
import { chooseCustomer } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { newId } from "../../src/shop.ts";
import { openStory, type Story } from "./story.ts";
import { customerNamed, paymentRow, problemOf } from "./support.ts";

let story: Story;

afterEach(() => story.till.close());

async function start(saleId = story.saleId) {
  return await startPayment(story.till.shop, story.action(), story.by, await story.till.seen(saleId));
}

/** Sam Karim gets another phone, while the sale is under way. */
async function changePhone(phone: string): Promise<void> {
  const { shop } = story.till;
  const customerId = await customerNamed(story.till, "Karim");
  const sam = await shop.db.read.selectFrom("customer").selectAll().where("id", "=", customerId)
    .executeTakeFirstOrThrow();
  const wanted = { saleId: story.saleId, customerId, recordVersion: sam.version, customer: { ...sam, phone } };
  await editCustomer(shop, story.action(), story.by, wanted);
}

async function told(): Promise<number | null> {
  return (await story.payment()).customerVersionTold;
}

describe("starting", () => {
  test("a sale with an open payment answers that one", async () => {
    story = await openStory();
    expect(await start()).toEqual({ paymentId: story.paymentId });
    await story.till.runner.drain();
    expect(await start()).toEqual({ paymentId: story.paymentId });
    expect(story.till.simulator.control.listSessions()).toHaveLength(1);
  });

  test("after a try that ended, the next one has a number and a reference of its own", async () => {
    story = await openStory();
    await story.cancel();
    const { paymentId } = await start();
    expect(paymentId).not.toBe(story.paymentId);
    const [first, second] = [await story.payment(), await paymentRow(story.till, paymentId)];
    expect(second.attempt).toBe(2);
    expect(second.reference).toBe(first.reference.replace(/1$/, "2"));
  });

  test("is refused for an empty basket, a paid sale and a sale of another mode", async () => {
    story = await openStory();
    const { shop } = story.till;
    const empty = newId(shop, "sal");
    await chooseCustomer(shop, story.action(), story.by, { saleId: empty, customerId: null });
    expect(await problemOf(start(empty))).toBe("basket_empty");
    const paid = await story.till.ringUp("CLO-HAT");
    await takeCash(shop, story.action(), story.by, { ...await story.till.seen(paid), given: "100" });
    expect(await problemOf(start(paid))).toBe("nothing_due");
    shop.klarna.mode = "live";
    expect(await problemOf(start(await story.till.ringUp("CLO-HAT")))).toBe("nothing");
    expect(await problemOf(start(paid))).toBe("klarna_not_for_this_sale");
  });

  test("a hosted page that Klarna refuses ends the payment with its code", async () => {
    story = await openStory();
    story.till.simulator.control.addFault({ kind: "createHostedSession", badValue: "options" });
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "rejected", refusalCode: "BAD_VALUE", nextCheckAt: null });
  });

  test.each(["billing_address.postal_code", "billing_address.given_name"])(
    "a refused %s is left out with all that is told of the customer: it only fills in Klarna's form",
    async (badValue) => {
      story = await openStory();
      story.till.simulator.control.addFault({ kind: "createPaymentSession", badValue });
      await story.till.runner.drain();
      expect((await story.payment()).status).toBe("waiting");
      expect(story.till.simulator.control.listSessions()).toHaveLength(1);
      story.customer.approves();
      await story.look();
      expect((await story.payment()).status).toBe("authorized");
    },
  );

  test("what Klarna refuses of the basket is not asked for once more", async () => {
    story = await openStory();
    story.till.simulator.control.addFault({ kind: "createPaymentSession", badValue: "order_lines[0].tax_rate" });
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "rejected", refusalCode: "BAD_VALUE" });
  });

  test.each(
    [
      ["the first session", { kind: "createPaymentSession", status: 500, applied: true }, 2, 1],
      ["the hosted page", { kind: "createHostedSession", status: 500, applied: true }, 1, 2],
    ] as const,
  )("a lost answer about %s is asked again, and only one link is used", async (_, fault, sessions, pages) => {
    story = await openStory();
    const { control } = story.till.simulator;
    control.addFault(fault);
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "created", failedChecks: 1, linkUrl: null });
    await story.laterOn();
    expect(await story.payment()).toMatchObject({ status: "waiting", failedChecks: 0 });
    expect(control.countRequests("createPaymentSession")).toBe(sessions);
    expect(control.countRequests("createHostedSession")).toBe(pages);
  });

  test("a hosted page that is gone for a fresh payment session too is a refusal, and no session is made after it", async () => {
    story = await openStory();
    const { control } = story.till.simulator;
    control.addFault({ kind: "createHostedSession", status: 404, times: 100 });
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "created", failedChecks: 1, paymentSessionId: null });
    for (let tries = 0; tries < 20; tries++) await story.laterOn();
    expect(await story.payment()).toMatchObject({ status: "rejected", refusalCode: "NOT_FOUND", nextCheckAt: null });
    expect(control.countRequests("createPaymentSession")).toBe(2);
    expect(control.countRequests("createHostedSession")).toBe(2);
  });

  test("without any answer the looks grow rarer, and the first answer makes them quick again", async () => {
    story = await openStory();
    story.till.wire.through = () => Promise.reject(new TypeError("client error (Connect)"));
    const waits = [];
    for (let tries = 0; tries < 4; tries++) {
      await story.till.runner.drain();
      const { failedChecks, nextCheckAt } = await story.payment();
      expect(failedChecks).toBe(tries + 1);
      waits.push((nextCheckAt ?? 0) - story.till.clock.now());
      story.till.clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([6_000, 12_000, 24_000, 48_000]);
    expect(story.till.shop.klarna.state).toBe("away");
    story.till.wire.through = null;
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "waiting", failedChecks: 0, failureCode: null });
    expect(story.till.shop.klarna.state).toBe("ready");
  });

  test("Klarna's wish to be left alone is kept", async () => {
    story = await openStory();
    story.till.wire.through = () =>
      Promise.resolve(new Response(null, { status: 429, headers: { "retry-after": "90" } }));
    await story.till.runner.drain();
    expect((await story.payment()).nextCheckAt).toBe(story.till.clock.now() + 90_000);
  });

  test("the till's limit ends a payment that never got a link, as timed out", async () => {
    story = await openStory();
    story.till.wire.through = () => Promise.reject(new TypeError("client error (Connect)"));
    await story.till.runner.drain();
    story.till.clock.advance(15 * 60_000);
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "cancelled", endedBy: "timeout" });
    const events = await story.till.shop.db.read.selectFrom("paymentEvent").selectAll().orderBy("position").execute();
    expect(events.at(-1)).toMatchObject({ toStatus: "cancelled", cause: "timeout", staffId: null });
  });
});

describe("a customer's changed record", () => {
  test("is told to Klarna while the payment waits", async () => {
    story = await openStory();
    await story.till.runner.drain();
    const before = await told();
    await changePhone("+442079460456");
    await story.till.runner.drain();
    expect(await told()).toBe((before ?? 0) + 1);
    expect(story.till.simulator.control.countRequests("updatePaymentSession")).toBe(1);
    story.customer.approves();
    expect(JSON.stringify(story.order())).toContain("+442079460456");
  });

  test("is told once though Klarna refuses it, and the link goes on working", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.till.simulator.control.addFault({ kind: "updatePaymentSession", badValue: "billing_address" });
    await changePhone("+442079460456");
    await story.till.runner.drain();
    await story.look();
    expect(story.till.simulator.control.countRequests("updatePaymentSession")).toBe(1);
    expect((await story.payment()).status).toBe("waiting");
  });

  test("is told again when the answer was lost", async () => {
    story = await openStory();
    await story.till.runner.drain();
    const before = await told();
    story.till.simulator.control.addFault({ kind: "updatePaymentSession", drop: true });
    await changePhone("+442079460456");
    await story.till.runner.drain();
    expect(await told()).toBe(before);
    await story.laterOn();
    expect(await told()).toBe((before ?? 0) + 1);
  });

  test("is not told any more once the customer is on the page", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.customer.opens();
    await story.look();
    await changePhone("+442079460456");
    await story.look();
    expect(story.till.simulator.control.countRequests("updatePaymentSession")).toBe(0);
  });
});
