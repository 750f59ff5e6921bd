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
  const percent = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%$/.exec(text);
  if (percent) {
    const [, whole = "", fraction = ""] = percent;
    return { kind: "percent", basisPoints: Number(whole) * 100 + Number(fraction.padEnd(2, "0")) };
  }
  const times = /^(\d{1,4})\s*[*×]\s*(.*)$/.exec(text);
  if (!times) return { kind: "product", quantity: 1, text };
  const [, count = "", rest = ""] = times;
  return rest === ""
    ? { kind: "quantity", quantity: Number(count) }
    : { kind: "product", quantity: Number(count), text: rest };
}
