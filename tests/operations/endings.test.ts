import { afterEach, describe, expect, test } from "vitest";
import { takeCash } from "../../src/operations/take-tender.ts";
import { openStory, type Story } from "./story.ts";

const HOUR_MS = 60 * 60_000;

let story: Story;

afterEach(() => story.till.close());

async function approved(): Promise<Story> {
  const told = await openStory();
  await told.till.runner.drain();
  told.customer.approves();
  await told.look();
  return told;
}

describe("cancelling", () => {
  test("Klarna closes the link, and only then is it Cancelled", async () => {
    story = await openStory();
    await story.till.runner.drain();
    await story.cancel();
    expect(await story.payment()).toMatchObject({ status: "cancelled", endedBy: "cashier" });
    expect(await story.wishes()).toMatchObject([{ kind: "cancel", state: "done" }]);
    expect(story.session()?.status).toBe("DISABLED");
  });

  test("the customer was faster: the wish is refused and the money is held until somebody decides", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.customer.approves();
    await story.cancel();
    expect(await story.wishes()).toMatchObject([{ kind: "cancel", state: "refused" }]);
    expect((await story.payment()).status).toBe("authorized");
    await story.release();
    expect((await story.payment()).status).toBe("released");
    expect(story.order()).toMatchObject({ status: "CANCELLED" });
  });

  test("no answer is Cancelling, and the next look tells: it had been carried out", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.till.simulator.control.addFault({ kind: "disableHostedSession", drop: true, applied: true });
    await story.cancel();
    expect(await story.wishes()).toMatchObject([{ state: "unknown" }]);
    expect((await story.payment()).status).toBe("waiting");
    await story.laterOn();
    expect((await story.payment()).status).toBe("cancelled");
    expect(await story.wishes()).toMatchObject([{ state: "done" }]);
  });

  test("no answer and nothing done: it is asked again until it is", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.till.simulator.control.addFault({ kind: "disableHostedSession", drop: true });
    await story.cancel();
    await story.laterOn();
    await story.laterOn();
    expect((await story.payment()).status).toBe("cancelled");
  });

  test("two cancels are one wish", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.till.simulator.control.addFault({ kind: "disableHostedSession", drop: true, times: 2 });
    await story.cancel();
    await story.cancel();
    expect(await story.wishes()).toHaveLength(1);
  });

  test("the till's own limit stops a payment nobody finished", async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.till.clock.advance(15 * 60_000);
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "cancelled", endedBy: "timeout" });
    expect(story.session()?.status).toBe("DISABLED");
  });

  test("every order of cancel, approval and look ends with the same two truths", async () => {
    const orders = [
      ["cancel", "approve", "look"],
      ["cancel", "look", "approve"],
      ["approve", "cancel", "look"],
      [
        "approve",
        "look",
        "cancel",
      ],
      ["look", "approve", "cancel"],
      ["look", "cancel", "approve"],
    ];
    for (const order of orders) {
      const told = await openStory();
      await told.till.runner.drain();
      const deeds: Record<string, () => unknown> = {
        cancel: () => told.cancel().catch(() => "refused"),
        approve: () => attempt(told.customer.approves),
        look: told.look,
      };
      for (const deed of order) await deeds[deed]?.();
      await told.look();
      const isPaid = told.order() !== undefined;
      expect((await told.payment()).status, order.join()).toBe(isPaid ? "authorized" : "cancelled");
      await told.till.close();
    }
    story = await openStory();
  });
});

describe("the sale's end", () => {
  test("a payment counts only when it is saved, and saving twice is one tender", async () => {
    story = await approved();
    await expect(story.complete()).rejects.toMatchObject({ problem: { kind: "sale_locked" } });
    await story.save();
    await story.save();
    const tenders = await story.till.shop.db.read.selectFrom("tender").selectAll().execute();
    expect(tenders).toMatchObject([{ kind: "klarna", amountMinor: 38_900 }]);
  });

  test("nothing is saved before Klarna's order was read back", async () => {
    story = await openStory();
    await story.till.runner.drain();
    await expect(story.save()).rejects.toMatchObject({ problem: { kind: "payment_not_completed" } });
  });

  test("cash is refused while Klarna is open", async () => {
    story = await openStory();
    await story.till.runner.drain();
    const taken = takeCash(story.till.shop, story.action(), story.by, {
      ...await story.till.seen(story.saleId),
      given: "400",
    });
    await expect(taken).rejects.toMatchObject({ problem: { kind: "sale_locked" } });
  });

  test("completing writes the journal and the wish to capture, and the loop captures", async () => {
    story = await approved();
    await story.save();
    await story.complete();
    const entries = await story.till.shop.db.read.selectFrom("journalEntry").selectAll().execute();
    expect(entries.reduce((sum, entry) => sum + entry.amountMinor, 0)).toBe(0);
    expect(entries).toContainEqual(expect.objectContaining({ account: "klarna_receivable", amountMinor: 38_900 }));
    await story.till.runner.drain();
    expect((await story.payment()).status).toBe("captured");
    expect(story.order()).toMatchObject({ status: "CAPTURED", captured_amount: 38_900 });
  });

  test("a capture whose answer is lost is asked again with the same key, and taken once", async () => {
    story = await approved();
    await story.save();
    story.till.simulator.control.addFault({ kind: "capture", drop: true, applied: true });
    await story.complete();
    await story.till.runner.drain();
    expect(await story.wishes()).toMatchObject([{ kind: "capture", state: "unknown" }]);
    await story.look();
    await story.look();
    expect((await story.payment()).status).toBe("captured");
    expect(story.till.simulator.control.countRequests("capture")).toBe(2);
    expect(story.order()?.captures).toHaveLength(1);
  });

  test("after the key is forgotten the capture is found by our reference, and not asked again", async () => {
    story = await approved();
    await story.save();
    story.till.simulator.control.addFault({ kind: "capture", drop: true, applied: true });
    await story.complete();
    await story.till.runner.drain();
    story.till.clock.advance(25 * HOUR_MS);
    await story.till.runner.drain();
    expect((await story.payment()).status).toBe("captured");
    expect(story.order()?.captures).toHaveLength(1);
    expect(story.till.simulator.control.countRequests("capture")).toBe(1);
  });

  test("a capture that meets somebody else's change of the order is asked again with the same key", async () => {
    story = await approved();
    await story.save();
    story.till.simulator.control.addFault({ kind: "capture", status: 409, errorCode: "CONFLICT" });
    await story.complete();
    await story.till.runner.drain();
    expect((await story.payment()).status).toBe("authorized");
    await story.look();
    expect((await story.payment()).status).toBe("captured");
    expect(await story.wishes()).toMatchObject([{ kind: "capture", state: "done" }]);
    expect(await story.attention()).toEqual([]);
  });

  test("a capture that Klarna refuses calls a person", async () => {
    story = await approved();
    await story.save();
    story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
    await story.complete();
    await story.till.runner.drain();
    expect(await story.attention()).toMatchObject([{ kind: "capture_refused", klarnaSays: "CAPTURE_NOT_ALLOWED" }]);
    expect((await story.payment()).status).toBe("authorized");
  });
});

function attempt(deed: () => unknown): unknown {
  try {
    return deed();
  } catch {
    return "impossible now";
  }
}
