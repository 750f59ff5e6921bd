import { minorDigits } from "../../src/domain/money.ts";
import { csvFile } from "../../src/domain/shift.ts";
import { type ClosedView, floatDifference, type ShiftReportView } from "./data.ts";

type Row = [section: string, item: string, count: string | number, amount: string];

/**
 * A Z report as a CSV file. Its words are the same in every language, and its amounts have a point, so that whatever reads
 * it need not care who saved it; its times are the shop's.
 */
export function reportCsv(report: ShiftReportView & { closed: ClosedView }, timeZone: string): string {
  const { figures: { sales, returns, taxes, tenders, giftCards, voids, cash, payments }, closed } = report;
  const digits = minorDigits(report.currency);
  const money = (minor: number) => (minor / 10 ** digits + 0).toFixed(digits);
  const item = (section: string, name: string, minor: number, count: number | "" = ""): Row => [
    section,
    name,
    count,
    money(minor),
  ];
  const rows: Row[] = [
    ...headRows(report, timeZone),
    item("sales", "total", sales.totalMinor, sales.count),
    item("sales", "given_back", 0 - returns.totalMinor, returns.count),
    item("sales", "discounts", 0 - sales.discountMinor),
    item("sales", "given_up", voids.amountMinor, voids.count),
    item("gift_cards", "sold", giftCards.soldMinor),
    item("gift_cards", "redeemed", giftCards.redeemedMinor),
    ...taxes.flatMap(({ taxCode, taxRateBasisPoints, netMinor, taxMinor }): Row[] => [
      item(`tax ${taxRateBasisPoints / 100}%`, `${taxCode} net`, netMinor),
      item(`tax ${taxRateBasisPoints / 100}%`, `${taxCode} tax`, taxMinor),
    ]),
    ...tenders.map(({ kind, amountMinor }) => item("tender", kind, amountMinor)),
    item("cash", cash.isFloatCounted ? "float" : "float_not_counted", cash.floatMinor),
    ...floatRows(report, item),
    item("cash", "taken", cash.takenMinor),
    item("cash", "given_back", cash.givenBackMinor),
    item("cash", "in", cash.inMinor),
    item("cash", "out", cash.outMinor),
    item("cash", "expected", cash.expectedMinor),
    ...closed.counts.map(({ position, countedMinor }) => item("cash", `count_${position}`, countedMinor)),
    item("cash", "counted", closed.countedMinor),
    item("cash", "difference", closed.countedMinor - cash.expectedMinor),
    ["cash", "difference_reason", closed.differenceReason ?? "", ""],
    item("cash", "banked", closed.leftMinor - closed.countedMinor),
    item("cash", "left", closed.leftMinor),
    ...payments.map(({ status, count, amountMinor }) => item("klarna", status, amountMinor, count)),
    ...report.payments.map(({ name, reference, status, owesRefund, amountMinor }): Row => [
      "carried_over",
      `${reference} ${owesRefund ? "refund_owed" : status}`,
      name ?? "",
      money(amountMinor),
    ]),
  ];
  return csvFile([["section", "item", "count_or_text", "amount"], ...rows]);
}

/** Where the float is not what the closing before left. */
function floatRows(report: ShiftReportView, item: (section: string, name: string, minor: number) => Row): Row[] {
  const difference = floatDifference(report);
  if (difference === 0) return [];
  return [
    item("cash", "left_by_last_closing", report.lastLeftMinor ?? 0),
    item("cash", "float_difference", difference),
    ["cash", "float_difference_reason", report.floatReason ?? "", ""],
  ];
}

/** Which report it is, and of which shift. */
function headRows({ closed, ...report }: ShiftReportView & { closed: ClosedView }, timeZone: string): Row[] {
  // Swedish writes a moment as a computer does: 2026-11-23 14:06:00.
  const { format: moment } = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return [
    ["report", "number", closed.number, ""],
    ["report", "mode", report.isPractice ? "practice" : "live", ""],
    ["report", "register", `${report.registerNumber} ${report.registerName}`, ""],
    ["report", "opened", moment(report.openedAt), ""],
    ["report", "opened_by", report.openedBy, ""],
    ["report", "closed", moment(closed.at), ""],
    ["report", "closed_by", closed.by, ""],
    ["report", "currency", report.currency, ""],
  ];
}
