import type { DisplayView } from "../../views/display/data.ts";
import { displayPayment } from "../../views/display/states.ts";
import { holderOf, isOver } from "../domain/payment.ts";
import type { LineItem } from "../domain/sale.ts";
import type { Shop } from "../shop.ts";
import { findPayment, paymentsOfSale } from "../store/payments.ts";
import { shownSaleAt } from "../store/sales.ts";
import { coveringPayment, saleView } from "./present.ts";

/** Thanks and change stay as long as a customer takes to leave. */
const THANKS_MS = 60_000;
/** That Klarna came to nothing is said until another way is being paid. */
const UNPAID_MS = 60_000;
/** A basket that nobody touches for so long was left behind, and its customer with it. */
const LEFT_BEHIND_MS = 30 * 60_000;

/** What a register's screen shows, and the payment to listen to meanwhile. */
export type Shown = { view: DisplayView; paymentId: string | null };

const IDLE: Shown = { view: { kind: "idle" }, paymentId: null };

/**
 * What the customer at this register may see now: the sale that somebody worked at there last, and no other, so that one
 * left open before never comes back by itself. What is put aside or given up is nobody's to read.
 */
export async function shownAt(shop: Shop, registerId: string): Promise<Shown> {
  const row = await shownSaleAt(shop.db.read, registerId, shop.klarna.mode);
  const now = shop.clock.now();
  if (row?.status === "completed") {
    return now - (row.completedAt ?? 0) < THANKS_MS ? await thanks(shop, row.id) : IDLE;
  }
  if (row?.status !== "open") return IDLE;
  const sale = await saleView(shop, row.id);
  const payment = coveringPayment(sale);
  if (payment) {
    const held = await findPayment(shop.db.read, payment.id);
    const isHere = held !== undefined && holderOf(held).registerId === registerId;
    return isHere ? { view: displayPayment(payment, now), paymentId: payment.id } : IDLE;
  }
  if (sale.lines.length === 0 || now - row.updatedAt > LEFT_BEHIND_MS) return IDLE;
  const { lines, totals } = sale;
  const isUnpaid = totals.paidMinor === 0 && await hasJustEnded(shop, row.id, now);
  return { view: { kind: "basket", lines: lines.map(onScreen), totals, isUnpaid }, paymentId: null };
}

async function thanks(shop: Shop, saleId: string): Promise<Shown> {
  const { totals: { totalMinor, changeMinor } } = await saleView(shop, saleId);
  return { view: { kind: "thanks", totalMinor, changeMinor }, paymentId: null };
}

/** The newest try with Klarna is over, and its money is no part of the sale. */
async function hasJustEnded(shop: Shop, saleId: string, now: number): Promise<boolean> {
  const [newest] = await paymentsOfSale(shop.db.read, saleId);
  if (!newest || newest.savedAt !== null || newest.status === "captured") return false;
  return isOver(newest.status) && now - newest.statusAt < UNPAID_MS;
}

/** Nothing else of a line leaves the till: its note may be about somebody. */
function onScreen({ name, quantity, unitPriceMinor, discountMinor, totalMinor, priceStyle }: LineItem) {
  return { name, quantity, unitPriceMinor, discountMinor, totalMinor, priceStyle };
}
