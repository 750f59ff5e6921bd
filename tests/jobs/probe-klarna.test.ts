import { expect, test } from "vitest";
import { openStory, type Story } from "../operations/story.ts";
import { openTestTill } from "../support/test-till.ts";

test("the till notices that Klarna is back, though no payment is open", async () => {
  let isAway = true;
  const till = await openTestTill({
    klarnaFetch: async (input, init) => {
      if (isAway) throw new TypeError("client error (Connect)");
      return await till.simulator.app.fetch(new Request(input, init));
    },
  });
  till.shop.klarna.state = "away";
  await till.runner.drain();
  expect(till.shop.klarna.state).toBe("away");
  isAway = false;
  await till.runner.drain();
  expect(till.shop.klarna.state).toBe("away");
  till.clock.advance(10_000);
  await till.runner.drain();
  expect(till.shop.klarna.state).toBe("ready");
  await till.close();
});

test("once Klarna is back, payments that wait long because it was not there are asked about at once", async () => {
  const story = await openStory();
  const { till } = story;
  await till.runner.drain();
  till.wire.through = () => Promise.reject(new TypeError("client error (Connect)"));
  for (let looks = 0; looks < 6; looks++) {
    till.clock.advance((await waitMs(story)) + 1);
    await till.runner.drain();
  }
  expect(await waitMs(story)).toBeGreaterThan(60_000);
  till.wire.through = null;
  till.clock.advance(10_000);
  await till.runner.drain();
  expect(await story.payment()).toMatchObject({ failedChecks: 0, checkedAt: till.clock.now() });
  await till.close();
});

test("an answer that cannot be written down is told to the log, and ends nothing", async () => {
  const till = await openTestTill();
  till.shop.klarna.state = "away";
  await till.shop.db.write.destroy();
  await till.runner.drain();
  expect(till.shop.klarna.state).toBe("ready");
  expect(till.lines.filter((line) => line.includes("probe_failed"))).toHaveLength(1);
  await till.close();
});

async function waitMs(story: Story): Promise<number> {
  return ((await story.payment()).nextCheckAt ?? 0) - story.till.clock.now();
}
