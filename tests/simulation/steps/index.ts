import { attentionSteps } from "./attention.ts";
import { basketSteps } from "./basket.ts";
import { callbackSteps } from "./callbacks.ts";
import { exchangeSteps } from "./exchanges.ts";
import { klarnaSteps } from "./klarna.ts";
import { mailSteps } from "./mails.ts";
import { machineSteps, standstill } from "./machine.ts";
import { paymentSteps } from "./payments.ts";
import { pickUpSteps } from "./pick-ups.ts";
import { type Scene, type Step } from "./step.ts";
import { returnSteps } from "./returns.ts";
import { shiftSteps } from "./shifts.ts";
import { rushSteps } from "./rush.ts";
import { silenceSteps } from "./silence.ts";
import { tenderSteps } from "./tenders.ts";

/** Everything that can happen on a shop day. */
export const STEPS: Step[] = [
  ...basketSteps,
  ...tenderSteps,
  ...paymentSteps,
  ...pickUpSteps,
  ...returnSteps,
  ...attentionSteps,
  ...rushSteps,
  ...silenceSteps,
  ...exchangeSteps,
  ...mailSteps,
  ...shiftSteps,
  ...klarnaSteps,
  ...callbackSteps,
  ...machineSteps,
  ...standstill,
];

/** What can happen while the till waits for Klarna: everything that does not wait for the till's own loop. */
export const MEANWHILE: Step[] = [
  ...tenderSteps,
  ...paymentSteps,
  ...pickUpSteps,
  ...returnSteps,
  ...attentionSteps,
  ...exchangeSteps,
  ...mailSteps,
  ...shiftSteps,
  ...klarnaSteps,
  ...callbackSteps,
  ...standstill,
];

/** What happens next here. */
export function nextStep(scene: Scene, steps: readonly Step[]): Step {
  const step = scene.world.chance.steps.weigh(steps, (one) => one.weight(scene));
  if (!step) throw new Error("nothing can happen any more");
  return step;
}
