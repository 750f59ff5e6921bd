import { Hono } from "hono";
import { z } from "zod";
import { DropArea, LetGoArea } from "../../views/pick-up/let-go-area.tsx";
import { CameBackArea, CancelSaleArea, PickUpArea } from "../../views/pick-up/pick-up-area.tsx";
import { PickUpsPage } from "../../views/pick-up/pick-ups-page.tsx";
import { SalePage } from "../../views/sale/sale-page.tsx";
import type { Pieces } from "../domain/hand-over.ts";
import { VOID_REASONS } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { requireSale } from "../operations/basket.ts";
import { cancelSale, isCancellable, paidBesideKlarna } from "../operations/cancel-sale.ts";
import { takeBackUnpaid, type UnpaidPlan, unpaidPlan } from "../operations/come-back.ts";
import { doesOrderDiffer, isPaidOut } from "../operations/give-up-sale.ts";
import { handOver } from "../operations/hand-over.ts";
import { type LetGone, letRestGo } from "../operations/let-go.ts";
import { restPlan } from "../operations/rest-plan.ts";
import { savedPayments } from "../operations/saved-payments.ts";
import { agreeingOf } from "./agreeing.ts";
import { approvalFields, approvalIn, form, idOf, path, query, typed, typedAfter, wholeNumber } from "./forms.ts";
import { saleView } from "./present.ts";
import {
  exchangingInto,
  inCoins,
  letGoView,
  pickUpView,
  saleDeedsOf,
  settleFirstOf,
  waitingSaleViews,
} from "./present-pick-up.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });
/** The field of a line begins with this, and ends with the line's id. */
const PIECES = "pieces-";
const HAND_OVER_FIELDS = { what: z.enum(["all", "some"]), waits: wholeNumber.optional() };
const LET_GO_FIELDS = { ...approvalFields, shown: wholeNumber.optional(), waits: wholeNumber.optional() };

/** Goods that are paid and picked up later: the list, handing them over, letting them go, cancelling the sale. */
export const pickUpRoutes = new Hono<Till>()
  .get("/pick-ups", query({ q: typed }), async (c) => {
    const shop = c.get("shop");
    const { q } = c.req.valid("query");
    const sales = await waitingSaleViews(shop, q);
    return await c.html(<PickUpsPage frame={await frameOf(c)} sales={sales} typed={q.trim()} />);
  })
  .get("/sales/:saleId/pick-up", saleParam, (c) => pickUpPage(c, c.req.valid("param").saleId))
  .post("/sales/:saleId/hand-overs", saleParam, form(HAND_OVER_FIELDS), async (c) => {
    const { saleId } = c.req.valid("param");
    const values = await piecesTyped(c);
    return await orPage(c, (asked) => pickUpPage(c, saleId, { ...asked, typed: values }), async () => {
      const { what, waits } = c.req.valid("form");
      const pieces = what === "all" ? "all" : piecesIn(values);
      const shown = waits === undefined ? {} : { shownCount: waits };
      await handOver(c.get("shop"), actionOf(c), operatorOf(c), { saleId, pieces, ...shown });
      return `/sales/${saleId}`;
    });
  })
  .get("/sales/:saleId/dropping", saleParam, (c) => dropPage(c, c.req.valid("param").saleId))
  .get("/sales/:saleId/rest", saleParam, (c) => {
    const { saleId } = c.req.valid("param");
    const typed = piecesAmong(c.req.query());
    return Object.keys(typed).length === 0 ? letGoPage(c, saleId) : partPage(c, saleId, typed);
  })
  .post("/sales/:saleId/rest", saleParam, form(LET_GO_FIELDS), async (c) => {
    const { saleId } = c.req.valid("param");
    const { approverId, shown, waits } = c.req.valid("form");
    const typed = await piecesTyped(c);
    const pieces = Object.keys(typed).length === 0 ? {} : { pieces: piecesIn(typed) };
    const page = (asked: Asked) => pieces.pieces ? partPage(c, saleId, typed, asked) : letGoPage(c, saleId, asked);
    return await orPage(c, (asked) => page({ ...asked, approverId }), async () => {
      const approval = approvalIn(c.req.valid("form"));
      const done = await letRestGo(c.get("shop"), actionOf(c), operatorOf(c), {
        saleId,
        approval,
        ...pieces,
        ...(shown === undefined ? {} : { shownMinor: shown }),
        ...(waits === undefined ? {} : { shownCount: waits }),
      });
      return pageOf(done);
    });
  })
  .get("/sales/:saleId/cancelling", saleParam, (c) => cancelPage(c, c.req.valid("param").saleId))
  .post(
    "/sales/:saleId/cancelling",
    saleParam,
    form({ ...LET_GO_FIELDS, reason: z.enum(VOID_REASONS) }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const { reason, shown, waits, ...words } = c.req.valid("form");
      return await orPage(c, (asked) => cancelPage(c, saleId, { ...asked, approverId: words.approverId }), async () => {
        const wanted = { saleId, reason, approval: approvalIn(words) };
        // The page that says what goes back is the one of what came back unpaid.
        const [shop, action, by] = [c.get("shop"), actionOf(c), operatorOf(c)];
        if (shown !== undefined) {
          return pageOf(await takeBackUnpaid(shop, action, by, { ...wanted, shownMinor: shown }));
        }
        await cancelSale(shop, action, by, { ...wanted, shownCount: waits });
        return `/sales/${saleId}`;
      });
    },
  );

