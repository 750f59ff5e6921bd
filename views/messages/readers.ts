import { type Language, localeFor } from "../../src/domain/language.ts";
import type { Frame } from "../data.ts";
import { catalogues } from "./catalogue.ts";

/** The same as somebody of another language reads it: what a customer is told, sent or handed. */
export function readAs(frame: Frame, language: Language): Frame {
  if (frame.language === language) return frame;
  const locale = localeFor(language, frame.shop.country);
  return { ...frame, language, t: catalogues[language], shop: { ...frame.shop, locale } };
}

/** The `lang` of a part in words of its own; left out where the page's language is true of it. */
export function langIn(page: Frame, part: Frame): string | undefined {
  return part.language === page.language ? undefined : part.shop.locale;
}
