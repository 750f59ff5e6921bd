import { isOver } from "../../../src/domain/payment.ts";
import { dueOf, goneOf, sumOf, tendersIn } from "../books.ts";
import { short } from "../trace.ts";
import { type Invariant, isCalled, type Payment, type Seen, unless } from "./seen.ts";

/** M1: captured ≤ what the sale owes by Klarna; refunded ≤ captured; what we say was captured was. */
const M1: Invariant = (seen) => [
  ...unless(
    seen.orders,
    (order) => order.refunded_amount <= order.captured_amount,
    (order) => `order ${order.merchant_reference1} gave back more than it took`,
  ),
  ...unless(
    seen.orders,
    (order) => order.captured_amount <= amountOf(seen, order.merchant_reference1),
    (order) => `order ${order.merchant_reference1} took ${order.captured_amount}, more than was owed`,
  ),
  ...unless(
    seen.books.sales.filter((sale) => sale.status === "completed" && sale.forPickUpAt !== null),
    (sale) =>
      takenBy(seen, sale.id) <= Math.max(0, goneOf(seen.books, sale.id, "handed_over") - paidOtherwise(seen, sale.id)),
    (sale) => `Klarna took ${takenBy(seen, sale.id)} for sale ${sale.code}, whose goods are still here`,
  ),
  ...unless(
    seen.books.captures,
    (capture) => {
      const order = seen.orders.find((one) => one.captures.some((each) => each.capture_id === capture.klarnaCaptureId));
      const theirs = order?.captures.find((each) => each.capture_id === capture.klarnaCaptureId);
      if (!order || !theirs) return false;
      // What was taken in the portal bears no reference: somebody has found it there and booked it.
      const isFound = theirs.reference === undefined && isFoundAtKlarna(seen, capture.wishId);
      const evenMinor = theirs.captured_amount - capture.amountMinor;
      const isAll = evenMinor === 0 || (isFound && evenMinor > 0 && evenMinor <= evenedMinor(seen, capture, order));
      return isAll && (isFound || theirs.reference === capture.wishId);
    },
    (capture) => `capture ${short(capture.id)} of ${capture.amountMinor} is not in Klarna's book`,
  ),
];

/** What was taken for a rest that was let go of, and given back again, both in the portal: it is not booked. */
function evenedMinor(
  { books }: Seen,
  { paymentId }: { paymentId: string },
  { refunds }: Seen["orders"][number],
): number {
  const wishes = books.wishes.filter((wish) => wish.paymentId === paymentId);
  if (!wishes.some(({ kind }) => kind === "release_rest")) return 0;
  const elsewhere = refunds.filter(({ reference }) => wishes.every(({ id }) => id !== reference));
  return sumOf(elsewhere, ({ refunded_amount }) => refunded_amount);
}

function isFoundAtKlarna({ books }: Seen, wishId: string): boolean {
  return books.wishes.some(({ id, answerCode }) => id === wishId && answerCode === "found_at_klarna");
}

/** What Klarna took for a sale at the till's own word: what somebody took in the portal is another matter. */
function takenBy({ books, orders, world }: Seen, saleId: string): number {
  const references = books.payments.filter((one) => one.saleId === saleId).map((one) => one.reference);
  const own = orders.filter((order) =>
    references.includes(order.merchant_reference1 ?? "") && !world.touchedOrders.has(order.order_id)
  );
  return sumOf(own, (order) => order.captured_amount);
}

function paidOtherwise({ books }: Seen, saleId: string): number {
  return sumOf(tendersIn(books, saleId).filter((one) => one.kind !== "klarna"), (one) => one.amountMinor);
}

function amountOf(seen: Seen, reference: string): number {
  return seen.books.payments.find((payment) => payment.reference === reference)?.amountMinor ?? 0;
}

