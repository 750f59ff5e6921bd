import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addCustomer, editCustomer, readCustomer } from "../../src/operations/customer-records.ts";
import { forgetCustomer } from "../../src/operations/forget-customer.ts";
import { mailReceipt, retryReceiptMail } from "../../src/operations/receipt-mails.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import type { Operator } from "../../src/shop.ts";
import { searchCustomers } from "../../src/store/customer-search.ts";
import { createMemoryMailer, type MemoryMailer } from "../support/memory-mailer.ts";
import { openScene, problemOf, recordVersion, type Scene, standAt } from "./support.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const QUILL = "quillfeather.zyx@example.com";
const TYPED = { givenName: "Zyxandra", familyName: "Quillfeather", phone: "07911 123987", email: QUILL };
const HOME = {
  street: "1 Wuzzock Lane",
  street2: "",
  postalCode: "NN13 0ZZ",
  city: "Brackley",
  region: "",
  country: "GB",
};

let scene: Scene;
let jo: Operator;
let mailer: MemoryMailer;
let saleId: string;
let customerId: string;

beforeEach(async () => {
  scene = await openScene();
  jo = await standAt(scene, "Jo", 2);
  mailer = createMemoryMailer();
  scene.shop.receipts.mailer = mailer;
  saleId = await scene.ringUp("CLO-HAT");
  const wanted = { saleId, customer: record(TYPED), standing: { isConsenting: true, taxNumber: null } };
  ({ customerId } = await addCustomer(scene.shop, scene.press(), scene.ada, wanted));
  await sell(saleId);
});

afterEach(() => scene.close());

function record(typed: typeof TYPED) {
  const read = readCustomer({ ...typed, ...HOME });
  if (!read.ok) throw new Error("unreadable");
  return read.customer;
}

async function sell(id: string): Promise<void> {
  await takeCash(scene.shop, scene.press(), scene.ada, { ...await scene.seen(id), given: "1000" });
  await completeSale(scene.shop, scene.press(), scene.ada, id);
}

const mail = (id = saleId, address = QUILL) =>
  mailReceipt(scene.shop, scene.press(), scene.ada, { of: { saleId: id, returnId: null }, address });
const forget = () =>
  forgetCustomer(scene.shop, { ...scene.press(), staffId: jo.staffId }, jo, { customerId, approval: null });
const mails = () => scene.shop.db.read.selectFrom("receiptMail").selectAll().orderBy("askedAt").orderBy("id").execute();

describe("an e-mail with a receipt of a customer who is forgotten", () => {
  test("that went is there without its address", async () => {
    await mail();
    await scene.runner.drain();
    await forget();
    expect(await mails()).toMatchObject([{ state: "sent", address: null, maskedAddress: "•••" }]);
  });

  test("that waits, also for want of a mail server, never goes", async () => {
    mailer.outcome = { kind: "unavailable", code: "unreachable" };
    await mail();
    await scene.runner.drain();
    scene.shop.receipts.mailer = null;
    await forget();
    const failed = { state: "failed", answerCode: "forgotten", address: null, nextTryAt: null };
    expect(await mails()).toMatchObject([failed]);
    const retry = { of: { saleId, returnId: null }, mailId: (await mails())[0]!.id };
    expect(await problemOf(retryReceiptMail(scene.shop, scene.press(), retry))).toBe("mail_missing");
    scene.shop.receipts.mailer = mailer;
    scene.clock.advance(DAY);
    await scene.runner.drain();
    expect(mailer.sent).toHaveLength(1);
  });

  test("that is being sent ends with what came of it, and is not tried again", async () => {
    let answer: (outcome: MemoryMailer["outcome"]) => void = () => {};
    const asked = new Promise<void>((isAsked) => {
      mailer.send = () => {
        isAsked();
        return new Promise((resolve) => answer = resolve);
      };
    });
    await mail();
    const sending = scene.runner.drain();
    await asked;
    await forget();
    expect(await mails()).toMatchObject([{ state: "sending", address: null }]);
    answer({ kind: "unavailable", code: "unreachable" });
    await sending;
    expect(await mails()).toMatchObject([{ state: "failed", answerCode: "forgotten", nextTryAt: null }]);
  });

  test("to their address from a sale without a customer is forgotten, too, and others' stay", async () => {
    const other = await scene.ringUp("CLO-HAT");
    await sell(other);
    await mail(other);
    await mail(other, "sam.karim@example.com");
    await scene.runner.drain();
    await forget();
    const addresses = (await mails()).map(({ address }) => address);
    expect(addresses.sort()).toEqual([null, "sam.karim@example.com"].sort());
  });
});

test("a receipt that waits for a mail server which never comes is given up with its address after a week", async () => {
  await mail();
  scene.shop.receipts.mailer = null;
  scene.clock.advance(6 * DAY);
  await scene.runner.drain();
  expect(await mails()).toMatchObject([{ state: "waiting", address: QUILL }]);
  scene.clock.advance(2 * DAY);
  await scene.runner.drain();
  expect(await mails()).toMatchObject([{ state: "failed", answerCode: "forgotten", address: null }]);
});

/** Whatever of it is anywhere in the database's file or in the log beside it. */
async function bytesLeft(word: string): Promise<number> {
  const files = ["till.sqlite", "till.sqlite-wal"].map((name) => Deno.readFile(`${scene.folder}/${name}`));
  const texts = (await Promise.all(files)).map((bytes) => new TextDecoder("latin1").decode(bytes));
  return texts.reduce((count, text) => count + text.toLowerCase().split(word.toLowerCase()).length - 1, 0);
}

test("nothing of a forgotten name, its words, or an address is left in the file", async () => {
  const words = ["Zyxandra", "Quillfeather", "Quillfe", "7911123987", "Wuzzock"];
  await mail();
  await scene.runner.drain();
  const before = await Promise.all(words.map(bytesLeft));
  expect(before.every((count) => count > 0)).toBe(true);
  await forget();
  expect(await Promise.all(words.map(bytesLeft))).toEqual(words.map(() => 0));
});

test("the index by which customers are searched holds no letters of them any more, nor of a name that was changed", async () => {
  const { write } = scene.shop.db;
  await sql`create virtual table "seenWords" using fts5vocab("customerWords", 'row')`.execute(write);
  const lettersOf = async (word: string) => {
    const { rows } = await sql<{ term: string }>`select "term" from "seenWords"
      where "term" in (${sql.join([0, 1, 2, 3].map((at) => word.slice(at, at + 3)))})`.execute(write);
    return rows.length;
  };
  expect(await lettersOf("wuzzock"), "a street is not searched by").toBe(0);
  expect(await lettersOf("zyxandra")).toBe(4);
  await editCustomer(scene.shop, scene.press(), scene.ada, {
    saleId,
    customerId,
    recordVersion: await recordVersion(scene, customerId),
    customer: record({ ...TYPED, givenName: "Anna" }),
  });
  expect(await lettersOf("xandra")).toBe(0);
  expect(await searchCustomers(scene.shop.db.read, "quillf")).toHaveLength(1);
  await forget();
  expect(await lettersOf("quillf")).toBe(0);
  expect(await searchCustomers(scene.shop.db.read, "quillf")).toEqual([]);
  await sql`insert into "customerWords" ("customerWords") values ('integrity-check')`.execute(write);
});
