import { afterEach, beforeEach, expect, test } from "vitest";
import { takeBillIntoRecord } from "../../src/operations/klarna-bill.ts";
import { findBill } from "../../src/store/klarna-bills.ts";
import { openStory, type Story } from "./story.ts";
import { isRead, problemOf, reworded } from "./support.ts";

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

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
  story.till.wire.through = async (request, on) => {
    const answer = await on(request);
    return isRead(request, "ordermanagement") ? await reworded(answer, { billing_address: BILL }) : answer;
  };
  story.customer.approves();
  await story.look();
});

afterEach(() => story.till.close());

async function record() {
  return await story.till.shop.db.read.selectFrom("customer").selectAll().where("familyName", "like", "Karim%")
    .where("email", "in", ["sam.karim@example.com", "nora@example.com"]).executeTakeFirstOrThrow();
}

test("who Klarna bills is kept beside the payment, and nowhere in its history", async () => {
  const bill = await findBill(story.till.shop.db.read, story.paymentId);
  expect(bill).toMatchObject({ givenName: "Nora", phone: "+447355505530", country: "GB" });
  const events = await story.till.shop.db.read.selectFrom("paymentEvent").selectAll().execute();
  expect(JSON.stringify(events)).not.toContain("Nora");
  expect(story.till.lines.join()).not.toContain("Nora");
});

test("is taken into the record when asked, as far as it says anything, and can be found by it", async () => {
  const { version } = await record();
  await takeBillIntoRecord(story.till.shop, story.action(), story.paymentId);
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
});

test("is forgotten after three days, and then there is nothing to take", async () => {
  story.till.clock.advance(73 * HOUR_MS);
  story.till.wire.through = () => Promise.reject(new TypeError("client error (Connect)"));
  await story.till.runner.drain();
  expect(await findBill(story.till.shop.db.read, story.paymentId)).toBeUndefined();
  const take = takeBillIntoRecord(story.till.shop, story.action(), story.paymentId);
  expect(await problemOf(take)).toBe("customer_missing");
});
