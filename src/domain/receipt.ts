import type { Discount } from "./discount.ts";
import type { Language } from "./language.ts";
import type { OwnOutcome } from "./link-routes.ts";
import type { PaybackKind } from "./return.ts";
import type { LineItem, Tender, TenderKind } from "./sale.ts";

/** What a register prints on: a roll of 80 or 58 mm, or sheets. */
export const PAPERS = ["80", "58", "a4"] as const;
export type Paper = (typeof PAPERS)[number];

/** How many letters stand side by side on what a receipt printer prints; on 80 mm as few as any make has. */
export const PRINTER_COLUMNS: Record<Paper, number> = { "80": 42, "58": 32, a4: 42 };

/** A page of the browser, or a receipt printer on the shop's network. */
export const PRINT_WAYS = ["screen", "printer"] as const;
export type PrintWay = (typeof PRINT_WAYS)[number];

/** `drawer`: only the pulse that opens the cash drawer. */
export const PRINT_KINDS = ["receipt", "drawer"] as const;
export type PrintKind = (typeof PRINT_KINDS)[number];

/** `unknown`: it was sent, and the printer did not say what became of it. */
export const PRINT_STATES = ["asked", "done", "failed", "unknown"] as const;
export type PrintState = (typeof PRINT_STATES)[number];

/** `waiting`: it goes by itself, also again after a try that reached nobody. `unknown`: it may have arrived. */
export const RECEIPT_MAIL_STATES = ["waiting", "sending", "sent", "failed", "unknown"] as const;
export type ReceiptMailState = (typeof RECEIPT_MAIL_STATES)[number];

export const DEFAULT_PRINTER_PORT = 9_100;

export type ReceiptLine = LineItem & {
  /** How much of `discountMinor` is the line's share of the sale's discount. */
  saleDiscountMinor: number;
  discountKind: Discount["kind"] | null;
  discountValue: number | null;
  /** Of a gift card that is sold: the number to pay with. */
  giftCardNumber: string | null;
};

export type ReceiptTender = Pick<Tender, "kind" | "amountMinor" | "givenMinor"> & {
  reference: string | null;
  klarnaReference: string | null;
};

/** A finished sale's own receipt, or what is handed over for a return of it. */
export type ReceiptOf = { saleId: string; returnId: string | null };

/** As receipts name it. The currency is the sale's. */
export type ReceiptShop = {
  name: string;
  locale: string;
  currency: string;
  timeZone: string;
  receiptHead: string;
  receiptFoot: string;
};

/** Everything a receipt says, as it is in the books. */
export type ReceiptFacts = {
  shop: ReceiptShop;
  /** The customer's. */
  language: Language;
  isPractice: boolean;
  code: number;
  receiptNumber: number;
  registerName: string;
  staffName: string;
  completedAt: number;
  note: string | null;
  /** By which number the sale has no tax; null: it has, or none was kept. */
  taxNumber: string | null;
  lines: ReceiptLine[];
  tenders: ReceiptTender[];
  /** What of it is still to be picked up. */
  waiting: { quantity: number; name: string }[];
  /** When it was cancelled as a whole after that; null: it was not. */
  cancelledAt: number | null;
  /** What of it the customer did not take after all, or all of what was cancelled: it is not paid. */
  notTaken: ReceiptLine[];
  /** What of that Klarna lets go of, and what was paid already and went back. */
  letGoMinor: number;
  wentBack: { kind: TenderKind; amountMinor: number }[];
};

/** Everything the receipt of a return says. */
export type ReturnFacts = {
  shop: ReceiptShop;
  /** The customer's. */
  language: Language;
  isPractice: boolean;
  number: number;
  saleCode: number;
  at: number;
  registerName: string;
  staffName: string;
  totalMinor: number;
  taxMinor: number;
  note: string | null;
  /** No pieces: a part of the price went back. */
  lines: { quantity: number; name: string; amountMinor: number }[];
  /** The ways that stand; what went another way instead is not among them. */
  paybacks: { kind: PaybackKind | "rounding"; amountMinor: number; reference: string | null; isRefused?: boolean }[];
  /** What of it pays for another sale; null: nothing does. */
  credit: { amountMinor: number; saleCode: number } | null;
  klarnaReference: string | null;
};

/** `showsNumbers`: the gift cards that were sold are on it with their whole numbers, as on the first receipt alone. */
export type ReceiptHow = { isCopy: boolean; showsNumbers: boolean };

/** A receipt in words, drawn alike on a page, by a receipt printer and in an e-mail. */
export type ReceiptDoc = { language: Language; title: string; blocks: ReceiptBlock[] };

export type ReceiptBlock =
  | { kind: "heading"; text: string }
  /** A word that must not be missed: COPY, PRACTICE. */
  | { kind: "mark"; text: string }
  /** May hold several lines. */
  | { kind: "text"; title?: string; text: string }
  | { kind: "rows"; rows: ReceiptRow[] }
  | { kind: "table"; head: string[]; rows: string[][] }
  | { kind: "rule" }
  /** By which a scanner finds the sale again. */
  | { kind: "code"; code: string };

/** `isInset`: it says more about the row above. `isSum`: what it all comes to. */
export type ReceiptRow = { label: string; amount: string; isInset?: boolean; isSum?: boolean };

export type ReceiptPrinter = {
  /** One try, within a deadline. Never inside a transaction. */
  print(place: PrinterPlace, job: PrintJob): Promise<PrintOutcome>;
};

export type PrinterPlace = { host: string; port: number };
export type PrintJob = { kind: "receipt"; doc: ReceiptDoc; paper: Paper } | { kind: "drawer" };
export type PrintOutcome = { state: Exclude<PrintState, "asked">; code: string | null };

export type ReceiptMailer = {
  /** One try. Never inside a transaction. */
  send(address: string, doc: ReceiptDoc): Promise<OwnOutcome>;
};

/** How many of these printings of one receipt came out before this one: 0, and it is the receipt itself; else a copy. */
export function copiesBefore(prints: readonly { number: number; state: PrintState }[], number: number): number {
  return prints.filter((print) => print.number < number && print.state !== "failed").length;
}

/** What the code on a receipt says, e.g. S-20418. */
export function receiptCode(saleCode: number): string {
  return `S-${saleCode}`;
}

/** The sale that a receipt's code names, scanned or typed: "S-20418", "s20418", "S 20418"; null: it is no such code. */
export function saleCodeIn(typed: string): number | null {
  const digits = /^s[-\s]?(\d{1,9})$/i.exec(typed.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The nth try to send a mail went wrong before anything left: when to try again; null: it is given up. */
export function retryMailAfterMs(tries: number): number | null {
  if (tries >= MOST_MAIL_TRIES) return null;
  return Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), LONGEST_RETRY_MS);
}

/** With waits that grow to half an hour, these last for about a day. */
const MOST_MAIL_TRIES = 50;
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 30 * 60_000;
