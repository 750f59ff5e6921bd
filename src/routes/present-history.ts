import type { CaptureRow, PaymentEventRow, PaymentRow, SendingRow, WishRow } from "../../db/schema.ts";
import type { TimelineEntry } from "../../views/payment/history-data.ts";
import { sumOfAmounts } from "../domain/money.ts";
import type { WishKind } from "../domain/payment.ts";
import type { Names, PaymentFacts } from "../store/payment-facts.ts";

/** Everything that happened to a payment, newest first: its events, what was asked of Klarna, and where the link went. */
export function timelineOf({ events, wishes, sendings, captures }: PaymentFacts, names: Names): TimelineEntry[] {
  const named = (staffId: string | null) => staffId === null ? null : names.staff.get(staffId) ?? null;
  const entries = [
    // That something was asked is told by the wish itself, and by its event only who agreed to it.
    ...events.filter(({ kind }) => !kind.endsWith("_asked")).map((event) => eventEntry(event, names)),
    ...wishes.flatMap((wish) => wishEntries(wish, captures, askersOf(wish, events, names))),
    ...sendings.map((sending) => sendingEntry(sending, named(sending.staffId))),
  ];
  // Of the same moment, what was written later stands above.
  return entries.reverse().sort((a, b) => b.at - a.at);
}

function eventEntry(event: PaymentEventRow, names: Names): TimelineEntry {
  const { at, kind, toStatus, cause, staffId, correlationId } = event;
  const detail = detailOf(event);
  const noted = { is: "noted" as const, kind, amountMinor: moneyIn(detail) };
  const happened = toStatus === null ? noted : { is: "status" as const, to: toStatus };
  const who = peopleOf([staffId, detail["approvedBy"]], names);
  return { at, happened, who, cause, correlationId, codes: codesIn(detail) };
}

function peopleOf(ids: readonly (string | number | null | undefined)[], { staff }: Names): string | null {
  const people = ids.flatMap((id) => staff.get(String(id)) ?? []);
  return people.length === 0 ? null : [...new Set(people)].join(", ");
}

/** Who asked for it, and who agreed. */
function askersOf(
  { kind, askedAt, staffId }: WishRow,
  events: readonly PaymentEventRow[],
  names: Names,
): string | null {
  const event = events.find((one) => one.kind === `${kind}_asked` && one.at === askedAt && one.staffId === staffId);
  return peopleOf([staffId, event && detailOf(event)["approvedBy"]], names);
}

type Detail = Record<string, string | number | null>;

function detailOf({ detail }: Pick<PaymentEventRow, "detail">): Detail {
  return detail === null ? {} : JSON.parse(detail);
}

/** How much money was noted: what Klarna gave back at our word, or was found to have given back. */
function moneyIn({ amountMinor, refundedMinor }: Detail): number | null {
  const noted = amountMinor ?? refundedMinor;
  return typeof noted === "number" ? noted : null;
}

/** People, places and money are told in words. */
const TOLD_IN_WORDS: readonly string[] = ["approvedBy", "registerId", "amountMinor", "refundedMinor"];

function codesIn(detail: Detail): string[] {
  return Object.entries(detail).filter(([key, value]) => value !== null && !TOLD_IN_WORDS.includes(key))
    .map(([key, value]) => `${key}: ${value}`);
}

/** What may be asked for in parts. */
const IN_PARTS: readonly WishKind[] = ["capture", "refund"];

function wishEntries(wish: WishRow, captures: readonly CaptureRow[], who: string | null): TimelineEntry[] {
  const { kind, state, askedAt, answeredAt, answerCode, correlationId } = wish;
  const cause = who === null ? "timeout" as const : "cashier" as const;
  const amountMinor = IN_PARTS.includes(kind) ? wish.amountMinor : null;
  const asked: TimelineEntry = {
    at: askedAt,
    happened: { is: "asked", wish: kind, amountMinor },
    who,
    cause,
    correlationId: null,
    codes: [],
  };
  if (answeredAt === null && answerCode === null) return [asked];
  const codes = answerCode === null ? [] : [`code: ${answerCode}`];
  // What was taken in Klarna's portal may answer a wish with another amount.
  const taken = captures.filter(({ wishId }) => wishId === wish.id);
  const answered = {
    is: "answered" as const,
    wish: kind,
    state,
    amountMinor: taken.length > 0 ? sumOfAmounts(taken) : amountMinor,
  };
  return [asked, { at: answeredAt ?? askedAt, happened: answered, who: null, cause: null, correlationId, codes }];
}

function sendingEntry(sending: SendingRow, who: string | null): TimelineEntry {
  const { channel, via, maskedAddress, state, answerCode, askedAt, correlationId } = sending;
  const happened = {
    is: "sending" as const,
    channel,
    via: via ?? "klarna",
    address: maskedAddress ?? "",
    state,
    answerCode,
  };
  const codes = answerCode === null ? [] : [`code: ${answerCode}`];
  return { at: askedAt, happened, who, cause: who === null ? null : "cashier", correlationId, codes };
}

/**
 * What whoever helps needs: ids, states, times, correlation ids and versions, in the words of the till's own records, and
 * nothing of the customer.
 */
export function supportText(payment: PaymentRow, facts: PaymentFacts, version: string): string {
  const at = (time: number | null) => time === null ? "-" : Temporal.Instant.fromEpochMilliseconds(time).toString();
  const line = (...parts: (string | number | null)[]) => parts.map((part) => part ?? "-").join(" ");
  return [
    line("tillside", version),
    line("payment", payment.id, payment.reference, payment.mode, "account", payment.klarnaAccountId),
    line("status", payment.status, "since", at(payment.statusAt), "amount", payment.amountMinor, payment.currency),
    line("order", payment.orderId, "klarna", payment.klarnaReference),
    line("sessions", payment.paymentSessionId, payment.hostedSessionId),
    line("checked", at(payment.checkedAt), "failed", payment.failedChecks, payment.failureCode),
    line("saved", at(payment.savedAt), "corrected", at(payment.correctedAt), "recovered", at(payment.recoveredAt)),
    ...facts.events.map((one) =>
      line(
        "event",
        at(one.at),
        one.kind,
        one.fromStatus,
        one.toStatus,
        one.cause,
        one.staffId,
        one.correlationId,
        one.detail,
      )
    ),
    ...facts.wishes.map((one) =>
      line(
        "wish",
        at(one.askedAt),
        one.kind,
        one.attempt,
        one.state,
        at(one.answeredAt),
        one.answerCode,
        one.correlationId,
      )
    ),
    ...facts.sendings.map((one) =>
      line("sending", at(one.askedAt), one.channel, one.via, one.state, one.answerCode, one.correlationId)
    ),
    ...facts.calls.map((one) => line("called", at(one.openedAt), one.kind, one.weThink, one.klarnaSays)),
  ].join("\n");
}
