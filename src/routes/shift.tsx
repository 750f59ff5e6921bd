import { Hono } from "hono";
import { z } from "zod";
import type { FormState } from "../../views/data.ts";
import { amountValue } from "../../views/format.ts";
import { ClosingPage } from "../../views/shift/closing-page.tsx";
import { type ShiftForm, ShiftPage } from "../../views/shift/shift-page.tsx";
import { parseAmountMinor } from "../domain/money.ts";
import { piecesOf, sumOfPieces } from "../domain/shift.ts";
import { AppError } from "../errors.ts";
import { countFloat, moveCash } from "../operations/drawer.ts";
import { closeShift, countDrawer } from "../operations/shift.ts";
import { findOpenShift, handMoves, lastReportOf, openPaymentsAt } from "../store/shifts.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister } from "../store/staff.ts";
import { form, idOf, reasonProblem, typed, wholeNumber } from "./forms.ts";
import { countsBlind, countView, namedPayment, openReport } from "./present-shift.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext } from "./till.ts";

const PAGE = "/shift";
const MOST_PIECES = 15;
const PIECES = Array.from({ length: MOST_PIECES }, (_, index) => `piece${index}`);
const countFields = { total: typed, ...Object.fromEntries(PIECES.map((name) => [name, typed])) };
const payment = idOf("pay");
/** None, one, or as many as were ticked. */
const ticked = z.union([payment, z.array(payment)]).optional().transform((ids) => [ids ?? []].flat());
const closingFields = { count: wholeNumber, reason: typed, left: typed };

