import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bookCaptureFound, captureAgain, closeWithReason } from "../../src/operations/attention.ts";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import type { Operator } from "../../src/shop.ts";
import { countOpenPayments, movePayment } from "../../src/store/payments.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { openPaymentsAt } from "../../src/store/shifts.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { accounts } from "./returns-support.ts";
import { openStory, type Story } from "./story.ts";
import { problemOf, saleRow, standAt } from "./support.ts";

const HOUR_MS = 60 * 60_000;
/** A sale that is given up while it is open, and one that is in the books already. */
const BOTH = ["open", "finished"] as const;

let story: Story;
let jo: Operator;

beforeEach(async () => {
  story = await openStory();
  jo = await standAt(story.till, "Jo", 1);
  await story.till.runner.drain();
  story.customer.approves();
  await story.look();
  await story.save();
});
afterEach(async () => {
  expect(await brokenRules(story.till.shop.db.read, 0)).toEqual([]);
  await story.till.close();
});

/** The sale is in the books; Klarna refused to pay for it, so that all of it can still be given up. */
async function finish(): Promise<void> {
  story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
  await story.complete();
  await story.till.runner.drain();
}

function giveUp(kind: (typeof BOTH)[number]) {
  const { till, saleId } = story;
  const deed = kind === "open" ? voidSale : cancelSale;
  return deed(till.shop, till.press(), jo, { saleId, reason: "other", approval: null });
}

async function inPortal(act: "capture" | "refund" | "cancel", amountMinor?: number): Promise<void> {
  const { orderId } = await story.payment();
  expect(story.till.simulator.control.actInPortal(orderId ?? "", act, amountMinor)).toBe(true);
}

/** In the very moment in which Klarna is asked to let go. */
function capturedMeanwhile(amountMinor?: number): void {
  let isDone = false;
  story.till.wire.through = async (request, on) => {
    if (request.url.endsWith("/cancel") && !isDone) {
      isDone = true;
      await inPortal("capture", amountMinor);
    }
    return await on(request);
  };
}

async function later(ms: number): Promise<void> {
  story.till.clock.advance(ms);
  await story.till.runner.drain();
}

async function openItems() {
  return (await story.attention()).filter(({ closedAt }) => closedAt === null);
}

async function kinds(): Promise<string[]> {
  return (await openItems()).map(({ kind }) => kind);
}

async function page(path: string): Promise<string> {
  const mona = await story.till.signIn("Mona", 1);
  return (await mona.open(path)).text;
}

describe("what Klarna has paid out already", () => {
  test.each(BOTH)("is seen before a sale is given up that is %s, which is refused", async (kind) => {
    if (kind === "finished") await finish();
    await inPortal("capture");
    expect(await problemOf(giveUp(kind))).toBe("klarna_captured");
    expect((await saleRow(story.till, story.saleId)).status).toBe(kind === "open" ? "open" : "completed");
    expect(await story.payment()).toMatchObject({ status: "authorized" });
    expect((await story.wishes()).map((wish) => wish.kind)).not.toContain("release");
    expect(await kinds()).toContain("captured_elsewhere");
  });

  test("also where it is a part of it", async () => {
    await inPortal("capture", 5_000);
    expect(await problemOf(giveUp("open"))).toBe("klarna_captured");
  });

  test.each(BOTH)("is not known when Klarna does not answer: a sale that is %s is given up", async (kind) => {
    if (kind === "finished") await finish();
    story.till.wire.through = () => Promise.resolve(new Response(null, { status: 503 }));
    await giveUp(kind);
    expect((await saleRow(story.till, story.saleId)).status).toBe("voided");
    story.till.wire.through = null;
    await later(HOUR_MS);
    expect((await story.payment()).status).toBe("released");
    expect(await openItems()).toEqual([]);
  });
});

describe.each(BOTH)("captured in Klarna's portal as the sale is given up that is %s", (kind) => {
  beforeEach(async () => {
    if (kind === "finished") await finish();
    capturedMeanwhile();
    await giveUp(kind);
  });

  test("it calls somebody to give it back there, which no word settles, nor a booking", async () => {
    expect(await openItems()).toMatchObject([{ kind: "captured_voided", klarnaSays: "captured", amountMinor: 38_900 }]);
    const [item] = await openItems();
    const wanted = { itemId: item?.id ?? "", approval: null };
    const { till } = story;
    expect(await problemOf(closeWithReason(till.shop, till.press(), jo, { ...wanted, reason: "done" }))).toBe(
      "attention_undecided",
    );
    expect(await problemOf(bookCaptureFound(till.shop, till.press(), jo, wanted))).toBe("attention_closed");
    // Nor where somebody was called for it before the sale was given up.
    await inTransaction(
      till.shop.db,
      (tx) =>
        tx.updateTable("attentionItem").set({ kind: "captured_elsewhere" }).where("id", "=", wanted.itemId).execute(),
    );
    expect(await problemOf(bookCaptureFound(till.shop, till.press(), jo, wanted))).toBe("capture_differs");
    await inTransaction(
      till.shop.db,
      (tx) =>
        tx.updateTable("attentionItem").set({ kind: "captured_voided" }).where("id", "=", wanted.itemId).execute(),
    );
    await later(30 * HOUR_MS);
    expect(await kinds()).toEqual(["captured_voided"]);
  });

  test("it is settled by itself once Klarna has given it back, and no shift waits for it any more", async () => {
    await inPortal("refund", 8_900);
    await later(HOUR_MS);
    expect(await openItems()).toMatchObject([{ kind: "captured_voided", amountMinor: 30_000 }]);
    await inPortal("refund");
    await later(HOUR_MS);
    expect(await openItems()).toEqual([]);
    expect((await story.payment()).status).toBe("released");
    const { read } = story.till.shop.db;
    expect(await countOpenPayments(read, "practice")).toBe(0);
    expect(await openPaymentsAt(read, jo.registerId, "practice")).toEqual([]);
    expect(Object.values(await accounts(story.till)).filter((amount) => amount !== 0)).toEqual([]);
  });

  test("its pages say so, and ask no more", async () => {
    const sale = await page(`/sales/${story.saleId}`);
    expect(sale).toContain("It must be given back in Klarna’s portal.");
    expect(sale).not.toContain("is being given back");
    expect(sale).not.toContain("every 3s");
    const window = await page(`/payments/${story.paymentId}`);
    expect(window).not.toContain("Press Save");
    expect(window).not.toContain("Undo this payment");
  });
});

