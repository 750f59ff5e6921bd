import type { Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { HandOverRow, HandOverTable } from "../../db/schema.ts";
import { addPieces, type Pieces } from "../domain/hand-over.ts";

/** Keeps what was handed over, or not taken; its place is the next of its sale, and is answered. */
export async function insertHandOver(
  tx: Tx,
  handOver: Omit<Insertable<HandOverTable>, "position">,
  pieces: Pieces,
): Promise<number> {
  const position = await lastHandOver(tx, handOver.saleId) + 1;
  await tx.insertInto("handOver").values({ ...handOver, position }).execute();
  const rows = [...pieces].map(([lineItemId, quantity]) => ({ handOverId: handOver.id, lineItemId, quantity }));
  await tx.insertInto("handOverLine").values(rows).execute();
  return position;
}

/** The place of the newest; 0: there was none. */
export async function lastHandOver(db: Db, saleId: string): Promise<number> {
  const { last } = await db.selectFrom("handOver").where("saleId", "=", saleId)
    .select((eb) => eb.fn.max("position").as("last")).executeTakeFirstOrThrow();
  return last ?? 0;
}

/** All of a sale, oldest first. */
export function handOversOf(db: Db, saleId: string): Promise<HandOverRow[]> {
  return db.selectFrom("handOver").selectAll().where("saleId", "=", saleId).orderBy("position").execute();
}

/** Whether all that was left of a sale came back since Klarna would not pay for it. */
export async function hasComeBack(db: Db, saleId: string): Promise<boolean> {
  return (await handOversOf(db, saleId)).some(({ kind }) => kind === "came_back");
}

/** The pieces that went with the hand-overs of a sale, by line. */
export async function piecesOf(db: Db, saleId: string): Promise<Pieces> {
  return addPieces(...(await piecesByHandOver(db, saleId)).values());
}

/** The same apart, by the hand-over's id. */
export async function piecesByHandOver(db: Db, saleId: string): Promise<Map<string, Pieces>> {
  const rows = await db.selectFrom("handOverLine").innerJoin("handOver", "handOver.id", "handOverLine.handOverId")
    .where("handOver.saleId", "=", saleId).select(["handOverId", "lineItemId", "quantity"]).execute();
  const pieces = new Map<string, Pieces>();
  for (const { handOverId, lineItemId, quantity } of rows) {
    pieces.set(handOverId, addPieces(pieces.get(handOverId) ?? new Map(), new Map([[lineItemId, quantity]])));
  }
  return pieces;
}

/** What was not taken of a sale and that nobody had paid for, in money. */
export async function untakenValue(db: Db, saleId: string): Promise<number> {
  const untaken = (await handOversOf(db, saleId)).filter(({ kind }) => kind === "not_taken");
  return untaken.reduce((sum, { valueMinor }) => sum + valueMinor, 0);
}

/** The pieces that were handed over of a sale, the oldest first. */
export function piecesHanded(
  db: Db,
  saleId: string,
): Promise<{ lineId: string; quantity: number; position: number }[]> {
  return db.selectFrom("handOverLine").innerJoin("handOver", "handOver.id", "handOverLine.handOverId")
    .where("handOver.saleId", "=", saleId).where("handOver.kind", "=", "handed_over")
    .select(["lineItemId as lineId", "quantity", "position"]).orderBy("position").execute();
}

/** What was handed over of a sale so far, in money. */
export async function handedValue(db: Db, saleId: string): Promise<number> {
  const handed = (await handOversOf(db, saleId)).filter(({ kind }) => kind === "handed_over");
  return handed.reduce((sum, { valueMinor }) => sum + valueMinor, 0);
}
