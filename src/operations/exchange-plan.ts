import type { ExchangeRow } from "../../db/schema.ts";
import type { PlannedReturn } from "./return-parts.ts";

/** What is to come back of an exchange, and the goods as they are said on its page. */
export type ExchangePlan = PlannedReturn & { goods: { name: string; quantity: number; amountMinor: number }[] };

/** The plan as it was kept when the exchange began: our own words, which nobody else writes. */
export function readPlan({ wanted }: Pick<ExchangeRow, "wanted">): ExchangePlan {
  return JSON.parse(wanted);
}
