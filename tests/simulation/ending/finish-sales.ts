import { drain } from "../life.ts";
import { isOver, isUndecided } from "../../../src/domain/payment.ts";
import { dueOf, isWaiting, linesIn, piecesWaiting, tendersIn } from "../books.ts";
import { isCalled } from "../invariants/seen.ts";
import { doDeed } from "../steps/deed.ts";
import { settleFields } from "../steps/payments.ts";
import { giveBackOf } from "../steps/returns.ts";
import type { Terminal } from "../terminal.ts";
import type { World } from "../world.ts";

const MOST_TRIES = 12;
/** Before that it is tried to be ended as it is. */
const PATIENT_TRIES = 6;
const A_MOMENT_MS = 4_000;
const MOST_RETURNS = 3;

/**
 * L5: there is always a way forward. A manager goes through everything that is still open, payment by payment, and must be
 * able to bring each sale to an end: paid, or given up.
 */
export async function finishSales(world: World): Promise<void> {
  const manager = managerAtWork(world);
  for (const { id, code } of world.look().sales) {
    for (let tries = 0; tries < MOST_TRIES && isOpen(world, id); tries++) {
      await takeOneStep(world, manager, id, tries);
      world.clock.advance(A_MOMENT_MS);
      await drain(world);
      world.look();
    }
    if (isOpen(world, id)) world.complain("L5", `sale ${code} cannot be brought to an end`);
  }
  // After that: what is set aside for an exchange waits until the new sale is over.
  for (const { id, code } of world.look().sales) {
    for (const end of endsOf(world)) if (isStillHere(world, id)) await endWaiting(world, manager, id, end);
    if (isStillHere(world, id) && !isSeenTo(world, id)) world.complain("L5", `the goods of sale ${code} wait for ever`);
  }
}

/** On their way home some come back with something: of a finished sale some is given back, then some of the rest. */
export async function bringBack(world: World): Promise<void> {
  const manager = managerAtWork(world);
  for (const { id, status } of world.look().sales) {
    for (let times = 0; status === "completed" && times < MOST_RETURNS && world.chance.steps.hits(500); times++) {
      world.trace.add(`  ${await giveBackOf(world, manager, id)}`);
      world.look();
    }
  }
}

/** L5: what Klarna refused to give back is asked again, and given back in cash where it will not. */
export async function settleRefunds(world: World): Promise<void> {
  const manager = managerAtWork(world);
  const open = () => world.look().attention.filter((one) => one.kind === "refund_refused" && one.closedAt === null);
  // One refund is refused after the other, and while Klarna owes an answer about one nothing is settled.
  for (const way of ["again", "cash", "cash", "cash"]) {
    for (const { id } of open()) {
      const deed = { event: "settle a refund", path: `/attention/${id}/refund`, fields: { way } };
      world.trace.add(`  ${await doDeed(world, manager, deed)}`);
      world.clock.advance(A_MOMENT_MS);
      await drain(world);
    }
  }
  for (const { paymentId } of open()) world.complain("L5", `nothing brings the money of ${paymentId} back`);
}

function managerAtWork(world: World): Terminal {
  const person = world.people.find((one) => one.role === "manager");
  const [first] = world.terminals;
  if (!person || !first) throw new Error("there is no manager");
  return { ...first, name: person.name, person, session: null, saleId: null, tabs: [], pages: [] };
}

function isOpen(world: World, saleId: string): boolean {
  const sale = world.books.sales.find((one) => one.id === saleId);
  return sale?.status === "open" || sale?.status === "parked";
}

function isStillHere(world: World, saleId: string): boolean {
  const sale = world.books.sales.find((one) => one.id === saleId);
  return sale !== undefined && isWaiting(sale);
}

/** Klarna gave up what some of the goods were to be paid with, in its portal or because something went wrong: a person was called. */
function isSeenTo({ books, touchedOrders }: World, saleId: string): boolean {
  const payments = books.payments.filter((one) => one.saleId === saleId && one.savedAt !== null);
  return payments.some((one) => isCalled({ books }, one) || touchedOrders.has(one.orderId ?? ""));
}

type End = "a piece" | "not a piece" | "back" | "all" | "rest" | "cancelling";

/**
 * The customer comes for all of it, or for a piece and does not take the rest, and may have brought the piece back by then, or does not want
 * a piece and takes the rest; whatever else is tried where that does not end it.
 */