/** What goes back is said where every return says it: cash is handed out now. What was kept of a press before an update names none. */
function pageOf({ saleId, returnId }: LetGone): string {
  return returnId ? `/returns/${returnId}` : `/sales/${saleId}`;
}

type Asked = { error?: AppError; approverId?: string | undefined; typed?: Record<string, string> };

/** Does the deed and goes on; a refusal shows the same page again, with its sentence and what was typed. */
async function orPage(
  c: TillContext,
  page: (asked: Asked) => Promise<Response>,
  deed: () => Promise<string>,
): Promise<Response> {
  try {
    return goTo(c, await deed());
  } catch (error) {
    if (!(error instanceof AppError) || REFUSED_WHOLLY.includes(error.problem.kind)) throw error;
    return await page({ error });
  }
}

/** Of these there is no page of the sale to say them on. */
const REFUSED_WHOLLY: readonly string[] = ["sale_missing", "action_reused"];

/** What was typed for each line, by the line's id. */
async function piecesTyped(c: TillContext): Promise<Record<string, string>> {
  return piecesAmong(await c.req.parseBody());
}

function piecesAmong(all: Record<string, unknown>): Record<string, string> {
  const typed = Object.entries(typedAfter(PIECES, all));
  return Object.fromEntries(typed.map(([id, text]) => [id, text.slice(0, 9)]));
}

/** Nothing typed, or none, is nothing of that line; what is no number is more than any line has. */
function piecesIn(values: Record<string, string>): Pieces {
  const counted = Object.entries(values).map(([id, text]) =>
    [id, /^\d{0,5}$/.test(text) ? Number(text) : Infinity] as const
  );
  return new Map(counted.filter(([, count]) => count > 0));
}

async function pickUpPage(c: TillContext, saleId: string, { error, typed }: Asked = {}): Promise<Response> {
  const shop = c.get("shop");
  const pickUp = await pickUpView(shop, saleId);
  if (pickUp === null || pickUp.isDone) return settled(c, saleId, error);
  const sale = await saleView(shop, saleId);
  const into = await exchangingInto(shop, saleId);
  const deeds = await saleDeedsOf(shop, saleId);
  const settleFirst = await settleFirstOf(shop, saleId);
  const area = { frame: await frameOf(c), sale, pickUp, deeds, exchangingInto: into, settleFirst };
  return await c.html(
    <SalePage frame={area.frame} sale={sale} place="panel">
      <PickUpArea {...area} {...(typed ? { typed } : {})} problem={problemBeside(into, error)} />
    </SalePage>,
    error?.status ?? 200,
  );
}

/** Which pieces are not wanted any more. */
async function dropPage(c: TillContext, saleId: string, { error, typed }: Asked = {}): Promise<Response> {
  const shop = c.get("shop");
  const pickUp = await pickUpView(shop, saleId);
  if (pickUp === null || pickUp.isDone) return settled(c, saleId, error);
  if (!pickUp.canDrop && !error) return goTo(c, `/sales/${saleId}/pick-up`);
  const [frame, sale] = [await frameOf(c), await saleView(shop, saleId)];
  const area = { frame, sale, pickUp, problem: error?.problem ?? null, ...typed ? { typed } : {} };
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <DropArea {...area} />
    </SalePage>,
    error?.status ?? 200,
  );
}

