import { describe, expect, test } from "vitest";
import { systemRandom } from "../../src/random.ts";
import type { Keys } from "../../src/security/key-file.ts";
import { hashPin, isPin, pinDelayMs, verifyPin } from "../../src/security/pins.ts";

const cheap = { memory: 64, passes: 1 };

describe("PINs", () => {
  test("a PIN fits its own hash and no other PIN does", async () => {
    const keys = keysWith({ key_a: 1 });
    const stored = await hashPin("204183", keys, systemRandom, cheap);
    expect(await verifyPin("204183", stored, keys)).toBe(true);
    for (const other of ["204184", "20418", "2041830", "", "x".repeat(100_000)]) {
      expect(await verifyPin(other, stored, keys)).toBe(false);
    }
  });

  test("the stored text names the key and the cost, and does not hold the PIN", async () => {
    const keys = keysWith({ key_a: 1 });
    const stored = await hashPin("204183", keys, systemRandom, cheap);
    expect(stored).toMatch(/^argon2id\$key_a\$64\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(stored).not.toContain("204183");
    expect(await hashPin("204183", keys, systemRandom)).toMatch(/^argon2id\$key_a\$19456\$2\$/);
  });

  test("the same PIN is stored differently each time", async () => {
    const keys = keysWith({ key_a: 1 });
    const first = await hashPin("1234", keys, systemRandom, cheap);
    expect(await hashPin("1234", keys, systemRandom, cheap)).not.toBe(first);
  });

  test("without the pepper of the key file the PIN does not fit", async () => {
    const stored = await hashPin("1234", keysWith({ key_a: 1 }), systemRandom, cheap);
    expect(await verifyPin("1234", stored, keysWith({ key_a: 2 }))).toBe(false);
  });

  test("a PIN of an older key still fits; one of a foreign key is an error, not a wrong PIN", async () => {
    const stored = await hashPin("1234", keysWith({ key_a: 1 }), systemRandom, cheap);
    expect(await verifyPin("1234", stored, keysWith({ key_b: 2, key_a: 1 }))).toBe(true);
    await expect(verifyPin("1234", stored, keysWith({ key_b: 2 }))).rejects.toThrow("key_a");
  });

  test("a PIN that was stored long ago still fits", async () => {
    const stored = "argon2id$key_a$64$1$AAAAAAAAAAAAAAAAAAAAAA$calWlvueaLfZismM35s1p_y76CX1xNoTNu5Ustwq3G0";
    expect(await verifyPin("204183", stored, keysWith({ key_a: 1 }))).toBe(true);
  });

  test.each(["", "1234", "argon2id$key_a$64$1$AAAA", "argon2id$key_a$64$1$AAAA$AAAA", "scrypt$key_a$64$1$AAAA$AAAA"])(
    "the damaged text '%s' is an error, not a wrong PIN",
    async (stored) => {
      await expect(verifyPin("1234", stored, keysWith({ key_a: 1 }))).rejects.toThrow("damaged");
    },
  );

  test("a PIN is 4 to 8 digits", () => {
    expect(["1234", "00000000"].every(isPin)).toBe(true);
    expect(["", "123", "123456789", "12a4", " 1234", "1234\n", "١٢٣٤"].some(isPin)).toBe(false);
  });
});

describe("pinDelayMs", () => {
  test("two wrong tries cost nothing, then the wait grows to five minutes and stays there", () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1000].map(pinDelayMs);
    expect(delays).toEqual([0, 0, 0, 1_000, 2_000, 5_000, 15_000, 60_000, 300_000, 300_000, 300_000]);
  });
});

/** The first key is the current one; the number fills its secrets. */
function keysWith(fillings: Record<string, number>): Keys {
  const all = Object.entries(fillings).map(([id, filling]) => {
    const secret = new Uint8Array(32).fill(filling);
    return { id, pepper: secret, sessions: secret, encryption: secret };
  });
  return { current: all[0]!, byId: (id) => all.find((key) => key.id === id) ?? null };
}
