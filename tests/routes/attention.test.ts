import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { callFor, paymentRow, payWithKlarna, post, setScene } from "./scene.ts";

let till: TestTill;
let ada: Browser;
let paymentId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  const { saleId } = await setScene(till, ada);
  paymentId = await payWithKlarna(till, ada, saleId, "authorized");
});

afterEach(() => till.close());

const idOf = async (name: string) =>
  (await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;

test("nothing waits: it says so; something waits: every page leads to it", async () => {
  expect((await ada.open("/attention")).text).toContain("Nothing needs you");
  const itemId = await callFor(till, paymentId, "capture_refused");
  expect((await ada.open("/sales/new")).text).toContain('href="/attention"');
  const list = (await ada.open("/attention")).text;
  expect(list).toContain("1 payment needs a person");
  expect(list).toContain(`href="/attention/${itemId}"`);
  expect(list).toContain("CAPTURED");
});

test("what only the payment’s own window can settle leads there", async () => {
  await callFor(till, paymentId, "paid_after_end");
  await callFor(till, paymentId, "order_differs");
  const list = (await ada.open("/attention")).text;
  expect(list).toContain(`<a class="btn" href="/payments/${paymentId}">Decide</a>`);
  expect(list).toContain(`<a class="btn" href="/payments/${paymentId}">Open the payment</a>`);
  await till.shop.db.write.updateTable("payment").set({ status: "waiting" }).execute();
  expect((await ada.open("/attention")).text).toContain(`href="/payments/${paymentId}?show=settle"`);
});

test("a cashier closes with a reason and a senior’s PIN; without either nothing changes and the words stay", async () => {
  const itemId = await callFor(till, paymentId, "books_differ");
  const closing = `/attention/${itemId}/closing`;
  const approverId = await idOf("Jo");
  const bare = await post(ada, closing, { approverId, pin: "333333", reason: "  " });
  expect(bare.text).toContain("Please fill this in");
  const long = await post(ada, closing, { approverId, pin: "333333", reason: "x".repeat(201) });
  expect(long.text).toContain("This is too long");
  const alone = await post(ada, closing, { reason: "Looked it up" });
  expect(alone.status).toBe(403);
  expect(alone.text).toContain('value="Looked it up"');
  const done = await post(ada, closing, { approverId, pin: "333333", reason: "Looked it up" });
  expect([done.status, done.location]).toEqual([303, "/attention"]);
  expect((await ada.open(`/attention/${itemId}`)).text).toContain("This is settled.");
  const [item] = await till.shop.db.read.selectFrom("attentionItem").selectAll().execute();
  expect(item).toMatchObject({ closedBy: approverId, closeReason: "Looked it up" });
});

test("what somebody took in the portal is booked from here", async () => {
  const itemId = await callFor(till, paymentId, "captured_elsewhere");
  till.simulator.control.actInPortal((await paymentRow(till, paymentId)).orderId ?? "", "capture");
  expect((await ada.open(`/attention/${itemId}`)).text).toContain("Book it");
  await post(ada, `/attention/${itemId}/booking`, { approverId: await idOf("Jo"), pin: "333333" });
  expect((await paymentRow(till, paymentId)).status).toBe("captured");
  expect((await ada.open("/attention")).text).toContain("Nothing needs you");
});

test("money that Klarna would not let go of is asked for again, and no word puts it away while Klarna holds it", async () => {
  const itemId = await callFor(till, paymentId, "release_refused");
  for (const address of [`/attention/${itemId}`, `/attention/${itemId}?closing=yes`]) {
    const { text } = await ada.open(address);
    expect(text).not.toContain("closing=yes");
    expect(text).not.toContain(`action="/attention/${itemId}/closing"`);
  }
  expect((await ada.open(`/attention/${itemId}`)).text).toContain("Ask Klarna again");
  const closing = { approverId: await idOf("Jo"), pin: "333333", reason: "Enough of this" };
  expect((await post(ada, `/attention/${itemId}/closing`, closing)).status).toBe(409);
  await till.shop.db.write.updateTable("payment").set({ status: "lapsed" }).execute();
  expect((await post(ada, `/attention/${itemId}/closing`, closing)).status).toBe(303);
});

test("an item that is not there is not found", async () => {
  expect((await ada.send("GET", "/attention/att_01jd0000000000000000000000")).status).toBe(404);
  expect((await ada.send("GET", "/attention/nonsense")).status).toBe(404);
});
