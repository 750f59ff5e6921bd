import type { CustomerEventKind } from "../../src/domain/customer.ts";
import type { MergeChoice, MergeFact } from "../../src/domain/customer-merge.ts";
import type { TenderKind } from "../../src/domain/sale.ts";
import type { CustomerView } from "../data.ts";

/** A customer on a page of their own: who they are, what they agreed to, what they bought. */
export type CustomerPageView = {
  customer: CustomerView;
  /** When they agreed to be kept, and who noted it; null: they did not. */
  consent: { at: number; staffName: string } | null;
  /** They were asked and did not agree. */
  isForSaleOnly: boolean;
  createdAt: number;
  /** What Klarna took over for their purchases. */
  klarnaMinor: number;
  purchases: PurchaseView[];
  /** Which page of them this is, from 1. */
  page: number;
  hasMore: boolean;
  events: CustomerEventView[];
};

export type PurchaseView = {
  saleId: string;
  code: number;
  completedAt: number;
  totalMinor: number;
  isTaxFree: boolean;
  paidWith: TenderKind[];
};

export type CustomerEventView = {
  kind: CustomerEventKind;
  at: number;
  /** Null: the till itself. */
  staffName: string | null;
  approvedByName: string | null;
};

/** Two records that may be one customer's, and which facts of which would stay. */
export type MergeView = {
  kept: MergeSideView;
  other: MergeSideView;
  choice: MergeChoice;
  /** What both say in the same way. */
  alike: MergeFact[];
};

export type MergeSideView = {
  customerId: string;
  recordVersion: number;
  name: string;
  /** Each fact as people say it; empty where the record knows nothing. */
  facts: Record<MergeFact, string>;
  /** How many sales and Klarna payments move, or stay. */
  sales: number;
  createdAt: number;
};

/** How a phone number was read, to be read back: as dialled at home and from abroad, and of which country; null: not yet. */
export type PhoneReading = { national: string; international: string; country: string | null } | null;

/** How an address is written in a country. */
export type AddressRules = {
  isNumberFirst: boolean;
  isCityFirst: boolean;
  region: "required" | "expected" | "unused";
  postalCodeExample: string;
  /** The code of a state or province, where Klarna takes only that. */
  regionExample: string | null;
};
