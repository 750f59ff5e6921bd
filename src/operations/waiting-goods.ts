import type { Db } from "../../db/open.ts";
import type { HandOverRow, LineItemRow, SaleRow } from "../../db/schema.ts";
import { addPieces, countOf, joined, partOfLines, type Pieces, piecesLeft, unpaidPieces } from "../domain/hand-over.ts";
import { asParts, leftOfLines } from "../domain/return.ts";
import { AppError } from "../errors.ts";
import { exchangeUnderWay } from "../store/exchanges.ts";
import { handOversOf, piecesByHandOver, piecesHanded, piecesOf } from "../store/hand-overs.ts";
import { linesOfReturns, piecesReturned, returnsOfSale } from "../store/returns.ts";
import { linesOf } from "../store/sales.ts";
import { savedPayments } from "./saved-payments.ts";

/** Whether goods of a finished sale wait to be picked up. */
export function isWaiting({ status, forPickUpAt, handedOverAt }: SaleRow): boolean {
  return status === "completed" && forPickUpAt !== null && handedOverAt === null;
}

/** Whether Klarna holds money for goods that still wait. */
export async function isRestHeld(db: Db, sale: SaleRow): Promise<boolean> {
  return isWaiting(sale) && (await savedPayments(db, sale.id)).some(({ status }) => status === "authorized");
}

/**
 * What of a sale waits to be picked up: the parts of its lines, and how many pieces of each. What was handed over or not taken
 * does not, nor what was paid back while it stood here.
 */
export async function waitingGoods(db: Db, saleId: string): Promise<{ rest: LineItemRow[]; left: Pieces }> {
  const lines = await linesOf(db, saleId);
  const gone = await piecesOf(db, saleId);
  const unpaid = unpaidPieces(await piecesHanded(db, saleId), await piecesReturned(db, saleId));
  const left = piecesLeft(lines, addPieces(gone, unpaid));
  return { rest: partOfLines(lines, gone, left), left };
}

/** So many pieces of what waits: the parts of the lines. Throws not_that_many. */
export async function partOfWaiting(db: Db, saleId: string, pieces: Pieces): Promise<LineItemRow[]> {
  const { left } = await waitingGoods(db, saleId);
  const isLeft = [...pieces].every(([id, count]) =>
    Number.isInteger(count) && count > 0 && count <= (left.get(id) ?? 0)
  );
  if (pieces.size === 0 || !isLeft) throw new AppError({ kind: "not_that_many" });
  return partOfLines(await linesOf(db, saleId), await piecesOf(db, saleId), pieces);
}

/** What waits is what was shown, so many pieces in all: nothing of it left, or was taken off the sale, meanwhile. Throws waiting_changed. */
export async function refuseUnlessShown(db: Db, saleId: string, shownCount: number | undefined): Promise<void> {
  const isOther = shownCount !== undefined && shownCount !== countOf((await waitingGoods(db, saleId)).left);
  if (isOther) throw new AppError({ kind: "waiting_changed" });
}

/** The hand-overs of a sale, the oldest first, each with the parts of the lines that went with it. */
export async function partsGone(db: Db, saleId: string): Promise<{ handOver: HandOverRow; parts: LineItemRow[] }[]> {
  const lines = await linesOf(db, saleId);
  const pieces = await piecesByHandOver(db, saleId);
  let gone: Pieces = new Map();
  return (await handOversOf(db, saleId)).map((handOver) => {
    const these = pieces.get(handOver.id) ?? new Map();
    const parts = partOfLines(lines, gone, these);
    gone = addPieces(gone, these);
    return { handOver, parts };
  });
}

/** What the customer did not take after all of goods that waited, or brought back unpaid: the parts of the lines. */
export async function linesNotTaken(db: Db, saleId: string): Promise<LineItemRow[]> {
  const handOvers = (await handOversOf(db, saleId)).filter(({ kind }) => kind !== "handed_over");
  const parts = await Promise.all(handOvers.map((handOver) => linesNotTakenWith(db, handOver)));
  return joined(parts.flat());
}

/** What of that was noted with this hand-over. */
export async function linesNotTakenWith(db: Db, { id, saleId, kind, returnId }: HandOverRow): Promise<LineItemRow[]> {
  const gone = await partsGone(db, saleId);
  if (kind === "not_taken") return gone.find(({ handOver }) => handOver.id === id)?.parts ?? [];
  return await linesLeftBefore(db, saleId, returnId, gone.filter(({ handOver }) => handOver.kind === "not_taken"));
}

/** All that was left of a sale before this return, but for what was not taken: what was paid for it went back with that. */
async function linesLeftBefore(
  db: Db,
  saleId: string,
  returnId: string | null,
  untaken: Awaited<ReturnType<typeof partsGone>>,
): Promise<LineItemRow[]> {
  const lines = await linesOf(db, saleId);
  const others = [returnId, ...untaken.map(({ handOver }) => handOver.returnId)];
  const before = (await returnsOfSale(db, saleId)).map(({ id }) => id).filter((id) => !others.includes(id));
  const gone = asParts(untaken.flatMap(({ parts }) => parts));
  const left = leftOfLines(lines, [...await linesOfReturns(db, before), ...gone]);
  return lines.flatMap((line, index) => {
    const { quantity, amountMinor: totalMinor, taxMinor } = left[index]!;
    return totalMinor > 0 ? [{ ...line, quantity, discountMinor: 0, totalMinor, taxMinor }] : [];
  });
}

/**
 * What is set aside for an exchange stays as it is until that is over: else the customer pays for the new goods, and the old ones
 * cannot come off the books any more. Throws not_returnable.
 */
export async function refuseWhileExchanging(db: Db, saleId: string): Promise<void> {
  if (await exchangeUnderWay(db, saleId)) throw new AppError({ kind: "not_returnable", why: "exchanging" });
}
