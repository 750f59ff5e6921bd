import { type Insertable, sql } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type {
  ReceiptMailRow,
  ReceiptMailTable,
  ReceiptPrintRow,
  ReceiptPrintTable,
  RegisterTable,
} from "../../db/schema.ts";
import type { ReceiptOf } from "../domain/receipt.ts";

/** Every printing of a receipt, with a sale's own the opening of its drawer, newest first. */
export function printsOf(db: Db, { saleId, returnId }: ReceiptOf): Promise<ReceiptPrintRow[]> {
  return db.selectFrom("receiptPrint").selectAll().where("saleId", "=", saleId).where("returnId", "is", returnId)
    .orderBy("askedAt", "desc").orderBy("number", "desc").execute();
}

/** How many receipts a register's printer has not answered yet, of those that were asked for since. */
export async function countPrintsInLine(db: Db, registerId: string, since: number): Promise<number> {
  const { count } = await db.selectFrom("receiptPrint").select((eb) => eb.fn.countAll<number>().as("count"))
    .where("registerId", "=", registerId).where("askedAt", ">", since).where("kind", "=", "receipt")
    .where("state", "=", "asked").executeTakeFirstOrThrow();
  return count;
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

/** The e-mails with a receipt, newest first. */
export function receiptMailsOf(db: Db, { saleId, returnId }: ReceiptOf): Promise<ReceiptMailRow[]> {
  return db.selectFrom("receiptMail").selectAll().where("saleId", "=", saleId).where("returnId", "is", returnId)
    .orderBy("askedAt", "desc").orderBy("id", "desc").execute();
}

/** When the receipts were asked for that go or went to this address since then, oldest first. */
export async function mailTimesTo(db: Db, address: string, since: number): Promise<number[]> {
  const rows = await db.selectFrom("receiptMail").select("askedAt")
    .where(sql<string>`lower("address")`, "=", address.toLowerCase()).where("askedAt", ">", since)
    .orderBy("askedAt").execute();
  return rows.map(({ askedAt }) => askedAt);
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

/** Forgets the addresses of e-mails that were asked for before this time; what still waits then never goes. */
export async function forgetMailAddresses(tx: Tx, before: number, now: number): Promise<void> {
  await tx.updateTable("receiptMail").set(neverSent(now)).where("nextTryAt", ">", 0).where("state", "=", "waiting")
    .where("askedAt", "<", before).execute();
  await tx.updateTable("receiptMail").set({ address: null }).where("address", "is not", null)
    .where("nextTryAt", "is", null).where("askedAt", "<", before).execute();
}

/**
 * Forgets where receipts of a customer went: of their own sales, and to their address. What waits never goes; what is
 * being sent has gone from here, and whatever comes of it is noted without its address.
 */
export async function forgetMailsOfCustomer(
  tx: Tx,
  { id, email }: { id: string; email: string | null },
  now: number,
): Promise<void> {
  const ofSales = await tx.selectFrom("receiptMail").innerJoin("sale", "sale.id", "receiptMail.saleId")
    .where("sale.customerId", "=", id).select(["receiptMail.id", "receiptMail.state"]).execute();
  const toAddress = email === null
    ? []
    : await tx.selectFrom("receiptMail").where(sql<string>`lower("address")`, "=", email.toLowerCase())
      .select(["id", "state"]).execute();
  for (const mail of [...ofSales, ...toAddress]) {
    const ending = mail.state === "waiting" ? neverSent(now) : { address: null };
    await updateReceiptMail(tx, mail.id, { ...ending, maskedAddress: NO_ADDRESS });
  }
}

const NO_ADDRESS = "•••";

/** How an e-mail ends that nobody has an address for any more. */
export const FORGOTTEN = "forgotten";

function neverSent(now: number) {
  return { state: "failed", answerCode: FORGOTTEN, answeredAt: now, nextTryAt: null, address: null } as const;
}

/** Takes an e-mail to be sent now; false when it is not there to be sent any more. */
export async function claimReceiptMail(
  tx: Tx,
  mail: Pick<ReceiptMailRow, "id" | "state">,
  changes: Partial<Insertable<ReceiptMailTable>>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable("receiptMail").set(changes).where("id", "=", mail.id)
    .where("state", "=", mail.state).where("address", "is not", null).executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateRegister(
  tx: Tx,
  registerId: string,
  changes: Partial<Insertable<RegisterTable>>,
): Promise<void> {
  await tx.updateTable("register").set(changes).where("id", "=", registerId).executeTakeFirstOrThrow();
}
