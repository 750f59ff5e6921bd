import type { FieldProblem, Problem } from "../../src/domain/problem.ts";
import type { SaleDeed } from "../../src/domain/sale.ts";
import type { Frame, PaymentView, SaleView, SendingView } from "../data.ts";
import type { WindowShow } from "../payment/shows.ts";
import type { FaceName } from "../payment/face.ts";

import { makePayment, makeSending, MINUTE, NOW, SECOND } from "./people-and-things.ts";

/** A payment in one state, the face it must wear, and which view of its window is open. */
export type PaymentState = {
  name: string;
  face: FaceName;
  payment: PaymentView;
  show?: WindowShow;
  /** What is special about its sale. */
  sale?: Partial<SaleView>;
  /** What is wrong with the record that is being changed. */
  problems?: Record<string, FieldProblem>;
  /** What was probably meant in it. */
  suggestions?: Record<string, string>;
  /** Why the last press was not done. */
  problem?: Problem;
  /** Who looks at it, when not a cashier. */
  frame?: Partial<Frame>;
  hasScreen?: boolean;
  /** What can be done with its finished sale. */
  saleDeeds?: readonly SaleDeed[];
  /** The sale of the new goods while it is being exchanged. */
  exchangingInto?: string;
};

export const DAY = 24 * 60 * MINUTE;
const opened = { status: "in_progress" as const, at: NOW - 30 * SECOND };
const born = makePayment().events;
export const sent = { sendings: [makeSending()] };
export const onPhone = { ...sent, status: "in_progress" as const, events: [...born, opened] };
export const approved = {
  ...onPhone,
  status: "authorized" as const,
  klarnaReference: "KL-7F3Q-29DM",
  events: [...born, opened, { status: "authorized" as const, at: NOW - 3 * SECOND }],
};
export const silent = {
  failedChecks: 6,
  failureCode: "timeout",
  checkedAt: NOW - 72 * SECOND,
  createdAt: NOW - 143 * SECOND,
  limitAt: NOW - 143 * SECOND + 15 * MINUTE,
  nextCheckAt: NOW + 5 * SECOND,
};
export const notYetAtKlarna = {
  status: "created" as const,
  linkUrl: null,
  checkedAt: null,
  events: born.slice(0, 1),
};

export const state = (
  name: string,
  face: FaceName,
  changes: Partial<PaymentView>,
  show: WindowShow = "auto",
  rest: Pick<
    PaymentState,
    "sale" | "problems" | "suggestions" | "problem" | "frame" | "hasScreen" | "saleDeeds" | "exchangingInto"
  > = {},
): PaymentState => ({
  name,
  face,
  payment: makePayment(changes),
  show,
  ...rest,
});
export const elsewhere = {
  registerName: "Workshop",
  registerNumber: 1,
  staffName: "Ben",
  startedBy: "stf_ben",
  startedByName: "Ben",
};
export const FINISHED = { sale: { status: "completed", completedAt: NOW - MINUTE } } satisfies Partial<PaymentState>;
export const OTHER_NAME = { field: "name", klarnas: "N. Karim-Holt", ours: "Sam Karim", isTakeable: true } as const;
export const OTHER_PHONE = { field: "phone", klarnas: "07700 900456", ours: "", isTakeable: true } as const;
export const OTHER_ADDRESS = {
  field: "address",
  klarnas: "2 High Street, NN13 7DS, Brackley",
  ours: "14 Mill Lane, NN13 0ZZ, Brackley",
  isTakeable: true,
} as const;
export const NO_PHONE = { field: "phone", klarnas: "07700 90", ours: "07700 900456", isTakeable: false } as const;
export const HALF_ADDRESS = { ...OTHER_ADDRESS, klarnas: "2 High Street, Dublin, Ireland", isTakeable: false };
export const HALF_NAME = { ...OTHER_NAME, klarnas: "Karim-Holt", isTakeable: false };
export const NO_EMAIL = {
  field: "email",
  klarnas: "sam at example",
  ours: "s.karim@example.com",
  isTakeable: false,
} as const;
export const bens = { startedBy: "stf_ben", startedByName: "Ben" };

/** Links go by other routes, too. */
export const bothRoutes = { routes: { sms: ["klarna", "own_sms"], email: ["klarna", "own_mail"] } } satisfies Partial<
  PaymentView
>;
export const refusedTexts = {
  routes: { sms: ["own_sms"], email: ["klarna", "own_mail"] },
  refusedChannels: [{ channel: "sms", refusedAt: NOW - 2 * DAY, againAt: NOW + 5 * DAY }],
} satisfies Partial<PaymentView>;
export const noTexts = { ...refusedTexts, routes: { sms: [], email: ["own_mail"] } } satisfies Partial<PaymentView>;
export const noRoute = {
  routes: { sms: [], email: [] },
  refusedChannels: [
    ...refusedTexts.refusedChannels,
    { channel: "email", refusedAt: NOW - DAY, againAt: NOW + 6 * DAY },
  ],
} satisfies Partial<PaymentView>;
export const asMona = {
  operator: { staffId: "stf_mona", name: "Mona", role: "manager", registerName: "Front till", registerNumber: 2 },
} satisfies Partial<Frame>;
export const refusedText = (changes: Partial<SendingView>) =>
  makeSending({ state: "refused", answerCode: "400", ...changes });
export const ourEmail = { channel: "email", via: "own_mail", maskedAddress: "s•••@example.com" } as const;
