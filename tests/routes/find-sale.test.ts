import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../src/shop.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { idOfCustomer, post, ringUp, saleRow, sellForCash } from "./scene.ts";

import { waitingSale } from "./waiting-sale.ts";

const MINUTE = 60_000;
const QUICK = { "hx-request": "true" };

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

const codeOf = async (saleId: string) => (await saleRow(till, saleId)).code;

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

  test("that was cancelled as a whole shows what became of it by the code on its receipt", async () => {
    const { saleId = "" } = await waitingSale(till, ada);
    const code = await codeOf(saleId);
    const mona = await till.signIn("Mona");
    await post(mona, `/sales/${saleId}/cancelling`, { reason: "other" });
    const found = await ada.send("GET", `/sales/find?q=S-${code}`);
    expect([found.status, found.headers.get("location")]).toEqual([303, `/sales/${saleId}`]);
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

  test("is found on a later page where there are more, each once, also of the same moment; to be returned as well", async () => {
    const first = await sellForCash(till, ada);
    const { shop } = till;
    const sale = await saleRow(till, first);
    const more = Array.from({ length: 119 }, (_, index) => {
      const code = 90_000 + index;
      return {
        ...sale,
        id: newId(shop, "sal"),
        code,
        receiptNumber: code,
        completedAt: (sale.completedAt ?? 0) - index % 2,
      };
    });
    await shop.db.write.insertInto("sale").values(more).execute();
    for (const [from, purpose] of [["/sales/find", "receipt"], ["/returns?day=", "return"]] as const) {
      const seen: string[][] = [];
      let page = await ada.open(from);
      expect(page.text).toContain("The newest 50 sales");
      for (;;) {
        seen.push([...page.text.matchAll(new RegExp(`/sales/(sal_\\w+)/${purpose}`, "g"))].map(([, id = ""]) => id));
        const [, older] = /<a class="btn" href="([^"]+)">Earlier sales/.exec(page.text) ?? [];
        if (older === undefined) break;
        page = await ada.open(older.replaceAll("&amp;", "&"));
      }
      expect(seen.map((ids) => ids.length)).toEqual([50, 50, 20]);
      expect(new Set(seen.flat()).size).toBe(120);
      expect(page.text).toContain("20 earlier sales");
      expect((await ada.open(/href="([^"]+)">To the newest/.exec(page.text)?.[1] ?? "")).text).toContain(
        "The newest 50",
      );
    }
    expect((await ada.send("GET", "/sales/find?after=1.pay_x")).status).toBe(422);
  });

  test("names nobody before three letters of a name are typed, since the screen faces the queue", async () => {
    const saleId = await ringUp(till, ada);
    await post(ada, `/sales/${saleId}/customer`, { customerId: await idOfCustomer(till, "Karim") });
    await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "400" });
    await post(ada, `/sales/${saleId}/completion`);
    const shown = async (query: string) => {
      const { text } = await ada.open(`/sales/find?${query}`);
      return [text.includes(`/sales/${saleId}/receipt`), text.includes("Karim</td>")];
    };
    expect(await shown("")).toEqual([true, false]);
    expect(await shown(`q=${await codeOf(saleId)}`)).toEqual([true, false]);
    for (const few of ["k", "ka"]) expect(await shown(`q=${few}`)).toEqual([false, false]);
    expect((await ada.open("/sales/find?q=ka")).text).toContain("Type at least three letters of a name.");
    for (const enough of ["kar", "k+kar"]) expect(await shown(`q=${enough}`)).toEqual([true, true]);
  });

  test("is not found among others when it is not finished", async () => {
    const saleId = await ringUp(till, ada);
    const code = await codeOf(saleId);
    expect((await ada.open(`/sales/find?q=S-${code}`)).text).toContain("No finished sale matches");
    expect((await ada.open("/sales/find")).text).not.toContain(saleId);
  });
});
