import { editDistance } from "./edit-distance.ts";

/** The known word that takes the fewest changes to become this one; `known` holds at least one. */
export function nearestWord<Word extends string>(word: string, known: readonly Word[]): Word {
  return known.reduce((best, next) => editDistance(next, word) < editDistance(best, word) ? next : best);
}
