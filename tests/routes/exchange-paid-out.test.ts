import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { post, saleRow } from "./scene.ts";
import { waitingSale } from "./waiting-sale.ts";

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

/** A sale that waits is exchanged, the customer has paid for the new goods, and then Klarna's money for the old ones was taken. */
async function paidOutMeanwhile(): Promise<{ saleId: string; newSaleId: string }> {
  const { saleId = "", paymentId = "" } = await waitingSale(till, ada);
  const { read } = till.shop.db;
  const { id: approverId } = await read.selectFrom("staff").select("id").where("name", "=", "Jo")
    .executeTakeFirstOrThrow();
  const agreed = { approverId, pin: "333333" };
  const { location } = await post(ada, `/sales/${saleId}/return`, { do: "exchange", shown: "0", ...agreed });
  const newSaleId = location?.split("/").at(-1) ?? "";
  await post(ada, `/sales/${newSaleId}/lines`, { typed: "CLO-HAT" });
  await post(ada, `/sales/${newSaleId}/tenders`, { kind: "cash", given: "19" });
  const { orderId } = await read.selectFrom("payment").select("orderId").where("id", "=", paymentId)
    .executeTakeFirstOrThrow();
  till.simulator.control.actInPortal(orderId ?? "", "capture");
  return { saleId, newSaleId };
}

test("an exchange whose old sale Klarna has paid out says so, offers no completing, and the way on", async () => {
  const { saleId, newSaleId } = await paidOutMeanwhile();
  const page = () => ada.open(`/sales/${newSaleId}/exchange`);
  expect((await page()).text).toContain("Complete the exchange");
  expect((await post(ada, `/sales/${newSaleId}/completion`)).status).toBe(409);

  const { text } = await page();
  expect(text).toContain("Klarna has paid out for the old sale meanwhile");
  expect(text).not.toContain("Complete the exchange");
  expect(text).not.toContain('id="step-');

  const { version } = await saleRow(till, newSaleId);
  expect(text).toContain("Nothing comes back after all");
  await post(ada, `/sales/${newSaleId}/exchange`, { version: String(version), do: "stop" });
  expect((await post(ada, `/sales/${newSaleId}/completion`)).status).toBe(303);
  expect((await saleRow(till, newSaleId)).status).toBe("completed");
  expect((await saleRow(till, saleId)).status).toBe("completed");
});
