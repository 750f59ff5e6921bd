/** What the basket's panels are given, beside the sale itself. Amounts are minor units. */
import type { DiscountKind } from "../../src/domain/discount.ts";
import type { LineItem } from "../../src/domain/sale.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { Role } from "../../src/domain/staff.ts";
import type { StaffChoice } from "../data.ts";

/** A line with the discount that was given on it alone; `saleDiscountMinor` is its share of the sale's. */
export type LineView = LineItem & {
  discountKind: DiscountKind | null;
  discountValue: number | null;
  saleDiscountMinor: number;
};

/** As it was given, in basis points or minor units, and what it takes off now. */
export type DiscountView = { kind: DiscountKind; value: number; offMinor: number };

/**
 * What a colleague is asked to agree to: a price or a discount past what the operator may give alone, more of the same, or a
 * sale without tax.
 */
export type ApprovalView = {
  /** Where the form goes, and what was typed into it. */
  action: string;
  fields: Record<string, string>;
  what:
    | { kind: "discount"; discount: Pick<DiscountView, "kind" | "value"> }
    | { kind: "price" }
    | { kind: "quantity"; before: number; after: number }
    | { kind: "tax_free"; taxNumber: string };
  /** The product it is about, or the customer; null: the whole sale. */
  name: string | null;
  beforeMinor: number;
  afterMinor: number;
  needs: Role;
  /** What the operator may give alone, in basis points. */
  mayGive: number;
  approvers: StaffChoice[];
  /** Where "Leave it" leads. */
  backHref: string;
};

/** What the last scan or basket change led to, shown under the scan field. */
export type ScanResult =
  | { kind: "ready" }
  | { kind: "added"; name: string; quantity: number; totalMinor: number; undo: Undo | null }
  | { kind: "quantity"; name: string; quantity: number; undo: Undo | null }
  | { kind: "removed"; name: string; undo: Undo | null }
  | { kind: "restored"; name: string }
  /** `quantity`: how many of it the first hit adds. */
  | { kind: "found"; typed: string; count: number; quantity?: number }
  | { kind: "discounted"; name: string; totalMinor: number }
  | { kind: "problem"; problem: Problem };

/** The form that takes the last change back: a plain change like any other. */
export type Undo =
  | { kind: "quantity"; lineId: string; quantity: number }
  | { kind: "remove"; lineId: string }
  | { kind: "restore"; lineId: string };

/** A sale that was put aside. */
export type ParkedSaleView = {
  id: string;
  code: number;
  /** The customer; without one, what was noted when it was put aside, else its number. */
  title: string;
  /** What was noted, where the title does not say it. */
  note: string | null;
  lineCount: number;
  totalMinor: number;
  parkedAt: number;
  staffName: string;
  /** A Klarna payment of it is open: the customer may still pay, or has and it is not saved. */
  isKlarnaOpen: boolean;
};

/**
 * How far Klarna is with letting go of a payment whose sale was given up. `lapsed`: its approval ran out by itself. `refused`: a
 * person is called. `taken`: it was captured in Klarna's portal, and must be given back there.
 */
export type LettingGo = "releasing" | "released" | "lapsed" | "refused" | "taken";
