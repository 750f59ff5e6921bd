import type { KlarnaClient } from "./client.ts";
import type { KlarnaGateway, OrderSnapshot } from "./gateway.ts";
import {
  captureIdOf,
  refundIdOf,
  toCaptureBody,
  toOrderSnapshot,
  toReferencesBody,
  toRefundBody,
} from "./order-mapping.ts";
import { accepted, gone, goneIfNotThere, isSameId, pathSegment } from "./paths.ts";
import { orderSchema, readIfAsked } from "./schemas.ts";

export type OrderCalls = Pick<
  KlarnaGateway,
  | "readOrder"
  | "captureOrder"
  | "cancelOrder"
  | "releaseRemainder"
  | "refundOrder"
  | "extendAuthorization"
  | "updateReferences"
  | "resendMessages"
>;

/** Order Management v1 (klarna.md §4 [S]). Every write carries an idempotency key, which Klarna keeps for 24 h (§1.4). */
export function orderCalls(client: KlarnaClient): OrderCalls {
  return { ...readCalls(client), ...moneyCalls(client), ...carefulCalls(client) };
}

function readCalls(client: KlarnaClient): Pick<OrderCalls, "readOrder"> {
  return {
    async readOrder(orderId) {
      const asked = client.ask<OrderSnapshot | { state: "gone" }>({
        operation: "readOrder",
        method: "GET",
        path: orderPath(orderId),
        bucket: "others",
        // Listed on this call alone (klarna.md §1.3 [S]).
        headers: { "klarna-integrator": "Tillside" },
        answer: { body: readIfAsked(orderSchema, (order) => isSameId(order.order_id, orderId), toOrderSnapshot) },
        outcomes: gone,
      });
      return await asked.catch(goneIfNotThere);
    },
  };
}

/** What takes money or gives it back. */
function moneyCalls(client: KlarnaClient): Pick<OrderCalls, "captureOrder" | "refundOrder"> {
  return {
    async captureOrder(orderId, capture) {
      return await client.ask({
        operation: "captureOrder",
        method: "POST",
        path: `${orderPath(orderId)}/captures`,
        bucket: "others",
        body: toCaptureBody(capture),
        idempotencyKey: capture.idempotencyKey,
        answer: { head: captureIdOf },
      });
    },
    async refundOrder(orderId, refund) {
      return await client.ask({
        operation: "refundOrder",
        method: "POST",
        path: `${orderPath(orderId)}/refunds`,
        bucket: "others",
        body: toRefundBody(refund),
        idempotencyKey: refund.idempotencyKey,
        answer: { head: refundIdOf },
      });
    },
  };
}

/** What is answered without anything to read: the hold on the money, the references, Klarna's messages. */
function carefulCalls(client: KlarnaClient): Omit<OrderCalls, "readOrder" | "captureOrder" | "refundOrder"> {
  const post = (operation: string, path: string, idempotencyKey: string) =>
    client.ask({ operation, method: "POST", path, bucket: "others", idempotencyKey, answer: accepted });
  return {
    async cancelOrder(orderId, key) {
      return await post("cancelOrder", `${orderPath(orderId)}/cancel`, key);
    },
    async releaseRemainder(orderId, key) {
      return await post("releaseRemainder", `${orderPath(orderId)}/release-remaining-authorization`, key);
    },
    async extendAuthorization(orderId, key) {
      return await post("extendAuthorization", `${orderPath(orderId)}/extend-authorization-time`, key);
    },
    async updateReferences(orderId, update) {
      return await client.ask({
        operation: "updateReferences",
        method: "PATCH",
        path: `${orderPath(orderId)}/merchant-references`,
        bucket: "others",
        body: toReferencesBody(update),
        idempotencyKey: update.idempotencyKey,
        answer: accepted,
      });
    },
    async resendMessages(orderId, captureId, key) {
      const path = `${orderPath(orderId)}/captures/${pathSegment(captureId)}/trigger-send-out`;
      return await post("resendMessages", path, key);
    },
  };
}

function orderPath(orderId: string): string {
  return `/ordermanagement/v1/orders/${pathSegment(orderId)}`;
}
