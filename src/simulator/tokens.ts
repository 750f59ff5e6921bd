import { z } from "zod";
import { minuteMs } from "./clock.ts";
import { notFound, Refusal } from "./errors.ts";
import { type PaymentSessionBody, paymentSessionSchema } from "./fields.ts";
import { placeOrder } from "./orders.ts";
import { getPaymentSession } from "./payment-sessions.ts";
import type { HostedSession, Order } from "./records.ts";
import { checkBody } from "./validation.ts";
import type { World } from "./world.ts";

const placeOrderSchema = paymentSessionSchema.extend({ auto_capture: z.boolean().optional() });

/**
 * Places the order a token stands for. 404 for a token that is unknown or older than 60 minutes [D]; 409 when the body is
 * not what was authorised [D]. The same token gives the same order again [I].
 */
export function placeByToken(world: World, token: string, sent: unknown) {
  const session = getAuthorization(world, token);
  const payment = getPaymentSession(world, session.paymentSessionId);
  const body = checkBody(sent, placeOrderSchema);
  if (purchaseIn(body) !== purchaseIn(payment.body)) {
    throw new Refusal(409, "BAD_VALUE", ["The order is not what was authorised"]);
  }
  const placed = payment.orderId === undefined ? undefined : world.book.orders.find(payment.orderId);
  return describePlaced(world, placed ?? placeFor(world, session));
}

/** Gives an authorization back that became no order: the token is worth nothing from then on. */
export function dropAuthorization(world: World, token: string): void {
  const session = getAuthorization(world, token);
  if (getPaymentSession(world, session.paymentSessionId).orderId !== undefined) throw notFound("It became an order");
  world.book.hostedSessions.save({ ...session, authorizationToken: undefined });
}

const tokenMs = 60 * minuteMs;

function getAuthorization(world: World, token: string): HostedSession {
  const session = world.book.hostedSessions.all().find((each) => each.authorizationToken === token);
  if (!session || world.clock.now() >= session.updatedAt + tokenMs) throw notFound("No such authorization");
  return session;
}

function purchaseIn(body: PaymentSessionBody): string {
  const { purchase_country, purchase_currency, order_amount, order_tax_amount, order_lines } = body;
  return JSON.stringify([purchase_country, purchase_currency, order_amount, order_tax_amount, order_lines]);
}

function placeFor(world: World, session: HostedSession): Order {
  const { person, planId } = session.visit;
  if (!person || !planId) throw notFound("No such authorization");
  return placeOrder(world, getPaymentSession(world, session.paymentSessionId), person, planId);
}

function describePlaced(world: World, order: Order) {
  return {
    order_id: order.orderId,
    redirect_url: world.url("/phone"),
    fraud_status: order.fraudStatus,
    authorized_payment_method: { type: placedAs[order.planId] ?? "invoice" },
  };
}

// Placing an order names the ways to pay in other words than order management does [S].
const placedAs: Record<string, string> = {
  now: "direct_bank_transfer",
  p30: "invoice",
  p3: "slice_it_by_card",
  p4: "slice_it_by_card",
  fin: "fixed_sum_credit",
};
