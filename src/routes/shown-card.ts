import { readShownCard, shownCardToken } from "../security/session-token.ts";
import { requireSignedIn, type TillContext } from "./till.ts";

/** The text by which the gift card whose number was shown just now can be paid with, in this sale and this session. */
export function showCard(c: TillContext, saleId: string, giftCardId: string): string {
  const { clock, keys } = c.get("shop");
  const { tokenHash } = requireSignedIn(c);
  return shownCardToken({ giftCardId, saleId, tokenHash }, clock.now(), keys);
}

/** The gift card that such a text stands for; null: its number is to be shown again. */
export function shownCard(c: TillContext, saleId: string, token: string): string | null {
  const { clock, keys } = c.get("shop");
  const { tokenHash } = requireSignedIn(c);
  return readShownCard(token, { saleId, tokenHash }, clock.now(), keys);
}
