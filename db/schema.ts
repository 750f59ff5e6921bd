/**
 * The words of the whole program: every table and column, as Kysely sees them.
 * Times are epoch milliseconds, amounts minor units, flags 0 or 1, ids prefixed texts, JSON is text.
 */
import type { Generated, Insertable, Selectable } from "kysely";
import type {
  Channel,
  EndedBy,
  EventCause,
  IdCheckAnswer,
  LastTry,
  PaymentStatus,
  WishKind,
  WishState,
} from "../src/domain/payment.ts";
import type { AttentionKind } from "../src/domain/attention.ts";
import type { Language } from "../src/domain/language.ts";
import type { LinkRoute, MessageChannel, RefusalAbout } from "../src/domain/link-routes.ts";
import type { CustomerEventKind } from "../src/domain/customer.ts";
import type { DiscountKind } from "../src/domain/discount.ts";
import type { GiftCardCause } from "../src/domain/gift-card.ts";
import type { Paper, PrintKind, PrintState, PrintWay, ReceiptMailState } from "../src/domain/receipt.ts";
import type { ExchangeKind, ExchangeOutcome } from "../src/domain/exchange.ts";
import type { HandOverKind } from "../src/domain/hand-over.ts";
import type { PaybackKind, ReturnReason } from "../src/domain/return.ts";
import type { LineKind, Mode, SaleStatus, TenderKind, VoidReason } from "../src/domain/sale.ts";
import type { CredentialKind, KlarnaEnvironment, KlarnaRegion } from "../src/domain/klarna-place.ts";
import type { DrawerCause } from "../src/domain/shift.ts";
import type { TaxStyle } from "../src/domain/tax.ts";
import type { Role } from "../src/domain/staff.ts";

export type Schema = {
  shop: ShopTable;
  klarnaAccount: KlarnaAccountTable;
  klarnaChannel: KlarnaChannelTable;
  staff: StaffTable;
  register: RegisterTable;
  session: SessionTable;
  customerDisplay: CustomerDisplayTable;
  shift: ShiftTable;
  drawerEntry: DrawerEntryTable;
  drawerCount: DrawerCountTable;
  zReport: ZReportTable;
  carriedPayment: CarriedPaymentTable;
  category: CategoryTable;
  taxRate: TaxRateTable;
  product: ProductTable;
  productBarcode: ProductBarcodeTable;
  customer: CustomerTable;
  customerEvent: CustomerEventTable;
  counter: CounterTable;
  receiptSeries: ReceiptSeriesTable;
  sale: SaleTable;
  lineItem: LineItemTable;
  tender: TenderTable;
  giftCard: GiftCardTable;
  giftCardEntry: GiftCardEntryTable;
  payment: PaymentTable;
  paymentEvent: PaymentEventTable;
  wish: WishTable;
  sending: SendingTable;
  klarnaBill: KlarnaBillTable;
  capture: CaptureTable;
  refund: RefundTable;
  handOver: HandOverTable;
  handOverLine: HandOverLineTable;
  saleReturn: SaleReturnTable;
  returnLine: ReturnLineTable;
  payback: PaybackTable;
  exchange: ExchangeTable;
  credit: CreditTable;
  journal: JournalTable;
  journalEntry: JournalEntryTable;
  attentionItem: AttentionItemTable;
  receiptPrint: ReceiptPrintTable;
  receiptMail: ReceiptMailTable;
  tillEvent: TillEventTable;
  actionResult: ActionResultTable;
};

/** The one shop of this database. */
export type ShopTable = {
  id: string;
  name: string;
  country: string;
  currency: string;
  locale: string;
  timeZone: string;
  taxStyle: TaxStyle;
  /** Lines under the name on a receipt, one per line of text. */
  receiptHead: string;
  receiptFoot: string;
  /** The demo shop, whose PINs everybody knows. */
  isDemo: Generated<number>;
  /** The smallest amount that can be paid in cash. */
  cashStepMinor: Generated<number>;
  /** What each role may give away alone, in basis points; a manager may give all. */
  cashierLimit: Generated<number>;
  seniorLimit: Generated<number>;
  /** Whoever counts the drawer is not shown what should be in it. */
  countsBlind: Generated<number>;
  /** Beyond this, all that is given back of one sale needs a second person. */
  returnLimitMinor: Generated<number>;
  createdAt: number;
};

