import { createKlarnaClient, type KlarnaClientOptions } from "./client.ts";
import { refusal } from "./failures.ts";
import type { HostedSessionSnapshot, KlarnaGateway, OrderSnapshot } from "./gateway.ts";
import {
  captureIdOf,
  toCaptureBody,
  toDistributionBody,
  toHostedSession,
  toHostedSessionBody,
  toHostedSessionSnapshot,
  toOrderSnapshot,
  toPaymentSessionBody,
} from "./mapping.ts";
import { hostedSessionSchema, hostedSessionSnapshotSchema, orderSchema, paymentSessionSchema } from "./schemas.ts";

/**
 * The gateway that talks to Klarna: Payments v1, Hosted Payment Page v1 and Order Management v1.
 * Make one per merchant and keep it: it holds the merchant's rate limits.
 * Throws TypeError at once for a base URL or credentials that cannot be sent.
 */
export function createKlarnaGateway(options: KlarnaClientOptions): KlarnaGateway {
  const client = createKlarnaClient(options);
  return {
    ...paymentSessionCalls(client),
    ...hostedSessionCalls(client),
    ...orderCalls(client),
  };
}

type Client = ReturnType<typeof createKlarnaClient>;
type PaymentSessionCalls = Pick<KlarnaGateway, "createPaymentSession" | "updatePaymentSession">;
type OrderCalls = Pick<KlarnaGateway, "readOrder" | "captureOrder" | "cancelOrder">;
type HostedSessionCalls = Omit<KlarnaGateway, keyof PaymentSessionCalls | keyof OrderCalls>;

/** klarna.md §2.1 [S]: create answers 200 with a body, update 204 without. */
function paymentSessionCalls(client: Client): PaymentSessionCalls {
  return {
    async createPaymentSession(purchase) {
      return await client.ask({
        operation: "createPaymentSession",
        method: "POST",
        path: "/payments/v1/sessions",
        bucket: "creates",
        body: toPaymentSessionBody(purchase),
        answer: { body: paymentSessionSchema.transform((answer) => ({ paymentSessionId: answer.session_id })) },
      });
    },
    async updatePaymentSession(paymentSessionId, purchase) {
      return await client.ask({
        operation: "updatePaymentSession",
        method: "POST",
        path: paymentSessionPath(paymentSessionId),
        bucket: "others",
        body: toPaymentSessionBody(purchase),
        answer: accepted,
      });
    },
  };
}

/** klarna.md §3.1 [S] */
function hostedSessionCalls(client: Client): HostedSessionCalls {
  return {
    async createHostedSession(request) {
      const paymentSessionUrl = client.baseUrl + paymentSessionPath(request.paymentSessionId);
      return await client.ask({
        operation: "createHostedSession",
        method: "POST",
        path: "/hpp/v1/sessions",
        bucket: "creates",
        body: toHostedSessionBody(request, paymentSessionUrl),
        answer: { body: hostedSessionSchema.transform(toHostedSession) },
      });
    },
    async readHostedSession(hostedSessionId) {
      return await client.ask<HostedSessionSnapshot | { state: "gone" }>({
        operation: "readHostedSession",
        method: "GET",
        path: hostedSessionPath(hostedSessionId),
        bucket: "others",
        answer: { body: hostedSessionSnapshotSchema.transform(toHostedSessionSnapshot) },
        outcomes: gone,
      });
    },
    async disableHostedSession(hostedSessionId) {
      return await client.ask<{ outcome: "disabled" | "too_late" | "gone" }>({
        operation: "disableHostedSession",
        method: "DELETE",
        path: hostedSessionPath(hostedSessionId),
        bucket: "others",
        answer: { head: () => ({ outcome: "disabled" }) },
        outcomes: new Map([[400, { outcome: "too_late" }], [404, { outcome: "gone" }]]),
      });
    },
    async sendLink(hostedSessionId, destination) {
      return await client.ask({
        operation: "sendLink",
        method: "POST",
        path: `${hostedSessionPath(hostedSessionId)}/distribution`,
        bucket: "others",
        body: toDistributionBody(destination),
        answer: accepted,
      });
    },
  };
}

/** klarna.md §4 [S]. Both writes carry an idempotency key, which Klarna keeps for 24 h (§1.4). */
function orderCalls(client: Client): OrderCalls {
  return {
    async readOrder(orderId) {
      return await client.ask<OrderSnapshot | { state: "gone" }>({
        operation: "readOrder",
        method: "GET",
        path: orderPath(orderId),
        bucket: "others",
        answer: { body: orderSchema.transform(toOrderSnapshot) },
        outcomes: gone,
      });
    },
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
    async cancelOrder(orderId, idempotencyKey) {
      return await client.ask({
        operation: "cancelOrder",
        method: "POST",
        path: `${orderPath(orderId)}/cancel`,
        bucket: "others",
        idempotencyKey,
        answer: accepted,
      });
    },
  };
}

/** Any 2xx is success (klarna.md §3.1 [S], §1.5 [D]); there is nothing to read. */
const accepted = { head: (): Record<never, never> => ({}) };

const gone: ReadonlyMap<number, { state: "gone" }> = new Map([[404, { state: "gone" }]]);

function paymentSessionPath(paymentSessionId: string): string {
  return `/payments/v1/sessions/${pathSegment(paymentSessionId)}`;
}

function hostedSessionPath(hostedSessionId: string): string {
  return `/hpp/v1/sessions/${pathSegment(hostedSessionId)}`;
}

function orderPath(orderId: string): string {
  return `/ordermanagement/v1/orders/${pathSegment(orderId)}`;
}

/** An id that would lead to another path than its own is no id. */
function pathSegment(id: string): string {
  if (id === "" || id === "." || id === ".." || id.length > 255) {
    throw refusal("id_unusable", "This is no id of Klarna's.");
  }
  return encodeURIComponent(id.toWellFormed());
}
