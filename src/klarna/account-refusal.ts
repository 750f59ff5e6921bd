import { KlarnaError, type KlarnaErrorDetail } from "./errors.ts";

/** Codes of a 403 that find fault with the one purchase or session (klarna.md §1.5 [D]). */
const ABOUT_ONE = ["INVALID_OPERATION", "REJECTED"];

/**
 * Whether an answer is about the account, whatever was asked: a 401 is about its credentials, and this one code says
 * that it is closed or blocked (klarna.md §1.5 [D]). Any other 403 means something else at every call: for an order,
 * that its state does not allow it.
 */
export function isAboutAccount(httpStatus: number, code: string | null): boolean {
  return httpStatus === 401 || (httpStatus === 403 && code === "MERCHANT_INACTIVE");
}

/**
 * For a call that opens something new: there is nothing yet whose state could be at fault, so a 403 means that the
 * account may not do this at all. The codes are documented, but not for this: it is our guess.
 */
export function withAccountRefusal(error: unknown): unknown {
  if (!(error instanceof KlarnaError) || !isNotAllowed(error.detail)) return error;
  return new KlarnaError(error.kind, { ...error.detail, isAccountRefused: true });
}

function isNotAllowed({ httpStatus, code }: KlarnaErrorDetail): boolean {
  return httpStatus === 403 && !ABOUT_ONE.includes(code ?? "");
}
