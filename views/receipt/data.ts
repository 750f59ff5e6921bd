import type { Paper, PrintState, PrintWay, ReceiptMailState } from "../../src/domain/receipt.ts";

/** How a receipt can leave the till from this register, and what became of it so far. */
export type ReceiptDeskView = {
  /** The page of its sale or return, beneath which its forms are. */
  base: string;
  /** Of the register that looks. */
  paper: Paper;
  hasPrinter: boolean;
  hasMailer: boolean;
  /** The customer's address on file. */
  email: string | null;
  /** It sold gift cards, whose whole numbers no cashier can have printed any more. */
  hasSpentNumbers: boolean;
  /** Newest first. */
  prints: PrintView[];
  /** Newest first. */
  mails: ReceiptMailView[];
  /** The pulse that opens the cash drawer; null: none was sent. */
  drawer: { state: PrintState } | null;
};

export type PrintView = {
  id: string;
  /** How many came out before it: 0, and it is the receipt itself. */
  copy: number;
  /** With the whole numbers of sold gift cards. */
  showsNumbers: boolean;
  way: PrintWay;
  state: PrintState;
  code: string | null;
  at: number;
  staffName: string;
};

export type ReceiptMailView = {
  id: string;
  maskedAddress: string;
  state: ReceiptMailState;
  code: string | null;
  at: number;
  staffName: string;
  /** Tries that reached nobody. */
  tries: number;
  nextTryAt: number | null;
  isRetriable: boolean;
};

/** From where a form about a receipt was sent: its answer goes back there. */
export type DeskPlace = "complete" | "receipt";

export type FoundSaleView = {
  id: string;
  code: number;
  receiptNumber: number | null;
  completedAt: number;
  customerName: string | null;
  registerName: string;
  currency: string;
  totalMinor: number;
};

export type RegisterPrinterView = { id: string; number: number; name: string; values: Record<string, string> };
