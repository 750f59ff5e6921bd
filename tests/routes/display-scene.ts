import type { Browser } from "../support/browser.ts";
import type { TestTill } from "../support/test-till.ts";
import { post } from "./scene.ts";

const A_LOOK_MS = 4_000;

/** Makes this cashier's register a screen; the path of its address. */
export async function setUpScreen(who: Browser): Promise<string> {
  await post(who, "/customer-screen");
  const address = /href="(\/display\/[^"]+)"/.exec((await who.open("/customer-screen")).text)?.[1];
  if (!address) throw new Error("there is no address");
  return address;
}

/** Time for the next look at Klarna, and the look. */
export async function look(till: TestTill): Promise<void> {
  till.clock.advance(A_LOOK_MS);
  await till.runner.drain();
}