/** This register's shift, from its float to its closing. */
export const shiftRoutes = new Hono<Till>()
  .get(PAGE, (c) => shiftPage(c))
  .post(`${PAGE}/float`, form({ float: typed, floatReason: typed }), async (c) => {
    const values = c.req.valid("form");
    const { float, floatReason: reason } = values;
    const tooLong = reason.trim() === "" ? undefined : reasonProblem(reason.trim())["reason"];
    if (tooLong) return await shiftPage(c, { form: "float", state: { values, problems: { floatReason: tooLong } } });
    return await orShiftPage(c, { form: "float", values, amount: "float" }, async () => {
      await countFloat(c.get("shop"), actionOf(c), operatorOf(c), { float, reason });
    });
  })
  .post(`${PAGE}/cash-in`, form({ inAmount: typed, inReason: typed }), async (c) => {
    const values = c.req.valid("form");
    return await move(c, "in", values, { amount: values.inAmount, reason: values.inReason });
  })
  .post(`${PAGE}/cash-out`, form({ outAmount: typed, outReason: typed }), async (c) => {
    const values = c.req.valid("form");
    return await move(c, "out", values, { amount: values.outAmount, reason: values.outReason });
  })
  .post(`${PAGE}/counts`, form(countFields), async (c) => {
    const values: Record<string, string> = c.req.valid("form");
    const { currency } = await requireShop(c.get("shop").db.read);
    const counted = readCount(values, currency);
    if (counted === null) return await shiftPage(c, { form: "count", state: { values, problems: BAD_COUNT } });
    return await orShiftPage(c, { form: "count", values, then: `${PAGE}/closing` }, async () => {
      await countDrawer(c.get("shop"), actionOf(c), operatorOf(c), counted);
    });
  })
  .get(`${PAGE}/closing`, (c) => closingPage(c))
  .post(`${PAGE}/closing`, form({ ...closingFields, carried: ticked }), async (c) => {
    const { count, reason, left, carried } = c.req.valid("form");
    const values = { reason, left };
    const problems = reason.trim() === "" ? {} : reasonProblem(reason.trim());
    if (Object.keys(problems).length > 0) return await closingPage(c, { state: { values, problems }, carried });
    try {
      const closing = { count, reason, left, carried };
      const { reportId } = await closeShift(c.get("shop"), actionOf(c), operatorOf(c), closing);
      return goTo(c, `/z-reports/${reportId}`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return await closingPage(c, { state: { values, problems: fieldOf(error) }, carried, error });
    }
  });

const BAD_COUNT = { total: "not_an_amount" } as const;

/** The sum as it was typed, or of the pieces; both only where they agree. Null: it says no sum. */
function readCount(
  values: Record<string, string>,
  currency: string,
): { countedMinor: number; pieces: Record<string, number> | null } | null {
  const pieces = piecesOf(currency);
  const typed = pieces.map((_, index) => values[`piece${index}`] ?? "");
  const isByPiece = typed.some((text) => text.trim() !== "");
  const sum = isByPiece ? sumOfPieces(pieces, typed) : null;
  const total = values["total"]?.trim() ? parseAmountMinor(values["total"], currency) : sum;
  if (total === null || (isByPiece && sum !== total)) return null;
  const counted = Object.fromEntries(pieces.map((piece, index) => [piece, Number(typed[index])]));
  return { countedMinor: total, pieces: isByPiece ? counted : null };
}

/** Beside which field of the closing it is said. */
function fieldOf({ problem }: AppError): FormState["problems"] {
  if (problem.kind === "difference_unexplained") return { reason: "required" };
  return problem.kind === "bad_amount" ? { left: "not_an_amount" } : {};
}

async function move(
  c: TillContext,
  way: "in" | "out",
  values: Record<string, string>,
  { amount, reason }: { amount: string; reason: string },
): Promise<Response> {
  const { reason: problem } = reasonProblem(reason.trim());
  if (problem) return await shiftPage(c, { form: way, state: { values, problems: { [`${way}Reason`]: problem } } });
  return await orShiftPage(c, { form: way, values, amount: `${way}Amount` }, async () => {
    await moveCash(c.get("shop"), actionOf(c), operatorOf(c), { way, amount, reason });
  });
}

type Sent = { form: ShiftForm; values: Record<string, string>; amount?: string; then?: string };

/** Does it and goes on; a refusal shows the page again with what was typed. */
async function orShiftPage(
  c: TillContext,
  { form, values, amount, then = PAGE }: Sent,
  deed: () => Promise<void>,
): Promise<Response> {
  try {
    await deed();
    return goTo(c, then);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const isAmount = amount !== undefined && error.problem.kind === "bad_amount";
    const isUnexplained = error.problem.kind === "float_unexplained";
    const problems: FormState["problems"] = {
      ...(isAmount ? { [amount]: "not_an_amount" } : {}),
      ...(isUnexplained ? { floatReason: "required" } : {}),
    };
    return await shiftPage(c, { form, state: { values, problems } }, isAmount ? undefined : error);
  }
}

async function shiftPage(
  c: TillContext,
  typed: { form: ShiftForm; state: FormState } | null = null,
  error?: AppError,
): Promise<Response> {
  const { db: { read }, klarna: { mode } } = c.get("shop");
  const { registerId, role } = operatorOf(c);
  const shift = await findOpenShift(read, registerId, mode);
  const left = shift?.leftMinor ?? (await lastReportOf(read, registerId, mode))?.leftMinor ?? 0;
  const isBlind = await countsBlind(read, role);
  const moves = shift ? await handMoves(read, shift.id) : [];
  return await c.html(
    <ShiftPage
      frame={await frameOf(c)}
      report={shift ? await openReport(read, shift, isBlind) : null}
      leftMinor={left}
      moves={moves.map(({ cause, reason, ...rest }) => ({
        ...rest,
        cause: cause as "in" | "out",
        reason: reason ?? "",
      }))}
      count={shift ? await countView(read, shift) : null}
      paper={(await findRegister(read, registerId))?.paper ?? "80"}
      isBlind={isBlind}
      typed={typed}
      problem={error?.problem ?? null}
    />,
    error?.status ?? (typed === null ? 200 : 422),
  );
}

type Closing = { state: FormState; carried: readonly string[]; error?: AppError };

/** Without a counting that still holds there is nothing to close by: back to the shift. */
async function closingPage(c: TillContext, sent?: Closing): Promise<Response> {
  const { db: { read }, klarna: { mode } } = c.get("shop");
  const { registerId } = operatorOf(c);
  const shift = await findOpenShift(read, registerId, mode);
  const count = shift ? await countView(read, shift) : null;
  if (!count?.isCurrent) return sent?.error ? await shiftPage(c, null, sent.error) : goTo(c, PAGE);
  const frame = await frameOf(c);
  const values = { reason: "", left: amountValue(frame.shop, count.countedMinor) };
  return await c.html(
    <ClosingPage
      frame={frame}
      count={count}
      payments={(await openPaymentsAt(read, registerId, mode)).map(namedPayment)}
      carried={sent?.carried ?? []}
      form={sent?.state ?? { values, problems: {} }}
      problem={sent?.error?.problem ?? null}
    />,
    sent?.error?.status ?? (sent ? 422 : 200),
  );
}
