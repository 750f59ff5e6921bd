import type { Tx } from "../../db/open.ts";
import type { SaleRow, TenderRow } from "../../db/schema.ts";
import { cashDue, parseAmountMinor } from "../domain/money.ts";
import { isUnfinished } from "../domain/payment.ts";
import { saleTotals, type TenderKind } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { insertTender, linesOf, removeTender, tendersOf, updateSale } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister } from "../store/staff.ts";
import { requireSale } from "./basket.ts";
import { giveBackOnCard, redeemCard } from "./gift-cards.ts";
import { logCards } from "./logbook.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { currentShift, openDrawer, putCash } from "./drawer.ts";
import { roundAnew } from "./round-anew.ts";

type Wanted = { saleId: string; version: number };

/**
 * Takes cash: what was handed over is typed, what counts is at most what is due, the rest is change. Where the smallest
 * coin is more than the smallest unit, cash that pays the rest pays it rounded, and a row of its own says by how much.
 * Refused while a Klarna payment is open, for Klarna finances the amount that was due when it began; and when the
 * sale is not the one whose amount was seen, or nothing may be sold now.
 */
export function takeCash(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted & { given: string },
): Promise<{ changeMinor: number }> {
  return payInto(shop, action, wanted, async (tx, sale, dueMinor) => {
    const givenMinor = parseAmountMinor(wanted.given, sale.currency);
    const { cashStepMinor } = await requireShop(tx);
    const roundedMinor = cashDue(dueMinor, cashStepMinor);
    if (givenMinor === null || (givenMinor === 0 && roundedMinor > 0)) throw new AppError({ kind: "bad_amount" });
    const paysTheRest = givenMinor >= roundedMinor;
    const amountMinor = paysTheRest ? roundedMinor : Math.min(givenMinor, dueMinor);
    const tenderId = await addTender(shop, tx, by, sale, { kind: "cash", amountMinor, givenMinor });
    if (paysTheRest && roundedMinor !== dueMinor) {
      const rounding = { kind: "rounding", amountMinor: dueMinor - roundedMinor, roundsTenderId: tenderId } as const;
      await addTender(shop, tx, by, sale, rounding);
    }
    return { changeMinor: givenMinor - amountMinor };
  });
}

/**
 * Records what was taken on the card terminal: the slip's reference, or of Klarna's one-time card its last four digits.
 * Refused as cash is; throws bad_digits, and more_than_due, for a card gives no change.
 */
export function takeCard(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted & { kind: "card" | "klarna_card"; amount: string; reference: string },
): Promise<{ tenderId: string }> {
  return payInto(shop, action, wanted, async (tx, sale, dueMinor) => {
    const amountMinor = partOf(dueMinor, wanted.amount, sale);
    const reference = wanted.reference.trim();
    if (wanted.kind === "klarna_card" && !/^\d{4}$/.test(reference)) throw new AppError({ kind: "bad_digits" });
    if (reference.length > LONGEST_REFERENCE) throw new AppError({ kind: "reference_too_long" });
    return {
      tenderId: await addTender(shop, tx, by, sale, { kind: wanted.kind, amountMinor, reference: reference || null }),
    };
  });
}

/**
 * Takes what is due from a gift card whose number was shown just now (null: it was not), or the part of it that is named or
 * that the card holds. Refused as cash is; throws gift_card_unread, gift_card_missing, gift_card_empty, gift_card_short,
 * more_than_due.
 */
export async function takeGiftCard(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted & { giftCardId: string | null; amount: string },
): Promise<{ tenderId: string; amountMinor: number }> {
  const taken = await payInto(shop, action, wanted, async (tx, sale, dueMinor) => {
    const { giftCardId } = wanted;
    if (giftCardId === null) throw new AppError({ kind: "gift_card_unread" });
    const asked = wanted.amount.trim() === "" ? null : partOf(dueMinor, wanted.amount, sale);
    const redeem = async (card: { number: string; amountMinor: number }) => {
      return await addTender(shop, tx, by, sale, {
        kind: "gift_card",
        amountMinor: card.amountMinor,
        reference: card.number,
      });
    };
    return await redeemCard(shop, tx, by, { sale, giftCardId, dueMinor, asked, redeem });
  });
  await logCards(shop, wanted.saleId);
  return taken;
}

/**
 * Gives back what was taken in this sale: cash from the drawer, a card's on its terminal, a gift card's onto it. What cash
 * was rounded by is due again, whatever is given back, for that cash pays the rest no more. A Klarna
 * tender is undone by releasing its payment instead. Throws tender_missing; sale_locked, sale_not_open.
 */
