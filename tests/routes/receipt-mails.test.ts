import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { createMemoryMailer, type MemoryMailer } from "../support/memory-mailer.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { idOfCustomer, post, ringUp, saleRow, sellForCash } from "./scene.ts";

const MINUTE = 60_000;
const QUICK = { "hx-request": "true" };
const SAM = "sam.karim@example.com";

let till: TestTill;
let ada: Browser;
let mailer: MemoryMailer;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  mailer = createMemoryMailer();
  till.shop.receipts.mailer = mailer;
});

afterEach(() => till.close());

const mails = () => till.shop.db.read.selectFrom("receiptMail").selectAll().execute();
const codeOf = async (saleId: string) => (await saleRow(till, saleId)).code;

describe("a receipt by e-mail", () => {
  const send = (saleId: string, email = SAM) =>
    post(ada, `/sales/${saleId}/receipt-mails`, { email, place: "complete" }, QUICK);
  const desk = async (saleId: string) => (await ada.open(`/sales/${saleId}`)).text;

  test("goes to the customer's own address at one press, by the loop, and the page says so", async () => {
    const saleId = await ringUp(till, ada);
    await post(ada, `/sales/${saleId}/customer`, { customerId: await idOfCustomer(till, "Karim") });
    await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "400" });
    await post(ada, `/sales/${saleId}/completion`);
    const page = await ada.open(`/sales/${saleId}`);
    const answer = await ada.submit(page, /\/receipt-mails$/);
    expect(answer.text).toContain("E-mail to s•••@example.com is on its way");
    expect(answer.text).toContain(`/sales/${saleId}/receipt/states?place=complete`);
    expect(mailer.sent).toEqual([]);
    await till.runner.drain();
    expect(mailer.sent.map(({ address }) => address)).toEqual([SAM]);
    expect(mailer.sent[0]?.doc.title).toContain(`sale ${await codeOf(saleId)}`);
    expect(await desk(saleId)).toContain("E-mailed to s•••@example.com");
    expect(await desk(saleId)).not.toContain("/receipt/states");
  });

  test("goes to one address ten times in an hour at most, over all receipts and however it is written", async () => {
    const sent = [await send(await sellForCash(till, ada))];
    for (let count = 1; count < 10; count++) sent.push(await send(await sellForCash(till, ada), SAM.toUpperCase()));
    expect(sent.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const saleId = await sellForCash(till, ada);
    till.clock.advance(20 * MINUTE);
    const answer = await send(saleId);
    expect(answer.status).toBe(429);
    expect(answer.text).toContain("Ten receipts went to this address within an hour. Nothing was sent. Wait 40 min");
    expect(await mails()).toHaveLength(10);
    expect((await send(saleId, "robin@example.com")).status).toBe(200);
    till.clock.advance(40 * MINUTE);
    expect((await send(saleId)).status).toBe(200);
  });

  test("while the mail server is away it waits, is tried again later and later, and goes once", async () => {
    mailer.outcome = { kind: "unavailable", code: "unreachable" };
    const saleId = await sellForCash(till, ada);
    await send(saleId);
    await till.runner.drain();
    expect(await desk(saleId)).toContain("E-mail to s•••@example.com not sent yet");
    expect(await desk(saleId)).toContain("tries again in 15 sec");
    till.clock.advance(14_000);
    await till.runner.drain();
    expect(mailer.sent).toHaveLength(1);
    till.clock.advance(1_000);
    await till.runner.drain();
    expect(mailer.sent).toHaveLength(2);
    mailer.outcome = { kind: "done", reference: null };
    till.clock.advance(30_000);
    await till.runner.drain();
    till.clock.advance(10 * 60 * MINUTE);
    await till.runner.drain();
    expect(mailer.sent).toHaveLength(3);
    expect(await mails()).toMatchObject([{ state: "sent", tries: 3, nextTryAt: null }]);
  });

  test("that was refused, or may have arrived, is sent again only when somebody says so", async () => {
    const saleId = await sellForCash(till, ada);
    const outcomes = [
      [{ kind: "refused", code: "smtp_550" }, "was not sent"],
      [{ kind: "unknown", code: "connection_lost" }, "not sure"],
    ] as const;
    await send(saleId);
    for (const [outcome, words] of outcomes) {
      mailer.outcome = outcome;
      await till.runner.drain();
      till.clock.advance(10 * 60 * MINUTE);
      await till.runner.drain();
      expect(await desk(saleId)).toContain(words);
      await ada.submit(await ada.open(`/sales/${saleId}`), /\/retry$/);
    }
    mailer.outcome = { kind: "done", reference: null };
    await till.runner.drain();
    expect(mailer.sent).toHaveLength(3);
    const [mail] = await mails();
    const again = await post(ada, `/sales/${saleId}/receipt-mails/${mail?.id}/retry`, {}, QUICK);
    expect([again.status, again.text.includes("It was not sent a second time.")]).toEqual([409, true]);
  });

  test("what a busy server puts off waits by itself", async () => {
    mailer.outcome = { kind: "refused", code: "smtp_451" };
    const saleId = await sellForCash(till, ada);
    await send(saleId);
    await till.runner.drain();
    expect(await mails()).toMatchObject([{ state: "waiting", tries: 1 }]);
  });

  test("that was being sent when the till stopped may have arrived, and is not sent again by itself", async () => {
    const saleId = await sellForCash(till, ada);
    await send(saleId);
    const now = till.clock.now();
    const sending = { state: "sending" as const, tries: 1, triedAt: now, nextTryAt: now + MINUTE };
    await till.shop.db.write.updateTable("receiptMail").set(sending).execute();
    await till.runner.drain();
    expect(await mails()).toMatchObject([{ state: "sending" }]);
    till.clock.advance(2 * MINUTE);
    await till.runner.drain();
    expect(await mails()).toMatchObject([{ state: "unknown", answerCode: "interrupted" }]);
    expect(mailer.sent).toEqual([]);
  });

  test("to an address that is none, or looks mistyped, is asked about with what was typed still there", async () => {
    const saleId = await sellForCash(till, ada);
    const bad = await send(saleId, "sam.karim");
    expect([bad.status, bad.text.includes("This is not an e-mail address.")]).toEqual([422, true]);
    expect(bad.text).toContain('value="sam.karim"');
    const odd = await send(saleId, "sam@gmial.com");
    expect(odd.text).toContain("Did you mean sam@gmail.com?");
    expect(await mails()).toEqual([]);
    const meant = { email: "sam@gmial.com", emailMeant: "sam@gmial.com" };
    expect((await post(ada, `/sales/${saleId}/receipt-mails`, meant, QUICK)).status).toBe(200);
    expect(await mails()).toMatchObject([{ address: "sam@gmial.com" }]);
  });

  test("is sent ten times at most", async () => {
    const saleId = await sellForCash(till, ada);
    for (let i = 0; i < 10; i++) expect((await send(saleId)).status).toBe(200);
    expect((await send(saleId)).text).toContain("This receipt was e-mailed ten times");
    expect(await mails()).toHaveLength(10);
  });

  test("without a mail server there is no way to ask for it, and whoever does is told", async () => {
    till.shop.receipts.mailer = null;
    const saleId = await sellForCash(till, ada);
    expect(await desk(saleId)).toContain("Receipts cannot be e-mailed: no mail server is set up.");
    const answer = await send(saleId);
    expect([answer.status, answer.text.includes("This till has no mail server")]).toEqual([409, true]);
  });

  test("leaves no address behind after a week, and its row stays", async () => {
    const saleId = await sellForCash(till, ada);
    await send(saleId);
    await till.runner.drain();
    till.clock.advance(8 * 24 * 60 * MINUTE);
    await till.runner.drain();
    expect(await mails()).toMatchObject([{ state: "sent", address: null, maskedAddress: "s•••@example.com" }]);
  });
});
