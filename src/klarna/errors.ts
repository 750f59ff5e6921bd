import type { RefusalAbout } from "../domain/link-routes.ts";

/**
 * The three ways a call to Klarna ends badly.
 * refused: Klarna said no; asking again the same way is pointless.
 * unavailable: it did not happen; ask again later.
 * unknown: it may have happened; look before anything else. Only a call that changes something ends so:
 *   a look that brought no answer is unavailable.
 *
 * Codes of ours, in lower case. Nothing was sent: those of purchase-limits.ts, "phone_unusable", "id_unusable", "key_missing",
 * "rate_limited" (our own queue is full), "unreachable" (no connection). On the way: "timeout", "connection_lost",
 * "answer_too_large", "answer_malformed", "redirect". Of Klarna's 401: "unauthorized" (the credentials are wrong or
 * of another region); of a 403 without a code: "forbidden".
 */
export type KlarnaErrorKind = "refused" | "unavailable" | "unknown";

export type KlarnaErrorDetail = {
  /** HTTP status; null when no answer came. */
  httpStatus: number | null;
  /** Klarna's upper-snake-case code, or one of ours in lower case (e.g. "timeout"); null if none. */
  code: string | null;
  /** Klarna's messages, for the log only: never shown to a customer. */
  messages: string[];
  correlationId: string | null;
  /** How long to wait, from a 429 or from our own queue; null if nothing was said. */
  retryAfterMs: number | null;
  /** The account, and not what was asked for it: its credentials, or that it may not do this at all. */
  isAccountRefused: boolean;
  /** What was told of the customer, as far as the answer says: it only fills in Klarna's form. */
  isCustomerRefused: boolean;
  /** What a refusal to send a link finds fault with; null: nothing about sending, or another call. */
  linkRefusal?: RefusalAbout | null;
};

export class KlarnaError extends Error {
  readonly kind: KlarnaErrorKind;
  readonly detail: KlarnaErrorDetail;

  constructor(kind: KlarnaErrorKind, detail: Partial<KlarnaErrorDetail> & { code: string | null }) {
    super(`Klarna ${kind}: ${detail.code ?? detail.httpStatus ?? "no answer"}`);
    this.name = "KlarnaError";
    this.kind = kind;
    const nothing = {
      httpStatus: null,
      messages: [],
      correlationId: null,
      retryAfterMs: null,
      isAccountRefused: false,
      isCustomerRefused: false,
    };
    this.detail = { ...nothing, ...detail };
  }
}

/** Codes by which a 400 says of an order what a 404 says too (klarna.md §1.5 [D], [S]). */
const NO_ORDER = ["NOT_FOUND", "NO_SUCH_ORDER", "INVALID_ORDER_ID"];

/** Whether Klarna says that it has no such thing, rather than what is wrong with what was asked of it. */
export function isNotThere({ httpStatus, code }: Pick<KlarnaErrorDetail, "httpStatus" | "code">): boolean {
  return httpStatus === 404 || (httpStatus === 400 && NO_ORDER.includes(code ?? ""));
}
