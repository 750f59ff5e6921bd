import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Tx } from "../../db/open.ts";
import type { BillingAddress } from "../klarna/gateway.ts";
import { AppError } from "../errors.ts";
import type { Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { findBill, keepBill } from "../store/klarna-bills.ts";
import { updateCustomerRecord } from "./customer-records.ts";
import { requirePayment } from "./held-payment.ts";
import { type Action, once } from "./once.ts";

/** Keeps who the bill of an order names, so that the window can compare it with the record. */
export async function noteBill(shop: Shop, tx: Tx, paymentId: string, billing: BillingAddress): Promise<void> {
  const { title: _, phone, ...facts } = billing;
  await keepBill(tx, { ...facts, phone: phoneOf(phone, facts.country), paymentId, readAt: shop.clock.now() });
}

/**
 * Takes what Klarna's bill says into the customer's record, as far as it says anything.
 * Throws customer_missing when there is no record, or no bill (any more).
 */
export function takeBillIntoRecord(shop: Shop, action: Action, paymentId: string): Promise<{ paymentId: string }> {
  return once(shop, action, async (tx) => {
    const { customerId } = await requirePayment(tx, paymentId);
    const bill = await findBill(tx, paymentId);
    const customer = customerId ? await findCustomer(tx, customerId) : undefined;
    if (!bill || !customer) throw new AppError({ kind: "customer_missing" });
    const { paymentId: _, readAt: __, ...facts } = bill;
    const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
    // An address is taken whole: its second line must not stay from another place.
    const address = bill.street === null ? {} : { street2: bill.street2 };
    await updateCustomerRecord(shop, tx, { ...customer, ...known, ...address });
    return { paymentId };
  });
}

/** E.164 where it can be read, else as Klarna wrote it. */
function phoneOf(phone: string | null, country: string | null): string | null {
  const home: CountryCode | undefined = country !== null && isSupportedCountry(country) ? country : undefined;
  return parsePhoneNumberFromString(phone ?? "", home)?.number ?? phone;
}
