import type { Tx } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { answeredFor, goodsWorth, priceBasket, saleOff } from "../domain/basket.ts";
import { ALL_AGREED } from "../domain/discount.ts";
import { isAtLeast, type Role } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { findSale, linesOf, noteAgreed, removedLinesOf, updateLine } from "../store/sales.ts";
import type { Approval } from "./approval.ts";
import { agreedColumns, growthOf } from "./judge-discount.ts";
import { checkPin } from "./pin-check.ts";
import { limitsOf, rungUp, termsOf } from "./reprice.ts";

export type Colleague = Pick<Operator, "staffId" | "role">;

/** Whoever stands at the till, and whoever typed their PIN beside them. */
export type People = { by: Colleague; colleague: Colleague | null };

/** Whoever typed their PIN beside the operator; null: nobody, or the operator may do it all. Throws wrong_pin, pin_too_soon. */
export async function colleagueWho(shop: Shop, by: Operator, approval: Approval): Promise<Colleague | null> {
  if (approval === null || by.role === "manager") return null;
  const { id: staffId, role } = await checkPin(shop, approval.staffId, approval.pin);
  return { staffId, role };
}

/** Who answers for what needs this role; undefined: nobody who is here. */
export function whoMay({ by, colleague }: People, needs: Role): Colleague | undefined {
  return [by, colleague].find((one) => one !== null && isAtLeast(one.role, needs)) ?? undefined;
}

/** Throws needs_senior or needs_manager unless somebody who is here may answer for it. */
export function requireWhoMay(people: People, needs: Role): Colleague {
  const who = whoMay(people, needs);
  if (!who) throw new AppError({ kind: needs === "manager" ? "needs_manager" : "needs_senior" });
  return who;
}

/**
 * After a line became larger or came into the basket: what was given for less of it holds for more as far as whoever is
 * here may give it. `isAsked`: they have to, and are asked for a colleague; otherwise no more comes off than was agreed to.
 */
export async function answerForGrowth(
  tx: Tx,
  people: People,
  { saleId, lineId, isAsked }: { saleId: string; lineId: string; isAsked: boolean },
): Promise<void> {
  const { sale, lines, limits } = await basketIn(tx, saleId);
  const growth = growthOf(sale, lines, limits, lineId);
  if (growth.line === null && growth.sale === null) return;
  const who = isAsked ? requireWhoMay(people, growth.needs) : whoMay(people, growth.needs);
  if (!who) return;
  const line = lines.find(({ id }) => id === lineId);
  if (line && growth.line) {
    const discountBy = line.discountKind === null ? null : who.staffId;
    const priceBy = line.listPriceMinor === null ? null : who.staffId;
    await updateLine(tx, lineId, { ...agreedColumns(growth.line), discountBy, priceBy });
  }
  if (growth.sale) await noteAgreed(tx, saleId, { ...agreedColumns(growth.sale), discountBy: who.staffId });
}

/** Whoever gave a discount on a line, or set its price, answers for all that comes off it then. */
export async function agreeToLine(tx: Tx, saleId: string, lineId: string): Promise<void> {
  const { sale, lines, limits } = await basketIn(tx, saleId);
  const rung = lines.map(rungUp).map((line) => line.id === lineId ? { ...line, agreed: ALL_AGREED } : line);
  const all = answeredFor(rung, priceBasket(rung, termsOf(sale, limits)));
  for (const { id, ...one } of all.filter((line) => line.id === lineId)) await agreeTo(tx, id, one);
}

/**
 * Whoever gave a discount on the sale, or took it away, answers for all that comes off each line then, and off the whole.
 * A line that was taken out keeps what it had by itself: it was no part of this.
 */
export async function agreeToSale(tx: Tx, saleId: string): Promise<void> {
  const { sale, lines, limits } = await basketIn(tx, saleId);
  const open = (rows: LineItemRow[]) => rows.map(rungUp).map((line) => ({ ...line, agreed: ALL_AGREED }));
  const terms = { ...termsOf(sale, limits), agreed: ALL_AGREED };
  const rung = open(lines);
  const removed = open((await removedLinesOf(tx, saleId)).filter((line) => line.agreedOffMinor !== null));
  const each = [
    ...answeredFor(rung, priceBasket(rung, terms)),
    ...answeredFor(removed, priceBasket(removed, { ...terms, discount: null })),
  ];
  for (const { id, ...one } of each) await agreeTo(tx, id, one);
  const whole = { offMinor: saleOff(rung, terms).wantedMinor, worthMinor: goodsWorth(rung) };
  await noteAgreed(tx, saleId, agreedColumns(terms.discount === null ? null : whole));
}

async function agreeTo(tx: Tx, lineId: string, agreed: { offMinor: number; worthMinor: number }): Promise<void> {
  await updateLine(tx, lineId, agreedColumns(agreed.offMinor === 0 ? null : agreed));
}

async function basketIn(tx: Tx, saleId: string) {
  const sale: SaleRow | undefined = await findSale(tx, saleId);
  if (!sale) throw new Error(`there is no sale ${saleId}`);
  return { sale, lines: await linesOf(tx, saleId), limits: await limitsOf(tx) };
}
