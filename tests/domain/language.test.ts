import { describe, expect, test } from "vitest";
import { languageOfCustomers, languageOfShop, localeFor, readLanguage } from "../../src/domain/language.ts";

describe("language", () => {
  test.each([
    ["de", "de"],
    ["de-CH", "de"],
    ["SV-se", "sv"],
    [" nl ", "nl"],
    ["fr-FR", null],
    ["", null],
    [null, null],
  ])("%s is read as %s", (text, language) => {
    expect(readLanguage(text)).toBe(language);
  });

  test("a shop works in its locale’s language, or in English", () => {
    expect(["sv-SE", "de-AT", "nl-BE", "fr-FR", "en-US"].map((locale) => languageOfShop({ locale }))).toEqual(
      ["sv", "de", "nl", "en", "en"],
    );
  });

  test("customers speak the shop’s language; of an English shop abroad, the country’s", () => {
    expect(languageOfCustomers({ country: "SE", locale: "sv-SE" })).toBe("sv");
    expect(languageOfCustomers({ country: "SE", locale: "en-SE" })).toBe("sv");
    expect(languageOfCustomers({ country: "GB", locale: "en-GB" })).toBe("en");
    // In Liège nobody is spoken to in Dutch.
    expect(languageOfCustomers({ country: "BE", locale: "fr-BE" })).toBe("en");
  });

  test("a language is written as in the country where it is at home there, and as at its home elsewhere", () => {
    expect(localeFor("de", "CH")).toBe("de-CH");
    expect(localeFor("en", "SE")).toBe("en-SE");
    expect(localeFor("de", "SE")).toBe("de-DE");
    expect(localeFor("sv", "GB")).toBe("sv-SE");
    expect(localeFor("nl", "US")).toBe("nl-NL");
  });
});
