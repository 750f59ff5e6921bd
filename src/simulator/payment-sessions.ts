import { findBasketFaults } from "./basket-rules.ts";
import { formatInstant, hourMs } from "./clock.ts";
import { badValue, notFound } from "./errors.ts";
import { type PaymentSessionBody, paymentSessionSchema } from "./fields.ts";
import { findMarket } from "./markets.ts";
import type { PaymentSession } from "./records.ts";
import { checkBody } from "./validation.ts";
import type { World } from "./world.ts";

/** Opens a payment session for 48 hours [D]; refuses with BAD_VALUE what breaks a rule. */
export function createPaymentSession(world: World, sent: unknown): PaymentSession {
  const body = checkSession(world, sent);
  const createdAt = world.clock.now();
  const session = { paymentSessionId: world.ids.uuid(), body, createdAt, expiresAt: createdAt + 48 * hourMs };
  world.book.paymentSessions.add(session);
  return session;
}

/** Lays what was sent over the session and checks the whole like a create [D]. */
export function updatePaymentSession(world: World, paymentSessionId: string, sent: unknown): void {
  const session = getPaymentSession(world, paymentSessionId);
  if (session.orderId !== undefined) throw notFound("Session is completed", "SESSION_COMPLETED");
  const merged = isRecord(sent) ? { ...session.body, ...sent } : sent;
  world.book.paymentSessions.save({ ...session, body: checkSession(world, merged) });
}

/** Finds a payment session; 404 NOT_FOUND when it is unknown or its 48 hours are over. */
export function getPaymentSession(world: World, paymentSessionId: string): PaymentSession {
  const session = world.book.paymentSessions.find(paymentSessionId);
  if (!session || session.expiresAt <= world.clock.now()) throw notFound("No such payment session");
  return session;
}

/** The answer to a create: it has no expires_at, that is only read with GET [S]. */
export function describeCreated(world: World, session: PaymentSession) {
  return {
    session_id: session.paymentSessionId,
    client_token: `simulator.${session.paymentSessionId}`,
    payment_method_categories: ["pay_later", "pay_over_time", "pay_now"].map((identifier) => ({
      identifier,
      name: categoryNames[identifier],
      asset_urls: { descriptive: world.url("/klarna.svg"), standard: world.url("/klarna.svg") },
    })),
  };
}

export function describePaymentSession(world: World, session: PaymentSession) {
  const { client_token, payment_method_categories } = describeCreated(world, session);
  return {
    ...session.body,
    client_token,
    payment_method_categories,
    expires_at: formatInstant(session.expiresAt),
    status: session.orderId === undefined ? "incomplete" : "complete",
  };
}

/** The country that rules a session: the billing address's when it names one, else the purchase country [S]. */
export function findCountry(body: PaymentSessionBody): string {
  return (body.billing_address?.country ?? body.purchase_country).toUpperCase();
}

/** The locale a session speaks: its own, else Klarna's default en-US [S]. A bare language takes the market's country. */
export function findLocale(body: PaymentSessionBody): string {
  const locale = body.locale ?? "en-US";
  if (locale.includes("-")) return locale;
  return findMarket(body.purchase_country)?.locales.find((known) => known.startsWith(locale.toLowerCase())) ?? locale;
}

const categoryNames: Record<string, string> = {
  pay_later: "Pay later",
  pay_over_time: "Pay over time",
  pay_now: "Pay now",
};

function checkSession(world: World, sent: unknown): PaymentSessionBody {
  const body = checkBody(sent, paymentSessionSchema);
  const faults = findBasketFaults(body);
  // This shop's agreement covers the in-store channel; the others only when a test opens them.
  if (world.book.switches.read().onlyInStore && body.acquiring_channel !== "IN_STORE") faults.push("acquiring_channel");
  if (faults.length > 0) throw badValue(...faults);
  return body;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
