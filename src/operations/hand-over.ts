import type { Db, Tx } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import { type HandOverKind, partOfLines, type Pieces, valueOf } from "../domain/hand-over.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { insertHandOver, piecesOf } from "../store/hand-overs.ts";
import { linesOf, updateSale } from "../store/sales.ts";
import { requireSale } from "./basket.ts";
import { askForCapture, dueMinor } from "./due-capture.ts";
import { doesOrderDiffer } from "./give-up-sale.ts";
import { logHandOver } from "./logbook.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { savedPayments } from "./saved-payments.ts";
import { isWaiting, refuseWhileExchanging, waitingGoods } from "./waiting-goods.ts";

/**
 * Hands goods over that waited to be picked up, all that are left or so many pieces of each line: Klarna is asked for what they
 * cost, as far as nothing else has paid for them. Throws sale_missing, nothing_waits, not_that_many, klarna_let_go, capture_unsettled, not_selling,
 * logbook_not_written, and not_returnable while it is being exchanged.
 */
export async function handOver(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; pieces: Pieces | "all" },
): Promise<{ saleId: string }> {
  await logHandOver(shop, wanted.saleId);
  return await once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    const sale = await requireWaiting(tx, wanted.saleId);
    await refuseWhileExchanging(tx, sale.id);
    if (await doesOrderDiffer(tx, sale.id)) throw new AppError({ kind: "capture_unsettled" });
    const pieces = wanted.pieces === "all" ? (await waitingGoods(tx, sale.id)).left : wanted.pieces;
    await noteHandOver(shop, tx, by, sale, "handed_over", pieces);
    for (const payment of await savedPayments(tx, sale.id)) {
      if (await dueMinor(tx, payment) === 0) continue;
      // Goods must not leave for money that Klarna does not hold any more.
      if (payment.status !== "authorized") throw new AppError({ kind: "klarna_let_go" });
      await askForCapture(shop, { tx, payment, because: { cause: "cashier", staffId: by.staffId } });
    }
    afterCommit(shop.wakeJobs);
    return { saleId: sale.id };
  });
}

/** Whether a single piece of what waits could be handed over: Klarna holds the money for it, or it is paid already. */
export async function mayAnyLeave(db: Db, { id: saleId }: Pick<SaleRow, "id">): Promise<boolean> {
  const lines = await linesOf(db, saleId);
  const gone = await piecesOf(db, saleId);
  const letGo = (await savedPayments(db, saleId)).filter(({ status }) => status !== "authorized");
  for (const lineId of (await waitingGoods(db, saleId)).left.keys()) {
    const pieceMinor = valueOf(partOfLines(lines, gone, new Map([[lineId, 1]])));
    const due = await Promise.all(letGo.map((payment) => dueMinor(db, payment, pieceMinor)));
    if (due.every((minor) => minor === 0)) return true;
  }
  return false;
}

/** The sale, whose goods wait to be picked up. Throws sale_missing, nothing_waits. */
export async function requireWaiting(tx: Tx, saleId: string): Promise<SaleRow> {
  const sale = await requireSale(tx, saleId);
  if (!isWaiting(sale)) throw new AppError({ kind: "nothing_waits" });
  return sale;
}

/**
 * Writes down what became of these pieces; with the last of them the sale waits for nothing. They are worth what they cost, unless
 * some of that went back. Throws not_that_many.
 */
export async function noteHandOver(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { id: saleId }: Pick<SaleRow, "id">,
  kind: HandOverKind,
  pieces: Pieces,
  unpaid: { valueMinor: number; returnId: string | null } | null = null,
): Promise<void> {
  const lines = await linesOf(tx, saleId);
  const gone = await piecesOf(tx, saleId);
  const { left } = await waitingGoods(tx, saleId);
  const isLeft = [...pieces].every(([id, count]) =>
    Number.isInteger(count) && count > 0 && count <= (left.get(id) ?? 0)
  );
  if (pieces.size === 0 || !isLeft) throw new AppError({ kind: "not_that_many" });
  const { registerId, staffId } = by;
  const now = shop.clock.now();
  const worth = unpaid ?? { valueMinor: valueOf(partOfLines(lines, gone, pieces)), returnId: null };
  await insertHandOver(tx, { id: newId(shop, "hnd"), saleId, kind, ...worth, registerId, staffId, at: now }, pieces);
  await updateSale(tx, saleId, now, (await waitingGoods(tx, saleId)).left.size === 0 ? { handedOverAt: now } : {});
}
