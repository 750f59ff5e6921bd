import type { PickUpView, WaitingSaleView } from "../../views/pick-up/data.ts";
import { partOfLines, piecesLeft, valueOf } from "../domain/hand-over.ts";
import { isKlarnasAlone, savedPayments } from "../operations/let-go.ts";
import { requireSale } from "../operations/basket.ts";
import type { Shop } from "../shop.ts";
import { handOversOf, piecesOf } from "../store/hand-overs.ts";
import { names } from "../store/payment-facts.ts";
import type { WaitingSale } from "../store/pick-ups.ts";
import { linesOf } from "../store/sales.ts";

/** What of a sale waits to be picked up; null: its goods went along at once. Throws sale_missing. */
export async function pickUpView(shop: Shop, saleId: string): Promise<PickUpView | null> {
  const db = shop.db.read;
  const sale = await requireSale(db, saleId);
  if (sale.forPickUpAt === null || sale.status !== "completed") return null;
  const lines = await linesOf(db, saleId);
  const gone = await piecesOf(db, saleId);
  const left = piecesLeft(lines, gone);
  const held = (await savedPayments(db, saleId)).filter(({ status }) => status === "authorized");
  const { staff } = await names(db);
  const isDone = sale.handedOverAt !== null;
  return {
    isDone,
    lines: lines.flatMap(({ id, name, quantity }) => {
      const pieces = left.get(id);
      return pieces === undefined ? [] : [{ id, name, quantity, left: pieces }];
    }),
    leftMinor: valueOf(partOfLines(lines, gone, left)),
    sofar: (await handOversOf(db, saleId)).map(({ staffId, ...one }) => ({
      ...one,
      staffName: staff.get(staffId) ?? "",
    })),
    endsAt: firstOf(held.map(({ authorizationExpiresAt }) => authorizationExpiresAt)),
    isLapsed: !isDone && held.length === 0 && (await savedPayments(db, saleId)).every(isLetGo),
    canLetGo: !isDone && gone.size > 0 && await isKlarnasAlone(db, saleId),
  };
}

function isLetGo({ status }: { status: string }): boolean {
  return status === "lapsed" || status === "released";
}

function firstOf(ends: (number | null)[]): number | null {
  const known = ends.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Those of the waiting sales that match what was typed: the beginning of a number, or a part of the customer's name. */
export function waitingSaleViews(sales: readonly WaitingSale[], typed: string): WaitingSaleView[] {
  const text = typed.trim().replace(/^S-/i, "").toLowerCase();
  return sales.map(({ givenName, familyName, ...sale }) => ({
    ...sale,
    customerName: givenName === null ? null : `${givenName} ${familyName}`,
  })).filter(({ code, customerName }) =>
    String(code).startsWith(text) || (customerName?.toLowerCase().includes(text) ?? false)
  );
}
