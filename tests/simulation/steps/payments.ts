import { isOutOfReach } from "../../../src/domain/attention.ts";
import { isOver, isUndecided } from "../../../src/domain/payment.ts";
import { openPage } from "../terminal.ts";
import { doDeed } from "./deed.ts";
import { paymentOf, type Scene, type Step, whoActs } from "./step.ts";

/** What is pressed in the payment's window: by whom it belongs to, and sometimes by whoever stands elsewhere. */
export const paymentSteps: Step[] = [
  deed("pass the reminder", "remind", "reminder", (is) => is.undecided ? 1 : 0.05, () => ({ hasAccount: "no" })),
  deed("send the link", "send", "sendings", (is) => is.undecided ? 3 : 0.1, sendFields),
  deed("cancel", "cancel", "cancellation", (is) => is.undecided ? 1.4 : 0.25, cancelFields),
  deed("five more minutes", "extend", "extension", (is) => is.undecided ? 0.6 : 0.1),
  deed("check now", "check", "check", () => 0.6),
  deed("save", "save", "saving", (is) => is.held ? 6 : 0.2),
  deed("release", "release", "release", (is) => is.held ? 0.6 : 0.2),
  deed("keep what came late", "keep", "decision", (is) => is.contested ? 4 : 0.2, () => ({ decision: "keep" })),
  deed(
    "give back what came late",
    "give back",
    "decision",
    (is) => is.contested ? 3 : 0.2,
    () => ({ decision: "release" }),
  ),
  deed("answer the ID check", "answer ID", "id-check", (is) => is.asksForId ? 5 : 0.1, idFields),
  deed("take the bill into the record", "take the bill", "record", (is) => is.held ? 0.5 : 0.08, billFields),
  deed("settle by hand", "settle", "settlement", (is) => is.called ? 2 : 0.15, settleFields),
  { name: "take it over", weight: ({ payment }) => payment ? (isOver(payment.status) ? 0.1 : 0.7) : 0, take: takeOver },
  { name: "look at the window", weight: ({ payment }) => payment ? 1 : 0, take: lookAtWindow },
  { name: "look at the list", weight: () => 0.3, take: lookAtList },
];

type Situation = { undecided: boolean; held: boolean; contested: boolean; asksForId: boolean; called: boolean };

function deed(
  name: string,
  event: string,
  noun: string,
  weight: (is: Situation) => number,
  fields: (scene: Scene) => Record<string, string> = () => ({}),
): Step {
  return {
    name,
    weight: (scene) => scene.payment ? weight(situationOf(scene)) : 0,
    async take(scene) {
      const { world } = scene;
      const payment = paymentOf(scene);
      const terminal = whoActs(scene);
      if (world.chance.steps.hits(150)) await openPage(world, terminal, `/payments/${payment.id}`);
      const path = `/payments/${payment.id}/${noun}`;
      return await doDeed(world, terminal, { event, path, fields: fields(scene), paymentId: payment.id });
    },
  };
}

function situationOf({ world, payment }: Scene): Situation {
  const { books } = world;
  const isHeld = payment?.status === "authorized" && payment.savedAt === null;
  const wasStopped = books.wishes.some((wish) =>
    wish.paymentId === payment?.id && wish.kind === "cancel" && wish.staffId !== null
  );
  const called = books.attention.some((item) => item.paymentId === payment?.id && item.closedAt === null);
  return {
    undecided: payment !== undefined && isUndecided(payment.status),
    held: isHeld,
    contested: isHeld && (wasStopped || payment.correctedAt !== null),
    asksForId: payment !== undefined && payment.idCheckChallenge !== null,
    called: called && payment !== undefined && isUndecided(payment.status),
  };
}

function sendFields({ world }: Scene) {
  return { channel: world.chance.steps.pick(["sms", "email", "qr"]) ?? "qr" };
}

function cancelFields({ world }: Scene): Record<string, string> {
  return world.chance.steps.hits(300) ? { instead: "cash" } : {};
}

function idFields({ world }: Scene) {
  return { answer: world.chance.steps.hits(800) ? "matches" : "differs" };
}

/** The comparison as a window drawn just now shows it. */
function billFields({ world, payment }: Scene) {
  const { customers, bills } = world.books;
  const customer = customers.find((one) => one.id === payment?.customerId);
  const bill = bills.find((one) => one.paymentId === payment?.id);
  return { recordVersion: String(customer?.version ?? 1), billReadAt: String(bill?.readAt ?? 0) };
}

/** Whoever settles by hand looked in the portal first, and gave back there what they say was given back. */
export function settleFields({ world, payment }: Pick<Scene, "world" | "payment">): Record<string, string> {
  const order = payment && world.simulator.control.findOrder(payment.reference);
  if (!order) return { finding: "unpaid" };
  const calls = world.books.attention.filter((item) => item.paymentId === payment.id && item.closedAt === null);
  // Of what Klarna has approved a word is taken only where nobody can ask about it any more.
  if (!isUndecided(payment.status) && !calls.some(isOutOfReach)) return { finding: "returned" };
  world.touchedOrders.add(order.order_id);
  const { control } = world.simulator;
  // Of what was taken in part the portal gives back the part, and lets go of the rest.
  if (!control.actInPortal(order.order_id, "cancel")) {
    control.actInPortal(order.order_id, "refund");
    control.actInPortal(order.order_id, "release");
  }
  return { finding: "returned" };
}

async function takeOver(scene: Scene): Promise<string> {
  const { world, terminal } = scene;
  const payment = paymentOf(scene);
  const path = `/payments/${payment.id}/takeover`;
  const said = await doDeed(world, terminal, { event: "take over", path, paymentId: payment.id });
  if (world.chance.steps.hits(700)) terminal.saleId = payment.saleId;
  return said;
}

async function lookAtWindow(scene: Scene): Promise<string> {
  const { world, terminal } = scene;
  const payment = paymentOf(scene);
  const show = world.chance.steps.pick(["", "?show=cancel", "?show=leave", "?show=settle", "?show=identity"]) ?? "";
  const life = world.life;
  const page = await openPage(world, terminal, `/payments/${payment.id}${show}`);
  if (life.isDead || page.status !== 200) return `${terminal.name} looks at the window: ${page.status}`;
  const now = world.look().payments.find((one) => one.id === payment.id);
  const offersSave = page.text.includes(`action="/payments/${payment.id}/saving"`);
  // Taken in the portal and booked, it is as good as approved for a sale that still counts on it.
  const isGood = now?.status === "authorized" || now?.status === "captured";
  if (offersSave && (!isGood || now.savedAt !== null)) {
    world.complain("M15", `the window offers to save a payment that is ${now?.status}`);
  }
  return `${terminal.name} looks at the window`;
}

async function lookAtList({ world, terminal }: Scene): Promise<string> {
  const filter = world.chance.steps.pick(["all", "open", "attention", "completed", "ended"]) ?? "all";
  const page = await openPage(world, terminal, `/payments?filter=${filter}`);
  return `${terminal.name} looks at the list: ${page.status}`;
}
