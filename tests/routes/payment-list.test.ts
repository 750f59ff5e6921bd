import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { paymentRow, payWithKlarna, post, ringUp, setScene, signInFields } from "./scene.ts";

let till: TestTill;
let ada: Browser;
let ben: Browser;
/** Ada's, by Sam Karim at register 1, still open; and Ben's at register 2, which he cancelled. */
let adas: string;
let bens: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  ben = await till.signIn("Ben", 2);
  adas = await payWithKlarna(till, ada, (await setScene(till, ada)).saleId, "waiting");
  bens = await payWithKlarna(till, ben, await ringUp(till, ben, ["CLO-HAT"]), "waiting");
  await post(ben, `/payments/${bens}/cancellation`);
});

afterEach(() => till.close());

/** Which of the two are listed, by whose they are. */
async function listed(query: string): Promise<string[]> {
  const { status, text } = await ada.open(`/payments?${query}`);
  expect(status).toBe(200);
  return Object.entries({ ada: adas, ben: bens }).filter(([, id]) => text.includes(`id="row-${id}"`))
    .map(([name]) => name);
}

describe("the list of payments", () => {
  test("is narrowed by status, register, cashier, amount and day, and by all of them together", async () => {
    const [atAdas, atBens] = [await signInFields(till, "Ada"), await signInFields(till, "Ben", 2)];
    expect(await listed("")).toEqual(["ada", "ben"]);
    expect(await listed("filter=open")).toEqual(["ada"]);
    expect(await listed("filter=cancelled")).toEqual(["ben"]);
    expect(await listed(`register=${atBens.registerId}`)).toEqual(["ben"]);
    expect(await listed(`staff=${atAdas.staffId}`)).toEqual(["ada"]);
    expect(await listed(`staff=${atAdas.staffId}&register=${atBens.registerId}`)).toEqual([]);
    const { amountMinor } = await paymentRow(till, bens);
    const amount = (amountMinor / 100).toFixed(2);
    expect(await listed(`amount=${amount}`)).toEqual(["ben"]);
    expect(await listed(`amount=${amount.replace(".", ",")}`)).toEqual(["ben"]);
    const today = new Date(till.clock.now()).toISOString().slice(0, 10);
    expect(await listed(`day=${today}`)).toEqual(["ada", "ben"]);
    expect(await listed("day=2020-01-01")).toEqual([]);
    const all = `filter=ended&register=${atBens.registerId}&staff=${atBens.staffId}&amount=${amount}&day=${today}`;
    expect(await listed(all)).toEqual(["ben"]);
  });

  test("is looked through by reference and customer; of a name three letters are needed", async () => {
    const { reference } = await paymentRow(till, bens);
    expect(await listed(`q=${reference}`)).toEqual(["ben"]);
    expect(await listed("q=karim")).toEqual(["ada", "ben"]);
    expect(await listed("q=nobodyiscalledso")).toEqual([]);
    const short = await ada.open("/payments?q=ka");
    expect(short.text).toContain("Type at least three letters of a name.");
    expect(short.text).not.toContain('id="row-');
  });

  test("says beside the field what cannot be read, keeps it, and lists nothing meanwhile", async () => {
    const { text } = await ada.open("/payments?day=2026-02-31&amount=a%20lot");
    expect(text).toContain("That is not a day.");
    expect(text).toContain('value="a lot"');
    expect(text).toContain("Correct what is marked above");
    expect(text).not.toContain('id="row-');
  });

  test.each(["filter=gone", "register=stf_1", "staff=x", "after=1", "after=1.pay_x"])("refuses %s", async (query) => {
    expect((await ada.open(`/payments?${query}`)).status).toBe(422);
  });

  test("keeps every filter when it asks for itself, with and without script", async () => {
    const query = "filter=ended&q=karim&day=2026-11-24&amount=1&register=&staff=";
    const kept = "filter=ended&amp;q=karim&amp;day=2026-11-24&amp;amount=1";
    const { text } = await ada.open(`/payments?${query}`);
    expect(text).toContain(`hx-get="/payments/list?${kept}"`);
    expect(text).toContain(`content="10;url=/payments?${kept}"`);
    expect(text).toContain(`href="/payments?find=1&amp;${kept}"`);
    expect(text).toMatch(/<option value="ended" selected/);
    const asking = await ada.open("/payments?find=1&q=karim");
    expect(asking.text).not.toContain("http-equiv");
    expect(asking.text).toContain('class="seek is-asked"');
  });

  test("shows a page at a time, and leads on to the older ones with the same filters", async () => {
    await till.shop.db.write.updateTable("payment").set({ status: "cancelled" }).execute();
    const row = await paymentRow(till, bens);
    for (let index = 0; index < 55; index++) {
      const id = `pay_${String(index).padStart(26, "0")}`;
      const copy = { ...row, id, attempt: index + 2, orderId: null, createdAt: row.createdAt - 1000 * (index + 1) };
      await till.shop.db.write.insertInto("payment").values(copy).execute();
    }
    const first = await ada.open("/payments?filter=ended&q=karim");
    expect(first.text.match(/id="row-/g)).toHaveLength(50);
    const older = /href="(\/payments\?[^"]*after=[^"]*)"/.exec(first.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(older).toContain("filter=ended&q=karim&after=");
    const second = await ada.open(older);
    expect(second.text.match(/id="row-/g)).toHaveLength(7);
    expect(second.text).toContain('href="/payments?filter=ended&amp;q=karim"');
    expect(second.text).not.toContain("Older payments");
  });
});
