import { describe, expect, test } from "vitest";
import { systemRandom } from "../../src/random.ts";
import {
  CARD_SHOWN_FOR_MS,
  formToken,
  hashToken,
  newSessionToken,
  readShownCard,
  sameText,
  shownCardToken,
} from "../../src/security/session-token.ts";

describe("session tokens", () => {
  test("a token has 256 bits of the random source and is safe in a cookie", () => {
    expect(newSessionToken({ bytes: (count) => new Uint8Array(count).fill(255) })).toBe(`${"_".repeat(42)}8`);
    expect(newSessionToken(systemRandom)).toMatch(/^[\w-]{43}$/);
  });

  test("only SHA-256 of a token is stored", () => {
    expect(hashToken("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  });

  test("a form token belongs to one session and one key file", () => {
    const token = formToken("hash-a", keysWith(1));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(formToken("hash-a", keysWith(1))).toBe(token);
    expect(formToken("hash-b", keysWith(1))).not.toBe(token);
    expect(formToken("hash-a", keysWith(2))).not.toBe(token);
  });

  test("what says that a gift card was shown is good for one sale, one session, one key file and ten minutes", () => {
    const card = { giftCardId: "gif_1", saleId: "sal_1", tokenHash: "hash-a" };
    const token = shownCardToken(card, 1_000, keysWith(1));
    const read = (changes: Partial<typeof card> = {}, now = 1_000, keys = keysWith(1)) =>
      readShownCard(token, { ...card, ...changes }, now, keys);
    expect(read()).toBe("gif_1");
    expect(read({}, 1_000 + CARD_SHOWN_FOR_MS)).toBe(null);
    expect([read({ saleId: "sal_2" }), read({ tokenHash: "hash-b" }), read({}, 1_000, keysWith(2))]).toEqual([
      null,
      null,
      null,
    ]);
    for (const made of ["", "gif_1", token.replace("gif_1", "gif_2"), token.replace(".601000.", ".901000.")]) {
      expect(readShownCard(made, card, 1_000, keysWith(1))).toBe(null);
    }
  });

  test("sameText: only equal texts are the same", () => {
    expect(sameText("token", "token")).toBe(true);
    expect(sameText("", "")).toBe(true);
    expect(sameText("token", "tokem")).toBe(false);
    expect(sameText("token", "token ")).toBe(false);
    expect(sameText("token", "")).toBe(false);
  });
});

function keysWith(filling: number) {
  const secret = new Uint8Array(32).fill(filling);
  const current = { id: "key_a", pepper: secret, sessions: secret, encryption: secret };
  return { current, byId: () => current };
}
