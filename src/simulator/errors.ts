import type { Context } from "hono";
import type { Env } from "./world.ts";

/** An answer of refusal: HTTP status, Klarna's error code, and messages that are not for end users (klarna.md 1.5). */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, readonly messages: string[]) {
    super(`${status} ${code}: ${messages.join("; ")}`);
  }
}

/** The line went dead: there is no answer at all. In-process callers see their request reject. */
export class DroppedConnection extends Error {
  constructor() {
    super("The simulator dropped this connection");
  }
}

/** No connection came about. In-process callers see what Deno's fetch would tell them of it. */
export class UnreachableHost extends DroppedConnection {
  constructor() {
    super();
    this.message = "error sending request: client error (Connect): the simulator is unreachable";
  }
}

export function badValue(...fields: string[]): Refusal {
  return new Refusal(400, "BAD_VALUE", fields.map((field) => `Bad value: ${field}`));
}

export function badRequest(message: string): Refusal {
  return new Refusal(400, "BAD_REQUEST", [message]);
}

export function notFound(message: string, code = "NOT_FOUND"): Refusal {
  return new Refusal(404, code, [message]);
}

/** A JSON answer with the content type that was recorded [H]. */
export function answerJson(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json;charset=utf-8", ...headers },
  });
}

/** An answer without a body, as writes give. */
export function answerEmpty(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers });
}

/** Refusals become the documented error body. The hosted page's errors may be told to have none, as its spec shows none. */
export function answerError(c: Context<Env>, error: Error): Response {
  if (error instanceof DroppedConnection) throw error;
  const refusal = error instanceof Refusal
    ? error
    : new Refusal(500, "INTERNAL_SERVER_ERROR", [`Simulator fault: ${error.message}`]);
  const { switches } = c.get("world").book;
  if (c.req.path.startsWith("/hpp/") && switches.read().hppErrorBodies === "empty") return answerEmpty(refusal.status);
  const isSingle = switches.read().errorMessages === "single";
  return answerJson(refusal.status, {
    correlation_id: c.get("correlationId"),
    error_code: refusal.code,
    // A few of Klarna's services send one text instead of a list [D].
    ...(isSingle ? { error_message: refusal.messages.join("; ") } : { error_messages: refusal.messages }),
  });
}
