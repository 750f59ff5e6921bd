import type { LineItem, SaleTotals } from "../../src/domain/sale.ts";

/** What the customer is told of their Klarna payment, in their words. */
export type DisplayState =
  | "one_moment"
  | "scan"
  | "sms"
  | "email"
  | "opened"
  | "try_again"
  | "show_id"
  | "checking"
  | "keep_open"
  | "in_review"
  | "paid";

/**
 * All that the screen turned to the customer is given: there is no place in it for who sells, nor for who buys.
 * `stopped`: its address was taken away.
 */
export type DisplayView =
  | { kind: "idle" }
  | { kind: "stopped" }
  | DisplayBasket
  | DisplayPayment
  | { kind: "thanks"; totalMinor: number; changeMinor: number };

export type DisplayBasket = {
  kind: "basket";
  lines: DisplayLine[];
  totals: SaleTotals;
  /** Klarna's payment has just ended without money. */
  isUnpaid: boolean;
};

export type DisplayLine = Pick<
  LineItem,
  "name" | "quantity" | "unitPriceMinor" | "discountMinor" | "totalMinor" | "priceStyle"
>;

export type DisplayPayment = {
  kind: "payment";
  state: DisplayState;
  amountMinor: number;
  currency: string;
  /** What the code leads to; null: no code is shown. */
  linkUrl: string | null;
  /** Klarna's own picture, where it gave no link. */
  qrImageUrl: string | null;
};

/** A register's screen as its cashier sees it. `address`: null while there is none. */
export type CustomerScreenView = {
  address: string | null;
  /** Some window shows it now. */
  isConnected: boolean;
  /** Only this machine can open the address. */
  isLocal: boolean;
};