test("a part that was captured meanwhile calls somebody, too, until all is given back", async () => {
  capturedMeanwhile(5_000);
  await giveUp("open");
  // What is left of the order the till lets go of by itself.
  expect(await openItems()).toMatchObject([{ kind: "captured_voided", klarnaSays: "closed", amountMinor: 5_000 }]);
  await inPortal("refund", 5_000);
  await later(HOUR_MS);
  expect(await openItems()).toEqual([]);
  expect((await story.payment()).status).toBe("released");
});

test("what an older till booked as taken for such a sale is waited for by nothing, and by no Save", async () => {
  const { shop } = story.till;
  await finish();
  capturedMeanwhile();
  await giveUp("finished");
  await inTransaction(shop.db, async (tx) => {
    await movePayment(tx, story.paymentId, "authorized", "captured", { statusAt: shop.clock.now() });
    await tx.updateTable("attentionItem").set({ closedAt: shop.clock.now(), closeReason: "put away" }).execute();
  });
  expect(await countOpenPayments(shop.db.read, "practice")).toBe(0);
  expect(await openPaymentsAt(shop.db.read, jo.registerId, "practice")).toEqual([]);
  const window = await page(`/payments/${story.paymentId}`);
  expect(window).toContain("Give this money back in Klarna’s portal.");
  expect(window).not.toContain("Press Save");
  expect(window).not.toContain("/saving");
});

describe("a finished sale whose capture Klarna refused", () => {
  test("is paid for no more once it was cancelled, whatever Klarna says to that", async () => {
    await finish();
    expect(await kinds()).toEqual(["capture_refused"]);
    const [asked] = await openItems();
    story.till.simulator.control.addFault({ kind: "cancelOrder", status: 403, errorCode: "CANCEL_NOT_ALLOWED" });
    await giveUp("finished");
    expect(await kinds()).toEqual(["release_refused"]);
    expect((await story.attention()).find(({ id }) => id === asked?.id)?.closeReason).toBe("sale_given_up");
    await later(30 * HOUR_MS);
    expect((await story.order())?.captured_amount).toBe(0);
    const sale = await page(`/sales/${story.saleId}`);
    expect(sale).toContain("Klarna would not let go of £389.00.");
    expect(sale).not.toContain("every 3s");
  });

  test("is not asked to be paid from a page that was drawn before", async () => {
    await finish();
    const [asked] = await openItems();
    story.till.simulator.control.addFault({ kind: "cancelOrder", status: 403, errorCode: "CANCEL_NOT_ALLOWED" });
    await giveUp("finished");
    const { shop } = story.till;
    await inTransaction(
      shop.db,
      (tx) =>
        tx.updateTable("attentionItem").set({ closedAt: null, closedBy: null, closeReason: null })
          .where("id", "=", asked?.id ?? "").execute(),
    );
    const again = captureAgain(shop, story.till.press(), jo, { itemId: asked?.id ?? "", approval: null });
    expect(await problemOf(again)).toBe("payment_not_open");
    await story.till.runner.drain();
    expect((await story.order())?.captured_amount).toBe(0);
  });
});

describe.each(BOTH)("an approval that ran out just before the sale is given up that is %s", (kind) => {
  beforeEach(async () => {
    if (kind === "finished") await finish();
    story.till.simulator.control.expireOrder((await story.payment()).orderId ?? "");
  });

  test("calls nobody, and the page says what became of it", async () => {
    await giveUp(kind);
    await later(HOUR_MS);
    expect((await story.payment()).status).toBe("lapsed");
    expect(await openItems()).toEqual([]);
    const sale = await page(`/sales/${story.saleId}`);
    expect(sale).toContain("Klarna’s approval of £389.00 ran out. The customer owes nothing.");
    expect(sale).not.toContain("every 3s");
  });

  test("nor when only its letting go brings it out", async () => {
    story.till.wire.through = async (request, on) =>
      request.method === "GET" ? new Response(null, { status: 503 }) : await on(request);
    await giveUp(kind);
    story.till.wire.through = null;
    await later(HOUR_MS);
    expect((await story.payment()).status).toBe("lapsed");
    expect(await openItems()).toEqual([]);
    expect(await story.attention()).toEqual(
      kind === "open" ? [] : [expect.objectContaining({ kind: "capture_refused", closeReason: "sale_given_up" })],
    );
  });
});

test("a payment that is given back, and runs out first, is lost to nobody", async () => {
  story.till.simulator.control.expireOrder((await story.payment()).orderId ?? "");
  await story.release();
  await later(HOUR_MS);
  expect((await story.payment()).status).toBe("lapsed");
  expect(await story.attention()).toEqual([]);
});
