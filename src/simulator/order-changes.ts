import type { z } from "zod";
import { dayMs } from "./clock.ts";
import { notFound, Refusal } from "./errors.ts";
import type {
  authorizationSchema,
  customerDetailsSchema,
  referencesSchema,
  refundSchema,
  ShippingInfo,
} from "./fields.ts";
import {
  authorizationDays,
  checkLines,
  findCaptured,
  findRefunded,
  findRemaining,
  forbidden,
  getOrder,
  isOpen,
} from "./orders.ts";
import type { Order } from "./records.ts";
import type { World } from "./world.ts";

/**
 * Gives captured money back. 400 BAD_VALUE for lines that do not add up, 403 REFUND_NOT_ALLOWED without a capture or for more than was captured and not refunded yet;
 * 404 NOT_FOUND for an unknown order [S]. What an order's captures were refunded is told oldest first [X].
 */
export function refundOrder(world: World, orderId: string, body: z.infer<typeof refundSchema>): string {
  const order = getRefundable(world, orderId);
  checkLines(order, body.order_lines, "refunded_amount", body.refunded_amount);
  const left = findCaptured(order) - findRefunded(order);
  if (order.captures.length === 0) throw forbidden("REFUND_NOT_ALLOWED", "Nothing was captured");
  if (body.refunded_amount > left) throw forbidden("REFUND_NOT_ALLOWED", `Only ${left} can be refunded`);
  const refundId = world.ids.uuid();
  world.book.orders.save({
    ...order,
    captures: spreadRefund(order.captures, body.refunded_amount),
    refunds: [...order.refunds, {
      refundId,
      amount: body.refunded_amount,
      refundedAt: world.clock.now(),
      description: body.description,
      reference: body.reference,
      orderLines: body.order_lines,
    }],
  });
  return refundId;
}

/** Gives back what is left after a capture. 403 NOT_ALLOWED before the first one, or once nothing is open [S]. */
export function releaseRemaining(world: World, orderId: string): void {
  const order = getOrder(world, orderId);
  if (order.captures.length === 0) throw forbidden("NOT_ALLOWED", "Nothing was captured: cancel instead");
  if (!isOpen(order)) throw forbidden("NOT_ALLOWED", `Order is ${order.status}`);
  world.book.orders.save({ ...order, status: world.book.switches.read().statusAfterRelease });
}

/**
 * Adds the account's period, counted from today, but not beyond 180 days of the order's beginning. 403 NOT_ALLOWED
 * once the authorization is over, and where the customer paid at once or by long financing in the US [D].
 */
export function extendAuthorization(world: World, orderId: string): void {
  const order = getOrder(world, orderId);
  const isLongInTheStates = order.planId === "fin" && order.session.purchase_country.toUpperCase() === "US";
  const lastAt = order.createdAt + 180 * dayMs;
  if (!isOpen(order)) throw forbidden("NOT_ALLOWED", `Order is ${order.status}`);
  if (order.planId === "now" || isLongInTheStates) throw forbidden("NOT_ALLOWED", "Not for this way to pay");
  if (order.expiresAt >= lastAt) throw forbidden("NOT_ALLOWED", "180 days are the most");
  const today = Math.floor(world.clock.now() / dayMs) * dayMs;
  const expiresAt = Math.max(order.expiresAt, Math.min(today + authorizationDays * dayMs, lastAt));
  world.book.orders.save({ ...order, expiresAt });
}

/** Changes what the shop calls the order. 403 NOT_ALLOWED once cancelled [S]. What is not sent stays. */
export function updateReferences(world: World, orderId: string, body: z.infer<typeof referencesSchema>): void {
  const order = getOrder(world, orderId);
  if (order.status === "CANCELLED") throw forbidden("NOT_ALLOWED", "Order is CANCELLED");
  const { session } = order;
  world.book.orders.save({
    ...order,
    session: {
      ...session,
      merchant_reference1: body.merchant_reference1 || session.merchant_reference1,
      merchant_reference2: body.merchant_reference2 || session.merchant_reference2,
    },
  });
}

/**
 * Changes the authorized amount. Less is always possible down to what was captured; more needs a new credit check, which
 * only works for some ways to pay [D]: here for paying later. Lines that are not sent are deleted [D].
 */
