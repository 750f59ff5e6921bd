import type { Db, Tx } from "../../db/open.ts";
import type { KlarnaChannelRow } from "../../db/schema.ts";
import { CHANNEL_REST_MS, type MessageChannel } from "../domain/link-routes.ts";

/** The ways that Klarna refused for this merchant, and is not asked for again yet. */
export function refusedChannels(db: Db, klarnaAccountId: string, now: number): Promise<KlarnaChannelRow[]> {
  return db.selectFrom("klarnaChannel").selectAll().where("klarnaAccountId", "=", klarnaAccountId)
    .where("refusedAt", ">", now - CHANNEL_REST_MS).execute();
}

/** Remembers a refusal; a newer one takes the place of an older one. */
export async function keepRefusedChannel(tx: Tx, row: KlarnaChannelRow): Promise<void> {
  const { refusedAt, code } = row;
  await tx.insertInto("klarnaChannel").values(row)
    .onConflict((conflict) => conflict.columns(["klarnaAccountId", "channel"]).doUpdateSet({ refusedAt, code }))
    .execute();
}

/** Klarna sends this way after all, or a manager wants it tried again. */
export async function forgetRefusedChannel(tx: Tx, klarnaAccountId: string, channel: MessageChannel): Promise<void> {
  await tx.deleteFrom("klarnaChannel").where("klarnaAccountId", "=", klarnaAccountId).where("channel", "=", channel)
    .execute();
}

/** The account has other credentials: what was refused for the last ones says nothing of these. */
export async function forgetRefusedChannels(tx: Tx, klarnaAccountId: string): Promise<void> {
  await tx.deleteFrom("klarnaChannel").where("klarnaAccountId", "=", klarnaAccountId).execute();
}

/** What Klarna last said about sending this way for this merchant, before the sending that is being answered. */
export function lastKlarnaAnswer(tx: Tx, klarnaAccountId: string, channel: MessageChannel, exceptId: string) {
  return tx.selectFrom("sending").innerJoin("payment", "payment.id", "sending.paymentId")
    .select(["sending.state", "sending.addressKey", "sending.refusalAbout"])
    .where("payment.klarnaAccountId", "=", klarnaAccountId)
    .where("sending.channel", "=", channel).where("sending.via", "=", "klarna").where("sending.id", "<>", exceptId)
    .where((eb) => eb.or([eb("sending.state", "=", "done"), eb("sending.refusalAbout", "is not", null)]))
    .orderBy("sending.answeredAt", "desc").orderBy("sending.id", "desc").limit(1).executeTakeFirst();
}
