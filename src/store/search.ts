import { sql } from "kysely";

const MOST_WORDS = 6;

/** One condition for each word typed of a customer: `searchText` holds it, taken letter by letter, so that % and _ are no wildcards. */
export function wordsTyped(typed: string) {
  const words = typed.toLowerCase().split(/\s+/).filter((word) => word !== "").slice(0, MOST_WORDS);
  return words.map((word) => sql<boolean>`"searchText" like ${`%${word.replace(/[%_!]/g, "!$&")}%`} escape '!'`);
}
