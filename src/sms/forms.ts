import type { SmsForm } from "../domain/link-routes.ts";

type Sms = { from: string; to: string; text: string };

/** How a provider wants to be asked. Each answers 2xx when it has taken the message over, else another status. */
type Form = {
  /** The Authorization header made of the shop's token. */
  login(token: string): string;
  body(sms: Sms): { contentType: string; body: string };
};

/** What is read of an answer, if it is JSON: the message's name there, or a code. */
export type Answer = { reference: string | null; code: string | null };

/**
 * - `json`: our own, for whatever a shop puts in between: POST {"from","to","text"} with a bearer token; the answer
 *   may hold "id", or "code" when it is a refusal.
 * - `twilio`: https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages.json with the form fields From, To and
 *   Body and basic authentication by "AccountSid:AuthToken" (twilio.com/docs: "Message resource", "Make an HTTP
 *   request to Twilio"). The answer is JSON with "sid", or "code".
 * - `46elks`: https://api.46elks.com/a1/sms with the form fields from, to and message and basic authentication by
 *   "username:password" (46elks.com/docs/send-sms). The answer is JSON with "id"; a refusal is plain text.
 */
export const FORMS: Record<SmsForm, Form> = {
  json: {
    login: (token) => `Bearer ${token}`,
    body: ({ from, to, text }) => ({ contentType: "application/json", body: JSON.stringify({ from, to, text }) }),
  },
  twilio: {
    login: basic,
    body: ({ from, to, text }) => fields({ From: from, To: to, Body: text }),
  },
  "46elks": {
    login: basic,
    body: ({ from, to, text }) => fields({ from, to, message: text }),
  },
};

function basic(token: string): string {
  return `Basic ${new TextEncoder().encode(token).toBase64()}`;
}

function fields(values: Record<string, string>) {
  return { contentType: "application/x-www-form-urlencoded", body: new URLSearchParams(values).toString() };
}
