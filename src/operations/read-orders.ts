import type { Shop } from "../shop.ts";
import { requireSale } from "./basket.ts";
import { aheadMinor } from "./due-capture.ts";
import { lookAtNight } from "./nightly-look.ts";
import { paymentsIn } from "./refundable.ts";
import { savedPayments } from "./saved-payments.ts";
import { isRestHeld, isWaiting } from "./waiting-goods.ts";

/**
 * Reads once more the orders by which Klarna paid for a sale: in its portal somebody may have given the same money back. While
 * Klarna is away a shop must be able to give money back all the same, and the night tells.
 */
export async function readOrdersOf(shop: Shop, saleId: string): Promise<void> {
  if (shop.klarna.state !== "ready") return;
  const payments = await paymentsIn(shop.db.read, saleId);
  const within = payments.filter(({ status, klarnaAccountId }) =>
    (status === "captured" || status === "authorized") && klarnaAccountId === shop.klarna.accountId
  );
  await Promise.all(within.map(({ id }) => lookAtNight(shop, id)));
}

/**
 * The same before goods that wait leave or are let go of, where Klarna has paid for some of them ahead or holds nothing for them any more: what
 * it has paid may have gone back in its portal, and nobody else asks in time. Throws sale_missing.
 */
export async function readPaidAhead(shop: Shop, saleId: string): Promise<void> {
  const { read } = shop.db;
  const sale = await requireSale(read, saleId);
  if (!isWaiting(sale)) return;
  const saved = await savedPayments(read, saleId);
  const ahead = await Promise.all(saved.map((payment) => aheadMinor(read, payment)));
  if (ahead.some((minor) => minor > 0) || !await isRestHeld(read, sale)) await readOrdersOf(shop, saleId);
}