/** M2: at most one Klarna order per payment that is not cancelled; at most one capture per wish to capture. */
const M2: Invariant = ({ orders, books, world }) => {
  // Where reads of the order lagged, what had just been done could not be seen when Klarna refused the next try: then a person was called.
  // What is asked anew because its key is forgotten was looked for twice, and has no such excuse.
  const isReadLate = ({ paymentId, answerCode }: { paymentId: string; answerCode: string | null }) => {
    if (answerCode === "key_forgotten") return false;
    const orderId = books.payments.find((payment) => payment.id === paymentId)?.orderId ?? "";
    return ["K12", "K15"].some((id) => [...world.struck.get(orderId) ?? []].some((struck) => struck === id));
  };
  return [
    ...unless(
      books.payments,
      (payment) =>
        orders.filter((order) => order.merchant_reference1 === payment.reference && order.status !== "CANCELLED")
          .length <=
          1,
      (payment) => `${payment.reference} has more than one order`,
    ),
    ...unless(
      orders.flatMap((order) => order.captures.map((capture) => ({ order, wish: capture.reference }))),
      ({ order, wish }) => order.captures.filter((capture) => capture.reference === wish).length <= 1 || !wish,
      ({ order, wish }) => `order ${order.merchant_reference1} was captured twice for wish ${short(wish)}`,
    ),
    ...unless(
      orders.flatMap((order) => order.refunds.map((refund) => ({ order, wish: refund.reference }))),
      ({ order, wish }) => order.refunds.filter((refund) => refund.reference === wish).length <= 1 || !wish,
      ({ order, wish }) => `order ${order.merchant_reference1} was refunded twice for wish ${short(wish)}`,
    ),
    ...unless(
      books.wishes.filter((wish) => wish.kind === "capture"),
      (wish) => books.captures.filter((capture) => capture.wishId === wish.id).length <= 1,
      (wish) => `wish ${short(wish.id)} has two captures`,
    ),
    ...unless(
      books.wishes.filter((wish) => wish.state === "refused" && !isReadLate(wish)),
      (wish) =>
        orders.every((order) => [...order.captures, ...order.refunds].every(({ reference }) => reference !== wish.id)),
      (wish) => `wish ${short(wish.id)} is said to be ${wish.answerCode}, and Klarna carried it out`,
    ),
  ];
};

/** M3: completed sale ⇒ confirmed tenders = total; a Klarna tender ⇒ its order agrees with it and is accepted. */
const M3: Invariant = (seen) => [
  ...unless(
    seen.books.sales,
    (sale) => sale.status !== "completed" || dueOf(seen.books, sale.id) === 0,
    (sale) => `sale ${sale.code} is completed with ${dueOf(seen.books, sale.id)} due`,
  ),
  ...unless(
    seen.books.tenders.filter((tender) => tender.removedAt === null && tender.kind === "klarna"),
    (tender) => {
      const payment = seen.books.payments.find((one) => one.id === tender.paymentId);
      return payment !== undefined && payment.savedAt !== null && payment.amountMinor === tender.amountMinor &&
        payment.saleId === tender.saleId && isBacked(seen, payment);
    },
    (tender) => `a Klarna tender of ${tender.amountMinor} has no accepted order of that amount`,
  ),
  ...unless(
    seen.books.payments,
    (payment) =>
      payment.savedAt === null ||
      seen.books.tenders.some((tender) => tender.paymentId === payment.id && tender.removedAt === null),
    (payment) => `${payment.reference} is saved without a tender`,
  ),
];

function isBacked(seen: Seen, payment: Payment): boolean {
  const order = seen.orderOf(payment);
  return order !== undefined && order.order_amount === payment.amountMinor && order.fraud_status === "ACCEPTED" &&
    order.purchase_currency.toUpperCase() === payment.currency && order.order_id === payment.orderId;
}

/** M4: what is given up holds no money for long: Klarna was asked to give it back, or a person was called. */
const M4: Invariant = (seen) => [
  ...unless(
    seen.books.payments.filter((payment) => payment.status === "authorized" && isGivenUp(seen, payment)),
    (payment) => isCalled(seen, payment) || isReleasing(seen, payment, RELEASES),
    (payment) => `the sale of ${payment.reference} was given up, and nobody asked for its money`,
  ),
  ...unless(
    seen.books.payments.filter((payment) => payment.savedAt !== null && payment.status === "authorized"),
    (payment) => !isReleasing(seen, payment, ["release"]),
    (payment) => `${payment.reference} counts as paid while it is given back`,
  ),
];

function isGivenUp({ books }: Seen, payment: Payment): boolean {
  return books.sales.some((sale) => sale.id === payment.saleId && sale.status === "voided");
}

/** Of an order of which the portal took a part, the remainder is let go. */
const RELEASES = ["release", "release_rest"];

function isReleasing({ books }: Seen, payment: Payment, by: readonly string[]): boolean {
  return books.wishes.some(({ paymentId, kind, state }) =>
    paymentId === payment.id && by.includes(kind) && (state === "asked" || state === "unknown")
  );
}

