import { dayMs } from "./clock.ts";

/** A way to pay: what is due and when, in minor units. The sum of the dues is always the whole amount. */
export type Plan = {
  id: "now" | "p30" | "p3" | "fin";
  name: string;
  category: "PAY_NOW" | "PAY_LATER" | "PAY_OVER_TIME";
  dues: { dueAt: number; amountMinor: number }[];
};

/**
 * The plans for an amount: two, and financing from 100.00 up. Where the hosted page was told categories, only plans of
 * those; the direct-bank ones are offered as paying now.
 */
export function listPlans(amountMinor: number, nowMs: number, categories: string[]): Plan[] {
  const plans: Plan[] = [
    plan("now", "Pay now", "PAY_NOW", [{ dueAt: nowMs, amountMinor }]),
    plan("p30", "Pay in 30 days", "PAY_LATER", [{ dueAt: nowMs + 30 * dayMs, amountMinor }]),
    plan("p3", "Pay in 3", "PAY_OVER_TIME", splitAmount(amountMinor, 3, nowMs, 0)),
    plan("fin", "Financing, 6 months", "PAY_OVER_TIME", splitAmount(amountMinor, 6, nowMs, 1)),
  ];
  const wanted = categories.map((category) => category.toUpperCase().replace(/^DIRECT_.*/, "PAY_NOW"));
  const chosen = wanted.length === 0 || wanted.includes("KLARNA") ? ["PAY_LATER", "PAY_OVER_TIME"] : wanted;
  return plans.filter((each) => chosen.includes(each.category) && (each.id !== "fin" || amountMinor >= 10_000));
}

function plan(id: Plan["id"], name: string, category: Plan["category"], dues: Plan["dues"]): Plan {
  return { id, name, category, dues };
}

// The first part carries what does not divide.
function splitAmount(amountMinor: number, parts: number, nowMs: number, firstAfterMonths: number): Plan["dues"] {
  const part = Math.floor(amountMinor / parts);
  return Array.from({ length: parts }, (_, index) => ({
    dueAt: nowMs + (index + firstAfterMonths) * 30 * dayMs,
    amountMinor: index === 0 ? amountMinor - part * (parts - 1) : part,
  }));
}
