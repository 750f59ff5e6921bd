import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { callFor, payWithKlarna, post, setScene } from "./scene.ts";

let till: TestTill;
let ada: Browser;
let paymentId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  paymentId = await payWithKlarna(till, ada, (await setScene(till, ada)).saleId, "waiting");
});

afterEach(() => till.close());

const page = async (who = ada) => (await who.open(`/payments/${paymentId}/history`)).text;
const deedsOn = (text: string) => [...text.matchAll(/data-deed="([\w-]+)"/g)].map(([, deed]) => deed);

test("tells who did what, when, why, what Klarna answered, and by which id Klarna finds it again", async () => {
  await post(ada, `/payments/${paymentId}/sendings`, { channel: "sms" });
  till.simulator.control.approve((await ofPayment()).reference);
  till.clock.advance(4_000);
  await till.runner.drain();
  await post(ada, `/payments/${paymentId}/saving`);
  const text = await page();
  const events = await till.shop.db.read.selectFrom("paymentEvent").selectAll().where("paymentId", "=", paymentId)
    .execute();
  const ids = events.flatMap(({ correlationId }) => correlationId ?? []);
  expect(ids.length).toBeGreaterThan(1);
  for (const id of ids) expect(text).toContain(`Klarna’s correlation id ${id}`);
  for (
    const said of ["Just opened", "Completed, not captured", "Saved into the sale", "seen when asking Klarna", "Ada"]
  ) {
    expect(text).toContain(said);
  }
  expect(text).toContain("orderState: ");
  expect(text).toMatch(/Text by Klarna to ••• •••\d{3}: sent/);
});

test("shows how to reach the customer masked, and gives to support nothing of who they are", async () => {
  await post(ada, `/payments/${paymentId}/sendings`, { channel: "email" });
  const text = await page();
  const customer = await till.shop.db.read.selectFrom("customer").selectAll().where("familyName", "=", "Karim")
    .executeTakeFirstOrThrow();
  for (const told of [customer.phone, customer.email, customer.street]) expect(text).not.toContain(told ?? "nothing");
  const support = /data-copy="([^"]*)"/s.exec(text)?.[1] ?? "";
  expect(support).toContain(`payment ${paymentId}`);
  expect(support).toContain("event ");
  expect(support).toContain("sending ");
  const { linkUrl, callbackTokenHash } = await ofPayment();
  const secrets = [linkUrl, callbackTokenHash, "•", "@", customer.givenName, customer.familyName, customer.id];
  for (const secret of secrets) expect(support).not.toContain(secret ?? "nothing");
});

test("offers what the state and the place allow, and leads into the window for it", async () => {
  expect(deedsOn(await page())).toContain("cancellation");
  expect(await page()).toContain(`href="/payments/${paymentId}?show=cancel"`);
  expect(deedsOn(await page(await till.signIn("Ben", 2)))).toEqual(["takeover"]);
  await post(ada, `/payments/${paymentId}/cancellation`);
  const over = await page();
  expect(deedsOn(over)).toEqual(["payments"]);
  expect(over).toContain("Cancelling asked of Klarna: done");
});

test("leads to what a person is called for, and asks for itself while it may change", async () => {
  const itemId = await callFor(till, paymentId, "books_differ");
  const live = await page();
  expect(live).toContain(`href="/attention/${itemId}"`);
  expect(live).toContain(`hx-get="/payments/${paymentId}/history"`);
  const part = await ada.send("GET", `/payments/${paymentId}/history`, undefined, { "hx-request": "true" });
  expect(part.text).not.toContain("<html");
  expect(part.text).toContain('id="events"');
  await till.shop.db.write.updateTable("payment").set({ status: "cancelled" }).execute();
  expect(await page()).not.toContain(`hx-get="/payments/${paymentId}/history"`);
  expect((await ada.open("/payments/pay_00000000000000000000000000/history")).status).toBe(404);
});

test.each(["capture", "release"] as const)(
  "names who asked for a refused %s again, and who agreed",
  async (noun) => {
    const kind = { capture: "capture", release: "cancelOrder" } as const;
    till.simulator.control.approve((await ofPayment()).reference);
    till.clock.advance(4_000);
    await till.runner.drain();
    till.simulator.control.addFault({ kind: kind[noun], status: 403, errorCode: "NOT_ALLOWED" });
    const { saleId } = await ofPayment();
    const deeds = noun === "capture"
      ? [`/payments/${paymentId}/saving`, `/sales/${saleId}/completion`]
      : [`/payments/${paymentId}/release`];
    for (const deed of deeds) await post(ada, deed);
    await till.runner.drain();
    const { read } = till.shop.db;
    const item = await read.selectFrom("attentionItem").select(["id", "kind"]).executeTakeFirstOrThrow();
    expect(item.kind).toBe(`${noun}_refused`);
    const { id: approverId } = await read.selectFrom("staff").select("id").where("name", "=", "Jo")
      .executeTakeFirstOrThrow();
    await post(await till.signIn("Ben", 2), `/attention/${item.id}/${noun}`, { approverId, pin: "333333" });
    expect(await page()).toContain("Ben, Jo");
  },
);

test("is a press away from the list", async () => {
  expect((await ada.open("/payments")).text).toContain(`href="/payments/${paymentId}/history"`);
});

function ofPayment() {
  return till.shop.db.read.selectFrom("payment").selectAll().where("id", "=", paymentId).executeTakeFirstOrThrow();
}
