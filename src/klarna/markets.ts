import { KLARNA_REGIONS, type KlarnaRegion } from "../domain/klarna-place.ts";
import type { Mode } from "../domain/sale.ts";

/**
 * The 26 countries Klarna sells in, each with its one currency, the locales Klarna accepts there, the region
 * whose host (and credentials) serve it, its telephone country code (klarna.md §8 [C], dial codes [X]) and how an
 * address is written there (§2.4 [S]; postal code examples, and the house number first outside of GB, US and FR, are
 * only from memory [M]). How many digits a currency keeps is not here: `minorDigits` asks the runtime.
 */
export const MARKETS: readonly Market[] = [
  {
    country: "AT",
    currency: "EUR",
    locales: ["de-AT", "en-AT"],
    region: "eu",
    dialCode: "43",
    address: { order: "street_first", region: "unused", postalCodeExample: "1010", titles: { de: ["Herr", "Frau"] } },
  },
  {
    country: "AU",
    currency: "AUD",
    locales: ["en-AU"],
    region: "oc",
    dialCode: "61",
    address: { order: "number_first", region: "required", postalCodeExample: "2000", regionExample: "NSW" },
  },
  {
    country: "BE",
    currency: "EUR",
    locales: ["nl-BE", "fr-BE", "en-BE"],
    region: "eu",
    dialCode: "32",
    address: { order: "street_first", region: "unused", postalCodeExample: "1000", titles: { nl: ["Dhr.", "Mevr."] } },
  },
  {
    country: "CA",
    currency: "CAD",
    locales: ["en-CA", "fr-CA"],
    region: "na",
    dialCode: "1",
    address: { order: "number_first", region: "expected", postalCodeExample: "K1A 0B1", regionExample: "ON" },
  },
  {
    country: "CH",
    currency: "CHF",
    locales: ["de-CH", "fr-CH", "it-CH", "en-CH"],
    region: "eu",
    dialCode: "41",
    address: {
      order: "street_first",
      region: "unused",
      postalCodeExample: "8001",
      titles: { de: ["Herr", "Frau"], fr: ["M", "Mme"], it: ["Sig.", "Sig.ra"] },
    },
  },
  {
    country: "CZ",
    currency: "CZK",
    locales: ["cs-CZ", "en-CZ"],
    region: "eu",
    dialCode: "420",
    address: { order: "street_first", region: "unused", postalCodeExample: "110 00" },
  },
  {
    country: "DE",
    currency: "EUR",
    locales: ["de-DE", "en-DE"],
    region: "eu",
    dialCode: "49",
    address: { order: "street_first", region: "unused", postalCodeExample: "10178", titles: { de: ["Herr", "Frau"] } },
  },
  {
    country: "DK",
    currency: "DKK",
    locales: ["da-DK", "en-DK"],
    region: "eu",
    dialCode: "45",
    address: { order: "street_first", region: "unused", postalCodeExample: "1556" },
  },
  {
    country: "ES",
    currency: "EUR",
    locales: ["es-ES", "en-ES"],
    region: "eu",
    dialCode: "34",
    address: { order: "street_first", region: "unused", postalCodeExample: "28013" },
  },
  {
    country: "FI",
    currency: "EUR",
    locales: ["fi-FI", "sv-FI", "en-FI"],
    region: "eu",
    dialCode: "358",
    address: { order: "street_first", region: "unused", postalCodeExample: "00100" },
  },
  {
    country: "FR",
    currency: "EUR",
    locales: ["fr-FR", "en-FR"],
    region: "eu",
    dialCode: "33",
    address: { order: "number_first", region: "unused", postalCodeExample: "75001" },
  },
  {
    country: "GB",
    currency: "GBP",
    locales: ["en-GB"],
    region: "eu",
    dialCode: "44",
    address: { order: "number_first", region: "unused", postalCodeExample: "W1S 3BE", titles: { en: ["Mr", "Ms"] } },
  },
  {
    country: "GR",
    currency: "EUR",
    locales: ["el-GR", "en-GR"],
    region: "eu",
    dialCode: "30",
    address: { order: "street_first", region: "unused", postalCodeExample: "105 57" },
  },
  {
    country: "HU",
    currency: "HUF",
    locales: ["hu-HU", "en-HU"],
    region: "eu",
    dialCode: "36",
    address: { order: "street_first", region: "unused", postalCodeExample: "1051" },
  },
  {
    country: "IE",
    currency: "EUR",
    locales: ["en-IE"],
    region: "eu",
    dialCode: "353",
    address: { order: "number_first", region: "unused", postalCodeExample: "D02 AF30" },
  },
  {
    country: "IT",
    currency: "EUR",
    locales: ["it-IT", "en-IT"],
    region: "eu",
    dialCode: "39",
    address: { order: "street_first", region: "unused", postalCodeExample: "00184" },
  },
  {
    country: "MX",
    currency: "MXN",
    locales: ["es-MX", "en-MX"],
    region: "na",
    dialCode: "52",
    address: { order: "street_first", region: "unused", postalCodeExample: "06000" },
  },
  {
    country: "NL",
    currency: "EUR",
    locales: ["nl-NL", "en-NL"],
    region: "eu",
    dialCode: "31",
    address: {
      order: "street_first",
      region: "unused",
      postalCodeExample: "1068 SR",
      titles: { nl: ["Dhr.", "Mevr."] },
    },
  },
  {
    country: "NO",
    currency: "NOK",
    locales: ["nb-NO", "en-NO"],
    region: "eu",
    dialCode: "47",
    address: { order: "street_first", region: "unused", postalCodeExample: "0194" },
  },
  {
    country: "NZ",
    currency: "NZD",
    locales: ["en-NZ"],
    region: "oc",
    dialCode: "64",
    address: { order: "number_first", region: "unused", postalCodeExample: "6011" },
  },
  {
    country: "PL",
    currency: "PLN",
    locales: ["pl-PL", "en-PL"],
    region: "eu",
    dialCode: "48",
    address: { order: "street_first", region: "unused", postalCodeExample: "00-001" },
  },
  {
    country: "PT",
    currency: "EUR",
    locales: ["pt-PT", "en-PT"],
    region: "eu",
    dialCode: "351",
    address: { order: "street_first", region: "unused", postalCodeExample: "1100-148" },
  },
  {
    country: "RO",
    currency: "RON",
    locales: ["ro-RO", "en-RO"],
    region: "eu",
    dialCode: "40",
    address: { order: "street_first", region: "unused", postalCodeExample: "010011" },
  },
  {
    country: "SE",
    currency: "SEK",
    locales: ["sv-SE", "en-SE"],
    region: "eu",
    dialCode: "46",
    address: { order: "street_first", region: "unused", postalCodeExample: "111 48" },
  },
  {
    country: "SK",
    currency: "EUR",
    locales: ["sk-SK", "en-SK"],
    region: "eu",
    dialCode: "421",
    address: { order: "street_first", region: "unused", postalCodeExample: "811 01" },
  },
  {
    country: "US",
    currency: "USD",
    locales: ["en-US", "es-US"],
    region: "na",
    dialCode: "1",
    address: { order: "number_first", region: "required", postalCodeExample: "10024", regionExample: "NY" },
  },
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
  readonly address: AddressRules;
};

