import type { LinkRoute, MessageChannel } from "../../src/domain/link-routes.ts";
import type { PaymentView, SendingView } from "../data.ts";

/** A way to send the link as a message: there is an address for it, and somebody who carries it. */
export type Way = { channel: MessageChannel; via: LinkRoute; address: string };

/** What a form says of it: the best route needs no name, one of our own has one. */
export function wayValue({ channel, via }: Pick<Way, "channel" | "via">): string {
  return via === "klarna" ? channel : via;
}

/** Every channel with an address, by its best route; the best channel first. */
export function waysTo(payment: PaymentView): Way[] {
  return waysBy(payment, (routes) => routes[0]);
}

/** The same without the routes that this payment's message was refused on or waits for: there trying again does not help. */
export function waysLeft(payment: PaymentView): Way[] {
  return waysBy(payment, (routes, channel) => routes.find((via) => !isSpent(payment.sendings, channel, via)));
}

/** The customer can be reached, whoever carries the message. */
export function hasContact({ customer }: PaymentView): boolean {
  return Boolean(customer?.phone || customer?.email);
}

function waysBy(
  { customer, routes }: PaymentView,
  choose: (routes: LinkRoute[], channel: MessageChannel) => LinkRoute | undefined,
): Way[] {
  const addresses = [
    ["sms", customer?.phone && (customer.phoneText ?? customer.phone)],
    ["email", customer?.email],
  ] as const;
  return addresses.flatMap(([channel, address]) => {
    const via = address ? choose(routes[channel], channel) : undefined;
    return address && via ? [{ channel, via, address }] : [];
  });
}

/** Only the newest try tells, and only of the address it was for: the record may have been corrected since. */
function isSpent(sendings: SendingView[], channel: MessageChannel, via: LinkRoute): boolean {
  const newest = sendings.find((sending) => sending.channel === channel && sending.via === via);
  return newest?.state === "asked" || newest?.state === "refused" && newest.isToThisAddress;
}
