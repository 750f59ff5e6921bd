import { expect, test } from "vitest";
import { whyNotSelling } from "../../src/operations/may-sell.ts";
import { cancelPayment } from "../../src/operations/payment-wishes.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { backUp } from "../support/test-till.ts";
import { HOUR, lostPayment, openItems, prepareLoss, restore } from "./recovery-support.ts";
import { openStory } from "./story.ts";
import { openScene, paymentRow } from "./support.ts";

const loss = prepareLoss();

test("a try of which neither backup nor logbook knows leaves the sale free for the next one", async () => {
  const first = await openScene({ logbook: loss.logbook });
  loss.tills.push(first);
  const saleId = await first.ringUp("TNT-RDG3");
  const backup = await backUp(first);
  const { shop, press, ada, seen, runner } = first;
  const stopped = await startPayment(shop, press(), ada, await seen(saleId));
  await cancelPayment(shop, press(), ada, stopped.paymentId);
  const second = await startPayment(shop, press(), ada, await seen(saleId));
  await runner.drain();
  const till = await restore(loss, backup);
  await till.runner.drain();
  await cancelPayment(till.shop, till.press(), till.ada, second.paymentId);
  const third = await startPayment(till.shop, till.press(), till.ada, await till.seen(saleId));
  expect(await paymentRow(till, third.paymentId)).toMatchObject({ attempt: 3, reference: "20001-3" });
});

test("practice at another Klarna, which moved no money, keeps nobody from selling", async () => {
  loss.lost = await openStory({ logbook: loss.logbook });
  await loss.lost.send("sms");
  const { db } = loss.lost.till.shop;
  const elsewhere = { id: "kla_elsewhere", mode: "practice", baseUrl: "https://elsewhere.test", username: "" } as const;
  await db.write.insertInto("klarnaAccount").values({ ...elsewhere, createdAt: 0 }).execute();
  await db.write.updateTable("payment").set({ klarnaAccountId: elsewhere.id }).execute();
  const backup = await backUp(loss.lost.till);
  loss.logbook.lines.push({
    n: 2,
    at: loss.lost.till.clock.now(),
    payment: loss.lost.paymentId,
    kind: "ordered",
    order: "ord",
  });
  const till = await restore(loss, backup);
  expect(await whyNotSelling(till.shop)).toMatchObject({ why: "recovery", total: 0 });
  await till.runner.drain();
  expect(await whyNotSelling(till.shop)).toBeNull();
});

test("a payment that was open in the backup and was seen to end without money calls nobody, though Klarna has forgotten it", async () => {
  loss.lost = await openStory({ logbook: loss.logbook });
  await loss.lost.send("sms");
  loss.lost.customer.opens();
  await loss.lost.look();
  const backup = await backUp(loss.lost.till);
  await loss.lost.cancel();
  expect((await loss.lost.payment()).status).toBe("cancelled");
  loss.lost.till.clock.advance(60 * HOUR);
  const till = await restore(loss, backup);
  await till.runner.drain();
  expect((await lostPayment(loss, till)).status).toBe("cancelled");
  expect(await openItems(till)).toEqual([]);
  expect(await whyNotSelling(till.shop)).toBeNull();
});
