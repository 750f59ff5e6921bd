import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { callFor, payWithKlarna, post, ringUp, saleRow, setScene } from "./scene.ts";

const HOUR = 3_600_000;
let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  const { saleId } = await setScene(till, ada);
  till.clock.advance(1);
  await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "400" });
  await post(ada, `/sales/${saleId}/completion`);
});

afterEach(() => till.close());

const idOf = async (name: string) =>
  (await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;

const events = () => till.shop.db.read.selectFrom("tillEvent").selectAll().execute();

test("while the clock is behind the books every page says so, and the way to a sale leads to the reason", async () => {
  expect((await ada.open("/payments")).text).not.toContain("Nothing can be sold now.");
  till.clock.setWall(-HOUR);
  expect((await ada.open("/payments")).text).toContain("Nothing can be sold now.");
  const page = await ada.open("/");
  expect(page.path).toBe("/selling");
  for (const word of ["The clock has gone back", "This machine’s clock", "The last booking", "A manager agrees"]) {
    expect(page.text).toContain(word);
  }
  const signIn = await till.browser().open("/sign-in");
  expect(signIn.text).toContain("Nothing can be sold now.");
  expect(signIn.text).not.toContain("/selling/note");
});

test("a scan is refused in words, and the note comes with the answer", async () => {
  const saleId = await ringUp(till, ada);
  till.clock.setWall(-HOUR);
  const part = await post(ada, `/sales/${saleId}/lines`, { typed: "CLO-HAT" }, { "hx-request": "true" });
  expect(part.status).toBe(409);
  expect(part.text).toContain("The clock of this till is behind its own books");
  expect(part.text).toContain('id="selling" hx-swap-oob="true"');
  expect((await post(ada, `/sales/${saleId}/lines`, { typed: "CLO-HAT" })).status).toBe(409);
});

test("the note and the page look for themselves, and go when things are right", async () => {
  till.clock.setWall(-HOUR);
  const quick = { "hx-request": "true" };
  expect((await ada.send("GET", "/selling/note", undefined, quick)).text).toContain('hx-get="/selling/note"');
  const part = await ada.send("GET", "/selling", undefined, quick);
  expect(part.text).toContain("The clock has gone back");
  expect(part.text).not.toContain("<html");
  till.clock.setWall(HOUR);
  expect((await ada.send("GET", "/selling/note", undefined, quick)).text).toBe('<div id="selling"></div>');
  const over = await ada.send("GET", "/selling", undefined, quick);
  expect([over.status, over.headers.get("hx-redirect")]).toEqual([200, "/"]);
  expect(await ada.send("GET", "/selling")).toMatchObject({ status: 303, location: "/" });
});

test("a manager’s PIN and a reason let the till sell again; without either nothing changes and the words stay", async () => {
  till.clock.setWall(-HOUR);
  const mona = { approverId: await idOf("Mona"), pin: "999999" };
  const bare = await post(ada, "/selling/clock", { ...mona, reason: " " });
  expect(bare.text).toContain("Please fill this in");
  const alone = await post(ada, "/selling/clock", { reason: "compared with the radio" });
  expect(alone.status).toBe(403);
  expect(alone.text).toContain('value="compared with the radio"');
  const jo = await post(ada, "/selling/clock", { approverId: await idOf("Jo"), pin: "333333", reason: "I say so" });
  expect(jo.status).toBe(403);
  expect(await events()).toEqual([]);
  expect((await ada.open("/selling")).text).not.toContain(">Jo<");
  const done = await post(ada, "/selling/clock", { ...mona, reason: "compared with the radio" });
  expect(done).toMatchObject({ status: 303, location: "/" });
  expect(await events()).toMatchObject([{ kind: "clock_confirmed", staffId: mona.approverId }]);
  expect((await ada.open("/")).path).toMatch(/^\/sales\//);
});

test("a manager who is signed in needs nobody else", async () => {
  const mona = await till.signIn("Mona", 2);
  till.clock.setWall(-HOUR);
  expect((await mona.open("/selling")).text).not.toContain("A manager agrees");
  expect((await post(mona, "/selling/clock", { reason: "summer is over" })).status).toBe(303);
});

test("a payment that was found again leads to its sale, which is free to be rung up", async () => {
  const saleId = await ringUp(till, ada);
  const sam = till.shop.db.read.selectFrom("customer").select("id").where("email", "=", "sam.karim@example.com");
  const customerId = (await sam.executeTakeFirstOrThrow()).id;
  await post(ada, `/sales/${saleId}/customer`, { customerId });
  const paymentId = await payWithKlarna(till, ada, saleId, "authorized");
  expect((await ada.open(`/sales/${saleId}`)).path).toBe(`/payments/${paymentId}`);
  await till.shop.db.write.updateTable("payment").set({ recoveredAt: till.clock.now() }).execute();
  const itemId = await callFor(till, paymentId, "recovered");
  const item = await ada.open(`/attention/${itemId}`);
  for (
    const word of ["Found again", "Ring the sale up again", `/payments/${paymentId}?show=undo`, "made 24 November"]
  ) {
    expect(item.text).toContain(word);
  }
  expect(item.text).not.toContain("/closing");
  const sale = await ada.submit(item, `/sales/${saleId}/recall`);
  expect(sale.path).toBe(`/sales/${saleId}`);
  expect(sale.text).toContain("Klarna holds £389.00 for it");
  await post(ada, `/sales/${saleId}/lines`, { typed: "CLO-HAT" });
  expect((await ada.open(`/sales/${saleId}/customer`)).path).toBe(`/sales/${saleId}/customer`);
  expect((await ada.open(`/sales/${saleId}/tender`)).path).toBe(`/payments/${paymentId}`);
  await post(ada, `/payments/${paymentId}/saving`);
  expect((await saleRow(till, saleId)).status).toBe("open");
  expect((await ada.open(`/attention/${itemId}`)).text).toContain("This is settled.");
});
