import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PERMISSIONS } from "../../src/security/permissions.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { freshIds, signInFields } from "./scene.ts";

const HOUR_MS = 60 * 60_000;
const WRONG = "That PIN is not right. Try again.";
const PIN = "222222";

let till: TestTill;
let visitor: Browser;

beforeEach(async () => {
  till = await openTestTill();
  visitor = till.browser();
});

afterEach(() => till.close());

/** Ben types a PIN at the second register. */
async function typePin(pin: string, next = "/payments", who = visitor) {
  return await who.send("POST", "/sessions", { ...await signInFields(till, "Ben", 2), pin, next });
}

describe("a wrong PIN", () => {
  test("is said beside the field, with the choice kept and the PIN not", async () => {
    const { staffId, registerId } = await signInFields(till, "Ben", 2);
    const page = await visitor.open("/sign-in?next=/payments");
    const answer = await visitor.submit(page, "/sessions", { staffId, registerId, pin: "246813" });
    expect(answer.status).toBe(403);
    expect(answer.text).toMatch(new RegExp(`id="pin-msg"[^>]*>${WRONG}<`));
    expect(answer.text).toMatch(new RegExp(`value="${staffId}"[^>]*checked`));
    expect(answer.text).toMatch(new RegExp(`<option value="${registerId}" selected`));
    expect(answer.text).toContain('name="next" value="/payments"');
    expect(answer.text).not.toContain("246813");
    expect((await visitor.send("GET", "/payments")).status).toBe(303);
  });

  test("makes the next tries wait longer and longer, and the right PIN too", async () => {
    const waits: string[] = [];
    for (let count = 0; count < 8; count++) {
      expect((await typePin("000000")).text).toContain(WRONG);
      const answer = await typePin(count < 2 ? "000001" : PIN);
      waits.push(/Wait (\d+) s/.exec(answer.text)?.[1] ?? "none");
      if (answer.text.includes("Wait")) expect([answer.status, answer.location]).toEqual([429, null]);
      till.clock.advance(Number(waits.at(-1) === "none" ? 0 : waits.at(-1)) * 1000);
    }
    expect(waits).toEqual(["none", "1", "2", "5", "15", "60", "300", "300"]);
  });

  test("is forgotten after the right one", async () => {
    await typePin("000000");
    await typePin("000000");
    expect((await typePin(PIN)).status).toBe(303);
    await typePin("000000");
    await typePin("000000");
    expect((await typePin(PIN)).status).toBe(303);
  });

  test("makes nobody else wait", async () => {
    for (let count = 0; count < 4; count++) await typePin("000000");
    expect((await typePin(PIN)).status).toBe(429);
    expect((await (await till.signIn("Ada")).send("GET", "/payments")).status).toBe(200);
  });

  test("counts each time when many are tried at once", async () => {
    const tries = Array.from({ length: 20 }, (_, count) => typePin(String(100_000 + count)));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer.status === 403)).toHaveLength(3);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(17);
  });

  test.each(["", "1", "22222", "2222222222", "abcdef", "２２２２２２", " 222222"])(
    "'%s' is only a wrong PIN",
    async (pin) => {
      expect(await typePin(pin)).toMatchObject({ status: 403, location: null });
      expect(till.lines.join()).not.toContain("fault");
    },
  );

  test.each([{ staffId: "" }, { registerId: "" }, { staffId: "stf_nobody" }, { registerId: "' or 1=1" }])(
    "somebody or somewhere unknown (%o) is refused in words",
    async (odd) => {
      const fields = { ...await signInFields(till, "Ben"), pin: PIN, ...odd };
      const answer = await visitor.send("POST", "/sessions", fields);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain("Something in this form was missing or wrong.");
      expect(answer.text).toContain('id="sign-in"');
    },
  );
});

