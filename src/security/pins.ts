import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual, webcrypto } from "node:crypto";
import type { Random } from "../random.ts";
import type { Keys, KeySet } from "./key-file.ts";

/** What one guess costs: memory in KiB, and how often it is passed over. */
export type PinCost = { memory: number; passes: number };

/** A PIN is 4 to 8 digits. */
export function isPin(text: string): boolean {
  return /^[0-9]{4,8}$/.test(text);
}

/** The text to store: `argon2id$keyId$memory$passes$salt$hash`, the last two in base64url. Takes about 0.1 s. */
export async function hashPin(pin: string, keys: Keys, random: Random, cost: PinCost = defaultCost): Promise<string> {
  const salt = random.bytes(saltLength);
  const hash = await deriveHash(pin, keys.current, salt, cost);
  return ["argon2id", keys.current.id, cost.memory, cost.passes, toText(salt), toText(hash)].join("$");
}

/**
 * Whether the PIN is the stored one; the comparison takes the same time either way.
 * Throws when the stored text is damaged or its key is not in the key file: that is no wrong PIN.
 */
export async function verifyPin(pin: string, stored: string, keys: Keys): Promise<boolean> {
  const { keyId, cost, salt, hash } = parseStored(stored);
  const key = keys.byId(keyId);
  if (key === null) throw new Error(`A PIN was stored with ${keyId}, which is not in the key file`);
  return timingSafeEqual(await deriveHash(pin, key, salt, cost), hash);
}

/** How long the next try must wait after so many wrong ones in a row, in milliseconds. */
export function pinDelayMs(failedTries: number): number {
  return delaysMs[failedTries] ?? longestDelayMs;
}

const defaultCost: PinCost = { memory: 19_456, passes: 2 };
const saltLength = 16;
const hashLength = 32;
const delaysMs = [0, 0, 0, 1_000, 2_000, 5_000, 15_000, 60_000];
/** The longest that a PIN must wait after wrong ones. */
export const longestDelayMs = 300_000;

/** The pepper goes in first: a stolen database alone does not allow guessing. */
async function deriveHash(pin: string, key: KeySet, salt: Uint8Array, cost: PinCost): Promise<Uint8Array> {
  const peppered = createHmac("sha256", key.pepper).update(pin).digest();
  const material = await webcrypto.subtle.importKey("raw-secret", peppered, "Argon2id", false, ["deriveBits"]);
  const algorithm = { name: "Argon2id", nonce: salt, parallelism: 1, ...cost };
  return new Uint8Array(await webcrypto.subtle.deriveBits(algorithm, material, hashLength * 8));
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

function parseStored(stored: string): { keyId: string; cost: PinCost; salt: Uint8Array; hash: Uint8Array } {
  const [kind, keyId, memory, passes, salt, hash] = stored.split("$");
  const hashBytes = Buffer.from(hash ?? "", "base64url");
  if (kind !== "argon2id" || !keyId || !memory || !passes || !salt || hashBytes.length !== hashLength) {
    throw new Error("A stored PIN is damaged");
  }
  return {
    keyId,
    cost: { memory: Number(memory), passes: Number(passes) },
    salt: Buffer.from(salt, "base64url"),
    hash: hashBytes,
  };
}
