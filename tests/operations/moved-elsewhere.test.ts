import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bookCaptureFound, captureAgain } from "../../src/operations/attention.ts";
import { openForPickUps } from "./pick-up-story.ts";
import { openSold, takeBack } from "./returns-support.ts";
import type { Story } from "./story.ts";
import { problemOf, standAt } from "./support.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe("what Klarna did not answer, and a person then did in its portal,", () => {
  const scene = openForPickUps();
  const { waiting, take, later, attention, captures } = scene;

  test("is not taken again, though the key is forgotten", async () => {
    const { saleId, lines: [tents], order } = await waiting();
    const { control } = scene.till.simulator;
    control.addFault({ kind: "capture", status: 503, times: 500 });
    await take(saleId, [[tents!.id, 1]]);
    await later(2 * HOUR_MS);
    expect(await attention()).toMatchObject([{ kind: "no_answer" }]);
    control.actInPortal(order()?.order_id ?? "", "capture", tents!.totalMinor / 2);
    await later(25 * HOUR_MS);
    control.clearFaults();
    for (let times = 0; times < 10; times++) await later(10 * MINUTE_MS);
    expect(order()?.captured_amount).toBe(tents!.totalMinor / 2);
    expect((await attention()).map(({ kind }) => kind)).toContain("captured_elsewhere");
  });

  test("nor taken twice by a capture that is asked again after a refusal, however late the order was read", async () => {
    const { saleId, lines: [tents], order } = await waiting();
    const { control } = scene.till.simulator;
    control.addFault({ kind: "capture", drop: true, applied: true });
    control.addFault({ kind: "capture", badValue: "order_lines[0].tax_rate" });
    control.addFault({ kind: "readOrder", lie: "older", times: 2 });
    await take(saleId, [[tents!.id, 1]]);
    await later(10 * MINUTE_MS);
    const refused = (await attention()).find(({ kind }) => kind === "capture_refused");
    const jo = await standAt(scene.till, "Jo", 1);
    const again = captureAgain(scene.till.shop, scene.till.press(), jo, { itemId: refused?.id ?? "", approval: null });
    expect(await problemOf(again)).toBe("capture_differs");
    await later(10 * MINUTE_MS);
    expect(order()?.captured_amount).toBe(tents!.totalMinor / 2);
    expect((await attention()).map(({ kind }) => kind)).toContain("captured_elsewhere");
  });

  test("can be booked as a whole also after a read that lagged, in which what the till took itself was missing", async () => {
    const { saleId, paymentId, lines: [, pegs], order } = await waiting();
    const { control } = scene.till.simulator;
    const book = async () => {
      const [item] = await attention();
      const jo = await standAt(scene.till, "Jo", 1);
      const wanted = { itemId: item?.id ?? "", approval: null };
      return await problemOf(bookCaptureFound(scene.till.shop, scene.till.press(), jo, wanted));
    };
    control.actInPortal(order()?.order_id ?? "", "capture", 10_000);
    control.addFault({ kind: "readOrder", lie: "older", times: 3 });
    await take(saleId, [[pegs!.id, 1]]);
    expect((await attention()).map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ["captured_elsewhere", 10_000 - pegs!.totalMinor],
    ]);
    expect(await book()).toBe("nothing");
    await later(HOUR_MS);
    expect((await attention()).map(({ amountMinor }) => amountMinor)).toEqual([pegs!.totalMinor]);
    expect(await book()).toBe("nothing");
    expect((await captures(paymentId)).reduce((sum, minor) => sum + minor, 0)).toBe(10_000 + pegs!.totalMinor);
    await later(HOUR_MS);
    expect(await attention()).toEqual([]);
  });
});

describe("a refund that Klarna did not answer", () => {
  let story: Story;

  beforeEach(async () => {
    story = await openSold();
    story.till.clock.advance(HOUR_MS);
  });

  afterEach(() => story.till.close());

  test.each([26, 3])("and that was given in the portal goes back once, also %i hours later", async (hours) => {
    const { control } = story.till.simulator;
    const later = async (ms: number) => {
      story.till.clock.advance(ms);
      await story.till.runner.drain();
    };
    control.addFault({ kind: "refund", status: 503, times: 1 });
    await takeBack(story.till, story.saleId, { freeMinor: 10_000, note: "Scratched" });
    control.addFault({ kind: "refund", status: 503, times: 1 });
    await later(2 * HOUR_MS);
    expect(await open()).toEqual(["no_answer"]);
    control.actInPortal((await story.payment()).orderId ?? "", "refund", 10_000);
    await later((hours - 2) * HOUR_MS);
    for (let minutes = 0; minutes < 5; minutes++) await later(MINUTE_MS);
    expect(story.order()?.refunded_amount).toBe(10_000);
    expect(await open()).toContain("refund_refused");
  });

  const open = async () =>
    (await story.attention()).filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind);
});
