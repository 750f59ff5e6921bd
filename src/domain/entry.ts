import { type DiscountKind, WHOLE_BASIS_POINTS } from "./discount.ts";
import { parseAmountMinor } from "./money.ts";

/** What a cashier may type before a product, or instead of one. */
export type Entry =
  | { kind: "product"; quantity: number; text: string }
  | { kind: "quantity"; quantity: number }
  | { kind: "percent"; basisPoints: number };

/**
 * Reads what was typed into the scan field: "3*" is the quantity of the last line, "3*" and a product is three of it,
 * "10%" is a discount on the last line, and everything else is a product. "×" means "*" too.
 */
export function readEntry(typed: string): Entry {
  const text = typed.trim();
  const basisPoints = text.endsWith("%") ? readPercent(text) : null;
  if (basisPoints !== null) return { kind: "percent", basisPoints };
  const times = /^(\d{1,4})\s*[*×]\s*(.*)$/.exec(text);
  if (!times) return { kind: "product", quantity: 1, text };
  const [, count = "", rest = ""] = times;
  return rest === ""
    ? { kind: "quantity", quantity: Number(count) }
    : { kind: "product", quantity: Number(count), text: rest };
}

/** A percentage as it was typed ("10", "7.5", "7,5 %"), in basis points; null when it is none. It may be more than all. */
export function readPercent(typed: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(typed.trim());
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  return Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}

/**
 * A discount as it was typed, in basis points or minor units. A number alone is what `kind` says, and "10%" is always a
 * percentage. Nothing, or a zero, is no discount: null. "bad" for what is none.
 */
export function readDiscount(
  typed: string,
  kind: DiscountKind,
  currency: string,
): { kind: DiscountKind; value: number } | null | "bad" {
  const text = typed.trim();
  if (text === "") return null;
  const isPercent = kind === "percent" || text.endsWith("%");
  const value = isPercent ? readPercent(text) : parseAmountMinor(text, currency);
  if (value === null || (isPercent && value > WHOLE_BASIS_POINTS)) return "bad";
  return value === 0 ? null : { kind: isPercent ? "percent" : "amount", value };
}
