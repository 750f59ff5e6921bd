import { describe, expect, test } from "vitest";
import { addLine } from "../../src/operations/basket.ts";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { startExchange } from "../../src/operations/exchange.ts";
import { sellGiftCard } from "../../src/operations/gift-cards.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { callFirstOf, saleDeedsOf } from "../../src/routes/present-pick-up.ts";
import { openForExchanges } from "./exchange-story.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForExchanges();

/** A sale of a tent, and of a gift card if wanted, that is in the books; Klarna refused to pay for it. */
async function unpaid({ giftCard }: { giftCard?: string } = {}) {
  const till = await story.open();
  const { shop, press } = till;
  const jo = await standAt(till, "Jo", 1);
  const saleId = await till.ringUp("TNT-RDG3");
  if (giftCard) await sellGiftCard(shop, press(), jo, { saleId, amount: giftCard, number: "" });
  const paymentId = await story.paysByKlarna(saleId);
  till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
  await completeSale(shop, press(), jo, saleId);
  await till.runner.drain();
  const page = async (path: string) => (await (await till.signIn("Mona", 1)).open(path)).text;
  return { till, jo, saleId, paymentId, page };
}

test("goods that went along with the customer must be back before their sale is given up, and the page says so", async () => {
  const { saleId, page } = await unpaid();
  const asked = await page(`/sales/${saleId}/cancelling`);
  expect(asked).toContain("Only if all goods are back here");
  expect(asked).not.toContain("All goods stay here");
});

test("a sale that sold a gift card is neither cancelled nor exchanged as a whole, for the card may be spent", async () => {
  const { till, jo, saleId, page } = await unpaid({ giftCard: "50" });
  const { shop, press } = till;
  const cancelling = cancelSale(shop, press(), jo, { saleId, reason: "other", approval: null });
  expect(await problemOf(cancelling)).toBe("not_cancellable");
  const terms = { lines: [], freeMinor: 0, note: "", saleId, shownMinor: 0, foundMinor: 0, approval: null };
  expect(await problemOf(startExchange(shop, press(), jo, terms))).toBe("not_returnable");
  expect(await page(`/sales/${saleId}`)).not.toContain("Cancel this sale");
  expect((await saleRow(till, saleId)).status).toBe("completed");
});

describe("a sale that an exchange is to cancel, whose money was captured in Klarna's portal,", () => {
  const terms = { lines: [], freeMinor: 0, note: "", shownMinor: 0, foundMinor: 0, approval: null };
  const captureInPortal = async ({ till, paymentId }: Awaited<ReturnType<typeof unpaid>>) => {
    const { orderId } = await paymentRow(till, paymentId);
    expect(till.simulator.control.actInPortal(orderId ?? "", "capture")).toBe(true);
  };

  test("is not set aside to be cancelled", async () => {
    const scene = await unpaid();
    const { till: { shop, press }, jo, saleId } = scene;
    await captureInPortal(scene);
    expect(await problemOf(startExchange(shop, press(), jo, { ...terms, saleId }))).toBe("klarna_captured");
  });

  test("stays as it is when that happened meanwhile", async () => {
    const scene = await unpaid();
    const { till, jo, saleId } = scene;
    const { newSaleId } = await startExchange(till.shop, till.press(), jo, { ...terms, saleId });
    await addLine(till.shop, till.press(), jo, { saleId: newSaleId, quantity: 1, typed: "TNT-PEG10" });
    await story.pays(newSaleId, { cash: "50" });
    await captureInPortal(scene);
    expect(await problemOf(completeSale(till.shop, till.press(), jo, newSaleId))).toBe("exchange_paid_out");
    expect((await saleRow(till, saleId)).status).toBe("completed");
    expect((await saleRow(till, newSaleId)).status).toBe("open");
  });
});

test("goods that went along are given up where Klarna refused to pay for them, but not before what was taken in its portal is booked", async () => {
  const till = await story.open();
  till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "NOT_ALLOWED" });
  const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"] });
  expect(await saleDeedsOf(till.shop, saleId)).toEqual(["cancelling", "return"]);
  expect(await callFirstOf(till.shop, saleId)).toBeNull();
  till.simulator.control.actInPortal((await paymentRow(till, paymentId)).orderId ?? "", "capture", 100);
  till.clock.advance(60 * 60_000);
  await till.runner.drain();
  expect(await saleDeedsOf(till.shop, saleId)).toEqual([]);
  expect(await callFirstOf(till.shop, saleId)).toMatchObject({ why: "captured_elsewhere" });
});
