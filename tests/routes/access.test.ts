import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { assertEveryRouteDeclared } from "../../src/routes/guard.ts";
import type { Till } from "../../src/routes/till.ts";
import { PERMISSIONS } from "../../src/security/permissions.ts";
import { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import {
  appAt,
  dump,
  freshIds,
  getRoutes,
  pathOf,
  payWithKlarna,
  post,
  postRoutes,
  ringUp,
  type Scene,
  setScene,
} from "./scene.ts";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; " +
  "form-action 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";
const FOREIGN = "That request did not come from this till’s own pages, so nothing was done.".replace("’", "&#39;");
const forSignedIn = (route: string) => PERMISSIONS[route] !== "anybody";

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

describe("the table of permissions", () => {
  test("every route of the till is in it, and nothing else", () => {
    expect(() => assertEveryRouteDeclared(appAt(till))).not.toThrow();
  });

  test("a route that is missing in it keeps the till from starting", () => {
    const app = appAt(till).get("/secrets", (c) => c.text("")).all("/more-secrets", (c) => c.text(""));
    expect(() => assertEveryRouteDeclared(app)).toThrow(
      "routes without a permission: GET /secrets, ALL /more-secrets",
    );
  });

  test("a permission for no route keeps the till from starting", () => {
    const app = new Hono<Till>();
    for (const { method, path } of appAt(till).routes) {
      if (method !== "ALL" && path !== "/payments") app.on(method, path, (c) => c.text(""));
    }
    expect(() => assertEveryRouteDeclared(app)).toThrow("permissions without a route: GET /payments");
  });

  test("of two routes that fit an address, the one that answers is the one that counts", async () => {
    const usual = PERMISSIONS["GET /sales/new"] ?? "cashier";
    const mona = await till.signIn("Mona");
    try {
      PERMISSIONS["GET /sales/new"] = "manager";
      expect((await ada.send("GET", "/sales/new")).status).toBe(403);
      expect((await mona.send("GET", "/sales/new")).status).toBe(303);
    } finally {
      PERMISSIONS["GET /sales/new"] = usual;
    }
  });
});

describe("somebody who is not signed in", () => {
  test.each(getRoutes().filter(forSignedIn))("%s leads to the sign-in page and back", async (route) => {
    const path = pathOf(route, ids);
    const place = `/sign-in?next=${encodeURIComponent(path)}`;
    const visitor = till.browser();
    expect(await visitor.send("GET", path)).toMatchObject({ status: 303, location: place, text: "" });
    const part = await visitor.send("GET", path, undefined, { "hx-request": "true" });
    expect([part.status, part.headers.get("hx-redirect"), part.text]).toEqual([401, place, ""]);
  });

  test.each(postRoutes().filter(forSignedIn))("%s does nothing", async (route) => {
    const before = await dump(till);
    const sent = { ...await freshIds(ada), kind: "cash", given: "5.00", typed: "CLO-HAT", version: "1", quantity: "2" };
    const headers = { referer: `http://till.test/payments/${ids.paymentId}` };
    const place = `/sign-in?next=${encodeURIComponent(`/payments/${ids.paymentId}`)}`;
    const visitor = till.browser();
    expect(await visitor.send("POST", pathOf(route, ids), sent, headers)).toMatchObject({ location: place, text: "" });
    const quick = { "hx-request": "true", "hx-current-url": `http://till.test/payments/${ids.paymentId}` };
    const part = await visitor.send("POST", pathOf(route, ids), sent, quick);
    expect([part.status, part.headers.get("hx-redirect"), part.text]).toEqual([401, place, ""]);
    expect(await dump(till)).toEqual(before);
  });

  test("comes back to the same payment after signing in", async () => {
    const visitor = till.browser();
    const page = await visitor.open(`/payments/${ids.paymentId}`);
    const { read } = till.shop.db;
    const staff = await read.selectFrom("staff").select("id").where("name", "=", "Ben").executeTakeFirstOrThrow();
    const place = await read.selectFrom("register").select("id").executeTakeFirstOrThrow();
    const there = await visitor.submit(page, "/sessions", { staffId: staff.id, registerId: place.id, pin: "222222" });
    expect(there).toMatchObject({ status: 200, path: `/payments/${ids.paymentId}` });
    expect(there.text).toContain('id="pay"');
  });
});

describe("a request from elsewhere", () => {
  const strange: [string, Record<string, string>][] = [
    ["another site", { origin: "http://evil.example" }],
    ["nobody's origin", { origin: "null" }],
    ["an empty origin", { origin: "" }],
    ["the same name over https", { origin: "https://till.test" }],
    ["another port", { origin: "http://till.test:8080" }],
  ];

  test.each(strange)("from %s is refused in words and does nothing", async (_, headers) => {
    for (const route of postRoutes()) {
      const sent = { ...await freshIds(ada), typed: "CLO-HAT" };
      const before = await dump(till);
      const answer = await ada.send("POST", pathOf(route, ids), sent, headers);
      expect([route, answer.status]).toEqual([route, 403]);
      expect(answer.text).toContain(FOREIGN);
      expect(await dump(till)).toEqual(before);
    }
  });

  test("without any origin is refused, unless the browser says that it is the same site", async () => {
    const app = appAt(till);
    const cookie = await cookieOf("Ada");
    const saleId = await ringUp(till, ada);
    const send = async (headers: Record<string, string>) => {
      const body = new URLSearchParams({ ...await idsUnder(cookie), typed: "CLO-HAT" });
      const url = `http://till.test/sales/${saleId}/lines`;
      return await app.request(url, { method: "POST", body, headers: { cookie, host: "till.test", ...headers } });
    };
    const before = await dump(till);
    const refused = await send({});
    expect([refused.status, (await refused.text()).includes(FOREIGN)]).toEqual([403, true]);
    expect((await send({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect(await dump(till)).toEqual(before);
    expect((await send({ "sec-fetch-site": "same-origin" })).status).toBe(303);
  });

  test("under a name that is not the till's is refused in words, pages and forms alike", async () => {
    const before = await dump(till);
    const headers = { host: "evil.example" };
    const page = await ada.send("GET", `/payments/${ids.paymentId}`, undefined, headers);
    const form = await ada.send("POST", `/payments/${ids.paymentId}/cancellation`, await freshIds(ada), headers);
    for (const answer of [page, form]) {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain("Open it by an address listed in TILLSIDE_ORIGINS");
      expect(answer.text).not.toContain("Ada");
    }
    expect(await dump(till)).toEqual(before);
  });

  test("with no token, a wrong one, or another session's is refused in words and does nothing", async () => {
    const another = await till.signIn("Ada", 2);
    const { actionId, formToken } = await freshIds(ada);
    const foreign = (await freshIds(another)).formToken;
    expect(foreign).not.toBe(formToken);
    const wrong = [{}, { formToken: "" }, { formToken: "x".repeat(43) }, { formToken: foreign }];
    for (const route of postRoutes().filter(forSignedIn)) {
      for (const token of wrong) {
        const before = await dump(till);
        const answer = await ada.send("POST", pathOf(route, ids), { actionId, typed: "CLO-HAT", ...token });
        expect([route, answer.status]).toEqual([route, 403]);
        expect(answer.text).toContain(FOREIGN);
        expect(await dump(till)).toEqual(before);
      }
    }
  });

  test("a form that htmx would show in a corner of the page is refused on the whole of it", async () => {
    const headers = { "hx-request": "true", "hx-target": "section#strip" };
    const path = `/sales/${ids.saleId}/lines`;
    const answer = await ada.send("POST", path, { ...await freshIds(ada), formToken: "old" }, headers);
    expect(answer.status).toBe(403);
    expect([answer.headers.get("hx-retarget"), answer.headers.get("hx-reswap")]).toEqual(["body", "outerHTML"]);
  });

  test("a form of a page drawn before signing in again is refused", async () => {
    const ben = await till.signIn("Ben", 3);
    const old = await freshIds(ben);
    await post(ben, "/sign-out");
    const { read } = till.shop.db;
    const staff = await read.selectFrom("staff").select("id").where("name", "=", "Ben").executeTakeFirstOrThrow();
    const place = await read.selectFrom("register").select("id").executeTakeFirstOrThrow();
    await ben.send("POST", "/sessions", { staffId: staff.id, registerId: place.id, pin: "222222", next: "/" });
    expect((await ben.send("POST", `/payments/${ids.paymentId}/check`, old)).status).toBe(403);
  });
});

describe("on plain HTTP under the shop's own name", () => {
  test("a sale is rung up with nothing but the Origin header", async () => {
    const app = appAt(till, ["http://till.shop"]);
    const shopper = new Browser("http://till.shop", (request) => {
      expect([...request.headers.keys()].filter((name) => name.startsWith("sec-"))).toEqual([]);
      return app.fetch(request);
    });
    const { read } = till.shop.db;
    const staff = await read.selectFrom("staff").select("id").where("name", "=", "Ben").executeTakeFirstOrThrow();
    const place = await read.selectFrom("register").select("id").where("number", "=", 3).executeTakeFirstOrThrow();
    const start = await shopper.open("/");
    let page = await shopper.submit(start, "/sessions", { staffId: staff.id, registerId: place.id, pin: "222222" });
    page = await shopper.submit(page, /\/lines$/, { productId: await tentId() });
    expect(page.text).toContain("Ridgeline 3 tent");
    expect((await shopper.send("GET", "/payments", undefined, { host: "till.test" })).status).toBe(403);
  });
});

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

describe("cookies", () => {
  test("the session's is out of reach for scripts and other sites and ends with the browser", async () => {
    const [session, register] = await cookiesSet("http://till.test");
    expect(session).toMatch(/^tillside=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(register).toMatch(/^tillside_register=reg_\w{26}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test("over https it is sent over https only", async () => {
    for (const cookie of await cookiesSet("https://till.test")) expect(cookie).toMatch(/; Secure/);
  });

  test("only its hash is kept", async () => {
    const [session = ""] = await cookiesSet("http://till.test");
    const token = session.slice("tillside=".length, "tillside=".length + 43);
    const rows = await till.shop.db.read.selectFrom("session").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

async function tentId(): Promise<string> {
  const { id } = await till.shop.db.read.selectFrom("product").select("id").where("code", "=", "TNT-RDG3")
    .executeTakeFirstOrThrow();
  return id;
}

/** What signing in sets, under this address. */
async function cookiesSet(origin: string, name = "Aisha"): Promise<string[]> {
  const { read } = till.shop.db;
  const staff = await read.selectFrom("staff").select("id").where("name", "=", name).executeTakeFirstOrThrow();
  const place = await read.selectFrom("register").select("id").executeTakeFirstOrThrow();
  const pin = demoStaff.find((one) => one.name === name)?.pin ?? "";
  const body = new URLSearchParams({ staffId: staff.id, registerId: place.id, pin, next: "/" });
  const headers = { origin, host: new URL(origin).host };
  const answer = await appAt(till, [origin]).request(`${origin}/sessions`, { method: "POST", body, headers });
  return answer.headers.getSetCookie();
}

async function cookieOf(name: string): Promise<string> {
  const [session = ""] = await cookiesSet("http://till.test", name);
  return session.split(";")[0] ?? "";
}

/** The hidden fields of a form drawn for this cookie. */
async function idsUnder(cookie: string) {
  const app = appAt(till);
  const visitor = new Browser("http://till.test", (request) => {
    const headers = new Headers(request.headers);
    headers.set("cookie", cookie);
    return app.fetch(new Request(request, { headers }));
  });
  return await freshIds(visitor);
}
