import { expect, test } from "vitest";
import { missedBounds } from "./bounds.ts";

const cost = { filter: "a day", count: 30, smallP50Ms: 10, largeP50Ms: 12, largeP95Ms: 20, ratio: 1.2 };

test("a bound that is missed is said with its filter, by how much, and what is wanted", () => {
  expect(missedBounds([cost])).toEqual([]);
  expect(missedBounds([cost, { ...cost, filter: "open", largeP95Ms: 100, ratio: 1.5 }])).toEqual([
    'the list of payments by "open": 100 ms at p95, and less than 100 ms is wanted',
    'the list of payments by "open": 1.5 times the small book\'s cost, and less than 1.5 times is wanted',
  ]);
});

test("what was not measured was not held", () => {
  expect(missedBounds([{ ...cost, ratio: NaN }])).toHaveLength(1);
});
