import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PERMISSIONS } from "../../src/security/permissions.ts";
import { newId } from "../../src/shop.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import {
  dump,
  freshIds,
  getRoutes,
  idOfProduct,
  isSeniors,
  linesOfSale,
  pathOf,
  post,
  postRoutes,
  ringUp,
  saleRow,
  type Scene,
  setScene,
} from "./scene.ts";

const BAD_FORM = "Something in this form was missing or wrong. Nothing was changed.";
const HTMX = { "hx-request": "true" };

let till: TestTill;
let ada: Browser;
let mona: Browser;

beforeAll(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  mona = await till.signIn("Mona", 3);
});

afterAll(async () => {
  expect(till.lines.filter((line) => line.includes('"fault"'))).toEqual([]);
  await till.close();
});

/** Sends a form with fresh ids that must be refused with this status and leave the books as they are. */
async function refused(path: string, fields: Record<string, string>, status: number, headers = {}): Promise<string> {
  const before = await dump(till);
  const answer = await post(ada, path, fields, headers);
  expect([path, fields, answer.status]).toEqual([path, fields, status]);
  expect(await dump(till)).toEqual(before);
  return answer.text;
}

describe("an address that cannot be", () => {
  const routes = [...getRoutes(), ...postRoutes()].filter((route) => route.includes(":") && !route.includes(":file"));
  const garbage = [
    "nonsense",
    "1",
    "sal_short",
    "SAL_01M86PTPG0SPYE7XPHW788RHTG",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%00",
    "..%2F..%2Fetc",
    "%E0%A4%A",
    "'%20or%201=1",
    "x".repeat(2_000),
  ];

  test.each(routes)("%s answers that the page is not here", async (route) => {
    const before = await dump(till);
    for (const id of garbage) {
      const path = route.replace(/^\w+ /, "").replace(/:\w+/g, id);
      const who = isSeniors(PERMISSIONS[route]) ? mona : ada;
      const answer = route.startsWith("GET") ? await who.send("GET", path) : await post(who, path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.text).toContain("This page is not here");
      expect(answer.text).not.toContain("<script>alert");
    }
    expect(await dump(till)).toEqual(before);
  });

  test("what looks like an id and is none of ours is not here either", async () => {
    const [saleId, lineId, paymentId] = [newId(till.shop, "sal"), newId(till.shop, "lin"), newId(till.shop, "pay")];
    const known = await ringUp(till, ada);
    await refused(`/sales/${saleId}/lines/${lineId}/removal`, { version: "0" }, 404);
    await refused(`/sales/${saleId}/completion`, {}, 404);
    await refused(`/sales/${saleId}/payments`, {}, 404);
    await refused(`/sales/${saleId}/parking`, {}, 404);
    await refused(`/sales/${saleId}/recall`, {}, 404);
    const { version } = await saleRow(till, known);
    await refused(`/sales/${known}/lines/${lineId}/removal`, { version: String(version) }, 404);
    await refused(`/sales/${known}/tenders/${newId(till.shop, "tnd")}/removal`, {}, 404);
    await refused(`/sales/${known}/customer`, { customerId: newId(till.shop, "cus") }, 404);
    for (const verb of ["reminder", "sendings", "cancellation", "release", "saving", "check"]) {
      await refused(`/payments/${paymentId}/${verb}`, { hasAccount: "yes", channel: "qr" }, 404);
    }
    for (const page of ["", "/window", "/panel", "/live"]) {
      expect((await ada.send("GET", `/payments/${paymentId}${page}`)).status).toBe(404);
    }
    expect((await ada.send("GET", `/sales/${saleId}/receipt`)).status).toBe(404);
  });

  test.each(["/nowhere", "/sales", "/admin", "/assets/../keys.json", "/assets/%2e%2e%2fkeys.json", "/.env"])(
    "%s is not here",
    async (path) => expect((await ada.send("GET", path)).status).toBe(404),
  );

  test.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("%s is nothing a page of the till does", async (method) => {
    expect((await ada.send(method, "/payments")).status).toBe(404);
  });
});

