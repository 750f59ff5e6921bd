import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";
import { type Found, planOpening } from "../src/opening.ts";

const NOTHING: Found = { hasDatabase: false, shop: null };
const UNFINISHED: Found = { hasDatabase: true, shop: null };
const DEMO: Found = { hasDatabase: true, shop: { isDemo: 1 } };
const OWN: Found = { hasDatabase: true, shop: { isDemo: 0 } };
const at = (url: string) => ({
  TILLSIDE_KLARNA_URL: url,
  TILLSIDE_KLARNA_USERNAME: "PK1",
  TILLSIDE_KLARNA_PASSWORD: "secret",
});
const LIVE = at("https://api.klarna.com");
const PLAYGROUND = at("https://api.playground.klarna.com");

function open(found: Found, args: string[] = [], env: Record<string, string> = {}) {
  return planOpening(readConfig(env, () => "", args), found);
}

/** What the start is refused with. */
function refusal(found: Found, args: string[], env: Record<string, string> = {}): string {
  try {
    open(found, args, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("was not refused");
}

describe("an empty folder", () => {
  test("becomes the demo shop with the simulator, and without it where a playground is set", () => {
    expect(open(NOTHING)).toEqual({ shop: "demo", withSimulator: true });
    expect(open(NOTHING, [], PLAYGROUND)).toEqual({ shop: "demo", withSimulator: false });
    expect(open(NOTHING, [], at("http://127.0.0.1:8010"))).toEqual({ shop: "demo", withSimulator: false });
  });

  test("waits for a shop of somebody's own with --shop, and always where Klarna moves money", () => {
    expect(open(NOTHING, ["--shop"])).toEqual({ shop: "set_up", withSimulator: false });
    expect(open(NOTHING, ["--shop"], PLAYGROUND)).toEqual({ shop: "set_up", withSimulator: false });
    expect(open(NOTHING, [], LIVE)).toEqual({ shop: "set_up", withSimulator: false });
    expect(open(NOTHING, [], at("https://klarna.example"))).toEqual({ shop: "set_up", withSimulator: false });
  });
});

test("a set-up that was left unfinished goes on at the next start, whatever the flags", () => {
  expect(open(UNFINISHED)).toEqual({ shop: "set_up", withSimulator: false });
  expect(open(UNFINISHED, ["--fresh"])).toEqual({ shop: "demo", withSimulator: true });
});

test("a real shop opens as it is, without a simulator, and is never cleared", () => {
  expect(open(OWN)).toEqual({ shop: "own", withSimulator: false });
  expect(open(OWN, ["--shop"], LIVE)).toEqual({ shop: "own", withSimulator: false });
  expect(refusal(OWN, ["--fresh"])).toContain("the books of a real shop must stay");
});

test("the demo shop opens as it is, is cleared by --fresh, and never stands beside a Klarna that moves money", () => {
  expect(open(DEMO)).toEqual({ shop: "demo", withSimulator: true });
  expect(open(DEMO, ["--fresh"])).toEqual({ shop: "demo", withSimulator: true });
  expect(open(DEMO, [], PLAYGROUND)).toEqual({ shop: "demo", withSimulator: false });
  expect(refusal(DEMO, [], LIVE)).toContain("whose PINs everybody knows");
  expect(refusal(DEMO, ["--shop"])).toContain("Set TILLSIDE_DATA to an empty folder");
});

test("--fresh is refused beside --shop and beside any real Klarna", () => {
  expect(refusal(NOTHING, ["--fresh", "--shop"])).toContain("--fresh is only for practice");
  expect(refusal(DEMO, ["--fresh"], PLAYGROUND)).toContain("--fresh is only for practice");
});
