import { beforeEach, expect, test } from "vitest";
import type { PrintJob } from "../../src/domain/receipt.ts";
import { addLine } from "../../src/operations/basket.ts";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { startExchange } from "../../src/operations/exchange.ts";
import { takeBackTender } from "../../src/operations/take-tender.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { tendersOf } from "../../src/store/sales.ts";
import { openForExchanges } from "./exchange-story.ts";
import { type Scene, standAt } from "./support.ts";

const story = openForExchanges();
let till: Scene;
let jobs: PrintJob[];

/** Both tills have a printer that opens a drawer. */
beforeEach(async () => {
  till = await story.open();
  jobs = [];
  till.shop.receipts.printer = {
    print(_, job) {
      jobs.push(job);
      return Promise.resolve({ state: "done", code: null });
    },
  };
  await till.shop.db.write.updateTable("register").set({ printerHost: "printer.shop", printerPort: 9_100 }).execute();
});

const opened = () => jobs.filter(({ kind }) => kind === "drawer").length;

async function paidBy(ways: { cash?: string; card?: string }): Promise<string> {
  const saleId = await till.ringUp("TNT-RDG3");
  await story.pays(saleId, ways);
  jobs = [];
  return saleId;
}

async function takesBackAll(saleId: string): Promise<void> {
  for (const { id: tenderId } of await tendersOf(till.shop.db.read, saleId)) {
    await takeBackTender(till.shop, till.press(), till.ada, { saleId, tenderId });
  }
}

test("cash that was taken in an open sale is handed back out of an open drawer; a card's needs none", async () => {
  await takesBackAll(await paidBy({ card: "100" }));
  expect(opened()).toBe(0);
  await takesBackAll(await paidBy({ cash: "100" }));
  expect(opened()).toBe(1);
});

test("a sale that is given up opens the drawer once for the cash it hands back, and for a card not", async () => {
  const wanted = { reason: "mistake", approval: null } as const;
  await voidSale(till.shop, till.press(), till.ada, { ...wanted, saleId: await paidBy({ card: "100" }) });
  expect(opened()).toBe(0);
  const saleId = await paidBy({ cash: "100" });
  await story.pays(saleId, { cash: "50" });
  await voidSale(till.shop, till.press(), till.ada, { ...wanted, saleId });
  expect(opened()).toBe(1);
});

test("so does a finished sale that is cancelled", async () => {
  const { saleId } = await story.sold({ codes: ["TNT-RDG3"], cash: "100", isForPickUp: true });
  jobs = [];
  const jo = await standAt(till, "Jo", 1);
  const press = { ...till.press(), staffId: jo.staffId };
  await cancelSale(till.shop, press, jo, { saleId, reason: "mistake", approval: null });
  expect(opened()).toBe(1);
});

test("and one that is exchanged before anything of it was taken: once, not twice", async () => {
  const { saleId } = await story.sold({ codes: ["TNT-RDG3"], cash: "100", isForPickUp: true });
  const jo = await standAt(till, "Jo", 1);
  const terms = { saleId, lines: [], freeMinor: 0, note: "", shownMinor: 0, foundMinor: 0, approval: null };
  const { newSaleId } = await startExchange(till.shop, { ...till.press(), staffId: jo.staffId }, jo, terms);
  await addLine(till.shop, till.press(), till.ada, { saleId: newSaleId, quantity: 1, typed: "CLO-HAT" });
  await story.pays(newSaleId, { card: "19" });
  jobs = [];
  await story.completes(newSaleId);
  expect(opened()).toBe(1);
});
