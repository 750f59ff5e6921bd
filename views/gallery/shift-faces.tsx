import type { ShiftFigures } from "../../src/domain/shift.ts";
import { ClosingPage, type ClosingPageProps } from "../shift/closing-page.tsx";
import type { NamedPaymentView, ShiftReportView } from "../shift/data.ts";
import { ReportPage, ReportsPage } from "../shift/report-pages.tsx";
import { ShiftPage, type ShiftPageProps } from "../shift/shift-page.tsx";
import type { GalleryFace } from "./face.ts";
import { makeFrame, MINUTE, NOW } from "./people-and-things.ts";

const FIGURES: ShiftFigures = {
  sales: { count: 41, totalMinor: 482_050, discountMinor: 6_410 },
  returns: { count: 1, totalMinor: 2_500 },
  taxes: [
    { taxCode: "A", taxRateBasisPoints: 2_000, netMinor: 374_015, taxMinor: 74_803 },
    { taxCode: "Z", taxRateBasisPoints: 0, netMinor: 30_732, taxMinor: 0 },
  ],
  tenders: [
    { kind: "cash", amountMinor: 54_820 },
    { kind: "card", amountMinor: 190_430 },
    { kind: "gift_card", amountMinor: 5_000 },
    { kind: "klarna", amountMinor: 231_800 },
  ],
  giftCards: { soldMinor: 2_500, redeemedMinor: 5_000 },
  voids: { count: 2, amountMinor: 7_800 },
  cash: {
    floatMinor: 15_000,
    isFloatCounted: true,
    takenMinor: 57_820,
    givenBackMinor: -3_000,
    inMinor: 5_000,
    outMinor: -8_000,
    expectedMinor: 66_820,
  },
  payments: [
    { status: "authorized", count: 1, amountMinor: 62_260 },
    { status: "captured", count: 5, amountMinor: 169_540 },
    { status: "cancelled", count: 2, amountMinor: 40_000 },
    { status: "waiting", count: 1, amountMinor: 114_000 },
  ],
};

const OPEN: NamedPaymentView[] = [
  {
    id: "pay_00000000000000000000000001",
    reference: "20418-1",
    status: "waiting",
    amountMinor: 114_000,
    owesRefund: false,
    name: "Ines Duarte",
  },
  {
    id: "pay_00000000000000000000000002",
    reference: "20402-1",
    status: "authorized",
    amountMinor: 62_260,
    owesRefund: false,
    name: null,
  },
  {
    id: "pay_00000000000000000000000002",
    reference: "20402-1",
    status: "authorized",
    amountMinor: 4_500,
    owesRefund: true,
    name: null,
  },
  {
    id: "pay_00000000000000000000000003",
    reference: "20377-1",
    status: "captured",
    amountMinor: 18_900,
    owesRefund: true,
    name: "Noor Haddad",
  },
];

const REPORT: ShiftReportView = {
  registerNumber: 2,
  registerName: "Front till",
  openedAt: NOW - 314 * MINUTE,
  openedBy: "Ada",
  lastLeftMinor: 15_000,
  floatReason: null,
  figures: FIGURES,
  payments: OPEN,
  isPractice: false,
  currency: "GBP",
  closed: null,
  isBlind: false,
};

const UNCOUNTED: ShiftReportView = {
  ...REPORT,
  figures: { ...FIGURES, cash: { ...FIGURES.cash, isFloatCounted: false }, payments: [] },
  payments: [],
};

const CLOSED: ShiftReportView = {
  ...REPORT,
  closed: {
    number: 318,
    at: NOW,
    by: "Ada",
    counts: [{ position: 1, countedMinor: 66_120 }, { position: 2, countedMinor: 66_720 }],
    countedMinor: 66_720,
    leftMinor: 15_000,
    differenceReason: "A pound too much change at noon",
  },
};

/** Five pounds of the float were gone in the morning. */
const FLOAT_SHORT = { lastLeftMinor: 15_500, floatReason: "Five pounds for milk last night" };

const MOVES = [
  { cause: "out" as const, amountMinor: -8_000, reason: "Window cleaner", at: NOW - 50 * MINUTE, staffName: "Farid" },
  {
    cause: "in" as const,
    amountMinor: 5_000,
    reason: "Bank",
    at: NOW - 240 * MINUTE,
    staffName: "Ada",
  },
];

const REPORT_ID = "zed_00000000000000000000000001";

/** A register's shift from its float to its Z report. */
export function shiftFaces(): GalleryFace[] {
  return [...pageFaces(), ...closingFaces(), ...reportFaces()];
}

/** The float is not what was left, and nobody has said why. */
const UNEXPLAINED = {
  typed: { form: "float", state: { values: { float: "145" }, problems: { floatReason: "required" } } },
  problem: { kind: "float_unexplained", differenceMinor: -500 },
} satisfies Partial<ShiftPageProps>;

