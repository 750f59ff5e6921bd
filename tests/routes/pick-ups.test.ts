import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { createMemoryMailer } from "../support/memory-mailer.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { dump, post, ringUp, saleRow } from "./scene.ts";
import { waitingSale } from "./waiting-sale.ts";

let till: TestTill;
let ada: Browser;
let ids: Record<string, string>;

beforeAll(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  ids = await waitingSale(till, ada);
});

afterAll(() => till.close());

const approver = async () => {
  const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Jo")
    .executeTakeFirstOrThrow();
  return { approverId, pin: "333333" };
};

test("the list names who waits, and finds them by number or name", async () => {
  const { code } = await saleRow(till, ids["saleId"] ?? "");
  expect((await ada.open("/pick-ups")).text).toContain(`/sales/${ids["saleId"]}/pick-up`);
  for (const q of [String(code), `S-${code}`, "karim"]) {
    expect((await ada.open(`/pick-ups?q=${q}`)).text).toContain("Sam Karim");
  }
  expect((await ada.open("/pick-ups?q=nobody")).text).toContain("No waiting sale matches that.");
});

test("the empty page counts what is not captured, and a page with a basket does not", async () => {
  const empty = await ada.open("/sales/new");
  const { text } = await ada.open(empty.path);
  expect(text).toContain("1 Klarna payment is not captured yet");
  expect(text).toContain("the nearest end: 27 days left");
  const saleId = await ringUp(till, ada);
  expect((await ada.open(`/sales/${saleId}`)).text).not.toContain("not captured yet");
});

test("the receipt says what waits, and leads to it", async () => {
  const { text } = await ada.open(`/sales/${ids["saleId"]}/receipt`);
  expect(text).toContain(`/sales/${ids["saleId"]}/pick-up`);
  expect(/<b>To be picked up\s*<\/b>\s*2 × [^<]*pegs/i.exec(text)).not.toBeNull();
});

test.each([
  ["more than is left", "3"],
  ["no number", "two"],
  ["nothing", ""],
  ["less than nothing", "-1"],
  ["a part of a piece", "0.5"],
])("%s is refused in words, and what was typed stays", async (_, pieces) => {
  const before = await dump(till);
  const path = `/sales/${ids["saleId"]}/hand-overs`;
  const answer = await post(ada, path, { what: "some", [`pieces-${ids["lineId"]}`]: pieces });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain("no more of it than still waits here");
  expect(answer.text).toContain(`value="${pieces}"`);
  expect(await dump(till)).toEqual(before);
});

test("a cashier is asked for a senior, whose wrong PIN does nothing", async () => {
  for (const noun of ["rest", "cancelling"]) {
    const path = `/sales/${ids["saleId"]}/${noun}`;
    const alone = await post(ada, path, { reason: "mistake" });
    expect([alone.status, alone.text.includes("approverPin")]).toEqual([403, true]);
    const wrong = await post(ada, path, { reason: "mistake", ...await approver(), pin: "123123" });
    expect(wrong.status).toBe(403);
    till.clock.advance(60_000);
  }
  expect(await saleRow(till, ids["saleId"] ?? "")).toMatchObject({ status: "completed", handedOverAt: null });
});

