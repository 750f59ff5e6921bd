import { Hono } from "hono";
import { z } from "zod";
import { PAYMENT_FILTERS, type PaymentFilter, PaymentsList, PaymentsPage } from "../../views/payment/payments-page.tsx";
import type { PaymentShow } from "../../views/payment/parts.tsx";
import { PaymentAnswer, PaymentLive, paymentTitle, PaymentWindow } from "../../views/payment/window.tsx";
import { isLive } from "../../views/payment/face.ts";
import { SalePage } from "../../views/sale/sale-page.tsx";
import type { PaymentRowView } from "../../views/data.ts";
import { paymentTopic } from "../bus.ts";
import { CHANNELS, isOver } from "../domain/payment.ts";
import { AppError } from "../errors.ts";
import { checkPayment } from "../operations/check-payment.ts";
import {
  cancelPayment,
  passReminder,
  releasePayment,
  savePayment,
  sendPaymentLink,
} from "../operations/payment-wishes.ts";
import { findPayment, openPayments, recentPayments } from "../store/payments.ts";
import { form, idOf, path, query } from "./forms.ts";
import type { LiveStreams } from "./live-streams.ts";
import { paymentRowView, paymentView, saleView } from "./present.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const paymentParam = path({ paymentId: idOf("pay") });
const showQuery = query({ show: z.enum(["auto", "send", "cancel", "identity"]).default("auto") });
const filterQuery = query({ filter: z.enum(PAYMENT_FILTERS).default("all") });
const MOST_LISTED = 200;
/** Without script the window asks for itself this often. */
const REFRESH_SECONDS = 5;

/** The Klarna payment window and the list of payments. Every verb answers with the same window. */
export function paymentRoutes(streams: LiveStreams) {
  return new Hono<Till>()
    .get("/payments", filterQuery, async (c) => {
      const { filter } = c.req.valid("query");
      return await c.html(<PaymentsPage frame={await frameOf(c)} rows={await listed(c, filter)} filter={filter} />);
    })
    .get("/payments/list", filterQuery, async (c) => {
      const { filter } = c.req.valid("query");
      return await c.html(<PaymentsList frame={await frameOf(c)} rows={await listed(c, filter)} filter={filter} />);
    })
    .get(
      "/payments/:paymentId",
      paymentParam,
      showQuery,
      (c) => windowPage(c, c.req.valid("param").paymentId, c.req.valid("query").show),
    )
    .get(
      "/payments/:paymentId/window",
      paymentParam,
      showQuery,
      (c) => windowPart(c, c.req.valid("param").paymentId, c.req.valid("query").show),
    )
    .get("/payments/:paymentId/panel", paymentParam, showQuery, async (c) => {
      const { paymentId } = c.req.valid("param");
      return await c.html(await livePanel(c, paymentId, c.req.valid("query").show));
    })
    .get("/payments/:paymentId/live", paymentParam, showQuery, async (c) => {
      const { paymentId } = c.req.valid("param");
      const { payment } = await windowProps(c, paymentId, "auto");
      if (!isLive(payment)) return c.body(null, 204);
      const render = async () => String(await livePanel(c, paymentId, c.req.valid("query").show));
      return streams.open(c.get("shop").bus, paymentTopic(paymentId), render);
    })
    .route("/", paymentDeeds);
}

