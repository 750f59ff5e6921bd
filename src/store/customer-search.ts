import { sql } from "kysely";
import type { Db } from "../../db/open.ts";
import type { CustomerRow } from "../../db/schema.ts";
import { foldText, searchWords } from "../domain/customer.ts";

/** What a screen shows; whoever is not among them is found by one more letter. */
export const MOST_HITS = 20;
/** So many of the newest are looked at for the best, however many hold what was typed. */
const MOST_LOOKED_AT = 200;

/**
 * Customers whose name, e-mail, phone or town holds every word typed, from three letters on: those called so first, then
 * the newest. One more than a screen shows says that there are more.
 */
export async function searchCustomers(db: Db, typed: string): Promise<CustomerRow[]> {
  const hits = await newestHolding(db, typed);
  const rank = rankFor(searchWords(typed).long.map(foldText));
  return hits.sort((a, b) => rank(a) - rank(b) || b.updatedAt - a.updatedAt).slice(0, MOST_HITS + 1);
}

/** The ids of all that are looked at and hold what was typed: for a list of something of theirs. */
export async function customersHolding(db: Db, typed: string): Promise<string[]> {
  return (await newestHolding(db, typed)).map(({ id }) => id);
}

async function newestHolding(db: Db, typed: string): Promise<CustomerRow[]> {
  const { long, short } = searchWords(typed);
  if (long.length === 0) return [];
  const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(" ");
  const numbers = sql`select "rowid" from "customerWords" where "customerWords" match ${match}
    order by "rowid" desc limit ${MOST_LOOKED_AT}`;
  const held = sql<string>`(select "customerId" from "customerNumber" where "number" in (${numbers}))`;
  const found = await db.selectFrom("customer").selectAll().where("id", "in", held).execute();
  const words = short.map(foldText);
  return found.filter(({ searchText }) => words.every((word) => foldText(searchText).includes(word)));
}

/** 0 for whoever has a name that begins as typed, else 1. */
function rankFor(words: string[]): (customer: CustomerRow) => number {
  return ({ givenName, familyName }) => {
    const names = foldText(`${givenName} ${familyName}`).split(" ");
    return names.some((name) => words.some((word) => name.startsWith(word))) ? 0 : 1;
  };
}
