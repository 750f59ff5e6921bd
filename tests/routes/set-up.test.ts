import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { COUNTRY_DEFAULTS } from "../../src/domain/countries.ts";
import { MARKETS } from "../../src/klarna/markets.ts";
import { verifyPin } from "../../src/security/pins.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";

const CODE = "9RTY-3HKD";
const GERMAN = {
  code: CODE,
  name: "Hofladen Marie",
  country: "DE",
  locale: "de-DE",
  timeZone: "Europe/Berlin",
  taxRate: "19",
  receiptHead: "Am Bach 4\r\n10178 Berlin",
  manager: "Marie",
  pin: "528491",
  pinAgain: "528491",
  registers: "2",
};

let till: TestTill;
let visitor: Browser;

beforeEach(async () => {
  till = await openTestTill({ setUpCode: CODE });
  visitor = till.browser();
});

afterEach(() => till.close());

const setUp = (changes: Record<string, string> = {}) => visitor.send("POST", "/set-up", { ...GERMAN, ...changes });
const shops = () => till.shop.db.read.selectFrom("shop").selectAll().execute();

describe("a till without a shop", () => {
  test.each(["/", "/sign-in", "/payments", "/sales/new", "/settings/klarna", "/nowhere"])(
    "%s leads to its set-up",
    async (path) => {
      expect(await visitor.send("GET", path)).toMatchObject({ status: 303, location: "/set-up" });
      expect(await visitor.send("POST", path, {})).toMatchObject({ status: 303, location: "/set-up" });
    },
  );

  test("shows its set-up, its styles and its health, and nobody's name", async () => {
    const page = await visitor.open("/");
    expect([page.path, page.status]).toEqual(["/set-up", 200]);
    expect(page.text).toContain("Code from the till’s start");
    expect((await visitor.send("GET", "/assets/app.css")).status).toBe(200);
    expect((await visitor.send("GET", "/health")).status).toBe(200);
  });
});

test("a till without a shop speaks the browser's language, where it is one of ours", async () => {
  const inLanguage = (accepted: string) => visitor.send("GET", "/set-up", undefined, { "accept-language": accepted });
  expect((await inLanguage("da, sv-SE;q=0.8, en;q=0.5")).text).toMatch(/<html lang="sv-SE">.*Storbritannien/s);
  expect((await inLanguage("fr-FR, *")).text).toContain('<html lang="en-GB">');
});

describe("the code", () => {
  test("leads to the form, with what is usual in the country filled in", async () => {
    const page = await visitor.send("POST", "/set-up/country", { code: "9rty 3hkd", country: "CH" });
    expect(page.status).toBe(200);
    expect(page.text).toContain("Switzerland. Prices are in Swiss Franc (CHF).");
    for (const locale of ["German", "French", "Italian", "English"]) expect(page.text).toContain(`${locale} (Switz`);
    expect(page.text).toContain('<option value="Europe/Zurich" selected');
    expect(page.text).toMatch(/name="taxRate"[^>]*value="8.1"/);
    expect(page.text).toMatch(/name="registers"[^>]*value="1"/);
  });

  test("when wrong is said, opens nothing, and makes the next tries wait longer and longer", async () => {
    const waits: string[] = [];
    for (let count = 0; count < 6; count++) {
      const answer = await setUp({ code: "AAAA-AAAA" });
      expect([answer.status, answer.text.includes("That is not the code")]).toEqual([403, true]);
      expect(answer.text).toMatch(/name="name"[^>]*value="Hofladen Marie"/);
      const next = await visitor.send("POST", "/set-up/country", { code: "BBBB-BBBB", country: "DE" });
      waits.push(/Too many wrong codes. Wait (\d+) s/.exec(next.text)?.[1] ?? "none");
      till.clock.advance(Number(waits.at(-1) === "none" ? 0 : waits.at(-1)) * 1000);
    }
    expect(waits).toEqual(["none", "1", "2", "5", "15", "60"]);
    expect(await shops()).toEqual([]);
  });

  test("passes at once, however many wrong ones somebody keeps typing, and those wait all the same", async () => {
    const stranger = till.browser();
    const guess = () => stranger.send("POST", "/set-up/country", { code: "AAAA-AAAA", country: "GB" });
    const answers: number[] = [];
    for (let second = 0; second < 600; second++) {
      till.clock.advance(1_000);
      answers.push((await guess()).status);
    }
    // Of 600 guesses few are answered for what they are.
    expect(answers.filter((status) => status === 403).length).toBeLessThan(20);
    expect((await visitor.send("POST", "/set-up/country", { code: CODE, country: "GB" })).status).toBe(200);
    expect((await setUp()).location).toBe("/settings/klarna");
  });

  test("tried many times at once counts each time", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => setUp({ code: "AAAA-AAAA" })));
    expect(answers.filter((answer) => answer.status === 403)).toHaveLength(3);
  });

  test("works once: afterwards it leads to the sign-in page and does nothing, and any other to nowhere", async () => {
    await setUp();
    const before = await till.shop.db.read.selectFrom("staff").selectAll().execute();
    const other = till.browser();
    expect(await other.send("POST", "/set-up", { ...GERMAN, manager: "Eve" })).toMatchObject({ location: "/sign-in" });
    expect(await other.send("POST", "/set-up/country", GERMAN)).toMatchObject({ location: "/sign-in" });
    expect((await other.send("POST", "/set-up", { ...GERMAN, code: "B" })).status).toBe(404);
    expect((await other.send("GET", "/set-up")).status).toBe(404);
    expect(await till.shop.db.read.selectFrom("staff").selectAll().execute()).toEqual(before);
  });

  test("sent twice at once makes one shop", async () => {
    const answers = await Promise.all([setUp(), setUp()]);
    expect(answers.map((answer) => answer.location).toSorted()).toEqual(["/settings/klarna", "/sign-in"]);
    expect(await shops()).toHaveLength(1);
    expect(await till.shop.db.read.selectFrom("staff").selectAll().execute()).toHaveLength(1);
  });
});

