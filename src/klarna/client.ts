import type { z } from "zod";
import { fitsHead } from "../domain/secret.ts";
import {
  AnswerTooLarge,
  correlationIdOf,
  DeadlinePassed,
  parseJson,
  type Progress,
  type RawAnswer,
  refusal,
  toMalformedError,
  toStatusError,
  toTransportError,
} from "./failures.ts";
import { KlarnaError } from "./errors.ts";
import type { Answered, KlarnaCredentials } from "./gateway.ts";
import type { KlarnaClock, RateBuckets } from "./rate-bucket.ts";
import { safeWordsFor } from "./safe-words.ts";

export type KlarnaClientOptions = {
  /** Klarna's host for the merchant's region and environment, e.g. https://api.playground.klarna.com. */
  baseUrl: string;
  credentials: KlarnaCredentials;
  /** Where each request takes its turn: the same ones for all clients of a merchant, which is what Klarna counts by. */
  buckets: RateBuckets;
  clock: KlarnaClock;
  fetch: typeof globalThis.fetch;
  /** Names a call in the log. */
  newId: () => string;
  /** Throws while a database transaction is open: no call may hold one up. */
  assertNoTransaction: () => void;
  log?: (event: Record<string, unknown>) => void;
  /** The till's version, e.g. "0.1.0": with it each request says who sends it. */
  version?: string;
  /** For the whole call: waiting for its turn, connecting, and reading the answer to its end. */
  timeoutMs?: number;
};

/** One request, and how its answer reads. `T` is what the gateway hands on, in our words. */
export type KlarnaAsk<T> = {
  /** For the log, e.g. "captureOrder". */
  operation: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the base URL, with a leading slash. */
  path: string;
  /** Creates have a rate limit of their own. */
  bucket: "creates" | "others";
  body?: Record<string, unknown>;
  idempotencyKey?: string;
  /** Besides those that every request carries. */
  headers?: Record<string, string>;
  /** What a 2xx says: in its body, or in its head alone; null from `head` is a malformed answer. */
  answer: { body: z.ZodType<T> } | { head: (headers: Headers) => T | null };
  /** Statuses that are no failure here but an outcome. */
  outcomes?: ReadonlyMap<number, T>;
};

export type KlarnaClient = {
  /** Without a trailing slash. */
  baseUrl: string;
  /** Sends one request, what has a body only once. Throws only KlarnaError (and what assertNoTransaction throws). */
  ask<T extends object>(ask: KlarnaAsk<T>): Promise<Answered<T>>;
};

