import type { ReceiptMailRow } from "../../db/schema.ts";
import { maskEmail } from "../domain/customer.ts";
import { type ReceiptOf, retryMailAfterMs } from "../domain/receipt.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import {
  claimReceiptMail,
  findReceiptMail,
  FORGOTTEN,
  insertReceiptMail,
  mailTimesTo,
  receiptMailsOf,
  updateReceiptMail,
} from "../store/receipts.ts";
import { inTransaction } from "../store/transaction.ts";
import { type Action, once } from "./once.ts";
import { showsNumbers } from "./receipts.ts";
import { receiptInWords, requireReceipt } from "./receipt-words.ts";

/** The most e-mails with one receipt. */
export const MOST_RECEIPT_MAILS = 10;
/** The most receipts to one address in an hour, whatever sales they are of. */
const MOST_TO_ADDRESS = 10;
const HOUR_MS = 60 * 60_000;

/**
 * Puts a receipt into the outbox, from which the loop sends it: nobody waits for a mail server. Throws sale_missing,
 * page_missing (of a return), no_mail_server, receipt_mail_limit, receipt_mails_hour.
 */
export function mailReceipt(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { of: ReceiptOf; address: string },
): Promise<{ mailId: string }> {
  const { of, address } = wanted;
  return once(shop, action, async (tx, afterCommit) => {
    await requireReceipt(tx, of);
    requireMailer(shop);
    if ((await receiptMailsOf(tx, of)).length >= MOST_RECEIPT_MAILS) {
      throw new AppError({ kind: "receipt_mail_limit" });
    }
    const now = shop.clock.now();
    const earlier = await mailTimesTo(tx, address, now - HOUR_MS);
    const oldest = earlier.at(-MOST_TO_ADDRESS);
    if (oldest !== undefined) throw new AppError({ kind: "receipt_mails_hour", waitMs: oldest + HOUR_MS - now });
    const mail = { id: newId(shop, "mal"), ...of, address, maskedAddress: maskEmail(address), staffId: by.staffId };
    await insertReceiptMail(tx, { ...mail, state: "waiting", askedAt: now, nextTryAt: now });
    afterCommit(shop.wakeJobs);
    return { mailId: mail.id };
  });
}

/** Sends one again that did not go, or may not have. Throws mail_missing, mail_under_way, no_mail_server. */
export function retryReceiptMail(
  shop: Shop,
  action: Action,
  wanted: { of: ReceiptOf; mailId: string },
): Promise<{ mailId: string }> {
  return once(shop, action, async (tx, afterCommit) => {
    const mail = await findReceiptMail(tx, wanted.mailId);
    if (!mail || !isOf(mail, wanted.of) || mail.address === null) throw new AppError({ kind: "mail_missing" });
    requireMailer(shop);
    if (!isRetriable(mail)) throw new AppError({ kind: "mail_under_way" });
    const fresh = { tries: 0, nextTryAt: shop.clock.now(), answeredAt: null, answerCode: null };
    await updateReceiptMail(tx, mail.id, { ...fresh, state: "waiting" });
    afterCommit(shop.wakeJobs);
    return { mailId: mail.id };
  });
}

function isOf(mail: ReceiptMailRow, { saleId, returnId }: ReceiptOf): boolean {
  return mail.saleId === saleId && mail.returnId === returnId;
}

/** Whether a person may have it sent again, or sent now. */
export function isRetriable(mail: Pick<ReceiptMailRow, "state" | "address" | "tries">): boolean {
  if (mail.address === null) return false;
  return mail.state === "failed" || mail.state === "unknown" || mail.state === "waiting" && mail.tries > 0;
}

/**
 * Sends one e-mail that is due: claims it, tries once with no transaction open, and keeps what came of it. What was
 * being sent when the till stopped may have arrived, so that it is not sent again by itself.
 */
export async function sendReceiptMail(shop: Shop, due: ReceiptMailRow): Promise<void> {
  const now = shop.clock.now();
  if (due.state === "sending") {
    const lost = { state: "unknown", nextTryAt: null, answeredAt: now, answerCode: "interrupted" } as const;
    return await inTransaction(shop.db, (tx) => updateReceiptMail(tx, due.id, lost));
  }
  const { mailer } = shop.receipts;
  if (mailer === null || due.address === null) return;
  const tries = due.tries + 1;
  const isWhole = await inTransaction(shop.db, async (tx) => {
    const isFirst = await showsNumbers(tx, due, due.askedAt);
    const trying = { state: "sending", tries, triedAt: now, nextTryAt: now + SENDING_LASTS_MS } as const;
    return await claimReceiptMail(tx, due, { ...trying, showsNumbers: Number(isFirst) }) ? isFirst : null;
  });
  if (isWhole === null) return;
  const doc = await receiptInWords(shop, due, { isCopy: false, showsNumbers: isWhole });
  const outcome = await mailer.send(due.address, doc);
  const code = outcome.kind === "done" ? null : outcome.code;
  if (code !== null) shop.log.warn("receipt_mail_trouble", { mailId: due.id, kind: outcome.kind, code });
  await noteOutcome(shop, due.id, afterTry(outcome, tries), code);
}

/** Keeps what came of a try. What would go again has nowhere to go when its address was forgotten meanwhile. */
async function noteOutcome(
  shop: Shop,
  mailId: string,
  { state, waitMs }: ReturnType<typeof afterTry>,
  code: string | null,
): Promise<void> {
  const now = shop.clock.now();
  await inTransaction(shop.db, async (tx) => {
    const isForgotten = state === "waiting" && (await findReceiptMail(tx, mailId))?.address === null;
    await updateReceiptMail(
      tx,
      mailId,
      isForgotten
        ? { state: "failed", answerCode: FORGOTTEN, answeredAt: now, nextTryAt: null }
        : { state, answerCode: code, answeredAt: now, nextTryAt: waitMs === null ? null : now + waitMs },
    );
  });
}

/** Longer than any try lasts. */
const SENDING_LASTS_MS = 60_000;

type Outcome = { kind: "done" | "refused" | "unavailable" | "unknown"; code?: string };

/** What reached nobody goes again by itself, later each time; so does what a busy server put off (4xx). */
function afterTry(outcome: Outcome, tries: number): { state: ReceiptMailRow["state"]; waitMs: number | null } {
  if (outcome.kind === "done") return { state: "sent", waitMs: null };
  if (outcome.kind === "unknown") return { state: "unknown", waitMs: null };
  const isPutOff = outcome.kind === "unavailable" || /^smtp_4/.test(outcome.code ?? "");
  const waitMs = isPutOff ? retryMailAfterMs(tries) : null;
  return waitMs === null ? { state: "failed", waitMs } : { state: "waiting", waitMs };
}

function requireMailer(shop: Shop): void {
  if (shop.receipts.mailer === null) throw new AppError({ kind: "no_mail_server" });
}
