import type { Db, Tx } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import { type HandOverKind, partOfLines, type Pieces, valueOf } from "../domain/hand-over.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { hintPayment } from "../store/due-payments.ts";
import { insertHandOver, piecesOf } from "../store/hand-overs.ts";
import { linesOf, updateSale } from "../store/sales.ts";
import { requireSale } from "./basket.ts";
import { askForCapture, dueMinor, payableMinor } from "./due-capture.ts";
import { isOrderUnsettled } from "./give-up-sale.ts";
import { logHandOver } from "./logbook.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { readPaidAhead } from "./read-orders.ts";
import { restPlan } from "./rest-plan.ts";
import { savedPayments } from "./saved-payments.ts";
import { isWaiting, partOfWaiting, refuseUnlessShown, refuseWhileExchanging, waitingGoods } from "./waiting-goods.ts";

/**
 * Hands goods over that waited to be picked up, all that are left or so many pieces of each line: Klarna is asked for what they
 * cost, as far as nothing else has paid for them. `shownCount`: how many pieces wait, as it was shown: who gives out all of it gives out
 * what is seen there. Throws sale_missing, nothing_waits, waiting_changed, not_that_many, klarna_let_go, capture_unsettled, not_selling,
 * logbook_not_written, and not_returnable while it is being exchanged.
 */
export async function handOver(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; pieces: Pieces | "all"; shownCount?: number },
): Promise<{ saleId: string }> {
  await readPaidAhead(shop, wanted.saleId);
  await logHandOver(shop, wanted.saleId);
  return await once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    const sale = await requireWaiting(tx, wanted.saleId);
    await refuseWhileExchanging(tx, sale.id);
    await refuseUnlessShown(tx, sale.id, wanted.shownCount);
    if (await isOrderUnsettled(tx, sale.id)) throw new AppError({ kind: "capture_unsettled" });
    const pieces = wanted.pieces === "all" ? (await waitingGoods(tx, sale.id)).left : wanted.pieces;
    const { paidMinor } = await restPlan(tx, sale);
    const beforeMinor = await payableOfAll(tx, sale.id);
    const valueMinor = await noteHandOver(shop, tx, by, sale, "handed_over", pieces);
    // Nor for money that was taken for them ahead and went back in Klarna's portal, or that its order was lowered by: no more would come in for it.
    const comesInMinor = await payableOfAll(tx, sale.id) - beforeMinor;
    if (valueMinor > paidMinor + comesInMinor) throw new AppError({ kind: "klarna_let_go" });
    for (const payment of await savedPayments(tx, sale.id)) {
      if (await dueMinor(tx, payment) === 0) {
        // Nothing more may be wanted of it: the look asks Klarna to let go of the rest.
        await hintPayment(tx, payment.id, shop.clock.now());
        continue;
      }
      // Goods must not leave for money that Klarna does not hold any more.
      if (payment.status !== "authorized") throw new AppError({ kind: "klarna_let_go" });
      await askForCapture(shop, { tx, payment, because: { cause: "cashier", staffId: by.staffId } });
    }
    afterCommit(shop.wakeJobs);
    return { saleId: sale.id };
  });
}

/** Whether a single piece of what waits could be handed over: Klarna holds the money for it, or it is paid already. */
export async function mayAnyLeave(db: Db, sale: SaleRow): Promise<boolean> {
  const { id: saleId } = sale;
  const lines = await linesOf(db, saleId);
  const gone = await piecesOf(db, saleId);
  const letGo = (await savedPayments(db, saleId)).filter(({ status }) => status !== "authorized");
  const { left, paidMinor } = await restPlan(db, sale);
  const beforeMinor = await payableOfAll(db, saleId);
  for (const lineId of left.keys()) {
    const pieceMinor = valueOf(partOfLines(lines, gone, new Map([[lineId, 1]])));
    const due = await Promise.all(letGo.map((payment) => dueMinor(db, payment, pieceMinor)));
    const comesInMinor = await payableOfAll(db, saleId, pieceMinor) - beforeMinor;
    if (pieceMinor <= paidMinor + comesInMinor && due.every((minor) => minor === 0)) return true;
  }
  return false;
}

/** What Klarna would pay if it were asked, of all payments of a sale; `moreMinor`: as if goods for so much more were picked up. */
async function payableOfAll(db: Db, saleId: string, moreMinor = 0): Promise<number> {
  const payable = (await savedPayments(db, saleId)).map((payment) => payableMinor(db, payment, moreMinor));
  return (await Promise.all(payable)).reduce((sum, minor) => sum + minor, 0);
}

/** The sale, whose goods wait to be picked up. Throws sale_missing, nothing_waits. */
export async function requireWaiting(tx: Tx, saleId: string): Promise<SaleRow> {
  const sale = await requireSale(tx, saleId);
  if (!isWaiting(sale)) throw new AppError({ kind: "nothing_waits" });
  return sale;
}

/**
 * Writes down what became of these pieces; with the last of them the sale waits for nothing. They are worth what they cost, unless
 * some of that went back; that is answered. Throws not_that_many.
 */
export async function noteHandOver(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { id: saleId }: Pick<SaleRow, "id">,
  kind: HandOverKind,
  pieces: Pieces,
  unpaid: { valueMinor: number; returnId: string | null } | null = null,
): Promise<number> {
  const parts = await partOfWaiting(tx, saleId, pieces);
  const { registerId, staffId } = by;
  const now = shop.clock.now();
  const worth = unpaid ?? { valueMinor: valueOf(parts), returnId: null };
  await insertHandOver(tx, { id: newId(shop, "hnd"), saleId, kind, ...worth, registerId, staffId, at: now }, pieces);
  await updateSale(tx, saleId, now, (await waitingGoods(tx, saleId)).left.size === 0 ? { handedOverAt: now } : {});
  return worth.valueMinor;
}
