import { afterEach, beforeEach, expect, test } from "vitest";
import { openStory, type Story } from "../story.ts";

let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
  story.customer.approves();
  await story.look();
  await story.save();
});

afterEach(() => story.till.close());

test("a capture whose answer was lost is found in the order when the next try is refused", async () => {
  const { control } = story.till.simulator;
  control.addFault({ kind: "capture", status: 500, applied: true });
  control.addFault({ kind: "capture", status: 403, errorCode: "MERCHANT_INACTIVE" });
  await story.complete();
  await story.till.runner.drain();
  await story.laterOn();
  expect(await story.payment()).toMatchObject({ status: "captured" });
  expect(await story.wishes()).toMatchObject([{ kind: "capture", state: "done" }]);
  expect(await story.attention()).toEqual([]);
});

test("a capture that was refused at every try calls a person", async () => {
  const { control } = story.till.simulator;
  control.addFault({ kind: "capture", status: 500 });
  control.addFault({ kind: "capture", status: 403, errorCode: "MERCHANT_INACTIVE" });
  await story.complete();
  await story.till.runner.drain();
  await story.laterOn();
  expect(await story.payment()).toMatchObject({ status: "authorized" });
  expect(await story.wishes()).toMatchObject([{ kind: "capture", state: "refused", answerCode: "MERCHANT_INACTIVE" }]);
  expect((await story.attention()).map((item) => item.kind)).toEqual(["capture_refused"]);
});

test("a release whose answer was lost for longer than Klarna remembers a key is found to have happened", async () => {
  const { control } = story.till.simulator;
  control.addFault({ kind: "cancelOrder", status: 500, applied: true });
  await story.release();
  story.till.clock.advance(25 * 60 * 60_000);
  await story.till.runner.drain();
  expect(await story.payment()).toMatchObject({ status: "released" });
  expect((await story.wishes()).map(({ state }) => state)).toEqual(["refused", "done"]);
  expect(await story.attention()).toEqual([]);
});
