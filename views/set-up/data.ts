import type { TaxStyle } from "../../src/domain/tax.ts";
import type { Choice } from "../data.ts";

/** What a shop of a country can choose from, by its names. */
export type CountryView = {
  country: string;
  name: string;
  currencyName: string;
  locales: Choice[];
  timeZones: Choice[];
  taxStyle: TaxStyle;
};
