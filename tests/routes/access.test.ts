import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assertEveryRouteDeclared } from "../../src/routes/guard.ts";
import type { Till } from "../../src/routes/till.ts";
import { PERMISSIONS } from "../../src/security/permissions.ts";
import { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import {
  appAt,
  cookiesSet,
  dump,
  freshIds,
  getRoutes,
  isSeniors,
  pathOf,
  payWithKlarna,
  post,
  postRoutes,
  ringUp,
  type Scene,
  setScene,
} from "./scene.ts";

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

  test("what only a manager may is refused to a cashier in words, and does nothing", async () => {
    const managers = Object.keys(PERMISSIONS).filter((route) => isSeniors(PERMISSIONS[route]));
    expect(managers).toContain("POST /settings/klarna");
    for (const route of managers) {
      const before = await dump(till);
      const sent = route.startsWith("POST") ? await freshIds(ada) : undefined;
      const answer = await ada.send(route.startsWith("POST") ? "POST" : "GET", pathOf(route, ids), sent);
      expect([route, answer.status]).toEqual([route, 403]);
      expect(answer.text).toContain("Your role does not allow this.");
      expect(await dump(till)).toEqual(before);
    }
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
    const mona = await till.signIn("Mona");
    const { actionId, formToken } = await freshIds(ada);
    const foreign = (await freshIds(another)).formToken;
    expect(foreign).not.toBe(formToken);
    const wrong = [{}, { formToken: "" }, { formToken: "x".repeat(43) }, { formToken: foreign }];
    for (const route of postRoutes().filter(forSignedIn)) {
      const who = isSeniors(PERMISSIONS[route]) ? mona : ada;
      for (const token of wrong) {
        const before = await dump(till);
        const answer = await who.send("POST", pathOf(route, ids), { actionId, typed: "CLO-HAT", ...token });
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

async function tentId(): Promise<string> {
  const { id } = await till.shop.db.read.selectFrom("product").select("id").where("code", "=", "TNT-RDG3")
    .executeTakeFirstOrThrow();
  return id;
}

async function cookieOf(name: string): Promise<string> {
  const [session = ""] = await cookiesSet(till, "http://till.test", name);
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
