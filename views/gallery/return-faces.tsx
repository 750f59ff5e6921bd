import type { FormState } from "../data.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { ReturnFacts } from "../../src/domain/receipt.ts";
import { FindSalePage } from "../receipt/find-sale-page.tsx";
import type { PaybackView, ReturnDoneView, ReturnLineView, ReturnView } from "../returns/data.ts";
import { ReturnDonePage } from "../returns/done-page.tsx";
import { ReturnReceiptPage, type ReturnReceiptProps } from "../returns/receipt-page.tsx";
import { returnDoc } from "../returns/return-doc.ts";
import { ReturnPage } from "../returns/return-page.tsx";
import type { GalleryFace } from "./face.ts";
import { makeFrame, MINUTE, NOW, SENIORS } from "./people-and-things.ts";
import { makeDesk, makePrint, makeReceipt } from "./receipts.ts";

const frame = makeFrame();
const group = "Returns";
const NOTHING: FormState = { values: {}, problems: {} };
const SALE = "sal_00000000000000000000000001";
const id = (prefix: string, number: number) => `${prefix}_${String(number).padStart(26, "0")}`;

const line = (number: number, changes: Partial<ReturnLineView> & Pick<ReturnLineView, "name">): ReturnLineView => ({
  id: id("lin", number),
  unitPriceMinor: 3_780,
  bought: 2,
  before: 0,
  notTaken: 0,
  waiting: 0,
  left: 2,
  here: 0,
  leftMinor: 7_560,
  takenMinor: changes.leftMinor ?? 7_560,
  isGiftCard: false,
  quantity: 0,
  amountMinor: null,
  ...changes,
});

const LINES = [
  line(1, { name: "Fell jacket, M", unitPriceMinor: 18_900, bought: 1, left: 1, leftMinor: 18_900 }),
  line(2, { name: "Merino base layer, M" }),
  line(3, { name: "Hiking socks", unitPriceMinor: 1_400, bought: 3, before: 1, left: 2, leftMinor: 2_800 }),
  line(4, { name: "Gift card •••• 4471", unitPriceMinor: 5_000, bought: 1, left: 0, leftMinor: 0, isGiftCard: true }),
];
/** Nothing chosen yet. */
export const EMPTY_RETURN: ReturnView = {
  saleId: SALE,
  code: 20_391,
  completedAt: NOW - 8 * 24 * 60 * MINUTE,
  currency: "GBP",
  why: null,
  lines: LINES,
  freeMinor: 0,
  ways: [
    { key: id("tnd", 1), kind: "klarna", leftMinor: 25_000, reference: null, isFound: false },
    { key: id("tnd", 2), kind: "card", leftMinor: 2_000, reference: "4411", isFound: false },
    { key: "cash", kind: "cash", leftMinor: 3_000, reference: null, isFound: false },
  ],
  foundMinor: 0,
  isOutOfReach: false,
  totalMinor: 0,
  taxMinor: 0,
  coinsMinor: null,
  second: null,
  earlier: [{ id: id("ret", 1), number: 18, at: NOW - 2 * 24 * 60 * MINUTE, totalMinor: 1_400 }],
  rest: null,
  waitingMinor: 0,
  canExchange: true,
  exchangingInto: null,
  settleFirst: null,
};
const [JACKET, LAYER, ...REST] = LINES;
const CHOSEN: ReturnView = {
  ...EMPTY_RETURN,
  lines: [{ ...JACKET!, quantity: 1, amountMinor: 18_900 }, { ...LAYER!, quantity: 1, amountMinor: 3_780 }, ...REST],
  totalMinor: 22_680,
  taxMinor: 3_780,
};
const SPLIT = {
  [`split.${id("tnd", 1)}`]: "196.80",
  [`split.${id("tnd", 2)}`]: "0.00",
  "split.cash": "30.00",
};

/** Some of it was given back in Klarna's portal, and of one line not all was taken. */
const FOUND_KEY = `found-${id("tnd", 1)}`;
const FOUND: ReturnView = {
  ...CHOSEN,
  lines: CHOSEN.lines.map((one) => one.name === "Hiking socks" ? { ...one, before: 0, notTaken: 1 } : one),
  ways: [{ key: FOUND_KEY, kind: "klarna", leftMinor: 5_000, reference: null, isFound: true }, ...CHOSEN.ways],
  foundMinor: 5_000,
  second: { limitMinor: null, approvers: SENIORS },
};

