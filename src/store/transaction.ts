import { AsyncLocalStorage } from "node:async_hooks";
import type { ShopDatabase, Tx } from "../../db/open.ts";

/** Runs after the commit, in the order given: announcements, waking the job loop. Never runs after a rollback. */
export type AfterCommit = (deed: () => void) => void;

const open = new AsyncLocalStorage<true>();

/**
 * The only way to write. Commits when `work` returns, rolls back when it throws.
 * Inside it only the database may be waited for: the gateway to Klarna checks `assertNoTransaction` and refuses.
 */
export async function inTransaction<T>(
  db: ShopDatabase,
  work: (tx: Tx, afterCommit: AfterCommit) => Promise<T>,
): Promise<T> {
  assertNoTransaction();
  const deeds: (() => void)[] = [];
  const result = await open.run(
    true,
    () => db.write.transaction().execute((tx) => work(tx, (deed) => deeds.push(deed))),
  );
  for (const deed of deeds) deed();
  return result;
}

/** Throws while a transaction is open: no network inside one, no second one inside one. */
export function assertNoTransaction(): void {
  if (open.getStore()) throw new Error("a transaction is open: commit before leaving the database");
}