/** What it comes to that these pieces are not wanted; where that cannot be, they are chosen anew. */
async function partPage(
  c: TillContext,
  saleId: string,
  typed: Record<string, string>,
  asked: Asked = {},
): Promise<Response> {
  const { read } = c.get("shop").db;
  const pieces = piecesIn(typed);
  try {
    const { isPart } = await restPlan(read, await requireSale(read, saleId), pieces);
    if (!isPart && !asked.error) {
      return goTo(c, `/sales/${saleId}/${(await pickUpView(c.get("shop"), saleId))?.canLetGo ? "rest" : "cancelling"}`);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.kind !== "not_that_many") throw error;
    return await dropPage(c, saleId, { error: asked.error ?? error, typed });
  }
  return await letGoPage(c, saleId, asked, pieces);
}

async function letGoPage(
  c: TillContext,
  saleId: string,
  { error, approverId }: Asked = {},
  pieces: Pieces | "all" = "all",
): Promise<Response> {
  const shop = c.get("shop");
  const pickUp = await pickUpView(shop, saleId);
  if (pickUp === null || pickUp.isDone) return settled(c, saleId, error);
  const canDo = pieces === "all" ? pickUp.canLetGo : pickUp.canDrop;
  if (!canDo && !error) return goTo(c, `/sales/${saleId}/pick-up`);
  const sale = await saleView(shop, saleId);
  const frame = await frameOf(c);
  const into = await exchangingInto(shop, saleId);
  const letGo = await letGoView(shop, saleId, pieces);
  const back = { returnedMinor: letGo.returnedMinor, moreMinor: letGo.backMinor };
  const agreeing = await agreeingOf(shop, operatorOf(c), back, approverId);
  const area = { frame, sale, letGo, exchangingInto: into, agreeing };
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <LetGoArea {...area} problem={problemBeside(into, error)} />
    </SalePage>,
    error?.status ?? 200,
  );
}

/** All that is left of a sale came back, of which Klarna did not pay for all. */
async function unpaidPage(
  c: TillContext,
  saleId: string,
  { unpaidMinor, backMinor, ways, refundable }: UnpaidPlan,
  { error, approverId }: Asked,
): Promise<Response> {
  const shop = c.get("shop");
  const [frame, sale, into] = [await frameOf(c), await saleView(shop, saleId), await exchangingInto(shop, saleId)];
  const agreed = { returnedMinor: refundable.returnedMinor, moreMinor: backMinor };
  const agreeing = await agreeingOf(shop, operatorOf(c), agreed, approverId);
  const area = { frame, sale, unpaidMinor, backMinor, back: await inCoins(shop, ways, refundable.cash), agreeing };
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <CameBackArea {...area} exchangingInto={into} problem={problemBeside(into, error)} />
    </SalePage>,
    error?.status ?? 200,
  );
}

async function cancelPage(c: TillContext, saleId: string, { error, approverId }: Asked = {}): Promise<Response> {
  const shop = c.get("shop");
  const { read } = shop.db;
  const unpaid = await unpaidPlan(read, await requireSale(read, saleId), shop.klarna);
  if (unpaid) return await unpaidPage(c, saleId, unpaid, { ...error ? { error } : {}, approverId });
  const sale = await saleView(shop, saleId);
  // Of what must be settled first the sale itself tells.
  const isStopped = error === undefined && (await isPaidOut(read, saleId) || await doesOrderDiffer(read, saleId));
  if (isStopped || !await isCancellable(read, sale)) return settled(c, saleId, error);
  const frame = await frameOf(c);
  const waits = (await pickUpView(shop, saleId))?.waits ?? 0;
  const saved = await savedPayments(read, saleId);
  const gone = saved.filter(({ status }) => status !== "authorized").map(({ id }) => id);
  const into = await exchangingInto(shop, saleId);
  const back = { returnedMinor: 0, moreMinor: await paidBesideKlarna(read, saleId) };
  const agreeing = await agreeingOf(shop, operatorOf(c), back, approverId);
  const area = { frame, sale, waits, gone, exchangingInto: into, agreeing };
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <CancelSaleArea {...area} problem={problemBeside(into, error)} />
    </SalePage>,
    error?.status ?? 200,
  );
}

/** That an exchange is under way is said with the way there already. */
function problemBeside(exchangingInto: string | null, error: AppError | undefined) {
  const isExchanging = error?.problem.kind === "not_returnable" && error.problem.why === "exchanging";
  return error === undefined || (isExchanging && exchangingInto !== null) ? null : error.problem;
}

/** There is nothing to do here (any more): the sale itself shows what became of it. */
function settled(c: TillContext, saleId: string, error: AppError | undefined): Response {
  if (error) throw error;
  return goTo(c, `/sales/${saleId}`);
}
