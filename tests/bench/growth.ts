/**
 * What grows as the books do: the same requests to tills with few, more and very many finished sales on file, turn by turn. Figures are
 * processor time, and multiples of what the smallest book takes.
 */
import Database from "better-sqlite3";
import { type Cashier, mintId, signIn } from "../real/cashier.ts";
import { openPair, type Pair } from "../real/pair.ts";
import { costOf, medianOf, rounded } from "./measure.ts";
import { addNextLine, get, sellOnce } from "./sale.ts";

export type Growth = { what: string; requests: number; sales: number; processorMs: number; ratio: number };

type Book = { pair: Pair; cashier: Cashier; sales: number };

/** What is asked of each: deeds, and the pages and searches that read what has piled up. */
const ASKED: Record<string, (book: Book) => Promise<unknown>> = {
  "add a line": ({ cashier }) => addNextLine(cashier),
  "whole sale": ({ cashier }) => sellOnce(cashier),
  "the sale page": ({ cashier }) => get(cashier, `/sales/${mintId("sal")}`),
  "parked sales": ({ cashier }) => get(cashier, "/sales/parked"),
  "a sale by its number": ({ cashier, sales }) => get(cashier, `/sales/find?q=${FIRST_CODE + Math.ceil(sales / 2)}`),
  "sales of a day": ({ cashier }) => get(cashier, `/sales/find?day=${new Date(LAST_AT).toISOString().slice(0, 10)}`),
  "sales of a customer": ({ cashier, sales }) => get(cashier, `/sales/find?q=Person${Math.ceil(sales / 20)}`),
  "payments": ({ cashier }) => get(cashier, "/payments"),
  "search for a customer": ({ cashier, sales }) => get(cashier, `/customers?q=Person${Math.ceil(sales / 20)}`),
  "search for a product": ({ cashier }) => get(cashier, `/sales/${mintId("sal")}/products?q=hat`),
  "the shift": ({ cashier }) => get(cashier, "/shift"),
};

export async function measureGrowth(
  sizes: readonly number[],
  { rounds, requests }: { rounds: number; requests: number },
): Promise<Growth[]> {
  const books: Book[] = [];
  try {
    for (const sales of sizes) books.push(await openBook(sales));
    const figures: Growth[] = [];
    for (const [what, ask] of Object.entries(ASKED)) {
      const costs = books.map((): number[] => []);
      for (let round = 0; round <= rounds; round++) {
        for (const [index, book] of books.entries()) {
          const pid = book.pair.till.process.pid;
          const { processorMs } = await costOf(pid, requests, 1, async () => void await ask(book));
          if (round > 0) costs[index]?.push(processorMs);
        }
      }
      const [least = NaN] = costs.map(medianOf);
      figures.push(...books.map(({ sales }, index) => {
        const processorMs = medianOf(costs[index] ?? []);
        return { what, requests: rounds * requests, sales, processorMs, ratio: rounded(processorMs / least) };
      }));
    }
    return figures;
  } finally {
    for (const { pair } of books) await pair.end();
  }
}

/** A till with one cash sale of a customer's, of which all others are copies. */
async function openBook(sales: number): Promise<Book> {
  const pair = await openPair({ limits: "off", callbacks: false });
  await sellOnce(await signIn(pair, "Mona", 1));
  await pair.kill();
  fill(`${pair.till.dataFolder}/till.sqlite`, sales);
  await pair.restart();
  return { pair, cashier: await signIn(pair, "Mona", 1), sales };
}

const FIRST_CODE = 30_000;
/** One every two minutes. */
const APART_MS = 120_000;
const LAST_AT = Date.UTC(2026, 9, 28);
const idOf = (prefix: string, number = "n") => `'${prefix}_' || printf('%026d', ${number})`;

/** A shift closes after a hundred sales. */
const SALES_PER_SHIFT = 100;
const SHIFT = idOf("shf", `(1 + (n - 1) / ${SALES_PER_SHIFT})`);

/** What differs from copy to copy, as SQL of its number `n`; each row of a sale has a copy in every other one. */
const COPIES: Record<string, Record<string, string>> = {
  customer: {
    id: idOf("cus"),
    familyName: "'Person' || n",
    searchText: "'sam person' || n",
    email: "null",
    phone: "null",
  },
  shift: { id: idOf("shf"), openedAt: "AT", closedAt: "AT" },
  sale: {
    id: idOf("sal"),
    shiftId: SHIFT,
    code: `${FIRST_CODE} + n`,
    receiptNumber: "1000 + n",
    customerId: idOf("cus", "(1 + n % CUSTOMERS)"),
    createdAt: "AT",
    completedAt: "AT",
    updatedAt: "AT",
  },
  lineItem: { id: idOf("lin", "n * 10 + place"), saleId: idOf("sal"), addedAt: "AT" },
  tender: { id: idOf("tnd", "n * 10 + place"), saleId: idOf("sal"), shiftId: SHIFT, createdAt: "AT" },
  journal: { id: idOf("jnl"), saleId: idOf("sal"), shiftId: SHIFT, at: "AT" },
  journalEntry: { journalId: idOf("jnl") },
};
/** Of each table, the rows of the one sale. */
const ROWS: Record<string, string> = { journal: `where "saleId" is not null`, customer: "limit 1" };
/** So many sales to one of these. */
const FEWER: Record<string, number> = { shift: SALES_PER_SHIFT, customer: 10 };

/** Triggers keep a shop from writing its books like this; they come back afterwards. Those of customers make them be found. */
function fill(file: string, count: number): void {
  const book = new Database(file);
  const triggers = book.prepare<[], { name: string; sql: string }>(
    "select name, sql from sqlite_master where type = 'trigger' and tbl_name <> 'customer'",
  ).all();
  for (const pragma of ["foreign_keys = off", "synchronous = off"]) book.pragma(pragma);
  book.exec("begin");
  for (const { name } of triggers) book.exec(`drop trigger "${name}"`);
  for (const [table, differs] of Object.entries(COPIES)) {
    const columns = book.pragma(`table_info("${table}")`) as { name: string }[];
    const values = columns.map(({ name }) => differs[name] ?? `one."${name}"`).join(", ")
      .replaceAll(/\bAT\b/g, `(${LAST_AT} - (${count} - n) * ${APART_MS})`)
      .replaceAll("CUSTOMERS", String(Math.ceil(count / 10)));
    const copies = Math.ceil(count / (FEWER[table] ?? 1));
    book.exec(`create temporary table "first" as
        select *, row_number() over (order by rowid) as place from "${table}" ${ROWS[table] ?? ""};
      with recursive "numbers" (n) as (select 1 union all select n + 1 from "numbers" where n < ${copies})
        insert into "${table}" select ${values} from "numbers", "first" as one;
      drop table "first"`);
  }
  for (const { sql } of triggers) book.exec(sql);
  book.exec("commit");
  book.close();
}
