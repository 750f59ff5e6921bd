import type { Clock } from "../clock.ts";
import type { OwnOutcome, OwnRoute, SmsForm } from "../domain/link-routes.ts";
import { echoesOf } from "../domain/secret.ts";
import { type Answer, FORMS } from "./forms.ts";

export type SmsRouteOptions = {
  /** Where the provider takes messages. */
  url: string;
  /** What the provider gave the shop; in which form, says `form`. */
  token: string;
  /** The sender that the customer sees: a number in E.164, or a name where the country allows it. */
  from: string;
  form: SmsForm;
  clock: Clock;
  fetch: typeof globalThis.fetch;
  /** Throws while a database transaction is open. */
  assertNoTransaction: () => void;
  /** For the whole call. */
  timeoutMs?: number;
};

/** A text through the shop's own provider: one request, in one time limit, no redirect followed, the answer capped. */
export function createSmsRoute(options: SmsRouteOptions): OwnRoute {
  const form = FORMS[options.form];
  return {
    async send(phone, { short }) {
      options.assertNoTransaction();
      if (!/^\+[1-9]\d{6,14}$/.test(phone)) return { kind: "refused", code: "phone_unusable" };
      const { contentType, body } = form.body({ from: options.from, to: phone, text: short });
      // Deno's fetch sends a text body again by itself when the connection breaks, a Blob never.
      const request: RequestInit = {
        method: "POST",
        headers: { "content-type": contentType, accept: "application/json", authorization: form.login(options.token) },
        body: new Blob([body]),
        redirect: "manual",
      };
      return await askInTime(options, request);
    },
  };
}

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 65_536;

/** How far a request got before the time was up: null until the head of an answer is there. */
type Progress = { status: number | null };

async function askInTime(options: SmsRouteOptions, request: RequestInit): Promise<OwnOutcome> {
  const progress: Progress = { status: null };
  const deadline = new AbortController();
  const timer = new AbortController();
  const timeUp = options.clock.wait(options.timeoutMs ?? DEFAULT_TIMEOUT_MS, timer.signal).then((): OwnOutcome => {
    if (!timer.signal.aborted) deadline.abort();
    return progress.status === null ? { kind: "unknown", code: "timeout" } : outcomeOf(progress.status, SAYS_NOTHING);
  });
  try {
    return await Promise.race([ask(options, { ...request, signal: deadline.signal }, progress), timeUp]);
  } finally {
    timer.abort();
  }
}

async function ask(
  { url, token, fetch }: SmsRouteOptions,
  request: RequestInit,
  progress: Progress,
): Promise<OwnOutcome> {
  let response: Response;
  try {
    response = await fetch(url, request);
  } catch (error) {
    // Deno names the phase a request broke in; no other phase proves that nothing was sent.
    const isNotReached = String(error).includes("client error (Connect)");
    return isNotReached ? { kind: "unavailable", code: "unreachable" } : { kind: "unknown", code: "connection_lost" };
  }
  progress.status = response.status;
  return outcomeOf(response.status, readAnswer(await readCapped(response).catch(() => ""), token));
}

const SAYS_NOTHING: Answer = { reference: null, code: null };

/** The status alone decides; a body that breaks off, never ends or is too long only loses its details. */
function outcomeOf(status: number, answer: Answer): OwnOutcome {
  if (status >= 200 && status <= 299) return { kind: "done", reference: answer.reference };
  const code = answer.code ?? `http_${status}`;
  if (status === 429) return { kind: "unavailable", code };
  const isFinal = status >= 400 && status < 500 && status !== 408;
  return { kind: isFinal ? "refused" : "unknown", code };
}

async function readCapped(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error("the answer is too long");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * The provider's name for the message, by which its support finds it, or its code for the refusal. Neither where it
 * repeats the token: both are kept and shown.
 */
function readAnswer(text: string, token: string): Answer {
  const fields = parse(text);
  const echoes = echoesOf(token, token.slice(token.indexOf(":") + 1));
  const field = (names: string[]) => {
    const value = names.map((name) => fields[name]).find((one) => typeof one === "string" || typeof one === "number");
    const told = String(value ?? "");
    const isSafe = !token.includes(told) && told.search(echoes) < 0;
    return isSafe && /^[\w.-]{1,64}$/.test(told) ? told : null;
  };
  return { reference: field(["id", "sid"]), code: field(["code"]) };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
