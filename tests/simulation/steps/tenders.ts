import { tendersIn } from "../books.ts";
import { openPage, showNumber } from "../terminal.ts";
import { doDeed } from "./deed.ts";
import { holderIn, type Scene, type Step } from "./step.ts";

/** How a sale is paid, put aside, taken up and brought to an end. */
export const tenderSteps: Step[] = [
  {
    name: "takes cash",
    weight: (scene) => wantsMoney(scene, 1),
    take: takeCash,
  },
  {
    name: "takes a card",
    weight: (scene) => wantsMoney(scene, 0.5),
    take: takeCard,
  },
  {
    name: "takes from a gift card",
    weight: wantsGiftCard,
    take: takeGiftCard,
  },
  {
    name: "hands back what was taken",
    weight: ({ world, sale }) => takenIn(world.books, sale?.id) ? 0.5 : 0,
    take: takeBack,
  },
  { name: "starts Klarna", weight: wantsKlarna, take: startKlarna },
  {
    name: "completes",
    weight: ({ sale, lines, dueMinor }) => wantsEnd(sale?.status, lines.length, dueMinor),
    take: complete,
  },
  {
    name: "parks",
    weight: ({ sale, ownPayment }) => sale?.status === "open" ? (ownPayment ? 0.6 : 0.3) : 0.05,
    take: park,
  },
  { name: "recalls", weight: ({ sale }) => sale?.status === "open" ? 0.4 : 2, take: recall },
  { name: "gives the sale up", weight: ({ sale }) => sale?.status === "open" ? 0.25 : 0, take: giveUp },
  { name: "turns to the next customer", weight: ({ sale }) => sale?.status === "completed" ? 3 : 0.15, take: goOn },
];

/** More often before Klarna pays the rest, for much is different in a sale that is paid in two ways. */
function wantsMoney({ world, sale, dueMinor, lines, ownPayment }: Scene, weight: number): number {
  if (lines.length === 0 || sale?.status !== "open" || dueMinor <= 0) return 0;
  const isFirst = ownPayment === undefined && sale.customerId !== null && tendersIn(world.books, sale.id).length === 0;
  return isFirst ? 8 * weight : weight;
}

function takenIn(books: Scene["world"]["books"], saleId: string | undefined) {
  return tendersIn(books, saleId ?? "").find((tender) => tender.paymentId === null);
}

function wantsGiftCard({ world, sale, dueMinor, ownPayment }: Scene): number {
  if (world.books.cards.length === 0 || sale?.status !== "open" || dueMinor <= 0) return 0;
  return ownPayment ? 0.4 : 2;
}

function wantsKlarna({ sale, lines, dueMinor, ownPayment }: Scene): number {
  if (!sale || lines.length === 0) return 0;
  if (sale.status !== "open") return 0.1;
  return ownPayment || dueMinor <= 0 ? 0.3 : sale.customerId === null ? 0.3 : 10;
}

function wantsEnd(status: string | undefined, lines: number, dueMinor: number): number {
  if (status !== "open" || lines === 0) return 0.1;
  return dueMinor === 0 ? 6 : 0.4;
}

async function takeCash({ world, terminal, sale, dueMinor, ownPayment }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const part = Math.max(1, chance.below(Math.max(1, dueMinor)));
  const givenMinor = chance.hits(600) ? part : dueMinor + chance.below(2_000);
  const isOld = chance.hits(60);
  const version = String((sale?.version ?? 1) - (isOld ? 1 : 0));
  return await doDeed(world, terminal, {
    event: "take cash",
    isOld,
    path: `/sales/${sale?.id}/tenders`,
    fields: { kind: "cash", given: (givenMinor / 100).toFixed(2), version },
    paymentId: ownPayment?.id ?? lastPaymentId(world, sale?.id),
  });
}

async function takeCard(scene: Scene): Promise<string> {
  const { steps: chance } = scene.world.chance;
  const isOneTime = chance.hits(300);
  const digits = String(1_000 + chance.below(9_000));
  const kind = isOneTime ? { kind: "klarna_card", reference: digits } : { kind: "card", reference: "" };
  return await takePart(scene, "take a card", kind);
}

/** Sometimes more than is on it, or than is due. */
async function takeGiftCard(scene: Scene): Promise<string> {
  const { world, terminal, sale } = scene;
  const card = world.chance.steps.pick(world.books.cards);
  const shown = await showNumber(world, terminal, { giftCardId: card?.id ?? "", saleId: sale?.id ?? "" });
  return await takePart(scene, "take from a gift card", { kind: "gift_card", card: shown });
}

