import { gzipSync } from "node:zlib";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import { storageTroubleOf } from "../db/trouble.ts";
import { FaultPage, NotFoundPage, RefusedPage } from "../views/errors/error-pages.tsx";
import { AppError } from "./errors.ts";
import { assetRoutes, type Assets } from "./routes/assets.ts";
import { attentionRoutes } from "./routes/attention.tsx";
import { basketRoutes } from "./routes/basket.tsx";
import { customerPages } from "./routes/customer-pages.tsx";
import { linePages } from "./routes/line-pages.tsx";
import { morePages } from "./routes/more-pages.tsx";
import { sellingSettingsRoutes } from "./routes/selling-settings.tsx";
import { customerRoutes } from "./routes/customers.tsx";
import { assertEveryRouteDeclared, guard } from "./routes/guard.ts";
import { giftCardRoutes } from "./routes/gift-cards.tsx";
import { healthRoutes } from "./routes/health.ts";
import { keyRoutes } from "./routes/keys.tsx";
import { klarnaSettingsRoutes } from "./routes/klarna-settings.tsx";
import { helpRoutes } from "./routes/help.tsx";
import { customerScreenRoutes } from "./routes/customer-screen.tsx";
import { displayRoutes } from "./routes/display.tsx";
import type { LiveStreams } from "./routes/live-streams.ts";
import { paymentRoutes } from "./routes/payments.tsx";
import { pickUpRoutes } from "./routes/pick-ups.tsx";
import { printerRoutes } from "./routes/printers.tsx";
import { receiptRoutes } from "./routes/receipts.tsx";
import { exchangeRoutes } from "./routes/exchanges.tsx";
import { returnRoutes } from "./routes/returns.tsx";
import { salePages } from "./routes/sale-pages.tsx";
import { sellingRoutes } from "./routes/selling.tsx";
import { shiftRoutes } from "./routes/shift.tsx";
import { reportRoutes } from "./routes/z-reports.tsx";
import { setUpRoutes } from "./routes/set-up.tsx";
import { signInRoutes } from "./routes/sign-in.tsx";
import { tenderRoutes } from "./routes/tenders.tsx";
import { frameOf, goTo, showOnWholePage, type Till, type TillContext } from "./routes/till.ts";
import { sameOrigin } from "./security/same-origin.ts";
import { voidRoutes } from "./routes/void-sale.tsx";
import { securityHeaders } from "./security/headers.ts";
import { newId, type Shop } from "./shop.ts";

export type AppParts = {
  shop: Shop;
  assets: Assets;
  streams: LiveStreams;
  jobs: { beatAt(): number };
  /** The addresses terminals use, as browsers write them. */
  origins: readonly string[];
  /** Where Klarna's QR pictures may be loaded from. */
  klarnaQrOrigin: string | null;
};

/** No form of ours comes near this. */
const LARGEST_BODY_BYTES = 64 * 1024;

const COMPRESSED_TYPES = /^(text\/(html|css|javascript)|image\/svg\+xml)/;
const SHORTEST_COMPRESSED = 1_024;

/** At once and as a whole, not as hono streams it: a thin client waits for each piece of an answer anew. */
const compressed = createMiddleware(async (c, next) => {
  await next();
  const { res } = c;
  const isText = COMPRESSED_TYPES.test(res.headers.get("content-type") ?? "");
  if (!isText || res.body === null || c.req.method === "HEAD") return;
  c.header("Vary", "Accept-Encoding", { append: true });
  if (!/\bgzip\b/.test(c.req.header("accept-encoding") ?? "")) return;
  const whole = new Uint8Array(await res.arrayBuffer());
  const isShort = whole.byteLength < SHORTEST_COMPRESSED;
  c.res = new Response(isShort ? whole : gzipSync(whole), res);
  if (!isShort) c.header("Content-Encoding", "gzip");
});

