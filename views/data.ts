/**
 * What the views are given: plain data, made by the routes from what the store holds.
 * Times are epoch milliseconds, amounts minor units.
 */
import type { ExchangeNote } from "./exchange/data.ts";
import type { ComparedFact } from "../src/domain/customer-match.ts";
import type {
  Channel,
  EndedBy,
  Finding,
  IdCheckAnswer,
  LastTry,
  PaymentStatus,
  WishState,
} from "../src/domain/payment.ts";
import type { Language } from "../src/domain/language.ts";
import type { LinkRoute, MessageChannel, RefusalAbout } from "../src/domain/link-routes.ts";
import type { FieldProblem } from "../src/domain/problem.ts";
import type { SaleStatus, SaleTotals, TenderKind, VoidReason } from "../src/domain/sale.ts";
import type { SellingStop } from "../src/domain/selling.ts";
import type { KeyMap } from "../src/domain/keys.ts";
import type { KlarnaState } from "../src/domain/klarna-place.ts";
import type { Role } from "../src/domain/staff.ts";
import type { Messages } from "./messages/catalogue.ts";
import type { DiscountView, LettingGo, LineView } from "./sale/data.ts";

/** What every page knows: whose till this is, who stands at it, in which words and formats. */
export type Frame = {
  /** Of whoever reads the page. */
  language: Language;
  t: Messages;
  shop: ShopView;
  /** Nothing here is real money: the banner is on every page. */
  isPractice: boolean;
  /** Null before sign-in. */
  operator: Operator | null;
  /** Whether a new Klarna payment could start now. `away`: it did not answer lately. `refused`: not our credentials. */
  klarna: KlarnaState;
  /** Why nothing may be sold now; null: it may. */
  stop: SellingStop | null;
  /** Open payments of the whole shop, for the count beside Payments. */
  openPayments: number;
  /** How many things of the whole shop wait for a person. */
  openAttention: number;
  /** The session-bound token every form carries. */
  formToken: string;
  /** A new action id, for one form. */
  newActionId: () => string;
  /** What each key presses, for whoever is signed in. */
  keys: KeyMap;
  /** Keys of a single letter do something. */
  hasLetterKeys: boolean;
  now: number;
};

export type ShopView = {
  name: string;
  country: string;
  currency: string;
  /** How whoever reads the page writes money and dates. */
  locale: string;
  /** What customers are told in, where none of theirs is known. */
  customersLanguage: Language;
  timeZone: string;
  receiptHead: string;
  /** The smallest amount that can be paid in cash. */
  cashStepMinor: number;
  receiptFoot: string;
};

export type Operator = { staffId: string; name: string; role: Role; registerName: string; registerNumber: number };

export type SaleView = {
  id: string;
  /** Null until the first line makes the sale real. */
  code: number | null;
  version: number;
  status: SaleStatus;
  lines: LineView[];
  tenders: TenderView[];
  totals: SaleTotals;
  customer: CustomerView | null;
  note: string | null;
  /** The discount on the whole sale; null: there is none. */
  discount: DiscountView | null;
  /** Why no line may change now; null: it may. */
  lock: "klarna" | "tender" | null;
  /** Rung up in practice: it stays that, whatever the shop does by now. */
  isPractice: boolean;
  /** The newest Klarna payment that is not over or not yet put away, if any. */
  payment: PaymentView | null;
  registerName: string;
  staffName: string;
  completedAt: number | null;
  receiptNumber: number | null;
  /** Gift cards that can be paid with, now that the sale is completed. */
  soldCards: number;
  /** By which number it has no tax; null: it has. */
  taxNumber: string | null;
  /** How the sale was given up; null: it was not. */
  voided: VoidedView | null;
  /** Of which exchange it is the new half; null: of none. */
  exchange: ExchangeNote | null;
};

/**
 * `handBackMinor`: the cash that was taken and goes back. `cards`: what goes back on the card terminal or onto a gift card.
 * `klarna`: the payments whose money goes back.
 */
export type VoidedView = {
  at: number;
  staffName: string;
  reason: VoidReason;
  handBackMinor: number;
  cards: { kind: TenderKind; amountMinor: number; reference: string | null }[];
  klarna: { paymentId: string; amountMinor: number; state: LettingGo }[];
};

export type TenderView = {
  id: string;
  kind: TenderKind;
  amountMinor: number;
  givenMinor: number | null;
  createdAt: number;
  paymentId: string | null;
  klarnaReference: string | null;
  /** A card slip's number, or the last of a card's number. */
  reference: string | null;
};

export type CustomerView = {
  id: string;
  givenName: string;
  familyName: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
  /** The same as people say it: the national way when it is of the customer's own country. */
  phoneText: string | null;
  street: string | null;
  street2: string | null;
  postalCode: string | null;
  city: string | null;
  region: string | null;
  country: string;
  /** What they are told in. */
  language: Language;
  /** What Klarna's form will have to ask, because Klarna is not told it. */
  missing: MissingField[];
  /** Why that is so of an address that is on file; null: it is told. */
  untold: UntoldReason | null;
  /** The number by which they pay no tax; null: they pay it. */
  taxNumber: string | null;
};

/** The customer lives in another country than the shop, or the code of the state is missing where Klarna asks for it; or Klarna would not take it. */
export type UntoldReason = "abroad" | "no_region" | "refused";

/** What Klarna fills in from the record, if it is told. */
export type MissingField = "name" | "contact" | "street" | "postal_code" | "city" | "region";

/** What came in by one kind of tender. */
export type TakenView = { kind: TenderKind; amountMinor: number };

