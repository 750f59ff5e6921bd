import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { OwnRoutes } from "./domain/link-routes.ts";
import type { ReceiptMailer } from "./domain/receipt.ts";
import { createMailRoute, createReceiptMailer } from "./mail/mail-route.ts";
import { createSmsRoute } from "./sms/sms-route.ts";
import { assertNoTransaction } from "./store/transaction.ts";

/** The shop's own ways to send links, as far as they are set up. */
export function createOwnRoutes(
  { mail, sms }: Pick<Config, "mail" | "sms">,
  tools: { clock: Clock; fetch: typeof globalThis.fetch },
): OwnRoutes {
  return {
    own_mail: mail && createMailRoute({ ...mail, clock: tools.clock, assertNoTransaction }),
    own_sms: sms && createSmsRoute({ ...sms, ...tools, assertNoTransaction }),
  };
}

/** The shop's own mail server, for receipts; null: none is set up. */
export function createOwnMailer({ mail }: Pick<Config, "mail">, clock: Clock): ReceiptMailer | null {
  return mail && createReceiptMailer({ ...mail, clock, assertNoTransaction });
}
