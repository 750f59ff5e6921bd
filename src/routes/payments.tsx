import { Hono } from "hono";
import { isLive } from "../../views/payment/face.ts";
import { paymentTopic } from "../bus.ts";
import { findSignedIn } from "../operations/sign-in.ts";
import { watchPayment } from "../operations/watch-payment.ts";
import { idOf, path } from "./forms.ts";
import type { LiveStreams } from "./live-streams.ts";
import { paymentDeeds } from "./payment-deeds.tsx";
import { paymentHistory } from "./payment-history.tsx";
import { paymentList } from "./payment-list.tsx";
import { livePanel, showQuery, windowPage, windowPart, windowProps } from "./payment-window.tsx";
import { sessionToken, type Till } from "./till.ts";

const paymentParam = path({ paymentId: idOf("pay") });

/** The Klarna payment window and the list of payments. Every verb answers with the same window. */
export function paymentRoutes(streams: LiveStreams) {
  return new Hono<Till>()
    .route("/", paymentList)
    .route("/", paymentHistory)
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
