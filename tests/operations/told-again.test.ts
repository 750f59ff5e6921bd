import { afterEach, beforeEach, expect, test } from "vitest";
import { openSold, takeBack } from "./returns-support.ts";
import type { Story } from "./story.ts";
import { isRead, standAt } from "./support.ts";

const DAY_MS = 24 * 60 * 60_000;
let story: Story;

beforeEach(async () => {
  story = await openSold();
});

afterEach(() => story.till.close());

const open = async () => (await story.attention()).filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind);

async function night(): Promise<void> {
  story.till.clock.advance(DAY_MS);
  for (let minutes = 0; minutes < 6; minutes++) {
    await story.till.runner.drain();
    story.till.clock.advance(61_000);
  }
  await story.till.runner.drain();
}

test("a second refund in the portal, as large as one that was booked, calls a person as the first did", async () => {
  const orderId = (await story.payment()).orderId ?? "";
  const inPortal = () => story.till.simulator.control.actInPortal(orderId, "refund", 10_000);
  inPortal();
  await night();
  expect(await open()).toEqual(["refunded_elsewhere"]);
  const by = await standAt(story.till, "Mona", 3);
  await takeBack(story.till, story.saleId, { freeMinor: 10_000, note: "Found", split: { found: 10_000 }, by });
  expect(await open()).toEqual([]);
  inPortal();
  await night();
  expect(await open()).toEqual(["refunded_elsewhere"]);
});

test("an order that cannot be read at night calls a person each time that begins", async () => {
  const garbled: NonNullable<Story["till"]["wire"]["through"]> = async (request, on) =>
    isRead(request, "ordermanagement") ? new Response("<html>") : await on(request);
  for (let times = 0; times < 2; times++) {
    story.till.wire.through = garbled;
    await night();
    expect(await open()).toEqual(["look_breaks"]);
    story.till.wire.through = null;
    await night();
    expect(await open()).toEqual([]);
  }
});

test("a form that is older than any answer is kept is refused: what it did may be done already", async () => {
  const told = { freeMinor: 10_000, note: "Scratched", press: story.action() };
  await takeBack(story.till, story.saleId, told);
  await takeBack(story.till, story.saleId, told);
  story.till.clock.advance(73 * 60 * 60_000);
  await story.till.runner.drain();
  await expect(takeBack(story.till, story.saleId, told)).rejects.toThrow("action_too_old");
  await story.till.runner.drain();
  expect(story.order()?.refunded_amount).toBe(10_000);
});
