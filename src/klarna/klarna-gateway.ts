import { withAccountRefusal } from "./account-refusal.ts";
import { createKlarnaClient, type KlarnaClient, type KlarnaClientOptions } from "./client.ts";
import type { HostedSessionSnapshot, KlarnaGateway } from "./gateway.ts";
import { withLinkRefusal } from "./link-refusal.ts";
import {
  toDistributionBody,
  toHostedSession,
  toHostedSessionBody,
  toHostedSessionSnapshot,
  toPaymentSessionBody,
} from "./mapping.ts";
import { type OrderCalls, orderCalls } from "./order-calls.ts";
import { accepted, gone, isSameId, pathSegment } from "./paths.ts";
import {
  hostedSessionSchema,
  type HostedSessionSnapshotAnswer,
  hostedSessionSnapshotSchema,
  paymentSessionSchema,
  readIfAsked,
} from "./schemas.ts";

/**
 * The gateway that talks to Klarna: Payments v1, Hosted Payment Page v1 and Order Management v1.
 * All gateways of a merchant share its rate limits, `buckets`.
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

type PaymentSessionCalls = Pick<KlarnaGateway, "createPaymentSession" | "updatePaymentSession">;
type HostedSessionCalls = Omit<KlarnaGateway, keyof PaymentSessionCalls | keyof OrderCalls>;

/** klarna.md §2.1 [S]: create answers 200 with a body, update 204 without. */
function paymentSessionCalls(client: KlarnaClient): PaymentSessionCalls {
  return {
    async createPaymentSession(purchase) {
      return await opening(client.ask({
        operation: "createPaymentSession",
        method: "POST",
        path: "/payments/v1/sessions",
        bucket: "creates",
        body: toPaymentSessionBody(purchase),
        answer: { body: paymentSessionSchema.transform((answer) => ({ paymentSessionId: answer.session_id })) },
      }));
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
function hostedSessionCalls(client: KlarnaClient): HostedSessionCalls {
  return {
    async createHostedSession(request) {
      const paymentSessionUrl = client.baseUrl + paymentSessionPath(request.paymentSessionId);
      return await opening(client.ask({
        operation: "createHostedSession",
        method: "POST",
        path: "/hpp/v1/sessions",
        bucket: "creates",
        body: toHostedSessionBody(request, paymentSessionUrl),
        answer: { body: hostedSessionSchema.transform(toHostedSession) },
      }));
    },
    async readHostedSession(hostedSessionId) {
      const isAsked = ({ session_id: id }: HostedSessionSnapshotAnswer) => id === null || isSameId(id, hostedSessionId);
      return await client.ask<HostedSessionSnapshot | { state: "gone" }>({
        operation: "readHostedSession",
        method: "GET",
        path: hostedSessionPath(hostedSessionId),
        bucket: "others",
        answer: { body: readIfAsked(hostedSessionSnapshotSchema, isAsked, toHostedSessionSnapshot) },
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
      const sending = client.ask({
        operation: "sendLink",
        method: "POST",
        path: `${hostedSessionPath(hostedSessionId)}/distribution`,
        bucket: "others",
        body: toDistributionBody(destination),
        answer: accepted,
      });
      return await sending.catch((error: unknown) => Promise.reject(withLinkRefusal(error)));
    },
  };
}

function opening<T>(call: Promise<T>): Promise<T> {
  return call.catch((error: unknown) => Promise.reject(withAccountRefusal(error)));
}

function paymentSessionPath(paymentSessionId: string): string {
  return `/payments/v1/sessions/${pathSegment(paymentSessionId)}`;
}

function hostedSessionPath(hostedSessionId: string): string {
  return `/hpp/v1/sessions/${pathSegment(hostedSessionId)}`;
}
