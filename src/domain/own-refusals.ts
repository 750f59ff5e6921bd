/** Klarna's limits of what one purchase may be (klarna.md §2.2, §2.3, §4 [S]); the amount in minor units of any currency. */
export const KLARNA_LIMITS = { amountMinor: 200_000_000, lines: 1_000, reference: 255, callbackUrl: 2_000 };

/** What this till refuses by itself at a start, for Klarna could only refuse it, by the code of the refusal. */
const WHY = {
  country_not_served: "country",
  currency_not_of_country: "currency",
  locale_not_of_country: "language",
  callback_url_unusable: "callback",
  amount_out_of_range: "amount",
  reference_out_of_range: "reference",
  no_lines: "noLines",
  too_many_lines: "lines",
  line_out_of_range: "line",
  line_without_name: "name",
  line_does_not_add_up: "sum",
  line_tax_does_not_add_up: "sum",
  lines_do_not_add_up: "sum",
} as const;

export type OwnRefusal = typeof WHY[keyof typeof WHY];

/** What a code of our own finds fault with; null for a code of Klarna's, and for what is no refusal of a start. */
export function ownRefusalOf(code: string | null): OwnRefusal | null {
  const why: Record<string, OwnRefusal> = WHY;
  return code !== null && Object.hasOwn(WHY, code) ? why[code] ?? null : null;
}

/** Of these somebody who sets up the shop must know, whatever is sold. */
export function isAboutPlace(code: string | null): boolean {
  const why = ownRefusalOf(code);
  return why === "country" || why === "currency" || why === "language";
}
