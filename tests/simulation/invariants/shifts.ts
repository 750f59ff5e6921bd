import { type Books, sumOf } from "../books.ts";
import { type Invariant, unless } from "./seen.ts";

/** Bookings of the drawer alone. */
export const OF_DRAWERS = ["cash_in", "cash_out", "float_counted", "shift_closed"];

type Report = Books["zReports"][number];
type Figures = { tenders: { kind: string; amountMinor: number }[]; sales: { totalMinor: number } };

const ACCOUNTS: Record<string, readonly string[]> = {
  cash: ["cash"],
  card: ["card_receivable"],
  klarna: ["klarna_receivable", "klarna_refund_pending"],
  klarna_card: ["klarna_card_receivable"],
  gift_card: ["gift_card_liability"],
  exchange: ["exchange_credit"],
};

/** M21: a shift is closed once, by a report; reports are numbered without gaps, and a shift begins with what the one before left, or says why not. */
const reports: Invariant = ({ books }) => [
  ...unless(
    books.zReports,
    (report, index = books.zReports.indexOf(report)) => report.number === index + 1,
    (report) => `Z report ${report.number} stands where another number belongs`,
  ),
  ...unless(
    books.shifts,
    (shift) => books.zReports.filter((one) => one.shiftId === shift.id).length === (shift.closedAt === null ? 0 : 1),
    (shift) => `shift ${shift.id}, closed ${shift.closedAt}, has no report of its own`,
  ),
  ...unless(
    books.shifts,
    (shift) => shift.leftMinor === (reportBefore(books, shift)?.leftMinor ?? 0),
    (shift) => `shift ${shift.id} begins with ${shift.leftMinor}`,
  ),
  ...unless(
    books.shifts,
    (shift) => isExplained(shift, reportBefore(books, shift)),
    (shift) => `shift ${shift.id} began with a float of ${shift.floatMinor}, and nobody said why`,
  ),
];

/** A float that is not what the closing before left has a reason, and no other has. */
function isExplained(shift: Books["shifts"][number], before: Report | undefined): boolean {
  const differs = shift.floatMinor !== null && before !== undefined && shift.floatMinor !== before.leftMinor;
  return differs === Boolean(shift.floatReason);
}

/** The one of the same drawer that was closed when this shift was opened. */
function reportBefore({ shifts, zReports }: Books, shift: Books["shifts"][number]): Report | undefined {
  const earlier = shifts.slice(0, shifts.indexOf(shift)).filter((one) => one.registerId === shift.registerId);
  return zReports.find((one) => one.shiftId === earlier.at(-1)?.id);
}

/** M22: a report is the fold of what was booked in its shift, also later: nothing is booked into a shift that is closed. */
const figures: Invariant = ({ books }) =>
  unless(books.zReports, (report) => isFold(books, report), (report) => {
    return `Z report ${report.number} is not what its shift came to`;
  });

function isFold(books: Books, report: Report): boolean {
  const shift = books.shifts.find(({ id }) => id === report.shiftId);
  if (!shift) return false;
  const journals = books.journals.filter(({ shiftId, cause }) => shiftId === shift.id && !OF_DRAWERS.includes(cause));
  const ids = new Set(journals.map(({ id }) => id));
  const entries = books.entries.filter(({ journalId }) => ids.has(journalId));
  const { tenders }: Figures = JSON.parse(report.figures);
  const said = (kind: string) => tenders.find((one) => one.kind === kind)?.amountMinor ?? 0;
  const booked = (accounts: readonly string[]) =>
    sumOf(entries.filter(({ account }) => accounts.includes(account)), ({ amountMinor }) => amountMinor);
  const moved = sumOf(books.drawerEntries.filter(({ shiftId }) => shiftId === shift.id), (one) => one.amountMinor);
  return report.expectedMinor === (shift.floatMinor ?? shift.leftMinor) + moved &&
    Object.entries(ACCOUNTS).every(([kind, accounts]) => said(kind) === booked(accounts));
}

/** M23: what went into a drawer and out of it again for a tender is what it says was taken, less what was given back for it in cash. */
const drawers: Invariant = ({ books }) =>
  unless(books.tenders, (tender) => {
    const taken = tender.kind === "cash" && tender.removedAt === null ? tender.amountMinor : 0;
    const given = books.paybacks.filter((one) => one.kind === "cash" && one.tenderId === tender.id);
    const moved = books.drawerEntries.filter((one) => one.tenderId === tender.id);
    return sumOf(moved, (one) => one.amountMinor) === taken - sumOf(given, (one) => one.amountMinor);
  }, (tender) => `the drawers do not hold what ${tender.kind} tender ${tender.id} of ${tender.amountMinor} says`);

export const SHIFTS = { M21: reports, M22: figures, M23: drawers } satisfies Record<string, Invariant>;
