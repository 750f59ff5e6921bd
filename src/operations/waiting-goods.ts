import type { Db } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { addPieces, partOfLines, type Pieces, piecesLeft, unpaidPieces } from "../domain/hand-over.ts";
import { leftOfLines } from "../domain/return.ts";
import { AppError } from "../errors.ts";
import { exchangeUnderWay } from "../store/exchanges.ts";
import { handOversOf, piecesHanded, piecesOf } from "../store/hand-overs.ts";
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

/** What the customer did not take after all of goods that waited, or brought back unpaid: the parts of the lines. */
export async function linesNotTaken(db: Db, saleId: string): Promise<LineItemRow[]> {
  const handOvers = await handOversOf(db, saleId);
  const cameBack = handOvers.find(({ kind }) => kind === "came_back");
  if (cameBack) return await linesLeftBefore(db, saleId, cameBack.returnId);
  if (!handOvers.some(({ kind }) => kind === "not_taken")) return [];
  const handed = await piecesOf(db, saleId, { kind: "handed_over" });
  return partOfLines(await linesOf(db, saleId), handed, await piecesOf(db, saleId, { kind: "not_taken" }));
}

/** All that was left of a sale before this return: what was paid for it went back with that. */
async function linesLeftBefore(db: Db, saleId: string, returnId: string | null): Promise<LineItemRow[]> {
  const lines = await linesOf(db, saleId);
  const before = (await returnsOfSale(db, saleId)).map(({ id }) => id).filter((id) => id !== returnId);
  const left = leftOfLines(lines, await linesOfReturns(db, before));
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
