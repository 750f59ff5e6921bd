import { calls, lapsing } from "./alarms.ts";
import { cards } from "./cards.ts";
import { LEDGER } from "./ledger.ts";
import { mails } from "./mails.ts";
import { MONEY } from "./money.ts";
import { returns } from "./returns.ts";
import { lookAtBoth, type Seen, type Witness } from "./seen.ts";
import { SHIFTS } from "./shifts.ts";
import { STATE } from "./state.ts";
import { twice } from "./twice.ts";

/** What must hold after every step, by its id in the reliability bar. M14, M15 and M17 are watched where they happen. */
export const INVARIANTS = { ...MONEY, ...LEDGER, ...STATE, ...SHIFTS, calls, cards, lapsing, mails, returns, twice };

/** Holds both books against every invariant. */
export function checkInvariants(world: Witness): Seen {
  const seen = lookAtBoth(world);
  for (const [id, invariant] of Object.entries(INVARIANTS)) {
    for (const text of invariant(seen)) world.complain(id, text);
  }
  world.hints.clear();
  return seen;
}
