import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../db/open.ts";
import type { ProductRow } from "../../db/schema.ts";

const MOST_HITS = 24;
/** Of so many that hold what was typed the first by name are shown: whoever sees too many types more. */
const MOST_LOOKED_AT = 400;
const MOST_WORDS = 6;

/**
 * Products whose name or code holds every word typed; of a word of one or two letters, that have a word beginning so. The one
 * that is called just so comes first, then those whose name begins so, then the others, by name. Each step looks at a
 * few rows of an index, however many products there are.
 */
export async function searchProducts(db: Db, typed: string): Promise<ProductRow[]> {
  const text = typed.trim().toLowerCase();
  const words = text.split(/\s+/).filter((word) => word !== "").slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const hits = new Map<string, ProductRow>();
  for (const find of [calledLike(text), ...holding(words)]) {
    for (const product of (await find.execute(db)).rows) hits.set(product.id, hits.get(product.id) ?? product);
    if (hits.size >= MOST_HITS) break;
  }
  return [...hits.values()].slice(0, MOST_HITS);
}

/** Whose name begins with these letters, shorter names first. */
function calledLike(text: string): RawBuilder<ProductRow> {
  return sql<ProductRow>`select * from "product"
    where "name" collate nocase >= ${text} and "name" collate nocase < ${text + LAST_LETTER} and "isActive" = 1
    order by "name" collate nocase limit ${MOST_HITS}`;
}

/** Sorts behind whatever may follow in a name. */
const LAST_LETTER = "\u{10ffff}";

/** Who hold these words anywhere: from the index of three letters in a row, which needs at least that many. */
function holding(words: string[]): RawBuilder<ProductRow>[] {
  const wanted = words.map((word) => word.length < 3 ? ` ${word}` : word);
  const indexed = wanted.filter((word) => word.length >= 3);
  if (indexed.length === 0) return [];
  const phrases = indexed.map((word) => `"${word.replaceAll('"', '""')}"`).join(" AND ");
  const rest = wanted.filter((word) => word.length < 3).map((word) =>
    sql`and instr(' ' || "product"."searchText", ${word}) > 0`
  );
  return [
    sql<ProductRow>`select * from (
      select "product".* from "productWords" join "product" on "product"."wordsNumber" = "productWords".rowid
      where "productWords" match ${phrases} and "product"."isActive" = 1 ${sql.join(rest, sql` `)}
      limit ${MOST_LOOKED_AT}
    ) order by "name" collate nocase limit ${MOST_HITS}`,
  ];
}
