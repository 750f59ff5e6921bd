import { Hono } from "hono";
import { PaymentHistory, PaymentHistoryPage } from "../../views/payment/history-page.tsx";
import { names, paymentFacts } from "../store/payment-facts.ts";
import { idOf, path } from "./forms.ts";
import { findOrRefuse, windowProps } from "./payment-window.tsx";
import { supportText, timelineOf } from "./present-history.ts";
import { type Till, wantsPart } from "./till.ts";

/** A payment's own page: all that is on record about it. What can be done leads into its window. */
export const paymentHistory = new Hono<Till>()
  .get("/payments/:paymentId/history", path({ paymentId: idOf("pay") }), async (c) => {
    const { paymentId } = c.req.valid("param");
    const shop = c.get("shop");
    const payment = await findOrRefuse(c, paymentId);
    const facts = (await paymentFacts(shop.db.read, [payment], shop.clock.now()))(payment);
    const props = {
      window: await windowProps(c, paymentId, { show: "auto" }),
      entries: timelineOf(facts, await names(shop.db.read)),
      supportText: supportText(payment, facts, shop.version),
      calls: facts.calls.map(({ id }) => id),
    };
    return await c.html(wantsPart(c) ? <PaymentHistory {...props} /> : <PaymentHistoryPage {...props} />);
  });
