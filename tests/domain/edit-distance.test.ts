import { expect, test } from "vitest";
import { editDistance } from "../../src/domain/edit-distance.ts";

test.each([
  ["", "", 0],
  ["till", "till", 0],
  ["till", "tills", 1],
  ["till", "tall", 1],
  ["kitten", "sitting", 3],
])("from %j to %j it takes %i letters", (from, to, letters) => {
  expect(editDistance(from, to)).toBe(letters);
  expect(editDistance(to, from)).toBe(letters);
});
