import type { ApprovalView } from "../../views/sale/data.ts";
import { ApprovalArea } from "../../views/sale/approval-area.tsx";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { limitOf } from "../domain/discount.ts";
import { isAtLeast } from "../domain/staff.ts";
import type { AppError } from "../errors.ts";
import { meaningOf, type Reduction } from "../operations/judge-discount.ts";
import { limitsOf } from "../operations/reprice.ts";
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
  const frame = await frameOf(c);
  const sale = await saleView(c.get("shop"), asked.saleId);
  const view = await approvalView(c, asked, sale.lines);
  const isAnswer = asked.approverId !== undefined;
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
  const { staffId, role } = operatorOf(c);
  const { needs, beforeMinor, afterMinor } = await meaningOf(read, saleId, reduction);
  const approvers = (await activeSeniors(read)).filter((one) => one.id !== staffId && isAtLeast(one.role, needs))
    .map((one) => ({ id: one.id, name: one.name, role: one.role, isChosen: one.id === approverId }));
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
