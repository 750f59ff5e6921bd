import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MergeChoice } from "../../src/domain/customer-merge.ts";
import { mergeCustomers } from "../../src/operations/merge-customers.ts";
import type { Operator } from "../../src/shop.ts";
import { searchCustomers } from "../../src/store/customer-search.ts";
import { eventsOfCustomer, findCustomer, keptInsteadOf } from "../../src/store/customers.ts";
import { klarnaBalanceOf } from "../../src/store/ledger.ts";
import { purchasesOf } from "../../src/store/purchases.ts";
import { openStory, type Story } from "./story.ts";
import { customerNamed, linesIn, problemOf, recordVersion, saleRow, standAt } from "./support.ts";

const KEEP: MergeChoice = { name: "kept", email: "kept", phone: "kept", address: "kept", tax: "kept" };

let story: Story;
let jo: Operator;
let keptId: string;
let otherId: string;

beforeEach(async () => {
  story = await openStory();
  jo = await standAt(story.till, "Jo", 2);
  // Sam Karim, whose payment the story tells, becomes part of Priya Nair.
  keptId = await customerNamed(story.till, "Nair");
  otherId = await customerNamed(story.till, "Karim");
});

afterEach(() => story.till.close());

async function merge(choice: Partial<MergeChoice> = {}, by: Operator = jo, seen: Record<string, number> = {}) {
  const { till } = story;
  const versions = {
    keptVersion: await recordVersion(till, keptId),
    otherVersion: await recordVersion(till, otherId),
    ...seen,
  };
  const wanted = { keptId, otherId, choice: { ...KEEP, ...choice }, approval: null, ...versions };
  return await mergeCustomers(till.shop, { ...story.action(), staffId: by.staffId }, by, wanted);
}

async function payAndComplete(): Promise<void> {
  await story.look();
  story.customer.approves();
  await story.look();
  await story.save();
  await story.complete();
  await story.look();
}

async function agreed(id: string, consentAt: number): Promise<void> {
  await story.till.shop.db.write.updateTable("customer").set({ consentAt, consentBy: jo.staffId, isForSaleOnly: 0 })
    .where("id", "=", id).execute();
}

async function deny(id: string, at: number): Promise<void> {
  const { write } = story.till.shop.db;
  await write.updateTable("customer").set({ consentAt: null, consentBy: null, isForSaleOnly: 1 }).where("id", "=", id)
    .execute();
  const event = { id: `cev_${at}`, customerId: id, kind: "consent_withdrawn" as const, staffId: jo.staffId, at };
  await write.insertInto("customerEvent").values(event).execute();
}

const row = (id: string) =>
  story.till.shop.db.read.selectFrom("customer").selectAll().where("id", "=", id)
    .executeTakeFirstOrThrow();

