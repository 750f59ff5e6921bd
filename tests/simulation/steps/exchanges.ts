import { linesIn, tendersIn } from "../books.ts";
import type { World } from "../world.ts";
import { doDeed } from "./deed.ts";
import { beginExchangeOf, finished, hasGoods, pickFinished } from "./returns.ts";
import type { Scene, Step } from "./step.ts";

/** Somebody wants something else for what comes back: it is set aside, rung up and paid for as any sale. */
export const exchangeSteps: Step[] = [
  { name: "begins an exchange", weight: beginWeight, take: begin },
  { name: "lets what comes back pay", weight: (scene) => wantsCredit(scene) ? 16 : 0.02, take: press("start") },
  { name: "changes the basket after all", weight: (scene) => isCredited(scene) ? 0.6 : 0, take: press("undo") },
  { name: "stops the exchange", weight: (scene) => isUnderWay(scene) ? 0.4 : 0, take: press("stop") },
];

function beginWeight({ world }: Scene): number {
  return finished(world).some(({ id }) => hasGoods(world, id)) ? 7 : 0;
}

/** The new sale is what lies on the counter from then on. */
async function begin({ world, terminal }: Scene): Promise<string> {
  const known = new Set(world.books.exchanges.map(({ id }) => id));
  const said = await beginExchangeOf(world, terminal, pickFinished(world));
  const begun = newExchange(world, known);
  if (begun) terminal.saleId = begun.newSaleId;
  return said;
}

function newExchange(world: World, known: ReadonlySet<string>) {
  return world.look().exchanges.find(({ id, endedAt }) => !known.has(id) && endedAt === null);
}

function isUnderWay({ world, sale }: Scene): boolean {
  return world.books.exchanges.some((one) => one.newSaleId === sale?.id && one.endedAt === null);
}

function isCredited(scene: Scene): boolean {
  const { world, sale } = scene;
  return isUnderWay(scene) && tendersIn(world.books, sale?.id ?? "").some(({ kind }) => kind === "exchange");
}

function wantsCredit(scene: Scene): boolean {
  const { world, sale, dueMinor } = scene;
  return isUnderWay(scene) && linesIn(world.books, sale?.id ?? "").length > 0 && dueMinor > 0 && !isCredited(scene);
}

function press(what: "start" | "undo" | "stop"): Step["take"] {
  return async ({ world, terminal, sale, ownPayment }) => {
    const isOld = what === "start" && world.chance.steps.hits(60);
    const version = String((sale?.version ?? 1) - (isOld ? 1 : 0));
    const path = `/sales/${sale?.id}/exchange`;
    const fields = { do: what, version };
    return await doDeed(world, terminal, { event: `${what} exchange`, isOld, path, fields, paymentId: ownPayment?.id });
  };
}
