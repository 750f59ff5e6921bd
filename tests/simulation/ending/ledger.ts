import { isOver } from "../../../src/domain/payment.ts";
import type { Books } from "../books.ts";
import { lookAtBoth, type Payment, type Witness } from "../invariants/seen.ts";

/** Where Klarna's money stands in our ledger: what it owes us, less what it is still to give back. */
const KLARNAS = ["klarna_receivable", "klarna_refund_pending"];

/** After these our book and Klarna's differ for good, by as much as a person knows of. */
const DIFFERS: readonly string[] = ["money_lost", "books_differ", "order_differs", "end_not_seen", "left_behind"];

/**
 * Sale by sale, the ledger says what Klarna has paid out for it and not got back: whatever was taken and given back in the portal
 * meanwhile. Of sales that are over, whose goods wait for nothing, and about whose payments nobody is called or has put a call away.
 */
export function checkLedger(world: Witness): void {
  const seen = lookAtBoth(world);
  const { books } = seen;
  for (const sale of books.sales.filter((one) => isSettled(books, one))) {
    const payments = books.payments.filter(({ saleId }) => saleId === sale.id);
    if (!payments.every((payment) => isAgreed(books, payment))) continue;
    const theirs = payments.reduce((sum, payment) => {
      const order = seen.orderOf(payment);
      return order === undefined ? sum : sum + order.captured_amount - order.refunded_amount;
    }, 0);
    const ours = ledgerOf(books, sale.id);
    if (ours !== theirs) {
      world.complain("books", `sale ${sale.code}: Klarna has paid ${theirs}, and our ledger says ${ours}`);
    }
  }
}

/** What is exchanged has its money in another sale. */
function isSettled({ exchanges }: Books, { id, status, forPickUpAt, handedOverAt }: Books["sales"][number]): boolean {
  if (exchanges.some(({ saleId, newSaleId }) => saleId === id || newSaleId === id)) return false;
  return status === "voided" || status === "completed" && (forPickUpAt === null || handedOverAt !== null);
}

function isAgreed({ attention, wishes }: Books, { id, status, recoveredAt }: Payment): boolean {
  if (!isOver(status) || recoveredAt !== null) return false;
  if (wishes.some(({ paymentId, state }) => paymentId === id && (state === "asked" || state === "unknown"))) {
    return false;
  }
  return attention.filter(({ paymentId }) => paymentId === id).every(({ kind, closedAt, closedBy, closeReason }) => {
    const isSettled = closedAt !== null &&
      (closedBy === null || closeReason === "booked" || closeReason === "asked_again");
    return isSettled && !DIFFERS.includes(kind);
  });
}

function ledgerOf({ journals, entries }: Books, saleId: string): number {
  const ids = new Set(journals.filter((journal) => journal.saleId === saleId).map(({ id }) => id));
  return entries.filter(({ journalId, account }) => ids.has(journalId) && KLARNAS.includes(account))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
