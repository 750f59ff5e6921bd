import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { systemRandom } from "../../src/random.ts";
import type { Keys, KeySet } from "../../src/security/key-file.ts";
import { seal, unseal } from "../../src/security/sealed.ts";

const SECRET = "pässword & <secret>";
const OWNER = "kla_1";

function generation(id: string): KeySet {
  return { id, pepper: bytes(), sessions: bytes(), encryption: bytes() };
}

function keysOf(...generations: [KeySet, ...KeySet[]]): Keys {
  return { current: generations[0], byId: (id) => generations.find((one) => one.id === id) ?? null };
}

const bytes = () => systemRandom.bytes(32);
const first = generation("key_1");
const keys = keysOf(first);

test("what was sealed opens again, under the same owner's name", () => {
  const sealed = seal(SECRET, OWNER, keys, systemRandom);
  expect(sealed.keyId).toBe("key_1");
  expect(unseal(sealed, OWNER, keys)).toBe(SECRET);
  expect(unseal(sealed, "kla_2", keys)).toBeNull();
});

test("the sealed text shows nothing, and is another one each time", () => {
  const [one, two] = [seal(SECRET, OWNER, keys, systemRandom), seal(SECRET, OWNER, keys, systemRandom)];
  expect(one.sealed).not.toBe(two.sealed);
  for (const { sealed } of [one, two]) {
    expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("secret");
  }
});

test("an older key still opens what it sealed; a key that is not in the file opens nothing", () => {
  const sealed = seal(SECRET, OWNER, keys, systemRandom);
  expect(unseal(sealed, OWNER, keysOf(generation("key_2"), first))).toBe(SECRET);
  expect(unseal(sealed, OWNER, keysOf(generation("key_2")))).toBeNull();
  expect(unseal(sealed, OWNER, keysOf(generation("key_1")))).toBeNull();
});

test("one changed bit anywhere, or a text cut short, opens nothing", () => {
  const { sealed, keyId } = seal(SECRET, OWNER, keys, systemRandom);
  const whole = Buffer.from(sealed, "base64url");
  for (const index of whole.keys()) {
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
    expect(unseal({ sealed: changed.toString("base64url"), keyId }, OWNER, keys)).toBeNull();
    expect(unseal({ sealed: whole.subarray(0, index).toString("base64url"), keyId }, OWNER, keys)).toBeNull();
  }
  expect(unseal({ sealed: "", keyId }, OWNER, keys)).toBeNull();
});
