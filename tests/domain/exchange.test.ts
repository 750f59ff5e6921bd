import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exchangeSteps, type ExchangeSums, splitExchange } from "../../src/domain/exchange.ts";
import { inPaybackOrder, type PaidBy, PAYBACK_ORDER } from "../../src/domain/return.ts";

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const way = (kind: PaidBy["kind"], leftMinor: number): PaidBy => ({ key: kind, kind, leftMinor });

describe("the steps of an exchange", () => {
  const steps = (sums: Partial<ExchangeSums>) =>
    exchangeSteps({ returnedMinor: 0, newMinor: 0, creditMinor: 0, heldMinor: 0, ...sums })
      .map((step) => "amountMinor" in step ? `${step.kind} ${step.amountMinor}` : step.kind);

  test("even: only the goods change hands", () => {
    expect(steps({ returnedMinor: 50, newMinor: 50, creditMinor: 50 })).toEqual(["hand_over"]);
  });

  test("dearer: the difference comes in first; cheaper: it goes back before the goods go", () => {
    expect(steps({ returnedMinor: 50, newMinor: 80, creditMinor: 50 })).toEqual(["pay 30", "hand_over"]);
    expect(steps({ returnedMinor: 50, newMinor: 20, creditMinor: 20 })).toEqual(["refund 30", "hand_over"]);
  });

  test("paid anew: nothing goes back, nor is let go of, before all has come in", () => {
    expect(steps({ returnedMinor: 50, newMinor: 80 })).toEqual(["pay 80", "refund 50", "hand_over"]);
    expect(steps({ returnedMinor: 50, newMinor: 80, heldMinor: 40 })).toEqual([
      "pay 80",
      "let_go 40",
      "refund 10",
      "hand_over",
    ]);
  });
});

describe("of each way, what goes back and what stays as a credit", () => {
  test("Klarna gets back first, and cash stays longest", () => {
    const ways = [way("klarna", 60), way("cash", 40)];
    expect(splitExchange(100, 70, ways)).toEqual({ back: [30, 0], on: [30, 40] });
    expect(splitExchange(100, 0, ways)).toEqual({ back: [60, 40], on: [0, 0] });
    expect(splitExchange(101, 50, ways)).toBeNull();
  });

  const exchange = fc.record({
    /** Thousandths of what is left, and of that what the new goods take. */
    back: fc.integer({ min: 0, max: 1_000 }),
    kept: fc.integer({ min: 0, max: 1_000 }),
  });

  test("through any chain of exchanges no way gives more than it brought, and in the end all of it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: PAYBACK_ORDER.length }),
        fc.array(exchange, { minLength: 1, maxLength: 5 }),
        (brought, chain) => {
          const first = inPaybackOrder(brought.map((minor, index) => way(PAYBACK_ORDER[index]!, minor)));
          const given = first.map(() => 0);
          // What of each way is in the newest sale: by money at first, as a credit after each exchange.
          let held = first;
          for (const { back, kept } of chain) {
            const returnedMinor = Math.floor(sum(held.map((one) => one.leftMinor)) * back / 1_000);
            const creditMinor = Math.floor(returnedMinor * kept / 1_000);
            const split = splitExchange(returnedMinor, creditMinor, held);
            if (split === null) throw new Error("what was paid could not be split");
            holds(sum(split.back) === returnedMinor - creditMinor && sum(split.on) === creditMinor);
            holds(held.every(({ leftMinor }, at) => split.back[at]! + split.on[at]! <= leftMinor));
            // What did not come back stays in the old sale, and goes back from there.
            held.forEach(({ leftMinor }, at) => given[at]! += leftMinor - split.on[at]!);
            held = held.map((one, at) => ({ ...one, leftMinor: split.on[at]! }));
          }
          held.forEach(({ leftMinor }, at) => given[at]! += leftMinor);
          holds(given.every((minor, at) => minor === first[at]!.leftMinor));
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

/** Asked a hundred thousand times. */
function holds(isSo: boolean): void {
  if (!isSo) throw new Error("more goes back or on than came in, or not all of it");
}