export type AddressRules = {
  /** Whether the house number stands before or after the street's name. */
  readonly order: "number_first" | "street_first";
  /** `required`: Klarna refuses an address without its state. `expected`: it takes one, and asks for the rest. */
  readonly region: "required" | "expected" | "unused";
  /** A hint beside the field, never a rule. */
  readonly postalCodeExample: string;
  /** A state's or province's code in ISO 3166-2 behind the country, as Klarna takes it; left out where it is unused. */
  readonly regionExample?: string;
  /** The titles Klarna knows, by language; left out where it knows none. */
  readonly titles?: Readonly<Record<string, readonly string[]>>;
};

/** The market of a country in upper case; null where Klarna does not sell. */
export function findMarket(country: string): Market | null {
  return MARKETS.find((market) => market.country === country) ?? null;
}

/** The region whose host and credentials serve a country in upper case; null where Klarna does not sell. */
export function klarnaRegionOf(country: string): KlarnaRegion | null {
  return findMarket(country)?.region ?? null;
}

/** The host that serves a region. Credentials of one host get 401 at every other (klarna.md §1.1 [D], [C]). */
export function klarnaBaseUrl(region: KlarnaRegion, environment: "live" | "playground"): string {
  const suffix = region === "eu" ? "" : `-${region}`;
  return environment === "live" ? `https://api${suffix}.klarna.com` : `https://api${suffix}.playground.klarna.com`;
}

/** Which of Klarna's rate limits hold at a host: the wide ones only where they are known to, and on this machine. */
export function rateLimitsAt(url: string): "live" | "playground" {
  const { origin, hostname } = new URL(url);
  const isLive = KLARNA_REGIONS.some((region) => klarnaBaseUrl(region, "live") === origin);
  return isLive || isThisMachine(hostname) ? "live" : "playground";
}

/** Only Klarna's playground and a Klarna on this very machine move no money; whatever else answers may be the real one. */
export function modeOf(url: string): Mode {
  const { origin, hostname } = new URL(url);
  const isPlayground = KLARNA_REGIONS.some((region) => klarnaBaseUrl(region, "playground") === origin);
  return isPlayground || isThisMachine(hostname) ? "practice" : "live";
}

/** Whether a host is this very machine, where only a stand-in for Klarna can be. */
export function isThisMachine(hostname: string): boolean {
  return hostname === "localhost" || /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === "[::1]";
}
