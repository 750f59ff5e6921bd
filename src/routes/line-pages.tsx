import { Hono } from "hono";
import { z } from "zod";
import type { FormState } from "../../views/data.ts";
import { LineArea } from "../../views/sale/line-area.tsx";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { DISCOUNT_KINDS, limitOf } from "../domain/discount.ts";
import { readDiscount } from "../domain/entry.ts";
import { parseAmountMinor } from "../domain/money.ts";
import { AppError } from "../errors.ts";
import { discountLine, setPrice } from "../operations/discounts.ts";
import type { Reduction } from "../operations/judge-discount.ts";
import { noteLine } from "../operations/line-details.ts";
import { limitsOf } from "../operations/reprice.ts";
import { approvalPage, asksForApproval } from "./ask-approval.tsx";
import { approvalFields, approvalIn, form, idOf, path, typed, wholeNumber } from "./forms.ts";
import { saleView } from "./present.ts";
import { leadsBackToSale, saleWithProblem } from "./sale-pages.tsx";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext } from "./till.ts";

const lineParam = path({ saleId: idOf("sal"), lineId: idOf("lin") });
/** A number, and what it is; "10%" says so itself. */
export const discountFields = { discount: typed, kind: z.enum(DISCOUNT_KINDS).default("percent") };

type Line = { saleId: string; lineId: string };
type Shown = { form?: FormState; error?: AppError };

/** What can be done with one line of the basket beside its quantity. */
export const linePages = new Hono<Till>()
  .get("/sales/:saleId/lines/:lineId", lineParam, (c) => linePage(c, c.req.valid("param")))
  .post(
    "/sales/:saleId/lines/:lineId/discount",
    lineParam,
    form({ ...approvalFields, ...discountFields, version: wholeNumber }),
    async (c) => {
      const line = c.req.valid("param");
      const { discount: text, kind, version, approverId, pin } = c.req.valid("form");
      const fields = { discount: text, kind };
      const discount = readDiscount(text, kind, (await frameOf(c)).shop.currency);
      if (discount === "bad") return await badField(c, line, fields, "discount");
      const reduction = { of: "line", lineId: line.lineId, discount } as const;
      const wanted = { ...line, version, reduction, approval: approvalIn({ approverId, pin }) };
      return await orAsk(c, { line, reduction, fields, approverId }, async () => {
        await discountLine(c.get("shop"), actionOf(c), operatorOf(c), wanted);
      });
    },
  )
  .post(
    "/sales/:saleId/lines/:lineId/price",
    lineParam,
    form({ ...approvalFields, price: typed, version: wholeNumber }),
    async (c) => {
      const line = c.req.valid("param");
      const { price, version, approverId, pin } = c.req.valid("form");
      const priceMinor = parseAmountMinor(price, (await frameOf(c)).shop.currency);
      if (priceMinor === null) return await badField(c, line, { price }, "price");
      const reduction = { of: "price", lineId: line.lineId, priceMinor } as const;
      const wanted = { ...line, version, reduction, approval: approvalIn({ approverId, pin }) };
      return await orAsk(c, { line, reduction, fields: { price }, approverId }, async () => {
        await setPrice(c.get("shop"), actionOf(c), operatorOf(c), wanted);
      });
    },
  )
  .post(
    "/sales/:saleId/lines/:lineId/note",
    lineParam,
    form({ note: typed, version: wholeNumber }),
    async (c) => {
      const line = c.req.valid("param");
      const { note, version } = c.req.valid("form");
      return await orLinePage(c, line, { note }, async () => {
        await noteLine(c.get("shop"), actionOf(c), { ...line, version, note });
      });
    },
  );

async function badField(
  c: TillContext,
  line: Line,
  values: Record<string, string>,
  field: "discount" | "price",
): Promise<Response> {
  const problem = field === "discount" ? "not_a_discount" : "not_an_amount";
  return await linePage(c, line, { form: { values, problems: { [field]: problem } } });
}

type Asking = {
  line: Line;
  reduction: Reduction;
  fields: Record<string, string>;
  approverId?: string | undefined;
};

/** Does it and shows the line in the basket; what is past the operator's limit is shown to a colleague. */
async function orAsk(c: TillContext, asking: Asking, deed: () => Promise<void>): Promise<Response> {
  const { line, reduction, fields, approverId } = asking;
  try {
    return await orLinePage(c, line, fields, deed, asksForApproval);
  } catch (error) {
    if (!(error instanceof AppError) || !asksForApproval(error)) throw error;
    return await approvalPage(c, { saleId: line.saleId, reduction, action: c.req.path, fields, approverId }, error);
  }
}

/** Does it and shows the line in the basket; a refusal shows the panel again with what was typed. */
async function orLinePage(
  c: TillContext,
  line: Line,
  values: Record<string, string>,
  deed: () => Promise<void>,
  isLeftTo: (error: AppError) => boolean = () => false,
): Promise<Response> {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof AppError) || isLeftTo(error)) throw error;
    if (leadsBackToSale(error)) return await saleWithProblem(c, line.saleId, error);
    return await linePage(c, line, { form: { values, problems: {} }, error });
  }
  return goTo(c, `/sales/${line.saleId}?line=${line.lineId}`);
}

async function linePage(c: TillContext, { saleId, lineId }: Line, { form, error }: Shown = {}): Promise<Response> {
  const shop = c.get("shop");
  const sale = await saleView(shop, saleId);
  const line = sale.lines.find(({ id }) => id === lineId);
  const isChangeable = sale.status === "open" && sale.lock === null;
  if (!line || !isChangeable) return error ? await saleWithProblem(c, saleId, error) : goTo(c, `/sales/${saleId}`);
  const frame = await frameOf(c);
  const mayGive = limitOf(operatorOf(c).role, await limitsOf(shop.db.read));
  const problem = error?.problem ?? null;
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel" selectedLineId={lineId}>
      <LineArea
        frame={frame}
        sale={sale}
        line={line}
        mayGive={mayGive}
        form={form ?? { values: {}, problems: {} }}
        problem={problem}
      />
    </SalePage>,
    error?.status ?? (form === undefined ? 200 : 422),
  );
}
