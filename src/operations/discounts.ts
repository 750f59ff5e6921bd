import type { Tx } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { limitOf, WHOLE_BASIS_POINTS } from "../domain/discount.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { updateLine, updateSale } from "../store/sales.ts";
import { agreeToLine, agreeToSale, colleagueWho, type People, requireWhoMay } from "./answer-for.ts";
import type { Approval } from "./approval.ts";
import { type BasketChange, changeLine, changeSale, describe, refuseBadLine } from "./basket.ts";
import {
  type Answerer,
  discountColumns,
  meaningOf,
  priced,
  type Reduction,
  type WantedDiscount,
} from "./judge-discount.ts";
import type { Action } from "./once.ts";
import { limitsOf, reprice } from "./reprice.ts";

/** `version` is left out where what is meant does not depend on the rest of the basket, e.g. "10%" for the last line. */
type Wanted<R extends Reduction = Reduction> = { saleId: string; version?: number; approval: Approval; reduction: R };

/**
 * Gives a discount on a line, or takes it away. Throws bad_discount; needs_senior or needs_manager for more than the
 * operator may give, wrong_pin, pin_too_soon; no_discount for a gift card; and what changeLine throws.
 */
export async function discountLine(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted<Extract<Reduction, { of: "line" }>>,
): Promise<BasketChange> {
  const { lineId, discount } = wanted.reduction;
  refuseBadDiscount(discount);
  const colleague = await colleagueWho(shop, by, wanted.approval);
  return await changeLine(shop, action, { ...wanted, lineId }, async (tx, line) => {
    const answers = await whoAnswers(tx, { by, colleague }, wanted);
    await updateLine(tx, lineId, discountColumns(discount, heldBefore(line, answers)));
    await agreeToLine(tx, line.saleId, lineId);
    return await changed(tx, line);
  });
}

/**
 * Sets a line's price by hand. The catalogue's own price takes the change away. Throws as discountLine does, and
 * quantity, too_much.
 */
export async function setPrice(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted<Extract<Reduction, { of: "price" }>>,
): Promise<BasketChange> {
  const { lineId, priceMinor } = wanted.reduction;
  const colleague = await colleagueWho(shop, by, wanted.approval);
  return await changeLine(shop, action, { ...wanted, lineId }, async (tx, line) => {
    refuseBadLine({ ...line, unitPriceMinor: priceMinor });
    const answers = await whoAnswers(tx, { by, colleague }, wanted);
    const { listPriceMinor } = priced(line, priceMinor);
    const mayGive = Math.max(answers.mayGive, answers.isLess ? line.priceMost ?? 0 : 0);
    const hand = listPriceMinor === null ? { priceBy: null, priceMost: null } : {
      priceBy: answers.staffId,
      priceMost: mayGive,
    };
    await updateLine(tx, lineId, { unitPriceMinor: priceMinor, listPriceMinor, ...hand });
    await agreeToLine(tx, line.saleId, lineId);
    return await changed(tx, line);
  });
}

/** Gives a discount on the whole sale, or takes it away. Throws as discountLine does, but for what concerns a line. */
export async function discountSale(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted<Extract<Reduction, { of: "sale" }>>,
): Promise<{ saleId: string }> {
  const { discount } = wanted.reduction;
  refuseBadDiscount(discount);
  const colleague = await colleagueWho(shop, by, wanted.approval);
  return await changeSale(shop, action, wanted, async (tx, sale) => {
    const answers = await whoAnswers(tx, { by, colleague }, wanted);
    await updateSale(tx, sale.id, shop.clock.now(), discountColumns(discount, heldBefore(sale, answers)));
    await agreeToSale(tx, sale.id);
    await reprice(tx, sale.id);
    return { saleId: sale.id };
  });
}

/** Who answers for a reduction: the operator as far as their role goes, else the colleague beside them. */
async function whoAnswers(
  tx: Tx,
  people: People,
  { saleId, reduction }: Wanted,
): Promise<Answerer & { isLess: boolean }> {
  const { needs, isLesser, beforeMinor, afterMinor } = await meaningOf(tx, saleId, reduction);
  const who = requireWhoMay(people, needs);
  return {
    staffId: who.staffId,
    mayGive: limitOf(who.role, await limitsOf(tx)),
    isLess: isLesser && afterMinor >= beforeMinor,
  };
}

/** Whoever gives less than was given before leaves it to whoever answered for more. */
function heldBefore(row: DiscountRow, { isLess, ...answers }: Answerer & { isLess: boolean }): Answerer {
  const { discountMost: mayGive, discountBy: staffId } = row;
  return isLess && mayGive !== null && mayGive > answers.mayGive ? { staffId, mayGive } : answers;
}

type DiscountRow = Pick<SaleRow, "discountMost" | "discountBy">;

function refuseBadDiscount(discount: WantedDiscount): void {
  if (discount === null) return;
  const { kind, value } = discount;
  const isGood = Number.isSafeInteger(value) && value > 0 && (kind === "amount" || value <= WHOLE_BASIS_POINTS);
  if (!isGood) throw new AppError({ kind: "bad_discount" });
}

async function changed(tx: Tx, line: LineItemRow): Promise<BasketChange> {
  const lines = await reprice(tx, line.saleId);
  const totalMinor = lines.find(({ id }) => id === line.id)?.totalMinor ?? 0;
  return { ...describe(line, line.quantity), totalMinor };
}
