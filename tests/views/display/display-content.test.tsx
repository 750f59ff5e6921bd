import { expect, test } from "vitest";
import { saleTotals } from "../../../src/domain/sale.ts";
import { DisplayContent } from "../../../views/display/display-content.tsx";
import type { DisplayView } from "../../../views/display/data.ts";
import { displayPayment } from "../../../views/display/states.ts";
import { LINES, makeFrame, makeLine, makePayment, makeSending, NOW } from "../../../views/gallery/people-and-things.ts";

const shown = (view: DisplayView) => String(<DisplayContent frame={makeFrame({ operator: null })} view={view} />);

test("of a long basket the newest lines are shown, and how many there are before them", () => {
  const lines = Array.from({ length: 14 }, (_, n) => makeLine(n, { name: `Peg ${n}.`, quantity: 1, priceMinor: 100 }));
  const text = shown({ kind: "basket", lines, totals: saleTotals(lines, []), isUnpaid: false });
  expect(text).toContain("8 more lines above");
  expect(text).not.toContain("Peg 7.");
  expect(text).toContain("Peg 8.");
  expect(text).toContain("Peg 13.");
  expect(text).toContain("£14.00");
});

test("what a tax-free customer does not pay stands between the prices and the sum", () => {
  const lines = LINES.map((line) => ({
    ...line,
    isTaxFree: 1,
    totalMinor: line.totalMinor - line.taxMinor,
    taxMinor: 0,
  }));
  const text = shown({ kind: "basket", lines, totals: saleTotals(lines, []), isUnpaid: false });
  expect(text).toContain("Tax you do not pay");
  expect(text).toContain("−£102.18");
  expect(text).toContain("£520.42");
});

test("a message that was refused brings the code back, one that may have gone does not", () => {
  const about = (state: "refused" | "unknown" | "asked" | "done") =>
    displayPayment(makePayment({ sendings: [makeSending({ state })] }), NOW);
  expect(about("refused")).toMatchObject({ state: "scan", linkUrl: makePayment().linkUrl });
  for (const state of ["unknown", "asked", "done"] as const) {
    expect(about(state)).toMatchObject({ state: "sms", linkUrl: null });
  }
});

test("where the cashier must decide or Klarna says no, the screen asks for a moment and says no more", () => {
  const quiet = [
    { status: "rejected" as const },
    { status: "rejected" as const, refusalCode: "unauthorized" },
    { status: "authorized" as const, cancelWish: "refused" as const },
    { status: "authorized" as const, isPaidLate: true },
    { status: "authorized" as const, releaseWish: "asked" as const },
    { cancelWish: "asked" as const },
  ];
  for (const changes of quiet) {
    const view = displayPayment(makePayment(changes), NOW);
    expect(view).toMatchObject({ state: "one_moment", linkUrl: null, qrImageUrl: null });
    expect(shown(view)).not.toMatch(/declin|refus|credit|cancel/i);
  }
});

test("before Klarna has a page there is no code to scan", () => {
  const view = displayPayment(makePayment({ status: "created", linkUrl: null, isReminded: false }), NOW);
  expect(view).toMatchObject({ state: "one_moment", linkUrl: null });
});
