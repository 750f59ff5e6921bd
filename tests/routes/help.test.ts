import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

test("the page for owners is read without the internet: nothing on it comes from elsewhere", async () => {
  const { status, text } = await ada.open("/help/klarna");
  expect(status).toBe(200);
  expect(text).toContain("Getting started with Klarna");
  const addresses = [...text.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, address = ""]) => address);
  expect(addresses.filter((address) => !/^($|[/#])/.test(address))).toEqual([]);
});

test("it names what nobody but Klarna can answer", async () => {
  const { text } = await ada.open("/help/klarna");
  for (const unknown of ["in-store channel", "HPP", "SMS", "forints"]) expect(text).toContain(unknown);
});
