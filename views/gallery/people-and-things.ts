import { DEFAULT_KEYS } from "../../src/domain/keys.ts";
import { lineSums, saleTotals } from "../../src/domain/sale.ts";
import type { Frame, PaymentView, RegisterChoice, SaleView, SendingView, StaffChoice, TenderView } from "../data.ts";
import type { ParkedSaleView } from "../sale/data.ts";
import type { LineView } from "../sale/data.ts";
import { SAM } from "./customers.ts";
import { wordsSpoken } from "./spoken.ts";

/** The moment at which every picture of the gallery is taken: 23 November 2026, 14:06:00 in London. */
export const NOW = 1_795_442_760_000;
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

const ADA_ID = "stf_00000000000000000000000001";

export function makeFrame(changes: Partial<Frame> = {}): Frame {
  let actions = 0;
  return {
    get language() {
      return wordsSpoken().language;
    },
    get t() {
      return wordsSpoken().t;
    },
    shop: {
      name: "Fernbank Outdoor",
      country: "GB",
      currency: "GBP",
      get locale() {
        return wordsSpoken().locale;
      },
      get customersLanguage() {
        return wordsSpoken().language;
      },
      timeZone: "Europe/London",
      cashStepMinor: 1,
      receiptHead: "Fernbank Outdoor\n3 Market Square\nBrackley",
      receiptFoot: "Thank you for coming by.",
    },
    isPractice: false,
    operator: { staffId: ADA_ID, name: "Ada", role: "cashier", registerName: "Front till", registerNumber: 2 },
    klarna: "ready",
    stop: null,
    openPayments: 2,
    openAttention: 0,
    formToken: "token-of-this-session",
    newActionId: () => `act_${String(++actions).padStart(26, "0")}`,
    keys: DEFAULT_KEYS,
    hasLetterKeys: true,
    now: NOW,
    ...changes,
  };
}

type LineSketch = { name: string; quantity: number; priceMinor: number; discountMinor?: number; rate?: number };

export function makeLine(id: number, sketch: LineSketch): LineView {
  const { name, quantity, priceMinor, discountMinor = 0, rate = 2_000 } = sketch;
  const style = { priceStyle: "inclusive", isTaxFree: 0 } as const;
  const priced = { quantity, unitPriceMinor: priceMinor, discountMinor, taxRateBasisPoints: rate, ...style };
  return {
    id: `lin_${String(id).padStart(26, "0")}`,
    productId: `prd_${String(id).padStart(26, "0")}`,
    productCode: `P-${1000 + id}`,
    kind: "goods",
    name,
    note: null,
    listPriceMinor: null,
    discountKind: discountMinor > 0 ? "amount" : null,
    discountValue: discountMinor > 0 ? discountMinor : null,
    saleDiscountMinor: 0,
    ...priced,
    ...lineSums(priced),
    taxCode: rate === 0 ? "zero" : "standard",
  };
}

export const LINES: LineView[] = [
  makeLine(1, { name: "Ridgeline 3 tent", quantity: 1, priceMinor: 38_900 }),
  {
    ...makeLine(2, { name: "Merino base layer, M", quantity: 2, priceMinor: 4_200, discountMinor: 840 }),
    discountKind: "percent",
    discountValue: 1_000,
  },
  makeLine(3, { name: "Kestrel trail boots, 39", quantity: 1, priceMinor: 12_900 }),
  makeLine(4, { name: "Gas canister 230 g", quantity: 3, priceMinor: 650 }),
  makeLine(5, { name: "Walking map, Langdale", quantity: 1, priceMinor: 950, rate: 0 }),
];

export function makeSale(changes: Partial<SaleView> = {}): SaleView {
  const lines = changes.lines ?? LINES;
  const tenders = changes.tenders ?? [];
  return {
    id: "sal_00000000000000000000000001",
    code: 20_418,
    version: 7,
    status: "open",
    lines,
    tenders,
    totals: saleTotals(lines, tenders),
    note: null,
    discount: null,
    customer: SAM,
    lock: tenders.length > 0 ? "tender" : null,
    isPractice: false,
    payment: null,
    registerName: "Front till",
    staffName: "Ada",
    completedAt: null,
    receiptNumber: null,
    soldCards: 0,
    taxNumber: null,
    voided: null,
    exchange: null,
    ...changes,
  };
}

export const KLARNA_TENDER: TenderView = {
  id: "tnd_00000000000000000000000001",
  kind: "klarna",
  amountMinor: 62_260,
  givenMinor: null,
  createdAt: NOW,
  paymentId: "pay_00000000000000000000000001",
  klarnaReference: "KL-7F3Q-29DM",
  reference: null,
};

