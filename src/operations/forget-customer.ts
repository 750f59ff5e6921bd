import type { Tx } from "../../db/open.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import {
  emptyCustomer,
  findCustomer,
  forgettableCustomers,
  hasOpenKlarna,
  openSalesOfCustomer,
} from "../store/customers.ts";
import { forgetMailsOfCustomer } from "../store/receipts.ts";
import { inTransaction } from "../store/transaction.ts";
import { type Approval, approverOf } from "./approval.ts";
import { noteCustomerEvents } from "./customer-standing.ts";
import { type Action, once } from "./once.ts";

/** As long a sale is over that nobody at the counter needs its customer any more. */
const REST_MS = 60 * 60_000;
/** As many in one transaction as hold nobody up. */
const AT_A_TIME = 100;

/**
 * Forgets who a customer is, because they asked: sales stay in the books without a name. Throws customer_missing;
 * customer_klarna_open and customer_on_sale when something is under way; and what approverOf throws.
 */
export async function forgetCustomer(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { customerId: string; approval: Approval },
): Promise<{ customerId: string }> {
  const { customerId, approval } = wanted;
  const approvedBy = await approverOf(shop, by, "senior", approval);
  const result = await once(shop, action, async (tx) => {
    if (!await findCustomer(tx, customerId)) throw new AppError({ kind: "customer_missing" });
    if (await hasOpenKlarna(tx, [customerId])) throw new AppError({ kind: "customer_klarna_open", deed: "forget" });
    if ((await openSalesOfCustomer(tx, customerId)).length > 0) throw new AppError({ kind: "customer_on_sale" });
    await forgetWho(shop, tx, customerId);
    await noteCustomerEvents(shop, tx, customerId, ["forgotten"], { staffId: by.staffId, approvedBy });
    return { customerId };
  });
  await shop.db.emptyLog();
  return result;
}

/** Forgets those who did not agree to be kept, once their sale is over, its receipt has gone and nothing of Klarna is open. */
export async function forgetAfterSale(shop: Shop): Promise<void> {
  const isAnybody = await inTransaction(shop.db, async (tx) => {
    const forgotten: string[] = [];
    for (const customerId of await forgettableCustomers(tx, shop.clock.now() - REST_MS, AT_A_TIME)) {
      if (await hasOpenKlarna(tx, [customerId])) continue;
      await forgetWho(shop, tx, customerId);
      const nobody = { staffId: null, approvedBy: null };
      await noteCustomerEvents(shop, tx, customerId, ["forgotten_after_sale"], nobody);
      forgotten.push(customerId);
    }
    return forgotten.length > 0;
  });
  if (isAnybody) await shop.db.emptyLog();
}

/** Takes them out of their record and out of the outbox of receipts. */
async function forgetWho(shop: Shop, tx: Tx, customerId: string): Promise<void> {
  const customer = await findCustomer(tx, customerId);
  if (customer) await forgetMailsOfCustomer(tx, customer, shop.clock.now());
  await emptyCustomer(tx, customerId, shop.clock.now());
}
