import { demoStaff } from "../../db/demo-shop.ts";
import type { AttentionKind } from "../../src/domain/attention.ts";
import { createApp } from "../../src/app.tsx";
import { loadAssets } from "../../src/assets.ts";
import { type Permission, PERMISSIONS } from "../../src/security/permissions.ts";
import { newId } from "../../src/shop.ts";
import { openAttentionItem } from "../../src/store/books.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { type Answer, type Browser, formOn } from "../support/browser.ts";
import { ORIGIN, type TestTill } from "../support/test-till.ts";

/** Long enough for the next look at Klarna to be due. */
const A_LOOK_MS = 4_000;

/** Everything that must not change when a request is refused. */
export const BOOKS = [
  "sale",
  "lineItem",
  "tender",
  "giftCard",
  "giftCardEntry",
  "payment",
  "paymentEvent",
  "wish",
  "sending",
  "customer",
  "customerEvent",
  "attentionItem",
  "tillEvent",
  "capture",
  "handOver",
  "handOverLine",
  "refund",
  "saleReturn",
  "returnLine",
  "payback",
  "journal",
  "journalEntry",
  "receiptSeries",
  "shift",
  "drawerEntry",
  "drawerCount",
  "zReport",
  "carriedPayment",
  "actionResult",
  "klarnaAccount",
  "customerDisplay",
  "register",
  "receiptPrint",
  "receiptMail",
] as const;
/** What a sale is. */
export const SALE_BOOKS = ["sale", "lineItem", "tender", "payment"] as const;

export type Book = (typeof BOOKS)[number];
export type Dump = Record<string, unknown[]>;

/** Every row of these tables. */
export async function dump(till: TestTill, books: readonly Book[] = BOOKS): Promise<Dump> {
  const rows = books.map(async (book) => [book, await till.shop.db.read.selectFrom(book).selectAll().execute()]);
  return Object.fromEntries(await Promise.all(rows));
}

export function postRoutes(prefix = "/"): string[] {
  return Object.keys(PERMISSIONS).filter((route) => route.startsWith(`POST ${prefix}`));
}

/** A cashier may not. */
export function isSeniors(needed: Permission | undefined): boolean {
  return needed === "senior" || needed === "manager";
}

export function getRoutes(): string[] {
  return Object.keys(PERMISSIONS).filter((route) => route.startsWith("GET "));
}

/** The path of a route such as "POST /sales/:saleId/lines" with these ids in it. */
export function pathOf(route: string, ids: Record<string, string>): string {
  return route.replace(/^\w+ /, "").replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "missing");
}

/** The hidden fields of a form drawn just now in this browser. */
export async function freshIds(who: Browser): Promise<{ actionId: string; formToken: string }> {
  const { fields } = formOn((await who.open("/payments")).text, "/sign-out");
  return { actionId: fields["actionId"] ?? "", formToken: fields["formToken"] ?? "" };
}

/** Sends a form that need not stand on a page now, as one left open in another tab. */
export async function post(
  who: Browser,
  path: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  return await who.send("POST", path, { ...await freshIds(who), ...await seenIn(who, path), ...fields }, headers);
}

/** What the form of a sale says of the sale it was drawn from, as a page opened just now has it. */
async function seenIn(who: Browser, path: string): Promise<Record<string, string>> {
  const saleId = /^\/sales\/(sal_\w+)\/(tenders|payments)$/.exec(path)?.[1];
  if (!saleId) return {};
  const page = await who.open(`/sales/${saleId}/tender/cash`);
  return { version: /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? "0" };
}

/** What the sign-in form of this person says, at this register. */
export async function signInFields(till: TestTill, name: string, register = 1) {
  const { read } = till.shop.db;
  const staff = await read.selectFrom("staff").select("id").where("name", "=", name).executeTakeFirstOrThrow();
  const place = await read.selectFrom("register").select("id").where("number", "=", register).executeTakeFirstOrThrow();
  return { staffId: staff.id, registerId: place.id };
}

/** Rings up these codes in a new sale; its id. */
export async function ringUp(till: TestTill, who: Browser, codes: string[] = ["TNT-RDG3"]): Promise<string> {
  const saleId = newId(till.shop, "sal");
  for (const typed of codes) await post(who, `/sales/${saleId}/lines`, { typed });
  return saleId;
}

/** A whole sale in cash; its id. */
export async function sellForCash(till: TestTill, who: Browser, codes: string[] = ["TNT-RDG3"]): Promise<string> {
  const saleId = await ringUp(till, who, codes);
  await post(who, `/sales/${saleId}/tenders`, { kind: "cash", given: "1000" });
  await post(who, `/sales/${saleId}/completion`);
  return saleId;
}

export async function idOfCustomer(till: TestTill, familyName: string): Promise<string> {
  const { read } = till.shop.db;
  return (await read.selectFrom("customer").select("id").where("familyName", "=", familyName)
    .executeTakeFirstOrThrow()).id;
}

