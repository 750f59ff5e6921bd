import Database from "better-sqlite3";
import { hidesTransactions } from "./wal-check.ts";

/** The database is not what was written. The message is for the person who starts the till. */
export class DamagedDatabaseError extends Error {}

const BACKUP = "Nothing was changed. Put back a backup of the database, and leave payments.log where it is";
const DESPITE =
  `${BACKUP}; or keep a copy of the folder, and start with --despite-damage to go on with what can be read.`;

/** What must be so whatever was sold. Each finds rows of which it is not, and says what that is called. */
const BOOKS: readonly [string, string][] = [
  ["a booking", `select 1 from "journalEntry" group by "journalId" having sum("amountMinor") <> 0`],
  [
    "a line of a sale",
    // Tax on top is part of a total; the tax inside is not paid by whoever need not, rounded half up as in src/domain/tax.ts.
    `select 1 from "lineItem" where "totalMinor" <> "quantity" * "unitPriceMinor" - "discountMinor" + case
      when "priceStyle" = 'exclusive' then "taxMinor"
      when "isTaxFree" = 1 then -((2 * ("quantity" * "unitPriceMinor" - "discountMinor") * "taxRateBasisPoints" +
        10000 + "taxRateBasisPoints") / (2 * (10000 + "taxRateBasisPoints")))
      else 0 end`,
  ],
  [
    "a finished sale",
    `select 1 from "sale" where "status" = 'completed' and
      (select total("totalMinor") from "lineItem" where "saleId" = "sale"."id" and "removedAt" is null) <>
      (select total("amountMinor") from "tender" where "saleId" = "sale"."id" and "removedAt" is null)`,
  ],
  [
    "a return",
    `select 1 from "saleReturn" where "totalMinor" <>
      (select total("amountMinor") from "returnLine" where "returnId" = "saleReturn"."id") or "totalMinor" <>
      (select total("amountMinor") from "payback" where "returnId" = "saleReturn"."id" and "insteadOfId" is null) +
      (select total("amountMinor") from "credit" where "returnId" = "saleReturn"."id")`,
  ],
  [
    "a Klarna payment of a sale",
    `select 1 from "tender" join "payment" on "payment"."id" = "tender"."paymentId"
      where "tender"."amountMinor" <> "payment"."amountMinor" or "tender"."saleId" <> "payment"."saleId"`,
  ],
  [
    "the history of a Klarna payment",
    `select 1 from "payment" where "status" is not
      (select "toStatus" from "paymentEvent" where "paymentId" = "payment"."id" and "toStatus" is not null
        order by "position" desc limit 1)`,
  ],
];

/**
 * Looks through a database before it is used. Throws DamagedDatabaseError when its file cannot be trusted; and, unless
 * `despiteDamage`, when transactions were lost from its log or its books do not add up. It writes nothing.
 */
export function checkDatabase(file: string, despiteDamage: boolean): void {
  if (!despiteDamage && hidesTransactions(`${file}-wal`)) {
    throw new DamagedDatabaseError(
      `The newest part of the database, ${file}-wal, is damaged, and what was written last would be lost. ${DESPITE}`,
    );
  }
  const database = new Database(file, { readonly: true, timeout: 0 });
  try {
    const isSound = database.pragma("integrity_check(1)", { simple: true }) === "ok";
    if (!isSound || database.prepare("pragma foreign_key_check").get() !== undefined) {
      throw new DamagedDatabaseError(`The database ${file} is damaged. ${BACKUP}.`);
    }
    const wrong = despiteDamage ? undefined : BOOKS.find(([, sql]) => doesFind(database, sql));
    if (wrong) {
      throw new DamagedDatabaseError(`The database ${file} is damaged: ${wrong[0]} does not add up. ${DESPITE}`);
    }
  } finally {
    database.close();
  }
}

/** A database that an older version of the till left may lack what is asked about: it is migrated later. */
function doesFind(database: Database.Database, sql: string): boolean {
  try {
    return database.prepare(sql).get() !== undefined;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("no such")) return false;
    throw error;
  }
}
