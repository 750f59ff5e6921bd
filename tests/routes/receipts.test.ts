import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { createMemoryMailer, type MemoryMailer } from "../support/memory-mailer.ts";
import { type NetworkPrinter, startNetworkPrinter } from "../support/network-printer.ts";
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

const prints = () => till.shop.db.read.selectFrom("receiptPrint").selectAll().orderBy("number").execute();
const mails = () => till.shop.db.read.selectFrom("receiptMail").selectAll().execute();
const codeOf = async (saleId: string) => (await saleRow(till, saleId)).code;

/** Prints on this screen; the page that the browser then prints. */
async function printHere(saleId: string) {
  const { location } = await post(ada, `/sales/${saleId}/prints`, { way: "screen" });
  return await ada.open(location ?? "");
}

/** What stands on the paper itself. */
const paperOf = (html: string) => /<article.*<\/article>/s.exec(html)?.[0] ?? "";

describe("a receipt from the screen", () => {
  test("the first one is the receipt, each one after it a copy, and each is on record with who and where", async () => {
    const saleId = await sellForCash(till, ada);
    const first = await printHere(saleId);
    expect(first.text).toContain("data-print-now");
    expect(paperOf(first.text)).not.toContain("COPY");
    const second = await printHere(saleId);
    expect(paperOf(second.text)).toContain('<p class="mark">COPY</p>');
    expect(await prints()).toMatchObject([{ number: 1, way: "screen", state: "done" }, { number: 2, kind: "receipt" }]);
    expect(second.text).toContain("Shown for printing, copy 1");
  });

  test("only looked at, or opened again later, it is not printed by itself, and on paper it would be a copy", async () => {
    const saleId = await sellForCash(till, ada);
    const looked = await ada.open(`/sales/${saleId}/receipt`);
    const first = await printHere(saleId);
    till.clock.advance(3 * MINUTE);
    const again = await ada.open(first.path);
    for (const page of [looked, again]) {
      expect(page.text).not.toContain("data-print-now");
      expect(paperOf(page.text)).toContain('<p class="mark only-print">COPY</p>');
    }
    expect(await prints()).toHaveLength(1);
  });

  test("of a sale that is not finished there is none, and none is counted", async () => {
    const saleId = await ringUp(till, ada);
    expect((await ada.send("GET", `/sales/${saleId}/receipt`)).status).toBe(404);
    expect((await post(ada, `/sales/${saleId}/prints`, { way: "screen" })).status).toBe(404);
    expect((await post(ada, `/sales/${saleId}/receipt-mails`, { email: SAM })).status).toBe(404);
    expect([await prints(), await mails()]).toEqual([[], []]);
  });

  test("the register's paper is what it is drawn on", async () => {
    const saleId = await sellForCash(till, ada);
    expect((await ada.open(`/sales/${saleId}/receipt`)).text).toContain("receipt receipt-80");
    await till.shop.db.write.updateTable("register").set({ paper: "a4" }).where("number", "=", 1).execute();
    expect((await ada.open(`/sales/${saleId}/receipt`)).text).toContain("receipt receipt-a4");
  });
});

