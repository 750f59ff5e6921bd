import { hashToken } from "../../../src/security/session-token.ts";
import { CALLBACK_URL } from "../life.ts";
import { countPair } from "../coverage.ts";
import type { World } from "../world.ts";
import type { Step } from "./step.ts";

const HOURS_48 = 48 * 3_600_000;
const BODIES = ["full", "empty", "unknownStatus", "timeout", "forged", "garbage"] as const;

/** Klarna's calls: on time, late, out of order, doubled, lost; and those that are none of Klarna's. */
export const callbackSteps: Step[] = [
  { name: "calls come", weight: hasCalls(4), take: ({ world }) => settle(world, "oldestFirst") },
  { name: "calls come out of order", weight: hasCalls(0.5), take: ({ world }) => settle(world, "newestFirst") },
  { name: "calls change their kind", weight: () => 0.5, take: ({ world }) => changeKind(world) },
  { name: "somebody forges a call", weight: hasCalls(0.8), take: ({ world }) => forge(world) },
  { name: "a strange request", weight: () => 0.3, take: ({ world }) => strange(world) },
];

function hasCalls(weight: number): Step["weight"] {
  return ({ world }) => world.books.payments.some((one) => one.callbackTokenHash !== null) ? weight : 0;
}

async function settle(world: World, order: "oldestFirst" | "newestFirst"): Promise<string> {
  if (order === "newestFirst") world.countFault("C2");
  await world.simulator.control.settleCallbacks(order);
  return order === "newestFirst" ? "Klarna's calls come, newest first" : "Klarna's calls come";
}

/** How the next calls are made: so often, so late, with such a body, to such an address; or not at all. */
function changeKind(world: World): Promise<string> {
  const { steps: chance } = world.chance;
  const { control } = world.simulator;
  const copies = chance.hits(400) ? 2 + chance.below(19) : 1;
  const delay = chance.hits(300) ? 1 + chance.below(chance.hits(300) ? HOURS_48 : 60_000) : 0;
  const body = chance.hits(500) ? chance.pick(BODIES) ?? "full" : "full";
  const address = chance.pick(["right", "right", "right", "wrongToken", "otherSession"] as const) ?? "right";
  const isLost = chance.hits(200);
  control.setSwitches({
    callbackCopies: copies,
    callbackDelayMs: delay,
    callbackBodies: body,
    callbackAddress: address,
    callbacks: isLost ? "drop" : "hold",
  });
  if (isLost) world.countFault("C3");
  if (copies > 1) world.countFault("C1");
  if (delay > 60_000) world.countFault("C4");
  return Promise.resolve(`calls: ${copies} copies, ${delay} ms late, ${body}, ${address}${isLost ? ", lost" : ""}`);
}

/** Everything that arrives at the callback port comes through here, whoever sent it. */
export async function receive(world: World, input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const token = new URL(request.url).pathname.split("/").at(-1) ?? "";
  // Nobody is there to take it; Klarna tries again.
  if (world.life.isDead) {
    world.countFault("C10");
    throw new TypeError("connection refused");
  }
  const payment = world.look().payments.find((one) => one.callbackTokenHash === hashToken(token));
  if (payment) countPair(world, payment.status, "callback");
  const body = typeof init?.body === "string" ? init.body : "";
  if (body.includes("FORGED01")) world.countFault("C5");
  if (body.includes("LEVITATING") || body.includes("TIMEOUT")) world.countFault("C11");
  if (body === "") world.countFault("C13");
  if (!payment) world.countFault("C6");
  else if (payment.hostedSessionId && !body.includes(payment.hostedSessionId)) world.countFault("C7");
  const answer = await world.life.callbacks.fetch(request);
  if (payment && answer.status === 204) world.hints.set(payment.id, world.asked.count);
  if (answer.status >= 500 && !world.isDatabaseIll && !world.life.isDead) {
    world.complain("no fault", `a callback was answered with ${answer.status}`);
  }
  return answer;
}

/** The right address with a body that says more than is true, or nothing; or the address of another sale. */
async function forge(world: World): Promise<string> {
  const { steps: chance } = world.chance;
  const urls = world.simulator.control.listCallbacks().map((callback) => callback.url);
  const url = chance.pick(urls) ?? `${CALLBACK_URL}/klarna/nobody`;
  const body = chance.hits(300) ? "" : JSON.stringify({
    event_id: "forged",
    session: { session_id: "forged", status: "COMPLETED", order_id: "forged", klarna_reference: "FORGED01" },
  });
  const { status } = await receive(world, url, {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
  });
  return `a forged call: ${status}`;
}

/** Another method, another type, a body far too large (C8). */
async function strange(world: World): Promise<string> {
  const { steps: chance } = world.chance;
  world.countFault("C8");
  const url = `${CALLBACK_URL}/klarna/${chance.below(1_000_000)}`;
  const kind = chance.below(3);
  const request = kind === 0
    ? new Request(url, { method: "DELETE" })
    : kind === 1
    ? new Request(url, { method: "POST", body: "x".repeat(100_000) })
    : new Request(`${CALLBACK_URL}/elsewhere`);
  const { status } = await world.life.callbacks.fetch(request);
  if (status !== 404) world.complain("M5", `a strange request to the callback port was answered with ${status}`);
  return `a strange request: ${status}`;
}
