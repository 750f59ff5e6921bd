import type { Db, Tx } from "../../db/open.ts";
import type { GiftCardRow, LineItemRow, SaleRow, TenderRow } from "../../db/schema.ts";
import { GIFT_CARD_RANDOM_BYTES, giftCardTail, newGiftCardNumber, readGiftCardNumber } from "../domain/gift-card.ts";
import { languageOfCustomers } from "../domain/language.ts";
import { parseAmountMinor } from "../domain/money.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import {
  findGiftCard,
  findGiftCardById,
  giftCardBalance,
  insertGiftCard,
  insertGiftCardEntry,
} from "../store/gift-cards.ts";
import { exchangeInto } from "../store/exchanges.ts";
import { findSale, linesOf, updateSale } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import { addToBasket, type BasketChange, openSale, refuseUnlessChangeable } from "./basket.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";

/**
 * Puts a gift card into the basket: on the number of a printed card, or on a new one. It is worth nothing before the sale
 * is completed. Throws bad_amount, bad_gift_card, gift_card_exchanged; one_gift_card when the number is in the basket already; and what addLine
 * throws but product_missing.
 */
export function sellGiftCard(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; amount: string; number: string },
): Promise<BasketChange> {
  return once(shop, action, async (tx) => {
    await requireSelling(shop, tx);
    const number = wanted.number.trim() === ""
      ? newGiftCardNumber(shop.random.bytes(GIFT_CARD_RANDOM_BYTES))
      : requireNumber(wanted.number);
    const sale = await findSale(tx, wanted.saleId) ?? await openSale(shop, tx, by, wanted.saleId);
    await refuseUnlessChangeable(tx, sale);
    // A card is as good as cash, and nothing of it could come back: what comes back for goods goes back the way it was paid.
    if ((await exchangeInto(tx, sale.id))?.endedAt === null) throw new AppError({ kind: "gift_card_exchanged" });
    const unitPriceMinor = parseAmountMinor(wanted.amount, sale.currency);
    if (!unitPriceMinor) throw new AppError({ kind: "bad_amount" });
    const isThere = (await linesOf(tx, sale.id)).some((line) => line.giftCardNumber === number);
    if (isThere) throw new AppError({ kind: "one_gift_card" });
    const change = await addToBasket(shop, tx, by, sale, {
      kind: "gift_card",
      giftCardNumber: number,
      productId: null,
      productCode: null,
      name: shop.words(languageOfCustomers(await requireShop(tx))).giftCard(giftCardTail(number)),
      quantity: 1,
      unitPriceMinor,
      taxCode: NO_TAX,
      taxRateBasisPoints: 0,
    });
    await updateSale(tx, sale.id, shop.clock.now(), {});
    return change;
  });
}

/** Makes the gift cards of a completed sale worth what was paid for them. */
export async function fillCards(
  shop: Shop,
  tx: Tx,
  by: Operator,
  sale: SaleRow,
  lines: LineItemRow[],
): Promise<void> {
  for (const { giftCardNumber: number, totalMinor } of lines) {
    if (number === null) continue;
    const known = await findGiftCard(tx, number, sale.mode);
    const card = known ?? await insertGiftCard(tx, {
      id: newId(shop, "gif"),
      number,
      mode: sale.mode,
      currency: sale.currency,
      createdAt: shop.clock.now(),
    });
    await write(shop, tx, by, { card, saleId: sale.id, tenderId: null, cause: "sold", amountMinor: totalMinor });
  }
}

/** The card of this number in the book of this sale, with what is on it. Throws bad_gift_card, gift_card_missing. */
export async function requireCard(
  db: Db,
  { number, mode }: { number: string; mode: SaleRow["mode"] },
): Promise<{ card: GiftCardRow; balanceMinor: number }> {
  const card = await findGiftCard(db, requireNumber(number), mode);
  if (!card) throw new AppError({ kind: "gift_card_missing" });
  return { card, balanceMinor: await giftCardBalance(db, card.id) };
}

type Redeeming = {
  sale: SaleRow;
  giftCardId: string;
  dueMinor: number;
  /** How much of it shall be taken; null: as much as is due and on the card. */
  asked: number | null;
  /** Makes it a tender of the sale, and answers the tender's id. */
  redeem: (card: { number: string; amountMinor: number }) => Promise<string>;
};

/** Takes off a card of the sale's book what pays for it. Throws gift_card_missing, gift_card_empty, gift_card_short. */
export async function redeemCard(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { sale, giftCardId, dueMinor, asked, redeem }: Redeeming,
): Promise<{ tenderId: string; amountMinor: number }> {
  const card = await findGiftCardById(tx, giftCardId);
  if (card?.mode !== sale.mode) throw new AppError({ kind: "gift_card_missing" });
  const balanceMinor = await giftCardBalance(tx, card.id);
  if (balanceMinor <= 0) throw new AppError({ kind: "gift_card_empty" });
  if (asked !== null && asked > balanceMinor) throw new AppError({ kind: "gift_card_short" });
  const amountMinor = asked ?? Math.min(dueMinor, balanceMinor);
  const tenderId = await redeem({ number: card.number, amountMinor });
  await write(shop, tx, by, { card, saleId: sale.id, tenderId, cause: "redeemed", amountMinor: -amountMinor });
  return { tenderId, amountMinor };
}

/** Puts back on its card what a tender took off it. */
export async function giveBackOnCard(shop: Shop, tx: Tx, by: Operator, tender: TenderRow): Promise<void> {
  const { saleId, amountMinor, mode, id: tenderId } = tender;
  const { card } = await requireCard(tx, { number: tender.reference ?? "", mode });
  await write(shop, tx, by, { card, saleId, tenderId, cause: "given_back", amountMinor });
}

/** What was paid with a card comes back: it is on the card again. Throws gift_card_missing. */
export async function returnToCard(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { giftCardId, saleId, amountMinor }: { giftCardId: string; saleId: string; amountMinor: number },
): Promise<void> {
  const card = await findGiftCardById(tx, giftCardId);
  if (!card) throw new AppError({ kind: "gift_card_missing" });
  await write(shop, tx, by, { card, saleId, tenderId: null, cause: "returned", amountMinor });
}

const NO_TAX = "gift_card";

type NewEntry = {
  card: GiftCardRow;
  saleId: string;
  tenderId: string | null;
  cause: "sold" | "redeemed" | "given_back" | "returned";
  amountMinor: number;
};

async function write(shop: Shop, tx: Tx, by: Operator, { card, ...entry }: NewEntry): Promise<void> {
  const { staffId } = by;
  await insertGiftCardEntry(tx, {
    id: newId(shop, "gce"),
    giftCardId: card.id,
    ...entry,
    staffId,
    at: shop.clock.now(),
  });
}

function requireNumber(text: string): string {
  const number = readGiftCardNumber(text);
  if (number === null) throw new AppError({ kind: "bad_gift_card" });
  return number;
}
