import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "../../src/shop.ts";
import type { Browser } from "../support/browser.ts";
import { startNetworkPrinter } from "../support/network-printer.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { idOfCustomer, payWithKlarna, post, sellForCash, setScene } from "./scene.ts";

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

const page = async (path = "/shift") => (await ada.open(path)).text;
const entries = () => till.shop.db.read.selectFrom("drawerEntry").selectAll().execute();

test("signing in opens the shift without asking; its float is counted from the page, with one press for what was left", async () => {
  expect(await page()).toContain("The last closing left £0.00 in the drawer.");
  expect(await page()).toMatch(/name="float"[^>]* value="0.00"/);
  await ada.submit(await ada.open("/shift"), "/shift/float", { float: "0.00" });
  expect(await page()).toContain("£0.00 was in the drawer at the start.");
});

test("a float that is less than the last closing left is told and needs a reason, which the page, the Z report and its file keep", async () => {
  await sellForCash(till, ada);
  await post(ada, "/shift/counts", { total: "389" });
  await ada.submit(await ada.open("/shift/closing"), "/shift/closing", {});
  const refused = await ada.submit(await ada.open("/shift"), "/shift/float", { float: "339" });
  expect([refused.status, /name="float"[^>]* value="339"/.test(refused.text)]).toEqual([422, true]);
  expect(refused.text).toContain("Nothing was saved.");
  expect(refused.text).toContain("That is £50.00 less than the last closing left.");
  const long = await ada.submit(refused, "/shift/float", { float: "339", floatReason: "x".repeat(201) });
  expect([long.status, long.text.includes(">That is £50.00")]).toEqual([422, false]);
  await ada.submit(long, "/shift/float", { float: "339", floatReason: "=Taken to the bank" });
  expect(await page()).toContain("Why: =Taken to the bank");
  await post(ada, "/shift/counts", { total: "339" });
  const closed = await ada.submit(await ada.open("/shift/closing"), "/shift/closing", { left: "0" });
  for (const row of ["Left at the last closing", "389.00", "Float differs by", "−£50.00", "Why: =Taken to the bank"]) {
    expect(closed.text).toContain(row);
  }
  const csv = (await ada.send("GET", `${closed.path}/csv`)).text;
  expect(csv).toContain("cash,left_by_last_closing,,389.00\r\ncash,float_difference,,-50.00\r\n");
  expect(csv).toContain("cash,float_difference_reason,'=Taken to the bank,\r\n");
  expect(csv).toContain("cash,banked,,-339.00\r\n");
  expect((await page("/z-reports")).match(/zed_\w+/g)).toHaveLength(2);
});

test("cash is put in by anybody and taken out by a senior, each with a reason", async () => {
  expect(await page()).toContain("Cash is taken out by a senior or a manager.");
  const refused = await ada.submit(await ada.open("/shift"), "/shift/cash-in", { inAmount: "20" });
  expect([refused.status, refused.text.includes('value="20"')]).toEqual([422, true]);
  expect((await post(ada, "/shift/cash-in", { inAmount: "x", inReason: "Bank" })).status).toBe(422);
  await ada.submit(await ada.open("/shift"), "/shift/cash-in", { inAmount: "20", inReason: "Bank" });
  expect((await post(ada, "/shift/cash-out", { outAmount: "5", outReason: "Stamps" })).status).toBe(403);
  const jo = await till.signIn("Jo");
  await jo.submit(await jo.open("/shift"), "/shift/cash-out", { outAmount: "5", outReason: "Stamps" });
  expect((await entries()).map(({ cause, amountMinor, reason }) => [cause, amountMinor, reason])).toEqual([
    ["in", 2_000, "Bank"],
    ["out", -500, "Stamps"],
  ]);
  expect(await page()).toContain("Stamps");
});

test("the drawer is counted as a sum or by pieces; where both are typed they must agree", async () => {
  for (const wrong of [{}, { total: "x" }, { piece0: "1.5" }, { total: "51", piece0: "1" }]) {
    expect((await post(ada, "/shift/counts", wrong)).status).toBe(422);
  }
  const counted = await post(ada, "/shift/counts", { piece0: "1", piece4: "2", total: "54" });
  expect([counted.status, counted.location]).toEqual([303, "/shift/closing"]);
  const [row] = await till.shop.db.read.selectFrom("drawerCount").selectAll().execute();
  expect(row).toMatchObject({ countedMinor: 5_400, expectedMinor: 0 });
  expect(JSON.parse(row?.pieces ?? "")).toMatchObject({ 5000: 1, 200: 2 });
  expect(await page("/shift/closing")).toContain("£54.00 too much.");
});

