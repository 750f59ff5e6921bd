import { Hono } from "hono";
import type { FormState, Frame } from "../../views/data.ts";
import { ReturnDonePage, ReturnState } from "../../views/returns/done-page.tsx";
import { ReturnPage } from "../../views/returns/return-page.tsx";
import type { SaleRow } from "../../db/schema.ts";
import { isId } from "../domain/ids.ts";
import { AppError } from "../errors.ts";
import { requireSale } from "../operations/basket.ts";
import { startExchange } from "../operations/exchange.ts";
import { giveBack } from "../operations/give-back.ts";
import { type ReturnParts, returnParts } from "../operations/return-parts.ts";
import { type Refundable, refundableOf } from "../operations/refundable.ts";
import { anyForm, approvalIn, idOf, path, query } from "./forms.ts";
import { receiptDeskView } from "./present-receipt.ts";
import { type Chosen, returnDoneView, returnView } from "./present-return.ts";
import { FIND_FIELDS, findPage } from "./receipts.tsx";
import { readReturn, type Sent, splitToShow, typedSplit } from "./return-form.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });
const returnParam = path({ returnId: idOf("ret") });

/** Giving money back for what comes back of a finished sale. */
export const returnRoutes = new Hono<Till>()
  .get("/returns", query(FIND_FIELDS), (c) => findPage(c, c.req.valid("query"), "return"))
  .get("/sales/:saleId/return", saleParam, async (c) => {
    const sale = await requireSale(c.get("shop").db.read, c.req.valid("param").saleId);
    return await showReturn(c, sale, {});
  })
  .post("/sales/:saleId/return", saleParam, anyForm, async (c) => {
    const sale = await requireSale(c.get("shop").db.read, c.req.valid("param").saleId);
    return await showReturn(c, sale, c.req.valid("form"));
  })
  .get("/returns/:returnId", returnParam, async (c) => {
    const shop = c.get("shop");
    const view = await returnDoneView(shop, c.req.valid("param").returnId);
    const desk = await receiptDeskView(shop, { saleId: view.saleId, returnId: view.id }, operatorOf(c).registerId);
    return await c.html(<ReturnDonePage frame={await frameOf(c)} view={view} desk={desk} />);
  })
  .get("/returns/:returnId/state", returnParam, async (c) => {
    const { returnId } = c.req.valid("param");
    if (!wantsPart(c)) return goTo(c, `/returns/${returnId}`);
    return await c.html(
      <ReturnState frame={await frameOf(c)} view={await returnDoneView(c.get("shop"), returnId)} />,
    );
  });

type Drawn = { values: Record<string, string>; problems: FormState["problems"]; error?: AppError | undefined };

/** Works out what was chosen and shows it; where that was pressed and nothing stands in the way, gives it back or begins its exchange. */
async function showReturn(c: TillContext, sale: SaleRow, sent: Sent, found: AppError | null = null): Promise<Response> {
  const { currency } = sale;
  const refundable = await refundableOf(c.get("shop").db.read, sale, c.get("shop").klarna);
  const { wanted, problems } = readReturn(sent, refundable, currency);
  const isReadable = Object.keys(problems).length === 0;
  const given = isReadable && isDeed(sent["do"])
    ? await tryDeed(c, sent["do"], { sale, refundable, wanted }, sent)
    : null;
  if (typeof given === "string") return goTo(c, given);
  // Klarna's orders were read for it: what can go back, and how, is another matter by now, and is suggested anew.
  if (given?.problem.kind === "return_found") {
    return await showReturn(c, sale, { ...sent, do: "show", shown: "" }, given);
  }
  const frame = await frameOf(c);
  const planned = isReadable ? planOf(refundable, wanted) : null;
  const plan = planned instanceof AppError ? null : planned;
  const ways = splitToShow(sent, refundable, plan?.totalMinor ?? 0, { ...frame.shop, currency });
  const error = found ?? given ?? (planned instanceof AppError ? planned : undefined);
  return await drawReturn(
    c,
    frame,
    { sale, refundable, chosen: { wanted, planned: plan, split: ways.split, approverId: sent["approverId"] } },
    { values: { ...sent, ...ways.values }, problems: { ...problems, ...ways.problems }, error },
  );
}

/** What the form can do beside working it out. */
const DEEDS = ["give", "exchange"] as const;
type Deed = (typeof DEEDS)[number];

function isDeed(pressed: string | undefined): pressed is Deed {
  return DEEDS.some((deed) => deed === pressed);
}

type Facts = { sale: SaleRow; refundable: Refundable; wanted: Read };

/** Where it led, whenever this form was sent first; what stood in its way; null: the ways cannot be read. */
async function tryDeed(
  c: TillContext,
  deed: Deed,
  { sale, refundable, wanted }: Facts,
  sent: Sent,
): Promise<string | AppError | null> {
  const { split, problems } = typedSplit(sent, refundable, sale.currency);
  if (Object.keys(problems).length > 0) return null;
  const { approverId, pin = "" } = sent;
  if (approverId !== undefined && !isId("stf", approverId)) throw new AppError({ kind: "bad_form" });
  const amountIn = (name: string) => /^\d{1,9}$/.test(sent[name] ?? "") ? Number(sent[name]) : -1;
  const seen = { shownMinor: amountIn("shown"), foundMinor: sent["found"] === undefined ? 0 : amountIn("found") };
  const form = { ...wanted, ...seen, saleId: sale.id, approval: approvalIn({ approverId, pin }) };
  const shop = c.get("shop");
  try {
    if (deed === "exchange") {
      const { newSaleId } = await startExchange(shop, actionOf(c), operatorOf(c), form);
      return `/sales/${newSaleId}`;
    }
    return `/returns/${(await giveBack(shop, actionOf(c), operatorOf(c), { ...form, split })).returnId}`;
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.kind === "action_reused") throw error;
    return error;
  }
}

type Read = ReturnType<typeof readReturn>["wanted"];

function planOf(refundable: Refundable, wanted: Chosen["wanted"]): ReturnParts | AppError {
  try {
    return returnParts(refundable, wanted);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

async function drawReturn(
  c: TillContext,
  frame: Frame,
  facts: { sale: SaleRow; refundable: Refundable; chosen: Chosen },
  { values, problems, error }: Drawn,
): Promise<Response> {
  const view = await returnView(c.get("shop"), operatorOf(c), facts);
  return await c.html(
    <ReturnPage
      frame={{ ...frame, isPractice: facts.sale.mode === "practice" }}
      view={view}
      form={{ values, problems }}
      problem={error?.problem ?? null}
    />,
    error?.status ?? (Object.keys(problems).length > 0 ? 422 : 200),
  );
}
