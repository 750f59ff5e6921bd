import type { Browser } from "../support/browser.ts";
import type { TestTill } from "../support/test-till.ts";
import { idOfCustomer, payWithKlarna, post, ringUp } from "./scene.ts";

/** A finished sale whose goods wait to be picked up, all of it paid with Klarna. */
export async function waitingSale(till: TestTill, who: Browser): Promise<Record<string, string>> {
  const saleId = await ringUp(till, who, ["TNT-PEG10", "TNT-PEG10"]);
  const customerId = await idOfCustomer(till, "Karim");
  await post(who, `/sales/${saleId}/customer`, { customerId, then: "klarna" });
  const paymentId = await payWithKlarna(till, who, saleId, "authorized");
  await post(who, `/payments/${paymentId}/saving`);
  await post(who, `/sales/${saleId}/completion`, { later: "yes" });
  await till.runner.drain();
  const { id: lineId } = await till.shop.db.read.selectFrom("lineItem").select("id").where("saleId", "=", saleId)
    .executeTakeFirstOrThrow();
  return { saleId, paymentId, lineId };
}