/** The till's web application: what every request passes through, every route, and the one place where errors end. */
export function createApp({ shop, assets, streams, jobs, origins, klarnaQrOrigin }: AppParts): Hono<Till> {
  const app = new Hono<Till>();
  const isHttps = origins.every((origin) => origin.startsWith("https:"));
  app.use(async (c, next) => {
    c.set("shop", shop);
    c.set("signedIn", null);
    c.set("action", null);
    await next();
  });
  app.use(securityHeaders({ klarnaQrOrigin, isHttps }));
  app.use(sameOrigin({
    origins,
    refuse(_, refusal) {
      throw new AppError({ kind: refusal });
    },
  }));
  app.use(compressed);
  app.use(bodyLimit({
    maxSize: LARGEST_BODY_BYTES,
    onError() {
      throw new AppError({ kind: "bad_form" });
    },
  }));
  app.use(guard);
  for (const routes of everyRoute({ assets, streams, jobs, origins })) app.route("/", routes);
  assertEveryRouteDeclared(app);
  app.notFound((c) => answerError(c, new AppError({ kind: "page_missing" })));
  app.onError((error, c) => answerError(c, error));
  return app;
}

function everyRoute({ assets, streams, jobs, origins }: Pick<AppParts, "assets" | "streams" | "jobs" | "origins">) {
  return [
    healthRoutes(jobs),
    assetRoutes(assets),
    setUpRoutes,
    signInRoutes,
    // Before the sales' own pages: /sales/find is no sale.
    receiptRoutes,
    returnRoutes,
    exchangeRoutes,
    salePages,
    basketRoutes,
    linePages,
    morePages,
    customerRoutes,
    customerPages,
    tenderRoutes,
    giftCardRoutes,
    voidRoutes,
    pickUpRoutes,
    klarnaSettingsRoutes,
    sellingSettingsRoutes,
    printerRoutes,
    helpRoutes,
    customerScreenRoutes(origins),
    displayRoutes(streams),
    keyRoutes,
    attentionRoutes,
    sellingRoutes,
    shiftRoutes,
    reportRoutes,
    paymentRoutes(streams),
  ];
}

/** An expected end gets its sentence, and so does a full disk; anything else is a bug of ours and gets a reference to find it by in the log. */
async function answerError(c: TillContext, error: Error): Promise<Response> {
  if (error instanceof AppError) return await answerRefusal(c, error);
  // Hono could not read the form that was sent.
  if (error instanceof HTTPException) return await answerRefusal(c, new AppError({ kind: "bad_form" }));
  const shop = c.get("shop");
  const why = storageTroubleOf(error);
  if (why !== null) {
    shop.log.error("database_not_writable", { path: loggedPath(c), error: String(error) });
    return await answerRefusal(c, new AppError({ kind: "not_written", why }));
  }
  const reference = newId(shop, "act").slice(-8).toUpperCase();
  shop.log.error("fault", {
    reference,
    method: c.req.method,
    path: loggedPath(c),
    error: error.stack ?? String(error),
  });
  return await c.html(<FaultPage frame={await frameOf(c)} reference={reference} />, 500);
}

/** The address of a customer's screen is its key: it is written down nowhere. */
function loggedPath(c: TillContext): string {
  return c.req.path.replace(/^(\/display\/)[^/]+/, "$1…");
}

async function answerRefusal(c: TillContext, error: AppError): Promise<Response> {
  const { problem, status } = error;
  if (problem.kind === "signed_out") return askToSignIn(c);
  if (c.req.header("hx-request") === "true") showOnWholePage(c);
  const frame = await frameOf(c);
  if (status === 404) return await c.html(<NotFoundPage frame={frame} />, 404);
  return await c.html(<RefusedPage frame={frame} problem={problem} />, status);
}

/** To the sign-in page, and back from there to the page that was asked for, or that the form stood on. */
function askToSignIn(c: TillContext): Response {
  const isPart = c.req.header("hx-request") === "true";
  const from = c.req.header("hx-current-url") ?? (c.req.method === "GET" ? c.req.url : c.req.header("referer"));
  const url = from ? URL.parse(from) : null;
  const place = `/sign-in?next=${encodeURIComponent(url ? url.pathname + url.search : "/")}`;
  if (isPart) return c.body(null, 401, { "HX-Redirect": place });
  return goTo(c, place);
}
