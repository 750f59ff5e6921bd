import { expect, test } from "vitest";
import {
  clashesIn,
  DEFAULT_KEYS,
  keptKeys,
  KEY_ACTIONS,
  keysFor,
  keysInUse,
  keysToKeep,
} from "../../src/domain/keys.ts";

test("the usual keys are all different, and could all be chosen", () => {
  expect(clashesIn(DEFAULT_KEYS)).toEqual([]);
  expect(KEY_ACTIONS.filter((action) => !keysFor(action).includes(DEFAULT_KEYS[action]))).toEqual([]);
});

test("F11, F12, Enter and the arrows cannot be chosen, and letters only for answers in the Klarna window", () => {
  const all = new Set(KEY_ACTIONS.flatMap((action) => keysFor(action)));
  for (const key of ["F11", "F12", "Enter", "Tab", "ArrowUp", "ArrowDown", " ", "1", "?"]) {
    expect(all).not.toContain(key);
  }
  expect(keysFor("cash")).not.toContain("C");
  expect(keysFor("yes")).toContain("J");
});

test("one key for two things is a clash of both; no key at all is none", () => {
  expect(clashesIn({ ...DEFAULT_KEYS, cash: "F6" })).toEqual(["cash", "card"]);
  expect(clashesIn({ cash: "F6" })).toEqual([]);
});

test("keys come back as they were kept, and the usual ones are kept as nothing", () => {
  const own = { ...DEFAULT_KEYS, cash: "F6", card: "F4" };
  expect(keptKeys(keysToKeep(own))).toEqual(own);
  expect(keysToKeep(DEFAULT_KEYS)).toBeNull();
  expect(keptKeys(null)).toEqual(DEFAULT_KEYS);
});

test("what was kept without a key has none when it comes back", () => {
  const { print: _, ...own } = DEFAULT_KEYS;
  expect(keptKeys(keysToKeep(own))).toEqual(own);
});

test("what a later till knows is left out, and what is new gets its usual key unless that was given away", () => {
  const older = JSON.stringify({ cash: "F9", waltz: "F7", yes: "Hyper" });
  const { klarna: _, yes: __, ...rest } = DEFAULT_KEYS;
  expect(keptKeys(older)).toEqual({ ...rest, cash: "F9" });
});

test("with letters off only those keys do nothing", () => {
  expect(keysInUse(DEFAULT_KEYS, true)).toEqual(DEFAULT_KEYS);
  const used = keysInUse({ ...DEFAULT_KEYS, yes: "F7" }, false);
  expect([used.no, used.qr, used.print]).toEqual([undefined, undefined, undefined]);
  expect([used.yes, used.klarna, used.back]).toEqual(["F7", "F9", "Escape"]);
});
