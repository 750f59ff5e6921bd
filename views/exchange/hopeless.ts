import type { Problem } from "../../src/domain/problem.ts";
import type { ExchangeView } from "./data.ts";

const HOPELESS: readonly Problem["kind"][] = ["exchange_paid_out", "exchange_other_mode", "rest_paid"];

/** Whether what stands in the way of it stays: what leads out of it is another way, of which its steps are none. */
export function isHopeless({ stage, problem }: ExchangeView): boolean {
  return stage === "under_way" && HOPELESS.some((kind) => kind === problem?.kind);
}
