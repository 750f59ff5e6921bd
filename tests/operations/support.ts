import { checkDatabase } from "../../db/integrity.ts";
import { AppError } from "../../src/errors.ts";
import { addLine } from "../../src/operations/basket.ts";
import type { Action } from "../../src/operations/once.ts";
import { chooseCustomer } from "../../src/operations/sale-life.ts";
import { newId, type Operator } from "../../src/shop.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { openShift } from "../../src/store/staff.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { openTestTill, type TestTill, type TestTillOptions } from "../support/test-till.ts";

type Fetch = (request: Request) => Promise<Response>;

/** The line to Klarna. `through` may lose, delay or change what passes; `on` hands a request on to the simulator. */
export type Wire = { through: ((request: Request, on: Fetch) => Promise<Response>) | null };

/** A till with Ada standing at register 1, and the line to Klarna in the test's hands. */
export type Scene = TestTill & {
  wire: Wire;
  ada: Operator;
  /** A press of a form drawn just now. */
  press(): Action;
  /** A sale with these articles and Sam Karim; its id. */
  ringUp(...codes: string[]): Promise<string>;
  /** The sale as a screen drawn just now shows it. */
  seen(saleId: string): Promise<{ saleId: string; version: number }>;
};

export async function openScene(options: TestTillOptions = {}): Promise<Scene> {
  const wire: Wire = { through: null };
  const on: Fetch = async (request) => await till.simulator.app.fetch(request);
  const till: TestTill = await openTestTill({
    klarnaFetch: async (input, init) => {
      const request = new Request(input, init);
      return wire.through ? await wire.through(request, on) : await on(request);
    },
    ...options,
  });
  const ada = await standAt(till, "Ada", 1);
  const press = () => ({ id: newId(till.shop, "act"), staffId: ada.staffId, contentHash: "same" });
  const ringUp = async (...codes: string[]) => {
    const saleId = newId(till.shop, "sal");
    for (const typed of codes) await addLine(till.shop, press(), ada, { saleId, quantity: 1, typed });
    await chooseCustomer(till.shop, press(), ada, { saleId, customerId: await customerNamed(till, "Karim") });
    return saleId;
  };
  const seen = async (saleId: string) => ({ saleId, version: (await saleRow(till, saleId)).version });
  return { ...till, wire, ada, press, ringUp, seen };
}

/** Closes a till that would start again: its start looks through the books, unless a test has broken them. */
export async function closeStartable(till: TestTill): Promise<void> {
  if ((await brokenRules(till.shop.db.read, 0)).length === 0) checkDatabase(`${till.folder}/till.sqlite`, false);
  await till.close();
}

/** Somebody of the demo shop at a register, with their shift open. */
export async function standAt(till: TestTill, name: string, register: number): Promise<Operator> {
  const { read } = till.shop.db;
  const staff = await read.selectFrom("staff").select(["id", "role"]).where("name", "=", name)
    .executeTakeFirstOrThrow();
  const place = await read.selectFrom("register").select("id").where("number", "=", register).executeTakeFirstOrThrow();
  const who = { staffId: staff.id, registerId: place.id };
  const shift = { ...who, id: newId(till.shop, "shf"), mode: "practice" as const, openedAt: till.clock.now() };
  return { ...who, role: staff.role, shiftId: await inTransaction(till.shop.db, (tx) => openShift(tx, shift)) };
}

export async function customerNamed(till: TestTill, familyName: string): Promise<string> {
  const { read } = till.shop.db;
  return (await read.selectFrom("customer").select("id").where("familyName", "=", familyName)
    .executeTakeFirstOrThrow()).id;
}

/** A customer's record as a form drawn just now has seen it. */
export async function recordVersion(till: TestTill, customerId: string): Promise<number> {
  return (await till.shop.db.read.selectFrom("customer").select("version").where("id", "=", customerId)
    .executeTakeFirstOrThrow()).version;
}

export function paymentRow(till: TestTill, paymentId: string) {
  return till.shop.db.read.selectFrom("payment").selectAll().where("id", "=", paymentId).executeTakeFirstOrThrow();
}

export function saleRow(till: TestTill, saleId: string) {
  return till.shop.db.read.selectFrom("sale").selectAll().where("id", "=", saleId).executeTakeFirstOrThrow();
}

export function linesIn(till: TestTill, saleId: string) {
  return till.shop.db.read.selectFrom("lineItem").selectAll().where("saleId", "=", saleId).orderBy("position")
    .execute();
}

/** What stood in the way, e.g. "sale_locked"; "nothing" when nothing did. */
export async function problemOf(deed: Promise<unknown>): Promise<string> {
  try {
    await deed;
    return "nothing";
  } catch (error) {
    if (error instanceof AppError) return error.problem.kind;
    throw error;
  }
}

export const isRead = (request: Request, of: "hpp" | "ordermanagement") =>
  request.method === "GET" && new URL(request.url).pathname.startsWith(`/${of}/`);

/** The same answer with other words in its JSON. */
export async function reworded(answer: Response, changes: Record<string, unknown>): Promise<Response> {
  return Response.json({ ...await answer.json(), ...changes }, { status: answer.status });
}
