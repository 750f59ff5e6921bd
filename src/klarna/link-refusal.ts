import type { RefusalAbout } from "../domain/link-routes.ts";
import { KlarnaError } from "./errors.ts";

/**
 * The error with what a refusal to send a link is about. Nothing documents the codes and bodies of this call, only
 * that a bad address is a 4xx and that texts may be withdrawn or need an agreement (klarna.md §3.9 [D], [X], part 11).
 * So this is our guess:
 *
 * - 401, 404, 409: our credentials, or a session that is gone or changing; nothing about sending.
 * - The session is named, e.g. "Session is DISABLED": the payment ended; nothing about sending.
 * - 403, or the method is named: the way itself, for this merchant.
 * - The contact or a field of it is named: this address. So is one that we ourselves could not hand over.
 * - Something is not allowed, available or enabled: the way itself again.
 * - Any other 400 or 422, also without a body: it does not say.
 */
export function withLinkRefusal(error: unknown): unknown {
  if (!(error instanceof KlarnaError) || error.kind !== "refused") return error;
  return new KlarnaError("refused", { ...error.detail, linkRefusal: aboutWhat(error) });
}

function aboutWhat({ detail }: KlarnaError): RefusalAbout | null {
  const { httpStatus, code, messages } = detail;
  if (httpStatus === null) return code === "id_unusable" ? null : "address";
  if (![400, 403, 422].includes(httpStatus)) return null;
  const said = [code ?? "", ...messages].join("\n");
  if (/\bsession\b/i.test(said)) return null;
  if (httpStatus === 403 || /\bmethod\b/i.test(said)) return "channel";
  if (/contact|phone|e-?mail|address|recipient/i.test(said)) return "address";
  return /not[ _](allowed|available|enabled|supported|permitted)/i.test(said) ? "channel" : "unclear";
}