export async function takeBackTender(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; tenderId: string },
): Promise<{ saleId: string }> {
  const result = await once(shop, action, async (tx, afterCommit) => {
    const sale = await requireSale(tx, wanted.saleId);
    await refuseUnlessPayable(tx, sale);
    const tender = (await tendersOf(tx, sale.id)).find(({ id }) => id === wanted.tenderId);
    if (!tender || !TAKEN_BACK_HERE.includes(tender.kind)) throw new AppError({ kind: "tender_missing" });
    const now = shop.clock.now();
    await undoTaking(shop, tx, by, tender, now);
    if (tender.kind === "cash") openDrawer(shop, await findRegister(tx, by.registerId), afterCommit);
    await roundAnew(shop, tx, sale.id, now);
    await updateSale(tx, sale.id, now, {});
    return { saleId: sale.id };
  });
  await logCards(shop, wanted.saleId);
  return result;
}

/** Takes a tender out of its sale; cash goes out of the drawer, and what came from a gift card is on it again. */
export async function undoTaking(shop: Shop, tx: Tx, by: Operator, tender: TenderRow, at: number): Promise<void> {
  await removeTender(tx, tender.id, at);
  if (tender.kind === "cash") await putCash(shop, tx, by, tender, "given_back");
  if (tender.kind === "gift_card") await giveBackOnCard(shop, tx, by, tender);
}

/** Throws unless tenders may be taken or given back: the sale is open and no Klarna payment of it is undecided or unsaved. */
export async function refuseUnlessPayable(tx: Tx, sale: SaleRow): Promise<void> {
  if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
  const saved = new Set((await tendersOf(tx, sale.id)).map((tender) => tender.paymentId));
  const payments = await paymentsOfSale(tx, sale.id);
  const isFree = payments.every((payment) => !isUnfinished(payment) || saved.has(payment.id));
  if (!isFree) throw new AppError({ kind: "sale_locked", by: "klarna" });
}

/** A part of what is due as it was typed; empty text is all of it. Throws bad_amount, more_than_due. */
export function partOf(dueMinor: number, typed: string, { currency }: Pick<SaleRow, "currency">): number {
  if (typed.trim() === "") return dueMinor;
  const amountMinor = parseAmountMinor(typed, currency);
  if (!amountMinor) throw new AppError({ kind: "bad_amount" });
  if (amountMinor > dueMinor) throw new AppError({ kind: "more_than_due" });
  return amountMinor;
}

const TAKEN_BACK_HERE: TenderKind[] = ["cash", "card", "klarna_card", "gift_card"];
const LONGEST_REFERENCE = 60;

/** Takes something for what is due of an open sale that is the one that was seen. Throws what takeCash throws of the sale. */
export async function payInto<T extends Record<string, string | number | null>>(
  shop: Shop,
  action: Action,
  wanted: Wanted,
  take: (tx: Tx, sale: SaleRow, dueMinor: number) => Promise<T>,
): Promise<T> {
  return await once(shop, action, async (tx) => {
    await requireSelling(shop, tx);
    const sale = await requireSale(tx, wanted.saleId);
    await refuseUnlessPayable(tx, sale);
    if (sale.version !== wanted.version) throw new AppError({ kind: "sale_changed" });
    const lines = await linesOf(tx, sale.id);
    if (lines.length === 0) throw new AppError({ kind: "basket_empty" });
    const { dueMinor } = saleTotals(lines, await tendersOf(tx, sale.id));
    if (dueMinor === 0) throw new AppError({ kind: "nothing_due" });
    const result = await take(tx, sale, dueMinor);
    await updateSale(tx, sale.id, shop.clock.now(), {});
    return result;
  });
}

type NewTender =
  & Pick<TenderRow, "kind" | "amountMinor">
  & Partial<Pick<TenderRow, "givenMinor" | "reference" | "roundsTenderId">>;

/** Writes down what was taken for a sale. Answers the tender's id. */
export async function addTender(shop: Shop, tx: Tx, by: Operator, sale: SaleRow, tender: NewTender): Promise<string> {
  const id = newId(shop, "tnd");
  const { registerId, staffId } = by;
  const shiftId = await currentShift(shop, tx, by, sale.mode);
  const place = { shiftId, registerId, staffId, createdAt: shop.clock.now(), removedAt: null, paymentId: null };
  await insertTender(tx, { givenMinor: null, ...place, ...tender, id, saleId: sale.id, mode: sale.mode });
  if (tender.kind === "cash") await putCash(shop, tx, by, { id, ...tender, mode: sale.mode }, "taken");
  return id;
}
