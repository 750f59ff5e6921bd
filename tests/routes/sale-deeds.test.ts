import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { post } from "./scene.ts";
import { waitingSale } from "./waiting-sale.ts";

let till: TestTill;
let ada: Browser;
let saleId: string;
let paymentId: string;
let lineId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  ({ saleId = "", paymentId = "", lineId = "" } = await waitingSale(till, ada));
});

afterEach(() => till.close());

/** What the payment's own page and its window lead to of its sale: both the same, and each to a page that is there. */
async function deeds(): Promise<string[]> {
  const [history, window] = await Promise.all(
    [`/payments/${paymentId}/history`, `/payments/${paymentId}`].map(async (path) => {
      const { text } = await ada.open(path);
      return [...text.matchAll(new RegExp(`href="/sales/${saleId}/([\\w-]+)" data-deed`, "g"))].map(([, deed]) =>
        deed!
      );
    }),
  );
  expect(window).toEqual(history);
  for (const deed of history!) {
    const path = `/sales/${saleId}/${deed}`;
    expect(await ada.open(path)).toMatchObject({ status: 200, path });
  }
  return history!;
}

const history = async () => (await ada.open(`/payments/${paymentId}/history`)).text;
const canResend = async () => (await history()).includes('data-deed="message-resends"');
const deed = async (noun: string, fields: Record<string, string>) => {
  expect(await post(ada, `/sales/${saleId}/${noun}`, fields)).toMatchObject({
    status: 303,
    location: `/sales/${saleId}`,
  });
  await till.runner.drain();
};

async function senior() {
  const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Jo")
    .executeTakeFirstOrThrow();
  return { approverId, pin: "333333" };
}

/** One of the two, given back by Klarna. */
async function giveOneBack(): Promise<void> {
  const { id } = await till.shop.db.read.selectFrom("tender").select("id").where("saleId", "=", saleId)
    .executeTakeFirstOrThrow();
  const { unitPriceMinor } = await line();
  const fields = { [`quantity.${lineId}`]: "1", shown: String(unitPriceMinor), do: "give" };
  const answer = await post(ada, `/sales/${saleId}/return`, {
    ...fields,
    [`split.${id}`]: (unitPriceMinor / 100).toFixed(2),
  });
  expect(answer.status).toBe(303);
  await till.runner.drain();
}

const line = () =>
  till.shop.db.read.selectFrom("lineItem").selectAll().where("id", "=", lineId).executeTakeFirstOrThrow();

test("a payment's page leads to all that the state of its sale allows, and to nothing else", async () => {
  expect(await deeds()).toEqual(["pick-up", "dropping", "cancelling", "return"]);
  expect(await canResend()).toBe(false);
  await deed("hand-overs", { what: "some", [`pieces-${lineId}`]: "1" });
  expect(await deeds()).toEqual(["pick-up", "rest", "return"]);
  expect(await canResend(), "Klarna has written about what it paid out").toBe(true);
  await deed("rest", await senior());
  expect(await deeds()).toEqual(["return"]);
  expect(await canResend()).toBe(true);
});

test("what was paid out in part is told about again", async () => {
  await deed("hand-overs", { what: "some", [`pieces-${lineId}`]: "1" });
  expect((await ada.open(`/payments/${paymentId}`)).text).toContain("Ask Klarna to send its messages again");
  await post(ada, `/payments/${paymentId}/message-resends`);
  expect((await ada.open(`/payments/${paymentId}`)).text).toContain("Klarna has taken the request");
});

test("of a sale that was cancelled nothing can be done any more", async () => {
  await deed("cancelling", { reason: "mistake", ...await senior() });
  expect(await deeds()).toEqual([]);
  expect(await history()).toContain("Nothing: this payment is settled.");
});

test("what Klarna no longer holds does not leave the shop, and while the sale is exchanged nothing is done with it", async () => {
  await till.shop.db.write.updateTable("payment").set({ status: "lapsed" }).where("id", "=", paymentId).execute();
  expect(await deeds()).not.toContain("pick-up");
  await till.shop.db.write.updateTable("payment").set({ status: "authorized" }).where("id", "=", paymentId).execute();
  const answer = await post(ada, `/sales/${saleId}/return`, { do: "exchange", shown: "0", ...await senior() });
  expect(answer.status).toBe(303);
  expect(await deeds()).toEqual([]);
  for (const path of [`/payments/${paymentId}`, `/payments/${paymentId}/history`]) {
    const { text } = await ada.open(path);
    expect(text, "but the exchange is led to").toContain(`href="${answer.location}/exchange"`);
    expect(text).not.toContain("Nothing: this payment is settled.");
  }
});

test("the timeline says how much was taken and given back in parts", async () => {
  const one = `£${((await line()).unitPriceMinor / 100).toFixed(2)}`;
  await deed("hand-overs", { what: "some", [`pieces-${lineId}`]: "1" });
  expect(await history()).toContain(`Capture asked of Klarna (${one}): done`);
  await deed("rest", await senior());
  await giveOneBack();
  expect(await history()).toContain(`Refund asked of Klarna (${one}): done`);
  expect(await history()).toContain(`Klarna gave back (${one})`);
  expect(await history()).not.toContain("amountMinor: ");
});

test("the pages of a sale lead to the call that is to be settled first", async () => {
  const { orderId } = await till.shop.db.read.selectFrom("payment").select("orderId").where("id", "=", paymentId)
    .executeTakeFirstOrThrow();
  till.simulator.control.actInPortal(orderId ?? "", "capture", 100);
  till.clock.advance(60 * 60_000);
  await till.runner.drain();
  const { id } = await till.shop.db.read.selectFrom("attentionItem").select("id").executeTakeFirstOrThrow();
  for (const page of ["", "/pick-up", "/return"]) {
    const { text } = await ada.open(`/sales/${saleId}${page}`);
    const note = /id="settle-first".*?<\/div>/s.exec(text)?.[0];
    expect(note, page).toContain("nothing of this sale is handed over");
    expect(note, page).toContain(`href="/attention/${id}"`);
  }
  expect((await ada.open(`/sales/${saleId}/cancelling`)).path, "what would be refused is not asked").toBe(
    `/sales/${saleId}`,
  );
});
