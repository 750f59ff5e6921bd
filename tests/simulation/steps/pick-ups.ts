import { isWaiting, linesIn, piecesWaiting, sumOf, tendersIn } from "../books.ts";
import type { Terminal } from "../terminal.ts";
import type { World } from "../world.ts";
import { senior } from "./attention.ts";
import { doDeed } from "./deed.ts";
import type { Scene, Step } from "./step.ts";

/** What is done with a sale after it is in the books: goods are picked up, or not; Klarna is asked for more time, or to write again. */
export const pickUpSteps: Step[] = [
  { name: "hands a part over", weight: ({ world }) => waits(world) ? 8 : 0, take: (scene) => handOver(scene, "some") },
  {
    name: "hands the rest over",
    weight: ({ world }) => waits(world) ? 2 : 0,
    take: (scene) => handOver(scene, "all"),
  },
  {
    name: "comes for a part that Klarna will not pay",
    weight: ({ world }) => waits(world) ? 2 : 0,
    take: comeUnpaid,
  },
  {
    name: "lets the rest go",
    weight: ({ world }) => isUnpaid(world) ? 10 : waits(world) ? 2 : 0,
    take: letGo,
  },
  {
    name: "drops a part",
    weight: ({ world }) => isUnpaid(world) ? 6 : waits(world) ? 5 : 0,
    take: drop,
  },
  {
    name: "cancels a finished sale",
    weight: ({ world }) => isAllHere(world) || isAnyRefused(world) ? 5 : waits(world) ? 1 : 0.1,
    take: cancel,
  },
  {
    name: "asks for a longer approval",
    weight: ({ world }) => waits(world) ? 1.5 : 0.05,
    take: askFavour("approval-extension"),
  },
  {
    name: "has Klarna write again",
    weight: ({ world }) => world.books.captures.length > 0 ? 0.4 : 0.02,
    take: askFavour("message-resends"),
  },
];

const isAnyRefused = (world: World) => world.books.sales.some((sale) => isRefused(world, sale));

const waits = (world: World) => world.books.sales.some(isWaiting);

/** Klarna has refused the money for a part of something that waits. */
const isUnpaid = ({ books }: World) => {
  const open = books.attention.filter(({ kind, closedAt }) => kind === "capture_refused" && closedAt === null);
  return books.sales.some((sale) => isWaiting(sale) && open.some(({ saleId }) => saleId === sale.id));
};

/** Of something that waits nothing was handed over yet: it can still be cancelled as a whole. */
const isAllHere = ({ books }: World) =>
  books.sales.some((sale) => isWaiting(sale) && !books.handOvers.some(({ saleId }) => saleId === sale.id));

/** All of it left, and Klarna has refused to pay for some of it. */
const isRefused = ({ books }: World, sale: World["books"]["sales"][number]) =>
  sale.status === "completed" && !isWaiting(sale) &&
  books.attention.some((one) => one.kind === "capture_refused" && one.closedAt === null && one.saleId === sale.id);

/** What was paid for a sale and has not gone back. */
function paidOf(books: World["books"], saleId: string): number {
  const paid = sumOf(
    tendersIn(books, saleId),
    ({ paymentId, amountMinor }) =>
      paymentId === null
        ? amountMinor
        : sumOf(books.captures.filter((one) => one.paymentId === paymentId), (one) => one.amountMinor),
  );
  return paid - sumOf(books.returns.filter((one) => one.saleId === saleId), ({ totalMinor }) => totalMinor);
}

/** Mostly one that waits, or of which Klarna refused to pay for what left, sometimes any other. */
function aSale({ world }: Scene) {
  const { steps: chance } = world.chance;
  const refused = world.books.sales.filter((sale) => isRefused(world, sale));
  if (refused.length > 0 && chance.hits(300)) return chance.pick(refused);
  const waiting = world.books.sales.filter(isWaiting);
  return chance.hits(900) ? chance.pick(waiting) : chance.pick(world.books.sales);
}

async function handOver(scene: Scene, what: "some" | "all"): Promise<string> {
  const { terminal } = scene;
  const sale = aSale(scene);
  const fields = { what, ...what === "some" ? piecesOf(scene, sale?.id) : {}, ...waitsOf(scene, sale?.id) };
  return await press(scene, terminal, sale?.id, { event: "hand over", noun: "hand-overs", fields });
}

/** So many pieces of each line, and now and then more than are left. */
function piecesOf({ world }: Scene, saleId = ""): Record<string, string> {
  const { steps: chance } = world.chance;
  const fields: Record<string, string> = {};
  for (const line of linesIn(world.books, saleId)) {
    const left = Math.max(0, piecesWaiting(world.books, line));
    const pieces = chance.below(left + (chance.hits(60) ? 2 : 1));
    if (pieces > 0) fields[`pieces-${line.id}`] = String(pieces);
  }
  return fields;
}

/** How many pieces the page said were waiting, where it did; now and then it is older than what left since. */
function waitsOf({ world: { books, chance: { steps: chance } } }: Scene, saleId = ""): Record<string, string> {
  if (chance.hits(300)) return {};
  const known = sumOf(linesIn(books, saleId), (line) => Math.max(0, piecesWaiting(books, line)));
  return { waits: String(chance.hits(50) ? known + 1 : known) };
}

/** The part is taken along, and Klarna refuses its capture: what becomes of the rest meanwhile must not make that forgotten. */
async function comeUnpaid(scene: Scene): Promise<string> {
  scene.world.troubles.brew("capture", { id: "K9", way: 0 }, 1);
  return await handOver(scene, "some");
}

async function letGo(scene: Scene): Promise<string> {
  return await press(scene, senior(scene), aSale(scene)?.id, { event: "let the rest go", noun: "rest", fields: {} });
}

/** Now and then more than waits, or all of it after all. */
async function drop(scene: Scene): Promise<string> {
  const sale = aSale(scene);
  const fields = { ...piecesOf(scene, sale?.id), ...waitsOf(scene, sale?.id) };
  return await press(scene, senior(scene), sale?.id, { event: "drop a part", noun: "rest", fields });
}

async function cancel(scene: Scene): Promise<string> {
  const sale = aSale(scene);
  const fields: Record<string, string> = { reason: "mistake" };
  if (sale && isRefused(scene.world, sale)) fields["shown"] = String(paidOf(scene.world.books, sale.id));
  return await press(scene, senior(scene), sale?.id, { event: "cancel the sale", noun: "cancelling", fields });
}

type Press = { event: string; noun: string; fields: Record<string, string> };

async function press({ world }: Scene, who: Terminal, saleId: string | undefined, { event, noun, fields }: Press) {
  if (saleId === undefined) return "nothing waits";
  const payment = world.books.payments.findLast((one) => one.saleId === saleId && one.savedAt !== null);
  return await doDeed(world, who, { event, path: `/sales/${saleId}/${noun}`, fields, paymentId: payment?.id });
}

/** Mostly about a payment of which it can be asked. */
function askFavour(noun: "approval-extension" | "message-resends"): Step["take"] {
  return async (scene) => {
    const { world, terminal } = scene;
    const { steps: chance } = world.chance;
    const status = noun === "message-resends" ? "captured" : "authorized";
    const fitting = world.books.payments.filter((one) => one.status === status && one.savedAt !== null);
    const payment = chance.hits(850) ? chance.pick(fitting) : scene.payment;
    if (!payment) return "nobody to ask about";
    return await doDeed(world, terminal, {
      event: noun,
      path: `/payments/${payment.id}/${noun}`,
      paymentId: payment.id,
    });
  };
}
