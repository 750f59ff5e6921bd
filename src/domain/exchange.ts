import { type PaidBy, splitRefund } from "./return.ts";

/**
 * How the old goods of an exchange come off the books: they are returned; or nothing has been taken for them yet, and the whole sale is
 * cancelled, or what of it still waits is not taken after all.
 */
export type ExchangeKind = "returned" | "cancelled" | "not_taken";

/** `stopped`: nothing came back, and the old sale stands. */
export type ExchangeOutcome = "done" | "stopped";

/** `difference`: what comes back pays for the new goods. `anew`: they are paid for in full, and all that comes back goes back. */
export type ExchangeWay = "difference" | "anew";

/** One step of an exchange. Minor units. */
export type ExchangeStep =
  | { kind: "pay"; amountMinor: number }
  | { kind: "refund"; amountMinor: number }
  | { kind: "let_go"; amountMinor: number }
  | { kind: "hand_over" };

/** What an exchange moves, in minor units. `creditMinor`: how much of what comes back pays for the new goods. */
export type ExchangeSums = {
  returnedMinor: number;
  newMinor: number;
  creditMinor: number;
  /** What of that Klarna has not taken, and lets go of. */
  heldMinor: number;
};

/**
 * The steps of an exchange in the only order in which nobody can lose: new money comes in first, for only then is it known that the new
 * goods are paid for; until then the old sale stands. What goes back goes after that, and the goods last.
 */
export function exchangeSteps({ returnedMinor, newMinor, creditMinor, heldMinor }: ExchangeSums): ExchangeStep[] {
  const steps: ExchangeStep[] = [
    { kind: "pay", amountMinor: newMinor - creditMinor },
    { kind: "let_go", amountMinor: heldMinor },
    { kind: "refund", amountMinor: returnedMinor - creditMinor - heldMinor },
    { kind: "hand_over" },
  ];
  return steps.filter((step) => !("amountMinor" in step) || step.amountMinor > 0);
}

/**
 * Of each way in which the old sale was paid, how much goes back and how much stays as a credit for the new one: what goes
 * back is split as every refund is, Klarna first. Null when the ways cannot hold it all.
 */
export function splitExchange(
  returnedMinor: number,
  creditMinor: number,
  ways: readonly PaidBy[],
): { back: number[]; on: number[] } | null {
  const back = splitRefund(returnedMinor - creditMinor, ways);
  const on = back &&
    splitRefund(creditMinor, ways.map((way, index) => ({ ...way, leftMinor: way.leftMinor - back[index]! })));
  return back && on && { back, on };
}