const NONE_LEFT = { left: 0, leftMinor: 0, takenMinor: 0, quantity: 0, amountMinor: null };

/** Klarna has paid for all of it, and all of it is still here. */
const PAID_AHEAD: ReturnView = {
  ...EMPTY_RETURN,
  lines: LINES.slice(0, 2).map((one) => ({ ...one, here: one.left, takenMinor: 0 })),
  ways: EMPTY_RETURN.ways.slice(0, 1),
};

/** The jacket was taken and comes back; one base layer and the socks are still here. */
const WAITING: ReturnView = {
  ...EMPTY_RETURN,
  lines: [
    { ...JACKET!, quantity: 1, amountMinor: 18_900 },
    { ...LAYER!, left: 1, leftMinor: 3_780, takenMinor: 3_780, waiting: 1 },
    { ...REST[0]!, before: 0, left: 0, leftMinor: 0, takenMinor: 0, waiting: 3 },
  ],
  ways: EMPTY_RETURN.ways.slice(0, 1),
  totalMinor: 18_900,
  taxMinor: 3_150,
  earlier: [],
  rest: { heldMinor: 7_980, agreeing: { approvers: SENIORS, limitMinor: null } },
  waitingMinor: 7_980,
  canExchange: false,
};

function makingFaces(): GalleryFace[] {
  const face = (name: string, view: ReturnView, form = NOTHING, problem: Problem | null = null): GalleryFace => ({
    name: `return-${name}`,
    group,
    render: () => <ReturnPage frame={frame} view={view} form={form} problem={problem} />,
  });
  const chosen = { values: SPLIT, problems: {} };
  return [
    face("empty", EMPTY_RETURN),
    face("chosen", CHOSEN, chosen),
    face("free-amount", { ...CHOSEN, freeMinor: 500, totalMinor: 23_180, coinsMinor: 3_005 }, {
      values: { ...SPLIT, free: "5.00", note: "Scratched on one side" },
      problems: {},
    }),
    face("second-person", { ...CHOSEN, second: { limitMinor: 10_000, approvers: SENIORS } }, chosen, {
      kind: "needs_second",
    }),
    face("bad-amount", EMPTY_RETURN, { values: { free: "a lot", note: "" }, problems: { free: "not_an_amount" } }),
    face("split-differs", CHOSEN, { values: { ...SPLIT, "split.cash": "3.00" }, problems: {} }, {
      kind: "return_split",
      isMore: false,
    }),
    face("not-taken", { ...EMPTY_RETURN, why: "not_taken", earlier: [] }),
    face("refused", { ...EMPTY_RETURN, why: "refused", settleFirst: { why: "unpaid", callId: id("att", 1) } }),
    face("of-waiting", WAITING, { values: { [`split.${id("tnd", 1)}`]: "189.00" }, problems: {} }),
    face("of-waiting-empty", {
      ...WAITING,
      lines: WAITING.lines.map((one) => ({ ...one, quantity: 0, amountMinor: null })),
      totalMinor: 0,
      taxMinor: 0,
    }),
    face("all-waiting", {
      ...WAITING,
      why: "still_waiting",
      lines: WAITING.lines.map((one) => ({ ...one, ...NONE_LEFT })),
      totalMinor: 0,
      taxMinor: 0,
      rest: null,
    }),
    face("paid-ahead", PAID_AHEAD),
    face("nothing-left", { ...EMPTY_RETURN, why: "nothing_left" }),
    face("found", FOUND, { values: { ...SPLIT, [`split.${FOUND_KEY}`]: "50.00" }, problems: {} }, {
      kind: "return_found",
    }),
    face("out-of-reach", { ...CHOSEN, isOutOfReach: true, ways: CHOSEN.ways.slice(1) }, chosen),
  ];
}

