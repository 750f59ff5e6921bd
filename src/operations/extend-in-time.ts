import type { PaymentRow } from "../../db/schema.ts";
import { EXTENDED_WITHIN_MS, isExtendable } from "../domain/authorization.ts";
import type { Shop } from "../shop.ts";
import { findSale } from "../store/sales.ts";
import { wishesOf } from "../store/wishes.ts";
import { askFor } from "./ask-for.ts";
import type { Move } from "./payment-events.ts";
import { isWaiting } from "./waiting-goods.ts";

/**
 * Goods still wait to be picked up and Klarna's approval runs out within a week: Klarna is asked to hold the money for longer, by the
 * till itself and no more than once in that time. What it refuses is called out like any approval that runs out.
 */
export async function extendInTime(shop: Shop, move: Move, expiresAt: number | null): Promise<void> {
  const { tx, payment } = move;
  const now = shop.clock.now();
  if (payment.status !== "authorized" || expiresAt === null || expiresAt - now >= EXTENDED_WITHIN_MS) return;
  if (!isExtendable({ ...payment, authorizationExpiresAt: expiresAt }, now)) return;
  if (!await isAwaited(move, payment)) return;
  const last = (await wishesOf(tx, payment.id)).find(({ kind }) => kind === "extend");
  if (last !== undefined && last.askedAt > now - EXTENDED_WITHIN_MS) return;
  await askFor(shop, { ...move, because: { cause: "timeout" } }, "extend");
}

async function isAwaited({ tx }: Move, { saleId, savedAt }: PaymentRow): Promise<boolean> {
  const sale = await findSale(tx, saleId);
  return savedAt !== null && sale !== undefined && isWaiting(sale);
}
