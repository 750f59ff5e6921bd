import { expect, test } from "vitest";
import { steadyTime } from "../src/clock.ts";

/** A wall clock and a stopwatch that the test moves, and the till's time made of both. */
function clocks() {
  const at = { wall: 1_000_000, elapsed: 0 };
  const { now, wall, followWall } = steadyTime(() => at.wall, () => at.elapsed);
  const pass = (ms: number) => {
    at.wall += ms;
    at.elapsed += ms;
    return now();
  };
  return { at, now, pass, wall, followWall };
}

test("goes as the wall clock goes", () => {
  const { now, pass } = clocks();
  expect(now()).toBe(1_000_000);
  expect(pass(1_500)).toBe(1_001_500);
});

test("a wall clock set forwards is followed at once", () => {
  const { at, now, pass } = clocks();
  at.wall += 3_600_000;
  expect(now()).toBe(4_600_000);
  expect(pass(5)).toBe(4_600_005);
});

test("a wall clock set back never takes time back: it goes on by what has passed until the wall has caught up", () => {
  const { at, now, pass } = clocks();
  pass(10_000);
  at.wall -= 60_000;
  expect(now()).toBe(1_010_000);
  expect(pass(20_000)).toBe(1_030_000);
  for (let step = 0; step < 80; step++) {
    at.elapsed += 0.125;
    now();
  }
  expect(now()).toBe(1_030_010);
  at.wall += 100_000;
  expect(now()).toBe(1_070_000);
  expect(pass(1)).toBe(1_070_001);
});

test("a stopwatch that stands still, e.g. over a suspended machine, does not hold time back", () => {
  const { at, now } = clocks();
  at.wall += 8_000;
  expect(now()).toBe(1_008_000);
});

test("the wall clock can be read as it is, and is followed back once somebody says that it is right", () => {
  const { at, now, pass, wall, followWall } = clocks();
  at.wall -= 600_000;
  expect([wall(), now()]).toEqual([400_000, 1_000_000]);
  followWall();
  expect(now()).toBe(400_000);
  expect(pass(1_000)).toBe(401_000);
  at.wall -= 50_000;
  expect(now()).toBe(401_000);
});
