import { afterEach, beforeEach, expect, test } from "vitest";
import { callFor } from "../../routes/scene.ts";
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
  control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
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
  control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
  await story.complete();
  await story.till.runner.drain();
  await story.laterOn();
  expect(await story.payment()).toMatchObject({ status: "authorized" });
  expect(await story.wishes()).toMatchObject([{
    kind: "capture",
    state: "refused",
    answerCode: "CAPTURE_NOT_ALLOWED",
  }]);
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

const calledFor = async () => (await story.attention()).map(({ kind, closeReason }) => [kind, closeReason]);
const HOUR_MS = 60 * 60_000;

/** The ways in which Klarna is documented to say that it does not find an order. */
const NOT_FOUND = [[404, "NO_SUCH_ORDER"], [404, "NOT_FOUND"], [400, "NOT_FOUND"], [400, "INVALID_ORDER_ID"]] as const;

test.each(NOT_FOUND)(
  "a capture of an order that was read before is never refused for good by a %s %s",
  async (status, errorCode) => {
    const { control } = story.till.simulator;
    control.addFault({ kind: "capture", status, errorCode, times: 2 });
    await story.complete();
    await story.till.runner.drain();
    await story.laterOn();
    expect(await story.wishes()).toMatchObject([{ kind: "capture", state: "unknown", answerCode: errorCode }]);
    expect(await story.attention()).toMatchObject([{ kind: "books_differ", klarnaSays: "gone", closedAt: null }]);
    await story.laterOn();
    expect(await story.payment()).toMatchObject({ status: "captured" });
    expect(story.order()?.captures).toHaveLength(1);
    expect(await calledFor()).toEqual([["books_differ", "order_found"]]);
  },
);

test("nor by an account that is closed for now", async () => {
  const { control } = story.till.simulator;
  control.addFault({ kind: "capture", status: 403, errorCode: "MERCHANT_INACTIVE" });
  await story.complete();
  await story.till.runner.drain();
  expect(await story.wishes()).toMatchObject([{ kind: "capture", state: "unknown", answerCode: "MERCHANT_INACTIVE" }]);
  expect(story.till.shop.klarna.state).toBe("refused");
  await story.laterOn();
  expect(await story.payment()).toMatchObject({ status: "captured" });
});

test.each(NOT_FOUND)("nor a release by a %s %s", async (status, errorCode) => {
  const { control } = story.till.simulator;
  control.addFault({ kind: "cancelOrder", status, errorCode });
  await story.release();
  expect(await story.wishes()).toMatchObject([{ kind: "release", state: "unknown", answerCode: errorCode }]);
  expect(await calledFor()).toEqual([["books_differ", null]]);
  await story.laterOn();
  expect(await story.payment()).toMatchObject({ status: "released" });
  expect(await calledFor()).toEqual([["books_differ", "order_found"]]);
});

test("a release that was refused stays asked while its order is not found", async () => {
  const { control } = story.till.simulator;
  control.addFault({ kind: "cancelOrder", status: 403, errorCode: "NOT_ALLOWED" });
  control.addFault({ kind: "readOrder", status: 404, errorCode: "NO_SUCH_ORDER" });
  await story.release();
  expect(await story.wishes()).toMatchObject([{ kind: "release", state: "unknown" }]);
  expect(await calledFor()).toEqual([["books_differ", null]]);
  await story.laterOn();
  expect(await story.payment()).toMatchObject({ status: "released" });
});

test("a release that was refused stays asked while its order is read in a state that nobody knows", async () => {
  const { till } = story;
  till.simulator.control.addFault({ kind: "cancelOrder", status: 500, applied: true });
  till.simulator.control.addFault({ kind: "cancelOrder", status: 403, errorCode: "CANCEL_NOT_ALLOWED" });
  let reads = 0;
  till.wire.through = async (request, on) => {
    const answer = await on(request);
    if (request.method !== "GET" || !answer.ok || ++reads > 1) return answer;
    return Response.json({ ...await answer.json(), status: "RECONSIDERED" });
  };
  await story.release();
  await story.laterOn();
  expect(await story.wishes()).toMatchObject([{ kind: "release", state: "unknown" }]);
  expect(await story.attention()).toEqual([]);
  await story.laterOn();
  await story.laterOn();
  expect(await story.payment()).toMatchObject({ status: "released" });
  expect(await story.attention()).toEqual([]);
});

test.each(NOT_FOUND)(
  "an approval whose order a %s %s does not find any more calls a person, until it is found again",
  async (status, errorCode) => {
    const { control } = story.till.simulator;
    control.addFault({ kind: "readOrder", status, errorCode });
    story.till.clock.advance(HOUR_MS);
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "authorized", failureCode: "order_not_found" });
    expect(await calledFor()).toEqual([["books_differ", null]]);
    story.till.clock.advance(HOUR_MS);
    await story.till.runner.drain();
    expect(await calledFor()).toEqual([["books_differ", "order_found"]]);
  },
);

test("a call for another difference stays, though the order is found", async () => {
  await callFor(story.till, story.paymentId, "books_differ");
  story.till.clock.advance(HOUR_MS);
  await story.till.runner.drain();
  expect(await story.payment()).toMatchObject({ status: "authorized", checkedAt: story.till.clock.now() });
  expect(await calledFor()).toEqual([["books_differ", null]]);
});