export const CASH_TENDER: TenderView = {
  id: "tnd_00000000000000000000000002",
  kind: "cash",
  amountMinor: 62_260,
  givenMinor: 64_000,
  createdAt: NOW,
  paymentId: null,
  klarnaReference: null,
  reference: null,
};

/** A payment whose hosted page is open and of which nothing was sent yet. */
const NOBODY_STOPS_IT = {
  cancelWish: null,
  cancelAskedBy: { staffId: ADA_ID, name: "Ada" },
  cancelAskedAt: null,
  stopAskedAt: null,
  settledAs: null,
  releaseWish: null,
  authorizationExpiresAt: null,
  favours: { extend: null, resend: null },
  isBeingRead: false,
};

export function makePayment(changes: Partial<PaymentView> = {}): PaymentView {
  const createdAt = NOW - 72 * SECOND;
  return {
    id: "pay_00000000000000000000000001",
    saleId: "sal_00000000000000000000000001",
    saleCode: 20_418,
    reference: "20418-1",
    status: "waiting",
    amountMinor: 62_260,
    currency: "GBP",
    endedBy: null,
    lastTry: null,
    refusalCode: null,
    idCheckChallenge: null,
    idCheckAnswer: null,
    isReminded: true,
    linkUrl: "https://pay.example/k/7F3Q29DM",
    qrImageUrl: null,
    sendings: [],
    routes: { sms: ["klarna"], email: ["klarna"] },
    refusedChannels: [],
    ...NOBODY_STOPS_IT,
    isPaidLate: false,
    isToBeRungUp: false,
    klarnaReference: null,
    capturedMinor: changes.status === "captured" ? 62_260 : 0,
    isSaved: false,
    customer: SAM,
    createdAt,
    limitAt: createdAt + 15 * MINUTE,
    sessionExpiresAt: createdAt + 47 * 60 * MINUTE,
    statusAt: NOW - 40 * SECOND,
    checkedAt: NOW - 2 * SECOND,
    failedChecks: 0,
    failureCode: null,
    nextCheckAt: NOW + 2 * SECOND,
    events: [{ status: "created", at: createdAt }, { status: "waiting", at: createdAt + SECOND }],
    differences: [],
    compared: { recordVersion: 1, billReadAt: NOW - 3 * SECOND, klarnasName: "Sam Karim" },
    needsAttention: false,
    isOutOfReach: false,
    isTakenForNothing: false,
    startedBy: ADA_ID,
    startedByName: "Ada",
    registerName: "Front till",
    registerNumber: 2,
    staffName: "Ada",
    ...changes,
  };
}

export function makeSending(changes: Partial<SendingView> = {}): SendingView {
  return {
    id: "snd_00000000000000000000000001",
    channel: "sms",
    via: "klarna",
    maskedAddress: "••• •••123",
    isToThisAddress: true,
    state: "done",
    askedAt: NOW - 60 * SECOND,
    answerCode: null,
    refusalAbout: null,
    ...changes,
  };
}

export const STAFF: StaffChoice[] = [
  { id: ADA_ID, name: "Ada", role: "cashier" },
  { id: "stf_00000000000000000000000002", name: "Ben", role: "cashier" },
  { id: "stf_00000000000000000000000003", name: "Mona", role: "manager" },
];

/** Whoever may agree to a decision about another's payment. */
export const SENIORS: StaffChoice[] = [
  { id: "stf_00000000000000000000000004", name: "Jo", role: "senior" },
  { id: "stf_00000000000000000000000003", name: "Mona", role: "manager" },
];

export const REGISTERS: RegisterChoice[] = [
  { id: "reg_00000000000000000000000001", name: "Front till", number: 2 },
  { id: "reg_00000000000000000000000002", name: "Workshop", number: 1 },
];

export const PARKED: ParkedSaleView[] = [
  {
    id: "sal_00000000000000000000000002",
    code: 20_415,
    title: "Leo Fischer",
    note: "Back after lunch",
    lineCount: 3,
    totalMinor: 8_740,
    parkedAt: NOW - 12 * MINUTE,
    staffName: "Ben",
    isKlarnaOpen: true,
  },
  {
    id: "sal_00000000000000000000000003",
    code: 20_409,
    title: "Grey jacket, tall man",
    note: null,
    lineCount: 1,
    totalMinor: 1_200,
    parkedAt: NOW - 55 * MINUTE,
    staffName: "Ada",
    isKlarnaOpen: false,
  },
  {
    id: "sal_00000000000000000000000004",
    code: 20_402,
    title: "Sale 20402",
    note: null,
    lineCount: 2,
    totalMinor: 13_900,
    parkedAt: NOW - 130 * MINUTE,
    staffName: "Mona",
    isKlarnaOpen: false,
  },
];