export async function idOfProduct(till: TestTill, code: string): Promise<string> {
  return (await till.shop.db.read.selectFrom("product").select("id").where("code", "=", code)
    .executeTakeFirstOrThrow()).id;
}

/** A customer's record as a form drawn just now has seen it. */
export async function recordVersionOf(till: TestTill, customerId: string): Promise<string> {
  const { version } = await till.shop.db.read.selectFrom("customer").select("version").where("id", "=", customerId)
    .executeTakeFirstOrThrow();
  return String(version);
}

export function linesOfSale(till: TestTill, saleId: string) {
  return till.shop.db.read.selectFrom("lineItem").selectAll().where("saleId", "=", saleId).orderBy("position")
    .execute();
}

export function saleRow(till: TestTill, saleId: string) {
  return till.shop.db.read.selectFrom("sale").selectAll().where("id", "=", saleId).executeTakeFirstOrThrow();
}

export function paymentRow(till: TestTill, paymentId: string) {
  return till.shop.db.read.selectFrom("payment").selectAll().where("id", "=", paymentId).executeTakeFirstOrThrow();
}

/** Calls a person for this payment; the item's id. */
export async function callFor(till: TestTill, paymentId: string, kind: AttentionKind): Promise<string> {
  const { id, saleId, mode, amountMinor, status } = await paymentRow(till, paymentId);
  const itemId = newId(till.shop, "att");
  const at = till.clock.now();
  const item = { id: itemId, kind, mode, saleId, paymentId: id, amountMinor, weThink: status, klarnaSays: "CAPTURED" };
  await inTransaction(till.shop.db, (tx) => openAttentionItem(tx, { ...item, readAt: at, openedAt: at }));
  return itemId;
}

export type PaymentStage = "waiting" | "in_progress" | "authorized";

/** A sale with a removed line, some cash, Sam Karim and an open Klarna payment, and the ids that its routes take. */
export type Scene = { saleId: string; lineId: string; removedLineId: string; tenderId: string; customerId: string };

export async function taxRateIdOf(till: TestTill, code: string): Promise<string> {
  const rates = till.shop.db.read.selectFrom("taxRate").select("id").where("code", "=", code);
  return (await rates.executeTakeFirstOrThrow()).id;
}

/** Two products, one of them taken out again, a customer, and £10 in cash. */
export async function setScene(till: TestTill, who: Browser): Promise<Scene> {
  const saleId = await ringUp(till, who, ["TNT-RDG3", "CLO-HAT"]);
  const [line, removed] = await linesOfSale(till, saleId);
  const { version } = await saleRow(till, saleId);
  const [lineId = "", removedLineId = ""] = [line?.id, removed?.id];
  await post(who, `/sales/${saleId}/lines/${removedLineId}/removal`, { version: String(version) });
  const customerId = await idOfCustomer(till, "Karim");
  await post(who, `/sales/${saleId}/customer`, { customerId });
  await post(who, `/sales/${saleId}/tenders`, { kind: "cash", given: "10.00" });
  const { id: tenderId } = await till.shop.db.read.selectFrom("tender").select("id").executeTakeFirstOrThrow();
  return { saleId, lineId, removedLineId, tenderId, customerId };
}

/** Starts a Klarna payment for a sale and brings it to this stage; its id. */
export async function payWithKlarna(
  till: TestTill,
  who: Browser,
  saleId: string,
  stage: PaymentStage,
): Promise<string> {
  if ((await saleRow(till, saleId)).customerId === null) {
    await post(who, `/sales/${saleId}/customer`, { customerId: await idOfCustomer(till, "Karim") });
  }
  const { location } = await post(who, `/sales/${saleId}/payments`);
  const paymentId = /pay_\w+/.exec(location ?? "")?.[0] ?? "";
  await till.runner.drain();
  const { reference } = await paymentRow(till, paymentId);
  if (stage !== "waiting") till.simulator.control.open(reference);
  if (stage === "authorized") till.simulator.control.approve(reference);
  till.clock.advance(A_LOOK_MS);
  await till.runner.drain();
  return paymentId;
}

/** The app once more over the same till, under other addresses. */
export function appAt(till: TestTill, origins: readonly string[] = [ORIGIN]) {
  const { shop, streams, runner: jobs } = till;
  return createApp({ shop, assets: loadAssets(), streams, jobs, origins, klarnaQrOrigin: null });
}

/** What signing in sets, under this address. */
export async function cookiesSet(till: TestTill, origin: string, name = "Aisha"): Promise<string[]> {
  const pin = demoStaff.find((one) => one.name === name)?.pin ?? "";
  const body = new URLSearchParams({ ...await signInFields(till, name), pin, next: "/" });
  const headers = { origin, host: new URL(origin).host };
  const answer = await appAt(till, [origin]).request(`${origin}/sessions`, { method: "POST", body, headers });
  return answer.headers.getSetCookie();
}