/** A Klarna merchant account this shop has used. Its secret is in the settings, or sealed here with the id of the key. */
export type KlarnaAccountTable = {
  id: string;
  mode: Mode;
  baseUrl: string;
  /** Empty for an account with a single API key. */
  username: string;
  /** The password or the API key, as `credentialKind` says; null unless the page connected it. */
  sealedPassword: string | null;
  keyId: string | null;
  createdAt: number;
  /** What was chosen on the page; null for an account that only the settings named. */
  environment: KlarnaEnvironment | null;
  region: KlarnaRegion | null;
  credentialKind: CredentialKind | null;
  /** The one that the page connected, of which there is one at most. */
  isCurrent: Generated<number>;
  connectedAt: number | null;
  removedAt: number | null;
};

/** A way to send links that Klarna refuses for this merchant: when it last did, and with what answer. */
export type KlarnaChannelTable = {
  klarnaAccountId: string;
  channel: MessageChannel;
  refusedAt: number;
  code: string;
};

export type StaffTable = {
  id: string;
  name: string;
  role: Role;
  pinHash: string;
  /** The key whose pepper is in the hash. */
  keyId: string;
  failedPins: Generated<number>;
  /** No PIN is tried before this time. */
  nextPinAt: Generated<number>;
  isActive: Generated<number>;
  /** What they work in; null: as usual in the shop. */
  language: Language | null;
  createdAt: number;
  /** Their own keys, as JSON; null: the default set. */
  keyMap: string | null;
  /** Keys of a single letter do something. */
  hasLetterKeys: Generated<number>;
};

export type RegisterTable = {
  id: string;
  number: number;
  name: string;
  isActive: Generated<number>;
  /** What its browser prints receipts on. */
  paper: Generated<Paper>;
  /** Its receipt printer on the network; null: it has none. */
  printerHost: string | null;
  printerPort: number | null;
  /** The sale on its customer's screen; null: none was worked at yet. */
  shownSaleId: string | null;
};

/** Who is signed in where. Only the token's hash is kept. */
export type SessionTable = {
  tokenHash: string;
  staffId: string;
  registerId: string;
  shiftId: string;
  createdAt: number;
  seenAt: number;
  expiresAt: number;
};

/** The screen that a register turns to its customer. Its address holds a token of which only the hash is kept. */
export type CustomerDisplayTable = {
  registerId: string;
  id: string;
  tokenHash: string;
  /** Who made the address. */
  staffId: string;
  createdAt: number;
};

/** One drawer, from the first sign-in at its register to its counting and Z report. `staffId`: who opened it. */
export type ShiftTable = {
  id: string;
  registerId: string;
  staffId: string;
  mode: Mode;
  openedAt: number;
  closedAt: number | null;
  /** What the closing before left in the drawer. */
  leftMinor: Generated<number>;
  /** The float as it was counted; null: nobody counted it, so it is what was left. */
  floatMinor: number | null;
  /** Why that is not what the closing before left; null: it is, or nobody counted it. */
  floatReason: Generated<string | null>;
};

/** What went into the drawer or out of it since the float, append-only: what should be there is their sum. */
export type DrawerEntryTable = {
  shiftId: string;
  position: number;
  cause: DrawerCause;
  amountMinor: number;
  /** Of cash that was taken for a sale, or given back. */
  tenderId: string | null;
  /** Of cash put in or taken out. */
  reason: string | null;
  staffId: string;
  at: number;
};

/** Each counting of the drawer, append-only, with what should have been there at that moment. */
export type DrawerCountTable = {
  shiftId: string;
  position: number;
  countedMinor: number;
  expectedMinor: number;
  /** How many of each coin and note, as JSON; null: only the sum was typed. */
  pieces: string | null;
  staffId: string;
  at: number;
};

/** How a shift ended, append-only: numbered without gaps, practice apart from live. */
export type ZReportTable = {
  id: string;
  number: number;
  mode: Mode;
  registerId: string;
  shiftId: string;
  /** Who closed it. */
  staffId: string;
  closedAt: number;
  currency: string;
  expectedMinor: number;
  countedMinor: number;
  differenceReason: string | null;
  /** What stayed in the drawer, for the next shift. */
  leftMinor: number;
  /** The figures as they were, as JSON; nothing of any person. */
  figures: string;
};

