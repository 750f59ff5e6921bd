import type { Db } from "../../db/open.ts";
import { isAtLeast, type Role } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { requireShop } from "../store/shop.ts";
import { activeSeniors } from "../store/staff.ts";
import { checkPin } from "./pin-check.ts";

/** A colleague who agrees at this screen, by PIN; null: nobody was asked. */
export type Approval = { staffId: string; pin: string } | null;

/**
 * Who answers for a decision about the money of this payment: the cashier who started it, or whoever answers for a
 * senior's deed. Throws needs_senior, wrong_pin, pin_too_soon.
 */
export async function approverForPayment(
  shop: Shop,
  by: Operator,
  payment: { staffId: string },
  approval: Approval,
): Promise<string> {
  return by.staffId === payment.staffId ? by.staffId : await approverOf(shop, by, "senior", approval);
}

/**
 * Who answers for what needs this role: the operator who has it, or a colleague who has it and types their PIN here.
 * Throws needs_senior or needs_manager, wrong_pin, pin_too_soon.
 */
export async function approverOf(
  shop: Shop,
  by: Operator,
  needed: Exclude<Role, "cashier">,
  approval: Approval,
): Promise<string> {
  if (isAtLeast(by.role, needed)) return by.staffId;
  if (approval === null) throw new AppError({ kind: `needs_${needed}` });
  const colleague = await checkPin(shop, approval.staffId, approval.pin);
  if (!isAtLeast(colleague.role, needed)) throw new AppError({ kind: `needs_${needed}` });
  return colleague.id;
}

/**
 * The second person who answers for what nobody should do alone: a senior or manager other than the operator. Where there
 * is no other, a senior answers alone. Null: nobody was asked, and somebody else could be. Throws needs_second,
 * wrong_pin, pin_too_soon.
 */
export async function secondPersonFor(shop: Shop, by: Operator, approval: Approval): Promise<string | null> {
  if (approval === null) {
    const others = (await activeSeniors(shop.db.read)).filter(({ id }) => id !== by.staffId);
    return others.length === 0 && isAtLeast(by.role, "senior") ? by.staffId : null;
  }
  if (approval.staffId === by.staffId) throw new AppError({ kind: "needs_second" });
  const colleague = await checkPin(shop, approval.staffId, approval.pin);
  if (!isAtLeast(colleague.role, "senior")) throw new AppError({ kind: "needs_second" });
  return colleague.id;
}

/**
 * Who answers for what needs a senior, and the second person, for where money goes back above the shop's limit as well: whoever agrees at
 * this screen is both. Throws needs_senior, needs_second, wrong_pin, pin_too_soon.
 */
export async function seniorAndSecond(
  shop: Shop,
  by: Operator,
  approval: Approval,
): Promise<{ senior: string; second: string | null }> {
  const senior = await approverOf(shop, by, "senior", approval);
  return { senior, second: senior === by.staffId ? await secondPersonFor(shop, by, approval) : senior };
}

/** Whether so much more, after what was given back of a sale before, is given back only with a second person. */
export async function isAboveReturnLimit(db: Db, returnedMinor: number, moreMinor: number): Promise<boolean> {
  return moreMinor > 0 && returnedMinor + moreMinor > (await requireShop(db)).returnLimitMinor;
}
