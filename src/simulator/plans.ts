import { dayMs } from "./clock.ts";

/** A way to pay: what is due and when, in minor units. The sum of the dues is always the whole amount. */
export type Plan = {
  id: "now" | "p30" | "p3" | "p4" | "fin";
  name: string;
  category: "PAY_NOW" | "PAY_LATER" | "PAY_OVER_TIME";
  dues: { dueAt: number; amountMinor: number }[];
};

/**
 * The plans for an amount in a currency: two, and financing from about 100.00 euros up. Overseas the parts are four,
 * elsewhere three. Where the hosted page was told categories, only plans of those; the direct-bank ones are offered as
 * paying now.
 */
export function listPlans(amountMinor: number, currency: string, nowMs: number, categories: string[]): Plan[] {
  const financedFrom = 10_000 * (worth[currency.toUpperCase()] ?? 1);
  const isOverseas = overseas.has(currency.toUpperCase());
  const plans: Plan[] = [
    plan("now", "Pay now", "PAY_NOW", [{ dueAt: nowMs, amountMinor }]),
    plan("p30", "Pay in 30 days", "PAY_LATER", [{ dueAt: nowMs + 30 * dayMs, amountMinor }]),
    isOverseas
      ? plan("p4", "Pay in 4", "PAY_OVER_TIME", splitAmount(amountMinor, 4, nowMs, 0))
      : plan("p3", "Pay in 3", "PAY_OVER_TIME", splitAmount(amountMinor, 3, nowMs, 0)),
    plan("fin", "Financing, 6 months", "PAY_OVER_TIME", splitAmount(amountMinor, 6, nowMs, 1)),
  ];
  const wanted = categories.map((category) => category.toUpperCase().replace(/^DIRECT_.*/, "PAY_NOW"));
  const chosen = wanted.length === 0 || wanted.includes("KLARNA") ? ["PAY_LATER", "PAY_OVER_TIME"] : wanted;
  return plans.filter((each) => chosen.includes(each.category) && (each.id !== "fin" || amountMinor >= financedFrom));
}

const overseas = new Set(["USD", "CAD", "AUD", "NZD", "MXN"]);

// About how many of it make a euro.
const worth: Record<string, number> = { SEK: 10, NOK: 10, DKK: 10, PLN: 4, RON: 5, CZK: 25, HUF: 400, MXN: 20 };

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
