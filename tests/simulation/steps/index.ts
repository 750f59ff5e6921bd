import { basketSteps } from "./basket.ts";
import { callbackSteps } from "./callbacks.ts";
import { exchangeSteps } from "./exchanges.ts";
import { klarnaSteps } from "./klarna.ts";
import { machineSteps } from "./machine.ts";
import { paymentSteps } from "./payments.ts";
import { pickUpSteps } from "./pick-ups.ts";
import { type Scene, type Step } from "./step.ts";
import { returnSteps } from "./returns.ts";
import { tenderSteps } from "./tenders.ts";

/** Everything that can happen on a shop day. */
export const STEPS: Step[] = [
  ...basketSteps,
  ...tenderSteps,
  ...paymentSteps,
  ...pickUpSteps,
  ...returnSteps,
  ...exchangeSteps,
  ...klarnaSteps,
  ...callbackSteps,
  ...machineSteps,
];

/** What can happen while the till waits for Klarna: everything that does not wait for the till's own loop. */
export const MEANWHILE: Step[] = [
  ...tenderSteps,
  ...paymentSteps,
  ...pickUpSteps,
  ...returnSteps,
  ...exchangeSteps,
  ...klarnaSteps,
  ...callbackSteps,
];

/** What happens next here. */
export function nextStep(scene: Scene, steps: readonly Step[]): Step {
  const step = scene.world.chance.steps.weigh(steps, (one) => one.weight(scene));
  if (!step) throw new Error("nothing can happen any more");
  return step;
}
