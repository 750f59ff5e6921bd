import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { createMemoryMailer, type MemoryMailer } from "../support/memory-mailer.ts";
import { startNetworkPrinter } from "../support/network-printer.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { returnForCash } from "./return-forms.ts";
import { post } from "./scene.ts";

const QUICK = { "hx-request": "true" };
const SAM = "sam.karim@example.com";

let till: TestTill;
let ada: Browser;
let mailer: MemoryMailer;
let saleId: string;
let returnId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  mailer = createMemoryMailer();
  till.shop.receipts.mailer = mailer;
  ({ saleId, returnId } = await returnForCash(till, ada));
});

afterEach(() => till.close());

const paperOf = (html: string) => /<article.*<\/article>/s.exec(html)?.[0] ?? "";
const prints = () => till.shop.db.read.selectFrom("receiptPrint").selectAll().where("kind", "=", "receipt").execute();
const mails = () => till.shop.db.read.selectFrom("receiptMail").selectAll().execute();

async function printHere(of: string) {
  const { location } = await post(ada, `${of}/prints`, { way: "screen" });
  return await ada.open(location ?? "");
}

describe("the receipt of a return, on the screen", () => {
  test("is counted for itself: the first is the receipt, the next a copy, and the sale's own stays a first one", async () => {
    const first = await printHere(`/returns/${returnId}`);
    expect(first.text).toContain("data-print-now");
    expect(paperOf(first.text)).toContain("RETURN");
    expect(paperOf(first.text)).not.toContain("COPY");
    const second = await printHere(`/returns/${returnId}`);
    expect(paperOf(second.text)).toContain('<p class="mark">COPY</p>');
    expect(second.text).toContain("Shown for printing, copy 1");
    const sales = await printHere(`/sales/${saleId}`);
    expect(paperOf(sales.text)).not.toContain("COPY");
    expect((await prints()).map((one) => one.returnId)).toEqual([returnId, returnId, null]);
  });

  test("only looked at it is printed by nobody, and a printing of the sale's own receipt is none of it", async () => {
    const sales = await printHere(`/sales/${saleId}`);
    const printId = sales.path.split("print=").at(-1);
    for (const page of [`/returns/${returnId}/receipt`, `/returns/${returnId}/receipt?print=${printId}`]) {
      const { text } = await ada.open(page);
      expect(text).not.toContain("data-print-now");
      expect(paperOf(text)).toContain('<p class="mark only-print">COPY</p>');
    }
  });

  test("of no return there is none", async () => {
    const nobody = `ret_${"0".repeat(26)}`;
    expect((await ada.send("GET", `/returns/${nobody}/receipt`)).status).toBe(404);
    expect((await post(ada, `/returns/${nobody}/prints`, { way: "screen" })).status).toBe(404);
    expect((await post(ada, `/returns/${nobody}/receipt-mails`, { email: SAM })).status).toBe(404);
    expect([await prints(), await mails()]).toEqual([[], []]);
  });
});

test("the receipt of a return comes out of the register's printer, the second time as a copy", async () => {
  const device = startNetworkPrinter();
  try {
    const place = { printerHost: "127.0.0.1", printerPort: device.port };
    await till.shop.db.write.updateTable("register").set(place).where("number", "=", 1).execute();
    const print = () => post(ada, `/returns/${returnId}/prints`, { way: "printer", place: "complete" }, QUICK);
    expect((await print()).text).toContain("<b>Printed</b>");
    expect((await print()).text).toContain("Printed, copy 1");
    const [first, second] = device.papers.map(({ lines }) => lines.map(({ text }) => text).join("\n"));
    expect(first).toContain("*** RETURN ***");
    expect(first).not.toContain("COPY");
    expect(second).toContain("*** COPY ***");
  } finally {
    await device.close();
  }
});

describe("the receipt of a return, by e-mail", () => {
  test("goes by the loop, and the return's page says so", async () => {
    const sent = await post(ada, `/returns/${returnId}/receipt-mails`, { email: SAM, place: "complete" }, QUICK);
    expect(sent.text).toContain("E-mail to s•••@example.com is on its way");
    expect(sent.text).toContain(`/returns/${returnId}/receipt/states?place=complete`);
    await till.runner.drain();
    expect(mailer.sent.map(({ address, doc }) => [address, doc.title])).toEqual([
      [SAM, expect.stringMatching(/^PRACTICE: Return 1 · /)],
    ]);
    expect((await ada.open(`/returns/${returnId}`)).text).toContain("E-mailed to s•••@example.com");
    expect((await ada.open(`/sales/${saleId}/receipt`)).text).not.toContain("E-mailed");
  });

  test("is not sent again from the page of another receipt", async () => {
    mailer.outcome = { kind: "refused", code: "smtp_550" };
    await post(ada, `/returns/${returnId}/receipt-mails`, { email: SAM });
    await till.runner.drain();
    const [mail] = await mails();
    expect(mail).toMatchObject({ returnId, state: "failed" });
    expect((await post(ada, `/sales/${saleId}/receipt-mails/${mail?.id}/retry`)).status).toBe(409);
    expect((await post(ada, `/returns/${returnId}/receipt-mails/${mail?.id}/retry`)).status).toBe(303);
    expect((await mails())[0]?.state).toBe("waiting");
  });

  test("a word that is no address is refused with a sentence, beside the receipt it is of", async () => {
    const answer = await post(ada, `/returns/${returnId}/receipt-mails`, { email: "sam at home" });
    expect(answer.status).toBe(422);
    expect(paperOf(answer.text)).toContain("RETURN");
    expect(answer.text).toContain('value="sam at home"');
    expect(await mails()).toEqual([]);
  });
});
