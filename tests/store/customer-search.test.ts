import Database from "better-sqlite3";
import { Kysely, type LogEvent } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openForReading } from "../../db/dialect.ts";
import type { Schema } from "../../db/schema.ts";
import { addCustomer, readCustomer } from "../../src/operations/customer-records.ts";
import { newId } from "../../src/shop.ts";
import { searchCustomers } from "../../src/store/customer-search.ts";
import { emptyCustomer, updateCustomer } from "../../src/store/customers.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { customerNamed, openScene, type Scene } from "../operations/support.ts";

const NOTHING = { phone: "", email: "", street: "", street2: "", postalCode: "", city: "", region: "", country: "GB" };

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.close());

async function put(typed: Record<string, string>): Promise<string> {
  const read = readCustomer({ ...NOTHING, givenName: "Casey", familyName: "Holt", ...typed });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const wanted = { saleId: newId(scene.shop, "sal"), customer: read.customer };
  return (await addCustomer(scene.shop, scene.press(), scene.ada, wanted)).customerId;
}

async function found(typed: string): Promise<string[]> {
  return (await searchCustomers(scene.shop.db.read, typed)).map((one) => `${one.givenName} ${one.familyName}`);
}

describe("a customer is found", () => {
  test("by three letters from anywhere in name, e-mail or town, and by no fewer", async () => {
    await put({ familyName: "Zwicker", email: "casey@quux.example", city: "Oxbury" });
    for (const typed of ["zwi", "ICK", "quu", "xbu", "casey zwicker", "ca zwicker"]) {
      expect(await found(typed)).toEqual(["Casey Zwicker"]);
    }
    for (const typed of ["zw", "", "  ", "jo zwicker"]) expect(await found(typed)).toEqual([]);
  });

  test("by the number as dialled at home, from abroad, or by its last digits", async () => {
    await put({ familyName: "Zwicker", phone: "07755 564987" });
    for (const typed of ["07755 564987", "07755564987", "+44 7755 564987", "0044 7755 564987", "987"]) {
      expect(await found(typed)).toContain("Casey Zwicker");
    }
  });

  test("without the accents of their name, and with them", async () => {
    await put({ givenName: "Róisín", familyName: "Åkesson" });
    for (const typed of ["roisin", "Róisín", "akesson"]) expect(await found(typed)).toEqual(["Róisín Åkesson"]);
  });

  test("whatever signs are typed, which mean nothing but themselves", async () => {
    await put({ familyName: 'O"Zwick*' });
    expect(await found('o"zwick*')).toEqual(['Casey O"Zwick*']);
    for (const typed of ["zwick AND", "NEAR(zwick)", "%%%", "___", '"""', "searchText:zwick"]) {
      expect(await found(typed)).toEqual([]);
    }
  });

  test("under a new name at once, and no more under the old one", async () => {
    const id = await put({ familyName: "Zwicker" });
    await inTransaction(scene.shop.db, (tx) => updateCustomer(tx, id, { familyName: "Quill", searchText: "quill" }));
    expect(await found("zwicker")).toEqual([]);
    expect(await found("quill")).toEqual(["Casey Quill"]);
  });

  test("never again once they are forgotten", async () => {
    const id = await put({ familyName: "Zwicker" });
    await inTransaction(scene.shop.db, (tx) => emptyCustomer(tx, id, scene.clock.now()));
    expect(await found("zwicker")).toEqual([]);
    expect(await found("casey zwicker")).toEqual([]);
  });
});

test("whoever is called as typed comes before those who only have it elsewhere", async () => {
  await put({ givenName: "Zwick", familyName: "Adams" });
  scene.clock.advance(1);
  await put({ familyName: "Brown", email: "me@zwick.example" });
  expect(await found("zwick")).toEqual(["Zwick Adams", "Casey Brown"]);
});

test("one more than a screen shows says that there are more", async () => {
  for (let count = 0; count < 30; count++) await put({ familyName: `Zwicker${count}` });
  expect(await found("zwicker")).toHaveLength(21);
});

test("no search reads more of the file than it finds", async () => {
  await customerNamed(scene, "Karim");
  const statements: LogEvent[] = [];
  const file = `${scene.folder}/till.sqlite`;
  const listened = new Kysely<Schema>({ dialect: openForReading(file), log: (event) => void statements.push(event) });
  await searchCustomers(listened, "kar sam");
  await listened.destroy();
  const database: Database.Database = new Database(file, { readonly: true });
  const plan = statements.flatMap(({ query: { sql, parameters } }) =>
    database.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...parameters)
  ).map(({ detail }) => detail);
  database.close();
  expect(plan).toContainEqual(expect.stringMatching(/^SCAN customerWords VIRTUAL TABLE INDEX \d+:.*M1/));
  expect(plan.filter((detail) => /^SCAN (customer|customerNumber)$/.test(detail))).toEqual([]);
});
