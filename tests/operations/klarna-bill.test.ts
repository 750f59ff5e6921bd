import { afterEach, describe, expect, test } from "vitest";
import { compareBill, takeBillIntoRecord } from "../../src/operations/klarna-bill.ts";
import { updateCustomer } from "../../src/store/customers.ts";
import { findBill } from "../../src/store/klarna-bills.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { openStory, type Story } from "./story.ts";
import { customerNamed, isRead, problemOf, reworded } from "./support.ts";

const HOUR_MS = 60 * 60_000;
const BILL = {
  given_name: "Nora",
  family_name: "Karim-Holt",
  email: "nora@example.com",
  phone: "07355 505530",
  street_address: "2 High Street",
  postal_code: "NN13 7DS",
  city: "Brackley",
  country: "gb",
};

let story: Story;
let customerId: string;
let bill: Record<string, unknown>;

afterEach(() => story.till.close());

/** A payment of Sam Karim's, for which Klarna bills whoever these words say. */
async function openBilled(changes: Record<string, unknown> = {}) {
  story = await openStory();
  customerId = await customerNamed(story.till, "Karim");
  bill = { ...BILL, ...changes };
  await story.till.runner.drain();
  story.till.wire.through = async (request, on) => {
    const answer = await on(request);
    return isRead(request, "ordermanagement") ? await reworded(answer, { billing_address: bill }) : answer;
  };
  story.customer.approves();
  await story.look();
}

async function lookAgain() {
  story.till.clock.advance(60_000);
  await story.check();
}

async function record() {
  return await story.till.shop.db.read.selectFrom("customer").selectAll().where("id", "=", customerId)
    .executeTakeFirstOrThrow();
}

async function billRow() {
  const row = await findBill(story.till.shop.db.read, story.paymentId);
  if (!row) throw new Error("no bill is kept");
  return row;
}

/** What a window drawn just now has seen. */
async function seen() {
  return { paymentId: story.paymentId, recordVersion: (await record()).version, billReadAt: (await billRow()).readAt };
}

async function take() {
  await takeBillIntoRecord(story.till.shop, story.action(), await seen());
}

async function differences() {
  return compareBill(await record(), await billRow(), "en-GB");
}

test("who Klarna bills is kept beside the payment, and nowhere in its history", async () => {
  await openBilled();
  expect(await billRow()).toMatchObject({ givenName: "Nora", phone: "+447355505530", country: "GB" });
  const events = await story.till.shop.db.read.selectFrom("paymentEvent").selectAll().execute();
  expect(JSON.stringify(events)).not.toContain("Nora");
  expect(story.till.lines.join()).not.toContain("Nora");
});

test("is forgotten after three days, and then there is nothing to take", async () => {
  await openBilled();
  const before = await seen();
  story.till.clock.advance(73 * HOUR_MS);
  story.till.wire.through = () => Promise.reject(new TypeError("client error (Connect)"));
  await story.till.runner.drain();
  expect(await findBill(story.till.shop.db.read, story.paymentId)).toBeUndefined();
  const late = takeBillIntoRecord(story.till.shop, story.action(), before);
  expect(await problemOf(late)).toBe("bill_changed");
});