/** M6: the customer never pays an amount other than the one shown; the sale is locked while a payment is open. */
const M6: Invariant = (seen) => [
  ...unless(
    seen.sessions,
    (session) => session.amountMinor === amountOf(seen, session.merchantReference1),
    (session) => `the customer of ${session.merchantReference1} is shown ${session.amountMinor}`,
  ),
  ...unless(
    seen.books.payments.filter((payment) => isLocking(seen, payment)),
    (payment) => {
      const dueMinor = dueOf(seen.books, payment.saleId);
      return payment.amountMinor <= dueMinor && dueMinor === dueAtStart(seen, payment);
    },
    (payment) =>
      `the sale of ${payment.reference} changed to ${dueOf(seen.books, payment.saleId)} due while it is open`,
  ),
  ...unless(
    seen.books.sales,
    (sale) => dueOf(seen.books, sale.id) >= 0 || isPaidTwice(seen, sale.id),
    (sale) => `sale ${sale.code} is paid with ${-dueOf(seen.books, sale.id)} too much`,
  ),
];

const duesAtStart = new WeakMap<object, Map<string, number>>();

/** What was due when the payment was first seen: all of it, or more than Klarna's part. */
function dueAtStart({ world, books }: Seen, payment: Payment): number {
  const dues = duesAtStart.get(world) ?? new Map<string, number>();
  duesAtStart.set(world, dues);
  const dueMinor = dues.get(payment.id) ?? dueOf(books, payment.saleId);
  dues.set(payment.id, dueMinor);
  return dueMinor;
}

/** Cash was taken after a Klarna payment had ended, which then came back from the dead and was kept: cash goes back. */
function isPaidTwice({ books }: Seen, saleId: string): boolean {
  const isCorrected = books.payments.some((payment) => payment.saleId === saleId && payment.correctedAt !== null);
  return isCorrected && books.sales.some((sale) => sale.id === saleId && sale.status !== "completed");
}

/** Undecided or unsaved, and neither itself nor another try of its sale came back from the dead. */
function isLocking({ books }: Seen, payment: Payment): boolean {
  const wasReleased = books.wishes.some((wish) => wish.paymentId === payment.id && wish.kind === "release");
  return !isOver(payment.status) && payment.savedAt === null && !wasReleased &&
    books.payments.every((one) => one.saleId !== payment.saleId || one.correctedAt === null);
}

/** M9: whole minor units; the tax inside is rounded half up; a line's total is quantity × price − discount. */
const M9: Invariant = ({ books }) => [
  ...unless(
    books.lines,
    (line) => line.totalMinor === line.quantity * line.unitPriceMinor - line.discountMinor,
    (line) => `line ${line.name} is ${line.totalMinor}`,
  ),
  ...unless(
    books.lines,
    (line) => line.taxMinor === taxIn(line),
    (line) => `the tax in ${line.totalMinor} at ${line.taxRateBasisPoints} is said to be ${line.taxMinor}`,
  ),
  ...unless(
    [...books.lines.map((line) => line.totalMinor), ...books.tenders.map((tender) => tender.amountMinor)],
    (amount) => Number.isSafeInteger(amount) && amount >= 0,
    (amount) => `${amount} is no amount`,
  ),
];

/** Written down without the program's own arithmetic. */
function taxIn({ totalMinor, taxRateBasisPoints }: { totalMinor: number; taxRateBasisPoints: number }): number {
  const exact = BigInt(totalMinor) * BigInt(taxRateBasisPoints);
  const divisor = BigInt(10_000 + taxRateBasisPoints);
  return Number((2n * exact + divisor) / (2n * divisor));
}

/** M10: receipt numbers per register have no gaps; each belongs to one sale that was completed. */
const M10: Invariant = ({ books }) => [
  ...unless(
    books.series,
    ({ registerId, mode, nextNumber }) => {
      const given = books.sales.filter((sale) => sale.registerId === registerId && sale.mode === mode);
      const numbers = given.flatMap((sale) => sale.receiptNumber ?? []).sort((a, b) => a - b);
      return numbers.length === nextNumber - 1 && numbers.every((number, index) => number === index + 1);
    },
    (series) => `the receipts of register ${short(series.registerId)} have a gap`,
  ),
  ...unless(
    books.sales,
    (sale) => (sale.receiptNumber !== null) === (sale.completedAt !== null),
    (sale) => `sale ${sale.code} is ${sale.status} with receipt ${sale.receiptNumber}`,
  ),
];

export const MONEY = { M1, M2, M3, M4, M6, M9, M10 } satisfies Record<string, Invariant>;
