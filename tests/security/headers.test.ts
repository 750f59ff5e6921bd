import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { securityHeaders } from "../../src/security/headers.ts";

describe("securityHeaders", () => {
  test("the content security policy allows only what is our own", async () => {
    expect((await ask("/page", { klarnaQrOrigin: null })).get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; " +
        "form-action 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
    );
  });

  test("Klarna's QR images are the one exception", async () => {
    expect((await ask("/page", { klarnaQrOrigin: "https://qr.example" })).get("content-security-policy"))
      .toContain("; img-src 'self' data: https://qr.example; ");
  });

  test.each(["/page", "/text", "/missing", "/failing", "/elsewhere"])("%s has the headers", async (path) => {
    const headers = await ask(path);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
  });

  test("only pages are kept out of the cache", async () => {
    expect((await ask("/page")).get("cache-control")).toBe("no-store");
    expect((await ask("/text")).get("cache-control")).toBe("max-age=60");
  });

  test("the opener policy is for https only, and https is never forced", async () => {
    const plain = await ask("/page", { isHttps: false });
    const secure = await ask("/page", { isHttps: true });
    expect(plain.get("cross-origin-opener-policy")).toBeNull();
    expect(secure.get("cross-origin-opener-policy")).toBe("same-origin");
    expect([plain, secure].map((headers) => headers.get("strict-transport-security"))).toEqual([null, null]);
  });
});

async function ask(path: string, options: Partial<Parameters<typeof securityHeaders>[0]> = {}): Promise<Headers> {
  const app = new Hono()
    .use(securityHeaders({ klarnaQrOrigin: null, isHttps: false, ...options }))
    .get("/page", (c) => c.html("<p>Hello</p>", 200, { "Cache-Control": "max-age=60" }))
    .get("/text", (c) => c.text("Hello", 200, { "Cache-Control": "max-age=60" }))
    .get("/elsewhere", () => Response.redirect("http://till.local/page", 303))
    .get("/failing", () => {
      throw new Error("no");
    })
    .onError((_, c) => c.text("no", 500));
  return (await app.request(path)).headers;
}
