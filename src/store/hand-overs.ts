import type { Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { HandOverRow, HandOverTable } from "../../db/schema.ts";
import { addPieces, type HandOverKind, type Pieces } from "../domain/hand-over.ts";

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

/** What these hand-overs are: all, those of a kind, those of a stretch (`after` is left out of it, `upTo` is not). */
type Which = { kind?: HandOverKind; after?: number; upTo?: number };

/** Whether all that was left of a sale came back since Klarna would not pay for it. */
export async function hasComeBack(db: Db, saleId: string): Promise<boolean> {
  return (await handOversOf(db, saleId)).some(({ kind }) => kind === "came_back");
}

/** The pieces that went with the hand-overs of a sale, by line. */
export async function piecesOf(db: Db, saleId: string, { kind, after = 0, upTo }: Which = {}): Promise<Pieces> {
  let query = db.selectFrom("handOverLine").innerJoin("handOver", "handOver.id", "handOverLine.handOverId")
    .where("handOver.saleId", "=", saleId).where("handOver.position", ">", after);
  if (kind !== undefined) query = query.where("handOver.kind", "=", kind);
  if (upTo !== undefined) query = query.where("handOver.position", "<=", upTo);
  const rows = await query.select(["lineItemId", "quantity"]).execute();
  return addPieces(...rows.map((row) => new Map([[row.lineItemId, row.quantity]])));
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