/** An open payment that a closing handed on to the next shift, in the status that it had. */
export type CarriedPaymentTable = {
  zReportId: string;
  paymentId: string;
  status: PaymentStatus;
  /** 1: it was over, but for what Klarna had not given back. */
  owesRefund: Generated<number>;
  /** How much Klarna held of it, or owed; null, of reports from before: all of it. */
  amountMinor: Generated<number | null>;
  /** What Klarna owed of it beside what it held; null: nothing. */
  owedMinor: Generated<number | null>;
};

export type CategoryTable = { id: string; name: string; position: number };

export type TaxRateTable = { id: string; code: string; name: string; rateBasisPoints: number };

export type ProductTable = {
  id: string;
  code: string;
  name: string;
  priceMinor: number;
  taxRateId: string;
  categoryId: string;
  /** Place among the favourites; null: not one of them. */
  tilePosition: number | null;
  /** Name and code in lower case, for the search. */
  searchText: string;
  isActive: Generated<number>;
  /** By which the index of words knows it; the database gives it out. */
  wordsNumber: Generated<number | null>;
};

export type ProductBarcodeTable = { barcode: string; productId: string };

/** The place of personal data; everything else points here. Only a bill of Klarna's lies beside it for a while. */
export type CustomerTable = {
  id: string;
  givenName: string;
  familyName: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
  street: string | null;
  street2: string | null;
  postalCode: string | null;
  city: string | null;
  region: string | null;
  country: string;
  /** Need not pay the tax on what they buy. */
  isTaxFree: Generated<number>;
  /** By which number they need not. The books need it, so it stays when the rest is forgotten. */
  taxNumber: Generated<string | null>;
  /** When they agreed that their details are kept, and who noted it; null: they did not, or were never asked. */
  consentAt: Generated<number | null>;
  consentBy: Generated<string | null>;
  /** Asked, and not agreed: forgotten once the sale is over. */
  isForSaleOnly: Generated<number>;
  /** Nothing of who they are is left: only what the books point at. */
  forgottenAt: Generated<number | null>;
  /** The record that this double became part of. */
  mergedIntoId: Generated<string | null>;
  /** What they are told in; null: as usual in the shop. */
  language: Language | null;
  searchText: string;
  version: Generated<number>;
  createdAt: number;
  updatedAt: number;
};

/** What happened to a customer's record, append-only; nothing of what it says. */
export type CustomerEventTable = {
  id: string;
  customerId: string;
  kind: CustomerEventKind;
  /** The other record, when two were put together. */
  otherId: string | null;
  /** Null: the till itself. */
  staffId: string | null;
  /** Who agreed, where the role needed somebody to. */
  approvedBy: string | null;
  at: number;
  /** Which facts were taken from which record, as JSON. */
  detail: string | null;
};

/** Plain number series, e.g. the sale codes. */
export type CounterTable = { name: string; nextValue: number };

/** Receipt numbers without gaps, per register, practice apart from live. */
export type ReceiptSeriesTable = { registerId: string; mode: Mode; nextNumber: number };

/** A discount as it was given, on a sale or a line; all null where there is none. */
type DiscountColumns = {
  discountKind: DiscountKind | null;
  discountValue: number | null;
  /** The most that whoever answers for it may give, in basis points. */
  discountMost: number | null;
  discountBy: string | null;
};

/**
 * What somebody has answered for: so much off something of that worth. Of a line: all that comes off it; of a sale: what
 * its discount takes off all goods. Both null: no more than everybody at the till may give.
 */
type AgreedColumns = { agreedOffMinor: number | null; agreedWorthMinor: number | null };

