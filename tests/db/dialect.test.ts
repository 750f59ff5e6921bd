import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { keepStatements } from "../../db/dialect.ts";

test("a statement is compiled once, and runs on when the tables change beneath it", () => {
  const database = new Database(":memory:");
  const kept = keepStatements(database);
  database.exec("create table note (words text)");
  const all = () => kept.prepare("select * from note").all([]);
  expect(all()).toEqual([]);
  database.exec("alter table note add column at integer");
  database.exec("insert into note values ('first', 1)");
  expect(all()).toEqual([{ words: "first", at: 1 }]);
  expect(kept.prepare("select * from note")).toBe(kept.prepare("select * from note"));
  kept.close();
});

test("statements without end do not fill the memory", () => {
  const database = new Database(":memory:");
  const kept = keepStatements(database);
  const first = kept.prepare("select 0");
  for (let number = 1; number <= 1_000; number++) kept.prepare(`select ${number}`);
  expect(kept.prepare("select 0")).not.toBe(first);
  kept.close();
});
