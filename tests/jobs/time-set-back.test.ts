import { afterEach, beforeEach, expect, test } from "vitest";
import { confirmClock } from "../../src/operations/may-sell.ts";
import { checkPin } from "../../src/operations/pin-check.ts";
import { openStory, type Story } from "../operations/story.ts";
import { problemOf, standAt } from "../operations/support.ts";

const DAY_MS = 24 * 60 * 60_000;
const YEARS_MS = 4 * 365 * DAY_MS;

let story: Story;

/** A tent was sold while the machine's clock was years ahead. */
beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
  story.customer.approves();
  await story.look();
  await story.save();
  await story.complete();
  await story.till.runner.drain();
  expect((await story.payment()).status).toBe("captured");
});

afterEach(() => story.till.close());

/** The clock is set right, and a manager says so. */
async function turnBack(): Promise<void> {
  const { till } = story;
  const before = till.clock.now();
  till.clock.setWall(-YEARS_MS);
  const mona = await standAt(till, "Mona", 2);
  await confirmClock(till.shop, till.press(), mona, { reason: "it was years ahead", approval: null });
  expect(till.clock.now()).toBe(before - YEARS_MS);
}

async function night(): Promise<void> {
  story.till.clock.advance(DAY_MS);
  await story.till.runner.drain();
}

test("a till whose time goes back still notices that Klarna is back", async () => {
  const { till } = story;
  let isAway = true;
  till.wire.through = (request, on) => isAway ? Promise.reject(new TypeError("client error (Connect)")) : on(request);
  till.shop.klarna.state = "away";
  await till.runner.drain();
  isAway = false;
  await turnBack();
  await till.runner.drain();
  expect(till.shop.klarna.state).toBe("ready");
});

test.each([["and was read", true], ["and was not read yet", false]])(
  "what was sold when the clock was ahead, %s, is still read at night",
  async (_, wasRead) => {
    const reads = () => story.till.simulator.control.countRequests("readOrder");
    if (wasRead) await night();
    await turnBack();
    const before = reads();
    await night();
    expect(reads()).toBe(before + 1);
    await night();
    expect(reads()).toBe(before + 2);
  },
);

test("the till still holds its own books against their rules", async () => {
  await turnBack();
  await story.till.shop.db.write.updateTable("tender").set({ removedAt: 1 }).execute();
  await night();
  expect((await story.attention()).map((item) => item.kind)).toContain("book_broken");
});

test("whoever mistyped their PIN when the clock was ahead does not wait for that time to come", async () => {
  const { shop } = story.till;
  const tryPin = () => problemOf(checkPin(shop, story.by.staffId, "9999"));
  for (let tries = 0; tries < 3; tries++) expect(await tryPin()).toBe("wrong_pin");
  expect(await tryPin()).toBe("pin_too_soon");
  await turnBack();
  expect(await tryPin()).toBe("wrong_pin");
  expect(await tryPin()).toBe("pin_too_soon");
});
