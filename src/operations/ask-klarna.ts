import { KlarnaError } from "../klarna/errors.ts";
import type { KlarnaGateway } from "../klarna/gateway.ts";
import type { Shop } from "../shop.ts";

export type Asked<T> = { ok: true; answer: T } | { ok: false; error: KlarnaError };

/**
 * Asks Klarna one thing. A refusal, an absence and an unknown outcome are answers like any other, so they come back
 * as values; anything else is a bug and is thrown. What the call showed of Klarna's health is kept for the screens.
 */
export async function askKlarna<T>(shop: Shop, ask: (gateway: KlarnaGateway) => Promise<T>): Promise<Asked<T>> {
  try {
    const answer = await ask(shop.klarna.gateway);
    shop.klarna.state = "ready";
    return { ok: true, answer };
  } catch (error) {
    if (!(error instanceof KlarnaError)) throw error;
    shop.klarna.state = stateAfter(error);
    const { httpStatus, code, messages, correlationId } = error.detail;
    shop.log.warn("klarna_failed", { kind: error.kind, httpStatus, code, messages, correlationId });
    return { ok: false, error };
  }
}

function stateAfter(error: KlarnaError): Shop["klarna"]["state"] {
  if (error.kind !== "refused") return "away";
  return error.detail.httpStatus === 401 ? "refused" : "ready";
}
