import { expect } from "vitest";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import type { Browser } from "../support/browser.ts";
import { addTent, openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import type { TestTill } from "../support/test-till.ts";
import { paymentRow, payWithKlarna, post, ringUp } from "./scene.ts";

export const PAGE = "/settings/klarna";
export const KLARNA = "https://api.playground.klarna.com";
/** New credentials of the same merchant, and those of another one at the same place. */
export const RENEWED = { username: "practice_2", password: "renewed" };
export const OTHERS = { username: "other", password: "other" };

type Instead = (username: string) => Promise<Response | null>;

export let till: TestTill;
export let nia: Browser;
export let other: Simulator;
let instead: Instead | null;

/** What comes from now on instead of Klarna's answer to these credentials; null: nothing does. */
export function answerInstead(answer: Instead | null): void {
  instead = answer;
}

export async function close(): Promise<void> {
  await till.close();
  other.close();
}

/** A real shop connected to Klarna's playground, where two merchants are known, each by its own credentials. */
export async function open(): Promise<void> {
  instead = null;
  ({ till, nia } = await openRealShop({
    klarnaFetch: async (input, init) => {
      const request = new Request(input, init);
      const token = request.headers.get("authorization")?.replace("Basic ", "") ?? "";
      const [username = ""] = new TextDecoder().decode(Uint8Array.fromBase64(token)).split(":");
      const answer = await instead?.(username);
      if (answer) return answer;
      if (username !== RENEWED.username) {
        return await (username === OTHERS.username ? other : till.simulator).app.fetch(request);
      }
      const known = new Headers(request.headers);
      known.set("authorization", `Basic ${btoa("practice:practice")}`);
      return await till.simulator.app.fetch(new Request(request, { headers: known }));
    },
  }));
  other = createSimulator({ file: ":memory:", publicUrl: KLARNA, ...OTHERS, clock: till.clock, rateLimits: "off" });
  await addTent(till);
  expect((await save()).status).toBe(303);
}

export const save = (changes: Record<string, string> = {}) => post(nia, PAGE, { ...PLAYGROUND, ...changes });
export const wishes = (paymentId: string) =>
  till.shop.db.read.selectFrom("wish").selectAll().where("paymentId", "=", paymentId).execute();
export const usernames = async () =>
  (await till.shop.db.read.selectFrom("klarnaAccount").select("username").execute()).map((row) => row.username);
export const items = () => till.shop.db.read.selectFrom("attentionItem").selectAll().execute();

export async function customer(saleId: string): Promise<string> {
  const sam = { givenName: "Sam", familyName: "Karim", email: "sam@example.com", country: "GB", then: "basket" };
  await post(nia, `/sales/${saleId}/customers`, sam);
  return saleId;
}

export const pay = async (stage: "waiting" | "authorized") =>
  await payWithKlarna(till, nia, await customer(await ringUp(till, nia)), stage);

/** A sale that is completed while Klarna does not answer: its capture waits. */
export async function captureWaits(): Promise<string> {
  const paymentId = await pay("authorized");
  const { saleId } = await paymentRow(till, paymentId);
  await post(nia, `/payments/${paymentId}/saving`);
  instead = () => Promise.reject(new TypeError("client error (Connect)"));
  await post(nia, `/sales/${saleId}/completion`);
  await till.runner.drain();
  expect(await wishes(paymentId)).toMatchObject([{ kind: "capture", state: "unknown" }]);
  instead = null;
  return paymentId;
}

export async function later(ms = 60_000): Promise<void> {
  till.clock.advance(ms);
  await till.runner.drain();
}
