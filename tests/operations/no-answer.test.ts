import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStory, type Story } from "./story.ts";

let story: Story;
const DAY_MS = 24 * 60 * 60_000;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

const control = () => story.till.simulator.control;
const openItems = async () => (await story.attention()).filter((item) => item.closedAt === null);

describe("what Klarna does not answer", () => {
  const HOUR_MS = 60 * 60_000;
  async function passes(hours: number): Promise<void> {
    for (let hour = 0; hour < hours; hour++) {
      story.till.clock.advance(HOUR_MS);
      await story.till.runner.drain();
    }
  }
  async function captureUnanswered(fault: { status: number } | { unreachable: true }): Promise<void> {
    story.customer.approves();
    await story.look();
    await story.save();
    control().addFault({ kind: "capture", times: 10_000, ...fault });
    await story.complete();
    await story.till.runner.drain();
  }

  test("calls a person after an hour, and calls them off once it is answered", async () => {
    await captureUnanswered({ status: 500 });
    expect(await openItems()).toEqual([]);
    await passes(1);
    expect(await openItems()).toMatchObject([{ kind: "no_answer" }]);
    control().clearFaults();
    await passes(2);
    expect((await story.payment()).status).toBe("captured");
    expect(await story.attention()).toMatchObject([{ kind: "no_answer", closeReason: "answered" }]);
  });

  test("calls nobody for a day while Klarna as a whole is away, which every page says", async () => {
    await captureUnanswered({ unreachable: true });
    await passes(22);
    expect(await openItems()).toEqual([]);
    await passes(3);
    expect(await openItems()).toMatchObject([{ kind: "no_answer" }]);
  });

  test("does not hide that the approval runs out", async () => {
    await captureUnanswered({ status: 500 });
    const left = ((await story.payment()).authorizationExpiresAt ?? 0) - story.till.clock.now();
    story.till.clock.advance(left - 2 * DAY_MS);
    await story.till.runner.drain();
    expect((await openItems()).map(({ kind }) => kind).toSorted()).toEqual(["about_to_lapse", "no_answer"]);
  });
});
