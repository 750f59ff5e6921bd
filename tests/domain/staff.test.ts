import { expect, test } from "vitest";
import { isAtLeast, ROLES } from "../../src/domain/staff.ts";

test("each role may do what it and the roles before it may, and nothing of the ones after", () => {
  const rows = ROLES.map((role) => `${role}: ${ROLES.filter((needed) => isAtLeast(role, needed)).join(" ")}`);
  expect(rows).toEqual(["cashier: cashier", "senior: cashier senior", "manager: cashier senior manager"]);
});
