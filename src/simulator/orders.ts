import { dayMs, formatInstant } from "./clock.ts";
import { badRequest, notFound, Refusal } from "./errors.ts";
import type { z } from "zod";
import type { captureSchema } from "./fields.ts";
import { findLocale } from "./payment-sessions.ts";
import type { Order, PaymentSession, Person } from "./records.ts";
import type { World } from "./world.ts";

/** Places the order of a payment session: authorized for 28 days, to midnight UTC [D]. */
export function placeOrder(world: World, payment: PaymentSession, person: Person, planId: string): Order {
  const createdAt = world.clock.now();
  const order: Order = {
    orderId: world.ids.uuid(),
    klarnaReference: world.ids.klarnaReference(),
    paymentSessionId: payment.paymentSessionId,
    session: payment.body,
    status: "AUTHORIZED",
    fraudStatus: world.book.switches.read().fraudStatus,
    amount: payment.body.order_amount,
    captures: [],
    createdAt,
    expiresAt: Math.floor(createdAt / dayMs) * dayMs + 28 * dayMs,
    person,
    planId,
  };
  world.book.orders.add(order);
  world.book.paymentSessions.save({ ...payment, orderId: order.orderId });
  return order;
}

/** Finds an order as it is by now. 400 INVALID_ORDER_ID when the id is no UUID, 404 NO_SUCH_ORDER when unknown. */
export function getOrder(world: World, orderId: string): Order {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(orderId)) {
    throw new Refusal(400, "INVALID_ORDER_ID", ["Order id is not a UUID"]);
  }
  const order = world.book.orders.find(orderId);
  if (!order) throw notFound("No such order", "NO_SUCH_ORDER");
  return letExpire(world, order);
}

/** Takes money. 403 CAPTURE_NOT_ALLOWED for more than remains, in any other state, or while risk is undecided. */
export function captureOrder(world: World, orderId: string, body: z.infer<typeof captureSchema>): string {
  const order = getOrder(world, orderId);
  if (order.fraudStatus !== "ACCEPTED") throw forbidden("CAPTURE_NOT_ALLOWED", `Order is ${order.fraudStatus}`);
  if (!isOpen(order)) throw forbidden("CAPTURE_NOT_ALLOWED", `Order is ${order.status}`);
  const remaining = findRemaining(order);
  if (body.captured_amount > remaining) throw forbidden("CAPTURE_NOT_ALLOWED", `Only ${remaining} remains`);
  const captureId = world.ids.uuid();
  world.book.orders.save({
    ...order,
    status: body.captured_amount === remaining ? "CAPTURED" : "PART_CAPTURED",
    captures: [...order.captures, {
      captureId,
      klarnaReference: `${order.klarnaReference}-${order.captures.length + 1}`,
      amount: body.captured_amount,
      capturedAt: world.clock.now(),
      description: body.description,
      reference: body.reference,
      orderLines: body.order_lines,
    }],
  });
  return captureId;
}

/** Gives the authorization back. 403 CANCEL_NOT_ALLOWED once anything is captured or the order is over [S]. */
export function cancelOrder(world: World, orderId: string): void {
  const order = getOrder(world, orderId);
  if (order.status !== "AUTHORIZED") throw forbidden("CANCEL_NOT_ALLOWED", `Order is ${order.status}`);
  world.book.orders.save({ ...order, status: "CANCELLED" });
}

/** Ends the waiting of a PENDING order. A rejected one is over. */
export function decideFraud(world: World, orderId: string, decision: "ACCEPTED" | "REJECTED"): Order {
  const order = getOrder(world, orderId);
  if (order.fraudStatus !== "PENDING") throw badRequest(`Order is ${order.fraudStatus}`);
  const status = decision === "REJECTED" ? "CANCELLED" : order.status;
  const decided: Order = { ...order, fraudStatus: decision, status };
  world.book.orders.save(decided);
  return decided;
}

export function describeOrder(world: World, order: Order) {
  const lower = world.book.switches.read().orderEchoCase === "lower";
  const echo = (code: string) => lower ? code.toLowerCase() : code;
  const { session } = order;
  const captured = findCaptured(order);
  return {
    order_id: order.orderId,
    status: order.status,
    fraud_status: order.fraudStatus,
    order_amount: order.amount,
    original_order_amount: order.amount,
    captured_amount: captured,
    refunded_amount: 0,
    remaining_authorized_amount: findRemaining(order),
    purchase_currency: echo(session.purchase_currency.toUpperCase()),
    purchase_country: echo(session.purchase_country.toUpperCase()),
    locale: echo(findLocale(session)),
    klarna_reference: order.klarnaReference,
    merchant_reference1: session.merchant_reference1,
    merchant_reference2: session.merchant_reference2,
    merchant_data: session.merchant_data,
    created_at: formatInstant(order.createdAt),
    expires_at: formatInstant(order.expiresAt),
    order_lines: session.order_lines,
    billing_address: order.person.address,
    shipping_address: session.shipping_address ?? order.person.address,
    customer: { date_of_birth: order.person.dateOfBirth },
    initial_payment_method: describePlan(order.planId),
    captures: order.captures.map((capture) => describeCapture(order, capture)),
    refunds: [],
    shipping_info: [],
  };
}

export function describeCapture(order: Order, capture: Order["captures"][number]) {
  return {
    capture_id: capture.captureId,
    klarna_reference: capture.klarnaReference,
    captured_amount: capture.amount,
    captured_at: formatInstant(capture.capturedAt),
    refunded_amount: 0,
    description: capture.description,
    reference: capture.reference,
    order_lines: capture.orderLines ?? [],
    billing_address: order.person.address,
    shipping_address: order.session.shipping_address ?? order.person.address,
    shipping_info: [],
  };
}

// What was never captured in time is gone: the order expires, or closes when some of it was taken [X].
function letExpire(world: World, order: Order): Order {
  if (!isOpen(order) || world.clock.now() < order.expiresAt) return order;
  const over: Order = { ...order, status: order.captures.length === 0 ? "EXPIRED" : "CLOSED" };
  world.book.orders.save(over);
  return over;
}

function isOpen(order: Order): boolean {
  return order.status === "AUTHORIZED" || order.status === "PART_CAPTURED";
}

function findCaptured(order: Order): number {
  return order.captures.reduce((total, capture) => total + capture.amount, 0);
}

function findRemaining(order: Order): number {
  return isOpen(order) ? order.amount - findCaptured(order) : 0;
}

function forbidden(code: string, message: string): Refusal {
  return new Refusal(403, code, [message]);
}

const paymentMethods: Record<string, { type: string; description: string; number_of_installments?: number }> = {
  now: { type: "BANK_TRANSFER", description: "Pay now" },
  p30: { type: "INVOICE", description: "Pay in 30 days" },
  p3: { type: "PAY_LATER_IN_PARTS", description: "Pay in 3", number_of_installments: 3 },
  fin: { type: "FIXED_SUM_CREDIT", description: "Financing", number_of_installments: 6 },
};

function describePlan(planId: string) {
  return paymentMethods[planId];
}
