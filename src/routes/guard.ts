import { createMiddleware } from "hono/factory";
import type { Hono } from "hono";
import { matchedRoutes } from "hono/route";
import { registerTopic } from "../bus.ts";
import { isId } from "../domain/ids.ts";
import { isAtLeast } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import { showSaleAt } from "../operations/shown-sale.ts";
import { isSetUpOpen } from "../operations/set-up.ts";
import { findSignedIn } from "../operations/sign-in.ts";
import { type Permission, PERMISSIONS } from "../security/permissions.ts";
import { formToken, hashContent, sameText } from "../security/session-token.ts";
import { goTo, sessionToken, type Till, type TillContext } from "./till.ts";

/** What a till without a shop has to show; every other address leads to its set-up. */
const IN_AN_EMPTY_TILL = /^\/(set-up|assets|health)(\/|$)/;
/** A screen that asks by itself all day must not keep the session alive of whoever opened it in the same browser. */
const OF_NO_SESSION = /^\/display\//;
/** What can be done to a sale, or to its payment. */
const OF_A_SALE = /^\/(sales|payments)\/(\w+)\//;
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Before every handler: finds out who asks, checks them against the table of permissions, and reads what every
 * form carries (the session's token, the action's id) once, in one place.
 */
export const guard = createMiddleware<Till>(async (c, next) => {
  const token = OF_NO_SESSION.test(c.req.path) ? null : sessionToken(c);
  const signedIn = token ? await findSignedIn(c.get("shop"), token) : null;
  c.set("signedIn", signedIn);
  c.set("action", null);
  if (isSetUpOpen(c.get("shop")) && !IN_AN_EMPTY_TILL.test(c.req.path)) return goTo(c, "/set-up");
  const needed = permissionFor(c);
  if (needed !== "anybody") {
    if (!signedIn) throw new AppError({ kind: "signed_out" });
    if (!isAtLeast(signedIn.role, needed)) throw new AppError({ kind: "not_allowed" });
    if (!SAFE_METHODS.has(c.req.method)) await readAction(c, signedIn.tokenHash, signedIn.staffId);
  }
  const since = c.get("shop").clock.now();
  await next();
  if (signedIn && c.get("action")) await tellScreen(c, signedIn.registerId, since);
});

/** Something was done at this register, whatever it was: its customer's screen looks again. */
async function tellScreen(c: TillContext, registerId: string, since: number): Promise<void> {
  const shop = c.get("shop");
  const [, of, id = ""] = OF_A_SALE.exec(c.req.path) ?? [];
  const on = of === "payments" ? { paymentId: id } : { saleId: id };
  try {
    if (id !== "" && c.res.status < 400) await showSaleAt(shop, registerId, { on, since });
  } catch (error) {
    // The deed is done, and its answer must not suffer from a screen.
    shop.log.error("shown_sale_failed", { registerId, error: String(error) });
  }
  shop.bus.publish(registerTopic(registerId));
}

/** Throws at start when a route is not in the table of permissions, or the table names a route that is not there. */
export function assertEveryRouteDeclared(app: Hono<Till>): void {
  const routes = new Set(app.routes.filter((route) => !isMiddleware(route)).map((r) => `${r.method} ${r.path}`));
  const undeclared = [...routes].filter((route) => !(route in PERMISSIONS));
  const unknown = Object.keys(PERMISSIONS).filter((route) => !routes.has(route));
  if (undeclared.length > 0) throw new Error(`routes without a permission: ${undeclared.join(", ")}`);
  if (unknown.length > 0) throw new Error(`permissions without a route: ${unknown.join(", ")}`);
}

/** What every request passes through is no route of its own. */
function isMiddleware({ method, path }: { method: string; path: string }): boolean {
  return method === "ALL" && path === "/*";
}

/** Where two routes fit, e.g. /sales/new and /sales/:saleId, the first one declared answers, so its permission counts. */
function permissionFor(c: TillContext): Permission {
  const route = matchedRoutes(c).find((one) => !isMiddleware(one));
  if (!route) return "anybody";
  const method = route.method === "HEAD" ? "GET" : route.method;
  return PERMISSIONS[`${method} ${route.path}`] ?? "manager";
}

async function readAction(c: TillContext, tokenHash: string, staffId: string): Promise<void> {
  const fields = await c.req.parseBody().catch(() => {
    throw new AppError({ kind: "bad_form" });
  });
  // A PIN is left out of what is remembered, and the rest goes through a keyed hash: nothing can be guessed from it.
  const { actionId, formToken: token, pin: _, ...content } = fields;
  if (typeof token !== "string" || !sameText(token, formToken(tokenHash, c.get("shop").keys))) {
    throw new AppError({ kind: "wrong_origin" });
  }
  if (typeof actionId !== "string" || !isId("act", actionId)) throw new AppError({ kind: "bad_form" });
  const said = Object.entries(content).map(([name, value]) => [name, String(value)]).toSorted();
  const contentHash = hashContent(JSON.stringify([c.req.method, c.req.path, said]), c.get("shop").keys);
  c.set("action", { id: actionId, staffId, contentHash });
}