test("one piece is handed over, then the senior lets the rest go, and the sale waits for nothing", async () => {
  const path = `/sales/${ids["saleId"]}`;
  const some = await post(ada, `${path}/hand-overs`, { what: "some", [`pieces-${ids["lineId"]}`]: "1" });
  expect(some).toMatchObject({ status: 303, location: path });
  await till.runner.drain();
  expect((await ada.open(`${path}/pick-up`)).text).toContain("1 of 2 still here");
  expect(await post(ada, `${path}/rest`, await approver())).toMatchObject({ status: 303, location: path });
  await till.runner.drain();
  const after = (await ada.open(path)).text;
  expect(after).toContain("Nothing is left to be picked up.");
  expect(after, "the customer is offered the receipt, which says it by now").toContain(`action="${path}/prints"`);
  const { amountMinor } = await till.shop.db.read.selectFrom("payment").select("amountMinor")
    .where("id", "=", ids["paymentId"] ?? "").executeTakeFirstOrThrow();
  const half = (amountMinor / 2 / 100).toFixed(2);
  const receipt = (await ada.open(`${path}/receipt`)).text;
  expect(receipt).toContain("Not taken, not charged");
  expect(receipt).toMatch(new RegExp(`Klarna lets go of(<[^>]*>|\\s)*${half}`));
  expect((await ada.open("/pick-ups")).text).toContain("Nothing waits to be picked up");
  expect((await post(ada, `${path}/hand-overs`, { what: "all" })).status).toBe(409);
});

describe("of two that wait one is not wanted", () => {
  let path = "";
  let pieces = "";

  beforeAll(async () => {
    const { saleId, lineId } = await waitingSale(till, ada);
    [path, pieces] = [`/sales/${saleId}`, `pieces-${lineId}`];
  });

  test("which is chosen, and what that comes to is shown before it is done", async () => {
    expect((await ada.open(`${path}/pick-up`)).text).toContain(`href="${path}/dropping"`);
    expect((await ada.open(`${path}/dropping`)).text).toContain(`name="${pieces}"`);
    const shown = (await ada.open(`${path}/rest?${pieces}=1`)).text;
    expect(shown).toContain("£12.00 will not be taken. The customer owes nothing for it.");
    expect(shown).toContain("Goods for £12.00 go on waiting.");
    expect(shown).toContain(`<input type="hidden" name="${pieces}" value="1"`);
    expect(shown).toContain("approverPin");
  });

  test.each([["nothing", ""], ["none", "0"], ["more than waits", "3"], ["no number", "two"], ["a part of one", "0.5"]])(
    "%s is asked for anew in words, and what was typed stays",
    async (_, typed) => {
      const before = await dump(till);
      const seen = await ada.open(`${path}/rest?${pieces}=${typed}`);
      expect([seen.status, seen.text.includes("no more of it than still waits here")]).toEqual([409, true]);
      expect(seen.text).toContain(`value="${typed}"`);
      const sent = await post(ada, `${path}/rest`, { [pieces]: typed, shown: "0", ...await approver() });
      expect([sent.status, sent.text.includes("no more of it than still waits here")]).toEqual([409, true]);
      expect(await dump(till)).toEqual(before);
    },
  );

  test("all of them is to cancel the sale, as long as nothing of it has gone", async () => {
    expect((await ada.open(`${path}/rest?${pieces}=2`)).path).toBe(`${path}/cancelling`);
  });

  test("a cashier alone is asked for a senior, and the choice stays", async () => {
    const alone = await post(ada, `${path}/rest`, { [pieces]: "1", shown: "0", waits: "2" });
    expect(alone.status).toBe(403);
    expect(alone.text).toContain(`<input type="hidden" name="${pieces}" value="1"`);
  });

  test.each([
    ["amount", { shown: "1", waits: "2" }, "another one by now"],
    ["number of pieces that wait", { shown: "0", waits: "3" }, "Here is what still waits"],
  ])("another %s than was shown is shown anew", async (_, told, words) => {
    const answer = await post(ada, `${path}/rest`, { [pieces]: "1", ...told, ...await approver() });
    expect([answer.status, answer.text.includes(words)]).toEqual([409, true]);
  });

  test("it goes, and one piece goes on waiting, of which nothing can be chosen any more", async () => {
    const answer = await post(ada, `${path}/rest`, { [pieces]: "1", shown: "0", waits: "2", ...await approver() });
    expect(answer).toMatchObject({ status: 303, location: path });
    const page = (await ada.open(`${path}/pick-up`)).text;
    expect(page).toContain("1 of 2 still here");
    expect(page).toContain("Goods for £12.00 not taken, noted by Ada");
    expect(page).not.toContain(`${path}/dropping`);
    expect((await ada.open(`${path}/dropping`)).path).toBe(`${path}/pick-up`);
    expect((await ada.open(`${path}/rest?${pieces}=1`)).path).toBe(`${path}/rest`);
  });

  test("and who still sees both does not give both out", async () => {
    const before = await dump(till);
    const stale = await post(ada, `${path}/hand-overs`, { what: "all", waits: "2" });
    expect([stale.status, stale.text.includes("Here is what still waits")]).toEqual([409, true]);
    expect(stale.text).toContain("1 of 2 still here");
    expect(stale.text).toContain(`<input type="hidden" name="waits" value="1"`);
    expect(await dump(till)).toEqual(before);
    const answer = await post(ada, `${path}/hand-overs`, { what: "all", waits: "1" });
    expect(answer).toMatchObject({ status: 303, location: path });
  });
});

