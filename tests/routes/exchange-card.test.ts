import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { idOfProduct, pathOf, post, saleRow } from "./scene.ts";
import { RETURN_FORMS } from "./return-forms.ts";

const RETURN = "POST /sales/:saleId/return";

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

/** A hat that was sold for cash is exchanged for a tent: its sale, up to where the difference is paid. */
async function exchangeUpwards(): Promise<string> {
  const { ids, fields } = await RETURN_FORMS[RETURN]!(till, ada);
  const { location } = await post(ada, pathOf(RETURN, ids), { ...fields, do: "exchange" });
  const saleId = location?.split("/").at(-1) ?? "";
  await post(ada, `/sales/${saleId}/lines`, { productId: await idOfProduct(till, "TNT-RDG3") });
  const { version } = await saleRow(till, saleId);
  expect(await post(ada, `/sales/${saleId}/exchange`, { version: String(version), do: "start" })).toMatchObject({
    status: 303,
  });
  return saleId;
}

test("the slip of the card that pays the difference of an exchange is kept, and said on the receipt and the sale's page", async () => {
  const saleId = await exchangeUpwards();
  expect((await ada.open(`/sales/${saleId}/tender/card`)).text).toContain('name="reference"');
  await post(ada, `/sales/${saleId}/tenders`, { kind: "card", amount: "", reference: "00418-22" });
  expect(await post(ada, `/sales/${saleId}/completion`)).toMatchObject({ status: 303 });
  const tenders = await till.shop.db.read.selectFrom("tender").select(["kind", "amountMinor", "reference"])
    .where("saleId", "=", saleId).orderBy("kind", "desc").execute();
  expect(tenders).toMatchObject([
    { kind: "exchange", amountMinor: 1_900 },
    { kind: "card", amountMinor: 37_000, reference: "00418-22" },
  ]);
  expect((await ada.open(`/sales/${saleId}/receipt`)).text).toContain("Slip 00418-22");
  expect((await ada.open(`/sales/${saleId}`)).text).toContain("00418-22");
});
