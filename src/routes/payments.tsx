import { Hono } from "hono";
import { z } from "zod";
import {
  PAYMENT_FILTERS,
  type PaymentFilter,
  PaymentsList,
  PaymentsPage,
  type PaymentsProps,
} from "../../views/payment/payments-page.tsx";
import { isLive } from "../../views/payment/face.ts";
import type { PaymentRowView } from "../../views/data.ts";
import { paymentTopic } from "../bus.ts";
import { dayBeganAt } from "../domain/night.ts";
import { isOver } from "../domain/payment.ts";
import { findSignedIn } from "../operations/sign-in.ts";
import { watchPayment } from "../operations/watch-payment.ts";
import { takenSince } from "../store/ledger.ts";
import { openPayments, recentPayments } from "../store/payments.ts";
import { idOf, path, query } from "./forms.ts";
import type { LiveStreams } from "./live-streams.ts";
import { paymentDeeds } from "./payment-deeds.tsx";
import { livePanel, showQuery, windowPage, windowPart, windowProps } from "./payment-window.tsx";
import { paymentRowView } from "./present.ts";
import { frameOf, sessionToken, type Till, type TillContext } from "./till.ts";

const paymentParam = path({ paymentId: idOf("pay") });
const filterQuery = query({ filter: z.enum(PAYMENT_FILTERS).default("all") });
const MOST_LISTED = 200;

/** The Klarna payment window and the list of payments. Every verb answers with the same window. */
export function paymentRoutes(streams: LiveStreams) {
  return new Hono<Till>()
    .get("/payments", filterQuery, async (c) => {
      const { filter } = c.req.valid("query");
      return await c.html(<PaymentsPage {...await listProps(c, filter)} />);
    })
    .get("/payments/list", filterQuery, async (c) => {
      const { filter } = c.req.valid("query");
      return await c.html(<PaymentsList {...await listProps(c, filter)} />);
    })
    .get(
      "/payments/:paymentId",
      paymentParam,
      showQuery,
      (c) => windowPage(c, c.req.valid("param").paymentId, c.req.valid("query")),
    )
    .get(
      "/payments/:paymentId/window",
      paymentParam,
      showQuery,
      (c) => windowPart(c, c.req.valid("param").paymentId, c.req.valid("query")),
    )
    .get("/payments/:paymentId/panel", paymentParam, showQuery, async (c) => {
      const { paymentId } = c.req.valid("param");
      return await c.html(await livePanel(c, paymentId, c.req.valid("query").show));
    })
    .get("/payments/:paymentId/live", paymentParam, showQuery, async (c) => {
      const { paymentId } = c.req.valid("param");
      const { payment } = await windowProps(c, paymentId, { show: "auto" });
      if (!isLive(payment)) return c.body(null, 204);
      await watchPayment(c.get("shop"), paymentId);
      const render = async () => {
        const token = sessionToken(c);
        const isSignedIn = token !== null && await findSignedIn(c.get("shop"), token) !== null;
        return isSignedIn ? String(await livePanel(c, paymentId, c.req.valid("query").show)) : null;
      };
      return streams.open(c.get("shop").bus, paymentTopic(paymentId), render);
    })
    .route("/", paymentDeeds);
}

async function listProps(c: TillContext, filter: PaymentFilter): Promise<PaymentsProps> {
  const shop = c.get("shop");
  const frame = await frameOf(c);
  const since = dayBeganAt(frame.now, frame.shop.timeZone);
  const taken = await takenSince(shop.db.read, { mode: shop.klarna.mode, since });
  return { frame, rows: await listed(c, filter), filter, taken };
}

/** Open payments first, however old, then the recent ones; narrowed by the filter. */
async function listed(c: TillContext, filter: PaymentFilter): Promise<PaymentRowView[]> {
  const shop = c.get("shop");
  const { mode } = shop.klarna;
  // Of both kinds: one that was left open when the shop changed over must still be found.
  const others = await openPayments(shop.db.read, mode === "live" ? "practice" : "live");
  const open = [...await openPayments(shop.db.read, mode), ...others];
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
      return isCompleted ? !payment.isSaved : !isOver(status);
    case "attention":
      return payment.needsAttention || isUnsavedTooLong || status === "lapsed";
    case "completed":
      return isCompleted;
    case "ended":
      return isOver(status) && !isCompleted;
  }
}
