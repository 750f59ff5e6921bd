import { afterEach, describe, expect, test } from "vitest";
import { inTransaction } from "../../src/store/transaction.ts";
import { openStory, type Story } from "./story.ts";
import { isRead } from "./support.ts";

let story: Story;

afterEach(() => story.till.close());

describe("the start", () => {
  test("both sessions are opened in the background, and the payment waits", async () => {
    story = await openStory();
    expect((await story.payment()).status).toBe("created");
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "waiting", failedChecks: 0 });
    expect(story.session()).toMatchObject({ status: "WAITING", amountMinor: 38_900 });
  });

  test("a basket that Klarna refuses ends the payment with Klarna's code, and frees the sale", async () => {
    story = await openStory();
    story.till.simulator.control.addFault({ kind: "createPaymentSession", badValue: "order_lines" });
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "rejected", refusalCode: "BAD_VALUE", nextCheckAt: null });
  });

  test("wrong credentials are said to be that", async () => {
    story = await openStory({ credentials: { username: "practice", password: "wrong" } });
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "rejected", refusalCode: "unauthorized" });
    expect(story.till.shop.klarna.state).toBe("refused");
  });

  test("Klarna away keeps the payment at the start, and it goes on when Klarna is back", async () => {
    story = await openStory();
    story.till.simulator.control.addFault({ kind: "createPaymentSession", drop: true, times: 2 });
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "created", failedChecks: 1 });
    await story.laterOn();
    await story.laterOn();
    expect(await story.payment()).toMatchObject({ status: "waiting", failedChecks: 0 });
  });

  test("a cancel before there was a link ends at once, without asking Klarna", async () => {
    story = await openStory();
    story.till.simulator.control.addFault({ kind: "createPaymentSession", drop: true });
    await story.till.runner.drain();
    await story.cancel();
    expect(await story.payment()).toMatchObject({ status: "cancelled", endedBy: "cashier", nextCheckAt: null });
    expect(story.till.simulator.control.countRequests("disableHostedSession")).toBe(0);
  });

  test("a refused hosted page for a payment session that Klarna forgot makes a new payment session", async () => {
    story = await openStory();
    story.till.simulator.control.addFault({ kind: "createHostedSession", status: 404 });
    await story.till.runner.drain();
    await story.laterOn();
    expect((await story.payment()).status).toBe("waiting");
    expect(story.till.simulator.control.countRequests("createPaymentSession")).toBe(2);
  });
});

describe("the link", () => {
  test("an accepted text is a sending that Klarna answered", async () => {
    story = await openStory();
    await story.send("sms");
    expect(await story.sendings()).toMatchObject([{ state: "done", maskedAddress: "••• •••318" }]);
    expect(story.till.simulator.control.listMessages("+447755564318")).toHaveLength(1);
  });

  test("a refused channel leaves the payment open", async () => {
    story = await openStory();
    story.till.simulator.control.setSwitches({ smsEnabled: false });
    await story.send("sms");
    expect(await story.sendings()).toMatchObject([{ state: "refused" }]);
    expect((await story.payment()).status).toBe("waiting");
  });

  test("a lost answer is unknown, and nothing is sent again by itself", async () => {
    story = await openStory();
    story.till.simulator.control.addFault({ kind: "distribute", status: 500, applied: true });
    await story.send("sms");
    await story.look();
    await story.look();
    expect(await story.sendings()).toMatchObject([{ state: "unknown" }]);
    expect(story.till.simulator.control.listMessages()).toHaveLength(1);
  });

  test("a sending cut off by a crash is unknown after the restart", async () => {
    story = await openStory();
    await story.till.runner.drain();
    const { shop } = story.till;
    await inTransaction(shop.db, async (tx) => {
      const sending = { id: "snd_1", paymentId: story.paymentId, channel: "sms", state: "asked" } as const;
      await tx.insertInto("sending").values({ ...sending, askedAt: 1, triedAt: 2 }).execute();
    });
    await story.look();
    expect(await story.sendings()).toMatchObject([{ state: "unknown", answerCode: "interrupted" }]);
    expect(story.till.simulator.control.listMessages()).toHaveLength(0);
  });

  test("a second one right after the first has to wait", async () => {
    story = await openStory();
    await story.send("sms");
    await expect(story.send("sms")).rejects.toMatchObject({ problem: { kind: "send_too_soon" } });
    story.till.clock.advance(20_000);
    await story.send("sms");
    expect(story.till.simulator.control.listMessages()).toHaveLength(2);
  });
});