function pageFaces(): GalleryFace[] {
  const frame = makeFrame();
  const senior = makeFrame({ operator: frame.operator && { ...frame.operator, name: "Farid", role: "senior" } });
  const usual: ShiftPageProps = {
    frame,
    report: REPORT,
    leftMinor: 15_000,
    moves: MOVES,
    count: null,
    paper: "80",
    isBlind: false,
  };
  const page = (name: string, rest: Partial<ShiftPageProps>): GalleryFace => ({
    name: `shift-${name}`,
    group: "Shift",
    render: () => <ShiftPage {...usual} {...rest} />,
  });
  const count = { number: 1, countedMinor: 66_720, expectedMinor: 66_820, isCurrent: true };
  return [
    page("none", { report: null, moves: [] }),
    page("float", { report: UNCOUNTED, moves: [] }),
    page("float-unexplained", {
      report: UNCOUNTED,
      moves: [],
      ...UNEXPLAINED,
    }),
    page("float-short", { report: { ...REPORT, ...FLOAT_SHORT } }),
    page("open", {}),
    page("senior", { frame: senior, paper: "58" }),
    page("blind", { report: { ...REPORT, isBlind: true }, isBlind: true }),
    page("blind-float", {
      report: { ...UNCOUNTED, isBlind: true },
      isBlind: true,
      ...UNEXPLAINED,
    }),
    page("counted", { count, report: { ...REPORT, isPractice: true } }),
    page("pieces", {
      typed: { form: "count", state: { values: { total: "10", piece0: "x" }, problems: { total: "not_an_amount" } } },
    }),
    page("wrong", {
      frame: senior,
      typed: {
        form: "out",
        state: { values: { outAmount: "x" }, problems: { outAmount: "not_an_amount", outReason: "required" } },
      },
    }),
    page("count-again", { problem: { kind: "count_needed" } }),
  ];
}

function closingFaces(): GalleryFace[] {
  const frame = makeFrame();
  const usual: ClosingPageProps = {
    frame,
    count: { number: 2, countedMinor: 66_720, expectedMinor: 66_820, isCurrent: true },
    payments: OPEN,
    carried: [],
    form: { values: { reason: "", left: "667.20" }, problems: {} },
  };
  const page = (name: string, rest: Partial<ClosingPageProps>): GalleryFace => ({
    name: `closing-${name}`,
    group: "Shift",
    render: () => <ClosingPage {...usual} {...rest} />,
  });
  const matching = { number: 1, countedMinor: 66_820, expectedMinor: 66_820, isCurrent: true };
  return [
    page("short", {}),
    page("matches", { count: matching, payments: [] }),
    page("over", { count: { ...matching, countedMinor: 66_900 }, payments: [] }),
    page("not-carried", {
      carried: [OPEN[0]?.id ?? ""],
      problem: { kind: "payments_not_carried", count: 1 },
    }),
    page("unexplained", {
      form: { values: { left: "150.00" }, problems: { reason: "required" } },
      problem: { kind: "difference_unexplained" },
    }),
  ];
}

function reportFaces(): GalleryFace[] {
  const frame = makeFrame();
  const face = (name: string, render: GalleryFace["render"]): GalleryFace => ({ name, group: "Shift", render });
  const row = (index: number) => ({
    id: REPORT_ID,
    number: 318 - index,
    registerNumber: index % 2 + 1,
    closedAt: NOW - index * 1_440 * MINUTE,
    staffName: "Ada",
    soldMinor: 482_050 - index * 12_345,
    differenceMinor: index === 0 ? -100 : 0,
  });
  const practice = { ...CLOSED, ...FLOAT_SHORT, isPractice: true, payments: [] };
  const ofPrinter = { frame, reportId: REPORT_ID, report: CLOSED, paper: "80", hasPrinter: true } as const;
  return [
    face("z-report", () => <ReportPage frame={frame} reportId={REPORT_ID} report={CLOSED} paper="80" />),
    face("z-report-58", () => <ReportPage frame={frame} reportId={REPORT_ID} report={CLOSED} paper="58" />),
    face("z-report-a4", () => <ReportPage frame={frame} reportId={REPORT_ID} report={practice} paper="a4" />),
    face("z-report-printed", () => <ReportPage {...ofPrinter} outcome={{ state: "done", code: null }} />),
    face("z-report-no-paper", () => <ReportPage {...ofPrinter} outcome={{ state: "failed", code: "no_paper" }} />),
    face("z-reports", () => <ReportsPage frame={frame} rows={[row(0), row(1), row(2)]} />),
    face("z-reports-older", () => <ReportsPage frame={frame} rows={[row(1), row(2)]} isNewest={false} hasMore />),
    face("z-reports-none", () => <ReportsPage frame={frame} rows={[]} />),
  ];
}
