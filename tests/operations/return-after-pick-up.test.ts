import { expect, test } from "vitest";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { bookCaptureFound } from "../../src/operations/attention.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { waitingGoods } from "../../src/operations/waiting-goods.ts";
import { pickUpView } from "../../src/routes/present-pick-up.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { accounts, refunds, takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForPickUps();

test("of goods that the customer did not take after all nothing comes back; of the others all does", async () => {
  const { saleId, paymentId, lines: [tents, pegs], order } = await story.waiting();
  await story.take(saleId, [[tents!.id, 1], [pegs!.id, 1]]);
  const jo = await standAt(story.till, "Jo", 1);
  await letRestGo(story.till.shop, story.till.press(), jo, { saleId, approval: null });
  await story.till.runner.drain();
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");

  const shownMinor = tents!.totalMinor;
  const both = takeBack(story.till, saleId, { lines: [{ at: 0, quantity: 2 }], shownMinor, by: jo });
  expect(await problemOf(both)).toBe("return_too_many");
  const approval = await monas();
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

test("goods that are paid back while they still stand here wait for nobody any more, and cannot be let go of", async () => {
  const { saleId, paymentId, lines: [tents, pegs], order } = await story.waiting();
  const { shop, press, simulator } = story.till;
  await story.take(saleId, [[tents!.id, 1]]);
  simulator.control.actInPortal(
    (await paymentRow(story.till, paymentId)).orderId ?? "",
    "capture",
    tents!.totalMinor / 2 + pegs!.totalMinor,
  );
  await story.later(HOUR_MS);
  const jo = await standAt(story.till, "Jo", 1);
  for (const item of await story.attention()) {
    await bookCaptureFound(shop, press(), jo, { itemId: item.id, approval: null });
  }
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  // Klarna has paid for them: there is nothing to let go of.
  expect(await pickUpView(shop, saleId)).toMatchObject({ canLetGo: false });
  expect(await problemOf(letRestGo(shop, press(), jo, { saleId, approval: null }))).toBe("rest_paid");

  await takeBack(story.till, saleId, { lines: [{ at: 0, quantity: 2 }], by: jo, approval: await monas() });
  await story.till.runner.drain();
  expect((await waitingGoods(shop.db.read, saleId)).left).toEqual(new Map([[pegs!.id, 1]]));
  expect((await saleRow(story.till, saleId)).handedOverAt).toBeNull();
  await story.take(saleId, "all");
  expect((await saleRow(story.till, saleId)).handedOverAt).not.toBeNull();
  expect(order()?.refunded_amount).toBe(tents!.totalMinor);
  await story.booksHold();
});

test("when all of them are paid back nothing of the sale is left to be picked up", async () => {
  const { saleId, paymentId, lines } = await story.waiting();
  const { shop, press, simulator } = story.till;
  const { orderId, amountMinor } = await paymentRow(story.till, paymentId);
  simulator.control.actInPortal(orderId ?? "", "capture", amountMinor);
  await story.later(HOUR_MS);
  const jo = await standAt(story.till, "Jo", 1);
  for (const item of await story.attention()) {
    await bookCaptureFound(shop, press(), jo, { itemId: item.id, approval: null });
  }
  const everything = lines.map(({ quantity }, at) => ({ at, quantity }));
  await takeBack(story.till, saleId, { lines: everything, by: jo, approval: await monas() });
  expect((await saleRow(story.till, saleId)).handedOverAt).toBe(story.till.clock.now());
  expect(await problemOf(story.take(saleId, "all"))).toBe("nothing_waits");
  await story.booksHold();
});

const monas = async () => ({ staffId: (await standAt(story.till, "Mona", 2)).staffId, pin: "999999" });

test("of goods that all wait no part is given back once Klarna's promise has lapsed: the sale is cancelled, and what was paid in cash goes back once", async () => {
  const { saleId, paymentId, order } = await story.waiting({ cash: "12" });
  const { shop, simulator, press } = story.till;
  simulator.control.expireOrder(order()?.order_id ?? "");
  await story.later(40 * 24 * HOUR_MS);
  expect((await paymentRow(story.till, paymentId)).status).toBe("lapsed");
  const jo = await standAt(story.till, "Jo", 1);
  const some = takeBack(story.till, saleId, { lines: [], shownMinor: 1_200, by: jo });
  expect(await problemOf(some)).toBe("not_returnable");
  await cancelSale(shop, press(), jo, { saleId, reason: "other", approval: null });
  expect(await accounts(story.till)).toEqual({});
});
