import { expect, test } from "vitest";
import { dayNamed } from "../../src/domain/night.ts";
import { copiesBefore, receiptCode, retryMailAfterMs, saleCodeIn } from "../../src/domain/receipt.ts";

test.each([["S-20418", 20_418], ["s20418", 20_418], [" S 20418 ", 20_418], [receiptCode(7), 7]])(
  "%j names a sale",
  (typed, code) => expect(saleCodeIn(typed)).toBe(code),
);

test.each(["20418", "S-", "SX-20418", "S-20418-1", "S-1234567890", "", "Socks"])("%j is no receipt's code", (typed) => {
  expect(saleCodeIn(typed)).toBeNull();
});

test("a printing after one that came out is a copy; one that failed does not count", () => {
  const prints = [
    { number: 1, state: "failed" as const },
    { number: 2, state: "unknown" as const },
    { number: 3, state: "asked" as const },
  ];
  expect(prints.map(({ number }) => copiesBefore(prints, number))).toEqual([0, 0, 1]);
});

test("an e-mail that reached nobody is tried again, later each time, for about a day", () => {
  const waits = Array.from({ length: 60 }, (_, index) => retryMailAfterMs(index + 1));
  expect(waits.slice(0, 3)).toEqual([15_000, 30_000, 60_000]);
  expect(Math.max(...waits.map(Number))).toBe(30 * 60_000);
  const hours = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 3_600_000;
  expect(hours).toBeGreaterThan(18);
  expect(hours).toBeLessThan(26);
  expect(waits.at(-1)).toBeNull();
});

test("a day is as long as it is where the shop is, also when the clocks change", () => {
  const hours = (date: string) => {
    const day = dayNamed(date, "Europe/London");
    return day && (day.until - day.from) / 3_600_000;
  };
  expect([hours("2026-11-27"), hours("2026-10-25"), hours("2026-03-29")]).toEqual([24, 25, 23]);
  expect(dayNamed("2026-07-01", "Europe/London")?.from).toBe(Date.UTC(2026, 5, 30, 23));
  expect([hours("2026-02-30"), hours("27.11.2026"), hours("")]).toEqual([null, null, null]);
});
