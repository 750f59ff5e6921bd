import type { Db } from "../../../db/open.ts";
import type { PaymentRow } from "../../../db/schema.ts";
import type { AttentionKind } from "../../domain/attention.ts";
import type { OrderSnapshot } from "../../klarna/gateway.ts";
import type { Shop } from "../../shop.ts";
import { closeAttentionItem, wasSettled } from "../../store/books.ts";
import { claimedElsewhere } from "../../store/returns.ts";
import { bookedOf } from "../../store/payments.ts";
import { findSale } from "../../store/sales.ts";
import { wishesOf } from "../../store/wishes.ts";
import { callPerson, type Move } from "../payment-events.ts";
import { refundedElsewhere } from "./order-facts.ts";

/**
 * What somebody is called for when the money was taken in Klarna's portal. For a sale that was given up, or goods that were not taken
 * after all, it can be neither booked nor returned here: it is given back where it was taken.
 */
export async function whenTaken(db: Db, payment: PaymentRow): Promise<AttentionKind> {
  return await isForNothing(db, payment) ? "captured_voided" : "captured_elsewhere";
}

async function isForNothing(db: Db, { id, saleId }: PaymentRow): Promise<boolean> {
  if ((await findSale(db, saleId))?.status === "voided") return true;
  return (await wishesOf(db, id)).some(({ kind }) => kind === "release_rest");
}

/**
 * Klarna's order without what somebody has taken of it for nothing and given back again, both in the portal: for our book neither
 * happened.
 */
export async function withoutEvened(db: Db, payment: PaymentRow, order: OrderSnapshot): Promise<OrderSnapshot> {
  if (!await isForNothing(db, payment)) return order;
  const takenMinor = order.capturedMinor - (await bookedOf(db, payment.id)).capturedMinor;
  const backMinor = refundedElsewhere(order, await wishesOf(db, payment.id)) - await claimedElsewhere(db, payment.id);
  const evenMinor = Math.max(0, Math.min(takenMinor, backMinor));
  const { capturedMinor, refundedMinor } = order;
  return { ...order, capturedMinor: capturedMinor - evenMinor, refundedMinor: refundedMinor - evenMinor };
}

/**
 * Calls somebody for it. At stake where it was taken for nothing is what of that was not given back (`order` is without the rest), and
 * whether to keep the payment is no question any more.
 */
export async function callWhenTaken(shop: Shop, move: Move, order: OrderSnapshot): Promise<void> {
  const kind = await whenTaken(move.tx, move.payment);
  const bookedMinor = (await bookedOf(move.tx, move.payment.id)).capturedMinor;
  const amountMinor = kind === "captured_voided" ? order.capturedMinor - bookedMinor : move.payment.amountMinor;
  await callPerson(shop, move, kind, order.state, { weThink: "authorized", amountMinor });
  if (kind !== "captured_voided") return;
  const closing = { at: shop.clock.now(), staffId: null, reason: kind };
  await closeAttentionItem(move.tx, move.payment.id, "paid_after_end", closing);
}

/** What was given back in Klarna's portal: what is booked as that was, whatever a read that lags leaves out. */
export async function givenBackElsewhere(db: Db, { id }: PaymentRow, order: OrderSnapshot): Promise<number> {
  return Math.max(await claimedElsewhere(db, id), refundedElsewhere(order, await wishesOf(db, id)));
}

/** Calls somebody for what our book has no return of, while Klarna still holds a rest: of what is over the night tells. */
export async function callWhenGivenBack(shop: Shop, move: Move, elsewhereMinor: number): Promise<void> {
  const { tx, payment } = move;
  if (payment.status !== "authorized" || payment.savedAt === null || elsewhereMinor === 0) return;
  const foundMinor = elsewhereMinor - await claimedElsewhere(tx, payment.id);
  if (foundMinor === 0) return;
  const call = {
    paymentId: payment.id,
    saleId: payment.saleId,
    kind: "refunded_elsewhere",
    klarnaSays: String(foundMinor),
  } as const;
  if (!await wasSettled(tx, call)) await callPerson(shop, move, call.kind, call.klarnaSays);
}