const payback = (number: number, changes: Partial<PaybackView>): PaybackView => ({
  id: id("pbk", number),
  kind: "klarna",
  amountMinor: 19_680,
  state: "sent",
  reference: null,
  ...changes,
});
const RETURN_DESK = { ...makeDesk(), base: `/returns/${id("ret", 2)}` };
const CASH = payback(2, { kind: "cash", amountMinor: 3_000, state: "done" });
const DONE: ReturnDoneView = {
  id: id("ret", 2),
  number: 19,
  saleId: SALE,
  saleCode: 20_391,
  at: NOW - MINUTE,
  currency: "GBP",
  totalMinor: 22_680,
  taxMinor: 3_780,
  note: null,
  approvedBy: "Mona",
  staffName: "Ada",
  lines: [
    { name: "Fell jacket, M", quantity: 1, amountMinor: 18_900, reason: "wrong_size", isBackOnShelf: true },
    { name: "Merino base layer, M", quantity: 1, amountMinor: 3_780, reason: "faulty", isBackOnShelf: false },
  ],
  paybacks: [payback(1, {}), CASH],
  credit: null,
  klarnaReference: "KR-51TT-8CQA",
  language: "en",
  isPractice: false,
};

function doneFaces(): GalleryFace[] {
  const face = (name: string, changes: Partial<ReturnDoneView>): GalleryFace => ({
    name: `returned-${name}`,
    group,
    render: () => <ReturnDonePage frame={frame} view={{ ...DONE, ...changes }} desk={RETURN_DESK} />,
  });
  const moved = payback(3, { kind: "cash", state: "done" });
  return [
    face("sent", {}),
    face("confirmed", { paybacks: [payback(1, { state: "confirmed" }), CASH], note: "Scratched on one side" }),
    face("unanswered", { paybacks: [payback(1, { state: "unknown" }), CASH] }),
    face("not-sent", { paybacks: [payback(1, { state: "asked" })], approvedBy: null }),
    face("refused", { paybacks: [payback(1, { state: "refused" }), CASH] }),
    face("found", { paybacks: [payback(1, { state: "found" }), CASH] }),
    face("moved", { paybacks: [payback(1, { state: "moved" }), CASH, moved] }),
    face("exchanged", {
      paybacks: [payback(1, { state: "confirmed", amountMinor: 1_780 })],
      credit: { amountMinor: 20_900, saleId: SALE, saleCode: 20_420 },
    }),
    face("to-a-swede", { language: "sv", paybacks: [payback(1, { state: "confirmed" })] }),
    ...paperFaces(),
  ];
}

function paperFaces(): GalleryFace[] {
  const { shop } = makeReceipt();
  const facts: ReturnFacts = { ...DONE, shop, registerName: "Front desk" };
  const face = (name: string, changes: Partial<ReturnFacts>, props: Partial<ReturnReceiptProps> = {}): GalleryFace => {
    const shown = { ...facts, ...changes };
    const { number, isPractice } = shown;
    const isCopy = (props.desk?.prints[0]?.copy ?? 0) > 0;
    const doc = returnDoc(frame.t)(shown, { isCopy });
    const view = { frame, number, isPractice, doc, desk: RETURN_DESK, isToPrint: false, ...props };
    return { name: `return-receipt${name}`, group, render: () => <ReturnReceiptPage {...view} /> };
  };
  const copies = [makePrint({ copy: 1 }), makePrint()];
  return [
    face("", {}, { isToPrint: true }),
    face("-58", { isPractice: true }, { desk: { ...RETURN_DESK, paper: "58" } }),
    face("-copy", {}, { isToPrint: true, desk: { ...RETURN_DESK, prints: copies } }),
    face("-card", {
      paybacks: [{ kind: "card", amountMinor: 22_680, reference: "4411-2" }],
      note: "Scratched on one side",
      klarnaReference: null,
    }),
  ];
}

/** Finding the sale, putting a return together, and how far its money is. */
export function returnFaces(): GalleryFace[] {
  return [
    {
      name: "return-find",
      group,
      render: () => <FindSalePage frame={frame} form={NOTHING} sales={[]} purpose="return" />,
    },
    ...makingFaces(),
    ...doneFaces(),
  ];
}
