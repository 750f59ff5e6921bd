import type { LogbookEntry, OpenedFacts } from "../../src/domain/logbook.ts";

/** A line as it is written when Klarna's page of a payment is open. */
export function openedLine(n: number, changes: Partial<OpenedFacts> & { payment?: string } = {}): LogbookEntry {
  return {
    n,
    at: n * 1_000,
    payment: `pay_${n}`,
    kind: "opened",
    sale: "sal_1",
    saleCode: 20_001,
    attempt: 1,
    amountMinor: 38_900,
    currency: "GBP",
    mode: "practice",
    place: "simulator",
    register: "reg_1",
    staff: "stf_1",
    createdAt: n * 1_000,
    paymentSession: `kp-${n}`,
    hostedSession: `hpp-${n}`,
    expiresAt: null,
    ...changes,
  };
}