describe("a register with a printer of its own", () => {
  let device: NetworkPrinter;

  beforeEach(async () => {
    device = startNetworkPrinter();
    const place = { printerHost: "127.0.0.1", printerPort: device.port };
    await till.shop.db.write.updateTable("register").set(place).where("number", "=", 1).execute();
  });

  afterEach(() => device.close());

  const print = (saleId: string) => post(ada, `/sales/${saleId}/prints`, { way: "printer", place: "complete" }, QUICK);

  test("prints without a page, says so in place, and opens the drawer by itself when cash was taken", async () => {
    const saleId = await sellForCash(till, ada);
    const answer = await print(saleId);
    expect(answer.text).toContain("<b>Printed</b>");
    expect(answer.text).not.toContain("<html");
    await expect.poll(() => device.pulses).toBe(1);
    await expect.poll(async () => (await ada.open(`/sales/${saleId}`)).text).toContain("Drawer is open");
    expect(device.papers[0]?.barcodes).toEqual([`S-${await codeOf(saleId)}`]);
    await print(saleId);
    expect(device.papers[1]?.lines.map(({ text }) => text).join()).toContain("*** COPY ***");
    expect(device.papers[0]?.lines.map(({ text }) => text).join()).not.toContain("COPY");
  });

  test("that does not answer keeps nobody from selling; the next receipt is no copy, for none came out", async () => {
    await device.close();
    const saleId = await sellForCash(till, ada);
    expect((await saleRow(till, saleId)).status).toBe("completed");
    const answer = await print(saleId);
    expect([answer.status, answer.text.includes("The printer does not answer")]).toEqual([200, true]);
    expect(answer.text).toContain("Print on this screen");
    expect(paperOf((await printHere(saleId)).text)).not.toContain('<p class="mark">COPY</p>');
    expect((await prints()).filter(({ kind }) => kind === "receipt")).toMatchObject([
      { state: "failed", answerCode: "unreachable" },
      { state: "done", way: "screen" },
    ]);
  });

  test("prints once for one press, also when it is sent twice at once", async () => {
    const saleId = await sellForCash(till, ada);
    const page = await ada.open(`/sales/${saleId}`);
    await Promise.all([ada.submit(page, /\/prints$/), ada.submit(page, /\/prints$/)]);
    expect(device.papers).toHaveLength(1);
  });

  test("at a register without one it is refused in words, and nothing is counted", async () => {
    const ben = await till.signIn("Ben", 2);
    const saleId = await sellForCash(till, ben);
    const answer = await post(ben, `/sales/${saleId}/prints`, { way: "printer" });
    expect([answer.status, answer.text.includes("This till has no receipt printer of its own.")]).toEqual([409, true]);
    expect(await prints()).toEqual([]);
    expect(device.pulses).toBe(0);
  });

  test("a manager sets it, tries it before saving, and hears what is wrong with what was typed", async () => {
    const mona = await till.signIn("Mona", 3);
    const { id } = await till.shop.db.read.selectFrom("register").select("id").where("number", "=", 3)
      .executeTakeFirstOrThrow();
    const path = `/settings/printers/${id}`;
    const wrong = await post(mona, path, { paper: "80", host: "http://printer", port: "99999" });
    expect(wrong.status).toBe(422);
    for (const words of ["This is not an address of a printer.", "from 1 to 65535", 'value="http://printer"']) {
      expect(wrong.text).toContain(words);
    }
    const fields = { paper: "58", host: "127.0.0.1", port: String(device.port) };
    const tried = await post(mona, `${path}/test`, fields);
    expect(tried.text).toContain(">Printed<");
    expect(device.papers[0]?.lines.map(({ text }) => text.trim())).toContain("This printer works.");
    const register = () => till.shop.db.read.selectFrom("register").selectAll().where("id", "=", id).executeTakeFirst();
    expect(await register()).toMatchObject({ paper: "80", printerHost: null });
    const saved = await post(mona, path, fields);
    expect((await mona.open(saved.location ?? "")).text).toContain(">Saved<");
    expect(await register()).toMatchObject({ paper: "58", printerHost: "127.0.0.1", printerPort: device.port });
  });
});

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

describe("a finished sale", () => {
  test("opens by its receipt's code, scanned in the middle of another sale, which stays as it is", async () => {
    const old = await sellForCash(till, ada);
    const code = await codeOf(old);
    const saleId = await ringUp(till, ada);
    for (const typed of [`S-${code}`, `s${code}`]) {
      const plain = await post(ada, `/sales/${saleId}/lines`, { typed });
      expect([plain.status, plain.location]).toEqual([303, `/sales/${old}/receipt`]);
      const quick = await post(ada, `/sales/${saleId}/lines`, { typed }, QUICK);
      expect(quick.headers.get("hx-redirect")).toBe(`/sales/${old}/receipt`);
    }
    expect((await ada.open("/")).path).toBe(`/sales/${saleId}`);
    expect((await ada.open(`/sales/${saleId}`)).text).toContain("Ridgeline 3 tent");
    const unknown = await post(ada, `/sales/${saleId}/lines`, { typed: "S-99999" });
    expect([unknown.status, unknown.text.includes("No product has the code or name")]).toEqual([404, true]);
  });

  test("is found by its code, its number, its receipt's number, its customer and its day", async () => {
    const plain = await sellForCash(till, ada);
    const withSam = await ringUp(till, ada, ["CLO-HAT"]);
    await post(ada, `/sales/${withSam}/customer`, { customerId: await idOfCustomer(till, "Karim") });
    till.clock.advance(2 * 24 * 60 * MINUTE);
    ada = await till.signIn("Ada");
    await post(ada, `/sales/${withSam}/tenders`, { kind: "cash", given: "400" });
    await post(ada, `/sales/${withSam}/completion`);
    const found = async (query: string) => {
      const page = await ada.open(`/sales/find?${query}`);
      return [plain, withSam].map((saleId) => page.text.includes(`/sales/${saleId}/receipt`));
    };
    expect((await ada.open(`/sales/find?q=S-${await codeOf(plain)}`)).path).toBe(`/sales/${plain}/receipt`);
    expect(await found("")).toEqual([true, true]);
    expect(await found(`q=${await codeOf(plain)}`)).toEqual([true, false]);
    expect(await found(`q=${(await saleRow(till, withSam)).receiptNumber}`)).toEqual([false, true]);
    expect(await found("q=kar")).toEqual([false, true]);
    expect(await found("q=nobody")).toEqual([false, false]);
    const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
    expect(await found(`day=${dayOf(till.clock.now())}`)).toEqual([false, true]);
    expect(await found("day=2001-01-01")).toEqual([false, false]);
    expect((await ada.open("/sales/find?day=rubbish")).text).toContain("That is not a day.");
  });

  test("is not found among others when it is not finished", async () => {
    const saleId = await ringUp(till, ada);
    const code = await codeOf(saleId);
    expect((await ada.open(`/sales/find?q=S-${code}`)).text).toContain("No finished sale matches");
    expect((await ada.open("/sales/find")).text).not.toContain(saleId);
  });
});
