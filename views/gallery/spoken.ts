import { type Language, localeFor } from "../../src/domain/language.ts";
import { catalogues } from "../messages/catalogue.ts";

let spoken: Language = "en";

/** From now on the gallery's shop works in this language, and so do its customers. */
export function speak(language: Language): void {
  spoken = language;
}

/** The parts of a frame that the language decides. */
export function wordsSpoken() {
  return { language: spoken, t: catalogues[spoken], locale: localeFor(spoken, "GB") };
}
