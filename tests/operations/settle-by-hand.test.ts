import { afterEach, beforeEach, expect, test } from "vitest";
import { settleByHand } from "../../src/operations/settle-by-hand.ts";
import { openStory, type Story } from "./story.ts";
import { isRead, problemOf, reworded, standAt } from "./support.ts";

let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

/** Klarna shows another amount than was asked: the till can believe neither. */
async function differs(): Promise<void> {
  story.till.wire.through = async (request, on) => {
    const answer = await on(request);
    return isRead(request, "ordermanagement") ? await reworded(answer, { order_amount: 1 }) : answer;
  };
  story.customer.approves();
  await story.look();
}

function settle(by = story.by, approval: { staffId: string; pin: string } | null = null) {
  const wanted = { paymentId: story.paymentId, finding: "returned" as const, approval };
  return settleByHand(story.till.shop, story.action(), by, wanted);
}

test("needs a manager, and somebody who was called", async () => {
  const mona = await standAt(story.till, "Mona", 1);
  const jo = await standAt(story.till, "Jo", 1);
  expect(await problemOf(settle(mona))).toBe("payment_not_open");
  await differs();
  expect(await problemOf(settle())).toBe("needs_manager");
  expect(await problemOf(settle(jo))).toBe("needs_manager");
  expect(await problemOf(settle(story.by, { staffId: jo.staffId, pin: "333333" }))).toBe("needs_manager");
  expect((await story.payment()).status).toBe("waiting");
  await settle(story.by, { staffId: mona.staffId, pin: "999999" });
  expect((await story.payment()).status).toBe("expired");
});

test("ends the payment on a manager's word, by a named event, and the sale is free again", async () => {
  await differs();
  const mona = await standAt(story.till, "Mona", 1);
  await settle(mona);
  const events = await story.till.shop.db.read.selectFrom("paymentEvent").selectAll().orderBy("position").execute();
  expect(events.at(-1)).toMatchObject({ toStatus: "expired", cause: "correction", staffId: mona.staffId });
  expect(await story.attention()).toMatchObject([{ closedBy: mona.staffId, closeReason: "returned" }]);
  const again = await story.till.seen(story.saleId);
  expect(again.version).toBeGreaterThan(0);
  await expect(story.complete()).rejects.toMatchObject({ problem: { kind: "sale_not_paid" } });
});

test("does not end the looks: should Klarna hold money after all, it is seen and somebody is called", async () => {
  await differs();
  await settle(await standAt(story.till, "Mona", 1));
  story.till.wire.through = null;
  story.till.clock.advance(60_000);
  await story.till.runner.drain();
  expect(await story.payment()).toMatchObject({ status: "authorized", correctedAt: story.till.clock.now() });
  expect((await story.attention()).filter((item) => item.closedAt === null)).toMatchObject([{
    kind: "paid_after_end",
  }]);
  await story.release();
  expect((await story.payment()).status).toBe("released");
  expect((await story.attention()).filter((item) => item.closedAt === null)).toEqual([]);
});

test("asks once more at the link's end, where Klarna never showed its page again: until then the customer could pay", async () => {
  story.till.wire.through = async (request, on) =>
    isRead(request, "hpp") ? new Response(null, { status: 404 }) : await on(request);
  await story.look();
  const mona = await standAt(story.till, "Mona", 1);
  const wanted = { paymentId: story.paymentId, finding: "unpaid" as const, approval: null };
  await settleByHand(story.till.shop, story.action(), mona, wanted);
  const open = async () => (await story.attention()).filter((item) => item.closedAt === null);
  const end = (await story.payment()).sessionExpiresAt ?? 0;
  const passUntil = async (at: number) => {
    story.till.clock.advance(at - story.till.clock.now());
    await story.till.runner.drain();
  };
  await passUntil(end - 1_000);
  expect(await open()).toEqual([]);
  await passUntil(end + 60 * 60_000);
  expect(await open()).toMatchObject([{ kind: "end_not_seen", klarnaSays: "gone_at_end", weThink: "expired" }]);
  expect((await story.payment()).nextCheckAt).toBeNull();
});

test("does not ask again where the pages that Klarna showed until the link's end tell that nobody paid", async () => {
  story.till.wire.through = async (request, on) =>
    isRead(request, "hpp") ? new Response(null, { status: 404 }) : await on(request);
  await story.look();
  const mona = await standAt(story.till, "Mona", 1);
  const wanted = { paymentId: story.paymentId, finding: "unpaid" as const, approval: null };
  await settleByHand(story.till.shop, story.action(), mona, wanted);
  story.till.wire.through = null;
  const end = (await story.payment()).sessionExpiresAt ?? 0;
  for (const at of [end - 30_000, end + 60 * 60_000]) {
    story.till.clock.advance(at - story.till.clock.now());
    await story.check();
    await story.till.runner.drain();
  }
  expect((await story.attention()).filter((item) => item.closedAt === null)).toEqual([]);
});
