import type { Context, MiddlewareHandler } from "hono";

export type SameOriginRefusal = "wrong_host" | "wrong_origin";

export type SameOriginOptions = {
  /** As browsers write them, e.g. http://till.local:8000. */
  origins: readonly string[];
  /** Answers a refused request; without it a plain sentence: 421 for a wrong host, 403 for a wrong origin. */
  refuse?: (c: Context, refusal: SameOriginRefusal) => Response | Promise<Response>;
};

/**
 * Lets in only what was sent to the till under one of its own names (or a strange name could be pointed at it),
 * and, where something may change, only what one of its own pages sent. `/health` answers under any name.
 */
export function sameOrigin({ origins, refuse = refusePlainly }: SameOriginOptions): MiddlewareHandler {
  const ownOrigins = new Set(origins);
  const ownHosts = new Set(origins.flatMap(hostsOf));
  return async (c, next) => {
    if (!ownHosts.has(requestedHost(c)) && c.req.path !== "/health") return await refuse(c, "wrong_host");
    if (!safeMethods.has(c.req.method) && !isFromOwnPage(c, ownOrigins)) return await refuse(c, "wrong_origin");
    await next();
  };
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

const refusals = {
  wrong_host: {
    status: 421,
    sentence: "The till does not know this address. Add it to TILLSIDE_ORIGINS, or open the till at one named there.",
  },
  wrong_origin: {
    status: 403,
    sentence: "This was not sent from a page of the till, so nothing was changed. Open the till again and repeat it.",
  },
} as const;

function refusePlainly(c: Context, refusal: SameOriginRefusal): Response {
  const { status, sentence } = refusals[refusal];
  return c.text(sentence, status);
}

/** A host may be sent with the scheme's own port, which an origin leaves out. */
function hostsOf(origin: string): string[] {
  const url = new URL(origin);
  return url.port === "" ? [url.host, `${url.host}:${url.protocol === "https:" ? 443 : 80}`] : [url.host];
}

/** HTTP/2 sends no Host header; its authority is in the URL. */
function requestedHost(c: Context): string {
  return (c.req.header("host") ?? new URL(c.req.url).host).toLowerCase();
}

/** Browsers that send no Origin do tell the site; on plain HTTP they send only Origin. "null" is nobody's origin. */
function isFromOwnPage(c: Context, ownOrigins: ReadonlySet<string>): boolean {
  const origin = c.req.header("origin");
  return origin === undefined ? c.req.header("sec-fetch-site") === "same-origin" : ownOrigins.has(origin);
}
