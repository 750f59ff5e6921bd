import type { Prepare } from "./every-form.ts";
import { idOfProduct, pathOf, post, saleRow, sellForCash } from "./scene.ts";

const RETURN = "POST /sales/:saleId/return";

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
};
