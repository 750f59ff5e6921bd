import { Hono } from "hono";
import type { FormState } from "../../views/data.ts";
import { formatPercent } from "../../views/format.ts";
import { MoreArea } from "../../views/sale/more-area.tsx";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { limitOf } from "../domain/discount.ts";
import { readDiscount } from "../domain/entry.ts";
import { parseAmountMinor } from "../domain/money.ts";
import { LARGEST_QUANTITY } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { discountSale } from "../operations/discounts.ts";
import { limitsOf } from "../operations/reprice.ts";
import { addUncatalogued, noteSale } from "../operations/line-details.ts";
import { taxRates } from "../store/catalogue.ts";
import { approvalPage, asksForApproval } from "./ask-approval.tsx";
import { approvalFields, approvalIn, form, idOf, path, typed, wholeNumber } from "./forms.ts";
import { discountFields } from "./line-pages.tsx";
import { saleView } from "./present.ts";
import { leadsBackToSale, saleWithProblem } from "./sale-pages.tsx";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });
const itemFields = { name: typed, price: typed, quantity: typed, taxRateId: idOf("tax") };

type Shown = { form?: FormState; error?: AppError };

/** What is done more rarely with a sale: something not in the catalogue, a discount on all of it, a note. */
export const morePages = new Hono<Till>()
  .get("/sales/:saleId/more", saleParam, (c) => morePage(c, c.req.valid("param").saleId))
  .post("/sales/:saleId/items", saleParam, form(itemFields), async (c) => {
    const { saleId } = c.req.valid("param");
    const values = c.req.valid("form");
    const { name, taxRateId } = values;
    const priceMinor = parseAmountMinor(values.price, (await frameOf(c)).shop.currency);
    const quantity = readQuantity(values.quantity);
    const problems = itemProblems(name, priceMinor, quantity);
    if (priceMinor === null || quantity === null || Object.keys(problems).length > 0) {
      return await morePage(c, saleId, { form: { values, problems } });
    }
    return await orMorePage(c, saleId, values, async () => {
      const wanted = { saleId, name, priceMinor, quantity, taxRateId };
      const { lineId } = await addUncatalogued(c.get("shop"), actionOf(c), operatorOf(c), wanted);
      return `/sales/${saleId}?line=${lineId}`;
    });
  })
  .post(
    "/sales/:saleId/discount",
    saleParam,
    form({ ...approvalFields, ...discountFields, version: wholeNumber }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const { discount: text, kind, version, approverId, pin } = c.req.valid("form");
      const fields = { discount: text, kind };
      const discount = readDiscount(text, kind, (await frameOf(c)).shop.currency);
      if (discount === "bad") {
        return await morePage(c, saleId, { form: { values: fields, problems: { discount: "not_a_discount" } } });
      }
      const reduction = { of: "sale", discount } as const;
      const wanted = { saleId, version, reduction, approval: approvalIn({ approverId, pin }) };
      try {
        await discountSale(c.get("shop"), actionOf(c), operatorOf(c), wanted);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const asked = { saleId, reduction, action: c.req.path, fields, approverId };
        return asksForApproval(error) ? await approvalPage(c, asked, error) : await refused(c, saleId, fields, error);
      }
      return goTo(c, `/sales/${saleId}`);
    },
  )
  .post("/sales/:saleId/note", saleParam, form({ note: typed, version: wholeNumber }), async (c) => {
    const { saleId } = c.req.valid("param");
    const { note, version } = c.req.valid("form");
    return await orMorePage(c, saleId, { note }, async () => {
      await noteSale(c.get("shop"), actionOf(c), { saleId, version, note });
      return `/sales/${saleId}`;
    });
  });

function readQuantity(text: string): number | null {
  const quantity = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return quantity >= 1 && quantity <= LARGEST_QUANTITY ? quantity : null;
}

function itemProblems(name: string, priceMinor: number | null, quantity: number | null): FormState["problems"] {
  return {
    ...(name.trim() === "" ? { name: "required" as const } : {}),
    ...(priceMinor === null ? { price: "not_an_amount" as const } : {}),
    ...(quantity === null ? { quantity: "not_a_quantity" as const } : {}),
  };
}

/** Does it and goes on; a refusal shows the panel again with what was typed. */
async function orMorePage(
  c: TillContext,
  saleId: string,
  values: Record<string, string>,
  deed: () => Promise<string>,
): Promise<Response> {
  try {
    return goTo(c, await deed());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return await refused(c, saleId, values, error);
  }
}

async function refused(
  c: TillContext,
  saleId: string,
  values: Record<string, string>,
  error: AppError,
): Promise<Response> {
  if (leadsBackToSale(error)) return await saleWithProblem(c, saleId, error);
  return await morePage(c, saleId, { form: { values, problems: {} }, error });
}

async function morePage(c: TillContext, saleId: string, { form, error }: Shown = {}): Promise<Response> {
  const shop = c.get("shop");
  const sale = await saleView(shop, saleId);
  if (sale.status !== "open" || sale.lock !== null) {
    return error ? await saleWithProblem(c, saleId, error) : goTo(c, `/sales/${saleId}`);
  }
  const frame = await frameOf(c);
  const rates = (await taxRates(shop.db.read)).map(({ id, name, rateBasisPoints }) => ({
    value: id,
    label: frame.t.basket.item.rate(name, formatPercent(frame.shop, rateBasisPoints)),
  }));
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <MoreArea
        frame={frame}
        sale={sale}
        taxRates={rates}
        mayGive={limitOf(operatorOf(c).role, await limitsOf(shop.db.read))}
        form={form ?? { values: {}, problems: {} }}
        problem={error?.problem ?? null}
      />
    </SalePage>,
    error?.status ?? (form === undefined ? 200 : 422),
  );
}
