import { describe, expect, test } from "vitest";
import { closeWithReason } from "../../src/operations/attention.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { settleByHand } from "../../src/operations/settle-by-hand.ts";
import { openForPickUps } from "./pick-up-story.ts";
import { setLimit, takeBack } from "./returns-support.ts";
import { standAt } from "./support.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

describe("of goods that were handed over in part", () => {
  const scene = openForPickUps();
  const { waiting, take, later, attention, wishes, booksHold } = scene;

  test("what Klarna refused to pay for is money lost once the rest is let go, though that was put away with a word", async () => {
    const { saleId, lines: [tents], order } = await waiting();
    scene.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
    await take(saleId, [[tents!.id, 1]]);
    const jo = await standAt(scene.till, "Jo", 1);
    const [item] = await attention();
    const word = { itemId: item?.id ?? "", reason: "Asked Klarna's support", approval: null };
    await closeWithReason(scene.till.shop, scene.till.press(), jo, word);
    await letRestGo(scene.till.shop, scene.till.press(), jo, { saleId, approval: null });
    await later(DAY_MS);
    expect(order()?.status).toBe("CANCELLED");
    expect(await attention()).toMatchObject([{ kind: "money_lost", amountMinor: tents!.totalMinor / 2 }]);
  });

  test("nothing stays asked for when the order is cancelled in the portal meanwhile", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting();
    scene.till.simulator.control.addFault({ kind: "capture", status: 503, times: 2 });
    await take(saleId, [[tents!.id, 1]]);
    await take(saleId, [[tents!.id, 1]]);
    scene.till.simulator.control.actInPortal(order()?.order_id ?? "", "cancel");
    for (let hours = 0; hours < 30; hours++) await later(HOUR_MS);
    expect((await wishes(paymentId, "capture")).map(({ state }) => state)).toEqual(["refused", "refused"]);
  });

  test("what is promised back goes back, though the order was settled by hand meanwhile", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting();
    await setLimit(scene.till, 1_000_000);
    await take(saleId, [[tents!.id, 1]]);
    scene.till.simulator.control.addFault({ kind: "readOrder", status: 404, times: 1 });
    await later(HOUR_MS);
    const mona = await standAt(scene.till, "Mona", 1);
    scene.till.simulator.control.actInPortal(order()?.order_id ?? "", "release");
    await settleByHand(scene.till.shop, scene.till.press(), mona, { paymentId, finding: "returned", approval: null });
    await takeBack(scene.till, saleId, { lines: [{ at: 0, quantity: 1 }], by: mona });
    await later(HOUR_MS);
    await booksHold();
    expect(order()?.refunded_amount).toBe(tents!.totalMinor / 2);
  });

  test("what Klarna refused to pay for and paid with the next pick-up is not said to be refused any more", async () => {
    const { saleId, lines: [tents] } = await waiting();
    scene.till.simulator.control.addFault({ kind: "capture", badValue: "order_lines[0].tax_rate" });
    await take(saleId, [[tents!.id, 1]]);
    expect(await attention()).toMatchObject([{ kind: "capture_refused" }]);
    await take(saleId, [[tents!.id, 1]]);
    expect(await attention()).toEqual([]);
  });
});
