/** What an id may stand for; the prefix says it wherever the id turns up. */
export type IdPrefix =
  | "act"
  | "att"
  | "cap"
  | "cat"
  | "cdt"
  | "cev"
  | "cus"
  | "dsp"
  | "evt"
  | "gce"
  | "gif"
  | "hnd"
  | "jnl"
  | "kla"
  | "lin"
  | "mal"
  | "pay"
  | "pbk"
  | "prd"
  | "prt"
  | "reg"
  | "ret"
  | "rfd"
  | "sal"
  | "shf"
  | "shp"
  | "snd"
  | "stf"
  | "tax"
  | "tnd"
  | "wsh"
  | "xch"
  | "zed";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;
const PATTERN = /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/;

/** How many random bytes one id is made from. */
export const ID_RANDOM_BYTES = RANDOM_CHARACTERS;

/**
 * An id that sorts by the time it was made, e.g. `pay_01jd…`: ten characters of epoch milliseconds, sixteen of chance.
 * Time and randomness are handed in, so that a test or a simulated day can repeat itself.
 */
export function formatId(prefix: IdPrefix, now: number, random: Uint8Array): string {
  let time = "";
  for (let rest = now, i = 0; i < TIME_CHARACTERS; i++, rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  let chance = "";
  for (const byte of random.subarray(0, RANDOM_CHARACTERS)) chance += ALPHABET.charAt(byte % 32);
  return `${prefix}_${time}${chance}`;
}

/** When an id was made, in epoch milliseconds. */
export function timeOfId(id: string): number {
  return [...id.slice(4, 4 + TIME_CHARACTERS)].reduce((time, character) => time * 32 + ALPHABET.indexOf(character), 0);
}

/** Whether a text from outside has the shape of one of our ids of this kind. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && PATTERN.test(text);
}

/** A version 4 UUID from 16 random bytes, as Klarna recommends for its idempotency keys (klarna.md 1.4 [S]). */
export function formatUuid(random: Uint8Array): string {
  const hex = [...random.subarray(0, 16)].map((byte, index) => {
    if (index === 6) return ((byte & 0x0f) | 0x40).toString(16).padStart(2, "0");
    if (index === 8) return ((byte & 0x3f) | 0x80).toString(16).padStart(2, "0");
    return byte.toString(16).padStart(2, "0");
  }).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
