import { expect, test } from "vitest";
import { dayBeganAt, lastNightAt } from "../../src/domain/night.ts";

const at = (time: string) => Temporal.Instant.from(time).epochMilliseconds;

test("the night begins at three where the shop is", () => {
  expect(lastNightAt(at("2026-11-27T12:00:00Z"), "Europe/London")).toBe(at("2026-11-27T03:00:00Z"));
  expect(lastNightAt(at("2026-11-27T02:59:59.999Z"), "Europe/London")).toBe(at("2026-11-26T03:00:00Z"));
  expect(lastNightAt(at("2026-11-27T03:00:00Z"), "Europe/London")).toBe(at("2026-11-27T03:00:00Z"));
  expect(lastNightAt(at("2026-11-27T01:59:00Z"), "Europe/Stockholm")).toBe(at("2026-11-26T02:00:00Z"));
  expect(lastNightAt(at("2026-11-27T12:00:00Z"), "Pacific/Auckland")).toBe(at("2026-11-26T14:00:00Z"));
});

test("a night on which the clocks change is one night", () => {
  // Forward at 02:00 and back at 03:00, local time in Berlin.
  expect(lastNightAt(at("2026-03-29T10:00:00Z"), "Europe/Berlin")).toBe(at("2026-03-29T01:00:00Z"));
  expect(lastNightAt(at("2026-10-25T10:00:00Z"), "Europe/Berlin")).toBe(at("2026-10-25T02:00:00Z"));
  expect(lastNightAt(at("2026-10-25T01:30:00Z"), "Europe/Berlin")).toBe(at("2026-10-24T01:00:00Z"));
});

test("the day begins at midnight where the shop is", () => {
  expect(dayBeganAt(at("2026-11-27T12:00:00Z"), "Europe/London")).toBe(at("2026-11-27T00:00:00Z"));
  expect(dayBeganAt(at("2026-11-27T23:30:00Z"), "Europe/Stockholm")).toBe(at("2026-11-27T23:00:00Z"));
});
