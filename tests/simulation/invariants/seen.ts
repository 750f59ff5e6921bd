import type { Control, FaultId } from "../../../src/simulator/simulator.ts";
import type { Books } from "../books.ts";
import type { Person } from "../terminal.ts";

/** As much of a world as the invariants ask for. A simulated day has it, and so have a real till and a real simulator. */
export type Witness = {
  /** Our book as it was last looked at. */
  readonly books: Books;
  look(): Books;
  clock: { now(): number };
  simulator: { control: Pick<Control, "listOrders" | "listSessions" | "listMessages" | "findOrder"> };
  people: readonly Pick<Person, "id" | "role">[];
  /** What went wrong with requests about each session or order. */
  struck: ReadonlyMap<string, ReadonlySet<FaultId>>;
  /** Orders on which somebody acted in Klarna's portal. */
  touchedOrders: ReadonlySet<string>;
  /** Payments that somebody said should be looked at now, and how many requests had been made by then. */
  hints: Map<string, number>;
  /** Which request was the last about each session or order. */
  asked: { lastAbout: ReadonlyMap<string, number> };
  /** How many letters arrived at each address, and how often somebody asked for each to be sent again. */
  letters: ReadonlyMap<string, number>;
  sentAgain: ReadonlyMap<string, number>;
  complain(id: string, text: string): void;
};

export type Order = ReturnType<Control["listOrders"]>[number];
export type Session = ReturnType<Control["listSessions"]>[number];
export type Payment = Books["payments"][number];

/** Both books at one moment, and what is known besides. */
export type Seen = {
  world: Witness;
  books: Books;
  orders: Order[];
  sessions: Session[];
  orderOf(payment: Payment): Order | undefined;
};

/** What must hold: one complaint for each place where it does not. */
export type Invariant = (seen: Seen) => string[];

export function lookAtBoth(world: Witness): Seen {
  const books = world.look();
  const orders = world.simulator.control.listOrders();
  const sessions = world.simulator.control.listSessions();
  const byReference = new Map(orders.toReversed().map((order) => [order.merchant_reference1, order]));
  return { world, books, orders, sessions, orderOf: (payment) => byReference.get(payment.reference) };
}

/** Whether a person was called for this payment and has not answered yet. */
export function isCalled({ books }: Pick<Seen, "books">, payment: Payment): boolean {
  return books.attention.some((item) => item.paymentId === payment.id && item.closedAt === null);
}

/** The complaints about those of the values for which something does not hold. */
export function unless<Value>(
  values: readonly Value[],
  holds: (value: Value) => boolean,
  say: (value: Value) => string,
): string[] {
  return values.filter((value) => !holds(value)).map(say);
}