describe("taken into the record", () => {
  test("is all in which it differs, and the customer can be found by it", async () => {
    await openBilled();
    const { version } = await record();
    await take();
    expect(await record()).toMatchObject({
      givenName: "Nora",
      familyName: "Karim-Holt",
      email: "nora@example.com",
      phone: "+447355505530",
      street: "2 High Street",
      street2: null,
      postalCode: "NN13 7DS",
      version: version + 1,
      searchText: expect.stringContaining("nora"),
    });
    expect(await differences()).toEqual([]);
  });

  test("is nothing that is only written in another way", async () => {
    await openBilled({ ...BILL, given_name: "SAM", family_name: "KARIM", city: "BRACKLEY" });
    await take();
    expect(await record()).toMatchObject({ givenName: "Sam", familyName: "Karim", street: "2 High Street" });
  });

  test.each([
    ["AT", "+4306762600456", "+436762600456"],
    ["DE", "+49017614284340", "+4917614284340"],
    [null, "+49 (0)176 14284340", "+4917614284340"],
  ])("is a number with the zero that is only dialled within the country: %s %s", async (country, phone, kept) => {
    await openBilled({ country, phone });
    await take();
    expect((await record()).phone).toBe(kept);
  });

  test.each(["12345", "call me", "+44 1"])("is no number that nobody could dial: %s", async (phone) => {
    await openBilled({ phone });
    const before = await record();
    expect(await differences()).toContainEqual(
      expect.objectContaining({ field: "phone", klarnas: phone, isTakeable: false }),
    );
    await take();
    expect(await record()).toMatchObject({ givenName: "Nora", phone: before.phone });
  });

  test.each([
    [{ postal_code: null }],
    [{ city: null }],
    [{ street_address: null }],
    [{ country: null }],
    [{ country: "GBR" }],
    [{ country: "US", postal_code: "10024", region: null }],
    [{ country: "US", postal_code: "10024", region: "New York" }],
    [{ country: "AU", postal_code: "4000", region: "Queensland" }],
  ])("is no half of an address, nor one whose state Klarna would not be told afterwards: %o", async (changes) => {
    await openBilled(changes);
    const { street, postalCode, city, region, country } = await record();
    expect(await differences()).toContainEqual(expect.objectContaining({ field: "address", isTakeable: false }));
    await take();
    expect(await record()).toMatchObject({ givenName: "Nora", street, postalCode, city, region, country });
  });

  test("is an address with nothing left of the place before", async () => {
    await openBilled({ country: "IE", postal_code: "D02 AF30", city: "Dublin" });
    await inTransaction(
      story.till.shop.db,
      (tx) => updateCustomer(tx, customerId, { street2: "Flat 3", region: "Northants" }),
    );
    await take();
    expect(await record()).toMatchObject({
      street: "2 High Street",
      street2: null,
      postalCode: "D02 AF30",
      city: "Dublin",
      region: null,
      country: "IE",
    });
  });

  test("is an address with the code of its state", async () => {
    await openBilled({ country: "US", postal_code: "10024", city: "New York", region: "NY" });
    await take();
    expect(await record()).toMatchObject({ postalCode: "10024", region: "NY", country: "US" });
  });

  test("is neither half of a name nor an e-mail address that is none", async () => {
    await openBilled({ given_name: null, email: "nora at example" });
    const before = await record();
    await take();
    expect(await record()).toMatchObject({
      givenName: before.givenName,
      familyName: before.familyName,
      email: before.email,
      phone: "+447355505530",
    });
  });
});

describe("an old page", () => {
  test("takes nothing into a record that was changed since", async () => {
    await openBilled();
    const before = await seen();
    await inTransaction(story.till.shop.db, (tx) => updateCustomer(tx, customerId, { email: "sam@example.org" }));
    const changed = await record();
    const late = takeBillIntoRecord(story.till.shop, story.action(), before);
    expect(await problemOf(late)).toBe("record_changed");
    expect(await record()).toEqual(changed);
  });

  test("takes nothing of a bill that was not shown", async () => {
    await openBilled();
    const before = await seen();
    bill = { ...BILL, street_address: "3 High Street" };
    await lookAgain();
    const unchanged = await record();
    const late = takeBillIntoRecord(story.till.shop, story.action(), before);
    expect(await problemOf(late)).toBe("bill_changed");
    expect(await record()).toEqual(unchanged);
    await take();
    expect((await record()).street).toBe("3 High Street");
  });

  test("is not old because Klarna has said the same once more", async () => {
    await openBilled();
    const before = await seen();
    await lookAgain();
    expect(await seen()).toEqual(before);
  });
});

test("where the market has regions they are compared, and a country everywhere, by its name", async () => {
  await openBilled({ country: "US", region: "NY", postal_code: "10024" });
  const us = { country: "US", street: "2 High Street", postalCode: "10024" };
  await inTransaction(story.till.shop.db, (tx) => updateCustomer(tx, customerId, { ...us, region: "NJ" }));
  expect(await differences()).toContainEqual(
    expect.objectContaining({
      field: "address",
      ours: "2 High Street, 10024, Brackley, NJ",
      klarnas: "2 High Street, 10024, Brackley, NY",
    }),
  );
  await inTransaction(story.till.shop.db, (tx) => updateCustomer(tx, customerId, { ...us, country: "IE" }));
  expect(await differences()).toContainEqual(
    expect.objectContaining({
      field: "address",
      ours: expect.stringContaining("Ireland"),
      klarnas: expect.stringContaining("United States"),
    }),
  );
});

test("where the market has no regions, what the record says of one is nobody's business", async () => {
  await openBilled({ region: "Northamptonshire", street_address: "14 Mill Lane", postal_code: "NN13 0ZZ" });
  await inTransaction(story.till.shop.db, (tx) => updateCustomer(tx, customerId, { region: "Northants" }));
  expect((await differences()).map(({ field }) => field)).toEqual(["name", "email", "phone"]);
});
