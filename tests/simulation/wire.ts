import { z } from "zod";
import { assertNoTransaction } from "../../src/store/transaction.ts";
import { troublesOf } from "../../src/simulator/fault-catalogue.ts";
import type { RequestKind } from "../../src/simulator/simulator.ts";
import type { Trouble } from "./trouble.ts";
import type { Grounds, Life } from "./world.ts";

/** Longer than the till waits for an answer of Klarna's. */
const A_DEADLINE_MS = 10_001;

const KINDS: [method: string, path: RegExp, kind: RequestKind][] = [
  ["POST", /^\/payments\/v1\/sessions$/, "createPaymentSession"],
  ["POST", /^\/payments\/v1\/sessions\/[^/]+$/, "updatePaymentSession"],
  ["POST", /^\/hpp\/v1\/sessions$/, "createHostedSession"],
  ["GET", /^\/hpp\/v1\/sessions\/[^/]+$/, "readHostedSession"],
  ["DELETE", /^\/hpp\/v1\/sessions\/[^/]+$/, "disableHostedSession"],
  ["POST", /\/distribution$/, "distribute"],
  ["GET", /\/orders\/[^/]+$/, "readOrder"],
  ["POST", /\/captures$/, "capture"],
  ["POST", /\/refunds$/, "refund"],
  ["POST", /\/cancel$/, "cancelOrder"],
  ["POST", /\/release-remaining-authorization$/, "releaseRemaining"],
  ["POST", /\/extend-authorization-time$/, "extendAuthorization"],
  ["POST", /\/trigger-send-out$/, "sendOut"],
];
const ORDER_WRITES: readonly RequestKind[] = ["capture", "refund", "cancelOrder", "releaseRemaining"];

/**
 * The line from one life of the till to Klarna. Requests go over it one at a time, so that a history repeats itself;
 * each may go wrong, and before and after each something else may happen meanwhile. A dead till hears nothing any more.
 */
export function createWire(world: Grounds, life: Life): typeof globalThis.fetch {
  let line: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = line.then(work);
    line = turn.catch(() => {});
    return turn;
  };
  const call = async (url: string, init: RequestInit): Promise<Response> => {
    if (life.isDead) return await nothing();
    const kind = kindOf(init.method ?? "GET", new URL(url).pathname);
    await world.meanwhile(life, `before ${kind}`);
    if (life.isDead) return await nothing();
    const answer = inTurn(() => exchange(world, url, kind, init));
    await answer.catch(() => {});
    if (!life.isDead) await world.meanwhile(life, `after ${kind}`);
    return life.isDead ? await nothing() : await answer;
  };
  return (input, init = {}) => {
    try {
      assertNoTransaction();
    } catch {
      world.complain("M17", "a request went out with a transaction open");
    }
    const answer = call(String(input), init);
    const over = answer.catch(() => {}).finally(() => life.underWay.delete(over));
    life.underWay.add(over);
    return answer;
  };
}

export function nothing(): Promise<never> {
  return new Promise(() => {});
}

function kindOf(method: string, path: string): RequestKind {
  const kind = KINDS.find(([verb, place]) => verb === method && place.test(path))?.[2];
  if (!kind) throw new Error(`the till asked Klarna ${method} ${path}, which nobody foresaw`);
  return kind;
}

async function exchange(world: Grounds, url: string, kind: RequestKind, init: RequestInit): Promise<Response> {
  const { simulator, clock } = world;
  const body = init.body instanceof Blob ? await init.body.text() : null;
  const request = new Request(url, { ...init, body });
  const thrown = world.troubles.next(kind, world.weather);
  const trouble = thrown && isTooOld(world, thrown, kind, url) ? null : tellingMore(world, thrown, kind, url);
  world.noteRequest(kind, trouble, url);
  if (ORDER_WRITES.includes(kind)) checkWish(world, kind, init, body);
  if (!trouble) return await callEarly(world, kind, body, await simulator.app.fetch(request));
  if (trouble.id === "K13") return dripping(await simulator.app.fetch(request), clock.advance);
  const way = troublesOf(trouble.id)[trouble.way];
  simulator.control.addFault({ ...way, id: trouble.id, kind, times: 1 });
  const answer = Promise.resolve(simulator.app.fetch(request));
  if (isSilent(trouble)) {
    answer.catch(() => {});
    await nextTurn();
    clock.advance(A_DEADLINE_MS);
  }
  return await answer;
}

