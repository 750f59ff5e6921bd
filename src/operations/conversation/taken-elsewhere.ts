import type { Db } from "../../../db/open.ts";
import type { PaymentRow } from "../../../db/schema.ts";
import type { AttentionKind } from "../../domain/attention.ts";
import type { OrderSnapshot } from "../../klarna/gateway.ts";
import type { Shop } from "../../shop.ts";
import { closeAttentionItem } from "../../store/books.ts";
import { findSale } from "../../store/sales.ts";
import { callPerson, type Move } from "../payment-events.ts";

/**
 * What somebody is called for when the money was taken in Klarna's portal. For a sale that was given up it can be neither booked nor
 * returned here: it is given back where it was taken.
 */
export async function whenTaken(db: Db, { saleId }: PaymentRow): Promise<AttentionKind> {
  return (await findSale(db, saleId))?.status === "voided" ? "captured_voided" : "captured_elsewhere";
}

/**
 * Calls somebody for it. At stake of a sale that was given up is all that Klarna has not given back, and whether to keep the payment
 * is no question any more.
 */
export async function callWhenTaken(shop: Shop, move: Move, { state, refundedMinor }: OrderSnapshot): Promise<void> {
  const kind = await whenTaken(move.tx, move.payment);
  const { amountMinor } = move.payment;
  const leftMinor = kind === "captured_voided" ? amountMinor - refundedMinor : amountMinor;
  await callPerson(shop, move, kind, state, { weThink: "authorized", amountMinor: leftMinor });
  if (kind !== "captured_voided") return;
  const closing = { at: shop.clock.now(), staffId: null, reason: kind };
  await closeAttentionItem(move.tx, move.payment.id, "paid_after_end", closing);
}
