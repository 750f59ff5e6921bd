import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { OwnRoutes } from "./domain/link-routes.ts";
import type { ReceiptMailer } from "./domain/receipt.ts";
import { createMailRoute, createReceiptMailer } from "./mail/mail-route.ts";
import { createSmsRoute } from "./sms/sms-route.ts";
import { assertNoTransaction } from "./store/transaction.ts";

/** The shop's own ways to send links and receipts, as far as they are set up. */
export function createOwnRoutes(
  { mail, sms }: Pick<Config, "mail" | "sms">,
  tools: { clock: Clock; fetch: typeof globalThis.fetch },
): { ownRoutes: OwnRoutes; receiptMailer: ReceiptMailer | null } {
  const server = mail && { ...mail, clock: tools.clock, assertNoTransaction };
  return {
    ownRoutes: {
      own_mail: server && createMailRoute(server),
      own_sms: sms && createSmsRoute({ ...sms, ...tools, assertNoTransaction }),
    },
    receiptMailer: server && createReceiptMailer(server),
  };
}
