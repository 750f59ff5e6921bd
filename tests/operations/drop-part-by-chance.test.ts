import fc from "fast-check";
import { expect, test } from "vitest";
import { addLine } from "../../src/operations/basket.ts";
import { discountSale } from "../../src/operations/discounts.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { refundableOf } from "../../src/operations/refundable.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { waitingGoods } from "../../src/operations/waiting-goods.ts";
import { letGoView, pickUpView } from "../../src/routes/present-pick-up.ts";
import { openForPickUps } from "./pick-up-story.ts";
import { accounts, takeBack } from "./returns-support.ts";
import { linesIn, problemOf, saleRow, standAt } from "./support.ts";

/** Three tents and a pack of pegs at a price that no line divides by, paid in part with cash, and what becomes of them by chance. */
const someStory = fc.record({
  offMinor: fc.integer({ min: 1_001, max: 9_999 }),
  cashMinor: fc.integer({ min: 1, max: 19_000 }).map((coins) => 5 * coins),
  deeds: fc.array(fc.record({ what: fc.constantFrom("take", "drop", "back"), at: fc.nat(1), count: fc.nat(1) }), {
    minLength: 6,
    maxLength: 12,
  }),
});
type Deed = { what: string; at: number; count: number };

const story = openForPickUps();
const db = () => story.till.shop.db.read;
const left = async (saleId: string) => (await waitingGoods(db(), saleId)).left;
const refundable = async (saleId: string) => await refundableOf(db(), await saleRow(story.till, saleId), null);

async function sold({ offMinor, cashMinor }: { offMinor: number; cashMinor: number }) {
  return await story.waiting({
    async pays(saleId) {
      const { shop, press, ada, seen } = story.till;
      await shop.db.write.updateTable("shop").set({ cashStepMinor: 5 }).execute();
      await addLine(shop, press(), ada, { saleId, quantity: 1, typed: "TNT-RDG3" });
      const approval = { staffId: (await standAt(story.till, "Mona", 2)).staffId, pin: "999999" };
      const reduction = { of: "sale", discount: { kind: "amount", value: offMinor } } as const;
      await discountSale(shop, press(), ada, { ...await seen(saleId), reduction, approval });
      await takeCash(shop, press(), ada, { ...await seen(saleId), given: (cashMinor / 100).toFixed(2) });
    },
  });
}

/** What the page says of dropping these is what is booked of it. */
async function dropAsShown(saleId: string, pieces: Map<string, number>): Promise<void> {
  const { shop, press } = story.till;
  const { leftMinor, backMinor, heldMinor, back, waits } = await letGoView(shop, saleId, pieces);
  const before = await accounts(story.till);
  const wanted = { saleId, pieces, shownMinor: backMinor, shownCount: waits, approval: null };
  const problem = await problemOf(letRestGo(shop, press(), await standAt(story.till, "Jo", 1), wanted));
  // All of it was paid otherwise: that comes back as a return.
  if (problem !== "nothing") return expect(problem).toBe("rest_paid");
  const after = await accounts(story.till);
  const less = (account: string) => (before[account] ?? 0) - (after[account] ?? 0);
  const coinsMinor = back.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  expect([less("cash"), less("klarna_receivable")]).toEqual([coinsMinor, heldMinor]);
  expect(leftMinor).toBe(backMinor + heldMinor);
}

async function happens(saleId: string, { what, at, count }: Deed): Promise<void> {
  const { shop, press, ada, runner } = story.till;
  const waiting = [...await left(saleId)];
  const chosen = waiting[at % Math.max(1, waiting.length)];
  const pieces = new Map(chosen ? [[chosen[0], Math.min(chosen[1], 1 + count)]] : []);
  const inHands = (await refundable(saleId)).left[at]?.quantity ?? 0;
  if (what === "take" && chosen) await handOver(shop, press(), ada, { saleId, pieces });
  if (what === "drop" && chosen) await dropAsShown(saleId, pieces);
  if (what === "back" && inHands > 0) {
    await takeBack(story.till, saleId, { lines: [{ at, quantity: Math.min(inHands, 1 + count) }] });
  }
  await runner.drain();
  const view = await pickUpView(shop, saleId);
  if (view?.isDone === false) expect(view.paidMinor + view.heldMinor).toBe(view.leftMinor);
}

test.each(fc.sample(someStory, { numRuns: 8, seed: 7 }))(
  "whatever is taken, dropped and brought back, what the customer has is what was kept: story %#",
  async (told) => {
    const { saleId, order } = await sold(told);
    for (const deed of told.deeds) await happens(saleId, deed);
    if ((await left(saleId)).size > 0) await story.take(saleId, "all");
    const keptMinor = async () => {
      const { cash = 0, cash_rounding: rounding = 0 } = await accounts(story.till);
      return (order()?.captured_amount ?? 0) - (order()?.refunded_amount ?? 0) + cash + rounding;
    };
    const worthMinor = (await refundable(saleId)).left.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect([await keptMinor(), order()?.remaining_authorized_amount]).toEqual([worthMinor, 0]);
    for (const at of (await linesIn(story.till, saleId)).keys()) {
      const { quantity = 0 } = (await refundable(saleId)).left[at] ?? {};
      if (quantity > 0) await takeBack(story.till, saleId, { lines: [{ at, quantity }] });
      await story.till.runner.drain();
    }
    expect([await keptMinor(), await accounts(story.till), await story.attention()]).toEqual([0, {}, []]);
    await story.booksHold();
  },
);
