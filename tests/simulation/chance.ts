import { createHash } from "node:crypto";

/** Chance from a seed: the same seed gives the same throws. One of its own for each who throws, so that none disturbs another. */
export type Chance = {
  /** 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number;
  /** Whether a thing that happens so many times in a thousand happens now. */
  hits(perThousand: number): boolean;
  pick<Value>(values: readonly Value[]): Value | undefined;
  /** One of the values, each as likely as its weight; undefined when none weighs anything. */
  weigh<Value>(values: readonly Value[], weightOf: (value: Value) => number): Value | undefined;
  bytes(count: number): Uint8Array;
};

export function createChance(seed: number, purpose: string): Chance {
  const next = sfc32(createHash("sha256").update(`${seed} ${purpose}`).digest());
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    hits: (perThousand) => below(1_000) < perThousand,
    pick: (values) => values[below(values.length)],
    weigh(values, weightOf) {
      const weights = values.map(weightOf);
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => weight > 0 && (left -= weight) < 0);
      return values[index];
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  };
}

/** A small fast generator with 128 bits of state, by Chris Doty-Humphrey. */
function sfc32(seed: Uint8Array): () => number {
  const words = new DataView(seed.buffer, seed.byteOffset, 16);
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => words.getUint32(at)) as [number, number, number, number];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / 2 ** 32;
  };
}
