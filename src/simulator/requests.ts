import { z } from "zod";

/** One word for each API request, for counting, faults and limits. */
export const requestKinds = [
  "createPaymentSession",
  "updatePaymentSession",
  "readPaymentSession",
  "createHostedSession",
  "readHostedSession",
  "disableHostedSession",
  "distribute",
  "readOrder",
  "readCaptures",
  "capture",
  "cancelOrder",
] as const;

export const requestKindSchema = z.enum(requestKinds);
export type RequestKind = z.infer<typeof requestKindSchema>;

/**
 * What goes wrong with the next `times` requests of a kind. `status` answers that code; `badValue` refuses with 400 for
 * that field; `drop` gives no answer. `applied` does the work first, so that only the answer is lost.
 */
export const faultSchema = z.strictObject({
  kind: z.union([requestKindSchema, z.literal("any")]),
  times: z.int().min(1).default(1),
  applied: z.boolean().default(false),
  status: z.int().min(400).max(599).optional(),
  errorCode: z.string().optional(),
  badValue: z.string().optional(),
  drop: z.boolean().default(false),
});
export type Fault = z.infer<typeof faultSchema>;
export type FaultRequest = z.input<typeof faultSchema>;

/** How the simulator behaves where Klarna's behaviour is a choice, unknown, or a thing that goes wrong. */
export const switchesSchema = z.strictObject({
  smsEnabled: z.boolean().default(true),
  distributionStatus: z.union([z.literal(200), z.literal(201), z.literal(204)]).default(201),
  distributionUnavailable: z.boolean().default(false),
  messagesArrive: z.boolean().default(true),
  hppErrorBodies: z.enum(["full", "empty"]).default("full"),
  callbacks: z.enum(["send", "drop", "duplicate", "hold"]).default("send"),
  callbackBodies: z.enum(["full", "empty"]).default("full"),
  fraudStatus: z.enum(["ACCEPTED", "PENDING"]).default("ACCEPTED"),
  orderEchoCase: z.enum(["lower", "upper"]).default("lower"),
  onlyInStore: z.boolean().default(true),
});
export type Switches = z.infer<typeof switchesSchema>;
