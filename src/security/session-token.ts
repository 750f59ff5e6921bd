import { Buffer } from "node:buffer";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Random } from "../random.ts";
import type { Keys } from "./key-file.ts";

/** The opaque text in a session's cookie: 256 random bits in base64url, 43 letters. Only its hash is stored. */
export function newSessionToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString("base64url");
}

/** What is stored and looked up in a token's place: SHA-256 in base64url. A random token needs no salt. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** The text every form of a session carries, so that no other site can make one. It changes with the session. */
export function formToken(tokenHash: string, keys: Keys): string {
  return createHmac("sha256", keys.current.sessions).update(`form ${tokenHash}`).digest("base64url");
}

/** What a form is remembered by. Without the key file nobody can try what it may have said. */
export function hashContent(content: string, keys: Keys): string {
  return createHmac("sha256", keys.current.sessions).update(`content ${content}`).digest("base64url");
}

/**
 * The opaque text in the address of a register's screen for customers: 256 bits that nobody without the key file can tell
 * from its id. It is made anew whenever its page shows it, so that it need not be kept.
 */
export function displayToken(displayId: string, keys: Keys): string {
  return createHmac("sha256", keys.current.sessions).update(`display ${displayId}`).digest("base64url");
}

export type ShownCard = { giftCardId: string; saleId: string; tokenHash: string };

/** How long a gift card can be paid with once its number was shown. */
export const CARD_SHOWN_FOR_MS = 10 * 60_000;

/**
 * What says that somebody in this session showed the number of this gift card for this sale just now. Only with it the card
 * can be paid with, so that knowing its id is worth nothing.
 */
export function shownCardToken(card: ShownCard, now: number, keys: Keys): string {
  const until = now + CARD_SHOWN_FOR_MS;
  return `${card.giftCardId}.${until}.${signShownCard(card, until, keys)}`;
}

/** The gift card that such a token is about; null: it is none, is of another sale or session, or its time is over. */
export function readShownCard(
  token: string,
  of: Omit<ShownCard, "giftCardId">,
  now: number,
  keys: Keys,
): string | null {
  const [giftCardId = "", until = "", signature = ""] = token.split(".");
  const isOurs = sameText(signature, signShownCard({ ...of, giftCardId }, Number(until), keys));
  return isOurs && now < Number(until) ? giftCardId : null;
}

function signShownCard({ giftCardId, saleId, tokenHash }: ShownCard, until: number, keys: Keys): string {
  const said = `gift card ${giftCardId} ${saleId} ${tokenHash} ${until}`;
  return createHmac("sha256", keys.current.sessions).update(said).digest("base64url");
}

/** Compares in a time that tells nothing about where the texts differ, nor how long they are. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