export type SaleTable = DiscountColumns & AgreedColumns & {
  id: string;
  /** What people call the sale, e.g. 20418. */
  code: number;
  mode: Mode;
  status: SaleStatus;
  version: Generated<number>;
  registerId: string;
  shiftId: string;
  /** Who rang it up first. */
  staffId: string;
  customerId: string | null;
  currency: string;
  parkedNote: string | null;
  createdAt: number;
  updatedAt: number;
  parkedAt: number | null;
  completedAt: number | null;
  completedBy: string | null;
  receiptNumber: number | null;
  voidedAt: number | null;
  voidedBy: string | null;
  voidReason: VoidReason | null;
  note: string | null;
  isTaxFree: Generated<number>;
  /** By which number it has no tax, as it was then, and who answers for that. */
  taxNumber: string | null;
  taxFreeBy: string | null;
  /** When it was completed with its goods still in the shop, to be picked up later; null: they went along at once. */
  forPickUpAt: number | null;
  /** When nothing of them was left to be picked up. */
  handedOverAt: number | null;
};

export type LineItemTable = DiscountColumns & AgreedColumns & {
  id: string;
  kind: Generated<LineKind>;
  saleId: string;
  position: number;
  productId: string | null;
  productCode: string | null;
  name: string;
  quantity: number;
  note: string | null;
  unitPriceMinor: number;
  /** The catalogue's price where somebody set another, who answers for that, and the most they may give in basis points. */
  listPriceMinor: number | null;
  priceBy: string | null;
  priceMost: number | null;
  /** All that comes off; `saleDiscountMinor` of it is the line's share of the sale's discount. */
  discountMinor: Generated<number>;
  saleDiscountMinor: Generated<number>;
  taxCode: string;
  taxRateBasisPoints: number;
  priceStyle: TaxStyle;
  isTaxFree: Generated<number>;
  totalMinor: number;
  taxMinor: number;
  /** Of a gift card that is sold: the number on it. */
  giftCardNumber: string | null;
  createdAt: number;
  removedAt: number | null;
};

export type TenderTable = {
  id: string;
  saleId: string;
  kind: TenderKind;
  mode: Mode;
  amountMinor: number;
  givenMinor: number | null;
  paymentId: string | null;
  /** A card slip's number, the last digits of a one-time card, or a gift card's number. */
  reference: string | null;
  /** The cash that this row rounds. */
  roundsTenderId: string | null;
  shiftId: string;
  registerId: string;
  staffId: string;
  createdAt: number;
  removedAt: number | null;
};

export type GiftCardTable = { id: string; number: string; mode: Mode; currency: string; createdAt: number };

/** What was put on a gift card or taken off it, append-only: its balance is their sum. */
export type GiftCardEntryTable = {
  id: string;
  giftCardId: string;
  amountMinor: number;
  cause: GiftCardCause;
  saleId: string;
  tenderId: string | null;
  staffId: string;
  at: number;
};

export type PaymentTable = {
  id: string;
  saleId: string;
  klarnaAccountId: string;
  mode: Mode;
  /** Which try of its sale this is, from 1. */
  attempt: number;
  /** Sale code and try, e.g. 20418-1: our reference at Klarna. */
  reference: string;
  amountMinor: number;
  currency: string;
  customerId: string | null;
  /** The customer record's version that Klarna was last told; null: none. */
  customerVersionTold: number | null;
  /** Where and by whom it was started. */
  registerId: string;
  staffId: string;
  /** Where it is worked at now, when another register took it over; null: where it was started. */
  heldByRegisterId: string | null;
  heldByStaffId: string | null;
  status: PaymentStatus;
  endedBy: EndedBy | null;
  lastTry: LastTry | null;
  /** Klarna's code for its refusal at the start, or null. */
  refusalCode: string | null;
  /** Klarna asks for an ID: what the phone shows for it, or nothing. Null: Klarna does not ask. */
  idCheckChallenge: string | null;
  /** What the cashier said of the ID; null: nothing yet, or Klarna asks anew. */
  idCheckAnswer: IdCheckAnswer | null;
  /** The cashier went past the reminder. */
  remindedAt: number | null;
  paymentSessionId: string | null;
  hostedSessionId: string | null;
  linkUrl: string | null;
  qrImageUrl: string | null;
  /** When Klarna ends the hosted session by itself. */
  sessionExpiresAt: number | null;
  /** Klarna says the customer finished; the order has not been read back yet. */
  completionSeenAt: number | null;
  orderId: string | null;
  klarnaReference: string | null;
  authorizationExpiresAt: number | null;
  /** The newest time Klarna put on a snapshot; older ones are ignored. */
  klarnaUpdatedAt: number | null;
  callbackTokenHash: string | null;
  createdAt: number;
  /** The till's own limit. */
  limitAt: number;
  statusAt: number;
  savedAt: number | null;
  /** When we had closed it without money and Klarna turned out to hold some. */
  correctedAt: number | null;
  /** When the logbook gave it back, because the database was a backup from before it; null: it was never lost. */
  recoveredAt: number | null;
  /** When to ask Klarna next; null: never again. */
  nextCheckAt: number | null;
  leaseOwner: string | null;
  leaseUntilAt: number | null;
  /** The last time Klarna answered a look. */
  checkedAt: number | null;
  /** The last time its order was read again at night, after it was over. */
  nightReadAt: number | null;
  /** The last time Klarna showed its page, and that it was not paid: the only proof that it ended unpaid. */
  seenUnpaidAt: number | null;
  /** Looks in a row that brought no answer. */
  failedChecks: Generated<number>;
  failureCode: string | null;
  /** What Klarna gave back of it that this till did not ask for, as its order said last. */
  refundedElsewhereMinor: Generated<number>;
  /** To how much its order was lowered in Klarna's portal, as it said last; null: it is as it was asked for. */
  loweredToMinor: number | null;
};

