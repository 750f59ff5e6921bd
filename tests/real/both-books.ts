import { checkAgreement } from "../simulation/ending/agreement.ts";
import { checkHandedOver } from "../simulation/ending/handed-over.ts";
import { checkCancelled, checkCaptured } from "../simulation/ending/liveness.ts";
import { checkInvariants, INVARIANTS } from "../simulation/invariants/index.ts";
import { lookAtBoth, type Witness } from "../simulation/invariants/seen.ts";
import type { Books } from "../simulation/books.ts";
import type { Pair } from "./pair.ts";
import type { KlarnaBook } from "./simulator-process.ts";

/** Klarna's answers are at most ten seconds late, and every payment is looked at right after a start. */
const LONGEST_REST_MS = 30_000;
const A_MOMENT_MS = 100;

/**
 * What does not hold in the book that a killed till left, held against Klarna's: every invariant but that of due times,
 * since whoever was about to look is gone. Empty when all is well.
 */
export async function complaintsOfDead(pair: Pair): Promise<string[]> {
  const books = await pair.lookAtDead();
  const { world, complaints } = witness(pair, books, await pair.klarna.look());
  const seen = lookAtBoth(world);
  for (const [id, invariant] of Object.entries(INVARIANTS)) {
    if (id !== "M16") complaints.push(...invariant(seen).map((text) => `${id}: ${text}`));
  }
  return complaints;
}

/**
 * Waits until both books say the same and everything holds, and gives what still does not when it has waited long
 * enough. Nobody may act meanwhile. `shop`: whether payments may still be undecided.
 */
export async function complaintsAtRest(pair: Pair, shop: "open" | "closed"): Promise<string[]> {
  const deadline = performance.now() + LONGEST_REST_MS;
  while (true) {
    // Ours first: what Klarna has then can only be as new or newer.
    const { world, complaints } = witness(pair, pair.look(), await pair.klarna.look());
    checkInvariants(world);
    checkCancelled(world);
    checkCaptured(world);
    checkHandedOver(world);
    checkAgreement(world, shop);
    if (complaints.length === 0 || performance.now() > deadline) return [...new Set(complaints)];
    await new Promise((resolve) => setTimeout(resolve, A_MOMENT_MS));
  }
}

/** Both books at one moment, as the invariants of the simulation want to see them; nothing was spoiled on the way. */
function witness({ people }: Pair, books: Books, klarna: KlarnaBook): { world: Witness; complaints: string[] } {
  const complaints: string[] = [];
  const world: Witness = {
    books,
    look: () => books,
    clock: { now: () => Date.now() },
    simulator: {
      control: {
        listOrders: () => klarna.orders,
        listSessions: () => klarna.sessions,
        listMessages: () => klarna.messages,
        findOrder: (reference) => klarna.orders.find((order) => order.merchant_reference1 === reference),
      },
    },
    people,
    struck: new Map(),
    touchedOrders: new Set(),
    hints: new Map(),
    letters: new Map(),
    sentAgain: new Map(),
    asked: { lastAbout: new Map() },
    complain: (id, text) => void complaints.push(`${id}: ${text}`),
  };
  return { world, complaints };
}
