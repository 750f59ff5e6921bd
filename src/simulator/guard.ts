import { Buffer } from "node:buffer";
import { createMiddleware } from "hono/factory";
import { badValue, DroppedConnection, Refusal } from "./errors.ts";
import type { Fault, RequestKind } from "./requests.ts";
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
    if (!isSignedIn(world, c.req.header("authorization"))) {
      throw new Refusal(401, "UNAUTHORIZED", ["Wrong or missing credentials"]);
    }
    const fault = takeFault(world, kind);
    if (fault && !fault.applied) throw describeFault(fault);
    await next();
    if (fault) {
      // The work is done and its answer is lost: nothing of it may show through.
      c.res = undefined;
      throw describeFault(fault);
    }
  });
}

function isSignedIn(world: World, header = ""): boolean {
  const [scheme = "", token = ""] = header.split(" ");
  const { username, password } = world.account;
  return scheme.toLowerCase() === "basic" &&
    Buffer.from(token, "base64").toString("utf8") === `${username}:${password}`;
}

function takeFault(world: World, kind: RequestKind): Fault | undefined {
  const faults = world.book.faults.read();
  const index = faults.findIndex((fault) => fault.kind === kind || fault.kind === "any");
  const fault = faults[index];
  if (!fault) return undefined;
  const used = { ...fault, times: fault.times - 1 };
  world.book.faults.write(faults.toSpliced(index, 1, ...(used.times > 0 ? [used] : [])));
  return fault;
}

function describeFault(fault: Fault): Error {
  if (fault.drop) return new DroppedConnection();
  if (fault.badValue !== undefined) return badValue(fault.badValue);
  const status = fault.status ?? 500;
  return new Refusal(status, fault.errorCode ?? faultCodes[status] ?? "INTERNAL_SERVER_ERROR", ["Fault on request"]);
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