describe("two records of one customer", () => {
  test("become one, with the facts that were chosen, and sales, payments and balance of both", async () => {
    await payAndComplete();
    const [kept, other] = [await row(keptId), await row(otherId)];
    await merge({ phone: "other", address: "other" });
    const { phone, street, postalCode, city } = other;
    const { givenName, familyName, email } = kept;
    const merged = { givenName, familyName, email, phone, street, postalCode, city, version: kept.version + 1 };
    expect(await row(keptId)).toMatchObject(merged);
    expect(await saleRow(story.till, story.saleId)).toMatchObject({ customerId: keptId });
    expect(await story.payment()).toMatchObject({ customerId: keptId, status: "captured" });
    const { read } = story.till.shop.db;
    expect(await klarnaBalanceOf(read, keptId, "practice")).toBe(38_900);
    expect(await klarnaBalanceOf(read, otherId, "practice")).toBe(0);
    const page = { customerId: keptId, mode: "practice" as const, page: 1 };
    expect((await purchasesOf(read, page)).purchases).toMatchObject([{ saleId: story.saleId, totalMinor: 38_900 }]);
  });

  test("leave nothing of the other but where it went, and an entry that says who did it", async () => {
    await payAndComplete();
    await merge({ phone: "other" });
    const { read } = story.till.shop.db;
    expect(await findCustomer(read, otherId)).toBeUndefined();
    expect(await keptInsteadOf(read, otherId)).toBe(keptId);
    expect(await row(otherId)).toMatchObject({ givenName: "", familyName: "", email: null, phone: null });
    expect(await searchCustomers(read, "sam karim")).toEqual([]);
    const detail = JSON.stringify({ ...KEEP, phone: "other" });
    expect(await eventsOfCustomer(read, keptId)).toMatchObject([
      { kind: "merged", otherId, staffId: jo.staffId, approvedBy: jo.staffId, detail },
    ]);
  });

  test("the history of a double goes on in the one kept, also when that becomes a double itself", async () => {
    await payAndComplete();
    await merge();
    const thirdId = await customerNamed(story.till, "Haddad");
    [keptId, otherId] = [thirdId, keptId];
    await merge();
    const { read } = story.till.shop.db;
    expect((await eventsOfCustomer(read, thirdId)).map(({ kind }) => kind)).toEqual(["merged", "merged"]);
    expect(await saleRow(story.till, story.saleId)).toMatchObject({ customerId: thirdId });
  });

  test("a consent taken back in either record stays taken back, also through the next merge", async () => {
    await payAndComplete();
    const thirdId = await customerNamed(story.till, "Haddad");
    await agreed(otherId, 10);
    await deny(otherId, 30);
    await agreed(keptId, 20);
    await agreed(thirdId, 40);
    await merge();
    expect(await row(keptId)).toMatchObject({ consentAt: null, consentBy: null, isForSaleOnly: 1 });
    expect((await eventsOfCustomer(story.till.shop.db.read, keptId)).map(({ kind }) => kind))
      .toEqual(expect.arrayContaining(["merged", "consent_withdrawn"]));
    otherId = thirdId;
    await merge();
    expect(await row(keptId)).toMatchObject({ consentAt: null, isForSaleOnly: 1 });
  });

  test("a consent that is newer than what was taken back in the other record holds", async () => {
    await payAndComplete();
    await agreed(otherId, 10);
    await deny(otherId, 30);
    await agreed(keptId, 40);
    await merge();
    expect(await row(keptId)).toMatchObject({ consentAt: 40, consentBy: jo.staffId, isForSaleOnly: 0 });
  });

  test("an open sale of the double is the kept one's, and priced as that one is taxed", async () => {
    await payAndComplete();
    const saleId = await story.till.ringUp("TNT-RDG3");
    const { write } = story.till.shop.db;
    await write.updateTable("customer").set({ isTaxFree: 1, taxNumber: "GB 1" }).where("id", "=", keptId).execute();
    await merge();
    expect(await saleRow(story.till, saleId)).toMatchObject({ customerId: keptId, isTaxFree: 1 });
    expect(await linesIn(story.till, saleId)).toMatchObject([{ totalMinor: 32_417, taxMinor: 0 }]);
  });
});

describe("the records stay two", () => {
  test("while a Klarna payment of either is open", async () => {
    await story.look();
    expect(await problemOf(merge())).toBe("customer_klarna_open");
    [keptId, otherId] = [otherId, keptId];
    expect(await problemOf(merge())).toBe("customer_klarna_open");
    story.customer.approves();
    await story.look();
    expect(await problemOf(merge())).toBe("customer_klarna_open");
    expect(await findCustomer(story.till.shop.db.read, otherId)).toBeDefined();
  });

  test("without a senior's word, or when either is not what was seen, or both are the same", async () => {
    await payAndComplete();
    expect(await problemOf(merge({}, story.by))).toBe("needs_senior");
    expect(await problemOf(merge({}, jo, { keptVersion: 99 }))).toBe("customer_changed");
    expect(await problemOf(merge({}, jo, { otherVersion: 99 }))).toBe("customer_changed");
    const before = await row(otherId);
    otherId = keptId;
    expect(await problemOf(merge())).toBe("bad_form");
    expect(await row(before.id)).toEqual(before);
  });
});
