import type { Shape } from "./facts-fields.ts";
import {
  authorization,
  capture,
  captureRead,
  customerDetails,
  dueDate,
  dueDateOptions,
  orderRead,
  references,
  refund,
  refundRead,
  shipping,
} from "./facts-orders.ts";
import {
  distribution,
  hostedSession,
  hostedSessionCreated,
  hostedSessionRead,
  orderPlaced,
  paymentSession,
  paymentSessionCreated,
  paymentSessionRead,
  placeOrder,
} from "./facts-sessions.ts";

/** One operation of Klarna's as klarna.md has it; `tag` says how sure the document is. */
export type Fact = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  tag: "S" | "D" | "X";
  success: readonly number[];
  /** The codes of each status; null where only the status is documented. */
  errors: Readonly<Record<number, readonly string[] | null>>;
  /** Null: it has no body. */
  sends: Shape | null;
  answers: Shape | "list of captures" | null;
  /** What its answer says in its head. */
  heads?: readonly string[];
  /** Whether it takes an idempotency key. */
  keyed?: true;
};

/** §1.5, §1.6 [D]: what any call may be answered, whatever it asks. */
const ANY_CALL = {
  401: ["UNAUTHORIZED"],
  403: ["MERCHANT_INACTIVE"],
  429: ["TOO_MANY_REQUESTS"],
  500: ["INTERNAL_SERVER_ERROR", "UNEXPECTED_ERROR"],
  502: ["TEMPORARILY_UNAVAILABLE"],
  503: ["TEMPORARILY_UNAVAILABLE"],
  504: ["TEMPORARILY_UNAVAILABLE"],
};

/** §1.5 [D] */
const BAD_BODY = { 400: ["BAD_REQUEST", "BAD_VALUE"] };
const KP_FORBIDDEN = { 403: ["INVALID_OPERATION", "MERCHANT_INACTIVE", "REJECTED"] };

/** §1.5 [D]; that a bad body is a BAD_VALUE here too is assumed [X], the table only names 422 for it. */
const MANAGED = {
  ...ANY_CALL,
  400: ["INVALID_ORDER_ID", "NOT_FOUND", ...BAD_BODY[400]],
  404: ["NO_SUCH_ORDER"],
  409: ["CONFLICT"],
  413: ["REQUEST_TOO_LARGE"],
  422: ["UNPROCESSABLE_ENTITY", "INVALID_ADDRESS"],
};

const ORDER = "/ordermanagement/v1/orders/:id";
const KP = "/payments/v1";
const HPP = "/hpp/v1/sessions";

/** A write of order management: 204 and no body, and one code of its own for what the order's state forbids (§4 [S]). */
function managed(method: "POST" | "PATCH", path: string, forbidden: string, sends: Shape | null = null): Fact {
  const errors = { ...MANAGED, 403: [forbidden] };
  return { method, path: ORDER + path, tag: "S", success: [204], errors, sends, answers: null, keyed: true };
}

/** A look of order management (§4 [S]). */
function looked(path: string, answers: Fact["answers"], ...missing: string[]): Fact {
  const errors = { ...MANAGED, 404: ["NO_SUCH_ORDER", ...missing] };
  return { method: "GET", path: ORDER + path, tag: "S", success: [200], errors, sends: null, answers };
}

