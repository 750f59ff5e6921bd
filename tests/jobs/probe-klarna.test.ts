import { expect, test } from "vitest";
import { openTestTill } from "../support/test-till.ts";

test("the till notices that Klarna is back, though no payment is open", async () => {
  let isAway = true;
  const till = await openTestTill({
    klarnaFetch: async (input, init) => {
      if (isAway) throw new TypeError("client error (Connect)");
      return await till.simulator.app.fetch(new Request(input, init));
    },
  });
  till.shop.klarna.state = "away";
  await till.runner.drain();
  expect(till.shop.klarna.state).toBe("away");
  isAway = false;
  await till.runner.drain();
  expect(till.shop.klarna.state).toBe("away");
  till.clock.advance(10_000);
  await till.runner.drain();
  expect(till.shop.klarna.state).toBe("ready");
  await till.close();
});
