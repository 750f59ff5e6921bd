import type { ReceiptBlock, ReceiptDoc, ReceiptRow } from "../../src/domain/receipt.ts";
import { TAX_FREE_CODE } from "../../src/domain/sale.ts";
import type { Frame } from "../data.ts";
import { formatAmount, formatChange, formatDate, formatMoney, formatPercent, formatTime } from "../format.ts";
import { floatDifference, type NamedPaymentView, type ShiftReportView } from "./data.ts";

const RULE: ReceiptBlock = { kind: "rule" };

/** An X or Z report in words: drawn as a receipt is, on a roll or a sheet. */
export function shiftDoc(frame: Frame, report: ShiftReportView): ReceiptDoc {
  const texts = frame.t.shift.report;
  const title = report.closed ? texts.z(report.closed.number) : texts.x;
  const mark: ReceiptBlock[] = report.isPractice ? [{ kind: "mark", text: frame.t.receipt.practice }] : [];
  return {
    language: frame.language,
    title,
    blocks: [
      ...mark,
      { kind: "heading", text: title },
      { kind: "text", text: headText(frame, report) },
      ...section(soldRows(frame, report)),
      ...section(taxRows(frame, report)),
      ...section(paidRows(frame, report)),
      ...section(cashRows(frame, report)),
      ...section(klarnaRows(frame, report)),
      ...section(paymentRows(frame, report)),
      ...mark,
    ],
  };
}

/** "23 November 2026, 14:06". */
export function whenText({ shop }: Frame, at: number): string {
  return `${formatDate(shop, at)}, ${formatTime(shop, at)}`;
}

/** Whose payment it is, in one line. */
export function paymentName(frame: Frame, { name, reference }: NamedPaymentView): string {
  return `${name ?? frame.t.shift.closing.nobody} · ${reference}`;
}

/** In which state a payment stands: what is approved is told apart from what was captured. */
export function stateText({ t }: Frame, status: NamedPaymentView["status"]): string {
  if (status === "authorized") return t.shift.report.authorized;
  return status === "captured" ? t.shift.report.captured : t.payment.statuses[status];
}

/** The same of one row of a payment, which may be what Klarna has not given back. */
export function paymentState(frame: Frame, { status, owesRefund }: NamedPaymentView): string {
  return owesRefund ? frame.t.shift.report.owesRefund : stateText(frame, status);
}

function headText(frame: Frame, { closed, ...report }: ShiftReportView): string {
  const texts = frame.t.shift.report;
  return [
    frame.shop.name,
    `${frame.t.frame.register(report.registerNumber)} · ${report.registerName}`,
    texts.openedBy(whenText(frame, report.openedAt), report.openedBy),
    closed ? texts.closedBy(whenText(frame, closed.at), closed.by) : texts.now(whenText(frame, frame.now)),
  ].join("\n");
}

function section(rows: ReceiptRow[]): ReceiptBlock[] {
  return rows.length === 0 ? [] : [RULE, { kind: "rows", rows }];
}

/** Where counting is blind, what was sold, less what was paid otherwise, would tell what is in the drawer; so would its tax. */
function soldRows(frame: Frame, report: ShiftReportView): ReceiptRow[] {
  const { figures: { sales, returns, voids, giftCards }, isBlind } = report;
  const texts = frame.t.shift.report;
  const totals: ReceiptRow[] = [
    { label: texts.total, amount: formatMoney(frame.shop, sales.totalMinor), isSum: true },
    { label: `${texts.returns}: ${returns.count}`, amount: formatAmount(frame.shop, 0 - returns.totalMinor) },
  ];
  return [
    { label: texts.sales, amount: String(sales.count) },
    ...(isBlind ? [] : totals),
    { label: texts.discounts, amount: formatAmount(frame.shop, 0 - sales.discountMinor) },
    { label: texts.giftCardsSold, amount: formatAmount(frame.shop, giftCards.soldMinor) },
    { label: texts.giftCardsRedeemed, amount: formatAmount(frame.shop, giftCards.redeemedMinor) },
    { label: `${texts.voids}: ${voids.count}`, amount: formatAmount(frame.shop, voids.amountMinor) },
  ];
}

