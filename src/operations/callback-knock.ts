import { hashToken, newSessionToken } from "../security/session-token.ts";
import type { Shop } from "../shop.ts";

/** What came of calling our own callback address. */
export type Knock =
  | { seen: "arrived" }
  /** Somebody answered, and it was not this till. */
  | { seen: "answered"; httpStatus: number }
  | { seen: "timeout" | "unreachable" };

const LONGEST_KNOCK_MS = 5_000;

/**
 * Calls the address that Klarna is told to call, and sees whether the call arrives here. What leads from this machine
 * to that address is not the way that Klarna's calls take, so an arrival is a good sign and no proof.
 */
export async function knockOnCallback(shop: Shop): Promise<Knock> {
  const token = newSessionToken(shop.random);
  const hash = hashToken(token);
  const timer = new AbortController();
  const deadline = new AbortController();
  void shop.clock.wait(LONGEST_KNOCK_MS, timer.signal).then(() => deadline.abort());
  shop.knocks.awaited.add(hash);
  try {
    const request = { redirect: "manual", signal: deadline.signal } as const;
    const response = await shop.knocks.fetch(`${shop.callbackUrl}/klarna/knock/${token}`, request);
    await response.body?.cancel();
    return shop.knocks.awaited.has(hash) ? { seen: "answered", httpStatus: response.status } : { seen: "arrived" };
  } catch (error) {
    if (!shop.knocks.awaited.has(hash)) return { seen: "arrived" };
    shop.log.info("callback_knock_failed", { error: String(error) });
    return { seen: deadline.signal.aborted ? "timeout" : "unreachable" };
  } finally {
    timer.abort();
    shop.knocks.awaited.delete(hash);
  }
}

/** A call has come in that says it is our own. Says whether one was awaited. */
export function hearKnock(shop: Shop, token: string): boolean {
  return shop.knocks.awaited.delete(hashToken(token));
}
