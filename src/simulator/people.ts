import { minuteMs } from "./clock.ts";
import { findMarket } from "./markets.ts";

/** How a customer is known: one e-mail address in lower case, or one phone number as + and digits. */
export type Contact = { kind: "email" | "phone"; value: string };

/**
 * Reads an e-mail address or a phone number as a person types it. A national number is completed with the country's
 * dial code, without the country's trunk prefix; Klarna's own AT and DE test numbers carry it even after the code [X].
 * Undefined when it is neither.
 */
export function readContact(text: string, country: string): Contact | undefined {
  return text.includes("@") ? readEmail(text) : readPhone(text, country);
}

export function readEmail(text: string): Contact | undefined {
  const value = text.trim().toLowerCase();
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value) && value.length <= 99 ? { kind: "email", value } : undefined;
}

export function readPhone(text: string, country: string): Contact | undefined {
  const market = findMarket(country);
  const compact = text.replace(/[\s()./-]/g, "").replace(/^00/, "+");
  if (!market || !/^\+?[0-9]+$/.test(compact)) return undefined;
  const prefix = `+${market.dialCode}`;
  if (compact.startsWith("+") && !compact.startsWith(prefix)) return undefined;
  const dialled = compact.startsWith("+") ? compact.slice(prefix.length) : compact;
  const { trunk = "" } = market;
  const national = dialled.startsWith(trunk) ? dialled.slice(trunk.length) : dialled;
  const value = prefix + national;
  return national.length >= 6 && value.length <= 16 ? { kind: "phone", value } : undefined;
}

/** Klarna's own test people who are always declined; in the US and Canada also those with a reason [D]. */
export function isDenied(contact: Contact, country: string): boolean {
  if (contact.kind === "phone") return deniedPhones.has(contact.value);
  const isRejected = ["US", "CA"].includes(country.toUpperCase()) && hasSuffix(contact, "reject_reason_[a-z_]+");
  return hasSuffix(contact, "denied") || isRejected;
}

/** A test address whom a pre-screening turns away: they are not shown the way to pay [D]. */
export function isScreenedOut(contact: Contact): boolean {
  return hasSuffix(contact, "red");
}

/** What a test address that is asked who they are has to do for it: whoever passes is approved, `+denied` or not [D],[X]. */
export function findCheck(contact: string): string | undefined {
  const [, kind] = /\+auth_([a-z_]+)(?:\+[^@]*)?@/.exec(contact) ?? [];
  return kind === undefined ? undefined : checks[kind] ?? "Show that it is you.";
}

const checks: Record<string, string> = {
  id_scan: "Scan your identity card.",
  bank_login: "Log in to your bank.",
  otp_email: "Enter the code from your e-mail.",
  otp_phone: "Enter the code from your text message.",
  cvv_entry: "Enter the security code of your card.",
};

/** A test address that is always treated as someone Klarna has never met [D]. */
export function isAlwaysNew(contact: Contact): boolean {
  return hasSuffix(contact, "new_user|require_signup");
}

function hasSuffix({ kind, value }: Contact, suffix: string): boolean {
  return kind === "email" && new RegExp(`\\+(${suffix})(\\+[^@]*)?@`).test(value);
}

/** A test address of the US or UK that asks for a review of so many minutes, and for how it ends [D]. */
export function readReview(
  email: string,
  country: string,
): { afterMs: number; decision: "ACCEPTED" | "REJECTED" } | undefined {
  const [, word, minutes] = /\+pend-(accept|reject)-(\d{1,4})(?:\+[^@]*)?@/.exec(email.toLowerCase()) ?? [];
  if (word === undefined || !["US", "GB"].includes(country.toUpperCase())) return undefined;
  return { afterMs: Number(minutes) * minuteMs, decision: word === "accept" ? "ACCEPTED" : "REJECTED" };
}

// AT and DE stand here without the trunk zero that Klarna prints, as readPhone reads them.
const deniedPhones = new Set([
  "+436762600745",
  "+61473763254",
  "+32485212123",
  "+15197308624",
  "+41758680001",
  "+420771623691",
  "+4917610927312",
  "+4552555348",
  "+34682425101",
  "+358401234568",
  "+33687984322",
  "+447355505530",
  "+306945553625",
  "+36705553575",
  "+353855351401",
  "+393312232389",
  "+525593747740",
  "+31632167678",
  "+4740123457",
  "+642993007712",
  "+48795223325",
  "+351915593837",
  "+40707127444",
  "+46701740620",
  "+421905123457",
  "+13106354386",
]);
