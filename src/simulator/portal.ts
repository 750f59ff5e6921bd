import { Refusal } from "./errors.ts";
import { cancelOrder, captureOrder, getOrder } from "./orders.ts";
import { refundOrder, releaseRemaining } from "./order-changes.ts";
import type { World } from "./world.ts";

export type PortalAct = "capture" | "refund" | "cancel" | "release";

/**
 * Somebody does this to an order in Klarna's portal, without the shop's knowledge or reference: the whole of what can be
 * captured or refunded unless an amount is given. What the portal would not offer is left undone; false says so.
 */
export function actInPortal(world: World, orderId: string, act: PortalAct, amountMinor?: number): boolean {
  const order = getOrder(world, orderId);
  const captured = order.captures.reduce((total, capture) => total + capture.amount, 0);
  const refunded = order.refunds.reduce((total, refund) => total + refund.amount, 0);
  const all = act === "capture" ? order.amount - captured : captured - refunded;
  const amount = amountMinor ?? all;
  if ((act === "capture" || act === "refund") && amount < 1) return false;
  const acts: Record<PortalAct, () => unknown> = {
    capture: () => captureOrder(world, orderId, { captured_amount: amount }),
    refund: () => refundOrder(world, orderId, { refunded_amount: amount }),
    cancel: () => cancelOrder(world, orderId),
    release: () => releaseRemaining(world, orderId),
  };
  try {
    world.book.atomically(acts[act]);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
