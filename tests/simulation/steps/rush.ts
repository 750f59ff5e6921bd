import { pressForm, type Terminal } from "../terminal.ts";
import type { World } from "../world.ts";
import { chooseSome, finished, hasGoods, pickFinished, workOut } from "./returns.ts";
import type { Scene, Step } from "./step.ts";

/** What two do at the same moment. */
export const rushSteps: Step[] = [
  { name: "two give the same back", weight: canBoth, take: bothGiveBack },
];

function canBoth({ world }: Scene): number {
  return world.terminals.length > 1 && finished(world).some(({ id }) => hasGoods(world, id)) ? 0.8 : 0;
}

/** Two at two registers have the same pieces of one sale before them, and both give the money back (H9). */
async function bothGiveBack({ world, terminal }: Scene): Promise<string> {
  const other = world.terminals.find((one) => one !== terminal);
  if (!other) return "nobody else is here";
  world.countFault("H9");
  const path = `/sales/${pickFinished(world)}/return`;
  const chosen = chooseSome(world, path.split("/")[2] ?? "");
  const first = await ready(world, terminal, path, chosen);
  const second = await ready(world, other, path, chosen);
  const answers = await Promise.all([first(), second()]);
  return `${terminal.name} and ${other.name} both give it back: ${answers.map(({ status }) => status).join(" and ")}`;
}

async function ready(world: World, terminal: Terminal, path: string, chosen: Record<string, string>) {
  const shown = await workOut(world, terminal, path, chosen);
  return () => pressForm(world, terminal, path, { ...chosen, ...shown, do: "give" });
}
