import { afterEach, beforeEach, expect, test } from "vitest";
import { bookCaptureFound } from "../../src/operations/attention.ts";
import { standAt } from "../operations/support.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { paymentRow, post } from "./scene.ts";
import { waitingSale } from "./waiting-sale.ts";

let till: TestTill;
let ada: Browser;
let saleId: string;
let paymentId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  ({ saleId = "", paymentId = "" } = await waitingSale(till, ada));
});

afterEach(() => till.close());

const pageOf = async (noun = "") => (await ada.open(`/sales/${saleId}${noun}`)).text;
const approver = async () => {
  const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Jo")
    .executeTakeFirstOrThrow();
  return { approverId, pin: "333333" };
};

/** Done in Klarna's portal, and heard of here; what was taken there is booked. */
async function inPortal(deed: "capture" | "refund", amountMinor: number) {
  const { orderId } = await paymentRow(till, paymentId);
  till.simulator.control.actInPortal(orderId ?? "", deed, amountMinor);
  till.clock.advance(3_600_000);
  await till.runner.drain();
  const jo = await standAt(till, "Jo", 1);
  const items = await till.shop.db.read.selectFrom("attentionItem").select("id").where("closedAt", "is", null)
    .where("kind", "=", "captured_elsewhere").execute();
  for (const { id: itemId } of items) {
    const press = { id: `act_${itemId.slice(4)}`, staffId: jo.staffId, contentHash: "x" };
    await bookCaptureFound(till.shop, press, jo, { itemId, approval: null });
  }
}

test("what Klarna holds is said to be paid at the hand-over", async () => {
  expect(await pageOf()).toContain("Klarna pays for them when they are handed over.");
  expect(await pageOf("/cancelling")).toContain("Klarna lets go of");
});

test("what Klarna has paid ahead is said to be paid, on the sale and in the list", async () => {
  const { amountMinor } = await paymentRow(till, paymentId);
  await inPortal("capture", amountMinor);
  const sale = await pageOf();
  expect(sale).toContain("They are paid for already.");
  expect(sale).not.toContain("Klarna pays for them");
  const list = (await ada.open("/pick-ups")).text;
  expect(list).toContain("Paid already");
  expect(list).not.toContain("Klarna no longer holds the money");
});

test("of goods that are paid ahead and wait a return offers whole pieces only, and refuses less in words", async () => {
  const line = till.shop.db.read.selectFrom("lineItem").select("id").where("saleId", "=", saleId);
  const { id } = await line.executeTakeFirstOrThrow();
  await inPortal("capture", 2_400);
  const path = `/sales/${saleId}/return`;
  const before = (await ada.open(path)).text;
  expect(before).toContain("2 still to be picked up · £24.00 left to give back");
  expect(before).toMatch(new RegExp(`name="part.${id}"[^>]* disabled`));
  expect(before).not.toContain('name="free"');
  const refused = await post(ada, path, { [`part.${id}`]: "1.00", do: "show" });
  expect(refused.text).toContain("What still waits to be picked up comes back in whole pieces only.");
  await post(ada, `/sales/${saleId}/hand-overs`, { what: "some", [`pieces-${id}`]: "1" });
  const after = (await ada.open(path)).text;
  expect(after).toContain("1 still to be picked up");
  expect(after).toContain('name="free"');
  expect(after).not.toMatch(new RegExp(`name="part.${id}"[^>]* disabled`));
});

test("what the portal took and gave back nobody pays for, and Klarna lets go only of what it still holds", async () => {
  await inPortal("capture", 1_000);
  await inPortal("refund", 1_000);
  const sale = await pageOf();
  expect(sale).not.toContain("when they are handed over");
  expect(sale).toContain("Klarna no longer holds the £10.00 for what is still here");
  expect(sale).toContain("Klarna holds the money until");
  const rest = await pageOf("/rest");
  expect(rest).toContain("Klarna lets go of £14.00");
  expect((await post(ada, `/sales/${saleId}/hand-overs`, { what: "all" })).text)
    .toContain("Klarna no longer holds the money for these goods");
});