/** M2: what changes an order is a wish of ours that was kept before, with its key; a capture or a refund with its amount and id too. */
function checkWish(world: Grounds, kind: RequestKind, init: RequestInit, body: string | null): void {
  const key = new Headers(init.headers).get("klarna-idempotency-key");
  const wish = world.wishWith(key ?? "");
  const said: { captured_amount?: number; refunded_amount?: number; reference?: string } = JSON.parse(body ?? "{}");
  const amount = said.captured_amount ?? said.refunded_amount;
  const isMoney = kind === "capture" || kind === "refund";
  if (!wish) world.complain("M2", `${kind} was asked with the key ${key}, which no wish has`);
  else if (isMoney && (wish.kind !== kind || wish.amountMinor !== amount || wish.id !== said.reference)) {
    world.complain("M2", `a ${kind} of ${amount} was asked where the wish is ${wish.amountMinor}`);
  }
}

/** Of a page that is completed the worst lie is the order of another sale (K12): some other troubles give way to it. */
const GIVING_WAY: readonly Trouble["id"][] = ["K7", "K9", "K11", "K12"];

function tellingMore(world: Grounds, thrown: Trouble | null, kind: RequestKind, url: string): Trouble | null {
  if (!thrown || kind !== "readHostedSession" || !GIVING_WAY.includes(thrown.id)) return thrown;
  const session = world.simulator.control.findSession(url.split("/").at(-1) ?? "");
  if (session?.status !== "COMPLETED") return thrown;
  return { id: "K12", way: troublesOf("K12").findIndex((way) => way.lie === "otherOrder") };
}

/** Reads of a page lag behind by minutes (K15, and one of K12's lies): not by days, and not beyond the end of what they show. */
const LONGEST_LAG_MS = 10 * 60_000;
/** However old what a read of an order shows is: the next one that comes this long after it shows what is newest. */
const LONGEST_ORDER_LAG_MS = 30_000;

function isTooOld(world: Grounds, { id, way }: Trouble, kind: RequestKind, url: string): boolean {
  if (troublesOf(id)[way]?.lie !== "older") return false;
  const subject = url.split("/").at(-1) ?? "";
  if (kind === "readOrder") return isCaughtUp(world, subject);
  if (kind !== "readHostedSession") return false;
  const session = world.simulator.control.findSession(subject);
  const movedAt = Math.max(...[subject, session?.shortCode ?? ""].map((name) => world.movedAt.get(name) ?? 0));
  return session?.isExpired === true || world.clock.truth() - movedAt > LONGEST_LAG_MS;
}

/** Whether an older answer about the order as it is now was given too long ago for another one. */
function isCaughtUp({ simulator, clock, laggedSince }: Grounds, orderId: string): boolean {
  const order = JSON.stringify(simulator.control.listOrders().find((one) => one.order_id === orderId));
  const since = laggedSince.get(order) ?? clock.truth();
  laggedSince.set(order, since);
  return clock.truth() - since >= LONGEST_ORDER_LAG_MS;
}

/** Of a thousand pages that Klarna makes, so many are told of by a call that is quicker than the answer (C9). */
const EARLY_PER_THOUSAND = 100;
const createdSchema = z.object({ session_id: z.string() });
const askedSchema = z.object({ merchant_urls: z.object({ status_update: z.string() }) });

/** A call about a page whose making is not answered yet: the till does not know the page by then. */
async function callEarly(world: Grounds, kind: RequestKind, body: string | null, answer: Response): Promise<Response> {
  if (kind !== "createHostedSession" || !world.chance.steps.hits(EARLY_PER_THOUSAND)) return answer;
  const created = createdSchema.safeParse(await answer.clone().json());
  const asked = askedSchema.safeParse(JSON.parse(body ?? "{}"));
  if (!created.success || !asked.success) return answer;
  world.countFault("C9");
  const said = JSON.stringify({ event_id: "early", session: { ...created.data, status: "WAITING" } });
  const headers = { "content-type": "application/json" };
  await world.callBack(asked.data.merchant_urls.status_update, { method: "POST", body: said, headers });
  return answer;
}

function isSilent({ id }: Trouble): boolean {
  return id === "K2" || id === "K3";
}

/** A first byte, and then so slowly that the till stops waiting. */
function dripping(answer: Response, pass: (ms: number) => void): Response {
  if (answer.body === null) return answer;
  let isBegun = false;
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      if (!isBegun) stream.enqueue(new TextEncoder().encode("{"));
      else pass(A_DEADLINE_MS);
      const wasBegun = isBegun;
      isBegun = true;
      return wasBegun ? nothing() : undefined;
    },
  }, { highWaterMark: 0 });
  return new Response(body, { status: answer.status, headers: answer.headers });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