test("a blind counting shows what should be there only afterwards", async () => {
  const mona = await till.signIn("Mona", 2);
  await mona.submit(await mona.open("/settings/selling"), "/settings/selling", {
    cashierLimit: "10",
    seniorLimit: "25",
    returnLimit: "100",
    cashStep: "0.01",
    countsBlind: "yes",
  });
  expect((await mona.open("/settings/selling")).text).toMatch(/name="countsBlind" value="yes" checked/);
  await sellForCash(till, ada);
  const before = await page();
  expect(before).toContain("What was taken, and what should be in the drawer, is shown once it is counted.");
  expect(before).not.toContain("Should be<");
  await post(ada, "/shift/counts", { total: "1" });
  expect(await page()).toContain("Should be<");
  expect(await page("/shift/closing")).toContain("Counted once.");
});

test("while counting is blind nothing sums up cash but to a manager: not the shift, nor the list of payments", async () => {
  await till.shop.db.write.updateTable("shop").set({ countsBlind: 1 }).execute();
  const tent = await sellForCash(till, ada);
  expect(await page()).not.toContain("389.00");
  expect(await page("/payments")).not.toContain("Cash £389.00");
  const jo = await till.signIn("Jo", 1);
  expect((await jo.open("/shift")).text).not.toContain("389.00");
  const mona = await till.signIn("Mona", 1);
  expect((await mona.open("/shift")).text).toContain("Should be<");
  expect((await mona.open("/payments")).text).toContain("Cash £389.00");
  // One payment is no sum.
  expect(await page(`/sales/${tent}/receipt`)).toContain("389.00");
  await post(ada, "/shift/counts", { total: "389" });
  expect(await page()).toContain("£389.00");
});

test("while counting is blind neither the float nor what was put in or taken out is shown, but to a manager", async () => {
  await till.shop.db.write.updateTable("shop").set({ countsBlind: 1 }).execute();
  await sellForCash(till, ada);
  await post(ada, "/shift/counts", { total: "389" });
  await ada.submit(await ada.open("/shift/closing"), "/shift/closing", { left: "151.25" });
  const amounts = /151\.25|150\.25|1\.00 less|42\.10/;
  // No shift is open yet, then one whose float is not counted.
  expect(await page()).not.toMatch(amounts);
  await sellForCash(till, ada);
  expect(await page()).not.toMatch(amounts);
  const wrong = await post(ada, "/shift/float", { float: "150.25" });
  expect(wrong.text).toContain("That is not what the last closing left.");
  expect(wrong.text.replace('value="150.25"', "")).not.toMatch(amounts);
  await post(ada, "/shift/float", { float: "150.25", floatReason: "milk" });
  await post(ada, "/shift/cash-in", { inAmount: "42.10", inReason: "Bank" });
  const blind = await page();
  expect([blind.includes("The float is counted."), blind.includes("Bank"), amounts.test(blind)]).toEqual([
    true,
    true,
    false,
  ]);
  const mona = (await (await till.signIn("Mona", 1)).open("/shift")).text;
  expect([mona.includes("150.25"), mona.includes("42.10")]).toEqual([true, true]);
  await post(ada, "/shift/counts", { total: "1" });
  expect(await page()).toContain("£150.25 was in the drawer at the start.");
});

test("a drawer that was counted more than once has each counting in its report, on paper and in the file", async () => {
  await sellForCash(till, ada);
  await post(ada, "/shift/counts", { total: "0" });
  await post(ada, "/shift/counts", { total: "389" });
  const closed = await ada.submit(await ada.open("/shift/closing"), "/shift/closing", {});
  expect(closed.text).toMatch(/Count 1<[^£]*>0\.00<.*Count 2<[^£]*>389\.00</s);
  const csv = (await ada.send("GET", `${closed.path}/csv`)).text;
  expect(csv).toContain("cash,count_1,,0.00\r\ncash,count_2,,389.00\r\ncash,counted,,389.00\r\n");
  await ada.open("/shift");
  await post(ada, "/shift/float", { float: "389" });
  await post(ada, "/shift/counts", { total: "389" });
  const once = await ada.submit(await ada.open("/shift/closing"), "/shift/closing", {});
  expect(once.text).not.toContain("Count 1");
});

test("without a counting that still holds, closing leads back to the shift", async () => {
  expect((await ada.open("/shift/closing")).path).toBe("/shift");
  await post(ada, "/shift/counts", { total: "0" });
  await sellForCash(till, ada);
  expect((await ada.open("/shift/closing")).path).toBe("/shift");
  const late = await post(ada, "/shift/closing", { count: "1" });
  expect(late.status).toBe(409);
  expect(late.text).toContain("Count it once more.");
});

