/** Where every random byte comes from: ids, tokens, salts, keys. Tests hand in a seeded one. */
export type Random = { bytes(count: number): Uint8Array };

export const systemRandom: Random = {
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
};
