import { Hono } from "hono";
import type { FormState } from "../../views/data.ts";
import { amountValue } from "../../views/format.ts";
import { SellingSettingsPage } from "../../views/settings/selling-page.tsx";
import { AppError } from "../errors.ts";
import { readSelling, saveSelling } from "../operations/selling-settings.ts";
import { requireShop } from "../store/shop.ts";
import { form, query, typed } from "./forms.ts";
import { actionOf, frameOf, goTo, type Till, type TillContext } from "./till.ts";

const PAGE = "/settings/selling";

const SETTINGS = { cashierLimit: typed, seniorLimit: typed, returnLimit: typed, cashStep: typed, countsBlind: typed };

type Shown = { state?: FormState; isSaved?: boolean; error?: AppError };

/** The manager's page for the limits of discounts and the smallest coin. */
export const sellingSettingsRoutes = new Hono<Till>()
  .get(PAGE, query({ saved: typed }), (c) => settingsPage(c, { isSaved: c.req.valid("query").saved !== "" }))
  .post(PAGE, form(SETTINGS), async (c) => {
    const values = c.req.valid("form");
    const read = readSelling(values, (await requireShop(c.get("shop").db.read)).currency);
    if (!read.ok) return await settingsPage(c, { state: { values, problems: read.problems } });
    try {
      await saveSelling(c.get("shop"), actionOf(c), read.settings);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return await settingsPage(c, { state: { values, problems: {} }, error });
    }
    return goTo(c, `${PAGE}?saved=1`);
  });

async function settingsPage(c: TillContext, { state, isSaved = false, error }: Shown): Promise<Response> {
  const frame = await frameOf(c);
  const row = await requireShop(c.get("shop").db.read);
  const { cashierLimit, seniorLimit, returnLimitMinor, cashStepMinor, countsBlind } = row;
  const now = {
    cashierLimit: String(cashierLimit / 100),
    seniorLimit: String(seniorLimit / 100),
    returnLimit: amountValue(frame.shop, returnLimitMinor),
    cashStep: amountValue(frame.shop, cashStepMinor),
    countsBlind: countsBlind === 1 ? "yes" : "",
  };
  return await c.html(
    <SellingSettingsPage
      frame={frame}
      form={state ?? { values: now, problems: {} }}
      isSaved={isSaved}
      problem={error?.problem ?? null}
    />,
    error?.status ?? (state === undefined ? 200 : 422),
  );
}
