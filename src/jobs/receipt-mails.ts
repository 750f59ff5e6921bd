import { isYetToCome } from "../clock.ts";
import { sendReceiptMail } from "../operations/receipt-mails.ts";
import type { Shop } from "../shop.ts";
import { dueReceiptMail } from "../store/receipts.ts";

/** Longer than any wait between two tries. */
const FARTHEST_AHEAD_MS = 60 * 60_000;
/** An e-mail that cannot even be written down is left alone for a while. */
const AFTER_FAULT_MS = 30_000;

/** Sends the receipts in the outbox, one after the other. The loop does not wait for the mail server. */
export function createReceiptMails() {
  let notBefore = -Infinity;
  let underWay: Promise<unknown> | null = null;
  return {
    async start(shop: Shop): Promise<boolean> {
      const now = shop.clock.now();
      if (shop.receipts.mailer === null || underWay !== null) return false;
      if (isYetToCome(notBefore, now, AFTER_FAULT_MS)) return false;
      const due = await dueReceiptMail(shop.db.read, now, FARTHEST_AHEAD_MS);
      if (!due) return false;
      underWay = sendReceiptMail(shop, due)
        .catch((error) => {
          notBefore = now + AFTER_FAULT_MS;
          shop.log.error("receipt_mail_failed", { mailId: due.id, error: String(error) });
        })
        .finally(() => {
          underWay = null;
          shop.wakeJobs();
        });
      return false;
    },
    /** Waits for the e-mail under way; says whether there was one. */
    async settle(): Promise<boolean> {
      const wasUnderWay = underWay !== null;
      await underWay;
      return wasUnderWay;
    },
  };
}
