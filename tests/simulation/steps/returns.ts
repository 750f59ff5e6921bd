import { isWaiting, linesIn, piecesInHands, sumOf, tendersIn } from "../books.ts";
import { pressForm, type Terminal } from "../terminal.ts";
import { LOSING } from "../trouble.ts";
import type { World } from "../world.ts";
import { doDeed } from "./deed.ts";
import type { Scene, Step } from "./step.ts";

/** Somebody comes back with something of a finished sale; and what Klarna would not give back is settled. */
export const returnSteps: Step[] = [
  { name: "gives money back", weight: backWeight, take: giveBack },
  {
    name: "comes back while Klarna owes",
    weight: ({ world }) => paidByKlarnaAndElse(world).length > 0 ? 15 : 0,
    take: comeBackTwice,
  },
  {
    name: "brings back what was taken",
    weight: ({ world }) => takenInPart(world).length > 0 ? 6 : 0,
    take: ({ world, terminal }) => giveBackOf(world, terminal, world.chance.steps.pick(takenInPart(world))?.id ?? ""),
  },
  { name: "settles a refund", weight: ({ world }) => refused(world).length > 0 ? 2 : 0, take: settle },
];

function backWeight({ world }: Scene): number {
  const sales = finished(world);
  if (sales.some(({ id }) => owesRefund(world, id))) return 12;
  return sales.some(({ id }) => hasGoods(world, id)) ? 4 : sales.length > 0 ? 0.2 : 0;
}

/** Sales of which something may come back. */
export function finished({ books }: World) {
  return books.sales.filter(({ status }) => status === "completed");
}

/** A gift card that was sold never comes back, and many sales are of nothing else. */
export function hasGoods({ books }: World, saleId: string): boolean {
  return linesIn(books, saleId).some(({ kind }) => kind === "goods");
}

/** One of which something may come back, mostly. */
export function pickFinished(world: World): string {
  const sale = world.chance.steps.weigh(finished(world), ({ id }) => hasGoods(world, id) ? 10 : 0.3);
  return sale?.id ?? "";
}

/** Sales of which the customer has something, while something else still waits. */
function takenInPart({ books }: World) {
  return books.sales.filter((sale) =>
    isWaiting(sale) && linesIn(books, sale.id).some((line) => piecesInHands(books, line) > 0)
  );
}

function refused({ books }: World) {
  return books.attention.filter(({ kind, closedAt }) => kind === "refund_refused" && closedAt === null);
}

/** Rather more of a sale of which Klarna still owes a refund: what is promised and what is left are not the same then. */
function giveBack({ world, terminal }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const owed = finished(world).filter(({ id }) => owesRefund(world, id));
  const isOwed = owed.length > 0 && chance.hits(700);
  return giveBackOf(world, terminal, isOwed ? chance.pick(owed)?.id ?? "" : pickFinished(world));
}

function owesRefund({ books }: World, saleId: string): boolean {
  const payments = books.payments.filter((payment) => payment.saleId === saleId).map(({ id }) => id);
  return books.wishes.some(({ kind, state, paymentId }) =>
    kind === "refund" && (state === "asked" || state === "unknown") && payments.includes(paymentId)
  );
}

/** Only of a sale that was paid in several ways can there be more left of the goods than at Klarna, once that has paid. */
function paidByKlarnaAndElse(world: World) {
  const { books } = world;
  return finished(world).filter(({ id }) => {
    const kinds = tendersIn(books, id).map(({ kind }) => kind);
    const isTaken = books.payments.some(({ saleId, status }) => saleId === id && status === "captured");
    return isTaken && kinds.some((kind) => kind !== "klarna");
  });
}

/** A part of what Klarna paid goes back, its answer is lost, and the rest comes back before anybody knows. */
async function comeBackTwice({ world, terminal }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const saleId = chance.pick(paidByKlarnaAndElse(world))?.id ?? "";
  const tenders = tendersIn(world.books, saleId);
  const klarnasMinor = sumOf(tenders.filter(({ kind }) => kind === "klarna"), ({ amountMinor }) => amountMinor);
  const firstMinor = 1 + chance.below(klarnasMinor);
  const restMinor = sumOf(tenders, ({ amountMinor }) => amountMinor) - firstMinor;
  world.troubles.brew("refund", { id: chance.pick(LOSING) ?? "K3", way: 0 }, 1 + chance.below(3));
  const give = (amountMinor: number) =>
    sendReturn(world, terminal, saleId, {
      ...GIVE,
      chosen: { free: (amountMinor / 100).toFixed(2), note: "by chance" },
    });
  return `${await give(firstMinor)}, then ${await give(1 + chance.below(Math.max(1, restMinor)))}`;
}

