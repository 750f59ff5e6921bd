/** The languages the till is written in. */
export const LANGUAGES = ["en", "sv", "de", "nl"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One of ours from a code or a locale ("de", "de-CH"); null when it is none. */
export function readLanguage(text: string | null | undefined): Language | null {
  const code = text?.trim().split("-")[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === code) ?? null;
}

/** What a shop of this locale is spoken to in; English where it is none of ours. */
export function languageOfShop({ locale }: Pick<Place, "locale">): Language {
  return readLanguage(locale) ?? "en";
}

/**
 * What customers of a shop are most likely to speak, where nobody asked them. A shop that works in English abroad still
 * has customers from around the corner.
 */
export function languageOfCustomers({ country, locale }: Place): Language {
  const own = languageOfShop({ locale });
  return own === "en" && locale.startsWith("en") ? COUNTRY_LANGUAGES[country] ?? "en" : own;
}

/**
 * How somebody of this language reads amounts and dates in a country: as it is done there where the language is at home
 * there ("de-CH"), otherwise as where most of its speakers live.
 */
export function localeFor(language: Language, country: string): string {
  const local = `${language}-${country}`;
  const known = LOCALES.get(local);
  if (known !== undefined) return known;
  const isAtHome = new Intl.NumberFormat(local).resolvedOptions().locale === local;
  const locale = isAtHome ? local : HOMES[language];
  LOCALES.set(local, locale);
  return locale;
}

type Place = { country: string; locale: string };

const COUNTRY_LANGUAGES: Readonly<Record<string, Language>> = {
  AT: "de",
  BE: "nl",
  CH: "de",
  DE: "de",
  NL: "nl",
  SE: "sv",
};

const HOMES: Readonly<Record<Language, string>> = { en: "en-GB", sv: "sv-SE", de: "de-DE", nl: "nl-NL" };

/** To ask for a locale's data costs more than to use it. */
const LOCALES = new Map<string, string>();
