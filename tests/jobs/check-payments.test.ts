import { expect, test } from "vitest";
import { callAboutFault } from "../../src/operations/look-fault.ts";
import { openStory } from "../operations/story.ts";

const REST_MS = 31_000;

test("a payment at which the till stumbles time and again calls a person, and no longer once the looks go through", async () => {
  let isBroken = false;
  const story = await openStory({
    beforeStatement(statement) {
      if (isBroken && statement.startsWith("update") && statement.includes("checkedAt")) {
        throw new Error("a bug of ours");
      }
    },
  });
  const { till } = story;
  await till.runner.drain();
  const openItems = async () => (await story.attention()).filter((item) => item.closedAt === null);
  const rest = async () => {
    till.clock.advance(REST_MS);
    await till.runner.drain();
  };
  isBroken = true;
  await rest();
  await rest();
  expect(await openItems()).toEqual([]);
  await rest();
  expect(await openItems()).toMatchObject([{ kind: "look_breaks", klarnaSays: "unheard", paymentId: story.paymentId }]);
  await rest();
  expect(await openItems()).toHaveLength(1);

  isBroken = false;
  await rest();
  expect(await openItems()).toEqual([]);
  expect(await story.attention()).toMatchObject([{ kind: "look_breaks", closedBy: null, closeReason: "looked_again" }]);
  await till.close();
});

test("who was called before the till was started again is called off by the first look that goes through", async () => {
  const story = await openStory();
  await callAboutFault(story.till.shop, story.paymentId);
  await story.till.runner.drain();
  expect(await story.attention()).toMatchObject([{ kind: "look_breaks", closeReason: "looked_again" }]);
  await story.till.close();
});