const paymentDeeds = new Hono<Till>()
  .post(
    "/payments/:paymentId/reminder",
    paymentParam,
    form({ hasAccount: z.enum(["yes", "no"]) }),
    (c) =>
      deed(c, async (paymentId) => {
        await passReminder(c.get("shop"), actionOf(c), paymentId);
        return c.req.valid("form").hasAccount === "yes" ? "identity" : "auto";
      }),
  )
  .post(
    "/payments/:paymentId/sendings",
    paymentParam,
    form({ channel: z.enum(CHANNELS) }),
    (c) =>
      deed(c, async (paymentId) => {
        const { channel } = c.req.valid("form");
        await sendPaymentLink(c.get("shop"), actionOf(c), operatorOf(c), { paymentId, channel });
        return "auto";
      }),
  )
  .post(
    "/payments/:paymentId/cancellation",
    paymentParam,
    form({ instead: z.literal("cash").optional() }),
    (c) =>
      deed(c, async (paymentId) => {
        await cancelPayment(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
        return "auto";
      }, c.req.valid("form").instead),
  )
  .post("/payments/:paymentId/release", paymentParam, form({}), (c) =>
    deed(c, async (paymentId) => {
      await releasePayment(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
      return "auto";
    }))
  .post("/payments/:paymentId/check", paymentParam, form({}), (c) =>
    deed(c, async (paymentId) => {
      await findOrRefuse(c, paymentId);
      await checkPayment(c.get("shop"), paymentId, "cashier");
      return "auto";
    }))
  .post("/payments/:paymentId/saving", paymentParam, form({}), async (c) => {
    const { paymentId } = c.req.valid("param");
    const { saleId } = await savePayment(c.get("shop"), actionOf(c), operatorOf(c), paymentId);
    return goTo(c, `/sales/${saleId}/tender`);
  });

/** Does the deed and shows the window; with `instead`, goes on to that tender once the payment is over. */
async function deed(
  c: TillContext,
  work: (paymentId: string) => Promise<PaymentShow>,
  instead?: "cash",
): Promise<Response> {
  const paymentId = c.req.param("paymentId") ?? "";
  try {
    const show = await work(paymentId);
    const { status, saleId } = await findOrRefuse(c, paymentId);
    if (instead && isOver(status)) return goTo(c, `/sales/${saleId}/tender/${instead}`);
    if (wantsPart(c)) return await windowPart(c, paymentId, show);
    return goTo(c, `/payments/${paymentId}${show === "auto" ? "" : `?show=${show}`}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.kind === "payment_missing") throw error;
    return wantsPart(c) ? await windowPart(c, paymentId, "auto", error) : await windowPage(c, paymentId, "auto", error);
  }
}

async function windowPage(
  c: TillContext,
  paymentId: string,
  show: PaymentShow,
  error?: AppError,
): Promise<Response> {
  const props = await windowProps(c, paymentId, show, error);
  const { frame, sale, payment } = props;
  if (payment.isSaved && sale.status === "open") return goTo(c, `/sales/${sale.id}/tender`);
  return await c.html(
    <SalePage
      frame={frame}
      sale={sale}
      place="panel"
      title={paymentTitle(frame, payment)}
      window={<PaymentWindow {...props} />}
      refreshSeconds={isOver(payment.status) ? undefined : REFRESH_SECONDS}
    />,
    error?.status ?? 200,
  );
}

async function windowPart(
  c: TillContext,
  paymentId: string,
  show: PaymentShow,
  error?: AppError,
): Promise<Response> {
  return await c.html(<PaymentAnswer {...await windowProps(c, paymentId, show, error)} />, error?.status ?? 200);
}

async function livePanel(c: TillContext, paymentId: string, show: PaymentShow) {
  return <PaymentLive {...await windowProps(c, paymentId, show)} />;
}

async function windowProps(c: TillContext, paymentId: string, show: PaymentShow, error?: AppError) {
  const shop = c.get("shop");
  const row = await findOrRefuse(c, paymentId);
  const frame = await frameOf(c);
  const payment = await paymentView(shop, row);
  return { frame, sale: await saleView(shop, row.saleId), payment, show, problem: error?.problem ?? null };
}

async function findOrRefuse(c: TillContext, paymentId: string) {
  const payment = await findPayment(c.get("shop").db.read, paymentId);
  if (!payment) throw new AppError({ kind: "payment_missing" });
  return payment;
}

/** Open payments first, however old, then the recent ones; narrowed by the filter. */
async function listed(c: TillContext, filter: PaymentFilter): Promise<PaymentRowView[]> {
  const shop = c.get("shop");
  const { mode } = shop.klarna;
  const open = await openPayments(shop.db.read, mode);
  const known = new Set(open.map((payment) => payment.id));
  const recent = (await recentPayments(shop.db.read, mode, MOST_LISTED)).filter((payment) => !known.has(payment.id));
  const rows = await Promise.all([...open, ...recent].map((payment) => paymentRowView(shop, payment)));
  return rows.filter((row) => passes(row, filter));
}

function passes({ payment, isUnsavedTooLong }: PaymentRowView, filter: PaymentFilter): boolean {
  const { status } = payment;
  const isCompleted = status === "authorized" || status === "captured";
  switch (filter) {
    case "all":
      return true;
    case "open":
      return !isOver(status) && !(isCompleted && payment.isSaved);
    case "attention":
      return payment.needsAttention || isUnsavedTooLong || status === "lapsed";
    case "completed":
      return isCompleted;
    case "ended":
      return isOver(status) && !isCompleted;
  }
}
