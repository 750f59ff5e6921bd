/**
 * The 26 markets: currency, locales and dial code of each, as klarna.md lists them [C],[X]; and what a number begins with
 * where it is dialled inside the country, which is no part of it abroad. Where there is no such trunk, a 0 is a digit like
 * any other.
 */
export type Market = { currency: string; locales: string[]; dialCode: string; trunk?: string; regionRequired?: true };

export const markets: Record<string, Market> = {
  AT: { currency: "EUR", locales: ["de-AT", "en-AT"], dialCode: "43", trunk: "0" },
  AU: { currency: "AUD", locales: ["en-AU"], dialCode: "61", trunk: "0", regionRequired: true },
  BE: { currency: "EUR", locales: ["nl-BE", "fr-BE", "en-BE"], dialCode: "32", trunk: "0" },
  CA: { currency: "CAD", locales: ["en-CA", "fr-CA"], dialCode: "1", trunk: "1" },
  CH: { currency: "CHF", locales: ["de-CH", "fr-CH", "it-CH", "en-CH"], dialCode: "41", trunk: "0" },
  CZ: { currency: "CZK", locales: ["cs-CZ", "en-CZ"], dialCode: "420" },
  DE: { currency: "EUR", locales: ["de-DE", "en-DE"], dialCode: "49", trunk: "0" },
  DK: { currency: "DKK", locales: ["da-DK", "en-DK"], dialCode: "45" },
  ES: { currency: "EUR", locales: ["es-ES", "en-ES"], dialCode: "34" },
  FI: { currency: "EUR", locales: ["fi-FI", "sv-FI", "en-FI"], dialCode: "358", trunk: "0" },
  FR: { currency: "EUR", locales: ["fr-FR", "en-FR"], dialCode: "33", trunk: "0" },
  GB: { currency: "GBP", locales: ["en-GB"], dialCode: "44", trunk: "0" },
  GR: { currency: "EUR", locales: ["el-GR", "en-GR"], dialCode: "30" },
  HU: { currency: "HUF", locales: ["hu-HU", "en-HU"], dialCode: "36", trunk: "06" },
  IE: { currency: "EUR", locales: ["en-IE"], dialCode: "353", trunk: "0" },
  IT: { currency: "EUR", locales: ["it-IT", "en-IT"], dialCode: "39" },
  MX: { currency: "MXN", locales: ["es-MX", "en-MX"], dialCode: "52" },
  NL: { currency: "EUR", locales: ["nl-NL", "en-NL"], dialCode: "31", trunk: "0" },
  NO: { currency: "NOK", locales: ["nb-NO", "en-NO"], dialCode: "47" },
  NZ: { currency: "NZD", locales: ["en-NZ"], dialCode: "64", trunk: "0" },
  PL: { currency: "PLN", locales: ["pl-PL", "en-PL"], dialCode: "48" },
  PT: { currency: "EUR", locales: ["pt-PT", "en-PT"], dialCode: "351" },
  RO: { currency: "RON", locales: ["ro-RO", "en-RO"], dialCode: "40", trunk: "0" },
  SE: { currency: "SEK", locales: ["sv-SE", "en-SE"], dialCode: "46", trunk: "0" },
  SK: { currency: "EUR", locales: ["sk-SK", "en-SK"], dialCode: "421", trunk: "0" },
  US: { currency: "USD", locales: ["en-US", "es-US"], dialCode: "1", trunk: "1", regionRequired: true },
};

/** The market of a two-letter country in either case, or undefined where Klarna does not sell. */
export function findMarket(country: string): Market | undefined {
  const code = country.toUpperCase();
  return Object.hasOwn(markets, code) ? markets[code] : undefined;
}
