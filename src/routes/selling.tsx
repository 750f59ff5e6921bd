import { Hono } from "hono";
import type { FormState } from "../../views/data.ts";
import { SellingNote } from "../../views/selling/selling-note.tsx";
import { SellingPage, SellingPart } from "../../views/selling/selling-page.tsx";
import { isAtLeast } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import { confirmClock } from "../operations/may-sell.ts";
import { openUnread } from "../operations/recovery.ts";
import { activeSeniors } from "../store/staff.ts";
import { approvalFields, approvalIn, form, reasonProblem, typed } from "./forms.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const wordFields = { ...approvalFields, reason: typed };
type Word = { approverId?: string | undefined; pin: string; reason: string };

/** Why the till may not sell now, and a manager's word that it may. */
export const sellingRoutes = new Hono<Till>()
  .get("/selling", (c) => sellingPage(c))
  .get("/selling/note", async (c) => await c.html(<SellingNote frame={await frameOf(c)} />))
  .post("/selling/opening", form(wordFields), (c) => managersWord(c, c.req.valid("form"), openUnread))
  .post("/selling/clock", form(wordFields), (c) => managersWord(c, c.req.valid("form"), confirmClock));

async function managersWord(
  c: TillContext,
  { reason, ...approval }: Word,
  deed: typeof openUnread | typeof confirmClock,
): Promise<Response> {
  const words = { values: { reason }, problems: reasonProblem(reason.trim()) };
  if (Object.keys(words.problems).length > 0) return await sellingPage(c, { words });
  try {
    const wanted = { reason: reason.trim(), approval: approvalIn(approval) };
    await deed(c.get("shop"), actionOf(c), operatorOf(c), wanted);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return await sellingPage(c, { words, error });
  }
  return goTo(c, "/");
}

/** Once the till may sell again there is nothing to see here, and whoever looks is led back to work. */
async function sellingPage(c: TillContext, asked: { words?: FormState; error?: AppError } = {}): Promise<Response> {
  const frame = await frameOf(c);
  const { stop } = frame;
  if (stop === null && asked.error) throw asked.error;
  if (stop === null) {
    if (!wantsPart(c)) return goTo(c, "/");
    return c.body(null, 200, { "HX-Redirect": "/" });
  }
  if (wantsPart(c) && c.req.method === "GET") return await c.html(<SellingPart frame={frame} stop={stop} />);
  const isManager = isAtLeast(operatorOf(c).role, "manager");
  const seniors = isManager ? [] : await activeSeniors(c.get("shop").db.read);
  const approvers = seniors.filter(({ role }) => isAtLeast(role, "manager"));
  return await c.html(
    <SellingPage
      frame={frame}
      stop={stop}
      approvers={approvers.map(({ id, name, role }) => ({ id, name, role }))}
      form={asked.words ?? { values: {}, problems: {} }}
      problem={asked.error?.problem ?? null}
    />,
    asked.error?.status ?? 200,
  );
}
