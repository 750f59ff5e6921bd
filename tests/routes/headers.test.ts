import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { appAt, cookiesSet, getRoutes, pathOf, payWithKlarna, type Scene, setScene } from "./scene.ts";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; " +
  "form-action 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

let till: TestTill;
let ada: Browser;
let ids: Scene & { paymentId: string };

beforeAll(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  const scene = await setScene(till, ada);
  ids = { ...scene, paymentId: await payWithKlarna(till, ada, scene.saleId, "waiting") };
});

afterAll(() => till.close());

describe("headers", () => {
  test("every answer carries the same policy, errors too", async () => {
    const visitor = till.browser();
    const answers = [
      await visitor.open("/sign-in"),
      await visitor.send("GET", "/payments"),
      await visitor.send("GET", "/assets/app.css"),
      await visitor.send("GET", "/assets/none.css"),
      await visitor.send("GET", "/health"),
      await ada.send("GET", "/nowhere"),
      await ada.send("GET", "/payments", undefined, { host: "evil.example" }),
      await ada.send("POST", `/payments/${ids.paymentId}/check`, {}),
      await ada.send("POST", `/payments/${ids.paymentId}/check`, {}, { origin: "null" }),
    ];
    for (const route of getRoutes().filter((one) => !one.endsWith("/live"))) {
      answers.push(await ada.send("GET", pathOf(route, { ...ids, file: "app.js" })));
    }
    for (const { headers } of answers) {
      expect(headers.get("content-security-policy")).toBe(POLICY);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
    }
  });

  test("a fault of the till carries it too, and tells a reference but nothing of the fault", async () => {
    const broken = await openTestTill();
    const ben = await broken.signIn("Ben");
    await broken.shop.db.write.destroy();
    const app = appAt(broken);
    const visitor = new Browser("http://till.test", (request) => app.fetch(request));
    const { read } = broken.shop.db;
    const staff = await read.selectFrom("staff").select("id").executeTakeFirstOrThrow();
    const place = await read.selectFrom("register").select("id").executeTakeFirstOrThrow();
    const answer = await visitor.send("POST", "/sessions", { staffId: staff.id, registerId: place.id, pin: "1" });
    expect(answer.status).toBe(500);
    expect(answer.headers.get("content-security-policy")).toBe(POLICY);
    const reference = /class="code">(\w{8})</.exec(answer.text)?.[1] ?? "none";
    expect(broken.lines.filter((line) => line.includes('"fault"')).join()).toContain(reference);
    expect(answer.text).not.toMatch(/driver|sqlite|\.ts|at async/i);
    expect((await ben.send("GET", "/health")).status).toBe(503);
    await broken.close();
  });

  test("pages are kept nowhere", async () => {
    for (const path of ["/sign-in", "/payments", `/payments/${ids.paymentId}`, "/nowhere"]) {
      const { headers } = await (path === "/sign-in" ? till.browser() : ada).send("GET", path);
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });
});

describe("compressed answers", () => {
  const ask = (path: string, headers: Record<string, string> = {}) =>
    appAt(till).request(`http://till.test${path}`, { headers: { host: "till.test", ...headers } });
  const gzip = { "accept-encoding": "gzip, deflate, br" };

  test("a page and a script are compressed as a whole for a browser that can read that, and for no other", async () => {
    for (const path of ["/sign-in", "/assets/app.js", "/nowhere"]) {
      const plain = await ask(path);
      expect([path, plain.headers.get("content-encoding")]).toEqual([path, null]);
      const answer = await ask(path, gzip);
      expect(answer.headers.get("content-encoding")).toBe("gzip");
      expect(answer.status).toBe(plain.status);
      for (const one of [plain, answer]) expect(one.headers.get("vary")).toContain("Accept-Encoding");
      const text = new TextDecoder().decode(gunzipSync(await answer.arrayBuffer()));
      expect(withoutIds(text)).toBe(withoutIds(await plain.text()));
    }
  });

  test("what is short, empty or no text is sent as it is", async () => {
    for (const path of ["/health", "/assets/favicon.svg"]) {
      const answer = await ask(path, gzip);
      expect([answer.headers.get("content-encoding"), answer.status]).toEqual([null, 200]);
    }
    expect((await ask("/", gzip)).status).toBe(303);
  });

  test("a browser that has a script already is told that nothing changed", async () => {
    const first = await ask("/assets/app.js", gzip);
    const again = await ask("/assets/app.js", { ...gzip, "if-none-match": first.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });
});

/** Each page draws its own. */
const withoutIds = (text: string) => text.replaceAll(/act_\w{26}|data-now="\d+"|\b\w{8}\b(?=<\/)/g, "");

describe("cookies", () => {
  test("the session's is out of reach for scripts and other sites and ends with the browser", async () => {
    const [session, register] = await cookiesSet(till, "http://till.test");
    expect(session).toMatch(/^tillside=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(register).toMatch(/^tillside_register=reg_\w{26}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test("over https it is sent over https only", async () => {
    for (const cookie of await cookiesSet(till, "https://till.test")) expect(cookie).toMatch(/; Secure/);
  });

  test("only its hash is kept", async () => {
    const [session = ""] = await cookiesSet(till, "http://till.test");
    const token = session.slice("tillside=".length, "tillside=".length + 43);
    const rows = await till.shop.db.read.selectFrom("session").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