export function updateAuthorization(world: World, orderId: string, body: z.infer<typeof authorizationSchema>): void {
  const order = getOrder(world, orderId);
  checkLines(order, body.order_lines, "order_amount", body.order_amount);
  if (!isOpen(order) || order.fraudStatus !== "ACCEPTED") throw forbidden("NOT_ALLOWED", `Order is ${order.status}`);
  if (body.order_amount < findCaptured(order)) throw forbidden("NOT_ALLOWED", "More was already captured");
  if (body.order_amount > order.amount && order.planId !== "p30") throw forbidden("NOT_ALLOWED", "Not approved");
  const changed = { ...order, amount: body.order_amount, orderLines: body.order_lines ?? [] };
  const status = findRemaining(changed) === 0 ? "CAPTURED" : order.status;
  world.book.orders.save({ ...changed, status, originalAmount: order.originalAmount ?? order.amount });
}

/** Says the shop has it: heritage of Klarna's checkout; a capture implies it [D]. */
export function acknowledgeOrder(world: World, orderId: string): void {
  const order = getOrder(world, orderId);
  if (order.status === "CANCELLED") throw forbidden("NOT_ALLOWED", "Order is CANCELLED");
  world.book.orders.save({ ...order, acknowledgedAt: world.clock.now() });
}

/** Sends Klarna's messages about a capture once more. 403 NOT_ALLOWED when all of it was refunded [X]. */
export function sendOut(world: World, orderId: string, captureId: string): void {
  const order = getOrder(world, orderId);
  const capture = findCapture(order, captureId);
  if (capture.refunded === capture.amount) throw forbidden("NOT_ALLOWED", "All of it was refunded");
  const { email, phone } = order.person.address;
  world.book.messages.add({
    messageId: world.ids.uuid(),
    contact: email ?? phone ?? "",
    method: email === undefined ? "sms" : "email",
    sessionId: order.paymentSessionId,
    sender: "Klarna",
    text: `Your purchase ${capture.klarnaReference} at ${world.account.shopName}.`,
    link: world.url("/phone"),
    sentAt: world.clock.now(),
  });
}

/** Says how goods were sent: for the order, or for one capture of it. */
export function addShipping(world: World, orderId: string, shipping: ShippingInfo, captureId?: string): void {
  const order = getOrder(world, orderId);
  if (captureId === undefined) {
    world.book.orders.save({ ...order, shipping: [...order.shipping, ...shipping] });
    return;
  }
  const capture = findCapture(order, captureId);
  const changed = { ...capture, shipping: [...capture.shipping, ...shipping] };
  const captures = order.captures.map((each) => each === capture ? changed : each);
  world.book.orders.save({ ...order, captures });
}

/** Changes where goods go. 403 NOT_ALLOWED once nothing is open [X]. */
export function updateCustomer(world: World, orderId: string, body: z.infer<typeof customerDetailsSchema>): void {
  const order = getOrder(world, orderId);
  if (!isOpen(order)) throw forbidden("NOT_ALLOWED", `Order is ${order.status}`);
  world.book.orders.save({ ...order, session: { ...order.session, ...body } });
}

/** How far a customer's due date may be moved, and what that costs: made up. */
export function listDueDates(world: World, orderId: string, captureId: string) {
  const order = getOrder(world, orderId);
  findCapture(order, captureId);
  const options = [14, 30].map((days) => ({ number_of_days: days, amount: 0 }));
  return { currency: order.session.purchase_currency.toUpperCase(), options };
}

export function extendDueDate(world: World, orderId: string, captureId: string, days: number): void {
  const order = getOrder(world, orderId);
  const capture = findCapture(order, captureId);
  const isOffered = listDueDates(world, orderId, captureId).options.some((option) => option.number_of_days === days);
  if (capture.extraDays > 0 || !isOffered) throw forbidden("NOT_ALLOWED", "This was not offered");
  const captures = order.captures.map((each) => each.captureId === captureId ? { ...each, extraDays: days } : each);
  world.book.orders.save({ ...order, captures });
}

/** 404 NO_SUCH_CAPTURE when the order has none of this id. */
export function findCapture(order: Order, captureId: string): Order["captures"][number] {
  const capture = order.captures.find((each) => each.captureId === captureId);
  if (!capture) throw notFound("No such capture", "NO_SUCH_CAPTURE");
  return capture;
}

// Only a refund calls an unknown order NOT_FOUND [S].
function getRefundable(world: World, orderId: string): Order {
  try {
    return getOrder(world, orderId);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw notFound("No such order");
    throw error;
  }
}

function spreadRefund(captures: Order["captures"], amount: number): Order["captures"] {
  let left = amount;
  return captures.map((capture) => {
    const part = Math.min(left, capture.amount - capture.refunded);
    left -= part;
    return { ...capture, refunded: capture.refunded + part };
  });
}
