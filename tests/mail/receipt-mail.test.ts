import PostalMime from "postal-mime";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createReceiptMailer } from "../../src/mail/mail-route.ts";
import { fullReceipt, makeReceipt } from "../../views/gallery/receipts.ts";
import { en } from "../../views/messages/catalogue.ts";
import { receiptDoc } from "../../views/receipt/receipt-doc.ts";
import { type SmtpServer, startSmtpServer } from "../support/smtp-server.ts";

let server: SmtpServer;

beforeEach(() => {
  server = startSmtpServer();
});

afterEach(() => server.close());

async function receive(facts = fullReceipt()) {
  const from = "Fernbank Outdoor <till@fernbank.example>";
  const mailer = createReceiptMailer({ url: server.url, from, clock: systemClock, assertNoTransaction: () => {} });
  const outcome = await mailer.send(
    "sam.karim@example.com",
    receiptDoc(en)(facts, { isCopy: false, showsNumbers: false }),
  );
  expect(outcome.kind).toBe("done");
  return await PostalMime.parse(server.letters[0]?.raw ?? "");
}

test("a receipt by e-mail is read by another's program: who it is from and to, what it is about, and nothing attached", async () => {
  const mail = await receive();
  expect(mail.from).toMatchObject({ name: "Fernbank Outdoor", address: "till@fernbank.example" });
  expect(mail.to).toMatchObject([{ address: "sam.karim@example.com" }]);
  expect(mail.subject).toBe("Your receipt from Fernbank Outdoor, sale 20418");
  expect(mail.attachments).toEqual([]);
});

test("it says the same as plain text, in columns, and as a page without anything that is fetched", async () => {
  const { text = "", html = "" } = await receive();
  expect(text).toMatch(/^1 × Ridgeline 3 tent {10,}389\.00 A$/m);
  expect(text).toMatch(/^Total {20,}£568\.75$/m);
  for (const words of ["Reference KL-7F3Q-29DM", "Pole kit: second bag", "S-20418"]) {
    expect(text).toContain(words);
    expect(html).toContain(words);
  }
  expect(html).toMatch(/<b>Total<\/b><\/td><td align="right"><b>£568\.75<\/b>/);
  expect(html).not.toMatch(/<(img|script|style|link|iframe)|https?:/);
});

test("what was typed at the till is no markup in it", async () => {
  const { html = "" } = await receive(makeReceipt({ note: "<b>2 & 3</b>" }));
  expect(html).toContain("&lt;b&gt;2 &amp; 3&lt;/b&gt;");
});

test("practice is said in its subject", async () => {
  expect((await receive(makeReceipt({ isPractice: true }))).subject).toMatch(/^PRACTICE: /);
});
