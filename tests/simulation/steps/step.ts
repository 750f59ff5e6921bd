import { isOver } from "../../../src/domain/payment.ts";
import { type Books, dueOf, linesIn } from "../books.ts";
import type { Terminal } from "../terminal.ts";
import type { World } from "../world.ts";

type Payment = Books["payments"][number];
type Sale = Books["sales"][number];

/** One moment of the day, seen from one terminal and one payment somewhere in the shop. */
export type Scene = {
  world: World;
  terminal: Terminal;
  sale: Sale | undefined;
  lines: Books["lines"];
  dueMinor: number;
  /** The open, not yet saved Klarna payment of this sale. */
  ownPayment: Payment | undefined;
  /** Any payment of the shop, the open ones more often. */
  payment: Payment | undefined;
};

/** Something that may happen. What is impossible now weighs nothing; what is only unwise weighs a little. */
export type Step = {
  name: string;
  weight: (scene: Scene) => number;
  /** Does it and says in a few words what came of it. */
  take: (scene: Scene) => Promise<string>;
};

/** Looks round: who is next, what stands before them, and which payment somebody thinks of. */
export function lookRound(world: World, next?: Terminal): Scene {
  const { books, chance: { steps: chance } } = world;
  const terminal = next ?? chance.pick(world.terminals);
  if (!terminal) throw new Error("nobody is at work");
  const sale = books.sales.find((one) => one.id === terminal.saleId);
  const lines = sale ? linesIn(books, sale.id) : [];
  const payments = books.payments.filter((one) => one.saleId === sale?.id);
  const ownPayment = payments.find((one) => !isOver(one.status) && one.savedAt === null);
  const own = ownPayment && chance.hits(600) ? ownPayment : undefined;
  const payment = own ?? chance.weigh(books.payments, (one) => isOver(one.status) ? 1 : one.savedAt === null ? 6 : 2);
  return { world, terminal, sale, lines, dueMinor: sale ? dueOf(books, sale.id) : 0, ownPayment, payment };
}

/** Whose payment it is to work at, if one of them is here. */
export function holderIn(world: World, payment: Payment): Terminal | undefined {
  const registerId = payment.heldByRegisterId ?? payment.registerId;
  return world.terminals.find((terminal) => terminal.registerId === registerId);
}

/** Mostly the terminal that holds the payment, sometimes whoever is next. */
export function whoActs({ world, terminal, payment }: Scene): Terminal {
  const holder = payment && holderIn(world, payment);
  return holder && world.chance.steps.hits(850) ? holder : terminal;
}

/** The payment of a step that weighs something only when there is one. */
export function paymentOf(scene: Scene): Payment {
  if (!scene.payment) throw new Error("this step needs a payment");
  return scene.payment;
}
