import { type FaultId, faultIds, troublesOf } from "../../src/simulator/fault-catalogue.ts";
import type { RequestKind } from "../../src/simulator/simulator.ts";
import type { Chance } from "./chance.ts";

/** How the line to Klarna goes wrong this time: one way of one name of the simulator's catalogue. */
export type Trouble = { id: FaultId; way: number };

/** How much goes wrong in one history, and what. */
export type Weather = { perThousand: number; only: readonly FaultId[] };

const READS: readonly RequestKind[] = ["readHostedSession", "readOrder"];

/** Where a name can happen at all: an order runs out after it was read, an older answer needs something that changes. */
const FITS: Partial<Record<FaultId, readonly RequestKind[]>> = {
  K15: READS,
  K16: ["readOrder"],
  K18: ["readOrder"],
  K20: ["readHostedSession"],
};
/** Ways that only say something where an answer has a body. */
const NEEDS_BODY: readonly FaultId[] = ["K11", "K12", "K13"];
const BODILESS: readonly RequestKind[] = [
  "disableHostedSession",
  "distribute",
  "updatePaymentSession",
  "cancelOrder",
  "extendAuthorization",
  "sendOut",
];
/** What fits few requests comes more often there; what ends a session comes rarely, or none would live to see another. */
const RARE: Partial<Record<FaultId, number>> = { K16: 8, K12: 3, K20: 1, K10: 0.6 };

/** What may leave us without the answer to something that was done. */
export const LOSING: readonly FaultId[] = ["K3", "K4", "K5"];

/** Throws trouble for requests, one after the other; a storm goes on over the next requests of its kind. */
export function createTroubles(chance: Chance) {
  const storms = new Map<RequestKind, { trouble: Trouble; left: number }>();
  return {
    next(kind: RequestKind, weather: Weather): Trouble | null {
      const storm = storms.get(kind);
      if (storm) {
        if (--storm.left <= 0) storms.delete(kind);
        return storm.trouble;
      }
      // There are few of those that move money, and most is at stake with them.
      const isMoney = ["capture", "refund", "cancelOrder"].includes(kind);
      if (!chance.hits(isMoney ? 3 * weather.perThousand : weather.perThousand)) return null;
      const fitting = weather.only.filter((id) => fits(id, kind));
      const id = chance.weigh(fitting, (one) => isMoney && LOSING.includes(one) ? 3 : RARE[one] ?? 1);
      if (!id) return null;
      const trouble = { id, way: chance.below(troublesOf(id).length) };
      const times = troublesOf(id)[trouble.way]?.times ?? 1;
      if (times > 1) storms.set(kind, { trouble, left: times - 1 });
      return trouble;
    },
    /** The next requests of this kind meet with the same trouble. */
    brew(kind: RequestKind, trouble: Trouble, left: number): void {
      storms.set(kind, { trouble, left });
    },
    /** What was brewed for them is over. */
    end: (kind: RequestKind) => void storms.delete(kind),
    /** The weather clears. */
    clear: () => storms.clear(),
  };
}

function fits(id: FaultId, kind: RequestKind): boolean {
  if (NEEDS_BODY.includes(id) && BODILESS.includes(kind)) return false;
  return FITS[id]?.includes(kind) ?? true;
}

/** How far Klarna's clock is from ours, for the whole day (K19): it does not jump. */
export function throwSkew(chance: Chance): number {
  return chance.hits(250) ? (chance.hits(500) ? 1 : -1) * chance.below(600_000) : 0;
}

/** What strikes a request; a clock that is off does not, it just is. */
const STRIKING = faultIds.filter((id) => id !== "K19");

/** Nothing goes wrong. */
export const CALM: Weather = { perThousand: 0, only: [] };

/** The weather of one history: mostly fair, sometimes all kinds of trouble, sometimes much of one kind. */
export function throwWeather(chance: Chance): Weather {
  const kind = chance.below(10);
  if (kind < 2) return CALM;
  if (kind < 5) return { perThousand: 60, only: STRIKING };
  if (kind < 8) return { perThousand: 200, only: STRIKING };
  const some = STRIKING.filter(() => chance.hits(200));
  return { perThousand: 350, only: some.length > 0 ? some : STRIKING };
}
