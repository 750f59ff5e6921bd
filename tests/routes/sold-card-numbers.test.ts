import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../src/shop.ts";
import type { Browser } from "../support/browser.ts";
import { createMemoryMailer, type MemoryMailer } from "../support/memory-mailer.ts";
import { type NetworkPrinter, startNetworkPrinter } from "../support/network-printer.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { post } from "./scene.ts";

const MINUTE = 60_000;
const WHOLE = /PRIN TED0 042/;
const SAM = "sam.karim@example.com";

let till: TestTill;
let ada: Browser;
let mailer: MemoryMailer;
let saleId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  mailer = createMemoryMailer();
  till.shop.receipts.mailer = mailer;
  saleId = newId(till.shop, "sal");
  await post(ada, `/sales/${saleId}/gift-cards`, { amount: "25", number: "PRINTED-0042" });
  await post(ada, `/sales/${saleId}/tenders`, { kind: "card" });
  await post(ada, `/sales/${saleId}/completion`);
});

afterEach(() => till.close());

async function printHere(who = ada, fields: Record<string, string> = {}) {
  const { location } = await post(who, `/sales/${saleId}/prints`, { way: "screen", ...fields });
  return await who.open(location ?? "");
}

async function mail() {
  await post(ada, `/sales/${saleId}/receipt-mails`, { email: SAM });
  await till.runner.drain();
  return JSON.stringify(mailer.sent.at(-1)?.doc);
}

describe("the number of a gift card that was sold", () => {
  test("is whole on the first receipt alone: not on the screen, a copy or a later e-mail", async () => {
    for (const page of [`/sales/${saleId}`, `/sales/${saleId}/receipt`]) {
      expect((await ada.open(page)).text).not.toMatch(WHOLE);
    }
    const first = await printHere();
    expect(first.text).toMatch(WHOLE);
    expect(first.text).toContain("with the gift card’s number");
    for (const text of [(await printHere()).text, (await ada.open(`/sales/${saleId}/receipt`)).text, await mail()]) {
      expect(text).not.toMatch(WHOLE);
      expect(text).toContain("•••• 0042");
    }
  });

  test("is shown by the address of that printing to nobody else, and to nobody later", async () => {
    const first = await printHere();
    const ben = await till.signIn("Ben", 2);
    expect((await ben.open(first.path)).text).not.toMatch(WHOLE);
    till.clock.advance(3 * MINUTE);
    expect((await ada.open(first.path)).text).not.toMatch(WHOLE);
  });

  test("is whole in an e-mail that is the first receipt; one that reached nobody was none", async () => {
    mailer.outcome = { kind: "refused", code: "smtp_550" };
    expect(await mail()).toMatch(WHOLE);
    mailer.outcome = { kind: "done", reference: null };
    expect(await mail()).toMatch(WHOLE);
    expect((await printHere()).text).not.toMatch(WHOLE);
  });

  test("is on a receipt that is asked for within half an hour; after that a senior prints it, though nobody did before", async () => {
    till.clock.advance(30 * MINUTE);
    const ben = await till.signIn("Ben", 2);
    expect((await ben.open(`/sales/${saleId}/receipt`)).text).toContain("a senior can print it");
    for (const text of [(await printHere(ben)).text, await mail()]) expect(text).not.toMatch(WHOLE);
    expect((await post(ben, `/sales/${saleId}/prints`, { way: "screen", numbers: "again" })).status).toBe(403);
    const mona = await till.signIn("Mona", 3);
    expect((await mona.open(`/sales/${saleId}/receipt`)).text).toContain("Print it with the gift card’s number");
    expect((await printHere(mona, { numbers: "again" })).text).toMatch(WHOLE);
  });

  test("is shown until just before that, and nobody is sent to a senior yet", async () => {
    till.clock.advance(30 * MINUTE - 1);
    expect((await ada.open(`/sales/${saleId}/receipt`)).text).not.toContain("a senior can print it");
    expect((await printHere()).text).toMatch(WHOLE);
  });

  test("is in an e-mail that was asked for in time, however long the mail server was away", async () => {
    mailer.outcome = { kind: "unavailable", code: "smtp_away" };
    await mail();
    till.clock.advance(60 * MINUTE);
    mailer.outcome = { kind: "done", reference: null };
    await till.runner.drain();
    expect(mailer.sent).toHaveLength(2);
    expect(JSON.stringify(mailer.sent.at(-1)?.doc)).toMatch(WHOLE);
  });

  test("is printed once more by a senior, on record, and by no cashier", async () => {
    await printHere();
    expect((await post(ada, `/sales/${saleId}/prints`, { way: "screen", numbers: "again" })).status).toBe(403);
    expect((await ada.open(`/sales/${saleId}/receipt`)).text).not.toContain("Print it with");
    const mona = await till.signIn("Mona", 3);
    expect((await mona.open(`/sales/${saleId}/receipt`)).text).toContain("Print it with the gift card’s number");
    const again = await printHere(mona, { numbers: "again" });
    expect(again.text).toMatch(WHOLE);
    expect(again.text).toContain('<p class="mark">COPY</p>');
    const prints = await till.shop.db.read.selectFrom("receiptPrint").select(["number", "showsNumbers"]).execute();
    expect(prints).toEqual([{ number: 1, showsNumbers: 1 }, { number: 2, showsNumbers: 1 }]);
  });
});

describe("at a register with a printer of its own", () => {
  let device: NetworkPrinter;

  beforeEach(async () => {
    device = startNetworkPrinter();
    const place = { printerHost: "127.0.0.1", printerPort: device.port };
    await till.shop.db.write.updateTable("register").set(place).where("number", "=", 1).execute();
  });

  afterEach(() => device.close());

  const print = () => post(ada, `/sales/${saleId}/prints`, { way: "printer" });
  const paper = (index: number) => device.papers[index]?.lines.map(({ text }) => text).join("\n") ?? "";

  test("the first one printed has it, the copy its end", async () => {
    await print();
    await print();
    expect(paper(0)).toMatch(WHOLE);
    expect(paper(1)).toContain("**** 0042");
    expect(paper(1)).not.toMatch(WHOLE);
  });

  test("a printing that came to nothing does not use it up", async () => {
    await device.close();
    await print();
    expect((await printHere()).text).toMatch(WHOLE);
    expect((await printHere()).text).not.toMatch(WHOLE);
  });
});
