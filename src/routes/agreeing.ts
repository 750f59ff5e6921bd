import type { AgreeingView } from "../../views/data.ts";
import { isAtLeast } from "../domain/staff.ts";
import { isAboveReturnLimit } from "../operations/approval.ts";
import type { Operator, Shop } from "../shop.ts";
import { requireShop } from "../store/shop.ts";
import { activeSeniors } from "../store/staff.ts";

/** What goes back of a sale by a senior's deed, after what was given back of it before. Minor units. */
type GoesBack = { returnedMinor: number; moreMinor: number };

/** Who may agree to a senior's deed, where this operator may not decide alone: above the shop's limit no senior may, either. */
export async function agreeingOf(
  { db: { read } }: Shop,
  { staffId, role }: Operator,
  { returnedMinor, moreMinor }: GoesBack,
  approverId?: string,
): Promise<AgreeingView> {
  const isAboveLimit = await isAboveReturnLimit(read, returnedMinor, moreMinor);
  const others = (await activeSeniors(read)).filter(({ id }) => id !== staffId);
  const decidesAlone = isAtLeast(role, "senior") && (!isAboveLimit || others.length === 0);
  if (decidesAlone) return { approvers: [], limitMinor: null };
  const approvers = others.map(({ id, name, role }) => ({ id, name, role, isChosen: id === approverId }));
  return { approvers, limitMinor: isAboveLimit ? (await requireShop(read)).returnLimitMinor : null };
}
