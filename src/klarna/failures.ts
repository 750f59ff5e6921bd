import { isAboutAccount } from "./account-refusal.ts";
import { KlarnaError, type KlarnaErrorDetail, type KlarnaErrorKind } from "./errors.ts";
import { correlationIdSchema, errorBodySchema } from "./schemas.ts";

/** What is known of an answer before it is understood. */
export type RawAnswer = { status: number; headers: Headers; text: string };

/** How far a request got before it broke. */
export type Progress = { isWrite: boolean; wasSent: boolean; head: Pick<RawAnswer, "status" | "headers"> | null };

export class DeadlinePassed extends Error {}
export class AnswerTooLarge extends Error {}

/** A KlarnaError raised before anything was sent: the request could only have been refused. */
export function refusal(code: string, message: string): KlarnaError {
  return new KlarnaError("refused", { code, messages: [message] });
}

/** For a request that broke on the way: no connection, no answer in time, or an answer cut short or too long. */
export function toTransportError(cause: unknown, progress: Progress): KlarnaError {
  if (cause instanceof KlarnaError) return cause;
  const code = transportCode(cause);
  const cannotHaveHappened = !progress.wasSent || !progress.isWrite || code === "unreachable";
  return new KlarnaError(cannotHaveHappened ? "unavailable" : "unknown", {
    code,
    httpStatus: progress.head?.status ?? null,
    correlationId: progress.head && headId(progress.head.headers),
    messages: causeTexts(cause),
  });
}

/** For a whole answer that is no success. Bodies may be empty or not JSON (klarna.md §1.5 [S], [X]). */
export function toStatusError(answer: RawAnswer, isWrite: boolean): KlarnaError {
  const body = errorBodySchema.parse(parseJson(answer.text));
  const messages = [...body.error_messages, ...(body.error_message === null ? [] : [body.error_message])];
  const code = codeOfStatus(answer.status, body.error_code);
  return new KlarnaError(kindOfStatus(answer.status, isWrite), {
    httpStatus: answer.status,
    code,
    isAccountRefused: isAboutAccount(answer.status, code),
    isCustomerRefused: answer.status === 400 && isAboutCustomer(code, messages),
    messages,
    correlationId: correlationIdOf(answer),
    retryAfterMs: answer.status === 429 ? retryAfterMs(answer.headers) : null,
  });
}

/**
 * Klarna names the field that it refuses (klarna.md §1.5 [D]). Asked of its own words, before anything in them is masked or cut; where it
 * says nothing at all ([X]), it may be that.
 */
function isAboutCustomer(code: string | null, messages: readonly string[]): boolean {
  if (messages.length === 0) return code === null || code === "BAD_VALUE";
  return messages.some((message) => message.includes("billing_address"));
}

/** For a success that lacks what we need: after a write it happened, but we cannot say what. */
export function toMalformedError(answer: RawAnswer, isWrite: boolean, problem: string): KlarnaError {
  return new KlarnaError(uncertain(isWrite), {
    httpStatus: answer.status,
    code: "answer_malformed",
    messages: [problem],
    correlationId: correlationIdOf(answer),
  });
}

/** Klarna's correlation id: the header (klarna.md §1.3 [H]), else the body's (§1.5 [S]). */
export function correlationIdOf(answer: RawAnswer): KlarnaErrorDetail["correlationId"] {
  return headId(answer.headers) ?? errorBodySchema.parse(parseJson(answer.text)).correlation_id;
}

function headId(headers: Headers): string | null {
  return correlationIdSchema.parse(headers.get("klarna-correlation-id"));
}

/** Parsed JSON; undefined for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function transportCode(cause: unknown): string {
  if (cause instanceof DeadlinePassed) return "timeout";
  if (cause instanceof AnswerTooLarge) return "answer_too_large";
  // Deno names the phase a request broke in; no other phase proves that nothing was sent.
  return causeTexts(cause).some((text) => text.includes("client error (Connect)")) ? "unreachable" : "connection_lost";
}

function causeTexts(cause: unknown): string[] {
  if (!(cause instanceof Error)) return [];
  return [cause.message, ...causeTexts(cause.cause)].filter((text) => text !== "");
}

function kindOfStatus(status: number, isWrite: boolean): KlarnaErrorKind {
  if (status === 429) return "unavailable";
  const isFinal = status >= 400 && status < 500 && status !== 408;
  return isFinal ? "refused" : uncertain(isWrite);
}

function codeOfStatus(status: number, klarnaCode: string | null): string | null {
  if (isRedirect(status)) return "redirect";
  if (status === 401) return "unauthorized";
  return klarnaCode ?? (status === 403 ? "forbidden" : null);
}

/** 0 is what browsers' fetch shows of a redirect it was told not to follow. */
function isRedirect(status: number): boolean {
  return status === 0 || (status >= 300 && status < 400);
}

function uncertain(isWrite: boolean): KlarnaErrorKind {
  return isWrite ? "unknown" : "unavailable";
}

function retryAfterMs(headers: Headers): number | null {
  for (const name of ["retry-after", "x-ratelimit-reset"]) {
    const seconds = headers.get(name) ?? "";
    if (/^\d{1,6}(\.\d+)?$/.test(seconds)) return Math.ceil(Number(seconds) * 1_000);
  }
  return null;
}
