/** An amount in minor units as its reader writes it. All 26 markets' currencies have two decimals by ISO 4217. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency: currency.toUpperCase() })
    .format(amountMinor / 100);
}

/** A day as its reader writes it, for example "Wednesday 23 December". */
export function formatDay(atMs: number): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" })
    .format(atMs);
}

/** A moment, for the inbox: "24 November, 16:05". */
export function formatMoment(atMs: number): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
    timeZoneName: "short",
  }).format(atMs);
}