/** A product as a tile or a search hit. */
export type ProductView = { id: string; code: string; name: string; priceMinor: number };
export type CategoryView = { id: string; name: string };

export type PaymentView = {
  id: string;
  saleId: string;
  saleCode: number;
  reference: string;
  status: PaymentStatus;
  amountMinor: number;
  currency: string;
  endedBy: EndedBy | null;
  lastTry: LastTry | null;
  /** Klarna's code for its refusal at the start. */
  refusalCode: string | null;
  /** Empty when Klarna asks for an ID and shows no code for it; null: it does not ask. */
  idCheckChallenge: string | null;
  /** What the cashier said of the ID Klarna asks for; null: nothing yet. */
  idCheckAnswer: IdCheckAnswer | null;
  /** The cashier went past the reminder. */
  isReminded: boolean;
  linkUrl: string | null;
  /** Klarna's QR picture, used only when there is no link to draw one from. */
  qrImageUrl: string | null;
  /** Newest first. */
  sendings: SendingView[];
  /** By which routes a message could go now, the best first. */
  routes: Record<MessageChannel, LinkRoute[]>;
  /** The ways that Klarna refuses for this shop, since when, and from when on it is asked again. */
  refusedChannels: { channel: MessageChannel; refusedAt: number; againAt: number }[];
  /** State of the newest wish to cancel; null when nobody asked. `refused`: the customer was faster. */
  cancelWish: WishState | null;
  /** Who asked for it; null: nobody, or the till's own limit did. */
  cancelAskedBy: { staffId: string; name: string } | null;
  /** When that was asked. */
  cancelAskedAt: number | null;
  /** Since when Klarna is asked to stop it or give it back, without an answer; null: it is not. */
  stopAskedAt: number | null;
  /** What a manager found in Klarna's portal, when its end was settled by hand. */
  settledAs: Finding | null;
  /** State of the wish to release a held authorization; null when nobody asked. */
  releaseWish: WishState | null;
  /** Klarna says the customer finished; the order is being read back. */
  isBeingRead: boolean;
  /** We had closed it without money, and Klarna turned out to hold some. */
  isPaidLate: boolean;
  /** Lost with a backup and found again: what was in its sale is rung up again before it is saved. */
  isToBeRungUp: boolean;
  /** When Klarna stops holding the money; null: not known, or it holds none. */
  authorizationExpiresAt: number | null;
  /** What of it was taken so far, as our book has it. */
  capturedMinor: number;
  /** State of the newest wish for a longer approval, or for Klarna's messages once more; null: nobody asked. */
  favours: { extend: WishState | null; resend: WishState | null };
  klarnaReference: string | null;
  /** Its tender is part of the sale. */
  isSaved: boolean;
  customer: CustomerView | null;
  createdAt: number;
  limitAt: number;
  /** When Klarna ends its page by itself; null: not known. */
  sessionExpiresAt: number | null;
  /** When it came to its present status. */
  statusAt: number;
  /** When Klarna last answered; null: never yet. */
  checkedAt: number | null;
  /** Looks in a row without an answer, and why. */
  failedChecks: number;
  failureCode: string | null;
  nextCheckAt: number | null;
  /** Newest last. */
  events: { status: PaymentStatus; at: number }[];
  /** In what Klarna's bill and the customer's record differ. */
  differences: ComparedFact[];
  /**
   * Which record and which bill those are, for the form that takes Klarna's, and whom the bill names; null: there is
   * nothing to compare.
   */
  compared: { recordVersion: number; billReadAt: number; klarnasName: string | null } | null;
  /** A person must look at it: our book and Klarna's differ. */
  needsAttention: boolean;
  /** Nobody can ask Klarna about it: its account is not connected, or is another merchant's by now. */
  isOutOfReach: boolean;
  /** Klarna has paid it out for a sale that was given up: asking it to let go is no use. */
  isTakenForNothing: boolean;
  /** Who started it; the money it holds is theirs to decide about. */
  startedBy: string;
  startedByName: string;
  /** Where and by whom it is worked at; every other register watches. */
  registerName: string;
  registerNumber: number;
  staffName: string;
};

export type SendingView = {
  id: string;
  channel: Channel;
  /** Who carries it; null for a QR code. */
  via: LinkRoute | null;
  maskedAddress: string | null;
  /** It went, or goes, to the address that is on file now. */
  isToThisAddress: boolean;
  state: WishState;
  askedAt: number;
  answerCode: string | null;
  /** What Klarna's refusal was about. */
  refusalAbout: RefusalAbout | null;
};

/** One row of the list of payments. */
export type PaymentRowView = {
  payment: PaymentView;
  customerName: string | null;
  /** Approved by Klarna but not yet part of its sale, for too long. */
  isUnsavedTooLong: boolean;
};

/** What was typed into a form and what is wrong with it, by field. */
export type FormState = {
  values: Record<string, string>;
  problems: Record<string, FieldProblem>;
  /** What was probably meant, by field: asked once. */
  suggestions?: Record<string, string>;
};

/** `isChosen`: named before, when the PIN was not right. */
export type StaffChoice = { id: string; name: string; role: Role; isChosen?: boolean };
export type RegisterChoice = { id: string; name: string; number: number };

/** Who may agree where this operator may not decide alone; else nobody. `limitMinor`: above it a second person does, whoever asks. */
export type AgreeingView = { approvers: StaffChoice[]; limitMinor: number | null };

/** One line of a list to choose from. */
export type Choice = { value: string; label: string };
