import { expect, test } from "vitest";
import { takeCash } from "../../src/operations/take-tender.ts";
import { openStory } from "./story.ts";
import { problemOf } from "./support.ts";

test("a payment of which Klarna's portal took a part and let the rest go ends once that part is given back there", async () => {
  const story = await openStory();
  const { till } = story;
  await till.runner.drain();
  const openItems = async () => (await story.attention()).filter((item) => item.closedAt === null);
  const anHour = async () => {
    till.clock.advance(60 * 60_000);
    await till.runner.drain();
  };
  story.customer.approves();
  await story.look();
  const orderId = (await story.payment()).orderId ?? "";
  const inPortal = till.simulator.control.actInPortal;
  inPortal(orderId, "capture", 100);
  inPortal(orderId, "release");
  await anHour();
  expect(await openItems()).toMatchObject([{ kind: "captured_elsewhere" }]);
  expect((await story.payment()).status).toBe("authorized");

  inPortal(orderId, "refund");
  await anHour();
  expect((await story.payment()).status).toBe("released");
  expect(await openItems()).toEqual([]);
  const cash = { ...await till.seen(story.saleId), given: "999" };
  expect(await problemOf(takeCash(till.shop, story.action(), story.by, cash))).toBe("nothing");
  await till.close();
});