describe("a form that is not whole", () => {
  let scene: Scene;
  let open: { saleId: string; lineId: string };

  beforeAll(async () => {
    const saleId = await ringUp(till, ada);
    const [line] = await linesOfSale(till, saleId);
    open = { saleId, lineId: line?.id ?? "" };
    const fresh = await openTestTill();
    scene = await setScene(fresh, await fresh.signIn("Ada"));
    await fresh.close();
  });

  test.each([
    ["/lines/:lineId/quantity", {}],
    ["/lines/:lineId/quantity", { quantity: "2" }],
    ["/lines/:lineId/quantity", { quantity: "2", version: "new" }],
    ["/lines/:lineId/removal", {}],
    ["/lines/:lineId/restoration", { version: "-1" }],
    ["/lines", { productId: "tent" }],
    ["/lines", { typed: "x".repeat(501) }],
    ["/lines", { typed: "CLO-HAT", quantity: "" }],
    ["/customer", {}],
    ["/customer", { customerId: "Sam" }],
    ["/customer", { customerId: "", then: "elsewhere" }],
    ["/customers", { then: "elsewhere" }],
    ["/tenders", {}],
    ["/tenders", { kind: "bitcoin", given: "5" }],
  ])("%s with %o is refused in words", async (path, fields) => {
    for (const headers of [{}, HTMX]) {
      const text = await refused(pathOf(`POST /sales/:saleId${path}`, open), fields, 422, headers);
      expect(text).toContain(BAD_FORM);
    }
  });

  test.each([{}, { actionId: "" }, { actionId: "act_1" }, { actionId: "<script>" }])(
    "a form with the action id of %o is refused in words",
    async (odd) => {
      const before = await dump(till);
      const { formToken } = await freshIds(ada);
      const answer = await ada.send("POST", `/sales/${open.saleId}/parking`, { formToken, ...odd });
      expect([answer.status, answer.text.includes(BAD_FORM)]).toEqual([422, true]);
      expect(await dump(till)).toEqual(before);
    },
  );

  test("another till's ids are only unknown here", async () => {
    await refused(pathOf("POST /sales/:saleId/tenders/:tenderId/removal", scene), {}, 404);
  });

  test("a body larger than any form is refused in words", async () => {
    const text = await refused(`/sales/${open.saleId}/lines`, { typed: "x".repeat(70_000) }, 422);
    expect(text).toContain(BAD_FORM);
  });
});

describe("what is typed at the counter", () => {
  let saleId: string;
  beforeAll(async () => {
    saleId = await ringUp(till, ada);
  });

  test.each(["0000000000000", "NO-SUCH", "<script>alert(1)</script>", `"><img src=x>`, "';drop table sale;--"])(
    "no product is called %s, which is said with what was typed",
    async (typed) => {
      const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;").replaceAll("'", "&#39;");
      for (const headers of [{}, HTMX]) {
        const text = await refused(`/sales/${saleId}/lines`, { typed }, 404, headers);
        expect(text).toContain(`No product has the code or name “${escaped}”. Nothing was added.`);
        expect(text).not.toContain("<script>alert");
        expect(text).not.toContain("<img src=x>");
      }
    },
  );

  test.each(["%", "_", "%%%", "_ _"])("%s stands for no product", async (typed) => {
    await refused(`/sales/${saleId}/lines`, { typed }, 404);
  });

  test.each(["0", "10000", "99999", "-1", "1.5", "abc", "", "1e3", " 2", "0x10", "9999999999"])(
    "%s is no quantity",
    async (quantity) => {
      const [line] = await linesOfSale(till, saleId);
      const version = String((await saleRow(till, saleId)).version);
      const isNumber = /^\d{1,9}$/.test(quantity);
      const sentence = isNumber ? "The quantity must be a whole number from 1 to 9999. Nothing was changed." : BAD_FORM;
      const path = `/sales/${saleId}/lines/${line?.id}/quantity`;
      for (const headers of [{}, HTMX]) {
        expect(await refused(path, { quantity, version }, 422, headers)).toContain(sentence);
      }
      const productId = await idOfProduct(till, "CLO-HAT");
      expect(await refused(`/sales/${saleId}/lines`, { productId, quantity }, 422)).toContain(sentence);
    },
  );

  test.each(["0", "0.00", "", " ", "abc", "-5", "1e9", "5-", "1,2,3", "99999999999", "£", "5 or 6", "NaN"])(
    "'%s' is no amount of cash",
    async (given) => {
      const text = await refused(`/sales/${saleId}/tenders`, { kind: "cash", given }, 422);
      expect(text).toContain("This is not an amount. Type it like 12.50");
      expect(text).toMatch(new RegExp(`<input[^>]*name="given"[^>]*value="${given}"[^>]*aria-invalid="true"`));
    },
  );

  test.each([["12,50", 1250], ["12.5", 1250], [" £12.50 ", 1250], ["7", 700], ["12 GBP", 1200], ["1,000.00", 38_900]])(
    "'%s' is an amount of cash",
    async (given, amountMinor) => {
      const sale = await ringUp(till, ada);
      expect((await post(ada, `/sales/${sale}/tenders`, { kind: "cash", given })).status).toBe(303);
      const tender = await till.shop.db.read.selectFrom("tender").select("amountMinor").where("saleId", "=", sale)
        .executeTakeFirstOrThrow();
      expect(tender).toEqual({ amountMinor });
    },
  );

  test("a sale with more than one can hold is refused in words, and stays so when a line is put back", async () => {
    const sale = await ringUp(till, ada);
    const [line] = await linesOfSale(till, sale);
    const fell = await idOfProduct(till, "CLO-FELL");
    await post(ada, `/sales/${sale}/lines`, { productId: fell, quantity: "9999" });
    const version = async () => String((await saleRow(till, sale)).version);
    const path = `/sales/${sale}/lines/${line?.id}`;
    const tooMuch = "That is more than one sale can hold.";
    expect(await refused(`${path}/quantity`, { quantity: "9999", version: await version() }, 422)).toContain(tooMuch);
    await post(ada, `${path}/removal`, { version: await version() });
    const jacket = await idOfProduct(till, "CLO-FELM");
    await post(ada, `/sales/${sale}/lines`, { productId: jacket, quantity: "53" });
    expect(await refused(`${path}/restoration`, { version: await version() }, 422)).toContain(tooMuch);
  });
});

