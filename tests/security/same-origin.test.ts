import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { sameOrigin } from "../../src/security/same-origin.ts";

const till = "http://till.local:8000";
const origins = [till, "https://till.shop.example"];

describe("sameOrigin: host", () => {
  test.each([
    ["till.local:8000", 200],
    ["TILL.local:8000", 200],
    ["till.shop.example", 200],
    ["till.shop.example:443", 200],
    ["till.local", 421],
    ["till.local:8001", 421],
    ["till.local:8000.evil.example", 421],
    ["till.shop.example:80", 421],
    ["evil.example", 421],
    ["", 421],
  ])("'%s' answers %i", async (host, status) => {
    expect((await ask("GET", { host })).status).toBe(status);
  });

  test("without a Host header, as in HTTP/2, the address counts", async () => {
    expect((await ask("GET", {}, `${till}/sales`)).status).toBe(200);
    expect((await ask("GET", {}, "http://evil.example/sales")).status).toBe(421);
  });

  test("the Host header counts before the address", async () => {
    expect((await ask("GET", { host: "evil.example" }, `${till}/sales`)).status).toBe(421);
  });

  test("the refusal is a sentence that names the setting", async () => {
    expect(await (await ask("GET", { host: "evil.example" })).text()).toContain("TILLSIDE_ORIGINS");
  });

  test("/health answers under any name, but nothing can be sent there", async () => {
    expect((await ask("GET", { host: "10.0.0.7" }, "http://10.0.0.7/health")).status).toBe(200);
    expect((await ask("GET", { host: "10.0.0.7" }, "http://10.0.0.7/healthy")).status).toBe(421);
    expect((await ask("POST", { host: "10.0.0.7" }, "http://10.0.0.7/health")).status).toBe(403);
  });
});

describe("sameOrigin: where a change comes from", () => {
  const own: Record<string, string>[] = [
    { origin: till },
    { origin: "https://till.shop.example" },
    { origin: till, "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "same-origin" },
  ];
  const foreign: Record<string, string>[] = [
    {},
    { origin: "null" },
    { origin: "" },
    { origin: "http://evil.example" },
    { origin: "https://till.local:8000" },
    { origin: "http://till.local" },
    { origin: `${till}/` },
    { origin: "null", "sec-fetch-site": "same-origin" },
    { origin: "http://evil.example", "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "none" },
    { referer: `${till}/sales` },
  ];

  test.each(own)("%o is let in", async (headers) => {
    for (const method of unsafeMethods) expect((await ask(method, headers)).status).toBe(200);
  });

  test.each(foreign)("%o is refused and reaches no handler", async (headers) => {
    for (const method of unsafeMethods) expect((await ask(method, headers)).status).toBe(403);
  });

  test("every kind of body is checked", async () => {
    for (const type of ["application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"]) {
      expect((await ask("POST", { origin: "http://evil.example", "content-type": type })).status).toBe(403);
    }
  });

  test("reading needs no origin", async () => {
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      expect((await ask(method, { origin: "http://evil.example" })).status).toBe(200);
    }
  });

  test("the app can answer refusals in its own way", async () => {
    const app = new Hono().use(sameOrigin({ origins, refuse: (c, refusal) => c.text(refusal, 418) }));
    const answers = [
      await app.request("http://evil.example/"),
      await app.request(`${till}/`, { method: "POST" }),
    ];
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(["wrong_host", "wrong_origin"]);
  });
});

const unsafeMethods = ["POST", "PUT", "PATCH", "DELETE"];

async function ask(method: string, headers: Record<string, string>, url = `${till}/sales`): Promise<Response> {
  const app = new Hono().use(sameOrigin({ origins })).all("*", (c) => c.text("done"));
  return await app.request(url, { method, headers });
}
