import type { Shop } from "../shop.ts";
import { closeAttentionItem, wasSettled } from "../store/books.ts";
import { findPayment } from "../store/payments.ts";
import { inTransaction } from "../store/transaction.ts";
import { callPerson, type Move } from "./payment-events.ts";

/** Calls a person for a payment at which the till itself stumbles. What cannot be written down either is logged. */
export async function callAboutFault(shop: Shop, paymentId: string): Promise<void> {
  await call(shop, paymentId, () => Promise.resolve(true));
}

/** The same for an order that no look at night can read, but not again for what a person has put away already. */
export async function callAboutUnreadable(shop: Shop, paymentId: string): Promise<void> {
  await call(
    shop,
    paymentId,
    async ({ tx, payment }) => !await wasSettled(tx, { paymentId, saleId: payment.saleId, ...STUMBLES }),
  );
}

const STUMBLES = { kind: "look_breaks", klarnaSays: "unheard" } as const;

async function call(shop: Shop, paymentId: string, isToCall: (move: Move) => Promise<boolean>): Promise<void> {
  try {
    await inTransaction(shop.db, async (tx, afterCommit) => {
      const payment = await findPayment(tx, paymentId);
      const move = payment && { tx, afterCommit, payment, because: { cause: "poll" as const } };
      if (move && await isToCall(move)) await callPerson(shop, move, STUMBLES.kind, STUMBLES.klarnaSays);
    });
  } catch (error) {
    shop.log.error("call_not_kept", { paymentId, error: String(error) });
  }
}

/** The looks go through again. */
export async function callOffFault(shop: Shop, paymentId: string): Promise<void> {
  const closing = { at: shop.clock.now(), staffId: null, reason: "looked_again" };
  await inTransaction(shop.db, (tx) => closeAttentionItem(tx, paymentId, "look_breaks", closing));
}
