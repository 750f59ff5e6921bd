/**
 * The 26 countries Klarna sells in, each with its one currency, the locales Klarna accepts there, the region
 * whose host (and credentials) serve it, and its telephone country code (klarna.md §8 [C], dial codes [X]).
 */
export const MARKETS: readonly Market[] = [
  { country: "AT", currency: "EUR", locales: ["de-AT", "en-AT"], region: "eu", dialCode: "43" },
  { country: "AU", currency: "AUD", locales: ["en-AU"], region: "oc", dialCode: "61" },
  { country: "BE", currency: "EUR", locales: ["nl-BE", "fr-BE", "en-BE"], region: "eu", dialCode: "32" },
  { country: "CA", currency: "CAD", locales: ["en-CA", "fr-CA"], region: "na", dialCode: "1" },
  { country: "CH", currency: "CHF", locales: ["de-CH", "fr-CH", "it-CH", "en-CH"], region: "eu", dialCode: "41" },
  { country: "CZ", currency: "CZK", locales: ["cs-CZ", "en-CZ"], region: "eu", dialCode: "420" },
  { country: "DE", currency: "EUR", locales: ["de-DE", "en-DE"], region: "eu", dialCode: "49" },
  { country: "DK", currency: "DKK", locales: ["da-DK", "en-DK"], region: "eu", dialCode: "45" },
  { country: "ES", currency: "EUR", locales: ["es-ES", "en-ES"], region: "eu", dialCode: "34" },
  { country: "FI", currency: "EUR", locales: ["fi-FI", "sv-FI", "en-FI"], region: "eu", dialCode: "358" },
  { country: "FR", currency: "EUR", locales: ["fr-FR", "en-FR"], region: "eu", dialCode: "33" },
  { country: "GB", currency: "GBP", locales: ["en-GB"], region: "eu", dialCode: "44" },
  { country: "GR", currency: "EUR", locales: ["el-GR", "en-GR"], region: "eu", dialCode: "30" },
  { country: "HU", currency: "HUF", locales: ["hu-HU", "en-HU"], region: "eu", dialCode: "36" },
  { country: "IE", currency: "EUR", locales: ["en-IE"], region: "eu", dialCode: "353" },
  { country: "IT", currency: "EUR", locales: ["it-IT", "en-IT"], region: "eu", dialCode: "39" },
  { country: "MX", currency: "MXN", locales: ["es-MX", "en-MX"], region: "na", dialCode: "52" },
  { country: "NL", currency: "EUR", locales: ["nl-NL", "en-NL"], region: "eu", dialCode: "31" },
  { country: "NO", currency: "NOK", locales: ["nb-NO", "en-NO"], region: "eu", dialCode: "47" },
  { country: "NZ", currency: "NZD", locales: ["en-NZ"], region: "oc", dialCode: "64" },
  { country: "PL", currency: "PLN", locales: ["pl-PL", "en-PL"], region: "eu", dialCode: "48" },
  { country: "PT", currency: "EUR", locales: ["pt-PT", "en-PT"], region: "eu", dialCode: "351" },
  { country: "RO", currency: "RON", locales: ["ro-RO", "en-RO"], region: "eu", dialCode: "40" },
  { country: "SE", currency: "SEK", locales: ["sv-SE", "en-SE"], region: "eu", dialCode: "46" },
  { country: "SK", currency: "EUR", locales: ["sk-SK", "en-SK"], region: "eu", dialCode: "421" },
  { country: "US", currency: "USD", locales: ["en-US", "es-US"], region: "na", dialCode: "1" },
];

export type Market = {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** The first is the country's usual one. */
  readonly locales: readonly string[];
  readonly region: KlarnaRegion;
  /** Without the plus sign. */
  readonly dialCode: string;
};

export type KlarnaRegion = "eu" | "na" | "oc";

/** The market of a country in upper case; null where Klarna does not sell. */
export function findMarket(country: string): Market | null {
  return MARKETS.find((market) => market.country === country) ?? null;
}

/** The host that serves a region. Credentials of one host get 401 at every other (klarna.md §1.1 [D], [C]). */
export function klarnaBaseUrl(region: KlarnaRegion, environment: "live" | "playground"): string {
  const suffix = region === "eu" ? "" : `-${region}`;
  return environment === "live" ? `https://api${suffix}.klarna.com` : `https://api${suffix}.playground.klarna.com`;
}
