import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ShopDatabase, Tx } from "../../db/open.ts";
import { assertNoTransaction, inTransaction } from "../../src/store/transaction.ts";
import { openEmptyShop } from "../db/support.ts";

const REFUSAL = "a transaction is open";

let db: ShopDatabase;
let removeShop: () => Promise<void>;

beforeEach(async () => {
  ({ db, remove: removeShop } = await openEmptyShop());
});

afterEach(() => removeShop());

describe("inTransaction", () => {
  test("commits what was written and gives back what the work returned", async () => {
    const result = await inTransaction(db, async (tx) => {
      await count(tx, "one");
      return "written";
    });
    expect(result).toBe("written");
    expect(await counted()).toEqual(["one"]);
  });

  test("writes nothing at all when the work throws, and passes its error on", async () => {
    const fault = new Error("out of paper");
    await expect(inTransaction(db, async (tx) => {
      await count(tx, "one");
      await count(tx, "two");
      throw fault;
    })).rejects.toBe(fault);
    expect(await counted()).toEqual([]);
  });

  test("a reader sees nothing of it before the commit", async () => {
    await inTransaction(db, async (tx) => {
      await count(tx, "one");
      expect(await counted()).toEqual([]);
    });
    expect(await counted()).toEqual(["one"]);
  });

  test("two at once come one after the other, each seeing what the first one wrote", async () => {
    const seen: number[] = [];
    const work = (name: string) =>
      inTransaction(db, async (tx) => {
        seen.push((await tx.selectFrom("counter").select("name").execute()).length);
        await count(tx, name);
      });
    await Promise.all([work("one"), work("two")]);
    expect(seen).toEqual([0, 1]);
  });

  test("one after a rollback works as if nothing had been", async () => {
    await expect(inTransaction(db, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await inTransaction(db, (tx) => count(tx, "one"));
    expect(await counted()).toEqual(["one"]);
  });
});

describe("a transaction inside another", () => {
  test("is refused and its work is never begun", async () => {
    let isBegun = false;
    await expect(inTransaction(db, async (tx) => {
      await count(tx, "outer");
      await inTransaction(db, () => {
        isBegun = true;
        return Promise.resolve();
      });
    })).rejects.toThrow(REFUSAL);
    expect(isBegun).toBe(false);
  });

  test("takes the outer one's writes with it when its refusal is not caught", async () => {
    await expect(inTransaction(db, async (tx) => {
      await count(tx, "outer");
      await inTransaction(db, (inner) => count(inner, "inner"));
    })).rejects.toThrow(REFUSAL);
    expect(await counted()).toEqual([]);
  });
});

describe("afterCommit", () => {
  test("runs each deed once, in the order given, when the work is done", async () => {
    const done: string[] = [];
    await inTransaction(db, async (tx, afterCommit) => {
      afterCommit(() => done.push("first deed"));
      await count(tx, "one");
      afterCommit(() => done.push("second deed"));
      done.push("work");
    });
    expect(done).toEqual(["work", "first deed", "second deed"]);
  });

  test("what was written can be read from the deed on", async () => {
    let read: Promise<string[]> = Promise.resolve([]);
    await inTransaction(db, async (tx, afterCommit) => {
      await count(tx, "one");
      afterCommit(() => read = counted());
    });
    expect(await read).toEqual(["one"]);
  });

  test("runs nothing after a rollback, neither then nor with the next commit", async () => {
    const done: string[] = [];
    await expect(inTransaction(db, async (tx, afterCommit) => {
      afterCommit(() => done.push("announced"));
      await count(tx, "one");
      throw new Error("no");
    })).rejects.toThrow("no");
    await inTransaction(db, (tx, afterCommit) => {
      afterCommit(() => done.push("next"));
      return count(tx, "two");
    });
    expect(done).toEqual(["next"]);
  });

  test("a deed stands outside the transaction and may begin one", async () => {
    let next: Promise<void> = Promise.resolve();
    await inTransaction(db, (tx, afterCommit) => {
      afterCommit(() => next = inTransaction(db, (later) => count(later, "two")));
      return count(tx, "one");
    });
    await next;
    expect(await counted()).toEqual(["one", "two"]);
  });
});

describe("assertNoTransaction", () => {
  test("is silent where none is open", () => {
    expect(assertNoTransaction).not.toThrow();
  });

  test("throws inside one, also after something was waited for and in what the work calls", async () => {
    const deeper = async () => {
      await Promise.resolve();
      assertNoTransaction();
    };
    await inTransaction(db, async (tx) => {
      expect(assertNoTransaction).toThrow(REFUSAL);
      await count(tx, "one");
      expect(assertNoTransaction).toThrow(REFUSAL);
      await expect(deeper()).rejects.toThrow(REFUSAL);
    });
  });

  test("is silent again after the commit and after a rollback", async () => {
    await inTransaction(db, (tx) => count(tx, "one"));
    expect(assertNoTransaction).not.toThrow();
    await expect(inTransaction(db, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(assertNoTransaction).not.toThrow();
  });

  test("does not mind a transaction that somebody else has open", async () => {
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const others = inTransaction(db, async () => {
      begun.resolve();
      await mayEnd.promise;
    });
    await begun.promise;
    expect(assertNoTransaction).not.toThrow();
    mayEnd.resolve();
    await others;
  });
});

async function count(tx: Tx, name: string): Promise<void> {
  await tx.insertInto("counter").values({ name, nextValue: 1 }).execute();
}

async function counted(): Promise<string[]> {
  const rows = await db.read.selectFrom("counter").select("name").orderBy("name").execute();
  return rows.map((row) => row.name);
}
