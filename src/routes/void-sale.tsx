import { Hono } from "hono";
import { z } from "zod";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { VoidArea } from "../../views/sale/void-area.tsx";
import { VOID_REASONS } from "../domain/sale.ts";
import { isAtLeast } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import { voidSale } from "../operations/void-sale.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { activeSeniors } from "../store/staff.ts";
import { approvalFields, approvalIn, form, idOf, path } from "./forms.ts";
import { saleView } from "./present.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });

/** Giving a sale up, with what was taken going back. */
export const voidRoutes = new Hono<Till>()
  .get("/sales/:saleId/void", saleParam, (c) => voidPage(c, c.req.valid("param").saleId))
  .post(
    "/sales/:saleId/voiding",
    saleParam,
    form({ ...approvalFields, reason: z.enum(VOID_REASONS) }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const { reason, ...typed } = c.req.valid("form");
      try {
        const wanted = { saleId, reason, approval: approvalIn(typed) };
        await voidSale(c.get("shop"), actionOf(c), operatorOf(c), wanted);
      } catch (error) {
        if (!(error instanceof AppError) || error.problem.kind === "sale_missing") throw error;
        return await voidPage(c, saleId, { error, approverId: typed.approverId });
      }
      return goTo(c, `/sales/${saleId}`);
    },
  );

type Refused = { error?: AppError; approverId?: string | undefined };

async function voidPage(c: TillContext, saleId: string, { error, approverId }: Refused = {}): Promise<Response> {
  const sale = await saleView(c.get("shop"), saleId);
  const isOpen = sale.status === "open" || sale.status === "parked";
  if (!error && (!isOpen || sale.code === null)) return goTo(c, `/sales/${saleId}`);
  const frame = await frameOf(c);
  const approvers = (await approversFor(c, saleId)).map((one) => ({ ...one, isChosen: one.id === approverId }));
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <VoidArea frame={frame} sale={sale} approvers={approvers} problem={error?.problem ?? null} />
    </SalePage>,
    error?.status ?? 200,
  );
}

/** The seniors, when Klarna holds money of a payment that somebody else started and a cashier asks. */
async function approversFor(c: TillContext, saleId: string) {
  const { read } = c.get("shop").db;
  const { staffId, role } = operatorOf(c);
  const held = (await paymentsOfSale(read, saleId)).filter((payment) => payment.status === "authorized");
  if (isAtLeast(role, "senior") || held.every((payment) => payment.staffId === staffId)) return [];
  return (await activeSeniors(read)).map(({ id, name, role }) => ({ id, name, role }));
}
