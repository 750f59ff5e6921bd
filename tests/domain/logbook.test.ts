import { expect, test } from "vitest";
import { forgettableBefore, lastNumber, type LogbookEntry, paymentsIn } from "../../src/domain/logbook.ts";
import { openedLine } from "../support/logbook-lines.ts";

const ordered = (n: number, payment: string, order: string): LogbookEntry => ({
  n,
  at: n,
  payment,
  kind: "ordered",
  order,
});

test("a payment is told by all its lines, the oldest first, and lines of one that never opened tell nothing", () => {
  const lines: LogbookEntry[] = [
    openedLine(3, { payment: "pay_b", createdAt: 3_000 }),
    openedLine(2, { payment: "pay_a", createdAt: 2_000 }),
    ordered(4, "pay_a", "order-a"),
    ordered(5, "pay_trimmed", "order-old"),
    { n: 6, at: 6, payment: "pay_b", kind: "ended", status: "cancelled" },
  ];
  const found = paymentsIn(lines);
  expect(found.map(({ id, order, ended }) => [id, order, ended])).toEqual([
    ["pay_a", "order-a", null],
    ["pay_b", null, "cancelled"],
  ]);
  expect(found[0]).toMatchObject({ sale: "sal_1", amountMinor: 38_900, place: "simulator", hostedSession: "hpp-2" });
});

test("a session that was opened again for the same payment is the one that counts", () => {
  const lines = [openedLine(1, { payment: "pay_a" }), openedLine(2, { payment: "pay_a" })];
  expect(paymentsIn(lines).map((payment) => payment.hostedSession)).toEqual(["hpp-2"]);
});

test("the last number is the highest, wherever its line stands", () => {
  expect(lastNumber([])).toBe(0);
  expect(lastNumber([openedLine(7), openedLine(3)])).toBe(7);
});

test("what is old is counted from the newest line: a clock that is years ahead empties nothing", () => {
  const week = 7 * 24 * 3_600_000;
  const lines = [openedLine(1), openedLine(9)];
  expect(forgettableBefore(lines, 5_000)).toBe(5_000 - week);
  expect(forgettableBefore(lines, 4e12)).toBe(9_000 - week);
});
