import { expect, test } from "vitest";
import { checkPayment } from "../../src/operations/check-payment.ts";
import { addTent, openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import { paymentRow, post, recordVersionOf, ringUp } from "../routes/scene.ts";

test("a conversation under way ends with the account it began with, though that is removed meanwhile", async () => {
  const gate = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  let isHeld = false;
  const { till, nia } = await openRealShop({
    klarnaFetch: async (input, init) => {
      const request = new Request(input, init);
      if (isHeld && request.method === "POST") {
        reached.resolve();
        await gate.promise;
      }
      return await till.simulator.app.fetch(request);
    },
  });
  await addTent(till);
  await post(nia, "/settings/klarna", PLAYGROUND);
  const saleId = await ringUp(till, nia);
  const sam = { givenName: "Sam", familyName: "Karim", email: "sam@example.com", country: "GB" };
  const { location } = await post(nia, `/sales/${saleId}/customers`, { ...sam, then: "klarna" });
  const paymentId = /pay_\w+/.exec(location ?? "")?.[0] ?? "";
  await till.runner.drain();
  const { id: customerId } = await till.shop.db.read.selectFrom("customer").select("id").executeTakeFirstOrThrow();

  // Klarna is told of Sam's new address, which takes its time; then the till looks.
  const record = { ...sam, email: "sam.karim@example.com", recordVersion: await recordVersionOf(till, customerId) };
  await post(nia, `/payments/${paymentId}/customer`, record);
  isHeld = true;
  till.clock.advance(1_000);
  const talk = checkPayment(till.shop, paymentId, "poll");
  await reached.promise;
  await post(nia, "/settings/klarna/removal", { leaving: "1" });
  expect(till.shop.klarna.state).toBe("not_connected");
  gate.resolve();
  expect(await talk).toBe("checked");
  expect(await paymentRow(till, paymentId)).toMatchObject({
    status: "waiting",
    failedChecks: 0,
    checkedAt: till.clock.now(),
  });
  expect(await checkPayment(till.shop, paymentId, "poll")).toBe("busy");
  await till.close();
});