/** Every operation that the till asks or the simulator answers. §2.1, §3.1 and §4. */
export const FACTS = {
  createPaymentSession: {
    method: "POST",
    path: `${KP}/sessions`,
    tag: "S",
    success: [200],
    errors: { ...ANY_CALL, ...BAD_BODY, ...KP_FORBIDDEN },
    sends: paymentSession,
    answers: paymentSessionCreated,
  },
  readPaymentSession: {
    method: "GET",
    path: `${KP}/sessions/:id`,
    tag: "S",
    success: [200],
    errors: { ...ANY_CALL, ...KP_FORBIDDEN, 404: ["NOT_FOUND"] },
    sends: null,
    answers: paymentSessionRead,
  },
  updatePaymentSession: {
    method: "POST",
    path: `${KP}/sessions/:id`,
    tag: "S",
    success: [204],
    errors: { ...ANY_CALL, ...BAD_BODY, ...KP_FORBIDDEN, 404: ["NOT_FOUND", "SESSION_COMPLETED"] },
    sends: paymentSession,
    answers: null,
  },
  placeOrder: {
    method: "POST",
    path: `${KP}/authorizations/:token/order`,
    tag: "S",
    success: [200],
    errors: { ...ANY_CALL, ...BAD_BODY, ...KP_FORBIDDEN, 404: ["NOT_FOUND"], 409: ["BAD_VALUE"] },
    sends: placeOrder,
    answers: orderPlaced,
  },
  dropAuthorization: {
    method: "DELETE",
    path: `${KP}/authorizations/:token`,
    tag: "S",
    success: [204],
    errors: { ...ANY_CALL, ...KP_FORBIDDEN, 404: ["NOT_FOUND"] },
    sends: null,
    answers: null,
  },
  createHostedSession: {
    method: "POST",
    path: HPP,
    tag: "S",
    success: [201],
    errors: { ...ANY_CALL, 400: null, 401: null, 403: null, 404: null },
    sends: hostedSession,
    answers: hostedSessionCreated,
  },
  readHostedSession: {
    method: "GET",
    path: `${HPP}/:id`,
    tag: "S",
    success: [200],
    errors: { ...ANY_CALL, 401: null, 403: null, 404: null },
    sends: null,
    answers: hostedSessionRead,
  },
  disableHostedSession: {
    method: "DELETE",
    path: `${HPP}/:id`,
    tag: "S",
    success: [204],
    errors: { ...ANY_CALL, 400: null, 401: null, 403: null, 404: null },
    sends: null,
    answers: null,
  },
  distribute: {
    method: "POST",
    path: `${HPP}/:id/distribution`,
    tag: "S",
    success: [200, 201, 204],
    errors: { ...ANY_CALL, 400: null, 401: null, 403: null, 404: null, 503: null },
    sends: distribution,
    answers: null,
  },
  readOrder: looked("", orderRead),
  readCaptures: looked("/captures", "list of captures"),
  readCapture: looked("/captures/:captureId", captureRead, "NO_SUCH_CAPTURE"),
  readRefund: looked("/refunds/:refundId", refundRead, "NOT_FOUND"),
  readDueDates: looked("/captures/:captureId/extend-due-date-options", dueDateOptions, "NO_SUCH_CAPTURE"),
  capture: {
    ...managed("POST", "/captures", "CAPTURE_NOT_ALLOWED", capture),
    success: [201],
    heads: ["capture-id", "location"],
  },
  refund: {
    ...managed("POST", "/refunds", "REFUND_NOT_ALLOWED", refund),
    success: [201],
    errors: { ...MANAGED, 403: ["REFUND_NOT_ALLOWED"], 404: ["NOT_FOUND"] },
    heads: ["refund-id", "location"],
  },
  cancelOrder: managed("POST", "/cancel", "CANCEL_NOT_ALLOWED"),
  releaseRemaining: managed("POST", "/release-remaining-authorization", "NOT_ALLOWED"),
  extendAuthorization: managed("POST", "/extend-authorization-time", "NOT_ALLOWED"),
  updateReferences: managed("PATCH", "/merchant-references", "NOT_ALLOWED", references),
  updateAuthorization: managed("PATCH", "/authorization", "NOT_ALLOWED", authorization),
  acknowledgeOrder: managed("POST", "/acknowledge", "NOT_ALLOWED"),
  addShipping: managed("POST", "/shipping-info", "NOT_ALLOWED", shipping),
  addCaptureShipping: withCapture(managed("POST", "/captures/:captureId/shipping-info", "NOT_ALLOWED", shipping)),
  updateCustomer: managed("PATCH", "/customer-details", "NOT_ALLOWED", customerDetails),
  sendOut: withCapture(managed("POST", "/captures/:captureId/trigger-send-out", "NOT_ALLOWED")),
  extendDueDate: withCapture(managed("PATCH", "/captures/:captureId/extend-due-date", "NOT_ALLOWED", dueDate)),
} as const satisfies Record<string, Fact>;

export type FactName = keyof typeof FACTS;

function withCapture(fact: Fact): Fact {
  return { ...fact, errors: { ...fact.errors, 404: ["NO_SUCH_ORDER", "NO_SUCH_CAPTURE"] } };
}
