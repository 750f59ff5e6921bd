import { demoCategories } from "../../../db/demo-shop.ts";
import { formatId, ID_RANDOM_BYTES } from "../../../src/domain/ids.ts";
import { openPage } from "../terminal.ts";
import type { World } from "../world.ts";
import { doDeed } from "./deed.ts";
import { paymentOf, type Scene, type Step } from "./step.ts";

const CODES = demoCategories.flatMap((category) => category.products.map((product) => product.code));

/** What is rung up, changed and tied to somebody. */
export const basketSteps: Step[] = [
  {
    name: "rings up",
    weight: ({ lines, ownPayment }) => ownPayment ? 0.4 : lines.length === 0 ? 12 : 1.5,
    take: ringUp,
  },
  {
    name: "changes a line",
    weight: ({ lines, ownPayment }) => lines.length && (ownPayment ? 0.6 : 1),
    take: changeLine,
  },
  {
    name: "sells a gift card",
    weight: ({ lines, ownPayment }) => ownPayment ? 0.1 : lines.length === 0 ? 1 : 0.4,
    take: sellGiftCard,
  },
  {
    name: "sells a gift card for cash",
    weight: ({ world, lines, ownPayment }) =>
      ownPayment || lines.length > 0 ? 0 : world.books.cards.length < 2 ? 3 : 0.3,
    take: sellPaidCard,
  },
  { name: "chooses somebody", weight: wantsCustomer, take: chooseCustomer },
  { name: "puts somebody on file", weight: ({ sale }) => sale?.status === "open" ? 0.4 : 0, take: addCustomer },
  { name: "changes a record", weight: ({ sale }) => sale?.customerId ? 0.5 : 0, take: changeRecord },
  {
    name: "changes the contact in the window",
    weight: ({ payment }) => payment?.customerId ? 0.8 : 0,
    take: changeContact,
  },
];

async function ringUp({ world, terminal, sale }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  if (!sale || sale.status === "completed" || sale.status === "voided") {
    terminal.saleId = formatId("sal", world.clock.now(), chance.bytes(ID_RANDOM_BYTES));
  }
  const typed = chance.pick(CODES) ?? "";
  const quantity = String(1 + chance.below(3));
  return `${typed} ${await doDeed(world, terminal, {
    event: "scan",
    path: `/sales/${terminal.saleId}/lines`,
    fields: { typed, quantity },
    paymentId: openPaymentId(world, terminal.saleId),
  })}`;
}

/** Mostly a new one; a few printed ones are sold again and again. */
async function sellGiftCard({ world, terminal, sale }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  if (!sale || sale.status === "completed" || sale.status === "voided") terminal.saleId = newSaleId(world);
  return await doDeed(world, terminal, {
    event: "sell a gift card",
    path: `/sales/${terminal.saleId}/gift-cards`,
    fields: {
      amount: String(1 + chance.below(80)),
      number: chance.hits(400) ? `PRINTED${chance.below(3)}` : "",
    },
    paymentId: openPaymentId(world, terminal.saleId),
  });
}

/** A whole short sale, so that there is something to pay with later. */
async function sellPaidCard(scene: Scene): Promise<string> {
  const { world, terminal } = scene;
  const sold = await sellGiftCard(scene);
  const path = `/sales/${terminal.saleId}`;
  const sale = world.look().sales.find((one) => one.id === terminal.saleId);
  const cash = { kind: "cash", given: "100", version: String(sale?.version ?? 0) };
  const paid = await doDeed(world, terminal, { event: "take cash", path: `${path}/tenders`, fields: cash });
  return `${sold}; ${paid}; ${await doDeed(world, terminal, { event: "complete", path: `${path}/completion` })}`;
}

async function changeLine({ world, terminal, sale }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const line = chance.pick(world.books.lines.filter((one) => one.saleId === sale?.id));
  const noun = line?.removedAt ? "restoration" : chance.hits(500) ? "quantity" : "removal";
  // Somebody else's change in between makes the version an old one.
  const isOld = chance.hits(100);
  const version = String((sale?.version ?? 1) - (isOld ? 1 : 0));
  const quantity = String(chance.below(5));
  return await doDeed(world, terminal, {
    event: "change a line",
    isOld,
    path: `/sales/${sale?.id}/lines/${line?.id}/${noun}`,
    fields: noun === "quantity" ? { version, quantity } : { version },
    paymentId: openPaymentId(world, sale?.id ?? null),
  });
}

function wantsCustomer({ sale, ownPayment }: Scene): number {
  if (sale?.status !== "open") return 0.1;
  return ownPayment ? 0.3 : sale.customerId === null ? 6 : 0.3;
}

async function chooseCustomer({ world, terminal, sale }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const customerId = chance.hits(50) ? "" : chance.pick(world.books.customers)?.id ?? "";
  return await doDeed(world, terminal, {
    event: "choose a customer",
    path: `/sales/${sale?.id ?? terminal.saleId ?? newSaleId(world)}/customer`,
    fields: { customerId, then: chance.hits(300) ? "klarna" : "basket" },
    paymentId: openPaymentId(world, sale?.id ?? null),
  });
}

async function addCustomer({ world, terminal, sale }: Scene): Promise<string> {
  return await doDeed(world, terminal, {
    event: "choose a customer",
    path: `/sales/${sale?.id}/customers`,
    fields: { ...recordOf(world, {}), then: "basket" },
    paymentId: openPaymentId(world, sale?.id ?? null),
  });
}

async function changeRecord({ world, terminal, sale }: Scene): Promise<string> {
  const customer = world.books.customers.find((one) => one.id === sale?.customerId);
  return await doDeed(world, terminal, {
    event: "change the record",
    path: `/sales/${sale?.id}/customers/${customer?.id}`,
    fields: { ...recordOf(world, customer ?? {}), recordVersion: String(customer?.version ?? 1), then: "basket" },
    paymentId: openPaymentId(world, sale?.id ?? null),
  });
}

async function changeContact(scene: Scene): Promise<string> {
  const { world, terminal } = scene;
  const payment = paymentOf(scene);
  await openPage(world, terminal, `/payments/${payment.id}?show=contact`);
  const customer = world.books.customers.find((one) => one.id === payment.customerId);
  return await doDeed(world, terminal, {
    event: "change the contact",
    path: `/payments/${payment.id}/customer`,
    fields: { ...recordOf(world, customer ?? {}), recordVersion: String(customer?.version ?? 1) },
    paymentId: payment.id,
  });
}

type Known = { givenName?: string; familyName?: string; phone?: string | null; email?: string | null };

/** A record as it may be typed: one of them with a way to be reached that was not there before. */
function recordOf(world: World, known: Known): Record<string, string> {
  const { steps: chance } = world.chance;
  const email = chance.hits(500) ? `sam.${chance.below(1_000)}@example.com` : known.email ?? "";
  return {
    givenName: known.givenName ?? "Sam",
    familyName: known.familyName ?? "Karim",
    phone: chance.hits(700) ? "+447755564318" : "",
    email,
    emailMeant: email,
    street: "14 Mill Lane",
    postalCode: "NN13 0ZZ",
    city: "Brackley",
    country: "GB",
  };
}

function openPaymentId(world: World, saleId: string | null): string | undefined {
  const ofSale = world.books.payments.filter((payment) => payment.saleId === saleId);
  return ofSale.find((payment) => payment.savedAt === null)?.id ?? ofSale[0]?.id;
}

function newSaleId(world: World): string {
  return formatId("sal", world.clock.now(), world.chance.steps.bytes(ID_RANDOM_BYTES));
}
