import type { PaymentRow, SaleRow, TenderRow, WishRow } from "../../db/schema.ts";
import type { VoidedView } from "../../views/data.ts";
import type { LettingGo } from "../../views/sale/data.ts";
import { giftCardTail } from "../domain/gift-card.ts";
import { isOver } from "../domain/payment.ts";
import type { Shop } from "../shop.ts";
import { openAttentionItems } from "../store/books.ts";
import { tendersTakenOut } from "../store/sales.ts";
import { findStaff } from "../store/staff.ts";
import { wishesOf } from "../store/wishes.ts";

/** What became of a sale that was given up: what goes back to the customer, and whether Klarna has let go. */
export async function voidedView(shop: Shop, sale: SaleRow, payments: PaymentRow[]): Promise<VoidedView | null> {
  const { voidedAt, voidedBy, voidReason } = sale;
  if (voidedAt === null || voidReason === null) return null;
  const db = shop.db.read;
  const takenOut = await tendersTakenOut(db, sale.id, voidedAt);
  const cash = takenOut.filter((tender) => tender.kind === "cash");
  const cards = takenOut.filter(({ kind }) => kind !== "cash" && kind !== "klarna" && kind !== "rounding");
  const asked = await Promise.all(payments.map(async (payment) => ({
    payment,
    // Of an order of which the portal took a part the remainder is let go of, by another wish: the newest counts.
    release: (await wishesOf(db, payment.id)).find(({ kind }) => kind === "release" || kind === "release_rest"),
  })));
  const calls = (await openAttentionItems(db, payments.map(({ id }) => id)))
    .filter(({ kind }) => kind === "captured_voided");
  const isTaken = ({ id }: PaymentRow) => calls.some((call) => call.paymentId === id);
  return {
    at: voidedAt,
    staffName: (voidedBy && (await findStaff(db, voidedBy))?.name) || "",
    reason: voidReason,
    handBackMinor: cash.reduce((sum, tender) => sum + tender.amountMinor, 0),
    cards: cards.map((card) => ({ kind: card.kind, amountMinor: card.amountMinor, reference: shownReference(card) })),
    klarna: asked.filter((one) => wasHeld(voidedAt, takenOut)(one) || isTaken(one.payment)).map((
      { payment, release },
    ) => ({
      paymentId: payment.id,
      amountMinor: payment.amountMinor,
      state: lettingGo(payment, release, isTaken(payment)),
    })),
  };
}

type Asked = { payment: PaymentRow; release: WishRow | undefined };

/** Klarna was asked to let go of it by this, or it ran out, or ended with the sale that counted it. */
function wasHeld(voidedAt: number, takenOut: readonly TenderRow[]) {
  return ({ payment, release }: Asked) =>
    payment.status === "lapsed" || (release !== undefined && release.askedAt >= voidedAt) ||
    takenOut.some(({ paymentId }) => paymentId === payment.id);
}

function lettingGo({ status }: PaymentRow, release: WishRow | undefined, isTaken: boolean): LettingGo {
  if (status === "captured" || isTaken) return "taken";
  if (isOver(status)) return status === "lapsed" ? "lapsed" : "released";
  return release?.state === "refused" ? "refused" : "releasing";
}

/** What of a card's number or slip may be seen: nobody can pay with the last of a number. */
export function shownReference({ kind, reference }: TenderRow): string | null {
  if (reference === null) return null;
  return kind === "gift_card" || kind === "klarna_card" ? `…${giftCardTail(reference)}` : reference;
}
