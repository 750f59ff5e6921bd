import { z } from "zod";

/** One word for each API request, for counting, faults and limits. */
export const requestKinds = [
  "createPaymentSession",
  "updatePaymentSession",
  "readPaymentSession",
  "placeOrder",
  "dropAuthorization",
  "createHostedSession",
  "readHostedSession",
  "disableHostedSession",
  "distribute",
  "readOrder",
  "acknowledgeOrder",
  "updateAuthorization",
  "updateReferences",
  "extendAuthorization",
  "readCaptures",
  "capture",
  "sendOut",
  "readDueDates",
  "extendDueDate",
  "addShipping",
  "updateCustomer",
  "refund",
  "readRefund",
  "releaseRemaining",
  "cancelOrder",
] as const;

export const requestKindSchema = z.enum(requestKinds);
export type RequestKind = z.infer<typeof requestKindSchema>;

/** How a true answer can be spoiled on its way: the work is done, and what arrives is broken. */
export const garblings = [
  "truncated",
  "html",
  "empty",
  "wrongTypes",
  "nullStatus",
  "unknownStatus",
  "numbersAsText",
  "huge",
  "wrongContentType",
  "cut",
  "drip",
] as const;
export type Garbling = typeof garblings[number];

/** How an answer can be well formed and wrong: the work is done, and what arrives is about something else. */
export const lies = ["otherSession", "otherOrder", "otherReference", "otherAmount", "otherCurrency", "older"] as const;
export type Lie = typeof lies[number];

/**
 * What goes wrong with the next `times` requests of a kind.
 *
 * Instead of an answer: `status` answers that code (a 429 with `resetSeconds` in its headers); `badValue` refuses with
 * 400 for that field; `redirectTo` sends elsewhere; `drop` gives no answer; `unreachable` is a connection that never
 * came about; `hang` keeps silent until the other side gives up. With `applied` the work is done first, so that only its
 * answer is lost.
 *
 * With an answer: `garble` and `lie` spoil it; `thenExpire` lets what was asked for run out right after it, and
 * `thenHuman` lets somebody act on the order in Klarna's portal.
 *
 * Besides any: `delayMs` waits in real time first, `skewMs` sets Klarna's clock off from then on.
 */
export const faultSchema = z.strictObject({
  /** The name it is counted under, e.g. K5. */
  id: z.string().optional(),
  kind: z.union([requestKindSchema, z.literal("any")]),
  times: z.int().min(1).default(1),
  applied: z.boolean().default(false),
  status: z.int().min(400).max(599).optional(),
  errorCode: z.string().optional(),
  resetSeconds: z.int().min(0).optional(),
  badValue: z.string().optional(),
  redirectTo: z.string().optional(),
  drop: z.boolean().default(false),
  unreachable: z.boolean().default(false),
  hang: z.boolean().default(false),
  garble: z.enum(garblings).optional(),
  lie: z.enum(lies).optional(),
  thenExpire: z.boolean().default(false),
  thenHuman: z.enum(["capture", "refund", "cancel", "release"]).optional(),
  delayMs: z.int().min(1).max(600_000).optional(),
  skewMs: z.int().optional(),
});
export type Fault = z.infer<typeof faultSchema>;
export type FaultRequest = z.input<typeof faultSchema>;

/** How a callback can come in a form Klarna never gives it; `flood` is the right form, two hundred times. */
export const callbackForms = ["right", "wrongMethod", "wrongType", "huge", "flood"] as const;
export type CallbackForm = typeof callbackForms[number];

const twoDaysMs = 48 * 3_600_000;

/** How the simulator behaves where Klarna's behaviour is a choice, unknown, or a thing that goes wrong. */
export const switchesSchema = z.strictObject({
  smsEnabled: z.boolean().default(true),
  distributionStatus: z.union([z.literal(200), z.literal(201), z.literal(204)]).default(201),
  distributionUnavailable: z.boolean().default(false),
  messagesArrive: z.boolean().default(true),
  hppErrorBodies: z.enum(["full", "empty"]).default("full"),
  errorMessages: z.enum(["list", "single"]).default("list"),
  customerLink: z.boolean().default(true),
  callbacks: z.enum(["send", "drop", "duplicate", "hold"]).default("send"),
  callbackCopies: z.int().min(1).max(20).default(1),
  callbackDelayMs: z.int().min(0).max(twoDaysMs).default(0),
  callbackBodies: z.enum(["full", "empty", "unknownStatus", "timeout", "forged", "garbage"]).default("full"),
  callbackForm: z.enum(callbackForms).default("right"),
  callbackBeforeAnswer: z.boolean().default(false),
  callbackAddress: z.enum(["right", "wrongToken", "otherSession"]).default("right"),
  fraudStatus: z.enum(["ACCEPTED", "PENDING"]).default("ACCEPTED"),
  statusAfterRelease: z.enum(["CLOSED", "CAPTURED"]).default("CLOSED"),
  orderEchoCase: z.enum(["lower", "upper"]).default("lower"),
  onlyInStore: z.boolean().default(true),
});
export type Switches = z.infer<typeof switchesSchema>;
