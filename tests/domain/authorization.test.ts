import { describe, expect, test } from "vitest";
import { daysLeft, isExtendable, urgencyOf } from "../../src/domain/authorization.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 1_795_521_600_000;

describe("daysLeft", () => {
  test.each([[28 * DAY, 28], [28 * DAY - 1, 27], [DAY, 1], [DAY - 1, 0], [0, 0], [-DAY, 0]])(
    "of %i ms are %i",
    (leftMs, days) => expect(daysLeft(NOW + leftMs, NOW)).toBe(days),
  );
});

describe("urgencyOf", () => {
  test.each(
    [[8 * DAY, "calm"], [7 * DAY, "calm"], [7 * DAY - 1, "soon"], [3 * DAY, "soon"], [3 * DAY - 1, "alarm"], [
      -1,
      "alarm",
    ]] as const,
  )("with %i ms left is %s", (leftMs, urgency) => expect(urgencyOf(leftMs)).toBe(urgency));
});

describe("isExtendable", () => {
  test.each(
    [
      ["where nobody knows its end", null, true],
      ["before its end", 20 * DAY, true],
      ["not when it has ended", -1, false],
      ["not beyond what Klarna holds money for", 179 * DAY, false],
    ] as const,
  )("%s", (_, leftMs, expected) => {
    const authorizationExpiresAt = leftMs === null ? null : NOW + leftMs;
    expect(isExtendable({ createdAt: NOW, authorizationExpiresAt }, NOW)).toBe(expected);
  });
});
