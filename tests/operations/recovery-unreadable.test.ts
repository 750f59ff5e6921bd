import { describe, expect, test } from "vitest";
import { whyNotSelling } from "../../src/operations/may-sell.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { type Backup, backUp } from "../support/test-till.ts";
import {
  attentionItems,
  giveSome,
  lostPayment,
  openItems,
  prepareLoss,
  restore,
  soldTent,
} from "./recovery-support.ts";
import { isRead, paymentRow, type Scene } from "./support.ts";

const loss = prepareLoss();

/** The till goes on for so many minutes. */
async function goOn(till: Scene, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    till.clock.advance(60_000);
    await till.runner.drain();
  }
}

const isOf = (request: Request, orderId: string | null | undefined) =>
  isRead(request, "ordermanagement") && new URL(request.url).pathname.endsWith(orderId ?? "no order");

/** A tent that was paid, beside a hat whose payment Klarna has approved and that is not finished; then some of the tent's money goes back. */
async function tentAndHat(): Promise<{ backup: Backup; hatId: string }> {
  const first = await soldTent(loss);
  const { shop, press, ada } = first;
  const { paymentId: hatId } = await startPayment(shop, press(), ada, await first.seen(await first.ringUp("CLO-HAT")));
  await first.runner.drain();
  first.simulator.control.approve((await paymentRow(first, hatId)).reference);
  first.clock.advance(4_000);
  await first.runner.drain();
  const backup = await backUp(first);
  await giveSome(loss, first, 1_000);
  await first.runner.drain();
  return { backup, hatId };
}

/** Put back, where Klarna answers so about the order of one of the two. */
async function restoredWith(which: "tent" | "hat" | "both", status: number): Promise<{ till: Scene; hatId: string }> {
  const { backup, hatId } = await tentAndHat();
  const till = await restore(loss, backup);
  const orders = {
    tent: (await lostPayment(loss, till)).orderId,
    hat: (await paymentRow(till, hatId)).orderId,
  };
  const isSpoilt = (request: Request) =>
    which === "both" ? isOf(request, orders.tent) || isOf(request, orders.hat) : isOf(request, orders[which]);
  till.wire.through = async (request, on) => isSpoilt(request) ? Response.json({}, { status }) : await on(request);
  await till.runner.drain();
  return { till, hatId };
}

describe("one order that can never be read", () => {
  test.each(["tent", "hat"] as const)(
    "keeps the till from selling for some minutes; then a person is called (%s)",
    async (which) => {
      const { till, hatId } = await restoredWith(which, 400);
      await goOn(till, 2);
      expect(await whyNotSelling(till.shop)).toMatchObject({ why: "recovery", read: 1, total: 2 });
      await goOn(till, 5);
      expect(await whyNotSelling(till.shop)).toBeNull();
      const spoilt = which === "tent" ? loss.lost.paymentId : hatId;
      expect(await attentionItems(till)).toContainEqual(
        expect.objectContaining({ kind: "not_reread", paymentId: spoilt, closedAt: null }),
      );
    },
  );

  test("and that Klarna breaks on each time is none either", async () => {
    const { till } = await restoredWith("hat", 500);
    await goOn(till, 10);
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect((await openItems(till)).toSorted()).toEqual(["not_reread", "refunded_elsewhere"]);
  });

  test.each(["tent", "hat"] as const)("because Klarna does not have it calls a person at once (%s)", async (which) => {
    const { till } = await restoredWith(which, 404);
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect(await openItems(till)).toContain("books_differ");
  });
});

test.each([404, 500])(
  "orders of which none can be read keep the till from selling, for Klarna or the account is at fault (%i)",
  async (status) => {
    const { till } = await restoredWith("both", status);
    await goOn(till, 20);
    expect(await whyNotSelling(till.shop)).toMatchObject({ why: "recovery", read: 0, total: 2 });
    till.wire.through = null;
    await goOn(till, 2);
    expect(await whyNotSelling(till.shop)).toBeNull();
    expect(await openItems(till)).toEqual(["refunded_elsewhere"]);
  },
);
