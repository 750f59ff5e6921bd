import { LONGEST_RETURN_NOTE } from "../domain/return.ts";
import { isAtLeast } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { type Approval, isAboveReturnLimit, secondPersonFor } from "./approval.ts";
import { requireSale } from "./basket.ts";
import { bookReturn, type PartOfWay } from "./book-return.ts";
import { checkPayment } from "./check-payment.ts";
import { logCards } from "./logbook.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { readOrdersOf } from "./read-orders.ts";
import { foundOf, type Refundable, refundableOf } from "./refundable.ts";
import { type PlannedReturn, type ReturnParts, returnParts } from "./return-parts.ts";
import { whyNotReturnable } from "./why-not-returnable.ts";

/** What somebody wants to give back: as it was shown, with every way in which the money goes. */
export type WantedReturn = PlannedReturn & {
  /** By the key of each way; a card's slip may be named. */
  split: readonly { key: string; amountMinor: number; reference: string }[];
  /** What goes back in all, as the screen said it. */
  shownMinor: number;
  /** What was given back in Klarna's portal, as the screen said it. */
  foundMinor: number;
};

/**
 * Gives money back for what comes back of a finished sale, in the ways that were shown, and books all of it at once: cash
 * leaves the drawer, a gift card holds it again, and Klarna is asked for its part afterwards. What was seen is what is
 * done. Klarna's orders are read first: what somebody gave back in its portal is booked, on a senior's word, and not given again.
 * Throws not_returnable, return_empty, return_changed, return_found, return_split, return_reason_needed, needs_second,
 * needs_senior, note_too_long, and what returnParts and secondPersonFor throw.
 */
export async function giveBack(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: WantedReturn & { saleId: string; approval: Approval },
): Promise<{ returnId: string }> {
  const approver = await secondPersonFor(shop, by, wanted.approval);
  await readOrdersOf(shop, wanted.saleId);
  const paymentIds: string[] = [];
  const result = await once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    const sale = await requireSale(tx, wanted.saleId);
    const refundable = await refundableOf(tx, sale, shop.klarna);
    const why = await whyNotReturnable(tx, sale, shop.klarna, refundable);
    if (why) throw new AppError({ kind: "not_returnable", why });
    const planned = returnParts(refundable, wanted);
    refuseUnlessMeant(wanted, planned, refundable);
    const chosen = chosenWays(refundable, wanted, planned.totalMinor);
    const isAboveLimit = await isAboveReturnLimit(tx, refundable.returnedMinor, planned.totalMinor);
    if (isAboveLimit && approver === null) throw new AppError({ kind: "needs_second" });
    const isFound = chosen.some(({ way }) => way.isFound);
    if (isFound && approver === null && !isAtLeast(by.role, "senior")) throw new AppError({ kind: "needs_senior" });
    const approvedBy = isAboveLimit || isFound ? approver : null;
    const booking = { sale, refundable, wanted, planned, approvedBy, chosen, credits: [], creditedTo: null };
    const booked = await bookReturn(shop, { tx, afterCommit }, by, booking);
    paymentIds.push(...booked.paymentIds);
    return { returnId: booked.returnId };
  });
  await logCards(shop, wanted.saleId);
  for (const paymentId of paymentIds) await checkPayment(shop, paymentId, "cashier");
  return result;
}

/**
 * Throws return_empty, note_too_long, return_reason_needed; return_changed where another amount was shown, return_found where
 * something else is known to have been given back in Klarna's portal.
 */
export function refuseUnlessMeant(
  wanted: Pick<WantedReturn, "freeMinor" | "note" | "shownMinor" | "foundMinor">,
  planned: ReturnParts,
  refundable: Refundable,
): void {
  if (planned.totalMinor === 0) throw new AppError({ kind: "return_empty" });
  if (wanted.note.length > LONGEST_RETURN_NOTE) throw new AppError({ kind: "note_too_long" });
  if (wanted.freeMinor > 0 && wanted.note.trim() === "") throw new AppError({ kind: "return_reason_needed" });
  if (planned.totalMinor !== wanted.shownMinor) throw new AppError({ kind: "return_changed" });
  if (foundOf(refundable) !== wanted.foundMinor) throw new AppError({ kind: "return_found" });
}

/** The ways that take a part of it. All parts together are all of it, and none is more than its way can hold. */
function chosenWays({ ways }: Refundable, { split }: WantedReturn, totalMinor: number): PartOfWay[] {
  const chosen = ways.flatMap((way): PartOfWay[] => {
    const asked = split.find(({ key }) => key === way.key);
    if (!asked || asked.amountMinor === 0) return [];
    if (asked.amountMinor > way.leftMinor) throw new AppError({ kind: "return_split", isMore: true });
    return [{ way, amountMinor: asked.amountMinor, reference: slipOf(asked.reference) }];
  });
  const sum = chosen.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (sum !== totalMinor) throw new AppError({ kind: "return_split", isMore: false });
  return chosen;
}

/** The number of a terminal's slip as it was typed; null: none was. Throws reference_too_long. */
export function slipOf(typed: string): string | null {
  if (typed.trim().length > LONGEST_REFERENCE) throw new AppError({ kind: "reference_too_long" });
  return typed.trim() || null;
}

const LONGEST_REFERENCE = 60;
