import type { Channel, EventCause, PaymentStatus, WishKind, WishState } from "../../src/domain/payment.ts";
import type { LinkRoute } from "../../src/domain/link-routes.ts";

/**
 * What happened: it moved, something was noted, something was asked of Klarna or answered, or the link was sent.
 * `amountMinor`: how much money it was about, where that may be a part; null: all of it, or none.
 */
export type Happened =
  | { is: "status"; to: PaymentStatus }
  | { is: "noted"; kind: string; amountMinor: number | null }
  | { is: "asked"; wish: WishKind; amountMinor: number | null }
  | { is: "answered"; wish: WishKind; state: WishState; amountMinor: number | null }
  | { is: "sending"; channel: Channel; via: LinkRoute; address: string; state: WishState; answerCode: string | null };

export type TimelineEntry = {
  at: number;
  happened: Happened;
  /** Who did it, by name; null: nobody of the shop. */
  who: string | null;
  cause: EventCause | null;
  /** By which Klarna finds its answer again. */
  correlationId: string | null;
  /** Codes that Klarna or the till gave, e.g. "klarnaStatus: COMPLETED". */
  codes: string[];
};
