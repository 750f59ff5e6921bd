import { LAPSES_SOON_MS } from "../../../src/domain/attention.ts";
import type { RequestKind } from "../../../src/simulator/simulator.ts";
import type { Books } from "../books.ts";
import { drain } from "../life.ts";
import { short } from "../trace.ts";
import type { World } from "../world.ts";
import type { Scene, Step } from "./step.ts";

type Wish = Books["wishes"][number];

const MINUTE = 60_000;
/** So long a wish may go without an answer before a person is called, where Klarna is there and answers nothing of use. */
const PATIENCE_MS = 60 * MINUTE;
/** Whoever gets no answer at all is more patient: all of Klarna is away then. */
const AWAY = ["unreachable", "timeout", "connection_lost"];

const REQUESTS: Partial<Record<Wish["kind"], RequestKind>> = {
  capture: "capture",
  refund: "refund",
  release: "cancelOrder",
  release_rest: "releaseRemaining",
};

/** What Klarna does not do for hours, long before the end of the day at which everything is well again. */
export const silenceSteps: Step[] = [
  {
    name: "Klarna breaks for hours over a wish",
    weight: ({ world }) => openWishes(world).length > 0 ? 15 : 0,
    take: breakForHours,
  },
];

function openWishes({ books }: World): Wish[] {
  return books.wishes.filter(({ kind, state }) => (state === "asked" || state === "unknown") && REQUESTS[kind]);
}

async function breakForHours({ world }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const { life } = world;
  const wish = chance.pick(openWishes(world));
  const kind = wish && REQUESTS[wish.kind];
  if (!kind) return "Klarna owes nothing";
  // Nobody comes between: whoever answered the call would leave nothing to be seen.
  const races = world.racePerThousand;
  world.racePerThousand = 0;
  world.troubles.brew(kind, { id: "K5", way: 0 }, Infinity);
  const quarters = 8 + chance.below(5);
  for (let passed = 0; passed < quarters && !life.isDead; passed++) {
    world.clock.advance(15 * MINUTE);
    await drain(world);
  }
  if (!life.isDead) checkCalled(world, wish.kind);
  world.troubles.end(kind);
  world.racePerThousand = races;
  return `Klarna breaks over every ${kind} for ${quarters / 4} h`;
}

/** L2, L3: a person was called for what Klarna does not answer, and for the approval that runs out over it. */
function checkCalled(world: World, kind: Wish["kind"]): void {
  const now = world.clock.now();
  const { payments, attention } = world.look();
  for (const wish of openWishes(world).filter((one) => one.kind === kind && one.askedAt <= now - PATIENCE_MS)) {
    const payment = payments.find(({ id }) => id === wish.paymentId);
    const isTried = payment !== undefined && payment.failedChecks > 0 && !AWAY.includes(payment.failureCode ?? "");
    const isCalled = (kind: string) =>
      attention.some((item) => item.paymentId === wish.paymentId && item.closedAt === null && item.kind === kind);
    if (isTried && !isCalled("no_answer")) {
      world.complain("L3", `nobody was called for the ${wish.kind} of ${short(wish.id)} that Klarna does not answer`);
    }
    const endsAt = payment?.status === "authorized" ? payment.authorizationExpiresAt : null;
    if (isTried && endsAt !== null && endsAt - now < LAPSES_SOON_MS && !isCalled("about_to_lapse")) {
      world.complain("L3", `nobody was called for ${payment.reference}, which runs out unanswered`);
    }
  }
}
