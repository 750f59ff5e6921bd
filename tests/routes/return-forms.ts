import type { Browser } from "../support/browser.ts";
import { createMemoryMailer } from "../support/memory-mailer.ts";
import type { TestTill } from "../support/test-till.ts";
import type { Prepare } from "./every-form.ts";
import { idOfProduct, pathOf, post, saleRow, sellForCash } from "./scene.ts";

const RETURN = "POST /sales/:saleId/return";

/** A hat that was sold for cash and is given back. */
export async function returnForCash(till: TestTill, who: Browser): Promise<{ saleId: string; returnId: string }> {
  const { ids, fields } = await RETURN_FORMS[RETURN]!(till, who);
  const { location } = await post(who, pathOf(RETURN, ids), fields);
  return { saleId: ids["saleId"] ?? "", returnId: location?.split("/").at(-1) ?? "" };
}

/** The forms of what comes back, ready to be sent. */
export const RETURN_FORMS: Record<string, Prepare> = {
  [RETURN]: async (till, who) => {
    const saleId = await sellForCash(till, who, ["CLO-HAT"]);
    const line = await till.shop.db.read.selectFrom("lineItem").selectAll().executeTakeFirstOrThrow();
    const shown = { shown: String(line.totalMinor), "split.cash": (line.totalMinor / 100).toFixed(2) };
    const fields = { [`quantity.${line.id}`]: "1", ...shown, do: "give" };
    return { ids: { saleId }, fields, other: { ...fields, shelf: "no" } };
  },
  "POST /sales/:saleId/exchange": async (till, who) => {
    const { ids, fields } = await RETURN_FORMS[RETURN]!(till, who);
    const path = pathOf(RETURN, ids);
    const location = (await post(who, path, { ...fields, do: "exchange" })).headers.get("location") ?? "";
    const saleId = location.split("/").at(-1) ?? "";
    await post(who, `/sales/${saleId}/lines`, { productId: await idOfProduct(till, "CLO-SCK") });
    const { version } = await saleRow(till, saleId);
    return {
      ids: { saleId },
      fields: { version: String(version), do: "start" },
      other: { version: String(version), do: "stop" },
    };
  },
  "POST /returns/:returnId/prints": async (till, who) => {
    const { returnId } = await returnForCash(till, who);
    return { ids: { returnId }, fields: { way: "screen" }, other: { place: "complete" } };
  },
  "POST /returns/:returnId/receipt-mails": async (till, who) => {
    till.shop.receipts.mailer = createMemoryMailer();
    const { returnId } = await returnForCash(till, who);
    return { ids: { returnId }, fields: { email: "sam.karim@example.com" }, other: { email: "leo@example.com" } };
  },
  "POST /returns/:returnId/receipt-mails/:mailId/retry": async (till, who) => {
    const mailer = createMemoryMailer();
    till.shop.receipts.mailer = mailer;
    mailer.outcome = { kind: "refused", code: "smtp_550" };
    const { returnId } = await returnForCash(till, who);
    await post(who, `/returns/${returnId}/receipt-mails`, { email: "sam.karim@example.com" });
    await till.runner.drain();
    const { id: mailId } = await till.shop.db.read.selectFrom("receiptMail").select("id").executeTakeFirstOrThrow();
    return { ids: { returnId, mailId }, fields: {}, other: { other: "1" } };
  },
};
