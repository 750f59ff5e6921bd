import { echoesOf, withoutControls } from "../domain/secret.ts";
import { KlarnaError } from "./errors.ts";
import type { KlarnaCredentials } from "./gateway.ts";

/**
 * What may be written down and shown of words that came over the line. Klarna's own are harmless; but whoever stands in
 * its place, or in between, may repeat the credentials it was sent, or say whatever it likes at any length.
 */
export type SafeWords = {
  /** The id, unless it holds a secret. */
  id(id: string | null): string | null;
  /** Whether an answer holds a secret in anything that is read of it: then it is none of Klarna's. */
  isEchoedIn(answer: unknown): boolean;
  /**
   * The same failure, in few and short messages without control characters, without a secret anywhere, and without
   * what the request's body told of the customer.
   */
  failure(error: KlarnaError, body?: Record<string, unknown>): KlarnaError;
};

const MOST_MESSAGES = 8;
const LONGEST_MESSAGE = 200;
const SHORTEST_PERSONAL = 3;
/** Klarna's own secrets are longer. One of a stand-in may be a word, which an answer holds by chance. */
const SHORTEST_ECHO = 10;

/** For what is said to somebody who was sent these credentials. */
export function safeWordsFor(credentials: KlarnaCredentials): SafeWords {
  const echoes = secretEchoes(credentials);
  const id = (text: string | null) => text === null || text.search(echoes) >= 0 ? null : text;
  const isEchoedIn = (answer: unknown): boolean =>
    typeof answer === "string"
      ? withoutControls(answer).matchAll(echoes).some(([echo]) => echo.length >= SHORTEST_ECHO)
      : typeof answer === "object" && answer !== null && Object.values(answer).some(isEchoedIn);
  return {
    id,
    isEchoedIn,
    failure({ kind, detail }, body = {}) {
      const { code, correlationId, messages } = detail;
      const personal = personalIn(body);
      const message = (text: string) => {
        const masked = withoutControls(text).replace(echoes, "***").replace(personal, "***");
        return masked.length <= LONGEST_MESSAGE ? masked : `${masked.slice(0, LONGEST_MESSAGE)}…`;
      };
      return new KlarnaError(kind, {
        ...detail,
        code: id(code),
        correlationId: id(correlationId),
        messages: messages.slice(0, MOST_MESSAGES).map(message),
      });
    },
  };
}

function secretEchoes(credentials: KlarnaCredentials): RegExp {
  if ("apiKey" in credentials) return echoesOf(credentials.apiKey);
  const { username, password } = credentials;
  return password === "" ? echoesOf() : echoesOf(password, `${username}:${password}`);
}

/** What a payment session and a distribution tell of somebody; shorter than this it is a country, or hides nothing. */
function personalIn({ billing_address: address, contact_information: contact }: Record<string, unknown>): RegExp {
  const facts = [address, contact].flatMap((part) => Object.values(part ?? {})).filter((fact) =>
    typeof fact === "string"
  );
  return echoesOf(...facts.filter((fact) => fact.length >= SHORTEST_PERSONAL));
}
