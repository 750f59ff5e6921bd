import { isClosable, recommendedFor } from "../../../src/domain/attention.ts";
import type { Books } from "../books.ts";
import type { Terminal } from "../terminal.ts";
import type { World } from "../world.ts";
import { doDeed } from "./deed.ts";
import type { Scene, Step } from "./step.ts";

type Item = Books["attention"][number];

/** What is pressed on the list of what waits for a person; what has a window or a page of its own is pressed there. */
export const attentionSteps: Step[] = [
  { name: "asks for a refused capture again", weight: weightOf("capture", 1.5), take: press("capture") },
  { name: "asks for a refused release again", weight: weightOf("release", 1.5), take: press("release") },
  { name: "books a capture that was found", weight: weightOf("booking", 4), take: press("booking") },
  { name: "puts a call away", weight: ({ world }) => open(world).length > 0 ? 0.25 : 0, take: putAway },
];

const KINDS = { capture: "capture_refused", release: "release_refused", booking: "captured_elsewhere" } as const;
const EVENTS = { capture: "capture again", release: "release again", booking: "book a capture" } as const;

function open({ books }: World): Item[] {
  return books.attention.filter(({ closedAt }) => closedAt === null);
}

function ofKind(world: World, noun: keyof typeof KINDS): Item[] {
  return open(world).filter(({ kind }) => kind === KINDS[noun]);
}

function weightOf(noun: keyof typeof KINDS, weight: number): Step["weight"] {
  return ({ world }) => ofKind(world, noun).length > 0 ? weight : 0;
}

/** Whoever may answer for it, if one of them is at work; else it is refused. */
export function senior({ world, terminal }: Scene): Terminal {
  return world.terminals.find(({ person }) => person.role !== "cashier") ?? terminal;
}

function press(noun: keyof typeof KINDS): Step["take"] {
  return async (scene) => {
    const { world } = scene;
    const item = world.chance.steps.pick(ofKind(world, noun));
    const deed = {
      event: EVENTS[noun],
      path: `/attention/${item?.id}/${noun}`,
      paymentId: item?.paymentId ?? undefined,
    };
    return await doDeed(world, senior(scene), deed);
  };
}

/** Mostly one for which nothing else is recommended; now and then any, which may be refused. */
async function putAway(scene: Scene): Promise<string> {
  const { world } = scene;
  const { steps: chance } = world.chance;
  const item = chance.weigh(open(world), (one) => isForClosing(world, one) ? 6 : 1);
  const path = `/attention/${item?.id}/closing`;
  const fields = { reason: chance.hits(950) ? "by chance" : " " };
  const paymentId = item?.paymentId ?? undefined;
  return `${item?.kind}: ${await doDeed(world, senior(scene), { event: "put a call away", path, fields, paymentId })}`;
}

function isForClosing({ books }: World, { kind, paymentId }: Item): boolean {
  const payment = books.payments.find(({ id }) => id === paymentId);
  return payment !== undefined && isClosable(kind, payment.status) && recommendedFor(kind, payment.status) === "close";
}
