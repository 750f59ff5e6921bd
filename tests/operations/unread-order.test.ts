import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openForPickUps } from "./pick-up-story.ts";
import { openStory, type Story } from "./story.ts";
import { isRead } from "./support.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
type Through = NonNullable<Story["till"]["wire"]["through"]>;

const broken: Through = async (request, on) =>
  isRead(request, "ordermanagement") ? Response.json({ error_code: "INTERNAL" }, { status: 500 }) : await on(request);
const garbled: Through = async (request, on) =>
  isRead(request, "ordermanagement") ? Response.json({ status: 1 }) : await on(request);

describe("goods wait, and their order cannot be read any more", () => {
  const scene = openForPickUps();
  const { waiting, later, attention } = scene;

  test.each([["it breaks", broken], ["it makes no sense", garbled]])(
    "since %s: a person is called, and again before the approval runs out; read once more, all is well",
    async (_, through) => {
      const { paymentId } = await waiting();
      scene.till.wire.through = through;
      await later(HOUR_MS);
      expect(await attention()).toEqual([]);
      for (let hours = 0; hours < 6; hours++) await later(HOUR_MS);
      expect(await attention()).toMatchObject([{ kind: "no_answer", paymentId }]);
      for (let days = 0; days < 26; days++) await later(DAY_MS);
      expect((await attention()).map(({ kind }) => kind)).toContain("about_to_lapse");
      scene.till.wire.through = null;
      for (let hours = 0; hours < 3; hours++) await later(HOUR_MS);
      expect((await attention()).map(({ kind }) => kind)).not.toContain("no_answer");
    },
  );
});

describe("a payment in review", () => {
  let story: Story;

  beforeEach(async () => {
    story = await openStory();
    await story.till.runner.drain();
    story.till.simulator.control.setSwitches({ fraudStatus: "PENDING" });
    story.customer.approves();
    await story.look();
  });

  afterEach(() => story.till.close());

  test("whose order cannot be read any more calls a person", async () => {
    expect((await story.payment()).status).toBe("in_review");
    story.till.wire.through = broken;
    for (let hours = 0; hours < 6; hours++) {
      story.till.clock.advance(HOUR_MS);
      await story.till.runner.drain();
    }
    expect(await story.attention()).toMatchObject([{ kind: "no_answer", closedAt: null }]);
  });
});
