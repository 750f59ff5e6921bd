import type { Tx } from "../../db/open.ts";
import type { CustomerRow } from "../../db/schema.ts";
import { type Consent, type MergeChoice, mergedFacts, newestConsent } from "../domain/customer-merge.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import {
  consentDeniedAt,
  emptyCustomer,
  findCustomer,
  hasOpenKlarna,
  insertCustomerEvent,
  moveCustomerHistory,
  openSalesOfCustomer,
} from "../store/customers.ts";
import { type Approval, approverOf } from "./approval.ts";
import { updateCustomerRecord } from "./customer-records.ts";
import { noteCustomerEvents } from "./customer-standing.ts";
import { type Action, once } from "./once.ts";
import { tieCustomer } from "./tie-customer.ts";

/** Two records as a page has shown them, which facts of which stay, and a senior's word where it is needed. */
export type WantedMerge = {
  keptId: string;
  keptVersion: number;
  otherId: string;
  otherVersion: number;
  choice: MergeChoice;
  approval: Approval;
};

/**
 * Makes one record of two of the same customer: sales, payments and history of the other are the kept one's from now
 * on, and who the other said they are is gone. Throws customer_missing, customer_changed when either is not what was
 * seen, customer_klarna_open, sale_locked where money was taken for other prices, and what approverOf throws.
 */
export async function mergeCustomers(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: WantedMerge,
): Promise<{ customerId: string }> {
  const { keptId, otherId, choice } = wanted;
  if (keptId === otherId) throw new AppError({ kind: "bad_form" });
  const approvedBy = await approverOf(shop, by, "senior", wanted.approval);
  return await once(shop, action, async (tx) => {
    const kept = await recordAsSeen(tx, keptId, wanted.keptVersion);
    const other = await recordAsSeen(tx, otherId, wanted.otherVersion);
    if (await hasOpenKlarna(tx, [keptId, otherId])) {
      throw new AppError({ kind: "customer_klarna_open", deed: "merge" });
    }
    const now = shop.clock.now();
    const merged: CustomerRow = { ...mergedFacts(kept, other, choice), ...await consentOf(tx, kept, other) };
    const { isTaxFree, taxNumber, consentAt, consentBy, isForSaleOnly } = merged;
    await updateCustomerRecord(shop, tx, merged, { isTaxFree, taxNumber, consentAt, consentBy, isForSaleOnly });
    const openSales = [...await openSalesOfCustomer(tx, keptId), ...await openSalesOfCustomer(tx, otherId)];
    for (const sale of openSales) await tieCustomer(shop, tx, sale, merged, approvedBy);
    await emptyCustomer(tx, otherId, now, { mergedIntoId: keptId, taxNumber: spareTaxNumber(kept, other, taxNumber) });
    await moveCustomerHistory(tx, otherId, keptId);
    const event = { id: newId(shop, "cev"), customerId: keptId, kind: "merged" as const, otherId };
    const detail = JSON.stringify(choice);
    await insertCustomerEvent(tx, { ...event, staffId: by.staffId, approvedBy, at: now, detail });
    if (kept.consentAt !== null && merged.consentAt === null) {
      await noteCustomerEvents(shop, tx, keptId, ["consent_withdrawn"], { staffId: by.staffId, approvedBy });
    }
    return { customerId: keptId };
  });
}

async function recordAsSeen(tx: Tx, customerId: string, version: number): Promise<CustomerRow> {
  const customer = await findCustomer(tx, customerId);
  if (!customer) throw new AppError({ kind: "customer_missing" });
  if (customer.version !== version) throw new AppError({ kind: "customer_changed" });
  return customer;
}

/** The number that is not the merged record's stays with the one that goes: some sale may have had no tax by it. */
function spareTaxNumber(kept: CustomerRow, other: CustomerRow, taxNumber: string | null): string | null {
  return [other.taxNumber, kept.taxNumber].find((number) => number !== null && number !== taxNumber) ?? other.taxNumber;
}

/** A yes that a newer no in the other record takes back is on record as taken back, so that no later merge revives it. */
async function consentOf(tx: Tx, kept: CustomerRow, other: CustomerRow): Promise<Consent> {
  const [keptDeniedAt, otherDeniedAt] = [await consentDeniedAt(tx, kept.id), await consentDeniedAt(tx, other.id)];
  return newestConsent({ ...kept, deniedAt: deniedIn(kept, keptDeniedAt) }, {
    ...other,
    deniedAt: deniedIn(other, otherDeniedAt),
  });
}

/** Whoever agreed again after that takes nothing back any more. */
function deniedIn({ consentAt }: CustomerRow, deniedAt: number | null): number | null {
  return consentAt === null ? deniedAt : null;
}