describe("what is typed", () => {
  test("when wrong is said beside each field, with the rest still there, the PIN never", async () => {
    const wrong = { name: " ", locale: "fr-FR", timeZone: "Mars", taxRate: "lots", registers: "0", pinAgain: "528492" };
    const answer = await setUp({ ...wrong, manager: `<b>Marie</b>` });
    expect(answer.status).toBe(422);
    const says = (name: string) =>
      new RegExp(`id="${name}-problem"[^>]*>.*?</svg>([^<]*)`, "s").exec(answer.text)?.[1]?.trim();
    expect(says("name")).toBe("Please fill this in");
    expect(says("locale")).toBe("Please choose one from the list");
    expect(says("timeZone")).toBe("Please choose one from the list");
    expect(says("taxRate")).toBe("This is not a rate. Type it like 20 or 8.1");
    expect(says("registers")).toBe("This must be a whole number from 1 to 50");
    expect(says("pinAgain")).toBe("This is not the same PIN. Please type it again");
    expect(says("manager")).toBeUndefined();
    expect(answer.text).toContain('value="&lt;b&gt;Marie&lt;/b&gt;"');
    expect(answer.text).toContain("10178 Berlin");
    expect(answer.text).not.toContain("52849");
    expect(await shops()).toEqual([]);
  });

  test.each([
    ["12345", "A PIN has six digits"],
    ["1234567", "A PIN has six digits"],
    ["abcdef", "A PIN has six digits"],
    [
      "777777",
      "Anybody would try this one first",
    ],
    ["123456", "Anybody would try this one first"],
    ["987654", "Anybody would try this one first"],
  ])(
    "%s is no PIN for a manager",
    async (pin, sentence) => {
      expect((await setUp({ pin, pinAgain: pin })).text).toContain(sentence);
      expect(await shops()).toEqual([]);
    },
  );

  test("a country Klarna does not sell in leads back to the first page", async () => {
    const answer = await visitor.send("POST", "/set-up/country", { code: CODE, country: "XX" });
    expect([answer.status, answer.text.includes("Please choose one from the list")]).toEqual([422, true]);
    expect((await setUp({ country: "XX" })).status).toBe(422);
  });
});

describe("a shop that was set up", () => {
  test("is a real one with its first manager, registers, tax rate and group, and no Klarna", async () => {
    expect(await setUp()).toMatchObject({ status: 303, location: "/settings/klarna" });
    const { read } = till.shop.db;
    const [shop] = await shops();
    expect(shop).toMatchObject({
      name: "Hofladen Marie",
      country: "DE",
      currency: "EUR",
      locale: "de-DE",
      timeZone: "Europe/Berlin",
      taxStyle: "inclusive",
      receiptHead: "Am Bach 4\n10178 Berlin",
      isDemo: 0,
    });
    const manager = await read.selectFrom("staff").selectAll().executeTakeFirstOrThrow();
    expect(manager).toMatchObject({ name: "Marie", role: "manager" });
    expect(await verifyPin("528491", manager.pinHash, till.shop.keys)).toBe(true);
    expect(await read.selectFrom("register").select(["number", "name"]).orderBy("number").execute())
      .toEqual([{ number: 1, name: "Kasse 1" }, { number: 2, name: "Kasse 2" }]);
    expect(await read.selectFrom("taxRate").select(["code", "rateBasisPoints"]).execute())
      .toEqual([{ code: "A", rateBasisPoints: 1900 }]);
    expect(await read.selectFrom("category").select("name").execute()).toEqual([{ name: "Artikel" }]);
    expect(await read.selectFrom("klarnaAccount").selectAll().execute()).toEqual([]);
    expect(till.shop.klarna).toMatchObject({ state: "not_connected", mode: "live", source: "none" });
  });

  test("has its manager signed in, in a live shift, and no practice banner", async () => {
    await setUp();
    const page = await visitor.open("/");
    expect(page.path).toMatch(/^\/sales\/sal_/);
    expect(page.text).toContain("Marie");
    expect(page.text).not.toContain("Practice mode");
    expect(await till.shop.db.read.selectFrom("shift").select("mode").execute()).toEqual([{ mode: "live" }]);
  });
});

test("every country Klarna sells in has its time zones and its tax", () => {
  expect(Object.keys(COUNTRY_DEFAULTS).toSorted()).toEqual(MARKETS.map((market) => market.country).toSorted());
  for (const { timeZones } of Object.values(COUNTRY_DEFAULTS)) {
    for (const timeZone of timeZones) expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
  }
});
