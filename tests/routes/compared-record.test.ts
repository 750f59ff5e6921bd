import { afterEach, beforeEach, expect, test } from "vitest";
import { updateCustomer } from "../../src/store/customers.ts";
import { findBill, keepBill } from "../../src/store/klarna-bills.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { type Browser, formOn, formsOn } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { dump, idOfCustomer, payWithKlarna, ringUp } from "./scene.ts";

const PARTS = { "hx-request": "true" };

let till: TestTill;
let ada: Browser;
let customerId: string;
let paymentId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  paymentId = await payWithKlarna(till, ada, await ringUp(till, ada), "authorized");
  customerId = await idOfCustomer(till, "Karim");
  await changeRecord({ street: "15 Mill Lane" });
});

afterEach(() => till.close());

async function changeRecord(changes: Parameters<typeof updateCustomer>[2]): Promise<void> {
  await inTransaction(till.shop.db, (tx) => updateCustomer(tx, customerId, changes));
}

async function changeBill(changes: { street?: string; phone?: string }): Promise<void> {
  const bill = await findBill(till.shop.db.read, paymentId);
  if (!bill) throw new Error("no bill is kept");
  till.clock.advance(1);
  await inTransaction(till.shop.db, (tx) => keepBill(tx, { ...bill, ...changes, readAt: till.clock.now() }));
}

async function record() {
  return await till.shop.db.read.selectFrom("customer").selectAll().where("id", "=", customerId)
    .executeTakeFirstOrThrow();
}

test("that Klarna bills who the record names is said, and no longer once the record names somebody else", async () => {
  const says = async () =>
    /Name at Klarna[\s\S]*?Sam Karim[\s\S]*?matches/.test((await ada.open(`/payments/${paymentId}`)).text);
  expect(await says()).toBe(true);
  await changeRecord({ givenName: "Leo" });
  expect(await says()).toBe(false);
});

/** Presses "take Klarna's" on a page opened earlier. */
async function press(page: { text: string }, headers: Record<string, string>) {
  const { action, fields } = formOn(page.text, /\/record$/);
  return await ada.send("POST", action, fields, headers);
}

test.each([{}, PARTS])(
  "with the record changed since, nothing is taken and the newest is shown (%o)",
  async (headers) => {
    const page = await ada.open(`/payments/${paymentId}`);
    await changeRecord({ street: "16 Mill Lane" });
    const before = await dump(till);
    const refused = await press(page, headers);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("Somebody changed this customer’s record in the meantime.");
    expect(refused.text).toContain("16 Mill Lane");
    expect(await dump(till)).toEqual(before);
    expect((await press(refused, headers)).status).toBeLessThan(400);
    expect((await record()).street).toBe("14 Mill Lane");
  },
);

test.each([{}, PARTS])(
  "with the bill changed since, nothing is taken and the newest is shown (%o)",
  async (headers) => {
    const page = await ada.open(`/payments/${paymentId}`);
    await changeBill({ street: "17 Mill Lane" });
    const before = await dump(till);
    const refused = await press(page, headers);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("Klarna’s bill is not the one that was shown here.");
    expect(refused.text).toContain("17 Mill Lane");
    expect(await dump(till)).toEqual(before);
    expect((await press(refused, headers)).status).toBeLessThan(400);
    expect((await record()).street).toBe("17 Mill Lane");
  },
);

test("a number that cannot be read is shown as Klarna wrote it, and the page says that the record keeps its own", async () => {
  await changeBill({ phone: "ask my wife" });
  const page = await ada.open(`/payments/${paymentId}`);
  expect(page.text).toContain("ask my wife");
  expect(page.text).toContain("Klarna’s mobile number cannot be read, so the record keeps its own.");
  const { phone } = await record();
  await press(page, {});
  expect(await record()).toMatchObject({ phone, street: "14 Mill Lane" });
  const after = await ada.open(`/payments/${paymentId}`);
  expect(after.text).toContain("ask my wife");
  expect(formsOn(after.text).filter((form) => form.action.endsWith("/record"))).toEqual([]);
});