const GIVE = { do: "give", event: "give money back" } as const;

/** Put together on the page first; then what the page showed is given back, or now and then what it showed a moment ago. */
export function giveBackOf(world: World, terminal: Terminal, saleId: string): Promise<string> {
  return sendReturn(world, terminal, saleId, { ...GIVE, chosen: chooseSome(world, saleId) });
}

/** The same, and something else is wanted for it; or for what still waits, of which nothing is chosen. */
export function beginExchangeOf(world: World, terminal: Terminal, saleId: string): Promise<string> {
  const waits = world.books.sales.some((sale) => sale.id === saleId && isWaiting(sale));
  const chosen = waits && world.chance.steps.hits(700) ? {} : chooseSome(world, saleId);
  return sendReturn(world, terminal, saleId, { do: "exchange", event: "begin an exchange", chosen });
}

async function sendReturn(
  world: World,
  terminal: Terminal,
  saleId: string,
  { do: pressed, event, chosen }: { do: "give" | "exchange"; event: string; chosen: Record<string, string> },
): Promise<string> {
  const { steps: chance } = world.chance;
  const path = `/sales/${saleId}/return`;
  const shown = await workOut(world, terminal, path, chosen);
  const isOld = chance.hits(60);
  const fields = { ...chosen, ...shown, ...(isOld ? { shown: "1" } : {}), do: pressed };
  const paymentId = world.books.payments.findLast((one) => one.saleId === saleId)?.id;
  return await doDeed(world, terminal, { event, path, fields, paymentId });
}

/** Some pieces, sometimes a part of a price, sometimes an amount beyond any line. Of what still waits none, mostly. */
export function chooseSome(world: World, saleId: string): Record<string, string> {
  const { steps: chance } = world.chance;
  const isPartHere = world.books.sales.some((sale) => sale.id === saleId && isWaiting(sale));
  const fields: Record<string, string> = { shelf: chance.hits(700) ? "yes" : "no" };
  for (const line of linesIn(world.books, saleId)) {
    const most = isPartHere && chance.hits(850) ? piecesInHands(world.books, line) : line.quantity;
    const some = 1 + chance.below(Math.max(1, most));
    fields[`quantity.${line.id}`] = most > 0 && chance.hits(600) ? String(some) : "0";
    if (most > 0 && chance.hits(150)) fields[`part.${line.id}`] = (1 + chance.below(300)) / 100 + "";
  }
  return chance.hits(250) ? { ...fields, free: (1 + chance.below(500)) / 100 + "", note: "by chance" } : fields;
}

/** What a page drawn just now says of these choices: the amount, and each way in which it goes. */
export async function workOut(
  world: World,
  terminal: Terminal,
  path: string,
  chosen: Record<string, string>,
): Promise<Record<string, string>> {
  const { text } = await pressForm(world, terminal, path, { ...chosen, do: "show" });
  const values = [...text.matchAll(/name="(split\.[^"]+|shown|found)"[^>]*? value="([^"]*)"/g)];
  return Object.fromEntries(values.map(([, name = "", value = ""]) => [name, value]));
}

/** Whoever says that it was done in the portal looked there, and did it if it was not. */
async function settle({ world, terminal }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const item = chance.pick(refused(world));
  const way = chance.pick(["again", "again", "cash", "card", "portal"]) ?? "again";
  const payment = world.books.payments.find(({ id }) => id === item?.paymentId);
  if (way === "portal" && payment?.orderId && chance.hits(700)) {
    world.touchedOrders.add(payment.orderId);
    world.simulator.control.actInPortal(payment.orderId, "refund");
  }
  const path = `/attention/${item?.id}/refund`;
  return await doDeed(world, terminal, { event: "settle a refund", path, fields: { way }, paymentId: payment?.id });
}