test("closing wants a reason and a tick for each open payment, and then writes a report to print and to save", async () => {
  const { saleId } = await setScene(till, ada);
  const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
  await till.shop.db.write.updateTable("customer").set({ givenName: "=cmd", familyName: "Karim" })
    .where("id", "=", await idOfCustomer(till, "Karim")).execute();
  await post(ada, "/shift/counts", { total: "1" });
  const unexplained = await ada.submit(await ada.open("/shift/closing"), "/shift/closing");
  expect([unexplained.status, unexplained.text.includes("Say why")]).toEqual([422, true]);
  const forgotten = await ada.submit(unexplained, "/shift/closing", { reason: "@found" });
  expect([forgotten.status, forgotten.text.includes("still open. Tick it")]).toEqual([409, true]);
  const closed = await ada.submit(forgotten, "/shift/closing", { reason: "@found", carried: paymentId });
  expect(closed.text).toContain("Z report 1");
  expect(closed.text).toContain("=cmd Karim");
  expect(closed.text).toContain("Why: @found");
  const csv = await ada.send("GET", `${closed.path}/csv`);
  expect(csv.text).toMatch(/^section,item,count_or_text,amount\r\n/);
  expect(csv.text).toContain("cash,difference,,-9.00\r\n");
  expect(csv.text).toContain("cash,difference_reason,'@found,\r\n");
  expect(csv.text).toMatch(/carried_over,\d+-1 waiting,'=cmd Karim,[\d.]+\r\n/);
  expect(await page("/z-reports")).toContain("Z report 1");
  expect(await page()).toContain("No shift is open here.");
});

test("a report stays as it was, whatever happens later; a forgotten customer is no longer named", async () => {
  await sellForCash(till, ada);
  await post(ada, "/shift/counts", { total: "0" });
  const closed = await ada.submit(await ada.open("/shift/closing"), "/shift/closing", { reason: "Stolen" });
  const before = (await ada.send("GET", `${closed.path}/csv`)).text;
  till.clock.advance(60_000);
  await sellForCash(till, ada);
  expect((await ada.send("GET", `${closed.path}/csv`)).text).toBe(before);
  expect((await ada.open("/z-reports/zed_00000000000000000000000000")).status).toBe(404);
});

test("the list of reports leads on to the older ones, and back to the newest", async () => {
  await post(ada, "/shift/counts", { total: "0" });
  await ada.submit(await ada.open("/shift/closing"), "/shift/closing");
  const { read, write } = till.shop.db;
  const [shift, report] = [
    await read.selectFrom("shift").selectAll().where("closedAt", "is not", null).executeTakeFirstOrThrow(),
    await read.selectFrom("zReport").selectAll().executeTakeFirstOrThrow(),
  ];
  for (let number = 2; number <= 102; number++) {
    const shiftId = newId(till.shop, "shf");
    await write.insertInto("shift").values({ ...shift, id: shiftId }).execute();
    await write.insertInto("zReport").values({ ...report, id: newId(till.shop, "zed"), shiftId, number }).execute();
  }
  const newest = await page("/z-reports");
  expect(newest).toContain(">Z report 3<");
  expect(newest).not.toContain(">Z report 2<");
  expect(newest).not.toContain("To the newest");
  const older = await page(/href="([^"]+)">Earlier reports/.exec(newest)?.[1]);
  expect(older.match(/>Z report \d+</g)).toEqual([">Z report 2<", ">Z report 1<"]);
  expect(older).not.toContain("Earlier reports");
  expect(older).toContain('href="/z-reports">To the newest');
});

test("a report comes out of the register's own printer, which is asked once however often the page is drawn", async () => {
  await sellForCash(till, ada);
  await post(ada, "/shift/counts", { total: "0" });
  const closed = await ada.submit(await ada.open("/shift/closing"), "/shift/closing", { reason: "Stolen" });
  const prints = `${closed.path}/prints`;
  expect((await post(ada, prints)).text).toContain("This till has no receipt printer of its own");
  const device = startNetworkPrinter();
  const place = { printerHost: "127.0.0.1", printerPort: device.port };
  await till.shop.db.write.updateTable("register").set(place).where("number", "=", 1).execute();
  const printed = await ada.submit(await ada.open(closed.path), prints);
  expect(printed.text).toContain("<b>Printed</b>");
  await ada.open(printed.path);
  expect(device.papers.map(({ lines }) => lines.some(({ text }) => text.includes("Z report 1")))).toEqual([true]);
  await device.close();
  const silent = await ada.submit(await ada.open(closed.path), prints);
  expect(silent.text).toContain("The printer does not answer");
  expect((await ada.open(`${closed.path}?printed=no_paper`)).text).toContain("out of paper");
  expect((await ada.send("GET", `${closed.path}?printed=gold`)).status).toBe(422);
});
