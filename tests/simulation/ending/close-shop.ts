import { drain } from "../life.ts";
import { LONGEST_LIMIT_MS } from "../../../src/domain/payment.ts";
import type { Books } from "../books.ts";
import { linkOf, reviews } from "../steps/klarna.ts";
import type { World } from "../world.ts";
import { checkAgreement, isEndedEarly } from "./agreement.ts";
import { bringBack, finishSales, settleRefunds } from "./finish-sales.ts";
import { checkHandedOver } from "./handed-over.ts";
import { checkLedger } from "./ledger.ts";
import { checkCancelled, checkCaptured, checkEnded, checkMailed, checkNight } from "./liveness.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** A quarter of an hour: at first every look, then until the longest back-off is over, and what follows from that look. */
const A_QUARTER = [SECOND, 5 * SECOND, 24 * SECOND, 150 * SECOND, 7 * MINUTE, MINUTE, MINUTE, MINUTE, 2 * MINUTE];
const TEN_MORE_MINUTES = [6 * MINUTE, MINUTE, MINUTE, MINUTE, MINUTE];
/** The longest that a till's own limit can still lie ahead. */
const ALL_LIMITS = [20 * MINUTE, LONGEST_LIMIT_MS - 20 * MINUTE, SECOND, 10 * SECOND, 5 * MINUTE];
const A_DAY = 24 * 60 * MINUTE;
/** Until the end of every link, and the look that comes within an hour of it. */
const TWO_DAYS = [47 * 60 * MINUTE, 60 * MINUTE, 60 * MINUTE];
const AN_HOUR = [SECOND, 10 * SECOND, 50 * SECOND, 9 * MINUTE, 50 * MINUTE];

/** Holds everything against the invariants again; false when something does not hold. */
type Observe = (before: Books) => boolean;

/**
 * The end of the day: nothing goes wrong any more, customers finish or leave, time passes. What was promised for then must
 * have happened, every sale can be brought to an end, and both books say the same.
 */
export async function closeShop(world: World, observe: Observe): Promise<void> {
  const { weather } = world;
  clearTrouble(world);
  let holds = letCustomersFinish(world);
  const wait = async (times: readonly number[]) => {
    for (const ms of times) {
      if (!holds) return;
      const before = world.books;
      world.clock.advance(ms);
      await drain(world);
      holds = observe(before);
    }
  };
  const act = async (deed: (world: World) => Promise<void>) => {
    if (!holds) return;
    const before = world.books;
    await deed(world);
    holds = observe(before);
  };
  const check = (checks: ((world: World) => void)[]) => {
    for (const one of checks) if (holds) one(world);
    holds = holds && world.complaints.length === 0;
  };
  world.trace.add("the shop closes: nothing goes wrong any more");
  await wait(A_QUARTER);
  // A clock that was set back moves every due time on by as much.
  if (world.faults.has("X9")) await wait(TEN_MORE_MINUTES);
  check([checkCancelled]);
  await wait(ALL_LIMITS);
  check([checkEnded]);
  await act(finishSales);
  await wait(AN_HOUR);
  await act((world) => bringBackIn(world, weather));
  await wait(AN_HOUR);
  await act(settleRefunds);
  await wait(AN_HOUR);
  check([checkCancelled, checkCaptured, checkHandedOver, checkEnded, checkAgreement]);
  if (holds) giveBackInPortal(world);
  // In the night each order is read again, one a second.
  await wait([A_DAY, ...world.simulator.control.listOrders().map(() => SECOND)]);
  check([checkNight, checkHandedOver, checkMailed, agreesAfterNight, checkLedger]);
  await wait(world.look().payments.some(isEndedEarly) ? TWO_DAYS : []);
  check([checkCancelled, checkNight, agreesAfterNight]);
}

function agreesAfterNight(world: World): void {
  checkAgreement(world, "after the night");
}

/** Klarna has given money back seldom enough by then for something to go wrong with it now. */
async function bringBackIn(world: World, weather: World["weather"]): Promise<void> {
  world.weather = weather;
  await bringBack(world);
  await drain(world);
  clearTrouble(world);
}

function clearTrouble(world: World): void {
  const { control } = world.simulator;
  world.weather = { perThousand: 0, only: [] };
  world.racePerThousand = 0;
  world.troubles.clear();
  control.clearFaults();
  control.setSwitches({ fraudStatus: "ACCEPTED", callbacks: "hold" });
}

/** Reviews end, and whoever stands before an open page pays or walks away. */
function letCustomersFinish(world: World): boolean {
  const { control } = world.simulator;
  const { steps: chance } = world.chance;
  for (const order of reviews(world)) {
    control.decideFraud(order.order_id, chance.hits(500) ? "ACCEPTED" : "REJECTED");
  }
  for (const payment of world.look().payments) {
    const session = control.findSession(linkOf(payment));
    if (!session || session.isExpired || chance.hits(600)) continue;
    try {
      control.approve(session.sessionId);
    } catch { /* it was over, they stood before an ID check, or their payment session ran out */ }
  }
  return true;
}

/** In the evening the owner sits at home before Klarna's portal, and gives some money back there. */
function giveBackInPortal(world: World): void {
  const { control } = world.simulator;
  const { steps: chance } = world.chance;
  for (const order of control.listOrders()) {
    if (world.touchedOrders.has(order.order_id) || order.captured_amount === 0 || !chance.hits(200)) continue;
    world.touchedOrders.add(order.order_id);
    const amount = Math.max(1, Math.floor(order.captured_amount / 3));
    if (control.actInPortal(order.order_id, "refund", amount)) world.trace.add(`  in the portal: refund of ${amount}`);
  }
}