describe("a customer's record", () => {
  const typed = { givenName: "", familyName: "<b>Holt</b>", phone: "123", email: "casey@", country: "XX" };

  test("keeps what was typed and says beside each field what is wrong with it", async () => {
    const saleId = await ringUp(till, ada);
    const text = await refused(`/sales/${saleId}/customers`, { ...typed, postalCode: "x".repeat(11) }, 422);
    const says = (name: string) =>
      new RegExp(`id="${name}-problem"[^>]*>.*?</svg>([^<]*)`, "s").exec(text)?.[1]?.trim();
    expect(says("givenName")).toBe("Please fill this in");
    expect(says("familyName")).toBeUndefined();
    expect(says("phone")).toMatch(/^This is not a mobile number/);
    expect(says("email")).toMatch(/^This is not an e-mail address/);
    expect(says("postalCode")).toBe("This is too long");
    expect(says("country")).toBe("Please choose one from the list");
    expect(text).toContain('value="&lt;b&gt;Holt&lt;/b&gt;"');
    for (const value of ["123", "casey@", "x".repeat(11)]) expect(text).toContain(`value="${value}"`);
  });

  test("is not changed by a bad one", async () => {
    const { id } = await till.shop.db.read.selectFrom("customer").select("id").executeTakeFirstOrThrow();
    await refused(`/sales/${await ringUp(till, ada)}/customers/${id}`, typed, 422);
  });
});

describe("Klarna", () => {
  test("for a sale of £0.00 is refused in words", async () => {
    const { db } = till.shop;
    await db.write.updateTable("product").set({ priceMinor: 0 }).where("code", "=", "MAP-PEA").execute();
    const saleId = await ringUp(till, ada, ["MAP-PEA"]);
    const text = await refused(`/sales/${saleId}/payments`, {}, 409);
    expect(text).toContain("There is nothing left to pay in this sale.");
    await post(ada, `/sales/${saleId}/completion`);
    expect(await saleRow(till, saleId)).toMatchObject({ status: "completed" });
  });

  test("for an empty basket is refused in words", async () => {
    const saleId = await ringUp(till, ada);
    const [line] = await linesOfSale(till, saleId);
    await post(ada, `/sales/${saleId}/lines/${line?.id}/removal`, { version: "2" });
    const text = await refused(`/sales/${saleId}/payments`, {}, 409);
    expect(text).toContain("There is nothing in the basket yet.");
  });
});