test("what goes back for a rest that was paid ahead is said where every return says it", async () => {
  await inPortal("capture", 1_000);
  const shown = /name="shown" value="(\d+)"/.exec(await pageOf("/rest"))?.[1] ?? "";
  const answer = await post(ada, `/sales/${saleId}/rest`, { shown, ...await approver() });
  expect(answer).toMatchObject({ status: 303, location: expect.stringMatching(/^\/returns\/ret_\w+$/) });
  const back = (await ada.open(answer.location ?? "")).text;
  expect(back).toContain("£10.00");
  expect(back).toContain(`href="/sales/${saleId}"`);
  expect(await pageOf()).toContain("Goods for £24.00 not taken, noted by Ada");
});

test("and pressed again over an update, before which nobody kept which return it was, the sale", async () => {
  await inPortal("capture", 1_000);
  const [page, answer] = [await ada.open(`/sales/${saleId}/rest`), await approver()];
  await ada.submit(page, `/sales/${saleId}/rest`, answer);
  const { write } = till.shop.db;
  await write.updateTable("actionResult").set({ result: JSON.stringify({ saleId }) })
    .where("result", "like", "%returnId%").execute();
  const again = await ada.submit(page, `/sales/${saleId}/rest`, answer);
  expect(again).toMatchObject({ status: 200, path: `/sales/${saleId}` });
});

test("where the approval ran out nothing says that Klarna pays, or lets go of anything", async () => {
  await till.shop.db.write.updateTable("payment").set({ status: "lapsed" }).where("id", "=", paymentId).execute();
  const sale = await pageOf();
  expect(sale).toMatch(/Klarna no longer holds the £\d+\.\d\d for what is still here/);
  expect(sale).not.toContain("Klarna pays for them");
  expect(sale, "nothing may leave, so that is not offered").not.toContain(`/sales/${saleId}/pick-up`);
  expect(await pageOf("/pick-up")).not.toContain(`action="/sales/${saleId}/hand-overs"`);
  const cancelling = await pageOf("/cancelling");
  expect(cancelling).toContain("nothing of it goes back");
  expect(cancelling).not.toContain("Klarna lets go of");
});

test("a rest that Klarna holds nothing for is let go without saying that Klarna does", async () => {
  const { id } = await till.shop.db.read.selectFrom("lineItem").select("id").where("saleId", "=", saleId)
    .executeTakeFirstOrThrow();
  await post(ada, `/sales/${saleId}/hand-overs`, { what: "some", [`pieces-${id}`]: "1" });
  await till.runner.drain();
  const { orderId } = await paymentRow(till, paymentId);
  till.simulator.control.actInPortal(orderId ?? "", "release");
  till.clock.advance(3_600_000);
  await till.runner.drain();
  expect(await pageOf(), "the sale leads to what can be done").toContain(`href="/sales/${saleId}/rest"`);
  const rest = await pageOf("/rest");
  expect(rest).toContain("nothing of it goes back");
  expect(rest).not.toContain("Klarna lets go of");
});

test("while a sale is exchanged its pages lead to the exchange, and offer nothing that would be refused", async () => {
  const { location } = await post(ada, `/sales/${saleId}/return`, { do: "exchange", shown: "0", ...await approver() });
  const exchange = `href="${location}/exchange"`;
  for (const noun of ["", "/pick-up", "/cancelling"]) {
    const page = await pageOf(noun);
    expect(page).toContain("An exchange of this sale is under way.");
    expect(page).toContain(exchange);
    for (const refused of ["Hand over…", "Hand over everything", "Cancel this sale…", 'name="reason"']) {
      expect(page, `${noun}: ${refused}`).not.toContain(refused);
    }
  }
  const refused = await post(ada, `/sales/${saleId}/hand-overs`, { what: "all" });
  expect(refused.status).toBe(409);
  expect(refused.text.split("An exchange of this sale is under way.")).toHaveLength(2);
  expect(refused.text).toContain(exchange);
  const cancelled = await post(ada, `/sales/${saleId}/cancelling`, { reason: "mistake", ...await approver() });
  expect([cancelled.status, cancelled.text.includes(exchange)]).toEqual([409, true]);
});
