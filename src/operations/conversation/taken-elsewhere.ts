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
import { spareMinor, wantedMinor } from "../due-capture.ts";
import { callPerson, isRestToGo, type Move } from "../payment-events.ts";
import { refundedElsewhere } from "./order-facts.ts";

/** Nobody counts on all that Klarna has not taken yet: the sale was given up, or the customer did not take goods that waited. */
export async function isGivenUp(db: Db, payment: PaymentRow): Promise<boolean> {
  return await givenUpMinor(db, payment) > 0;
}

/** So much of it at most: as long as others of them wait, no more than Klarna need not pay for those. */
async function givenUpMinor(db: Db, payment: PaymentRow): Promise<number> {
  const isVoided = (await findSale(db, payment.saleId))?.status === "voided";
  return isVoided || await isRestToGo(db, payment) ? payment.amountMinor : await spareMinor(db, payment);
}

/**
 * What somebody is called for when more was taken in Klarna's portal than our book knows. Where it is also more than is due of what was
 * given up, it can be neither booked nor returned here: it is given back where it was taken. `order` is without what was evened.
 */
export async function whenTaken(db: Db, payment: PaymentRow, order: OrderSnapshot): Promise<AttentionKind> {
  const isForNothing = await isGivenUp(db, payment) &&
    await unbookedMinor(db, payment, order) > await owedMinor(db, payment);
  return isForNothing ? "captured_voided" : "captured_elsewhere";
}

/** What should be taken for goods that left, or go on waiting, and was not, whether it is asked for or was refused. */
async function owedMinor(db: Db, payment: PaymentRow): Promise<number> {
  return Math.max(0, await wantedMinor(db, payment) - (await bookedOf(db, payment.id)).capturedMinor);
}

async function unbookedMinor(db: Db, { id }: PaymentRow, { capturedMinor }: OrderSnapshot): Promise<number> {
  return capturedMinor - (await bookedOf(db, id)).capturedMinor;
}

/**
 * Klarna's order without what somebody has taken of it for nothing and given back again, both in the portal: for our book neither
 * happened. What is known to have gone back of what our book has as taken went back for something else. An order from which more was taken
 * and given back than is given up cannot pay for the others any more: that is told.
 */
export async function withoutEvened<Order extends OrderSnapshot>(
  db: Db,
  payment: PaymentRow,
  order: Order,
): Promise<Order> {
  const mostMinor = await givenUpMinor(db, payment);
  if (mostMinor === 0) return order;
  const takenMinor = await unbookedMinor(db, payment, order);
  const knownMinor = Math.min(payment.refundedElsewhereMinor, (await bookedOf(db, payment.id)).capturedMinor);
  const elsewhereMinor = refundedElsewhere(order, await wishesOf(db, payment.id));
  const backMinor = elsewhereMinor - Math.max(knownMinor, await claimedElsewhere(db, payment.id));
  const evenMinor = Math.max(0, Math.min(takenMinor, backMinor, mostMinor));
  const { capturedMinor, refundedMinor } = order;
  return { ...order, capturedMinor: capturedMinor - evenMinor, refundedMinor: refundedMinor - evenMinor };
}

/**
 * Calls somebody for it. At stake is what our book does not know of, and where it was taken for nothing whether to keep the payment is
 * no question any more. `order` is without what was evened.
 */
export async function callWhenTaken(shop: Shop, move: Move, order: OrderSnapshot): Promise<void> {
  const { tx, payment } = move;
  const kind = await whenTaken(tx, payment, order);
  const unbooked = await unbookedMinor(tx, payment, order);
  const amountMinor = kind === "captured_voided" ? unbooked - await owedMinor(tx, payment) : unbooked;
  await callPerson(shop, move, kind, order.state, { weThink: "authorized", amountMinor });
  const closing = { at: shop.clock.now(), staffId: null, reason: kind };
  const settled = kind === "captured_voided"
    ? ["paid_after_end", "captured_elsewhere"] as const
    : ["captured_voided"] as const;
  for (const other of settled) await closeAttentionItem(tx, payment.id, other, closing);
}

/** What was taken there is in our book, or was given back: nobody is asked for it any more. `order` is without what was evened. */
export async function closeWhenEvened(shop: Shop, { tx, payment }: Move, order: OrderSnapshot): Promise<void> {
  if (await unbookedMinor(tx, payment, order) > 0) return;
  const closing = { at: shop.clock.now(), staffId: null, reason: "given_back" };
  for (const kind of ["captured_elsewhere", "captured_voided"] as const) {
    await closeAttentionItem(tx, payment.id, kind, closing);
  }
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
  if (!await wasSettled(tx, call)) {
    await callPerson(shop, move, call.kind, call.klarnaSays, { amountMinor: foundMinor });
  }
}