describe("the look", () => {
  test("a declined try, going back and coming again stay In progress, with the reason beside it", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.customer.opens();
    story.customer.declines();
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "in_progress", lastTry: "try_declined" });
    story.customer.approves();
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "authorized", lastTry: null });
  });

  test("the customer's own cancel is Cancelled by the customer", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.customer.opens();
    story.customer.cancels();
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "cancelled", endedBy: "customer" });
  });

  test("an undecided fraud check is In review until Klarna decides", async () => {
    story = await openStory();
    story.till.simulator.control.setSwitches({ fraudStatus: "PENDING" });
    await story.till.runner.drain();
    story.customer.approves();
    await story.look();
    expect((await story.payment()).status).toBe("in_review");
    story.till.simulator.control.decideFraud((await story.payment()).orderId ?? "", "REJECTED");
    story.till.clock.advance(15_000);
    await story.look();
    expect((await story.payment()).status).toBe("rejected");
  });

  test.each([["order_amount", 1], ["purchase_currency", "sek"], ["merchant_reference1", "20001-9"]])(
    "an order whose %s is not ours is never Completed, and calls a person",
    async (field, value) => {
      const altered = { isOn: false };
      story = await openStory({
        klarnaFetch: (input, init) => throughAlteredOrder(story, altered, field, value, input, init),
      });
      await story.till.runner.drain();
      altered.isOn = true;
      story.customer.approves();
      await story.look();
      expect((await story.payment()).status).not.toBe("authorized");
      expect(await story.attention()).toMatchObject([{ kind: "order_differs", paymentId: story.paymentId }]);
    },
  );

  test("money that shows up after Cancelled was shown moves the payment and calls a person", async () => {
    story = await openStory();
    await story.till.runner.drain();
    const { shop } = story.till;
    await inTransaction(shop.db, async (tx) => {
      await tx.updateTable("payment").set({ status: "cancelled", statusAt: shop.clock.now() }).execute();
    });
    story.customer.approves();
    story.till.clock.advance(60_000);
    await story.look();
    expect((await story.payment()).status).toBe("authorized");
    expect((await story.payment()).correctedAt).not.toBeNull();
    expect(await story.attention()).toMatchObject([{ kind: "paid_after_end" }]);
  });

  test.each(["expired", "released in its portal"])(
    "what is to be given back while a look is under way that finds it %s is given back",
    async (how) => {
      story = await openStory();
      await story.till.runner.drain();
      story.customer.approves();
      await story.look();
      const { control } = story.till.simulator;
      const orderId = story.order()?.order_id ?? "";
      if (how === "expired") control.expireOrder(orderId);
      else control.actInPortal(orderId, "cancel");
      let asked: Promise<unknown> | null = null;
      story.till.wire.through = async (request, on) => {
        const response = await on(request);
        if (isRead(request, "ordermanagement")) await (asked ??= story.release());
        return response;
      };
      story.till.clock.advance(24 * 3_600_000);
      await story.till.runner.drain();
      expect(await story.payment()).toMatchObject({ status: how === "expired" ? "lapsed" : "released" });
      expect(await story.wishes()).toMatchObject([{ kind: "release", state: "done" }]);
      expect(await story.attention()).toEqual([]);
    },
  );

  test("two looks at once: one talks, the other leaves a hint", async () => {
    story = await openStory();
    const answers = await Promise.all([story.check(), story.check()]);
    expect(answers.toSorted()).toEqual(["busy", "checked"]);
    expect(story.till.simulator.control.countRequests("createHostedSession")).toBe(1);
  });
});

async function throughAlteredOrder(
  told: Story,
  altered: { isOn: boolean },
  field: string,
  value: string | number,
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const request = new Request(input, init);
  const response = await told.till.simulator.app.fetch(request);
  if (!altered.isOn || !/\/orders\/[^/]+$/.test(request.url)) return response;
  return Response.json({ ...await response.json(), [field]: value }, { headers: response.headers });
}
