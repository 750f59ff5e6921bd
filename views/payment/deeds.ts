import { canExtend, isUndecided } from "../../src/domain/payment.ts";
import { isAtLeast } from "../../src/domain/staff.ts";
import { SHOWS_DIFFERENCES } from "./differences.tsx";
import type { FaceName } from "./face.ts";
import { canStartAgain } from "./other-tenders.tsx";
import {
  canCancel,
  canPayAnotherWay,
  canSave,
  canSettle,
  canUndo,
  isElsewhere,
  isLeaving,
  isNearLimit,
  type WindowView,
} from "./parts.tsx";
import { canExtendApproval, canResendMessages } from "./after-sale.tsx";
import { isChoosingHowToSend } from "./send.tsx";
import type { WindowShow } from "./shows.ts";

/** What can be done about a payment, by the noun of its form in the window, and which view of the window asks for it. */
const SHOWN_BY = {
  takeover: "takeover",
  reminder: "auto",
  sendings: "send",
  "klarna-channel": "send",
  customer: "contact",
  extension: "auto",
  "id-check": "auto",
  check: "auto",
  "approval-extension": "auto",
  "message-resends": "auto",
  saving: "auto",
  decision: "auto",
  record: "auto",
  cancellation: "cancel",
  release: "undo",
  settlement: "settle",
  parking: "leave",
  payments: "auto",
} as const satisfies Record<string, WindowShow>;

export type PaymentDeed = keyof typeof SHOWN_BY;

/** Where in the window a deed is done. */
export function deedHref({ payment }: WindowView, deed: PaymentDeed): string {
  const show = SHOWN_BY[deed];
  return show === "auto" ? `/payments/${payment.id}` : `/payments/${payment.id}?show=${show}`;
}

/** Everything that the window lets this person do about the payment as it is now, and nothing else: by the window's own rules. */
export function deedsOf(view: WindowView): PaymentDeed[] {
  if (isElsewhere(view)) return ["takeover"];
  const { payment, face, frame, sale } = view;
  const isSending = isChoosingHowToSend({ ...view, show: "send" });
  const isManager = frame.operator !== null && isAtLeast(frame.operator.role, "manager");
  const allowed: Partial<Record<PaymentDeed, boolean>> = {
    reminder: face.name === "reminder",
    sendings: isSending,
    "klarna-channel": isSending && payment.refusedChannels.length > 0 && isManager,
    customer: isUndecided(payment.status) && payment.customer !== null,
    extension: isNearLimit(view) && canCancel(view) && canExtend(payment),
    "id-check": face.name === "id_check" && payment.idCheckAnswer === null,
    check: CHECKED.includes(face.name),
    "approval-extension": canExtendApproval(view),
    "message-resends": canResendMessages(view),
    saving: canSave(view),
    decision: face.name === "race" || face.name === "paid_late",
    record: SHOWS_DIFFERENCES.includes(face.name) && payment.compared !== null &&
      payment.differences.some(({ isTakeable }) => isTakeable),
    cancellation: canCancel(view),
    release: canUndo(view),
    settlement: canSettle(view),
    parking: isLeaving({ ...view, show: "leave" }) || (face.name === "in_review" && sale.status === "open"),
    payments: canPayAnotherWay(view) && canStartAgain(view),
  };
  return DEEDS.filter((deed) => allowed[deed]);
}

const DEEDS = Object.keys(SHOWN_BY).filter((deed): deed is PaymentDeed => Object.hasOwn(SHOWN_BY, deed));
const CHECKED: readonly FaceName[] = ["unsure", "start_away", "attention", "in_review"];
