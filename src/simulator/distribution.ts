import { badRequest, badValue, Refusal } from "./errors.ts";
import type { DistributionBody } from "./fields.ts";
import { formatLink, getHostedSession } from "./hosted-sessions.ts";
import { formatMoney } from "./money.ts";
import { findLocale, getPaymentSession } from "./payment-sessions.ts";
import { readEmail, readPhone } from "./people.ts";
import type { HostedSession } from "./records.ts";
import type { World } from "./world.ts";

/**
 * Sends the customer a message with the link; each call sends another. 400 on a bad contact, on sms where it is switched
 * off, and on a session that is over; 503 while switched unavailable.
 */
export function distribute(world: World, sessionId: string, body: DistributionBody): void {
  const switches = world.book.switches.read();
  const session = getHostedSession(world, sessionId);
  if (switches.distributionUnavailable) throw new Refusal(503, "TEMPORARILY_UNAVAILABLE", ["Try again"]);
  if (finished.has(session.status)) throw badRequest(`Session is ${session.status}`);
  if (body.method === "sms" && !switches.smsEnabled) throw badValue("method");
  const contact = readRecipient(body);
  world.book.hostedSessions.save({ ...session, distributionContact: contact });
  if (!switches.messagesArrive) return;
  const payment = getPaymentSession(world, session.paymentSessionId);
  const amount = formatMoney(payment.body.order_amount, payment.body.purchase_currency, findLocale(payment.body));
  world.book.messages.add({
    messageId: world.ids.uuid(),
    contact,
    method: body.method,
    sessionId,
    sender: "Klarna",
    text: `Pay ${amount} at ${findShopName(world, session)}. Open your link to choose how.`,
    link: formatLink(world, session),
    sentAt: world.clock.now(),
  });
}

/** The shop as the customer sees it. */
export function findShopName(world: World, session: HostedSession): string {
  return session.options?.page_title ?? world.account.shopName;
}

const finished = new Set(["DISABLED", "COMPLETED", "CANCELLED"]);

function readRecipient(body: DistributionBody): string {
  const { email, phone, phone_country: phoneCountry, access_id: accessId } = body.contact_information;
  if (body.method === "token") {
    if (!accessId || !/^(klarna:.+|\d{6}|\d{12})$/.test(accessId)) throw badValue("contact_information.access_id");
    return accessId;
  }
  if (body.method === "email") {
    const contact = readEmail(email ?? "");
    if (!contact) throw badValue("contact_information.email");
    return contact.value;
  }
  if (!phoneCountry) throw badValue("contact_information.phone_country");
  const contact = readPhone(phone ?? "", phoneCountry);
  if (!contact) throw badValue("contact_information.phone");
  return contact.value;
}
