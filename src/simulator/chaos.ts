import { z } from "zod";
import { type FaultId, faultIds, troublesOf } from "./fault-catalogue.ts";
import { type CallbackForm, callbackForms, type Fault, faultSchema, type RequestKind } from "./requests.ts";

/**
 * Trouble by chance, from a seed: the same seed and the same requests in the same order give the same trouble. `state`
 * moves on with every throw and is kept, so that a restart goes on where it was.
 */
export const chaosSchema = z.strictObject({
  state: z.int().min(0).max(0xffff_ffff),
  /** Of a thousand requests, and of a thousand callbacks, so many are spoiled. */
  perThousand: z.int().min(0).max(1_000),
  /** Names of the catalogue, K17 for reviews, C1 to C13 for callbacks or C for all of these; everything when left out. */
  only: z.array(z.string()).optional(),
});
export type Chaos = z.infer<typeof chaosSchema>;

/** Where the chaos is kept between throws; null while there is none. */
export type ChaosBook = { read(): Chaos | null; write(chaos: Chaos | null): void };

/** A fault for this request, if chance has one now. What only makes sense for a read is never given to a write. */
export function throwFault(book: ChaosBook, kind: RequestKind): Fault | undefined {
  const chance = openChance(book);
  if (!chance?.isHit()) return undefined;
  const ids = faultIds.filter((id) => chance.knows(id) && fits(id, kind));
  const id = chance.pick(ids);
  const trouble = id && chance.pick(troublesOf(id));
  return trouble && faultSchema.parse({ ...trouble, id, kind });
}

/** How a callback goes wrong: C1 to C13 of the list, as far as they are Klarna's doing; C9 is thrown on its own. */
export type CallbackTrouble = {
  id: string;
  copies: number;
  delayMs: number;
  isLost: boolean;
  body: "full" | "empty" | "unknownStatus" | "forged";
  form: CallbackForm;
  address: "right" | "wrongToken" | "otherSession";
};

/** Trouble for this callback, if chance has some now. */
export function throwCallbackTrouble(book: ChaosBook): CallbackTrouble | undefined {
  const chance = openChance(book);
  if (!chance?.isHit()) return undefined;
  const how = { body: "full", form: "right", address: "right" } as const;
  const plain: CallbackTrouble = { id: "", copies: 1, delayMs: 0, isLost: false, ...how };
  const all: CallbackTrouble[] = [
    { ...plain, id: "C1", copies: 2 + chance.below(19) },
    // Late enough to be overtaken.
    { ...plain, id: "C2", delayMs: 1 + chance.below(60_000) },
    { ...plain, id: "C3", isLost: true },
    { ...plain, id: "C4", delayMs: 1 + chance.below(48 * 3_600_000) },
    { ...plain, id: "C5", body: "forged" },
    { ...plain, id: "C6", address: "wrongToken" },
    { ...plain, id: "C7", address: "otherSession" },
    { ...plain, id: "C8", form: chance.pick(strangeForms) ?? "flood" },
    { ...plain, id: "C11", body: "unknownStatus" },
    { ...plain, id: "C13", body: "empty" },
  ];
  return chance.pick(all.filter(({ id }) => chance.knows(id) || chance.knows("C")));
}

const strangeForms = callbackForms.filter((form) => form !== "right");

/** Whether the shop is called about a page before it is told that there is one. */
export function throwEarlyCall(book: ChaosBook): boolean {
  const chance = openChance(book);
  return chance !== undefined && (chance.knows("C9") || chance.knows("C")) && chance.isHit();
}

/** Whether an order is to be reviewed first, how long, and how that ends. */
export function throwReview(book: ChaosBook): { afterMs: number; decision: "ACCEPTED" | "REJECTED" } | undefined {
  const chance = openChance(book);
  if (!chance?.knows("K17") || !chance.isHit()) return undefined;
  return { afterMs: chance.below(600_000), decision: chance.below(2) === 0 ? "ACCEPTED" : "REJECTED" };
}

function fits(id: FaultId, kind: RequestKind): boolean {
  if (id === "K20") return kind === "readHostedSession";
  if (id === "K16" || id === "K18") return kind === "readOrder";
  return true;
}

function openChance(book: ChaosBook) {
  const chaos = book.read();
  if (!chaos) return undefined;
  let { state } = chaos;
  // Mulberry32: small, and good enough to spread trouble.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    book.write({ ...chaos, state });
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    isHit: () => below(1_000) < chaos.perThousand,
    pick: <Value>(values: readonly Value[]): Value | undefined => values[below(values.length)],
    knows: (name: string) => chaos.only === undefined || chaos.only.includes(name),
  };
}
