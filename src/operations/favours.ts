import { isExtendable, MOST_RESENDS, RESENDS_WITHIN_MS } from "../domain/authorization.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { bookedOf } from "../store/payments.ts";
import { wishesOf } from "../store/wishes.ts";
import { askFor } from "./ask-for.ts";
import { checkPayment } from "./check-payment.ts";
import { requirePayment } from "./held-payment.ts";
import { type Action, once } from "./once.ts";

/**
 * Asks Klarna to hold the money of a saved payment for longer. Throws payment_not_open, and extension_too_late for one that Klarna
 * would not hold any longer.
 */
export async function extendApproval(
  shop: Shop,
  action: Action,
  by: Operator,
  paymentId: string,
): Promise<{ paymentId: string }> {
  const result = await once(shop, action, async (tx, afterCommit) => {
    const payment = await requirePayment(tx, paymentId);
    if (payment.status !== "authorized" || payment.savedAt === null) throw new AppError({ kind: "payment_not_open" });
    if (!isExtendable(payment, shop.clock.now())) throw new AppError({ kind: "extension_too_late" });
    const because = { cause: "cashier", staffId: by.staffId } as const;
    await askFor(shop, { tx, afterCommit, payment, because }, "extend");
    return { paymentId };
  });
  await checkPayment(shop, paymentId, "cashier");
  return result;
}

/**
 * Asks Klarna to send its messages about a captured payment to the customer once more. Throws payment_not_open, and resend_limit
 * when that was asked often enough for a day.
 */
export async function resendMessages(
  shop: Shop,
  action: Action,
  by: Operator,
  paymentId: string,
): Promise<{ paymentId: string }> {
  const result = await once(shop, action, async (tx, afterCommit) => {
    const payment = await requirePayment(tx, paymentId);
    const { capturedMinor } = await bookedOf(tx, paymentId);
    const hasOrder = payment.status === "captured" || payment.status === "authorized";
    if (capturedMinor === 0 || !hasOrder) throw new AppError({ kind: "payment_not_open" });
    const since = shop.clock.now() - RESENDS_WITHIN_MS;
    const asked = (await wishesOf(tx, paymentId)).filter(({ kind, askedAt }) => kind === "resend" && askedAt > since);
    if (asked.length >= MOST_RESENDS) throw new AppError({ kind: "resend_limit" });
    const because = { cause: "cashier", staffId: by.staffId } as const;
    await askFor(shop, { tx, afterCommit, payment, because }, "resend");
    return { paymentId };
  });
  await checkPayment(shop, paymentId, "cashier");
  return result;
}
