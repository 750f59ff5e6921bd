import { expect, test } from "vitest";
import { openTestTill } from "./support/test-till.ts";

test("a sale is rung up, paid with Klarna, saved, completed and captured without any script", async () => {
  const till = await openTestTill();
  const { simulator, runner, shop } = till;
  const ada = await till.signIn("Ada");
  let page = await ada.open("/");
  const tent = await shop.db.read.selectFrom("product").selectAll().where("code", "=", "TNT-RDG3")
    .executeTakeFirstOrThrow();
  page = await ada.submit(page, /\/lines$/, { productId: tent.id });
  const saleId = /\/sales\/(sal_\w+)/.exec(page.path)?.[1] ?? "";
  page = await ada.open(`/sales/${saleId}/customer?q=karim&then=klarna`);
  const sam = await shop.db.read.selectFrom("customer").selectAll().where("familyName", "=", "Karim")
    .executeTakeFirstOrThrow();
  page = await ada.submit(page, `/sales/${saleId}/customer`, { customerId: sam.id, then: "klarna" });
  expect(page.path).toMatch(/^\/payments\/pay_/);
  await runner.drain();
  page = await ada.open(page.path);
  page = await ada.submit(page, /reminder$/, { hasAccount: "no" });
  page = await ada.submit(page, /sendings$/, { channel: "sms" });
  const [message] = simulator.control.listMessages();
  expect(message).toBeDefined();
  const { reference: name } = await shop.db.read.selectFrom("payment").select("reference").executeTakeFirstOrThrow();
  simulator.control.open(name);
  till.clock.advance(4_000);
  await runner.drain();
  page = await ada.open(page.path);
  expect(page.text).toContain("In progress");
  simulator.control.approve(name);
  till.clock.advance(4_000);
  await runner.drain();
  page = await ada.open(page.path);
  expect(page.text).toContain("Completed");
  page = await ada.submit(page, /saving$/);
  page = await ada.submit(page, /completion$/);
  page = await ada.open(`/sales/${saleId}/receipt`);
  expect(page.text).toContain("389.00");
  till.clock.advance(4_000);
  await runner.drain();
  const payment = await shop.db.read.selectFrom("payment").selectAll().executeTakeFirstOrThrow();
  expect(payment.status).toBe("captured");
  expect(simulator.control.listOrders()[0]).toMatchObject({ status: "CAPTURED" });
  await till.close();
});
