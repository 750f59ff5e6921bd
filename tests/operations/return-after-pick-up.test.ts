import { expect, test } from "vitest";
import { letRestGo } from "../../src/operations/let-go.ts";
import { openForPickUps } from "./pick-up-story.ts";
import { accounts, refunds, takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, standAt } from "./support.ts";

const story = openForPickUps();

test("of goods that the customer did not take after all nothing comes back; of the others all does", async () => {
  const { saleId, paymentId, lines: [tents, pegs], order } = await story.waiting();
  await story.take(saleId, [[tents!.id, 1], [pegs!.id, 1]]);
  const jo = await standAt(story.till, "Jo", 1);
  expect(await problemOf(takeBack(story.till, saleId, { lines: [{ at: 0, quantity: 1 }], by: jo }))).toBe(
    "not_returnable",
  );
  await letRestGo(story.till.shop, story.till.press(), jo, { saleId, approval: null });
  await story.till.runner.drain();
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");

  const shownMinor = tents!.totalMinor;
  const both = takeBack(story.till, saleId, { lines: [{ at: 0, quantity: 2 }], shownMinor, by: jo });
  expect(await problemOf(both)).toBe("return_too_many");
  const approval = { staffId: (await standAt(story.till, "Mona", 2)).staffId, pin: "999999" };
  const lines = [{ at: 0, quantity: 1 }, { at: 1, quantity: 1 }];
  await takeBack(story.till, saleId, { lines, by: jo, approval });
  await story.till.runner.drain();
  const handedMinor = tents!.totalMinor / 2 + pegs!.totalMinor;
  expect(order()).toMatchObject({ captured_amount: handedMinor, refunded_amount: handedMinor });
  expect((await refunds(story.till)).map(({ amountMinor }) => amountMinor)).toEqual([handedMinor]);
  expect(await accounts(story.till)).toEqual({});
  expect(await story.attention()).toEqual([]);
  await story.booksHold();
});
