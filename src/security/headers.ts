import type { MiddlewareHandler } from "hono";

export type SecurityHeadersOptions = {
  /** Where Klarna's QR images come from, e.g. https://example.klarna.com; null: no foreign image is shown. */
  klarnaQrOrigin: string | null;
  /** Whether every terminal reaches the till over https. */
  isHttps: boolean;
};

/**
 * The headers of every answer. No Strict-Transport-Security: a till on plain HTTP must stay reachable, and where
 * there is a certificate, whoever holds it decides that for the whole host.
 */
export function securityHeaders({ klarnaQrOrigin, isHttps }: SecurityHeadersOptions): MiddlewareHandler {
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    ["img-src 'self' data:", klarnaQrOrigin].filter((part) => part !== null).join(" "),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
  ].join("; ");
  return async (c, next) => {
    await next();
    c.header("Content-Security-Policy", contentSecurityPolicy);
    c.header("X-Content-Type-Options", "nosniff");
    // Not no-referrer: with that, browsers send "null" as the Origin of a form.
    c.header("Referrer-Policy", "same-origin");
    // Browsers ignore it on plain HTTP, with a warning on every page.
    if (isHttps) c.header("Cross-Origin-Opener-Policy", "same-origin");
    // A page left behind must not be shown again from the disk or with the back button.
    if (c.res.headers.get("content-type")?.startsWith("text/html")) c.header("Cache-Control", "no-store");
  };
}
