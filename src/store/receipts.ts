import type { Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type {
  ReceiptMailRow,
  ReceiptMailTable,
  ReceiptPrintRow,
  ReceiptPrintTable,
  RegisterTable,
} from "../../db/schema.ts";

/** Every printing of a sale's receipt and opening of its drawer, newest first. */
export function printsOf(db: Db, saleId: string): Promise<ReceiptPrintRow[]> {
  return db.selectFrom("receiptPrint").selectAll().where("saleId", "=", saleId).orderBy("askedAt", "desc")
    .orderBy("number", "desc").execute();
}

export function findPrint(db: Db, printId: string): Promise<ReceiptPrintRow | undefined> {
  return db.selectFrom("receiptPrint").selectAll().where("id", "=", printId).executeTakeFirst();
}

/** Keeps a printing before it is tried; its number is the next of its kind in the sale. */
export async function insertPrint(
  tx: Tx,
  print: Omit<Insertable<ReceiptPrintTable>, "number">,
): Promise<ReceiptPrintRow> {
  const { last } = await tx.selectFrom("receiptPrint").select((eb) => eb.fn.max("number").as("last"))
    .where("saleId", "=", print.saleId).where("kind", "=", print.kind).executeTakeFirstOrThrow();
  return await tx.insertInto("receiptPrint").values({ ...print, number: (last ?? 0) + 1 }).returningAll()
    .executeTakeFirstOrThrow();
}

/** Takes a printing to be tried now; false when it was tried already. */
export async function claimPrint(tx: Tx, printId: string, triedAt: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable("receiptPrint").set({ triedAt }).where("id", "=", printId)
    .where("triedAt", "is", null).executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updatePrint(
  tx: Tx,
  printId: string,
  changes: Partial<Insertable<ReceiptPrintTable>>,
): Promise<void> {
  await tx.updateTable("receiptPrint").set(changes).where("id", "=", printId).execute();
}

/** The e-mails with a sale's receipt, newest first. */
export function receiptMailsOf(db: Db, saleId: string): Promise<ReceiptMailRow[]> {
  return db.selectFrom("receiptMail").selectAll().where("saleId", "=", saleId).orderBy("askedAt", "desc")
    .orderBy("id", "desc").execute();
}

/** Whether the numbers of the gift cards that a sale sold left the till on a receipt, or may have. */
export async function areNumbersOut(db: Db, saleId: string): Promise<boolean> {
  const printed = await db.selectFrom("receiptPrint").select("id").where("saleId", "=", saleId)
    .where("showsNumbers", "=", 1).where("state", "!=", "failed").limit(1).executeTakeFirst();
  if (printed) return true;
  const mailed = await db.selectFrom("receiptMail").select("id").where("saleId", "=", saleId)
    .where("showsNumbers", "=", 1).where("state", "in", ["sending", "sent", "unknown"]).limit(1).executeTakeFirst();
  return mailed !== undefined;
}

export function findReceiptMail(db: Db, mailId: string): Promise<ReceiptMailRow | undefined> {
  return db.selectFrom("receiptMail").selectAll().where("id", "=", mailId).executeTakeFirst();
}

export async function insertReceiptMail(tx: Tx, mail: Insertable<ReceiptMailTable>): Promise<void> {
  await tx.insertInto("receiptMail").values(mail).execute();
}

export async function updateReceiptMail(
  tx: Tx,
  mailId: string,
  changes: Partial<Insertable<ReceiptMailTable>>,
): Promise<void> {
  await tx.updateTable("receiptMail").set(changes).where("id", "=", mailId).execute();
}

/** The e-mail that is due longest. One that is planned further ahead than any is was planned by a clock set back since. */
export function dueReceiptMail(db: Db, now: number, farthestAheadMs: number): Promise<ReceiptMailRow | undefined> {
  return db.selectFrom("receiptMail").selectAll().where("nextTryAt", "is not", null)
    .where((eb) => eb.or([eb("nextTryAt", "<=", now), eb("nextTryAt", ">", now + farthestAheadMs)]))
    .orderBy("nextTryAt").limit(1).executeTakeFirst();
}

/** Forgets the addresses of e-mails that were over before this time. */
export async function forgetMailAddresses(tx: Tx, before: number): Promise<void> {
  await tx.updateTable("receiptMail").set({ address: null }).where("address", "is not", null)
    .where("nextTryAt", "is", null).where("askedAt", "<", before).execute();
}

export async function updateRegister(
  tx: Tx,
  registerId: string,
  changes: Partial<Insertable<RegisterTable>>,
): Promise<void> {
  await tx.updateTable("register").set(changes).where("id", "=", registerId).executeTakeFirstOrThrow();
}
