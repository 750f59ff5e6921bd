import { isOver } from "../../../src/domain/payment.ts";
import type { Books } from "../books.ts";
import { openPage, type Terminal } from "../terminal.ts";
import type { World } from "../world.ts";
import { doDeed } from "./deed.ts";
import type { Scene, Step } from "./step.ts";

/** What is done with a drawer, from its float to its closing. */
export const shiftSteps: Step[] = [
  { name: "counts the float", weight: () => 0.3, take: countFloat },
  { name: "moves cash", weight: () => 0.2, take: moveCash },
  { name: "closes the shift", weight: (scene) => openHere(scene).length > 0 ? 0.8 : 0.25, take: closeShift },
];

/** The open payments of this register. */
function openHere({ world, terminal }: Scene): Books["payments"] {
  return openAt(world.books, terminal.registerId);
}

function openAt({ payments }: Books, registerId: string): Books["payments"] {
  return payments.filter((one) =>
    !isOver(one.status) && one.savedAt === null && (one.heldByRegisterId ?? one.registerId) === registerId
  );
}

async function countFloat({ world, terminal }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const fields = { float: String(chance.below(300)), floatReason: chance.hits(800) ? "by chance" : "" };
  return await doDeed(world, terminal, { event: "count the float", path: "/shift/float", fields });
}

async function moveCash({ world, terminal }: Scene): Promise<string> {
  const way = world.chance.steps.hits(500) ? "in" : "out";
  const fields = { [`${way}Amount`]: String(1 + world.chance.steps.below(50)), [`${way}Reason`]: "by chance" };
  return await doDeed(world, terminal, { event: "move cash", path: `/shift/cash-${way}`, fields });
}

/** The drawer is counted, and the shift closed as its page says: mostly with every open payment ticked (H11). */
async function closeShift(scene: Scene): Promise<string> {
  const { world, terminal } = scene;
  const { steps: chance } = world.chance;
  const count = { total: String(chance.below(500)) };
  const counted = await doDeed(world, terminal, { event: "count the drawer", path: "/shift/counts", fields: count });
  const life = world.life;
  const { text } = await openPage(world, terminal, "/shift/closing");
  if (life.isDead) return counted;
  const open = [...text.matchAll(/name="carried" value="(pay_\w+)"/g)].map(([, id = ""]) => id);
  const number = /name="count" value="(\d+)"/.exec(text)?.[1] ?? "1";
  if (open.length > 0) world.countFault("H11");
  const ticked = open.filter(() => !chance.hits(200));
  const paymentId = chance.pick(openHere(scene))?.id;
  const said = await close(world, terminal, { paymentId, carried: ticked, number });
  return `${counted}; ${said}`;
}

/** P15: nothing that is open is left behind unnamed, whatever the page showed. */
async function close(
  world: World,
  terminal: Terminal,
  { paymentId, carried, number }: { paymentId: string | undefined; carried: readonly string[]; number: string },
): Promise<string> {
  const { steps: chance } = world.chance;
  const before = world.look();
  const openBefore = openAt(before, terminal.registerId);
  const reason = chance.hits(900) ? "by chance" : "";
  const fields = { count: number, reason, left: chance.hits(500) ? "0" : "", carried };
  const deed = { event: "close the shift", path: "/shift/closing", fields, paymentId };
  const said = await doDeed(world, terminal, deed);
  if (world.life.isDead) return said;
  const after = world.look();
  for (const report of after.zReports.slice(before.zReports.length)) {
    const named = after.carried.filter(({ zReportId }) => zReportId === report.id).map((one) => one.paymentId);
    const isHere = (payment: { id: string }) => openAt(after, report.registerId).some(({ id }) => id === payment.id);
    const isNamed = (id: string) => carried.includes(id) && named.includes(id);
    const forgotten = report.registerId === terminal.registerId
      ? openBefore.filter((one) => isHere(one) && !isNamed(one.id))
      : [];
    for (const one of forgotten) world.complain("P15", `${one.reference} was open, and nobody named it at the closing`);
  }
  return said;
}
