import { expect, test } from "vitest";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { voidedView } from "../../src/routes/present-voided.ts";
import { openForExchanges } from "./exchange-story.ts";
import { paymentRow, saleRow, standAt } from "./support.ts";

const story = openForExchanges();

test("a cancelled sale of which the portal took a part and gave it back says that the remainder is being let go of, not that Klarna refused", async () => {
  const till = await story.open();
  const { shop, press, clock, runner, simulator: { control } } = till;
  const jo = await standAt(till, "Jo", 1);
  const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"], isForPickUp: true });
  const later = async () => {
    clock.advance(5 * 60_000);
    await runner.drain();
  };
  control.addFault({ kind: "cancelOrder", status: 503, times: 2 });
  await cancelSale(shop, press(), jo, { saleId, reason: "mistake", approval: null });
  const orderId = (await paymentRow(till, paymentId)).orderId ?? "";
  control.actInPortal(orderId, "capture", 5_000);
  control.actInPortal(orderId, "refund", 5_000);
  control.addFault({ kind: "releaseRemaining", status: 503, times: 2 });
  const state = async () =>
    (await voidedView(shop, await saleRow(till, saleId), [await paymentRow(till, paymentId)]))?.klarna.map((one) =>
      one.state
    );
  for (let look = 0; look < 2; look++) await later();
  expect(await state()).toEqual(["releasing"]);
  for (let look = 0; look < 3; look++) await later();
  expect(await state()).toEqual(["released"]);
});
