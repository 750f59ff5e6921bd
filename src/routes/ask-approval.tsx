import { type Then, thenQuery } from "../../views/customer/customer-find.tsx";
import type { SaleView } from "../../views/data.ts";
import type { ApprovalView } from "../../views/sale/data.ts";
import { ApprovalArea } from "../../views/sale/approval-area.tsx";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { limitOf } from "../domain/discount.ts";
import { isAtLeast, type Role } from "../domain/staff.ts";
import type { AppError } from "../errors.ts";
import { meaningOf, type Reduction } from "../operations/judge-discount.ts";
import { limitsOf } from "../operations/reprice.ts";
import { worthWithoutTax } from "../operations/tie-customer.ts";
import { findCustomer } from "../store/customers.ts";
import { activeSeniors } from "../store/staff.ts";
import { saleView } from "./present.ts";
import { frameOf, operatorOf, type TillContext } from "./till.ts";

/** What a form asked for, as it was typed, and who was named to agree. */
export type Asked = {
  saleId: string;
  reduction: Reduction;
  action: string;
  fields: Record<string, string>;
  approverId?: string | undefined;
};

/** Whether a refusal is about a colleague's word, which the same screen asks for. */
export function asksForApproval({ problem }: AppError): boolean {
  return ["needs_senior", "needs_manager", "wrong_pin", "pin_too_soon"].includes(problem.kind);
}

/** What a colleague is asked to agree to; a wrong PIN or a role that is not enough is said above it, and nothing typed is lost. */
export async function approvalPage(c: TillContext, asked: Asked, error: AppError): Promise<Response> {
  const sale = await saleView(c.get("shop"), asked.saleId);
  return await agreePage(c, sale, await approvalView(c, asked, sale.lines), asked.approverId, error);
}

/** Whose customer pays no tax, who they are, and what was named to agree. */
export type AskedTaxFree = { saleId: string; customerId: string; then: Then; approverId?: string | undefined };

/** The same for a customer who takes the tax off a sale. */
export async function taxFreePage(c: TillContext, asked: AskedTaxFree, error: AppError): Promise<Response> {
  const { saleId, customerId, then, approverId } = asked;
  const { read } = c.get("shop").db;
  const customer = await findCustomer(read, customerId);
  if (!customer) throw error;
  const view: ApprovalView = {
    action: `/sales/${saleId}/customer`,
    fields: { customerId, then },
    what: { kind: "tax_free", taxNumber: customer.taxNumber ?? "" },
    name: `${customer.givenName} ${customer.familyName}`,
    ...await worthWithoutTax(read, saleId),
    needs: "senior",
    mayGive: 0,
    approvers: await approversOf(c, "senior", approverId),
    backHref: `/sales/${saleId}/customer${thenQuery(then)}`,
  };
  return await agreePage(c, await saleView(c.get("shop"), saleId), view, approverId, error);
}

async function agreePage(
  c: TillContext,
  sale: SaleView,
  view: ApprovalView,
  approverId: string | undefined,
  error: AppError,
): Promise<Response> {
  const frame = await frameOf(c);
  const isAnswer = approverId !== undefined;
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <ApprovalArea frame={frame} sale={sale} asked={view} problem={isAnswer ? error.problem : null} />
    </SalePage>,
    isAnswer ? error.status : 200,
  );
}

async function approvalView(
  c: TillContext,
  { saleId, reduction, action, fields, approverId }: Asked,
  lines: readonly { id: string; name: string; quantity: number }[],
): Promise<ApprovalView> {
  const { read } = c.get("shop").db;
  const { role } = operatorOf(c);
  const { needs, beforeMinor, afterMinor } = await meaningOf(read, saleId, reduction);
  const approvers = await approversOf(c, needs, approverId);
  const lineId = reduction.of === "sale" ? null : reduction.lineId;
  const line = lines.find(({ id }) => id === lineId);
  return {
    action,
    fields,
    what: askedFor(reduction, line?.quantity ?? 0),
    name: line?.name ?? null,
    beforeMinor,
    afterMinor,
    needs,
    mayGive: limitOf(role, await limitsOf(read)),
    approvers,
    backHref: lineId === null ? `/sales/${saleId}` : `/sales/${saleId}?line=${lineId}`,
  };
}

function askedFor(reduction: Reduction, quantity: number): ApprovalView["what"] {
  if (reduction.of === "quantity") return { kind: "quantity", before: quantity, after: reduction.quantity };
  if (reduction.of === "price" || reduction.discount === null) return { kind: "price" };
  return { kind: "discount", discount: reduction.discount };
}

/** Whoever may agree, but for the operator. */
async function approversOf(c: TillContext, needs: Role, approverId: string | undefined) {
  const { staffId } = operatorOf(c);
  const colleagues = (await activeSeniors(c.get("shop").db.read)).filter(({ id }) => id !== staffId);
  return colleagues.filter(({ role }) => isAtLeast(role, needs))
    .map(({ id, name, role }) => ({ id, name, role, isChosen: id === approverId }));
}
