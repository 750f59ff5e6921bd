import { throwEarlyCall } from "./chaos.ts";
import { formatInstant, hourMs } from "./clock.ts";
import { badRequest, badValue, notFound } from "./errors.ts";
import type { HostedSessionBody } from "./fields.ts";
import { getPaymentSession } from "./payment-sessions.ts";
import type { HostedSession, HostedStatus } from "./records.ts";
import type { World } from "./world.ts";

/** Opens a hosted page for a payment session; it ends one hour before that session does [D]. 404 when that is unknown. */
export function createHostedSession(world: World, body: HostedSessionBody): HostedSession {
  if (body.options?.payment_method_category !== undefined && body.options.payment_method_categories !== undefined) {
    throw badValue("options.payment_method_category", "options.payment_method_categories");
  }
  const prefix = world.url("/payments/v1/sessions/");
  if (!body.payment_session_url.startsWith(prefix)) throw badValue("payment_session_url");
  const payment = getPaymentSession(world, body.payment_session_url.slice(prefix.length));
  if (payment.orderId !== undefined) throw notFound("Payment session is completed");
  const createdAt = world.clock.now();
  const expiresAt = payment.expiresAt - hourMs;
  if (expiresAt <= createdAt) throw notFound("Payment session is about to expire");
  const session: HostedSession = {
    sessionId: world.ids.uuid(),
    shortCode: world.ids.shortCode(),
    paymentSessionId: payment.paymentSessionId,
    status: "WAITING",
    createdAt,
    updatedAt: createdAt,
    expiresAt,
    merchantUrls: body.merchant_urls,
    options: body.options,
    visit: { step: "login" },
  };
  world.book.hostedSessions.add(session);
  return session;
}

/** Calls the shop about a page whose making is not answered yet: on request, or by chance. */
export async function callEarly(world: World, session: HostedSession): Promise<void> {
  const isByChance = throwEarlyCall(world.book.chaos);
  if (isByChance) world.book.countFault("C9");
  if (!isByChance && !world.book.switches.read().callbackBeforeAnswer) return;
  await world.callbacks.announceAtOnce(session, describeHostedSession(session));
}

/** Finds a hosted session; 404 when it is unknown or its time is over: there is no EXPIRED status [S]. */
export function getHostedSession(world: World, sessionId: string): HostedSession {
  const session = world.book.hostedSessions.find(sessionId);
  if (!session || hasExpired(world, session)) throw notFound("No such HPP session");
  return session;
}

export function hasExpired(world: World, session: HostedSession): boolean {
  return session.expiresAt <= world.clock.now();
}

/** Disables a session for good. 400 once it is paid [S]. A second call, or one after the customer's cancel, changes nothing. */
export function disableHostedSession(world: World, sessionId: string): void {
  const session = getHostedSession(world, sessionId);
  if (session.status === "COMPLETED") throw badRequest("Session is already completed");
  if (session.status === "DISABLED" || session.status === "CANCELLED") return;
  changeStatus(world, session, "DISABLED");
}

/** Moves a session along Klarna's edges (klarna.md 3.6), keeps what came with the move, and announces it if Klarna would. */
export function changeStatus(
  world: World,
  session: HostedSession,
  status: HostedStatus,
  changes: Partial<HostedSession> = {},
): HostedSession {
  if (!nextStatuses[session.status].includes(status)) throw badRequest(`Cannot go from ${session.status} to ${status}`);
  const moved = { ...session, ...changes, status, updatedAt: world.clock.now() };
  world.book.hostedSessions.save(moved);
  if (announced.has(status)) world.callbacks.announce(moved, describeHostedSession(moved));
  return moved;
}

export function describeCreatedHosted(world: World, session: HostedSession) {
  const sessionUrl = world.url(`/hpp/v1/sessions/${session.sessionId}`);
  return {
    session_id: session.sessionId,
    session_url: sessionUrl,
    // The spec calls it e-commerce only in one place [S]: a shop may have to do without.
    redirect_url: world.book.switches.read().customerLink ? formatLink(world, session) : undefined,
    qr_code_url: world.url(`/qr/${session.shortCode}.svg`),
    distribution_url: `${sessionUrl}/distribution`,
    expires_at: formatInstant(session.expiresAt),
    manual_identification_check_url: `${sessionUrl}/manual-id-check`,
    distribution_module: {
      token: `simulator.${session.sessionId}`,
      standalone_url: world.url(`/distribution/${session.shortCode}`),
      generation_url: `${sessionUrl}/distribution-module`,
    },
  };
}

/** What GET says: no amount, no link and no contact ever come back [X]. */
export function describeHostedSession(session: HostedSession) {
  return {
    session_id: session.sessionId,
    status: session.status,
    updated_at: formatInstant(session.updatedAt),
    expires_at: formatInstant(session.expiresAt),
    authorization_token: session.authorizationToken,
    order_id: session.orderId,
    klarna_reference: session.klarnaReference,
    customer: session.customer,
    manual_identification: session.status === "MANUAL_ID_CHECK"
      ? { challenge: session.challenge, expires_at: formatInstant(session.expiresAt) }
      : undefined,
  };
}

/** The customer's link. */
export function formatLink(world: World, session: HostedSession): string {
  return world.url(`/hpp/payments/${session.shortCode}`);
}

const nextStatuses: Record<HostedStatus, HostedStatus[]> = {
  WAITING: ["IN_PROGRESS", "COMPLETED", "DISABLED"],
  IN_PROGRESS: ["MANUAL_ID_CHECK", "COMPLETED", "FAILED", "CANCELLED", "BACK", "ERROR", "DISABLED"],
  MANUAL_ID_CHECK: ["IN_PROGRESS", "COMPLETED", "DISABLED"],
  FAILED: ["IN_PROGRESS", "COMPLETED", "DISABLED"],
  BACK: ["IN_PROGRESS", "COMPLETED", "DISABLED"],
  ERROR: ["IN_PROGRESS", "COMPLETED", "DISABLED"],
  COMPLETED: [],
  CANCELLED: [],
  DISABLED: [],
};

// Customer-driven changes only [D]; whether DISABLED is ever announced is not documented.
const announced = new Set<HostedStatus>(["IN_PROGRESS", "COMPLETED", "FAILED", "BACK", "CANCELLED"]);
