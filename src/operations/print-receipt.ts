import type { Db, Tx } from "../../db/open.ts";
import type { ReceiptPrintRow, RegisterRow } from "../../db/schema.ts";
import { copiesBefore } from "../domain/receipt.ts";
import type { PrinterPlace, PrintJob, PrintKind, PrintOutcome, PrintWay, ReceiptOf } from "../domain/receipt.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { claimPrint, countPrintsInLine, findPrint, insertPrint, printsOf, updatePrint } from "../store/receipts.ts";
import { tendersOf } from "../store/sales.ts";
import { findRegister } from "../store/staff.ts";
import { inTransaction } from "../store/transaction.ts";
import { approverOf } from "./approval.ts";
import { type Action, once } from "./once.ts";
import { showsNumbers } from "./receipts.ts";
import { receiptInWords, requireReceipt } from "./receipt-words.ts";

/** More before one printer nobody waits for: it is off, or out of paper. */
const MOST_IN_LINE = 5;
/** Longer than so many of them last: what was asked before that ended with the till. */
const IN_LINE_MS = 60_000;

/**
 * Counts a printing of a receipt, and has the register's own printer print it, if that is the way. What the printer
 * says becomes of the printing's row; a printer that does not answer is no error. A senior may have the whole numbers of
 * sold gift cards printed later or once more, should the first receipt be lost. Throws sale_missing, page_missing (of a return),
 * printer_missing, printer_busy, needs_senior.
 */
export async function printReceipt(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { of: ReceiptOf; way: PrintWay; withNumbers?: boolean },
): Promise<{ printId: string }> {
  const { of, way, withNumbers = false } = wanted;
  const result = await once(shop, action, async (tx) => {
    await requireReceipt(tx, of);
    if (withNumbers) await approverOf(shop, by, "senior", null);
    if (way === "printer") await refuseUnlessFree(shop, tx, by.registerId);
    const asked = row(shop, by, { ...of, kind: "receipt", way });
    const isWhole = withNumbers || await showsNumbers(tx, of, asked.askedAt);
    const print = { ...asked, showsNumbers: Number(isWhole) };
    return { printId: (await insertPrint(tx, print)).id };
  });
  if (way === "printer") await tryPrint(shop, result.printId);
  return result;
}

async function refuseUnlessFree(shop: Shop, tx: Tx, registerId: string): Promise<void> {
  if (!printerOf(await findRegister(tx, registerId))) throw new AppError({ kind: "printer_missing" });
  const inLine = await countPrintsInLine(tx, registerId, shop.clock.now() - IN_LINE_MS);
  if (inLine >= MOST_IN_LINE) throw new AppError({ kind: "printer_busy" });
}

/**
 * Opens the drawer for a sale in which cash was taken, once, if the register has a printer. The sale is in the books by
 * then: it waits for no printer, and what goes wrong here is no error of it. The page shows by itself what became of it.
 */
export async function openDrawer(shop: Shop, by: Operator, saleId: string): Promise<void> {
  const complain = (error: unknown) => shop.log.error("drawer_failed", { saleId, error: String(error) });
  try {
    const printId = await askForDrawer(shop, by, saleId);
    if (printId !== null) void tryPrint(shop, printId).catch(complain);
  } catch (error) {
    complain(error);
  }
}

/** Prints something that is not counted, as a report or a line or two to see whether the printer does. */
export async function printOnce(shop: Shop, place: PrinterPlace, job: PrintJob): Promise<PrintOutcome> {
  return await shop.receipts.printer.print(place, job);
}

/** Whether this receipt came out of the till before, on paper or to be printed. */
export async function isCopy(db: Db, print: ReceiptPrintRow): Promise<boolean> {
  const receipts = (await printsOf(db, print)).filter(({ kind }) => kind === "receipt");
  return copiesBefore(receipts, print.number) > 0;
}

/** Where a register's own printer is; null: it has none. */
export function printerOf(register: RegisterRow | undefined): PrinterPlace | null {
  if (!register?.printerHost || register.printerPort === null) return null;
  return { host: register.printerHost, port: register.printerPort };
}

async function askForDrawer(shop: Shop, by: Operator, saleId: string): Promise<string | null> {
  if (!printerOf(await findRegister(shop.db.read, by.registerId))) return null;
  const tenders = await tendersOf(shop.db.read, saleId);
  if (!tenders.some(({ kind }) => kind === "cash")) return null;
  return await inTransaction(shop.db, async (tx) => {
    const of = { saleId, returnId: null };
    if ((await printsOf(tx, of)).some(({ kind }) => kind === "drawer")) return null;
    return (await insertPrint(tx, row(shop, by, { ...of, kind: "drawer", way: "printer" }))).id;
  });
}

function row(shop: Shop, by: Operator, what: ReceiptOf & { kind: PrintKind; way: PrintWay }) {
  const { registerId, staffId } = by;
  // A page of the browser is printed by whoever stands before it; nobody tells the till how that went.
  const state = what.way === "screen" ? "done" as const : "asked" as const;
  return { ...what, id: newId(shop, "prt"), registerId, staffId, state, askedAt: shop.clock.now() };
}

/** One try, by whoever claims it first. */
async function tryPrint(shop: Shop, printId: string): Promise<void> {
  const print = await findPrint(shop.db.read, printId);
  if (!print || !await inTransaction(shop.db, (tx) => claimPrint(tx, printId, shop.clock.now()))) return;
  const outcome = await printOn(shop, print);
  if (outcome.state !== "done") shop.log.warn("printer_trouble", { printId, ...outcome });
  const changes = { state: outcome.state, answerCode: outcome.code, answeredAt: shop.clock.now() };
  await inTransaction(shop.db, (tx) => updatePrint(tx, printId, changes));
}

async function printOn(shop: Shop, print: ReceiptPrintRow): Promise<PrintOutcome> {
  const register = await findRegister(shop.db.read, print.registerId);
  const place = printerOf(register);
  if (!place || !register) return { state: "failed", code: "no_printer" };
  if (print.kind === "drawer") return await shop.receipts.printer.print(place, { kind: "drawer" });
  const how = { isCopy: await isCopy(shop.db.read, print), showsNumbers: print.showsNumbers === 1 };
  const doc = await receiptInWords(shop, print, how);
  return await shop.receipts.printer.print(place, { kind: "receipt", doc, paper: register.paper });
}