function endsOf({ chance: { steps: chance } }: World): End[] {
  const first: End[] = chance.hits(500) ? ["a piece"] : [];
  if (chance.hits(300)) first.push("not a piece");
  if (chance.hits(400)) first.push("back");
  return chance.hits(600) ? [...first, "all", "rest", "cancelling"] : [...first, "rest", "all", "cancelling"];
}

async function endWaiting(world: World, manager: Terminal, saleId: string, end: End): Promise<void> {
  const { books } = world;
  const payment = books.payments.findLast((one) => one.saleId === saleId && one.savedAt !== null);
  const line = linesIn(books, saleId).find((one) => piecesWaiting(books, one) > 0);
  const deeds = {
    "a piece": { event: "hand over", noun: "hand-overs", fields: { what: "some", [`pieces-${line?.id}`]: "1" } },
    all: { event: "hand over", noun: "hand-overs", fields: { what: "all" } },
    "not a piece": { event: "drop a part", noun: "rest", fields: { [`pieces-${line?.id}`]: "1" } },
    rest: { event: "let the rest go", noun: "rest", fields: {} },
    cancelling: { event: "cancel the sale", noun: "cancelling", fields: { reason: "other" } },
  };
  const press = async (name: Exclude<End, "back">) => {
    const { event, noun, fields } = deeds[name];
    const path = `/sales/${saleId}/${noun}`;
    return await doDeed(world, manager, { event, path, fields, paymentId: payment?.id });
  };
  world.trace.add(`  ${end === "back" ? await giveBackOf(world, manager, saleId) : await press(end)}`);
  world.clock.advance(A_MOMENT_MS);
  await drain(world);
  world.look();
}

async function takeOneStep(world: World, manager: Terminal, saleId: string, tries: number): Promise<void> {
  const { books } = world;
  const sale = books.sales.find((one) => one.id === saleId);
  const dueMinor = dueOf(books, saleId);
  const payment = books.payments.find((one) =>
    one.saleId === saleId && (!isOver(one.status) || one.status === "captured") && one.savedAt === null &&
    !books.wishes.some((wish) => wish.paymentId === one.id && wish.kind === "release" && wish.state !== "refused")
  );
  const press = async (event: string, path: string, fields: Record<string, string> = {}) =>
    world.trace.add(`  ${await doDeed(world, manager, { event, path, fields, paymentId: payment?.id })}`);
  if (payment && (payment.heldByRegisterId ?? payment.registerId) !== manager.registerId) {
    return await press("take over", `/payments/${payment.id}/takeover`);
  }
  if (sale?.status === "parked") return await press("recall", `/sales/${saleId}/recall`);
  // Taken in Klarna's portal, and booked as that.
  if (payment?.status === "captured") return await press("save", `/payments/${payment.id}/saving`);
  if (payment?.status === "authorized") {
    const decision = dueMinor >= payment.amountMinor ? "keep" : "release";
    return await press(decision === "keep" ? "keep" : "give back", `/payments/${payment.id}/decision`, { decision });
  }
  if (payment && isUndecided(payment.status) && isCalled({ books }, payment)) {
    return await press("settle", `/payments/${payment.id}/settlement`, settleFields({ world, payment }));
  }
  if (payment && isUndecided(payment.status)) return await press("cancel", `/payments/${payment.id}/cancellation`);
  if (linesIn(books, saleId).length === 0 || world.chance.steps.hits(150)) {
    return await press("give the sale up", `/sales/${saleId}/voiding`, { reason: "other" });
  }
  // What was to come back for it may have come back otherwise by now: then it is a sale like any other.
  const isExchange = books.exchanges.some((one) => one.newSaleId === saleId && one.endedAt === null);
  if (isExchange && (tries >= PATIENT_TRIES || world.chance.steps.hits(300))) {
    const isCredited = tendersIn(books, saleId).some(({ kind }) => kind === "exchange");
    const version = String(sale?.version ?? 0);
    const what = isCredited ? "undo" : "stop";
    return await press(`${what} exchange`, `/sales/${saleId}/exchange`, { do: what, version });
  }
  if (dueMinor === 0) {
    const fields: Record<string, string> = world.chance.steps.hits(400) ? { later: "yes" } : {};
    return await press("complete", `/sales/${saleId}/completion`, fields);
  }
  const given = (dueMinor / 100).toFixed(2);
  await press("take cash", `/sales/${saleId}/tenders`, { kind: "cash", given, version: String(sale?.version ?? 0) });
}
