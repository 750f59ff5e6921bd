import type { RequestKind } from "../../src/simulator/simulator.ts";
import type { KillAt } from "./kill-at.ts";
import type { Plan } from "./sale.ts";

/** A step of a payment's life (faults.md, part 1): what commits its intent, what is asked, what commits its outcome. */
export type LifeStep = {
  id: string;
  name: string;
  plan: Partial<Plan>;
  /** The deed before which the till is made ready to die; what looks the same earlier is not meant. */
  from: string;
  /** A pattern of what the transaction says. */
  intent: string;
  asks?: { kind: RequestKind; request: string; outcome: string };
};

const PAGE = "/hpp/v1/sessions";
const ORDER = "/ordermanagement/v1/orders/[^/]+";

/** P13 (a receipt) moves no money: its row only says that it was printed. */
export const LIFE_STEPS: readonly LifeStep[] = [
  { id: "P1", name: "the sale and its lines", plan: {}, from: "ring up", intent: 'insert into "sale"' },
  { id: "P1", name: "its customer", plan: {}, from: "add customer", intent: 'insert into "customer"' },
  {
    id: "P2",
    name: "the payment session",
    plan: {},
    from: "start",
    intent: 'insert into "payment"',
    asks: {
      kind: "createPaymentSession",
      request: "POST /payments/v1/sessions$",
      outcome: 'update "payment" set "paymentSessionId"',
    },
  },
  {
    id: "P3",
    name: "the hosted page",
    plan: {},
    from: "start",
    intent: '"callbackTokenHash" = ',
    asks: { kind: "createHostedSession", request: `POST ${PAGE}$`, outcome: '"hostedSessionId" = ' },
  },
  {
    id: "P4",
    name: "sending the link",
    plan: { channel: "sms" },
    from: "send",
    intent: 'insert into "sending"',
    asks: {
      kind: "distribute",
      request: `POST ${PAGE}/[^/]+/distribution$`,
      outcome: 'update "sending" set "state" = \\+\\?, "answerCode"',
    },
  },
  { id: "P4", name: "the link is about to go", plan: {}, from: "send", intent: 'update "sending" set "triedAt"' },
  { id: "P4", name: "showing the QR code", plan: { channel: "qr" }, from: "send", intent: 'insert into "sending"' },
  {
    id: "P5",
    name: "reading the page",
    plan: {},
    from: "customer opens",
    intent: 'set "leaseOwner" .*"klarnaAccountId"',
    asks: { kind: "readHostedSession", request: `GET ${PAGE}/`, outcome: '"klarnaUpdatedAt" = ' },
  },
  {
    id: "P6",
    name: "seeing that the customer finished",
    plan: { partInCash: true },
    from: "customer pays",
    intent: '"completionSeenAt" = ',
  },
  {
    id: "P7",
    name: "reading the order",
    plan: {},
    from: "customer pays",
    intent: '"completionSeenAt" = ',
    asks: { kind: "readOrder", request: `GET ${ORDER}$`, outcome: '"orderId" = ' },
  },
  { id: "P8", name: "saving the payment", plan: {}, from: "save", intent: 'insert into "tender"' },
  { id: "P8", name: "completing the sale", plan: {}, from: "complete", intent: 'insert into "journal"' },
  {
    id: "P9",
    name: "capturing",
    plan: { partInCash: true },
    from: "complete",
    intent: 'update "wish" set "state" = \\+\\?, "firstSentAt"',
    asks: { kind: "capture", request: `POST ${ORDER}/captures$`, outcome: 'insert into "capture"' },
  },
  {
    id: "P9",
    name: "capturing as goods are handed over",
    plan: { end: "picked up" },
    from: "hand over",
    intent: 'insert into "handOver" ',
    asks: { kind: "capture", request: `POST ${ORDER}/captures$`, outcome: 'insert into "capture"' },
  },
  {
    id: "P10",
    name: "cancelling",
    plan: { end: "cancelled" },
    from: "cancel",
    intent: 'insert into "wish"',
    asks: { kind: "disableHostedSession", request: `DELETE ${PAGE}/`, outcome: 'update "wish" set "answerCode"' },
  },
  {
    id: "P10",
    name: "seeing that the link is closed",
    plan: { end: "cancelled" },
    from: "cancel",
    intent: '"firstSentAt" = ',
    asks: { kind: "readHostedSession", request: `GET ${PAGE}/`, outcome: '"klarnaUpdatedAt" = ' },
  },
  {
    id: "P11",
    name: "giving the money back",
    plan: { end: "given back" },
    from: "give back",
    intent: 'insert into "wish"',
    asks: {
      kind: "cancelOrder",
      request: `POST ${ORDER}/cancel$`,
      outcome: 'update "wish" set "state" = \\+\\?, "answeredAt"',
    },
  },
  {
    id: "P11",
    name: "letting the rest go",
    plan: { end: "not taken" },
    from: "let go",
    intent: 'insert into "wish"',
    asks: {
      kind: "releaseRemaining",
      request: `POST ${ORDER}/release-remaining-authorization$`,
      outcome: 'update "wish" set "state" = \\+\\?, "answeredAt"',
    },
  },
  {
    id: "P12",
    name: "refunding what came back",
    plan: { end: "returned", partInCash: true },
    from: "return",
    intent: 'insert into "saleReturn"',
    asks: { kind: "refund", request: `POST ${ORDER}/refunds$`, outcome: 'insert into "refund"' },
  },
];

/** How the till comes to die at a point: by itself at that moment, or while Klarna keeps it waiting. */
export type Death = { by: "itself"; at: KillAt } | { by: "hand"; kind: RequestKind; isApplied: boolean };

/** k0 before the intent is kept, k1 after it, k2 asked in vain, k3 done and not heard, k4 heard and not kept, k5 kept. */
export function pointsOf({ intent, asks }: LifeStep): [string, Death][] {
  const itself = (moment: KillAt["moment"], about: string): Death => ({ by: "itself", at: { moment, about } });
  if (!asks) return [["k0", itself("committing", intent)], ["k5", itself("committed", intent)]];
  const { kind, request, outcome } = asks;
  return [
    ["k0", itself("committing", intent)],
    ["k1", itself("asking", request)],
    ["k2", { by: "hand", kind, isApplied: false }],
    ["k3", { by: "hand", kind, isApplied: true }],
    ["k4", itself("answered", request)],
    ["k5", itself("committed", outcome)],
  ];
}
