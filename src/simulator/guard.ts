import { Buffer } from "node:buffer";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { throwFault } from "./chaos.ts";
import { pauseFor } from "./clock.ts";
import { badValue, DroppedConnection, Refusal, UnreachableHost } from "./errors.ts";
import { actInPortal } from "./portal.ts";
import type { Fault, RequestKind } from "./requests.ts";
import { spoilAnswer } from "./spoiling.ts";
import type { Env, World } from "./world.ts";

/** Gives every API answer its correlation id and, where limits are on, its rate-limit headers. */
export const stampAnswers = createMiddleware<Env>(async (c, next) => {
  c.set("correlationId", c.get("world").ids.uuid(4));
  await next();
  c.res.headers.set("klarna-correlation-id", c.get("correlationId"));
  c.res.headers.set("cache-control", "no-cache, no-store, max-age=0, must-revalidate");
  for (const [name, value] of Object.entries(c.get("rateHeaders") ?? {})) c.res.headers.set(name, value);
});

/** What each API request passes before its rule is reached: it is counted, limited, signed in, and may be made to fail. */
export function guard(kind: RequestKind) {
  return createMiddleware<Env>(async (c, next) => {
    const world = c.get("world");
    world.book.countRequest(kind);
    const { allowed, headers } = world.limiter.take(kind);
    c.set("rateHeaders", headers);
    if (!allowed) throw new Refusal(429, "TOO_MANY_REQUESTS", ["Too many requests"]);
    if (!isSignedIn(world, c.req.url, c.req.header("authorization"))) {
      throw new Refusal(401, "UNAUTHORIZED", ["Wrong or missing credentials"]);
    }
    const fault = takeFault(world, kind);
    if (!fault) return await next();
    if (fault.skewMs !== undefined) world.book.clockSkew.write(fault.skewMs);
    if (fault.delayMs !== undefined) await pauseFor(fault.delayMs, c.req.raw.signal);
    if (!losesAnswer(fault)) {
      await next();
      await spoil(c, fault);
      return;
    }
    if (!fault.applied) return await fail(c, fault);
    await next();
    // The work is done and its answer is lost: nothing of it may show through.
    c.res = undefined;
    c.res = await fail(c, fault);
    return;
  });
}

function isSignedIn(world: World, url: string, header = ""): boolean {
  const [scheme = "", token = ""] = header.split(" ");
  const { username, password, apiKey, boundToHost } = world.account;
  // Credentials of one region are none at another's host [C].
  if (boundToHost !== undefined && new URL(url).host !== boundToHost) return false;
  if (scheme.toLowerCase() !== "basic") return false;
  if (apiKey !== undefined && token === apiKey) return true;
  return Buffer.from(token, "base64").toString("utf8") === `${username}:${password}`;
}

/** The first queued fault that fits, else one by chance. */
function takeFault(world: World, kind: RequestKind): Fault | undefined {
  const { book } = world;
  const faults = book.faults.read();
  const index = faults.findIndex((fault) => fault.kind === kind || fault.kind === "any");
  const queued = faults[index];
  const fault = queued ?? throwFault(book.chaos, kind);
  if (!fault) return undefined;
  const left = { ...fault, times: fault.times - 1 };
  const rest = queued ? faults.toSpliced(index, 1) : faults;
  if (left.times > 0) book.faults.write(rest.toSpliced(queued ? index : rest.length, 0, left));
  else if (queued) book.faults.write(rest);
  book.countFault(fault.id ?? "unnamed");
  return fault;
}

/** Whether a fault comes instead of the true answer, rather than with it. `{}` stays what it always was: a 500. */
function losesAnswer(fault: Fault): boolean {
  const { garble, lie, thenExpire, thenHuman, skewMs, delayMs } = fault;
  const { status, badValue: field, redirectTo, drop, unreachable, hang } = fault;
  const isInstead = status !== undefined || field !== undefined || redirectTo !== undefined || drop || unreachable ||
    hang;
  const isWith = garble !== undefined || lie !== undefined || thenExpire || thenHuman !== undefined ||
    skewMs !== undefined || delayMs !== undefined;
  return isInstead || !isWith;
}

async function spoil(c: Context<Env>, fault: Fault): Promise<void> {
  if (fault.garble !== undefined || fault.lie !== undefined) {
    const answer = c.res;
    c.res = undefined;
    c.res = await spoilAnswer(c, answer, fault);
  }
  const world = c.get("world");
  const id = c.req.path.split("/").at(-1) ?? "";
  if (fault.thenExpire) expire(world, id);
  if (fault.thenHuman !== undefined && world.book.orders.find(id)) actInPortal(world, id, fault.thenHuman);
}

/** Lets a session or an order run out now, whichever has this id. */
export function expire(world: World, id: string): void {
  const expiresAt = world.clock.now();
  const session = world.book.hostedSessions.find(id);
  if (session) world.book.hostedSessions.save({ ...session, expiresAt });
  const order = world.book.orders.find(id);
  if (order) world.book.orders.save({ ...order, expiresAt });
}

async function fail(c: Context<Env>, fault: Fault): Promise<Response> {
  if (fault.unreachable) throw new UnreachableHost();
  if (fault.hang) await untilGivenUp(c.req.raw.signal);
  if (fault.drop || fault.hang) throw new DroppedConnection();
  if (fault.redirectTo !== undefined) {
    return new Response(null, { status: 307, headers: { location: fault.redirectTo } });
  }
  if (fault.badValue !== undefined) throw badValue(fault.badValue);
  if (fault.resetSeconds !== undefined) {
    const reset = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(fault.resetSeconds) };
    c.set("rateHeaders", { ...c.get("rateHeaders"), ...reset });
  }
  const status = fault.status ?? 500;
  throw new Refusal(status, fault.errorCode ?? faultCodes[status] ?? "INTERNAL_SERVER_ERROR", ["Fault on request"]);
}

/** Ends when the other side hangs up. */
async function untilGivenUp(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

const faultCodes: Record<number, string> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "NOT_ALLOWED",
  404: "NOT_FOUND",
  409: "CONFLICT",
  429: "TOO_MANY_REQUESTS",
  502: "TEMPORARILY_UNAVAILABLE",
  503: "TEMPORARILY_UNAVAILABLE",
  504: "TEMPORARILY_UNAVAILABLE",
};