/** What happened to a payment, append-only. */
export type PaymentEventTable = {
  id: string;
  paymentId: string;
  position: number;
  kind: string;
  fromStatus: PaymentStatus | null;
  toStatus: PaymentStatus | null;
  cause: EventCause;
  staffId: string | null;
  at: number;
  correlationId: string | null;
  /** Codes and ids as JSON; no personal data. */
  detail: string | null;
};

/** Something asked of Klarna, with its key and amount fixed before the first send. */
export type WishTable = {
  id: string;
  paymentId: string;
  kind: WishKind;
  attempt: number;
  state: WishState;
  idempotencyKey: string;
  amountMinor: number;
  /** Null: the till itself asked, e.g. its time limit. */
  staffId: string | null;
  askedAt: number;
  firstSentAt: number | null;
  /** When an order was first read, after the key was forgotten, that does not show it; null: none was, or it does. */
  notThereAt: number | null;
  answeredAt: number | null;
  answerCode: string | null;
  correlationId: string | null;
  /** Of a capture of goods that were picked up: the last of the sale's hand-overs that it pays for. */
  upToHandOver: number | null;
  /** What is to be given back by it, of a wish to refund. */
  paybackId: Generated<string | null>;
};

/** One sending of the link. A QR code shown is one too, and needs no answer. */
export type SendingTable = {
  id: string;
  paymentId: string;
  channel: Channel;
  /** Who carries the message; null for a QR code. */
  via: LinkRoute | null;
  /** The same for the same address, and of no other use: for the limit on messages per address. */
  addressKey: string | null;
  /** What Klarna's refusal was about; null: not refused, or for another reason. */
  refusalAbout: RefusalAbout | null;
  /** As shown to people, e.g. 07••• •••123. */
  maskedAddress: string | null;
  state: WishState;
  staffId: string | null;
  askedAt: number;
  triedAt: number | null;
  answeredAt: number | null;
  answerCode: string | null;
  correlationId: string | null;
};

/** Who Klarna's bill of a payment names: personal data, forgotten once it was compared. */
export type KlarnaBillTable = {
  paymentId: string;
  /** When it was first read to say this, by which a page knows it again. */
  readAt: number;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  street2: string | null;
  postalCode: string | null;
  city: string | null;
  region: string | null;
  country: string | null;
};

export type CaptureTable = {
  id: string;
  paymentId: string;
  wishId: string;
  amountMinor: number;
  klarnaCaptureId: string;
  capturedAt: number;
};

export type RefundTable = {
  id: string;
  paymentId: string;
  wishId: string;
  amountMinor: number;
  klarnaRefundId: string;
  refundedAt: number;
};

