import { Hono } from "hono";
import { hearKnock } from "../operations/callback-knock.ts";
import { hintFromKlarna } from "../operations/payment-wishes.ts";
import { hashToken } from "../security/session-token.ts";
import type { Shop } from "../shop.ts";
import { findPaymentByCallback } from "../store/payments.ts";

/**
 * What Klarna may call, on a port of its own, so that a tunnel to it never exposes the till. A call with the right
 * secret means "look now" and nothing more: its body is not read, and a wrong secret leads nowhere. A knock is the
 * till itself, trying whether the way leads here.
 */
export function createCallbackApp(shop: Shop): Hono {
  const app = new Hono();
  app.post("/klarna/:token", async (c) => {
    const payment = await findPaymentByCallback(shop.db.read, hashToken(c.req.param("token")));
    if (!payment) return c.body(null, 404);
    await hintFromKlarna(shop, payment.id);
    return c.body(null, 204);
  });
  app.get("/klarna/knock/:token", (c) => c.body(null, hearKnock(shop, c.req.param("token")) ? 204 : 404));
  app.notFound((c) => c.body(null, 404));
  app.onError((error, c) => {
    shop.log.error("callback_failed", { error: String(error) });
    return c.body(null, 500);
  });
  return app;
}
