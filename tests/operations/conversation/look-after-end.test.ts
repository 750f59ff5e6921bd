import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { updatePayment } from "../../../src/store/payments.ts";
import { inTransaction } from "../../../src/store/transaction.ts";
import { openStory, type Story } from "../story.ts";
import { isRead, reworded } from "../support.ts";

const MINUTE_MS = 60_000;

let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

async function lookAfter(ms: number): Promise<void> {
  story.till.clock.advance(ms);
  await story.till.runner.drain();
}

async function attentionKinds(): Promise<string[]> {
  return (await story.attention()).map((item) => item.kind);
}

describe("a session that Klarna no longer has", () => {
  /** The till's own limit would end the payment long before Klarna does. */
  async function liftLimit(): Promise<number> {
    const endsAt = (await story.payment()).sessionExpiresAt ?? 0;
    await inTransaction(story.till.shop.db, (tx) => updatePayment(tx, story.paymentId, { limitAt: endsAt * 2 }));
    return endsAt;
  }

  test("before its end proves nothing: a person is called and the basket stays locked", async () => {
    story.till.simulator.control.addFault({ kind: "readHostedSession", status: 404 });
    await story.look();
    expect((await story.payment()).status).toBe("waiting");
    expect(await attentionKinds()).toEqual(["end_not_seen"]);
  });

  test("after its end is Expired when it was seen unpaid until shortly before", async () => {
    const endsAt = await liftLimit();
    await lookAfter(endsAt - 10 * MINUTE_MS - story.till.clock.now());
    await lookAfter(9.5 * MINUTE_MS);
    expect(await story.payment()).toMatchObject({ status: "waiting", checkedAt: endsAt - MINUTE_MS / 2 });
    await lookAfter(6 * MINUTE_MS);
    expect(await story.payment()).toMatchObject({ status: "expired", nextCheckAt: null });
    expect(await story.attention()).toEqual([]);
  });

  test("after its end calls a person when nobody had looked for a while", async () => {
    const endsAt = await liftLimit();
    await lookAfter(endsAt - 10 * MINUTE_MS - story.till.clock.now());
    await lookAfter(11 * MINUTE_MS);
    // Looks that find nothing prove nothing, however many there are.
    for (let looks = 0; looks < 3; looks++) {
      expect((await story.payment()).status).toBe("waiting");
      expect(await attentionKinds()).toEqual(["end_not_seen"]);
      await lookAfter(10 * MINUTE_MS);
    }
  });

  /** A look shortly before the session's end, while no cancel gets through, and another after it. */
  async function watchTheEnd(): Promise<void> {
    const end = (await story.payment()).sessionExpiresAt ?? 0;
    story.till.simulator.control.addFault({ kind: "disableHostedSession", status: 500, times: 500 });
    for (const at of [end - MINUTE_MS, end + MINUTE_MS]) {
      story.till.clock.advance(at - story.till.clock.now());
      await story.check();
      await story.check();
    }
  }

  test("is never called unpaid when Klarna would not close it, whatever old pages show until its end", async () => {
    story.customer.opens();
    story.customer.approves();
    story.till.wire.through = async (request, on) =>
      isRead(request, "hpp") ? await asItWas(await on(request)) : await on(request);
    await story.cancel();
    await watchTheEnd();
    expect((await story.payment()).status).toBe("in_progress");
    expect((await story.attention()).map((item) => item.kind)).toContain("end_not_seen");
  });

  /** A page from before the customer paid, as a read that lags shows it. */
  async function asItWas(answer: Response): Promise<Response> {
    return answer.ok ? await reworded(answer, { status: "IN_PROGRESS", order_id: undefined }) : answer;
  }

  test.each<[string, Record<string, unknown>]>([
    ["with an order that differs", {}],
    ["without an order", { order_id: undefined }],
  ])("is never called unpaid when it was seen completed %s", async (_, changes) => {
    story.till.wire.through = async (request, on) => {
      const answer = await on(request);
      if (!answer.ok || request.method !== "GET") return answer;
      return await reworded(answer, isRead(request, "hpp") ? changes : { order_amount: 1 });
    };
    story.customer.approves();
    await watchTheEnd();
    expect((await story.payment()).status).toBe("waiting");
    expect((await story.attention()).map((item) => item.kind)).toContain("end_not_seen");
  });
});

test("a payment Klarna said was disabled, and then was paid, is corrected and calls a person", async () => {
  story.till.wire.through = async (request, on) => {
    if (request.method === "DELETE") return new Response(null, { status: 204 });
    return isRead(request, "hpp") ? await reworded(await on(request), { status: "DISABLED" }) : await on(request);
  };
  await story.cancel();
  expect(await story.payment()).toMatchObject({ status: "cancelled", endedBy: "cashier" });
  story.till.wire.through = null;
  story.customer.approves();
  story.till.clock.advance(MINUTE_MS);
  await story.till.runner.drain();
  const events = await story.till.shop.db.read.selectFrom("paymentEvent").selectAll().orderBy("position").execute();
  const steps = events.filter((event) => event.kind === "status").map((event) => event.toStatus);
  expect(steps).toEqual(["created", "waiting", "cancelled", "authorized"]);
  expect(await story.attention()).toMatchObject([{
    kind: "paid_after_end",
    weThink: "cancelled",
    klarnaSays: "authorized",
  }]);
});