export function createKlarnaClient(options: KlarnaClientOptions): KlarnaClient {
  const { clock } = options;
  const safeWords = safeWordsFor(options.credentials);
  const line: Line = {
    baseUrl: new URL(options.baseUrl).href.replace(/\/+$/, ""),
    headers: standingHeaders(options),
    fetch: options.fetch,
    buckets: options.buckets,
  };
  return {
    baseUrl: line.baseUrl,
    async ask<T extends object>(ask: KlarnaAsk<T>) {
      options.assertNoTransaction();
      const progress: Progress = { isWrite: ask.method !== "GET", wasSent: false, head: null };
      const startedAt = clock.now();
      const told = { event: "klarna_call", callId: options.newId(), operation: ask.operation, method: ask.method };
      try {
        // Klarna compares keys alone: writes that share the empty one would share one answer.
        if (ask.idempotencyKey === "") throw refusal("key_missing", "A write needs a key of its own.");
        const answer = await exchangeInTime(line, ask, progress, clock, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
        const understood = understand(ask, answer, progress.isWrite);
        const correlationId = safeWords.id(understood.correlationId);
        // Its name alone can be done without; whatever else is read is kept.
        if (safeWords.isEchoedIn({ ...understood, correlationId })) {
          throw toMalformedError(answer, progress.isWrite, "repeats what it was sent");
        }
        options.log?.({ ...told, status: answer.status, correlationId, durationMs: clock.now() - startedAt });
        return { ...understood, correlationId };
      } catch (error) {
        if (!(error instanceof KlarnaError)) throw error;
        const failure = safeWords.failure(error, ask.body);
        const { kind, detail } = failure;
        options.log?.({ ...told, kind, ...detail, durationMs: clock.now() - startedAt });
        throw failure;
      }
    },
  };
}

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1_048_576;

/** What every call of one merchant shares. */
type Line = {
  baseUrl: string;
  headers: Headers;
  fetch: typeof globalThis.fetch;
  buckets: RateBuckets;
};

/** Basic in both of its forms: base64 of the pair, or the API key as it is (klarna.md §1.2 [D]). */
function standingHeaders({ credentials, version }: KlarnaClientOptions): Headers {
  const token = "apiKey" in credentials
    ? credentials.apiKey
    : new TextEncoder().encode(`${credentials.username}:${credentials.password}`).toBase64();
  // What Headers itself would throw repeats the value.
  if (!fitsHead(token)) throw new TypeError("These credentials for Klarna hold a sign that cannot be sent.");
  return new Headers({ ...identity(version), authorization: `Basic ${token}`, accept: "application/json" });
}

/**
 * Who sends this: User-Agent in the form of Klarna's own SDKs, and the metadata that other integrations send to these
 * APIs (klarna.md §1.3 [C]). Without a version only the name is known.
 */
function identity(version: string | undefined): Record<string, string> {
  if (version === undefined) return { "user-agent": "Tillside" };
  const integrator = { name: "Tillside", module_name: "Tillside", module_version: version };
  return {
    "user-agent": `Library/Tillside_${version} Language/TypeScript`,
    "x-klarna-integration-metadata": JSON.stringify({ integrator, originators: [] }),
  };
}

async function exchangeInTime<T>(
  line: Line,
  ask: KlarnaAsk<T>,
  progress: Progress,
  clock: KlarnaClock,
  timeoutMs: number,
): Promise<RawAnswer> {
  const deadline = new AbortController();
  const timer = new AbortController();
  const timeUp = clock.wait(timeoutMs, timer.signal).then(() => {
    if (!timer.signal.aborted) deadline.abort();
    throw new DeadlinePassed();
  });
  try {
    return await Promise.race([exchange(line, ask, progress, deadline.signal), timeUp]);
  } catch (cause) {
    if (!deadline.signal.aborted) throw toTransportError(cause, progress);
    // What is no success is known by its status: nobody waits for the rest of its words.
    if (progress.head !== null && !isSuccess(progress.head.status)) return { ...progress.head, text: "" };
    throw toTransportError(new DeadlinePassed(), progress);
  } finally {
    timer.abort();
  }
}

async function exchange<T>(
  line: Line,
  ask: KlarnaAsk<T>,
  progress: Progress,
  signal: AbortSignal,
): Promise<RawAnswer> {
  await line.buckets[ask.bucket].take(signal);
  signal.throwIfAborted();
  const request = requestOf(ask, line.headers, signal);
  progress.wasSent = true;
  const response = await line.fetch(line.baseUrl + ask.path, request);
  const { status, headers } = response;
  progress.head = { status, headers };
  return { status, headers, text: await readText(response, ask) };
}

function requestOf<T>(ask: KlarnaAsk<T>, standing: Headers, signal: AbortSignal): RequestInit {
  const headers = new Headers(standing);
  for (const [name, value] of Object.entries(ask.headers ?? {})) headers.set(name, value);
  if (ask.idempotencyKey !== undefined) headers.set("klarna-idempotency-key", ask.idempotencyKey);
  const request: RequestInit = { method: ask.method, headers, redirect: "manual", signal };
  if (ask.body === undefined) return request;
  headers.set("content-type", "application/json");
  // Deno's fetch sends a text body a second time when the connection breaks before an answer, a Blob never: a create
  // or a message to the customer must not be doubled. What has no body (looks, disable, cancel) is safe to repeat.
  return { ...request, body: new Blob([JSON.stringify(ask.body)]) };
}

/** The body, unless a success says it all in its head: then a body that breaks cannot spoil what is known. */
async function readText<T>(response: Response, ask: KlarnaAsk<T>): Promise<string> {
  if (response.ok && "body" in ask.answer) return await readCapped(response);
  if (response.ok) {
    response.body?.cancel().catch(() => undefined);
    return "";
  }
  // The status alone decides what any other answer means; its description may be missing.
  return await readCapped(response).catch(() => "");
}

async function readCapped(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new AnswerTooLarge(`more than ${MAX_ANSWER_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function understand<T extends object>(ask: KlarnaAsk<T>, answer: RawAnswer, isWrite: boolean): Answered<T> {
  const correlationId = correlationIdOf(answer);
  const outcome = ask.outcomes?.get(answer.status);
  if (outcome !== undefined) return { ...outcome, correlationId };
  if (!isSuccess(answer.status)) throw toStatusError(answer, isWrite);
  if ("head" in ask.answer) {
    const read = ask.answer.head(answer.headers);
    if (read === null) throw toMalformedError(answer, isWrite, "a needed header is missing");
    return { ...read, correlationId };
  }
  const parsed = ask.answer.body.safeParse(parseJson(answer.text));
  if (!parsed.success) throw toMalformedError(answer, isWrite, fieldsOf(parsed.error));
  return { ...parsed.data, correlationId };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/** Where the answer is wrong, without what it holds: that may be someone's personal data. */
function fieldsOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.code}`).join("; ");
}
