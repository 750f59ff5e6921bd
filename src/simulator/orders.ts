import { findManagedFaults } from "./basket-rules.ts";
import { throwReview } from "./chaos.ts";
import { dayMs } from "./clock.ts";
import { badRequest, badValue, notFound, Refusal } from "./errors.ts";
import type { z } from "zod";
import type { captureSchema, ManagedLine } from "./fields.ts";
import { readReview } from "./people.ts";
import type { Order, PaymentSession, Person } from "./records.ts";
import type { World } from "./world.ts";

/** An authorization holds for 28 days unless the account agreed on more [D]. */
export const authorizationDays = 28;

/** Places the order of a payment session: authorized for 28 days, to midnight UTC [D]. */
export function placeOrder(world: World, payment: PaymentSession, person: Person, planId: string): Order {
  const createdAt = world.clock.now();
  const review = findReview(world, payment, person);
  const order: Order = {
    orderId: world.ids.uuid(),
    klarnaReference: world.ids.klarnaReference(),
    paymentSessionId: payment.paymentSessionId,
    session: payment.body,
    status: "AUTHORIZED",
    fraudStatus: review ? "PENDING" : world.book.switches.read().fraudStatus,
    review: review && { endsAt: createdAt + review.afterMs, decision: review.decision },
    amount: payment.body.order_amount,
    captures: [],
    refunds: [],
    shipping: [],
    createdAt,
    expiresAt: Math.floor(createdAt / dayMs) * dayMs + authorizationDays * dayMs,
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
  return letExpire(world, endReview(world, order));
}

/** Takes money. 400 BAD_VALUE for lines that do not add up, 403 CAPTURE_NOT_ALLOWED for more than remains, in any other state, or while risk is undecided. */
export function captureOrder(world: World, orderId: string, body: z.infer<typeof captureSchema>): string {
  const order = getOrder(world, orderId);
  checkLines(order, body.order_lines, "captured_amount", body.captured_amount);
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
      refunded: 0,
      extraDays: 0,
      shipping: body.shipping_info ?? [],
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
  return decide(world, order, decision);
}

// What was never captured in time is gone: the order expires, or closes when some of it was taken [X].
function letExpire(world: World, order: Order): Order {
  if (!isOpen(order) || world.clock.now() < order.expiresAt) return order;
  const over: Order = { ...order, status: order.captures.length === 0 ? "EXPIRED" : "CLOSED" };
  world.book.orders.save(over);
  return over;
}

function endReview(world: World, order: Order): Order {
  if (!order.review || order.fraudStatus !== "PENDING" || world.clock.now() < order.review.endsAt) return order;
  return decide(world, order, order.review.decision);
}

function decide(world: World, order: Order, decision: "ACCEPTED" | "REJECTED"): Order {
  const status = decision === "REJECTED" ? "CANCELLED" : order.status;
  const decided: Order = { ...order, fraudStatus: decision, status };
  world.book.orders.save(decided);
  return decided;
}

/** A review that ends by itself: for a test address that asks for one, or by chance. */
function findReview(world: World, { body }: PaymentSession, { address }: Person): ReturnType<typeof throwReview> {
  const asked = readReview(address.email ?? "", body.purchase_country);
  if (asked) return asked;
  const review = throwReview(world.book.chaos);
  if (review) world.book.countFault("K17");
  return review;
}

/** Refuses lines that do not add up, or not to the amount, or whose tax is not theirs. */
export function checkLines({ session }: Order, lines: ManagedLine[] = [], field: string, amount: number): void {
  const faults = findManagedFaults(lines, { field, amount, country: session.purchase_country });
  if (faults.length > 0) throw badValue(...faults);
}

export function isOpen(order: Order): boolean {
  return order.status === "AUTHORIZED" || order.status === "PART_CAPTURED";
}

export function findCaptured(order: Order): number {
  return order.captures.reduce((total, capture) => total + capture.amount, 0);
}

export function findRefunded(order: Order): number {
  return order.refunds.reduce((total, refund) => total + refund.amount, 0);
}

export function findRemaining(order: Order): number {
  return isOpen(order) ? order.amount - findCaptured(order) : 0;
}

export function forbidden(code: string, message: string): Refusal {
  return new Refusal(403, code, [message]);
}
