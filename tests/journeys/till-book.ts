import Database from "better-sqlite3";
import type { Till } from "../support/till-process.ts";

/** What a story cannot wait for is written into the running till's own file. */

/** Lets this much time have passed: every payment and all that was sent for it began that much earlier. */
export function letPass(till: Till, ms: number): void {
  write(till, (book) => {
    for (const column of ["createdAt", "limitAt", "statusAt", "checkedAt"]) {
      book.prepare(`update "payment" set "${column}" = "${column}" - ?`).run(ms);
    }
    book.prepare(`update "payment" set "nextCheckAt" = min("nextCheckAt", ?)`).run(Date.now());
    book.prepare(`update "wish" set "askedAt" = "askedAt" - ?`).run(ms);
    book.prepare(`update "sending" set "askedAt" = "askedAt" - ?`).run(ms);
  });
}

/** Keeps the till from looking by itself for an hour. True once it holds: a look under way plans the next one anew. */
export function stopLooking(till: Till): boolean {
  const inAnHour = Date.now() + 3_600_000;
  const soonest = write(till, (book) => {
    const found = book.prepare<[], { at: number | null }>(`select min("nextCheckAt") as "at" from "payment"`).get();
    book.prepare(`update "payment" set "nextCheckAt" = ? where "nextCheckAt" is not null`).run(inAnHour);
    return found?.at ?? 0;
  });
  return soonest > Date.now() + 3_000_000;
}

/** Fills the newest sale with as many lines as asked, each like the one that was rung up. */
export function fillBasket(till: Till, lines: number): void {
  write(till, (book) => {
    const columns = `"saleId", "productId", "productCode", "name", "quantity", "unitPriceMinor", "taxCode",
      "taxRateBasisPoints", "priceStyle", "totalMinor", "taxMinor", "createdAt", "discountMinor"`;
    const copy = book.prepare(`insert into "lineItem" ("id", "position", ${columns})
      select "id" || ?, "position" + ?, ${columns} from "lineItem" order by "createdAt" desc, "position" limit 1`);
    for (let more = 1; more < lines; more++) copy.run(String(more), more);
  });
}

/** The shop's prices are written without the tax, as in the United States. */
export function putTaxOnTop(till: Till): void {
  write(till, (book) => book.prepare(`update "shop" set "taxStyle" = 'exclusive'`).run());
}

/** Writes a booking that bears a time so far ahead, as one made while the machine's clock was fast. */
export function bookAhead(till: Till, ms: number): void {
  write(till, (book) => {
    book.prepare(`insert into "journal" ("id", "cause", "mode", "at") values ('jnl_ahead', 'test', 'practice', ?)`)
      .run(Date.now() + ms);
  });
}

/** The smallest coin there is from now on, in minor units. */
export function coinsFrom(till: Till, cashStepMinor: number): void {
  write(till, (book) => book.prepare(`update "shop" set "cashStepMinor" = ?`).run(cashStepMinor));
}

function write<T>(till: Till, deed: (book: Database.Database) => T): T {
  const book = new Database(`${till.dataFolder}/till.sqlite`);
  try {
    book.pragma("busy_timeout = 5000");
    return book.transaction(() => deed(book)).immediate();
  } finally {
    book.close();
  }
}

/** It is a day later: all that is over ended that much earlier. Only while the till is off. */
export function aDayPasses(till: Till): void {
  write(till, (book) => {
    book.prepare(`update "payment" set "statusAt" = "statusAt" - 86400000`).run();
    book.prepare(`update "wish" set "askedAt" = "askedAt" - 86400000, "answeredAt" = "answeredAt" - 86400000`).run();
  });
}

/** Every look of the till fails when it is to be noted, until that is mended. */
export function breakLooks(till: Till): void {
  const trigger = `create trigger "looksBreak" before update of "failedChecks" on "payment"
    begin select raise(abort, 'broken'); end`;
  write(till, (book) => book.exec(trigger));
}

export function mendLooks(till: Till): void {
  write(till, (book) => book.exec(`drop trigger "looksBreak"`));
}

/** Every payment may be looked at at once, also one whose look broke and holds its lease still. */
export function freeLooks(till: Till): void {
  write(till, (book) => {
    book.prepare(`update "payment" set "leaseOwner" = null, "leaseUntilAt" = null`).run();
    book.prepare(`update "payment" set "nextCheckAt" = ? where "nextCheckAt" is not null`).run(Date.now());
  });
}

/** By a fault, no payment that is open will be looked at again. */
export function forgetToLook(till: Till): void {
  write(till, (book) => book.prepare(`update "payment" set "nextCheckAt" = null where "status" = 'waiting'`).run());
}

type Item = { paymentId: string; closeReason: string | null };

/** What somebody was called for. */
export function itemIn(till: Till, itemId: string): Item {
  const find = (book: Database.Database) =>
    book.prepare<[string], Item>(`select * from "attentionItem" where "id" = ?`).get(itemId);
  const item = write(till, find);
  if (!item) throw new Error(`nobody was called for ${itemId}`);
  return item;
}
