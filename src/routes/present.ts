import type {
  CustomerRow,
  KlarnaBillRow,
  KlarnaChannelRow,
  LineItemRow,
  PaymentEventRow,
  PaymentRow,
  SaleRow,
  SendingRow,
  ShopRow,
  WishRow,
} from "../../db/schema.ts";
import type { CustomerView, PaymentRowView, PaymentView, SaleView } from "../../views/data.ts";
import type { DiscountView } from "../../views/sale/data.ts";
import { isOutOfReach, isWarning } from "../domain/attention.ts";
import { type Language, languageOfCustomers } from "../domain/language.ts";
import { CHANNEL_REST_MS } from "../domain/link-routes.ts";
import { sumOfAmounts } from "../domain/money.ts";
import { holderOf, isOver, isToBeRungUp, isUnfinished, UNSAVED_AFTER_MS, type WishKind } from "../domain/payment.ts";
import { saleTotals } from "../domain/sale.ts";
import { askedOfStranger, missingForKlarna, whyAddressUntold } from "../operations/customer-check.ts";
import { isRecordRefused } from "../operations/conversation/open-sessions.ts";
import { compareBill } from "../operations/klarna-bill.ts";
import { openRoutes } from "../operations/link-routes.ts";
import { discountIn } from "../operations/reprice.ts";
import { phoneAsSaid } from "../operations/phone-numbers.ts";
import { findingOf } from "../operations/settle-by-hand.ts";
import { addressKey } from "../security/address-key.ts";
import type { Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { type Names, names, type PaymentFacts, paymentFacts } from "../store/payment-facts.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { findShop } from "../store/shop.ts";
import { findSale, linesOf, lockBy, tendersOf } from "../store/sales.ts";
import { isUnanswered } from "../store/wishes.ts";
import { exchangeNote } from "./present-exchange.ts";
import { shownReference, voidedView } from "./present-voided.ts";

/** A sale as its page shows it; an empty one when nothing was rung up under this id yet. */
export async function saleView(shop: Shop, saleId: string): Promise<SaleView> {
  const sale = await findSale(shop.db.read, saleId);
  return sale ? await knownSaleView(shop, sale) : emptySaleView(saleId, shop.klarna.mode === "practice");
}

/** The payment whose window covers the sale; a sale that was lost is rung up again under its payment. */
export function coveringPayment({ payment }: SaleView): PaymentView | null {
  return payment?.isToBeRungUp ? null : payment;
}

/** A payment as its window shows it. */
export async function paymentView(shop: Shop, payment: PaymentRow, known?: Known): Promise<PaymentView> {
  const [view] = await paymentViews(shop, [payment], known);
  if (!view) throw new Error("one payment has one view");
  return view;
}

/** Payments as a list shows them, with one question for all of them. */
export async function paymentViews(
  shop: Shop,
  payments: readonly PaymentRow[],
  known?: Known,
): Promise<PaymentView[]> {
  if (payments.length === 0) return [];
  const factsOf = await paymentFacts(shop.db.read, payments, shop.clock.now());
  const { place, names } = known ?? await knownOf(shop);
  return payments.map((payment) => viewFrom(shop, payment, factsOf(payment), { place, names }));
}

/** What is true of the whole shop, read once for all that is shown together. */
type Known = { place: Awaited<ReturnType<typeof placeOf>>; names: Names };

async function knownOf(shop: Shop): Promise<Known> {
  return { place: await placeOf(shop), names: await names(shop.db.read) };
}

function viewFrom(shop: Shop, payment: PaymentRow, facts: PaymentFacts, { place, names }: Known): PaymentView {
  const { wishes, customer, events, bill, calls } = facts;
  const holder = holderOf(payment);
  const register = names.registers.get(holder.registerId);
  const cancelWish = newest(wishes, "cancel");
  return {
    ...payment,
    ...askability(shop, payment),
    ...sendability(shop, payment, facts.refused),
    saleCode: facts.saleCode,
    isReminded: payment.remindedAt !== null,
    sendings: facts.sendings.map((sending) => ({
      ...sending,
      isToThisAddress: isToThisAddress(shop, sending, customer),
    })),
    cancelWish: cancelWish?.state ?? null,
    cancelAskedBy: askerOf(cancelWish, names),
    cancelAskedAt: cancelWish?.askedAt ?? null,
    stopAskedAt: wishes.find((wish) => STOPS.includes(wish.kind) && isUnanswered(wish))?.askedAt ?? null,
    settledAs: findingOf(events),
    releaseWish: newest(wishes, "release")?.state ?? null,
    capturedMinor: sumOfAmounts(facts.captures),
    favours: { extend: newest(wishes, "extend")?.state ?? null, resend: newest(wishes, "resend")?.state ?? null },
    isBeingRead: payment.completionSeenAt !== null &&
      (payment.status === "waiting" || payment.status === "in_progress"),
    isPaidLate: payment.correctedAt !== null,
    isToBeRungUp: isToBeRungUp(payment),
    isSaved: payment.savedAt !== null,
    customer: customer ? toldView(customerView(customer, place), { events, place }) : null,
    ...compared(customer, bill, place.locale),
    events: events.flatMap((event) => event.toStatus ? [{ status: event.toStatus, at: event.at }] : []),
    needsAttention: calls.some(({ kind }) => !isWarning(kind)),
    isOutOfReach: calls.some(isOutOfReach),
    isTakenForNothing: calls.some(({ kind }) => kind === "captured_voided"),
    startedBy: payment.staffId,
    startedByName: names.staff.get(payment.staffId) ?? "",
    registerName: register?.name ?? "",
    registerNumber: register?.number ?? 0,
    staffName: names.staff.get(holder.staffId) ?? "",
  };
}

/** Wishes after which the payment, or what is left of it, is over. */
const STOPS: readonly WishKind[] = ["cancel", "release", "release_rest", "refund"];

/** The person who asked; null: nobody did, or the till itself. */
function askerOf(wish: WishRow | undefined, { staff }: Names): PaymentView["cancelAskedBy"] {
  if (!wish?.staffId) return null;
  return { staffId: wish.staffId, name: staff.get(wish.staffId) ?? "" };
}

/** In what record and bill differ, with phone numbers as people say them. */
function compared(
  customer: CustomerRow | undefined,
  bill: KlarnaBillRow | undefined,
  locale: string,
): Pick<PaymentView, "differences" | "compared"> {
  if (!customer || !bill) return { differences: [], compared: null };
  const said = (phone: string) => phoneAsSaid(phone, customer.country) ?? "";
  const differences = compareBill(customer, bill, locale).map((one) =>
    one.field === "phone" ? { ...one, ours: said(one.ours), klarnas: said(one.klarnas) } : one
  );
  const klarnasName = [bill.givenName, bill.familyName].filter(Boolean).join(" ") || null;
  return { differences, compared: { recordVersion: customer.version, billReadAt: bill.readAt, klarnasName } };
}

/** A payment of another Klarna account cannot be asked about from here, and must not look as if it were. */
function askability(shop: Shop, payment: PaymentRow) {
  const { failedChecks, failureCode } = payment;
  if (payment.klarnaAccountId === shop.klarna.accountId || isOver(payment.status)) return { failedChecks, failureCode };
  return { failedChecks: Math.max(1, failedChecks), failureCode: "other_account" };
}

function isToThisAddress(shop: Shop, sending: SendingRow, customer: CustomerRow | undefined): boolean {
  const address = sending.channel === "sms" ? customer?.phone : customer?.email;
  return Boolean(address) && addressKey(address ?? "", shop.keys) === sending.addressKey;
}

function sendability(
  shop: Shop,
  payment: PaymentRow,
  refused: KlarnaChannelRow[],
): Pick<PaymentView, "routes" | "refusedChannels"> {
  const refusedChannels = refused.map(({ channel, refusedAt }) => ({
    channel,
    refusedAt,
    againAt: refusedAt + CHANNEL_REST_MS,
  }));
  return { routes: openRoutes(shop, payment, refused), refusedChannels };
}

export async function paymentRowViews(shop: Shop, rows: readonly PaymentRow[]): Promise<PaymentRowView[]> {
  return (await paymentViews(shop, rows)).map((payment) => {
    const { customer } = payment;
    const isWaitingForSave = payment.status === "authorized" && !payment.isSaved;
    return {
      payment,
      customerName: customer && `${customer.givenName} ${customer.familyName}`,
      isUnsavedTooLong: isWaitingForSave && shop.clock.now() - payment.statusAt > UNSAVED_AFTER_MS,
    };
  });
}

/** The record as Klarna has it of this payment. */
function toldView(
  customer: CustomerView,
  { events, place }: { events: PaymentEventRow[]; place: Known["place"] },
): CustomerView {
  return isRecordRefused(events)
    ? { ...customer, missing: askedOfStranger(place.country), untold: "refused" }
    : customer;
}

/** A record, in what they are told, and what of it Klarna would not be told by a shop of this country. */
export function customerView(
  customer: CustomerRow,
  shop: { country: string; customersLanguage: Language },
): CustomerView {
  const { id, givenName, familyName, email, phone, street, street2, postalCode, city, region, country } = customer;
  const phoneText = phoneAsSaid(phone, country);
  const missing = missingForKlarna(customer, shop.country);
  const untold = whyAddressUntold(customer, shop.country);
  const address = { street, street2, postalCode, city, region, country };
  const taxNumber = customer.isTaxFree === 1 ? customer.taxNumber ?? "" : null;
  const language = customer.language ?? shop.customersLanguage;
  return { id, givenName, familyName, email, phone, phoneText, ...address, language, missing, untold, taxNumber };
}

async function knownSaleView(shop: Shop, sale: SaleRow): Promise<SaleView> {
  const db = shop.db.read;
  const lines = await linesOf(db, sale.id);
  const tenders = await tendersOf(db, sale.id);
  const payments = await paymentsOfSale(db, sale.id);
  const saved = new Set(tenders.map((tender) => tender.paymentId));
  const open = payments.find((payment) => isUnfinished(payment) && !saved.has(payment.id));
  const customer = sale.customerId ? await findCustomer(db, sale.customerId) : undefined;
  const known = await knownOf(shop);
  return {
    id: sale.id,
    code: sale.code,
    version: sale.version,
    status: sale.status,
    lines,
    tenders: tenders.map((tender) => ({
      ...tender,
      klarnaReference: payments.find((payment) => payment.id === tender.paymentId)?.klarnaReference ?? null,
      reference: shownReference(tender),
    })),
    totals: saleTotals(lines, tenders),
    note: sale.note,
    discount: saleDiscount(sale, lines),
    customer: customer ? customerView(customer, known.place) : null,
    lock: lockBy(payments, tenders),
    isPractice: sale.mode === "practice",
    payment: open ? await paymentView(shop, open, known) : null,
    registerName: known.names.registers.get(sale.registerId)?.name ?? "",
    staffName: known.names.staff.get(sale.completedBy ?? sale.staffId) ?? "",
    completedAt: sale.completedAt,
    receiptNumber: sale.receiptNumber,
    soldCards: sale.status === "completed" ? lines.filter((line) => line.giftCardNumber !== null).length : 0,
    taxNumber: sale.taxNumber,
    voided: await voidedView(shop, sale, payments),
    exchange: await exchangeNote(shop, sale, tenders),
  };
}

function saleDiscount(sale: SaleRow, lines: LineItemRow[]): DiscountView | null {
  const discount = discountIn(sale);
  return discount && { ...discount, offMinor: lines.reduce((sum, line) => sum + line.saleDiscountMinor, 0) };
}

/** Where the shop is: whatever was sold, somebody had set it up. */
async function placeOf(shop: Shop): Promise<Pick<ShopRow, "country" | "locale"> & { customersLanguage: Language }> {
  const row = await findShop(shop.db.read);
  if (!row) throw new Error("there are sales and no shop");
  return { country: row.country, locale: row.locale, customersLanguage: languageOfCustomers(row) };
}

function emptySaleView(id: string, isPractice: boolean): SaleView {
  return {
    id,
    code: null,
    version: 0,
    status: "open",
    lines: [],
    tenders: [],
    totals: saleTotals([], []),
    note: null,
    discount: null,
    customer: null,
    lock: null,
    isPractice,
    payment: null,
    registerName: "",
    staffName: "",
    completedAt: null,
    receiptNumber: null,
    soldCards: 0,
    taxNumber: null,
    voided: null,
    exchange: null,
  };
}

function newest(wishes: WishRow[], kind: WishKind): WishRow | undefined {
  return wishes.find((wish) => wish.kind === kind);
}
