/** The list of the shop's payments by each of its filters, in a small book and in a large one, turn by turn. */
import Database from "better-sqlite3";
import type { Browser } from "../support/browser.ts";
import { openStory, type Story } from "../operations/story.ts";
import { rounded, spreadOf } from "./measure.ts";

export type ListCost = {
  filter: string;
  count: number;
  smallP50Ms: number;
  largeP50Ms: number;
  largeP95Ms: number;
  /** The large book's cost as a multiple of the small one's, turn by turn. */
  ratio: number;
};

type Book = { story: Story; browser: Browser; payments: number; elseId: string };

/** What is asked of the list, alone and together; also what nothing, or only what is long ago, answers to. */
function filtersOf({ story, payments, elseId }: Book): Record<string, string> {
  const { registerId, staffId } = story.by;
  const who = { register: `register=${registerId}`, staff: `staff=${staffId}` };
  const long = LAST_AT - payments * 0.9 * APART_MS;
  return {
    "all": "",
    "waits for somebody": "filter=attention",
    "open": "filter=open",
    "completed": "filter=completed",
    "ended": "filter=ended",
    "cancelled": "filter=cancelled",
    "a register": who.register,
    "a person": who.staff,
    "a register and a person": `${who.register}&${who.staff}`,
    "an amount": "amount=249",
    "an amount at a register": `amount=249&${who.register}`,
    "an amount of a person": `amount=249&${who.staff}`,
    "an amount that this person never took": `amount=249&staff=${elseId}`,
    "a day": "day=2026-10-27",
    "a day at a register": `day=2026-10-27&${who.register}`,
    "a day before the first": "day=2020-01-01",
    "a sale": "q=30500",
    "a customer": "q=Karim",
    "nobody": "q=Zacharias",
    "completed, an amount, a person": `filter=completed&amount=249&${who.staff}`,
    "older than most": `after=${long}.pay_${"0".repeat(26)}`,
  };
}

/** Takes about a minute for two books of 2,000 and 200,000. */
export async function measurePayments(small: number, large: number, rounds: number): Promise<ListCost[]> {
  const books = { small: await openBook(small), large: await openBook(large) };
  try {
    const costs: ListCost[] = [];
    const queries = { small: filtersOf(books.small), large: filtersOf(books.large) };
    for (const filter of Object.keys(queries.small)) {
      const times: { small: number; large: number }[] = [];
      for (let round = 0; round < rounds + 2; round++) {
        const turn = { small: 0, large: 0 };
        for (const size of ["small", "large"] as const) {
          turn[size] = await timeOf(books[size].browser, queries[size][filter] ?? "");
        }
        if (round >= 2) times.push(turn);
      }
      const [smallMs, largeMs] = [times.map((turn) => turn.small), times.map((turn) => turn.large)];
      const ratio = rounded(spreadOf(times.map((turn) => turn.large / turn.small)).p50);
      const { p50: largeP50Ms, p95: largeP95Ms } = spreadOf(largeMs);
      costs.push({ filter, count: rounds, smallP50Ms: spreadOf(smallMs).p50, largeP50Ms, largeP95Ms, ratio });
    }
    return costs;
  } finally {
    for (const { story } of Object.values(books)) await story.till.close();
  }
}

async function timeOf(browser: Browser, query: string): Promise<number> {
  const askedAt = performance.now();
  const { status } = await browser.open(`/payments/list?${query}`);
  if (status !== 200) throw new Error(`/payments/list?${query} was answered with ${status}`);
  return performance.now() - askedAt;
}

/** A till with one finished Klarna sale, of which all others are copies. */
async function openBook(payments: number): Promise<Book> {
  const story = await openStory();
  await story.send("sms");
  story.customer.approves();
  await story.look();
  await story.save();
  await story.complete();
  await story.look();
  fill(`${story.till.folder}/till.sqlite`, payments);
  const others = story.till.shop.db.read.selectFrom("staff").select("id").where("id", "<>", story.by.staffId);
  const { id: elseId } = await others.orderBy("name").executeTakeFirstOrThrow();
  return { story, browser: await story.till.signIn("Mona"), payments, elseId };
}

/** The id of the row of this table that stands there in this order, from 0. */
function nth(table: string, order: string, place: string): string {
  const placed = `select "id", row_number() over (order by "${order}") - 1 as place from "${table}"`;
  return `(select "id" from (${placed}) where place = ${place})`;
}

/** What differs from copy to copy, as SQL of its number `n`: amounts, people and times as a shop of three tills has them. */
const COPIES: Record<string, Record<string, string>> = {
  customer: {
    id: "'cus_' || printf('%026d', n)",
    familyName: "'Person' || n",
    searchText: "'sam person' || n",
    email: "null",
    phone: "null",
  },
  sale: {
    id: "'sal_' || printf('%026d', n)",
    code: "30000 + n",
    receiptNumber: "1000 + n",
    createdAt: "AT",
    completedAt: "AT",
    updatedAt: "AT",
  },
  payment: {
    id: "'pay_' || printf('%026d', n)",
    saleId: "'sal_' || printf('%026d', n)",
    customerId: "'cus_' || printf('%026d', 1 + n % CUSTOMERS)",
    reference: "(30000 + n) || '-1'",
    amountMinor: "case when n % 5 = 0 then 24900 else 100 + (n * 7919) % 20000 end",
    registerId: nth("register", "number", "n % 2"),
    staffId: nth("staff", "name", "n % 5"),
    status: `case when n % 100 < 85 then 'captured' when n % 100 < 93 then 'cancelled' when n % 100 < 96 then 'expired'
      when n % 100 < 98 then 'rejected' else 'released' end`,
    savedAt: "case when n % 100 < 85 then AT end",
    createdAt: "AT",
    statusAt: "AT",
    limitAt: "AT",
    orderId: "'order-' || n",
    klarnaReference: "'KR-' || n",
    paymentSessionId: "null",
    hostedSessionId: "null",
    callbackTokenHash: "null",
  },
};
/** One every two minutes, day and night, so that a day of both books is the same. */
const APART_MS = 120_000;
const LAST_AT = Date.UTC(2026, 9, 28);
const AT = `(${LAST_AT} - (COUNT - n) * ${APART_MS})`;

function fill(file: string, count: number): void {
  const book = new Database(file);
  try {
    book.pragma("foreign_keys = off");
    for (const [table, differs] of Object.entries(COPIES)) {
      const columns = book.pragma(`table_info("${table}")`) as { name: string }[];
      const values = columns.map(({ name }) => differs[name] ?? `one."${name}"`).join(", ")
        .replaceAll("AT", AT).replaceAll("COUNT", String(count)).replaceAll("CUSTOMERS", String(count / 10));
      const copies = table === "customer" ? count / 10 : count;
      book.exec(`with recursive "numbers" (n) as (select 1 union all select n + 1 from "numbers" where n < ${copies})
        insert into "${table}" select ${values} from "numbers", (select * from "${table}" limit 1) as one`);
    }
  } finally {
    book.close();
  }
}
