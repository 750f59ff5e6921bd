import type { OwnOutcome } from "../../src/domain/link-routes.ts";
import type { ReceiptDoc, ReceiptMailer } from "../../src/domain/receipt.ts";

/** A mail server that is only told about: what it answers is set, what it was given is kept. */
export type MemoryMailer = ReceiptMailer & { outcome: OwnOutcome; sent: { address: string; doc: ReceiptDoc }[] };

export function createMemoryMailer(): MemoryMailer {
  const mailer: MemoryMailer = {
    outcome: { kind: "done", reference: null },
    sent: [],
    send(address, doc) {
      mailer.sent.push({ address, doc });
      return Promise.resolve(mailer.outcome);
    },
  };
  return mailer;
}
