import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { voidSale } from "../../src/operations/void-sale.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { openStory, type Story } from "./story.ts";
import { isRead, reworded } from "./support.ts";

const HOUR_MS = 60 * 60_000;

let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});
afterEach(async () => {
  expect(await brokenRules(story.till.shop.db.read, 0)).toEqual([]);
  await story.till.close();
});

const openItems = async () => (await story.attention()).filter(({ closedAt }) => closedAt === null);
const page = async (path: string) => (await (await story.till.signIn("Mona")).open(path)).text;

async function giveUp(): Promise<void> {
  const { till, by, saleId } = story;
  await voidSale(till.shop, till.press(), by, { saleId, reason: "changed_mind", approval: null });
}

function inPortal(act: "capture" | "refund"): void {
  const orderId = story.order()?.order_id ?? "";
  expect(story.till.simulator.control.actInPortal(orderId, act)).toBe(true);
}

async function later(ms: number): Promise<void> {
  story.till.clock.advance(ms);
  await story.till.runner.drain();
}

/** Klarna says that the link is disabled, and yet the customer pays by it; the sale was given up in between. */
async function paidAfterAll(): Promise<void> {
  story.till.wire.through = async (request, on) => {
    if (request.method === "DELETE") return new Response(null, { status: 204 });
    return isRead(request, "hpp") ? await reworded(await on(request), { status: "DISABLED" }) : await on(request);
  };
  await story.cancel();
  expect((await story.payment()).status).toBe("cancelled");
  await giveUp();
  story.till.wire.through = null;
  story.customer.approves();
}

/** The same, found by nobody until the order is read at night. */
async function paidAndFoundAtNight(): Promise<void> {
  story.customer.approves();
  await story.look();
  const ended = { status: "cancelled", nextCheckAt: null, limitAt: 0 } as const;
  await story.till.shop.db.write.updateTable("payment").set(ended).where("id", "=", story.paymentId).execute();
  await giveUp();
}

describe.each([["by a look", paidAfterAll, 60_000], ["at night", paidAndFoundAtNight, 30 * HOUR_MS]] as const)(
  "a payment that was over, of a sale that was given up, found %s",
  (_, paid, foundAfterMs) => {
    test("taken in Klarna's portal it is to be given back there, which passes by itself, and nobody is asked whether to keep it", async () => {
      await paid();
      inPortal("capture");
      await later(foundAfterMs);
      expect(await openItems()).toMatchObject([{ kind: "captured_voided", amountMinor: 38_900 }]);
      expect((await story.payment()).status).toBe("authorized");
      expect(await page("/attention")).toContain("Give it back in Klarna’s portal.");
      expect(await page(`/sales/${story.saleId}`)).toContain("It must be given back in Klarna’s portal.");
      const window = await page(`/payments/${story.paymentId}`);
      expect(window).not.toContain('value="release"');
      expect(window).not.toContain('value="keep"');
      await later(30 * HOUR_MS);
      expect((await openItems()).map(({ kind }) => kind)).toEqual(["captured_voided"]);
      inPortal("refund");
      await later(HOUR_MS);
      expect(await openItems()).toEqual([]);
      expect((await story.payment()).status).toBe("released");
    });

    test("only held, it is given back on a person's word, and looked at until then", async () => {
      await paid();
      await later(foundAfterMs);
      expect(await openItems()).toMatchObject([{ kind: "paid_after_end", klarnaSays: "authorized" }]);
      expect((await story.payment()).nextCheckAt).not.toBeNull();
      const window = await page(`/payments/${story.paymentId}`);
      expect(window).toContain('value="release"');
      expect(window).not.toContain('value="keep"');
      await story.release();
      await later(HOUR_MS);
      expect((await story.payment()).status).toBe("released");
      expect(await openItems()).toEqual([]);
    });
  },
);