test("a cancelled sale says what goes back", async () => {
  const { saleId } = await waitingSale(till, ada);
  const answer = await post(ada, `/sales/${saleId}/cancelling`, { reason: "mistake", ...await approver() });
  expect(answer).toMatchObject({ status: 303, location: `/sales/${saleId}` });
  await till.runner.drain();
  const page = (await ada.open(`/sales/${saleId}`)).text;
  expect(page).toContain("was given up");
  expect(page).toContain("given back. The customer owes nothing.");
});

test("a cancelled sale has a receipt that says so, which is e-mailed and printed from its page", async () => {
  const mailer = createMemoryMailer();
  till.shop.receipts.mailer = mailer;
  const { saleId = "" } = await waitingSale(till, ada);
  await post(ada, `/sales/${saleId}/cancelling`, { reason: "mistake", ...await approver() });
  const page = (await ada.open(`/sales/${saleId}`)).text;
  expect(page).toContain(`action="/sales/${saleId}/prints"`);
  expect(page).toContain(`action="/sales/${saleId}/receipt-mails"`);
  expect(page).toContain(`href="/sales/${saleId}/receipt"`);
  const receipt = await ada.open(`/sales/${saleId}/receipt`);
  expect(receipt.status).toBe(200);
  for (
    const said of ["CANCELLED", "Cancelled, not charged", "Klarna lets go of", "You have nothing to pay for this."]
  ) {
    expect(receipt.text).toContain(said);
  }
  expect(receipt.text, "nothing is paid any more").not.toContain("Paid with Klarna");
  expect(receipt.text).not.toContain(`/sales/${saleId}/return`);
  const sent = await post(ada, `/sales/${saleId}/receipt-mails`, { email: "sam.karim@example.com", place: "complete" });
  expect(sent).toMatchObject({ status: 303, location: `/sales/${saleId}` });
  await till.runner.drain();
  expect(JSON.stringify(mailer.sent.at(-1)?.doc)).toContain("You have nothing to pay for this.");
});

test("a sale that was given up before it was finished has none", async () => {
  const saleId = await ringUp(till, ada);
  await post(ada, `/sales/${saleId}/voiding`, { reason: "mistake" });
  expect((await ada.open(`/sales/${saleId}`)).text).not.toContain("/prints");
  expect((await ada.open(`/sales/${saleId}/receipt`)).status).toBe(404);
});

test("what is not there has no page", async () => {
  const { saleId } = await waitingSale(till, ada);
  expect((await ada.open(`/sales/${saleId}/rest`)).path).toBe(`/sales/${saleId}/pick-up`);
  await post(ada, `/sales/${saleId}/hand-overs`, { what: "all" });
  for (const noun of ["pick-up", "dropping", "rest", "cancelling"]) {
    expect((await ada.open(`/sales/${saleId}/${noun}`)).path).toBe(`/sales/${saleId}`);
  }
});
