import type { Browser } from "./browser.ts";
import { openTestTill, type TestTill, type TestTillOptions } from "./test-till.ts";

export const SET_UP_CODE = "9RTY-3HKD";

/** What the owner of Fernbank's rival types on the first day. */
export const TYPED_SHOP = {
  name: "Moss & Stone",
  country: "GB",
  locale: "en-GB",
  timeZone: "Europe/London",
  taxRate: "20",
  receiptHead: "1 Low Road",
  manager: "Nia",
  pin: "528491",
  pinAgain: "528491",
  registers: "2",
};

/** The simulator's credentials, as they are typed for Klarna's playground in Europe. */
export const PLAYGROUND = { environment: "playground", region: "eu", username: "practice", password: "practice" };

/** A real shop of one day, without Klarna, in which Nia, its manager, is signed in at the first of two registers. */
export async function openRealShop(options: TestTillOptions = {}): Promise<{ till: TestTill; nia: Browser }> {
  const till = await openTestTill({ ...options, setUpCode: SET_UP_CODE });
  till.simulator.setPublicUrl("https://api.playground.klarna.com");
  const nia = till.browser();
  const { status } = await nia.send("POST", "/set-up", { ...TYPED_SHOP, code: SET_UP_CODE });
  if (status !== 303) throw new Error(`the shop was not set up: ${status}`);
  return { till, nia };
}

/** Another browser in which Nia stands at this register. */
export async function standAt(till: TestTill, register: number): Promise<Browser> {
  const { read } = till.shop.db;
  const staff = await read.selectFrom("staff").select("id").executeTakeFirstOrThrow();
  const place = await read.selectFrom("register").select("id").where("number", "=", register).executeTakeFirstOrThrow();
  const browser = till.browser();
  const fields = { staffId: staff.id, registerId: place.id, pin: TYPED_SHOP.pin, next: "/" };
  await browser.send("POST", "/sessions", fields);
  return browser;
}

/** A tent on the shelf, £389.00: products have no page of their own yet. */
export async function addTent(till: TestTill): Promise<void> {
  const { read, write } = till.shop.db;
  const { id: taxRateId } = await read.selectFrom("taxRate").select("id").executeTakeFirstOrThrow();
  const { id: categoryId } = await read.selectFrom("category").select("id").executeTakeFirstOrThrow();
  const text = { code: "TNT-RDG3", name: "Ridgeline 3 tent", searchText: "ridgeline 3 tent tnt-rdg3" };
  const product = { id: "prd_1", ...text, priceMinor: 38_900, taxRateId, categoryId, tilePosition: 1 };
  await write.insertInto("product").values(product).execute();
}
