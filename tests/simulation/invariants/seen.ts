import type { Books } from "../books.ts";
import type { World } from "../world.ts";

export type Order = ReturnType<World["simulator"]["control"]["listOrders"]>[number];
export type Session = ReturnType<World["simulator"]["control"]["listSessions"]>[number];
export type Payment = Books["payments"][number];

/** Both books at one moment, and what is known besides. */
export type Seen = {
  world: World;
  books: Books;
  orders: Order[];
  sessions: Session[];
  orderOf(payment: Payment): Order | undefined;
};

/** What must hold: one complaint for each place where it does not. */
export type Invariant = (seen: Seen) => string[];

export function lookAtBoth(world: World): Seen {
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
