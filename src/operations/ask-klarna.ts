import { KlarnaError } from "../klarna/errors.ts";
import type { KlarnaGateway } from "../klarna/gateway.ts";
import type { KlarnaConnection, Shop } from "../shop.ts";

export type Asked<T> = { ok: true; answer: T } | { ok: false; error: KlarnaError };

/** How a call fails when nobody is there to answer it, or not now, or not for this account. */
export const AWAY_CODES: readonly string[] = [
  "unreachable",
  "timeout",
  "connection_lost",
  "not_connected",
  "rate_limited",
  "429",
  "unauthorized",
  "401",
];

/** Whether it failed so that it says nothing about what was asked. */
export function isAway({ detail: { code, httpStatus, isAccountRefused } }: KlarnaError): boolean {
  return isAccountRefused || httpStatus === 429 || AWAY_CODES.includes(code ?? "");
}

/**
 * An account that may open nothing is often still let look, so a look's answer proves nothing about it. After this time
 * Klarna is offered once more, and the next payment tells.
 */
const ACCOUNT_RESTS_MS = 60_000;

/**
 * Asks Klarna one thing. A refusal, an absence and an unknown outcome are answers like any other, so they come back
 * as values; anything else is a bug and is thrown. What the call showed of Klarna's health is kept for the screens.
 */
export async function askKlarna<T>(shop: Shop, ask: (gateway: KlarnaGateway) => Promise<T>): Promise<Asked<T>> {
  const { klarna } = shop;
  if (klarna.gateway === null) return { ok: false, error: new KlarnaError("unavailable", { code: "not_connected" }) };
  try {
    const answer = await ask(klarna.gateway);
    note(shop, klarna, null);
    return { ok: true, answer };
  } catch (error) {
    if (!(error instanceof KlarnaError)) throw error;
    note(shop, klarna, error);
    const { httpStatus, code, messages, correlationId } = error.detail;
    shop.log.warn("klarna_failed", { kind: error.kind, httpStatus, code, messages, correlationId });
    return { ok: false, error };
  }
}

/** Something harmless to ask: about a session that nobody ever had. "Gone" is as good an answer as any. */
export async function proveKlarna(shop: Shop): Promise<Asked<unknown>> {
  const { klarna } = shop;
  const asked = await askKlarna(shop, (gateway) => gateway.readHostedSession(NO_SESSION));
  // No session can be at fault here, only the account.
  if (!asked.ok && asked.error.detail.httpStatus === 403) rest(shop, klarna);
  return asked;
}

const NO_SESSION = "00000000-0000-0000-0000-000000000000";

/** Keeps what an answer, or a failure, showed of the connection that was asked: it may have been replaced meanwhile. */
function note(shop: Shop, klarna: KlarnaConnection, error: KlarnaError | null): void {
  if (error?.detail.isAccountRefused && error.detail.httpStatus !== 401) return rest(shop, klarna);
  const isResting = shop.clock.now() < (klarna.refusedUntilAt ?? 0);
  klarna.state = isResting ? "refused" : stateAfter(error);
}

function rest(shop: Shop, klarna: KlarnaConnection): void {
  klarna.state = "refused";
  klarna.refusedUntilAt = shop.clock.now() + ACCOUNT_RESTS_MS;
}

function stateAfter(error: KlarnaError | null): KlarnaConnection["state"] {
  if (error === null) return "ready";
  if (error.kind !== "refused") return "away";
  return error.detail.isAccountRefused ? "refused" : "ready";
}