/** Goods of a finished sale that were picked up, not taken after all, or came back unpaid, append-only. */
export type HandOverTable = {
  id: string;
  saleId: string;
  /** From 1, in the order in which it happened. */
  position: number;
  kind: HandOverKind;
  /** What these goods cost; of those that were not taken or came back unpaid, less what went back for them. */
  valueMinor: number;
  registerId: string;
  staffId: string;
  at: number;
  /** With which what was paid already for goods that were not taken went back; null: nothing was. */
  returnId: Generated<string | null>;
};

/** So many pieces of a line that went with a hand-over. */
export type HandOverLineTable = { handOverId: string; lineItemId: string; quantity: number };

/** Something of a finished sale that was given back, append-only: numbered without gaps, practice apart from live. */
export type SaleReturnTable = {
  id: string;
  number: number;
  saleId: string;
  mode: Mode;
  registerId: string;
  shiftId: string;
  staffId: string;
  /** The second person, above the limit. */
  approvedBy: string | null;
  totalMinor: number;
  taxMinor: number;
  /** Why money was given back beyond what any line says. */
  note: string | null;
  /** The newest hand-over of the sale by then; null: written down before that was kept. */
  afterHandOver: number | null;
  at: number;
};

/** What came back of a line, append-only. No pieces: a part of the price of what stays. */
export type ReturnLineTable = {
  returnId: string;
  position: number;
  lineId: string;
  quantity: number;
  amountMinor: number;
  taxMinor: number;
  reason: ReturnReason;
  /** It can be sold again. */
  backOnShelf: number;
};

/** One way in which money of a return went, append-only. What became of one by Klarna, its wishes tell. */
export type PaybackTable = {
  id: string;
  returnId: string;
  kind: PaybackKind | "rounding";
  amountMinor: number;
  tenderId: string | null;
  paymentId: string | null;
  giftCardId: string | null;
  /** The card terminal's slip. */
  reference: string | null;
  /** What Klarna refused for good went this way. `klarna`: somebody had done it in Klarna's portal. */
  insteadOfId: string | null;
  /** The credit of an exchange whose money this is; null: the sale's own. Cash of a credit counts as the sale's own. */
  creditId: Generated<string | null>;
  /** 1: somebody had given it back in Klarna's portal; nobody is asked for it. */
  isFound: Generated<number>;
  staffId: string;
  at: number;
};

/** Goods of a finished sale that are exchanged for those of a new one; under way until the new one is completed or given up. */
export type ExchangeTable = {
  id: string;
  saleId: string;
  newSaleId: string;
  /** How the old goods come off the books when the new sale is completed. */
  kind: ExchangeKind;
  /** What comes back, as JSON: an ExchangePlan. */
  wanted: string;
  totalMinor: number;
  /** The second person, above the limit, or the senior who answers for letting go. */
  approvedBy: string | null;
  staffId: string;
  at: number;
  endedAt: number | null;
  /** `stopped`: the old sale stands. Null: it is under way. */
  outcome: ExchangeOutcome | null;
  returnId: string | null;
};

/** What of a returned sale's money pays for a new one instead of going back, append-only. */
export type CreditTable = {
  id: string;
  returnId: string;
  /** The tender by which it once came into the shop; never itself of the kind `exchange`. */
  rootTenderId: string;
  /** Where the returned sale had been paid by a credit itself. */
  fromCreditId: string | null;
  /** The tender of the new sale that it is a part of. */
  tenderId: string;
  amountMinor: number;
};

/** One booking: append-only, its entries sum to zero. */
export type JournalTable = {
  id: string;
  cause: string;
  saleId: string | null;
  /** What it books of a return. */
  returnId: Generated<string | null>;
  paymentId: string | null;
  mode: Mode;
  shiftId: string | null;
  staffId: string | null;
  at: number;
};

export type JournalEntryTable = {
  journalId: string;
  position: number;
  account: string;
  amountMinor: number;
  currency: string;
};

/** Our book and Klarna's differ, or a person must decide. */
export type AttentionItemTable = {
  id: string;
  kind: AttentionKind;
  mode: Mode;
  saleId: string | null;
  paymentId: string | null;
  amountMinor: number;
  weThink: string;
  klarnaSays: string;
  readAt: number;
  openedAt: number;
  closedAt: number | null;
  closedBy: string | null;
  closeReason: string | null;
};

