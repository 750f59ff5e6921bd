import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { createMemoryMailer } from "../support/memory-mailer.ts";
import { type NetworkPrinter, startNetworkPrinter } from "../support/network-printer.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { post, ringUp, saleRow, sellForCash } from "./scene.ts";

const MINUTE = 60_000;
const QUICK = { "hx-request": "true" };
const SAM = "sam.karim@example.com";

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  till.shop.receipts.mailer = createMemoryMailer();
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

describe("a printer that is not through with what it was given", () => {
  test("is given five receipts at most, and the sixth is refused in words", async () => {
    const { id } = await till.shop.db.read.selectFrom("register").select("id").where("number", "=", 1)
      .executeTakeFirstOrThrow();
    await till.shop.db.write.updateTable("register").set({ printerHost: "127.0.0.1", printerPort: 9_100 })
      .where("id", "=", id).execute();
    let goOn = () => {};
    const through = new Promise<void>((resolve) => goOn = resolve);
    let asked = 0;
    till.shop.receipts.printer = {
      async print() {
        asked++;
        await through;
        return { state: "failed", code: "unreachable" };
      },
    };
    const sold = await sellForCash(till, ada);
    const print = () => post(ada, `/sales/${sold}/prints`, { way: "printer", place: "complete" }, QUICK);
    const presses = [print(), print(), print(), print(), print()];
    // The drawer's pulse of the sale is the sixth that waits.
    await expect.poll(() => asked).toBe(6);
    const refused = await print();
    expect(refused.status).toBe(429);
    expect(refused.text).toContain("The printer is not through with the five receipts before this one.");
    expect(asked).toBe(6);
    goOn();
    for (const press of presses) expect((await press).status).toBe(200);
    expect((await print()).status).toBe(200);
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

  test("what was being printed when the till stopped is not known, and the page stops asking", async () => {
    const saleId = await sellForCash(till, ada);
    await print(saleId);
    const asked = { state: "asked" as const, answeredAt: null };
    await till.shop.db.write.updateTable("receiptPrint").set(asked).where("kind", "=", "receipt").execute();
    expect((await ada.open(`/sales/${saleId}`)).text).toContain("Printing…");
    till.clock.advance(2 * MINUTE);
    const later = (await ada.open(`/sales/${saleId}`)).text;
    expect(later).toContain("It did not say whether it printed.");
    expect(later).not.toContain("/receipt/states");
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
