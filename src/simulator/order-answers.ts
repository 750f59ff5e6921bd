import { formatInstant } from "./clock.ts";
import { findCaptured, findRefunded, findRemaining } from "./orders.ts";
import { findLocale } from "./payment-sessions.ts";
import type { Order } from "./records.ts";
import type { World } from "./world.ts";

/** An order as GET shows it (klarna.md 4). */
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
    original_order_amount: order.originalAmount ?? order.amount,
    captured_amount: captured,
    refunded_amount: findRefunded(order),
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
    order_lines: order.orderLines ?? session.order_lines,
    billing_address: order.person.address,
    shipping_address: session.shipping_address ?? order.person.address,
    customer: { date_of_birth: order.person.dateOfBirth },
    initial_payment_method: describePlan(order.planId),
    captures: order.captures.map((capture) => describeCapture(order, capture)),
    refunds: order.refunds.map(describeRefund),
    shipping_info: order.shipping,
  };
}

export function describeCapture(order: Order, capture: Order["captures"][number]) {
  return {
    capture_id: capture.captureId,
    klarna_reference: capture.klarnaReference,
    captured_amount: capture.amount,
    captured_at: formatInstant(capture.capturedAt),
    refunded_amount: capture.refunded,
    description: capture.description,
    reference: capture.reference,
    order_lines: capture.orderLines ?? [],
    billing_address: order.person.address,
    shipping_address: order.session.shipping_address ?? order.person.address,
    shipping_info: capture.shipping,
  };
}

export function describeRefund(refund: Order["refunds"][number]) {
  return {
    refund_id: refund.refundId,
    refunded_amount: refund.amount,
    refunded_at: formatInstant(refund.refundedAt),
    description: refund.description,
    reference: refund.reference,
    order_lines: refund.orderLines ?? [],
  };
}

const paymentMethods: Record<string, { type: string; description: string; number_of_installments?: number }> = {
  now: { type: "BANK_TRANSFER", description: "Pay now" },
  p30: { type: "INVOICE", description: "Pay in 30 days" },
  p3: { type: "PAY_LATER_IN_PARTS", description: "Pay in 3", number_of_installments: 3 },
  p4: { type: "PAY_IN_X", description: "Pay in 4", number_of_installments: 4 },
  fin: { type: "FIXED_SUM_CREDIT", description: "Financing", number_of_installments: 6 },
};

function describePlan(planId: string) {
  return paymentMethods[planId];
}
