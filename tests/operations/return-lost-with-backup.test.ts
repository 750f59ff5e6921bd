import { expect, test } from "vitest";
import { backUp } from "../support/test-till.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { paybacks, setLimit, takeBack } from "./returns-support.ts";
import { openScene, problemOf, standAt } from "./support.ts";

const story = openForPickUps();
const PEGS = 1_200;

test("a part that was taken and came back after the backup is found while the rest waits, and does not go back twice", async () => {
  const { saleId, lines, order } = await story.waiting();
  await setLimit(story.till, 1_000_000);
  await story.take(saleId, [[lines[1]!.id, 1]]);
  const backup = await backUp(story.till);
  const pegs = { lines: [{ at: 1, quantity: 1 }] };
  await takeBack(story.till, saleId, pegs);
  expect(order()?.refunded_amount).toBe(PEGS);

  const restored = await openScene({ restored: backup });
  expect(await problemOf(takeBack(restored, saleId, pegs))).toBe("return_found");
  restored.clock.advance(HOUR_MS);
  await restored.runner.drain();
  const called = restored.shop.db.read.selectFrom("attentionItem").selectAll().where("closedAt", "is", null);
  expect(await called.execute()).toMatchObject([{ kind: "refunded_elsewhere", klarnaSays: String(PEGS) }]);
  await takeBack(restored, saleId, { ...pegs, by: await standAt(restored, "Jo", 1) });
  expect(await paybacks(restored)).toMatchObject([{ kind: "klarna", amountMinor: PEGS, isFound: 1 }]);
  expect([order()?.refunded_amount, await called.execute()]).toEqual([PEGS, []]);
  await restored.close();
});
