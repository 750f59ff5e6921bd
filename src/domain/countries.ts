import type { TaxStyle } from "./tax.ts";

/** What a shop of a country usually starts with; its owner may choose otherwise. */
export type CountryDefaults = {
  /** The first is where most of its people live. */
  readonly timeZones: readonly string[];
  /** The standard rate of its tax on sales, in basis points; null where it depends on the place within it. */
  readonly standardRate: number | null;
  /** How prices are written on the shelf. */
  readonly taxStyle: TaxStyle;
};

const one = (timeZone: string, standardRate: number): CountryDefaults => ({
  timeZones: [timeZone],
  standardRate,
  taxStyle: "inclusive",
});

/** Every country Klarna sells in. Rates as of 2026, only ever a suggestion beside the field. */
export const COUNTRY_DEFAULTS: Readonly<Record<string, CountryDefaults>> = {
  AT: one("Europe/Vienna", 2000),
  AU: {
    timeZones: [
      "Australia/Sydney",
      "Australia/Melbourne",
      "Australia/Brisbane",
      "Australia/Adelaide",
      "Australia/Perth",
      "Australia/Hobart",
      "Australia/Darwin",
    ],
    standardRate: 1000,
    taxStyle: "inclusive",
  },
  BE: one("Europe/Brussels", 2100),
  CA: {
    timeZones: [
      "America/Toronto",
      "America/Vancouver",
      "America/Edmonton",
      "America/Winnipeg",
      "America/Regina",
      "America/Halifax",
      "America/St_Johns",
    ],
    standardRate: 500,
    taxStyle: "exclusive",
  },
  CH: one("Europe/Zurich", 810),
  CZ: one("Europe/Prague", 2100),
  DE: one("Europe/Berlin", 1900),
  DK: one("Europe/Copenhagen", 2500),
  ES: { timeZones: ["Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"], standardRate: 2100, taxStyle: "inclusive" },
  FI: one("Europe/Helsinki", 2550),
  FR: one("Europe/Paris", 2000),
  GB: one("Europe/London", 2000),
  GR: one("Europe/Athens", 2400),
  HU: one("Europe/Budapest", 2700),
  IE: one("Europe/Dublin", 2300),
  IT: one("Europe/Rome", 2200),
  MX: {
    timeZones: ["America/Mexico_City", "America/Monterrey", "America/Cancun", "America/Tijuana", "America/Hermosillo"],
    standardRate: 1600,
    taxStyle: "inclusive",
  },
  NL: one("Europe/Amsterdam", 2100),
  NO: one("Europe/Oslo", 2500),
  NZ: { timeZones: ["Pacific/Auckland", "Pacific/Chatham"], standardRate: 1500, taxStyle: "inclusive" },
  PL: one("Europe/Warsaw", 2300),
  PT: {
    timeZones: ["Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"],
    standardRate: 2300,
    taxStyle: "inclusive",
  },
  RO: one("Europe/Bucharest", 2100),
  SE: one("Europe/Stockholm", 2500),
  SK: one("Europe/Bratislava", 2300),
  US: {
    timeZones: [
      "America/New_York",
      "America/Chicago",
      "America/Denver",
      "America/Phoenix",
      "America/Los_Angeles",
      "America/Anchorage",
      "Pacific/Honolulu",
    ],
    standardRate: null,
    taxStyle: "exclusive",
  },
};

/** The smallest amount that is paid in cash where it is more than the smallest unit, in minor units. As of 2026. */
const CASH_STEPS: Readonly<Record<string, number>> = {
  AU: 5,
  BE: 5,
  CA: 5,
  CH: 5,
  CZ: 100,
  DK: 50,
  FI: 5,
  HU: 500,
  IE: 5,
  IT: 5,
  NL: 5,
  NO: 100,
  NZ: 10,
  SE: 100,
  SK: 5,
};

/** The smallest amount that is paid in cash there, in minor units of its currency. */
export function cashStepOf(country: string): number {
  return CASH_STEPS[country] ?? 1;
}

/** A tax rate as people type it ("20", "5.5", "8,1 %") in basis points; null when it is none, or 100 % and more. */
export function parseTaxRate(text: string): number | null {
  const match = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  return Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}

/** The same the other way round, with as many digits as it needs: 810 is "8.1". */
export function taxRateText(basisPoints: number): string {
  return String(basisPoints / 100);
}
