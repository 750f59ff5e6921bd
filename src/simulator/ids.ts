/** Where randomness comes from: a number from 0 up to, not including, 1. A seeded one makes every id repeatable. */
export type Random = () => number;

export type Ids = {
  /** UUID-shaped, version 5 unless told: Klarna's session ids were recorded with version nibble 5, never assume 4 [H]. */
  uuid(version?: 4 | 5): string;
  /** Letters and digits, for the short code in a customer's link (example `2OCkffK` [S]). */
  shortCode(): string;
  /** Upper-case letters and digits, as klarna_reference is [S]. */
  klarnaReference(): string;
  /** Two digits and a letter a person can read out, like the documented A78 [S]. */
  challenge(): string;
};

export function createIds(random: Random = systemRandom): Ids {
  const pick = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join("");
  return {
    uuid: (version = 5) =>
      `${pick(hexDigits, 8)}-${pick(hexDigits, 4)}-${version}${pick(hexDigits, 3)}-${pick("89ab", 1)}${
        pick(hexDigits, 3)
      }-${pick(hexDigits, 12)}`,
    shortCode: () => pick(upperLetters + upperLetters.toLowerCase() + digits, 7),
    klarnaReference: () => pick(clearCharacters, 8),
    challenge: () => pick("ABCDEFHJKLMNPRSTUVWXYZ", 1) + pick("23456789", 2),
  };
}

const hexDigits = "0123456789abcdef";
const digits = "0123456789";
const upperLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const clearCharacters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

function systemRandom(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
}
