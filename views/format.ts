import { minorDigits } from "../src/domain/money.ts";
import type { ShopView } from "./data.ts";

/** What a format depends on: the shop's language, currency and time zone. */
export type Formats = Pick<ShopView, "locale" | "currency" | "timeZone">;

/** "£622.60". Never shows a minus before nothing. */
export function formatMoney(shop: Formats, amountMinor: number): string {
  return withRealMinus(moneyFormat(shop.locale, shop.currency).format(toMajor(shop, amountMinor)));
}

/** "+£0.40" or "−£0.40": by how much something is more or less. */
export function formatChange(shop: Formats, amountMinor: number): string {
  return amountMinor > 0 ? `+${formatMoney(shop, amountMinor)}` : formatMoney(shop, amountMinor);
}

/** "622.60": an amount in a table whose head already says the currency. */
export function formatAmount(shop: Formats, amountMinor: number): string {
  return withRealMinus(amountFormat(shop.locale, digitsOf(shop.currency)).format(toMajor(shop, amountMinor)));
}

/** "622.60" with a point, whatever the language: a value for a form, read back by `parseAmountMinor`. */
export function amountValue(shop: Formats, amountMinor: number): string {
  return toMajor(shop, amountMinor).toFixed(digitsOf(shop.currency));
}

/** The character between whole and fraction, for the number pad. Empty in a currency without a fraction. */
export function decimalSign(shop: Formats): string {
  const digits = digitsOf(shop.currency);
  if (digits === 0) return "";
  const parts = amountFormat(shop.locale, digits).formatToParts(0.5);
  return parts.find((part) => part.type === "decimal")?.value ?? ".";
}

/** "20%" from basis points. */
export function formatPercent(shop: Formats, basisPoints: number): string {
  return percentFormat(shop.locale).format(basisPoints / 10_000);
}

/** "23 November 2026". Times are epoch milliseconds. */
export function formatDate(shop: Formats, at: number): string {
  return dateFormat(shop.locale, shop.timeZone, "date").format(at);
}

/** "14:09". */
export function formatTime(shop: Formats, at: number): string {
  return dateFormat(shop.locale, shop.timeZone, "time").format(at);
}

/** "14:09:30", where seconds matter. */
export function formatTimeExactly(shop: Formats, at: number): string {
  return dateFormat(shop.locale, shop.timeZone, "exact").format(at);
}

/** "Monday 23 November": today, on a screen. */
export function formatWeekday(shop: Formats, at: number): string {
  return dateFormat(shop.locale, shop.timeZone, "weekday").format(at);
}

/** "0:12", "14:59", "1:02:03": how long something has lasted. */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  const two = (count: number) => String(count).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "4 min ago", "2 hr ago", "3 days ago". */
export function formatAge(shop: Formats, at: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  const [unit, length] = AGE_UNITS.find(([, length]) => seconds >= length) ?? ["second", 1] as const;
  return ageFormat(shop.locale).format(-Math.floor(seconds / length), unit);
}

/** "in 30 sec", "in 4 min": how long until something. */
export function formatIn(shop: Formats, at: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((at - now) / 1000));
  const [unit, length] = AGE_UNITS.find(([, length]) => seconds >= length) ?? ["second", 1] as const;
  return ageFormat(shop.locale).format(Math.ceil(seconds / length), unit);
}

const AGE_UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]] as const;

const DATE_OPTIONS = {
  date: { day: "numeric", month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  exact: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  weekday: { weekday: "long", day: "numeric", month: "long" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Adding zero turns the minus zero of a computed amount into nothing. */
function toMajor(shop: Formats, amountMinor: number): number {
  return amountMinor / 10 ** digitsOf(shop.currency) + 0;
}

/** A minus as wide as the digits: the hyphen of some languages is easily missed before an amount. */
function withRealMinus(text: string): string {
  return text.replace("-", "−");
}

/** Making a formatter costs a hundred times more than using one, so each is made once. */
function remembered<Args extends (string | number)[], Made>(make: (...args: Args) => Made): (...args: Args) => Made {
  const made = new Map<string, Made>();
  return (...args) => {
    const key = args.join("|");
    const known = made.get(key) ?? make(...args);
    made.set(key, known);
    return known;
  };
}

const digitsOf = remembered(minorDigits);
const moneyFormat = remembered((locale: string, currency: string) =>
  new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" })
);
const amountFormat = remembered((locale: string, digits: number) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
);
const percentFormat = remembered((locale: string) =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 })
);
const dateFormat = remembered((locale: string, timeZone: string, kind: keyof typeof DATE_OPTIONS) =>
  new Intl.DateTimeFormat(locale, { timeZone, ...DATE_OPTIONS[kind] })
);
/** Swedish has its short form from spoken language only. */
const ageFormat = remembered((locale: string) =>
  new Intl.RelativeTimeFormat(locale, { style: locale.startsWith("sv") ? "long" : "short" })
);
