import type { Db } from "../../db/open.ts";
import type { KlarnaChannelRow, PaymentRow } from "../../db/schema.ts";
import { type LinkRoute, type MessageChannel, usableRoutes } from "../domain/link-routes.ts";
import { isAtLeast } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { forgetRefusedChannel, refusedChannels } from "../store/klarna-channels.ts";
import { requirePayment } from "./held-payment.ts";
import { type Action, once } from "./once.ts";

/** By which routes a message about this payment could go now, the best first; `refused`: the ways that Klarna refuses. */
export function openRoutes(
  shop: Shop,
  payment: PaymentRow,
  refused: readonly KlarnaChannelRow[],
): Record<MessageChannel, LinkRoute[]> {
  // Before Klarna has opened its page there may yet be a link; after that, none was given.
  const hasLink = payment.linkUrl !== null || payment.hostedSessionId === null;
  const of = (channel: MessageChannel) => {
    const isRefusedByKlarna = refused.some((row) => row.channel === channel);
    return usableRoutes(channel, { own: shop.ownRoutes, isRefusedByKlarna, hasLink });
  };
  return { sms: of("sms"), email: of("email") };
}

/** The route for a message: the wanted one, or the best. Throws no_route. */
export async function routeFor(
  db: Db,
  shop: Shop,
  payment: PaymentRow,
  wanted: { channel: MessageChannel; via?: LinkRoute | undefined },
): Promise<LinkRoute> {
  const refused = await refusedChannels(db, payment.klarnaAccountId, shop.clock.now());
  const routes = openRoutes(shop, payment, refused)[wanted.channel];
  const route = wanted.via === undefined ? routes[0] : routes.find((one) => one === wanted.via);
  if (route === undefined) throw new AppError({ kind: "no_route", channel: wanted.channel });
  return route;
}

/**
 * A manager wants Klarna to be asked again for a way that it refused, e.g. after writing to Klarna about it.
 * Throws not_allowed.
 */
export async function askForChannelAgain(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { paymentId: string; channel: MessageChannel },
): Promise<void> {
  if (!isAtLeast(by.role, "manager")) throw new AppError({ kind: "not_allowed" });
  await once(shop, action, async (tx) => {
    const { klarnaAccountId } = await requirePayment(tx, wanted.paymentId);
    await forgetRefusedChannel(tx, klarnaAccountId, wanted.channel);
    return { channel: wanted.channel };
  });
  shop.log.info("klarna_channel_reset", { channel: wanted.channel, staffId: by.staffId });
}
