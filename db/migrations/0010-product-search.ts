import { type Kysely, sql } from "kysely";

/**
 * Products are found by any part of their words without reading all of them: an index of every three letters in a row,
 * kept true by the database itself. A row's hidden number may change when a database is copied, so the index goes by a
 * number of its own. Each text begins with a blank, so that the beginning of every word can be told.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("product").addColumn("wordsNumber", "integer").execute();
  await sql`update "product" set "wordsNumber" = rowid`.execute(db);
  await db.schema.createIndex("product_by_words_number").unique().on("product").column("wordsNumber").execute();
  await sql`create index "product_by_name" on "product" ("name" collate nocase)`.execute(db);
  await sql`create view "productText" ("wordsNumber", "words") as
    select "wordsNumber", ' ' || "searchText" from "product"`.execute(db);
  await sql`create virtual table "productWords" using fts5 (
    "words", content='productText', content_rowid='wordsNumber', tokenize='trigram')`.execute(db);
  await sql`insert into "productWords" ("productWords") values ('rebuild')`.execute(db);
  await keepTrue(db);
}

async function keepTrue(db: Kysely<unknown>): Promise<void> {
  const takeOut = sql`insert into "productWords" ("productWords", rowid, "words")
    values ('delete', old."wordsNumber", ' ' || old."searchText");`;
  const putIn = sql`insert into "productWords" (rowid, "words")
    select "wordsNumber", "words" from "productText" where "wordsNumber" =
      (select "wordsNumber" from "product" where "id" = new."id");`;
  await sql`create trigger "product_words_insert" after insert on "product" begin
    update "product" set "wordsNumber" = (select coalesce(max("wordsNumber"), 0) + 1 from "product")
      where "id" = new."id"; ${putIn} end`.execute(db);
  await sql`create trigger "product_words_update" after update of "searchText" on "product" begin
    ${takeOut} ${putIn} end`.execute(db);
  await sql`create trigger "product_words_delete" after delete on "product" begin ${takeOut} end`.execute(db);
}