async function takePart(
  { world, terminal, sale, dueMinor, ownPayment }: Scene,
  event: string,
  fields: Record<string, string>,
): Promise<string> {
  const { steps: chance } = world.chance;
  const amount = chance.hits(500) ? "" : (partOf(world, dueMinor) / 100).toFixed(2);
  const isOld = chance.hits(60);
  const version = String((sale?.version ?? 1) - (isOld ? 1 : 0));
  return await doDeed(world, terminal, {
    event,
    isOld,
    path: `/sales/${sale?.id}/tenders`,
    fields: { ...fields, amount, version },
    paymentId: ownPayment?.id ?? lastPaymentId(world, sale?.id),
  });
}

/** Some of it, and now and then more. */
function partOf({ chance: { steps: chance } }: Scene["world"], dueMinor: number): number {
  return 1 + chance.below(Math.max(1, chance.hits(50) ? 2 * dueMinor : dueMinor));
}

async function takeBack({ world, terminal, sale, ownPayment }: Scene): Promise<string> {
  const tender = takenIn(world.books, sale?.id);
  const path = `/sales/${sale?.id}/tenders/${tender?.id}/removal`;
  return await doDeed(world, terminal, { event: "hand back", path, paymentId: ownPayment?.id });
}

async function startKlarna({ world, terminal, sale, dueMinor, ownPayment }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  if (chance.hits(200)) await openPage(world, terminal, `/sales/${sale?.id}/tender`);
  const isOld = chance.hits(60);
  const version = String((sale?.version ?? 1) - (isOld ? 1 : 0));
  return await doDeed(world, terminal, {
    event: "start Klarna",
    // A payment that is open already is answered whatever the page has seen.
    isOld: isOld && !ownPayment,
    path: `/sales/${sale?.id}/payments`,
    fields: { version, amount: chance.hits(150) ? (partOf(world, dueMinor) / 100).toFixed(2) : "" },
    paymentId: ownPayment?.id ?? lastPaymentId(world, sale?.id),
  });
}

async function complete({ world, terminal, sale, ownPayment }: Scene): Promise<string> {
  const path = `/sales/${sale?.id ?? terminal.saleId}/completion`;
  const paymentId = ownPayment?.id ?? lastPaymentId(world, sale?.id);
  const isLater = world.chance.steps.hits(600);
  const fields: Record<string, string> = isLater ? { later: "yes" } : {};
  return await doDeed(world, terminal, { event: "complete", path, fields, paymentId });
}

async function park({ world, terminal, sale, ownPayment }: Scene): Promise<string> {
  const said = await doDeed(world, terminal, {
    event: "park",
    path: `/sales/${sale?.id ?? terminal.saleId}/parking`,
    paymentId: ownPayment?.id ?? lastPaymentId(world, sale?.id),
  });
  terminal.saleId = null;
  return said;
}

async function recall({ world, terminal }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const waiting = world.books.sales.filter((sale) => sale.status === "parked" || sale.status === "open");
  const sale = chance.pick(waiting) ?? chance.pick(world.books.sales);
  if (!sale) return "nothing waits";
  if (chance.hits(200)) await openPage(world, terminal, "/sales/parked");
  terminal.saleId = sale.id;
  const paymentId = lastPaymentId(world, sale.id);
  return await doDeed(world, terminal, { event: "recall", path: `/sales/${sale.id}/recall`, paymentId });
}

async function giveUp({ world, terminal, sale, ownPayment }: Scene): Promise<string> {
  const paymentId = ownPayment?.id ?? lastPaymentId(world, sale?.id);
  const payment = world.books.payments.find((one) => one.id === paymentId);
  const who = payment && world.chance.steps.hits(500) ? holderIn(world, payment) ?? terminal : terminal;
  return await doDeed(world, who, {
    event: "give the sale up",
    path: `/sales/${sale?.id}/voiding`,
    fields: { reason: world.chance.steps.pick(["changed_mind", "mistake", "payment_failed", "other"]) ?? "other" },
    paymentId,
  });
}

async function goOn({ world, terminal }: Scene): Promise<string> {
  const page = await openPage(world, terminal, "/");
  terminal.saleId = /sal_\w+/.exec(page.path)?.[0] ?? null;
  return `${terminal.name} goes on`;
}

function lastPaymentId(world: Scene["world"], saleId: string | undefined): string | undefined {
  return world.books.payments.findLast((payment) => payment.saleId === saleId)?.id;
}
