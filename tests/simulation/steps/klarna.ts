import { isOver } from "../../../src/domain/payment.ts";
import { countPair } from "../coverage.ts";
import type { Order } from "../invariants/seen.ts";
import { short } from "../trace.ts";
import type { World } from "../world.ts";
import { noteCustomerFaults } from "./human.ts";
import { paymentOf, type Scene, type Step } from "./step.ts";

/** What happens at Klarna: the customer at their phone, whoever decides on risk, and people in Klarna's portal. */
export const klarnaSteps: Step[] = [
  act("opens the link", "customer opens", 4, (world, name) => world.simulator.control.open(name)),
  act("approves", "customer approves", 4, approve),
  act("is declined", "customer is declined", 0.7, (world, name) => world.simulator.control.decline(name)),
  act("goes back", "customer goes back", 0.6, (world, name) => world.simulator.control.back(name)),
  act("cancels", "customer cancels", 0.6, (world, name) => world.simulator.control.cancel(name)),
  act("sees an error", "customer sees an error", 0.3, (world, name) => world.simulator.control.breakDown(name)),
  act("is asked for an ID", "customer is asked for ID", 0.6, (world, name) => world.simulator.control.askForId(name)),
  act("passes the ID check", "customer passes ID", 0.8, (world, name) => world.simulator.control.passIdCheck(name)),
  act("session ends", "session ends", 0.2, (world, name) => world.simulator.control.expireSession(name)),
  { name: "risk decides", weight: ({ world }) => reviews(world).length > 0 ? 2 : 0, take: decideRisk },
  { name: "somebody in the portal", weight: ({ world }) => worthTouching(world) ? 0.6 : 0, take: touchInPortal },
];

/** Something the customer does at the link of a payment. The link may be one whose payment is over for us. */
function act(name: string, event: string, weight: number, move: (world: World, name: string) => unknown): Step {
  return {
    name,
    weight: ({ payment }) => payment?.hostedSessionId ? (isOver(payment.status) ? weight / 4 : weight) : 0,
    take(scene) {
      const { world } = scene;
      const payment = paymentOf(scene);
      countPair(world, payment.status, event);
      noteCustomerFaults(world, event, payment);
      try {
        move(world, linkOf(payment));
        world.movedAt.set(linkOf(payment), world.clock.truth());
        return Promise.resolve(`the customer of ${short(payment.id)} ${name}`);
      } catch (error) {
        return Promise.resolve(`the customer of ${short(payment.id)} ${name}: not now (${String(error).slice(0, 60)})`);
      }
    },
  };
}

/** What the customer holds: the end of the link. Of a session whose answer was lost nobody holds any. */
export function linkOf(payment: { linkUrl: string | null; hostedSessionId: string | null }): string {
  return payment.linkUrl?.split("/").at(-1) ?? payment.hostedSessionId ?? "";
}

/** Approves; where risk wants to look first, the order is under review (K17). */
function approve(world: World, name: string): void {
  const { control } = world.simulator;
  const isReviewed = world.chance.steps.hits(300);
  control.setSwitches({ fraudStatus: isReviewed ? "PENDING" : "ACCEPTED" });
  const { status } = control.approve(name);
  if (isReviewed && status === "COMPLETED") world.countFault("K17");
}

/** Orders that risk still looks at; one that ran out meanwhile is over for everybody. */
export function reviews(world: World) {
  return world.simulator.control.listOrders().filter((order) =>
    order.fraud_status === "PENDING" && order.status === "AUTHORIZED"
  );
}

function decideRisk({ world }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const order = chance.pick(reviews(world));
  const payment = world.books.payments.find((one) => one.reference === order?.merchant_reference1);
  const decision = chance.hits(500) ? "ACCEPTED" : "REJECTED";
  if (!order) return Promise.resolve("nothing is under review");
  if (payment) countPair(world, payment.status, "risk decides");
  try {
    world.simulator.control.decideFraud(order.order_id, decision);
  } catch {
    return Promise.resolve("the review was over already");
  }
  return Promise.resolve(`risk says ${decision} to ${short(payment?.id)}`);
}

/** Rare enough in life, and what a person did to an order ends what can be tried with it. */
function worthTouching(world: World): boolean {
  return world.simulator.control.listOrders().some((order) => !world.touchedOrders.has(order.order_id));
}

function touchInPortal({ world }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const order = chance.pick(world.simulator.control.listOrders());
  const deed = chance.pick(["capture", "refund", "cancel", "release"] as const) ?? "cancel";
  if (!order) return Promise.resolve("no order yet");
  const payment = world.books.payments.find((one) => one.reference === order.merchant_reference1);
  if (payment) countPair(world, payment.status, "somebody in the portal");
  world.touchedOrders.add(order.order_id);
  world.countFault("K18");
  const part = chance.hits(400) ? partOf(world, order, deed) : undefined;
  const isDone = world.simulator.control.actInPortal(order.order_id, deed, part);
  const what = part === undefined ? deed : `${deed} of ${part}`;
  return Promise.resolve(`in the portal: ${what} of ${short(payment?.id)} ${isDone ? "" : "(not offered)"}`);
}

/** Some of what could be taken or given back there, and not all of it; undefined where there is nothing to divide. */
function partOf(world: World, order: Order, deed: "capture" | "refund" | "cancel" | "release"): number | undefined {
  const { remaining_authorized_amount: held, captured_amount: taken, refunded_amount: given } = order;
  const whole = deed === "capture" ? held : deed === "refund" ? taken - given : 0;
  return whole > 1 ? 1 + world.chance.steps.below(whole - 1) : undefined;
}
