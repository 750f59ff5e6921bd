import type { Db } from "../../db/open.ts";
import type { ReceiptDoc, ReceiptHow, ReceiptOf } from "../domain/receipt.ts";
import type { Shop } from "../shop.ts";
import { receiptFacts } from "./receipts.ts";
import { returnFacts } from "./return-receipt.ts";

/** A receipt in the customer's words, a sale's or a return's. Throws sale_missing, page_missing. */
export async function receiptInWords(
  { db, words }: Pick<Shop, "db" | "words">,
  { saleId, returnId }: ReceiptOf,
  how: ReceiptHow,
): Promise<ReceiptDoc> {
  if (returnId === null) {
    const facts = await receiptFacts(db.read, saleId);
    return words(facts.language).receipt(facts, how);
  }
  const facts = await returnFacts(db.read, returnId);
  return words(facts.language).returnReceipt(facts, how);
}

/** Throws sale_missing, page_missing: there is no such receipt. */
export async function requireReceipt(db: Db, { saleId, returnId }: ReceiptOf): Promise<void> {
  if (returnId === null) await receiptFacts(db, saleId);
  else await returnFacts(db, returnId);
}