/** One printing of a receipt, or one opening of the drawer. From the second receipt on it is a copy, and says so. */
export type ReceiptPrintTable = {
  id: string;
  saleId: string;
  /** It is what is handed over for this return; null: the sale's own receipt. */
  returnId: string | null;
  kind: PrintKind;
  way: PrintWay;
  /** From 1, by sale and kind. */
  number: number;
  registerId: string;
  staffId: string;
  state: PrintState;
  /** It says the whole numbers of the gift cards that were sold. */
  showsNumbers: Generated<number>;
  askedAt: number;
  triedAt: number | null;
  answeredAt: number | null;
  answerCode: string | null;
};

/** A receipt that is to go by e-mail. */
export type ReceiptMailTable = {
  id: string;
  saleId: string;
  /** It is what is handed over for this return; null: the sale's own receipt. */
  returnId: string | null;
  /** Forgotten some days after it was sent or given up. */
  address: string | null;
  maskedAddress: string;
  staffId: string;
  state: ReceiptMailState;
  /** It says the whole numbers of the gift cards that were sold. */
  showsNumbers: Generated<number>;
  askedAt: number;
  tries: Generated<number>;
  /** When to send it, or, while it is being sent, when its answer is overdue; null: never again by itself. */
  nextTryAt: number | null;
  triedAt: number | null;
  answeredAt: number | null;
  answerCode: string | null;
};

/** What happened to the till as a whole, append-only: a recovery, a word about the clock. */
export type TillEventTable = {
  id: string;
  kind: TillEventKind;
  at: number;
  /** Who answers for it; null: it came by itself. */
  staffId: string | null;
  reason: string | null;
  /** Numbers and ids as JSON. */
  detail: string | null;
};

export type TillEventKind = "recovery_began" | "recovery_ended" | "opened_unread" | "clock_confirmed";

/** What a form's action id led to, so that sending it again repeats the answer and not the deed. */
export type ActionResultTable = {
  actionId: string;
  staffId: string;
  contentHash: string;
  /** Ids and codes as JSON. */
  result: string;
  createdAt: number;
};

export type SaleReturnRow = Selectable<SaleReturnTable>;
export type ReturnLineRow = Selectable<ReturnLineTable>;
export type PaybackRow = Selectable<PaybackTable>;
export type ExchangeRow = Selectable<ExchangeTable>;
export type CreditRow = Selectable<CreditTable>;
export type SaleRow = Selectable<SaleTable>;
export type LineItemRow = Selectable<LineItemTable>;
export type TenderRow = Selectable<TenderTable>;
export type GiftCardRow = Selectable<GiftCardTable>;
export type PaymentRow = Selectable<PaymentTable>;
export type PaymentEventRow = Selectable<PaymentEventTable>;
export type WishRow = Selectable<WishTable>;
export type SendingRow = Selectable<SendingTable>;
export type KlarnaBillRow = Selectable<KlarnaBillTable>;
export type KlarnaChannelRow = Selectable<KlarnaChannelTable>;
export type CustomerRow = Selectable<CustomerTable>;
export type CustomerEventRow = Selectable<CustomerEventTable>;
export type ProductRow = Selectable<ProductTable>;
export type StaffRow = Selectable<StaffTable>;
export type RegisterRow = Selectable<RegisterTable>;
export type CaptureRow = Selectable<CaptureTable>;
export type HandOverRow = Selectable<HandOverTable>;
export type ReceiptPrintRow = Selectable<ReceiptPrintTable>;
export type ReceiptMailRow = Selectable<ReceiptMailTable>;
export type ShiftRow = Selectable<ShiftTable>;
export type DrawerCountRow = Selectable<DrawerCountTable>;
export type ZReportRow = Selectable<ZReportTable>;
export type SessionRow = Selectable<SessionTable>;
export type CustomerDisplayRow = Selectable<CustomerDisplayTable>;
export type ShopRow = Selectable<ShopTable>;
export type KlarnaAccountRow = Selectable<KlarnaAccountTable>;
export type NewShop = Insertable<ShopTable>;
export type AttentionItemRow = Selectable<AttentionItemTable>;
export type TillEventRow = Selectable<TillEventTable>;
export type NewPayment = Insertable<PaymentTable>;
export type NewCustomer = Insertable<CustomerTable>;
