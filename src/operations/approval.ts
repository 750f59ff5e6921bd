import { isAtLeast, type Role } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
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
