import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/**
 * A phone number as E.164; undefined for what cannot be a number of that country or of any other. One with the zero
 * that is only dialled within a country, as Klarna's own +49 0… test numbers (klarna.md 7.2 [X]), reads without it.
 */
export function readPhone(written: string, country: string | null): string | undefined {
  const home: CountryCode | undefined = country !== null && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(written, home);
  return number?.isValid() ? number.number : undefined;
}

/** A number on file as people say it: the national way when it is of the customer's own country. */
export function phoneAsSaid(phone: string | null, country: string): string | null {
  const number = parsePhoneNumberFromString(phone ?? "");
  if (!number) return phone;
  return number.country === country ? number.formatNational() : number.formatInternational();
}

/** The digits of a number on file as they are dialled within its country; null for none. */
export function nationalDigits(phone: string | null): string | null {
  return parsePhoneNumberFromString(phone ?? "")?.formatNational().replace(/\s/g, "") ?? null;
}

/** A typed number as it was understood, to be read back to the customer; null for what cannot be a number yet. */
export function readBack(
  written: string,
  country: string,
): { national: string; international: string; country: string | null } | null {
  const number = parsePhoneNumberFromString(readPhone(written, country) ?? "");
  if (!number) return null;
  return {
    national: number.formatNational(),
    international: number.formatInternational(),
    country: number.country ?? null,
  };
}
