import type { Tx } from "../../db/open.ts";
import type { CustomerRow } from "../../db/schema.ts";
import type { CustomerEventKind } from "../domain/customer.ts";
import type { FieldProblem } from "../domain/problem.ts";
import { newId, type Shop } from "../shop.ts";
import { insertCustomerEvent, openSalesOfCustomer } from "../store/customers.ts";
import { lockOf } from "../store/sales.ts";
import { takesTaxOff, tieCustomer } from "./tie-customer.ts";

/** Whether the shop may keep a customer's details, and whether they pay tax: what a record says besides who they are. */
export type Standing = { isConsenting: boolean; taxNumber: string | null };

const LONGEST_TAX_NUMBER = 40;

/** Reads a typed standing; a customer who pays no tax needs the number by which they need not. */
export function readStanding(
  typed: { consent: string; taxFree: string; taxNumber: string },
): { ok: true; standing: Standing } | { ok: false; problems: Record<string, FieldProblem> } {
  const isConsenting = typed.consent === "yes";
  const taxNumber = typed.taxNumber.trim().replace(/\s+/g, " ");
  if (typed.taxFree !== "yes") return { ok: true, standing: { isConsenting, taxNumber: null } };
  if (taxNumber === "") return { ok: false, problems: { taxNumber: "required" } };
  if (taxNumber.length > LONGEST_TAX_NUMBER) return { ok: false, problems: { taxNumber: "too_long" } };
  return { ok: true, standing: { isConsenting, taxNumber } };
}

/** Whether a customer pays other tax from now on, or none by another number: a senior's deed. */
export function changesTax(known: CustomerRow | undefined, standing: Standing): boolean {
  return standing.taxNumber !== taxNumberOf(known);
}

/** What a record of this standing says, and what somebody may ask about later. */
export function standingColumns(
  known: CustomerRow | undefined,
  standing: Standing,
  { at, staffId }: { at: number; staffId: string },
) {
  const hasConsent = known !== undefined && known.consentAt !== null;
  const consent = hasConsent ? { consentAt: known.consentAt, consentBy: known.consentBy } : {
    consentAt: at,
    consentBy: staffId,
  };
  const isTaxFree = standing.taxNumber !== null;
  const events: (CustomerEventKind | null)[] = [
    standing.isConsenting === hasConsent ? null : standing.isConsenting ? "consent_given" : "consent_withdrawn",
    standing.taxNumber === taxNumberOf(known) ? null : isTaxFree ? "tax_free_given" : "tax_free_taken",
  ];
  return {
    columns: {
      ...(standing.isConsenting ? consent : { consentAt: null, consentBy: null }),
      isForSaleOnly: standing.isConsenting || isUnasked(known) ? 0 : 1,
      isTaxFree: Number(isTaxFree),
      // Taken away, it stays for the sales that had no tax by it.
      taxNumber: standing.taxNumber ?? known?.taxNumber ?? null,
    },
    events: events.filter((kind) => kind !== null),
  };
}

/** On file since before anybody was asked: no tick is no answer of theirs then, and takes nothing away. */
export function isUnasked(customer: CustomerRow | undefined): boolean {
  return customer !== undefined && customer.consentAt === null && customer.isForSaleOnly === 0;
}

/** Writes down what happened to a record, and who answers for it. */
export async function noteCustomerEvents(
  shop: Shop,
  tx: Tx,
  customerId: string,
  kinds: CustomerEventKind[],
  { staffId, approvedBy }: { staffId: string | null; approvedBy: string | null },
): Promise<void> {
  const at = shop.clock.now();
  for (const kind of kinds) {
    const id = newId(shop, "cev");
    await insertCustomerEvent(tx, { id, customerId, kind, otherId: null, staffId, approvedBy, at, detail: null });
  }
}

/**
 * Prices their open sales as they are taxed now; one for which money was taken keeps the prices it was taken for, and no
 * sale loses its tax without a senior's word.
 */
export async function repriceOpenSales(
  shop: Shop,
  tx: Tx,
  customer: CustomerRow,
  approvedBy: string | null,
): Promise<void> {
  for (const sale of await openSalesOfCustomer(tx, customer.id)) {
    const isSame = sale.isTaxFree === customer.isTaxFree && sale.taxNumber === taxNumberOf(customer);
    if (isSame || await lockOf(tx, sale.id) !== null) continue;
    if (approvedBy === null && takesTaxOff(sale, customer)) continue;
    await tieCustomer(shop, tx, sale, customer, approvedBy);
  }
}

/** The number by which a customer pays no tax; null: they pay it. */
function taxNumberOf(customer: CustomerRow | undefined): string | null {
  return customer?.isTaxFree === 1 ? customer.taxNumber ?? "" : null;
}
