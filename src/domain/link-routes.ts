import type { Channel } from "./payment.ts";

/**
 * By what route a message with the customer's link goes: Klarna's own distribution, the shop's mail server or the
 * shop's provider of text messages. The QR code and a copied link need none.
 */
export const LINK_ROUTES = ["klarna", "own_mail", "own_sms"] as const;
export type LinkRoute = (typeof LINK_ROUTES)[number];

export type MessageChannel = Exclude<Channel, "qr">;

/** The order of preference. */
const ROUTES_OF: Record<MessageChannel, readonly LinkRoute[]> = {
  sms: ["klarna", "own_sms"],
  email: ["klarna", "own_mail"],
};

/**
 * What a refusal finds fault with: the way itself, which the shop may not use; this one address; or it does not say.
 * Null beside a refusal: with something that has nothing to do with sending, e.g. our credentials.
 */
export const REFUSAL_ABOUTS = ["channel", "address", "unclear"] as const;
export type RefusalAbout = (typeof REFUSAL_ABOUTS)[number];

/** A way that Klarna refuses for the shop is not asked for again for so long, unless a manager says so. */
export const CHANNEL_REST_MS = 7 * 24 * 60 * 60_000;

/** The most messages about one payment within ten minutes; what was refused reached nobody and does not count. */
export const MOST_PER_PAYMENT = { messages: 3, withinMs: 10 * 60_000 };
/** The most messages to one number or e-mail address within a day, over all payments. */
export const MOST_PER_ADDRESS = { messages: 6, withinMs: 24 * 60 * 60_000 };

/** What the customer reads, from the catalogue of texts. */
export type LinkMessage = {
  subject: string;
  /** Paragraphs before the link, and after it. */
  before: string[];
  after: string[];
  /** What the link is called where its address is not shown. */
  linkText: string;
  link: string;
  /** All of it in one line, for a text message. */
  short: string;
};

/**
 * What became of a message on a route of our own. `done`: taken over for delivery. `refused` and `unavailable`: it did
 * not go out. `unknown`: it may have. Codes are the other side's where it gave one, else ours in lower case.
 */
export type OwnOutcome =
  | { kind: "done"; reference: string | null }
  | { kind: "refused" | "unavailable" | "unknown"; code: string };

/** A route of the shop's own. It makes one try, in limited time, and answers by a value. */
export type OwnRoute = { send(address: string, message: LinkMessage): Promise<OwnOutcome> };
export type OwnRoutes = Record<Exclude<LinkRoute, "klarna">, OwnRoute | null>;

/** The routes a message could take now, the best first. */
export function usableRoutes(
  channel: MessageChannel,
  facts: { own: OwnRoutes; isRefusedByKlarna: boolean; hasLink: boolean },
): LinkRoute[] {
  return ROUTES_OF[channel].filter((route) =>
    route === "klarna" ? !facts.isRefusedByKlarna : facts.own[route] !== null && facts.hasLink
  );
}

/** How long until there is room for one more, given when the earlier ones were asked for; 0: there is. */
export function waitForRoom(askedAts: number[], most: { messages: number; withinMs: number }, now: number): number {
  const recent = askedAts.filter((at) => at > now - most.withinMs).sort((a, b) => b - a);
  const oldest = recent[most.messages - 1];
  return oldest === undefined ? 0 : oldest + most.withinMs - now;
}

/** How the shop's provider of text messages wants to be asked: src/sms/forms.ts. */
export const SMS_FORMS = ["json", "twilio", "46elks"] as const;
export type SmsForm = (typeof SMS_FORMS)[number];