function taxRows(frame: Frame, { figures, isBlind }: ShiftReportView): ReceiptRow[] {
  const texts = frame.t.shift.report;
  if (isBlind) return [];
  return figures.taxes.flatMap(({ taxCode, taxRateBasisPoints, netMinor, taxMinor }): ReceiptRow[] => {
    const rate = frame.t.receipt.taxRow(taxCode, formatPercent(frame.shop, taxRateBasisPoints));
    const label = taxCode === TAX_FREE_CODE ? texts.taxFree : rate;
    return [
      { label: `${label} · ${texts.net}`, amount: formatAmount(frame.shop, netMinor) },
      { label: texts.tax, amount: formatAmount(frame.shop, taxMinor), isInset: true },
    ];
  });
}

/** Where counting is blind, what was taken in cash would tell what is in the drawer. */
function paidRows(frame: Frame, { figures, isBlind }: ShiftReportView): ReceiptRow[] {
  const shown = figures.tenders.filter(({ kind }) => !isBlind || kind !== "cash");
  if (shown.length === 0) return [];
  return [
    { label: frame.t.shift.report.paid, amount: "" },
    ...shown.map(({ kind, amountMinor }) => ({
      label: frame.t.sale.tenders[kind],
      amount: formatAmount(frame.shop, amountMinor),
      isInset: true,
    })),
  ];
}

function cashRows(frame: Frame, report: ShiftReportView): ReceiptRow[] {
  const { figures: { cash }, closed, isBlind } = report;
  const texts = frame.t.shift.report;
  const row = (label: string, minor: number) => ({ label, amount: formatAmount(frame.shop, minor) });
  if (isBlind) return [{ label: texts.blind, amount: "" }];
  const rows = [
    ...floatRows(frame, report),
    row(texts.taken, cash.takenMinor),
    row(texts.givenBack, cash.givenBackMinor),
    row(texts.in, cash.inMinor),
    row(texts.out, cash.outMinor),
    { ...row(texts.expected, cash.expectedMinor), isSum: true },
  ];
  if (closed === null) return rows;
  const { counts, countedMinor, leftMinor, differenceReason } = closed;
  return [
    ...rows,
    ...(counts.length < 2 ? [] : counts).map((one) => row(texts.countNumber(one.position), one.countedMinor)),
    row(texts.counted, countedMinor),
    { label: texts.differs, amount: formatChange(frame.shop, countedMinor - cash.expectedMinor), isSum: true },
    ...(differenceReason === null ? [] : [{ label: texts.because(differenceReason), amount: "" }]),
    row(texts.banked, leftMinor - countedMinor),
    row(texts.left, leftMinor),
  ];
}

/** Where the float is not what the closing before left, money went or came between two shifts: that is said beside it. */
function floatRows(frame: Frame, report: ShiftReportView): ReceiptRow[] {
  const { figures: { cash }, lastLeftMinor, floatReason } = report;
  const texts = frame.t.shift.report;
  const float = {
    label: cash.isFloatCounted ? texts.float : texts.floatUncounted,
    amount: formatAmount(frame.shop, cash.floatMinor),
  };
  const difference = floatDifference(report);
  if (difference === 0) return [float];
  return [
    { label: texts.leftBefore, amount: formatAmount(frame.shop, lastLeftMinor ?? 0) },
    float,
    { label: texts.floatDiffers, amount: formatChange(frame.shop, difference) },
    ...(floatReason === null ? [] : [{ label: texts.because(floatReason), amount: "" }]),
  ];
}

function klarnaRows(frame: Frame, { figures }: ShiftReportView): ReceiptRow[] {
  if (figures.payments.length === 0) return [];
  return [
    { label: frame.t.shift.report.klarna, amount: "" },
    ...figures.payments.map(({ status, count, amountMinor }) => ({
      label: `${stateText(frame, status)}: ${count}`,
      amount: formatAmount(frame.shop, amountMinor),
      isInset: true,
    })),
  ];
}

/** By name whose payments are open, or were handed on. */
function paymentRows(frame: Frame, { payments, closed }: ShiftReportView): ReceiptRow[] {
  if (payments.length === 0) return [];
  return [
    { label: closed ? frame.t.shift.report.carried : frame.t.shift.closing.open, amount: "" },
    ...payments.map((payment) => ({
      label: `${paymentName(frame, payment)} · ${paymentState(frame, payment)}`,
      amount: formatAmount(frame.shop, payment.amountMinor),
      isInset: true,
    })),
  ];
}
