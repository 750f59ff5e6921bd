import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PAYMENT_STATUSES } from "../../src/domain/payment.ts";
import { blindSpots, LEGAL_PAIRS } from "./coverage.ts";
import { runHistory } from "./history.ts";
import { openTrial, type Trial } from "./life.ts";
import { PLANTED } from "./mutants/planted.ts";
import { REGRESSIONS } from "./regressions.ts";
import { runPart } from "./run.ts";

/** As many days as every test lives through; the proof lives through 10,000. */
const HISTORIES = 300;
/** A minute on a machine of its own; on a shared one it may be several. */
const LONGEST_MS = 10 * 60_000;

let trial: Trial;

beforeAll(async () => {
  trial = await openTrial();
});

afterAll(() => trial.close());

test(`in ${HISTORIES} shop days nothing is lost, and nothing goes unseen`, async () => {
  const totals = await runPart({ seed: 1, histories: HISTORIES }, { index: 0, of: 1 });
  expect(totals.violations).toEqual([]);
  expect(totals.histories).toBe(HISTORIES);
  expect(blindSpots(totals)).toEqual([]);
}, LONGEST_MS);

test("the same seed is the same day, to the last word", async () => {
  for (let seed = 11; seed <= 18; seed++) {
    const [once, again] = [await runHistory(trial, seed), await runHistory(trial, seed)];
    expect([seed, again.hash, again.trace]).toEqual([seed, once.hash, once.trace]);
  }
}, LONGEST_MS);

test.each(REGRESSIONS)("day $seed, when $was", async ({ seed }) => {
  expect((await runHistory(trial, seed)).complaints).toEqual([]);
}, LONGEST_MS);

describe("the planted bugs", () => {
  test("are at least 25, each with a name of its own", () => {
    expect(new Set(PLANTED.map((bug) => bug.name)).size).toBe(PLANTED.length);
    expect(PLANTED.length).toBeGreaterThanOrEqual(25);
  });

  test.each(PLANTED)("$name: its place is there, once", async ({ file, from }) => {
    const text = await Deno.readTextFile(new URL(`../../${file}`, import.meta.url));
    expect(text.split(from)).toHaveLength(2);
  });
});

test("the table of legal pairs names every status, and no pair twice", () => {
  expect(new Set(LEGAL_PAIRS).size).toBe(LEGAL_PAIRS.length);
  const named = new Set(LEGAL_PAIRS.flatMap((pair) => pair.split(/ × (?:becomes )?/)));
  expect(PAYMENT_STATUSES.filter((status) => !named.has(status))).toEqual([]);
});
