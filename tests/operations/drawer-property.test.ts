import fc from "fast-check";
import { expect, test } from "vitest";
import { countFloat, moveCash } from "../../src/operations/drawer.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { closeShift, countDrawer, shiftFigures } from "../../src/operations/shift.ts";
import { takeBackTender, takeCard, takeCash } from "../../src/operations/take-tender.ts";
import { findOpenShift } from "../../src/store/shifts.ts";
import { linesOf, tendersOf } from "../../src/store/sales.ts";
import { saleTotals } from "../../src/domain/sale.ts";
import { openScene, type Scene } from "./support.ts";

/** Amounts in whole pounds, as typed. */
const deed = fc.oneof(
  fc.record({
    kind: fc.constant("sale" as const),
    items: fc.array(fc.constantFrom("CLO-HAT", "CLO-SCK", "TNT-RDG3"), { minLength: 1, maxLength: 3 }),
    card: fc.integer({ min: 0, max: 40 }),
    cash: fc.integer({ min: 1, max: 60 }),
    isFinished: fc.boolean(),
    isTakenBack: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom("in" as const, "out" as const), pounds: fc.integer({ min: 1, max: 200 }) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** What the drawer holds by what was handed over each way: coins counted beside the till's own books. */
type Hand = { drawerMinor: number; soldMinor: number };

async function act(till: Scene, hand: Hand, deed: Deed): Promise<void> {
  if (deed.kind !== "sale") {
    const wanted = { way: deed.kind, amount: String(deed.pounds), reason: "chance" };
    await moveCash(till.shop, till.press(), till.ada, wanted);
    hand.drawerMinor += (deed.kind === "in" ? 1 : -1) * deed.pounds * 100;
    return;
  }
  const saleId = await till.ringUp(...deed.items);
  if (deed.card > 0) await takeSome(till, saleId, deed.card);
  await takeInCash(till, hand, saleId, String(deed.cash));
  if (deed.isTakenBack) await takeBackCash(till, hand, saleId);
  if (!deed.isFinished) return;
  await takeInCash(till, hand, saleId, "5000");
  await completeSale(till.shop, till.press(), till.ada, saleId);
  hand.soldMinor += (await totalsOf(till, saleId)).totalMinor;
}

async function totalsOf(till: Scene, saleId: string) {
  const { read } = till.shop.db;
  return saleTotals(await linesOf(read, saleId), await tendersOf(read, saleId));
}

async function takeSome(till: Scene, saleId: string, pounds: number): Promise<void> {
  const { dueMinor } = await totalsOf(till, saleId);
  const amount = String(Math.min(pounds, Math.floor(dueMinor / 100)));
  if (amount === "0") return;
  const wanted = { ...await till.seen(saleId), kind: "card", amount, reference: "" } as const;
  await takeCard(till.shop, till.press(), till.ada, wanted);
}

async function takeInCash(till: Scene, hand: Hand, saleId: string, given: string): Promise<void> {
  if ((await totalsOf(till, saleId)).dueMinor === 0) return;
  const wanted = { ...await till.seen(saleId), given };
  const { changeMinor } = await takeCash(till.shop, till.press(), till.ada, wanted);
  hand.drawerMinor += Number(given) * 100 - changeMinor;
}

async function takeBackCash(till: Scene, hand: Hand, saleId: string): Promise<void> {
  for (const { id: tenderId, kind, amountMinor } of await tendersOf(till.shop.db.read, saleId)) {
    if (kind !== "cash") continue;
    await takeBackTender(till.shop, till.press(), till.ada, { saleId, tenderId });
    hand.drawerMinor -= amountMinor;
  }
}

test(
  "whatever is sold, taken, given back, put in and taken out, the drawer is its float and all that moved, and what was sold is what was paid",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: -50, max: 50 }),
        async (deeds, float, off) => {
          const till = await openScene();
          try {
            const hand = { drawerMinor: float * 100, soldMinor: 0 };
            await countFloat(till.shop, till.press(), till.ada, { float: String(float), reason: "" });
            for (const one of deeds) await act(till, hand, one);
            await judge(till, hand, off);
          } finally {
            await till.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  },
  120_000,
);

async function judge(till: Scene, hand: Hand, off: number): Promise<void> {
  const { read } = till.shop.db;
  const shift = (await findOpenShift(read, till.ada.registerId, "practice"))!;
  const figures = await shiftFigures(read, shift);
  const { cash, sales, tenders, taxes } = figures;
  const { floatMinor, takenMinor, givenBackMinor, inMinor, outMinor } = cash;
  expect(cash.expectedMinor).toBe(hand.drawerMinor);
  expect(cash.expectedMinor).toBe(floatMinor + takenMinor + givenBackMinor + inMinor + outMinor);
  expect(sales.totalMinor).toBe(hand.soldMinor);
  expect(tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(hand.soldMinor);
  expect(taxes.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0)).toBe(hand.soldMinor);
  const countedMinor = Math.max(0, hand.drawerMinor + off);
  await countDrawer(till.shop, till.press(), till.ada, { countedMinor, pieces: null });
  const closing = { count: 1, reason: "chance", left: "", carried: [] };
  const { reportId } = await closeShift(till.shop, till.press(), till.ada, closing);
  const report = await read.selectFrom("zReport").selectAll().where("id", "=", reportId).executeTakeFirstOrThrow();
  expect(JSON.parse(report.figures)).toEqual(figures);
  expect(report.countedMinor - report.expectedMinor).toBe(countedMinor - hand.drawerMinor);
}
