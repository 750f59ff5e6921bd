import { KlarnaError } from "../klarna/errors.ts";
import type { KlarnaGateway } from "../klarna/gateway.ts";
import type { KlarnaConnection, Shop } from "../shop.ts";

export type Asked<T> = { ok: true; answer: T } | { ok: false; error: KlarnaError };

/**
 * Asks Klarna one thing. A refusal, an absence and an unknown outcome are answers like any other, so they come back
 * as values; anything else is a bug and is thrown. What the call showed of Klarna's health is kept for the screens.
 */
export async function askKlarna<T>(shop: Shop, ask: (gateway: KlarnaGateway) => Promise<T>): Promise<Asked<T>> {
  const { klarna } = shop;
  if (klarna.gateway === null) return { ok: false, error: new KlarnaError("unavailable", { code: "not_connected" }) };
  try {
    const answer = await ask(klarna.gateway);
    klarna.state = "ready";
    return { ok: true, answer };
  } catch (error) {
    if (!(error instanceof KlarnaError)) throw error;
    klarna.state = stateAfter(error);
    const { httpStatus, code, messages, correlationId } = error.detail;
    shop.log.warn("klarna_failed", { kind: error.kind, httpStatus, code, messages, correlationId });
    return { ok: false, error };
  }
}

/** Something harmless to ask: about a session that nobody ever had. "Gone" is as good an answer as any. */
export function proveKlarna(shop: Shop): Promise<Asked<unknown>> {
  return askKlarna(shop, (gateway) => gateway.readHostedSession(NO_SESSION));
}

const NO_SESSION = "00000000-0000-0000-0000-000000000000";

function stateAfter(error: KlarnaError): KlarnaConnection["state"] {
  if (error.kind !== "refused") return "away";
  return error.detail.httpStatus === 401 ? "refused" : "ready";
}