describe("where signing in leads", () => {
  test.each(["/", "/payments", "/payments?filter=open", "/sales/sal_0123456789abcdefghjkmnpqrs?line=%20x#foot"])(
    "%s is a page of the till",
    async (next) => {
      expect((await typePin(PIN, next)).location).toBe(next);
      expect((await visitor.send("GET", `/sign-in?next=${encodeURIComponent(next)}`)).location).toBe(next);
    },
  );

  const elsewhere = [
    "",
    "payments",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/\\/evil.example",
    "\\\\evil.example",
    "/payments\\..\\..",
    "https://evil.example",
    "HTTPS:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "/payments\r\nset-cookie: a=b",
    "/\u0000/evil.example",
    "/\u007f",
    " //evil.example",
    "@evil.example",
  ];
  test.each(elsewhere)("%j is not, and leads to the sale", async (next) => {
    expect(await typePin(PIN, next)).toMatchObject({ status: 303, location: "/" });
    expect((await visitor.send("GET", `/sign-in?next=${encodeURIComponent(next)}`)).location).toBe("/");
  });

  test("letters of any language do no harm", async () => {
    expect((await typePin(PIN, "/sales/new?q=žluťoučký")).location).toBe(encodeURI("/sales/new?q=žluťoučký"));
  });
});

describe("a session", () => {
  test("has a new cookie each time, and the one before signing out opens nothing", async () => {
    const first = sessionCookie(await typePin(PIN));
    const second = sessionCookie(await typePin(PIN));
    expect(first).not.toBe(second);
    const other = till.browser();
    expect((await typePin(PIN, "/payments", other)).headers.getSetCookie()[0]).not.toContain(second);
    const old = await withCookie(second);
    expect(old).toBe(200);
    await visitor.send("POST", "/sign-out", await freshIds(visitor));
    expect(await withCookie(second)).toBe(303);
    expect((await visitor.open("/payments")).path).toBe("/sign-in?next=%2Fpayments");
    expect((await other.send("GET", "/payments")).status).toBe(200);
  });

  test("a cookie somebody else put there is not taken over", async () => {
    const planted = "x".repeat(43);
    const fields = { ...await signInFields(till, "Ben"), pin: PIN, next: "/" };
    const answer = await visitor.send("POST", "/sessions", fields, { cookie: `tillside=${planted}` });
    expect(sessionCookie(answer)).not.toBe(planted);
    expect(await withCookie(planted)).toBe(303);
  });

  test("ends twelve hours after the last page, not before", async () => {
    await typePin(PIN);
    till.clock.advance(12 * HOUR_MS - 1);
    expect((await visitor.send("GET", "/payments")).status).toBe(200);
    till.clock.advance(12 * HOUR_MS - 1);
    expect((await visitor.send("GET", "/payments")).status).toBe(200);
    till.clock.advance(12 * HOUR_MS);
    expect((await visitor.open("/payments")).path).toBe("/sign-in?next=%2Fpayments");
    await till.runner.drain();
    expect(await till.shop.db.read.selectFrom("session").selectAll().execute()).toEqual([]);
  });

  test("ends when its person may no longer work here", async () => {
    await typePin(PIN);
    const { staffId } = await signInFields(till, "Ben");
    await till.shop.db.write.updateTable("staff").set({ isActive: 0 }).where("id", "=", staffId).execute();
    expect((await visitor.open("/payments")).path).toBe("/sign-in?next=%2Fpayments");
    expect((await typePin(PIN)).status).toBe(422);
  });

  test("the device remembers its register for the next person", async () => {
    const { registerId } = await signInFields(till, "Ben", 2);
    await typePin(PIN);
    const page = await visitor.submit(await visitor.open("/payments"), "/sign-out");
    expect(page.path).toBe("/sign-in");
    expect(page.text).toMatch(new RegExp(`<option value="${registerId}" selected`));
  });

  test("every role may do what a cashier may", async () => {
    expect(new Set(Object.values(PERMISSIONS))).toEqual(new Set(["anybody", "cashier", "senior", "manager"]));
    for (const name of ["Ada", "Jo", "Mona"]) {
      expect((await (await till.signIn(name)).send("GET", "/payments")).status).toBe(200);
    }
  });
});

function sessionCookie(answer: { headers: Headers }): string {
  return /^tillside=([\w-]{43});/.exec(answer.headers.getSetCookie()[0] ?? "")?.[1] ?? "none";
}

async function withCookie(token: string): Promise<number> {
  return (await till.browser().send("GET", "/payments", undefined, { cookie: `tillside=${token}` })).status;
}
