import { expect, test } from "vitest";
import { backUp } from "../support/test-till.ts";
import { attentionItems, backAtKlarna, giveSome, HOUR, prepareLoss, restore, soldTent } from "./recovery-support.ts";

const MINUTE = 60_000;
const loss = prepareLoss();

test("what was asked anew after the backup, and done, does not go back again by a till that knows of its first try alone", async () => {
  const first = await soldTent(loss);
  first.simulator.control.addFault({ kind: "refund", status: 503, times: 1 });
  await giveSome(loss, first, 10_000);
  first.clock.advance(23.5 * HOUR);
  first.wire.through = () => Promise.reject(new TypeError("refused"));
  await first.runner.drain();
  const backup = await backUp(first);
  first.wire.through = null;
  for (let minutes = 0; minutes < 12; minutes++) {
    first.clock.advance(MINUTE);
    await first.runner.drain();
  }
  expect(backAtKlarna(loss)).toEqual([10_000]);
  first.clock.advance(2 * HOUR);
  const till = await restore(loss, backup);
  for (let minutes = 0; minutes < 10; minutes++) {
    till.clock.advance(MINUTE);
    await till.runner.drain();
  }
  expect(backAtKlarna(loss)).toEqual([10_000]);
  const open = (await attentionItems(till)).filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind);
  expect(open).toContain("refund_refused");
});
