import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemRandom } from "../../src/random.ts";
import { KeyFileError, loadKeys } from "../../src/security/key-file.ts";

describe("loadKeys", () => {
  let folder: string;
  beforeEach(() => {
    folder = Deno.makeTempDirSync();
  });
  afterEach(() => Deno.removeSync(folder, { recursive: true }));
  const path = () => `${folder}/keys.json`;

  test("the first start makes the folder and a file that only its owner can read, and leaves nothing else", () => {
    const inner = `${folder}/data`;
    const { current } = loadKeys(inner, systemRandom);
    expect(Deno.statSync(`${inner}/keys.json`).mode! & 0o777).toBe(0o600);
    expect([...Deno.readDirSync(inner)].map((entry) => entry.name)).toEqual(["keys.json"]);
    expect([current.pepper, current.sessions, current.encryption].map((secret) => secret.length)).toEqual([32, 32, 32]);
    expect(new Set([current.pepper, current.sessions, current.encryption].map(String)).size).toBe(3);
  });

  test("the next start reads the same keys and does not touch the file", () => {
    const first = loadKeys(folder, systemRandom);
    const before = Deno.readTextFileSync(path());
    const second = loadKeys(folder, systemRandom);
    expect(second.current).toEqual(first.current);
    expect(Deno.readTextFileSync(path())).toBe(before);
  });

  test("two first starts at once end with the same keys", () => {
    const loaded: unknown[] = [];
    // The second start happens in full while the first one is still making its keys.
    let started = false;
    const racing = {
      bytes(count: number) {
        if (!started) {
          started = true;
          loaded.push(loadKeys(folder, systemRandom).current);
        }
        return systemRandom.bytes(count);
      },
    };
    loaded.push(loadKeys(folder, racing).current);
    expect(loaded[1]).toEqual(loaded[0]);
    expect([...Deno.readDirSync(folder)]).toHaveLength(1);
  });

  test("an older generation is found by its id, a foreign id is not", () => {
    const old = loadKeys(folder, systemRandom).current;
    const { keys: [key] } = JSON.parse(Deno.readTextFileSync(path()));
    write({ version: 1, currentId: "key_b", keys: [key, { ...key, id: "key_b" }] });
    const keys = loadKeys(folder, systemRandom);
    expect(keys.current.id).toBe("key_b");
    expect(keys.byId(old.id)).toEqual(old);
    expect(keys.byId("key_c")).toBeNull();
  });

  test.each([0o640, 0o604, 0o620, 0o644])("mode %o is refused with the cure", (mode) => {
    loadKeys(folder, systemRandom);
    Deno.chmodSync(path(), mode);
    expect(() => loadKeys(folder, systemRandom)).toThrow(KeyFileError);
    expect(() => loadKeys(folder, systemRandom)).toThrow(`chmod 600 ${path()}`);
  });

  test("a damaged file is refused, kept as it is, and not quoted", () => {
    loadKeys(folder, systemRandom);
    const whole = JSON.parse(Deno.readTextFileSync(path()));
    const [key] = whole.keys;
    const damaged = [
      { ...whole, version: 2 },
      { ...whole, currentId: "key_0" },
      { ...whole, keys: [] },
      { ...whole, keys: [key, key] },
      { ...whole, keys: [{ ...key, pepper: key.pepper.slice(1) }] },
      { ...whole, keys: [{ ...key, pepper: undefined }] },
      null,
    ];
    for (const content of damaged) expectDamaged(JSON.stringify(content), key.pepper);
    expectDamaged(JSON.stringify(whole).slice(0, -1), key.pepper);
    expectDamaged("", key.pepper);
  });

  function expectDamaged(text: string, secret: string): void {
    Deno.writeTextFileSync(path(), text);
    expect(() => loadKeys(folder, systemRandom)).toThrow(/^The key file .* is damaged/);
    expect(() => loadKeys(folder, systemRandom)).not.toThrow(secret);
    expect(Deno.readTextFileSync(path())).toBe(text);
  }

  function write(content: unknown): void {
    Deno.writeTextFileSync(path(), JSON.stringify(content));
  }
});
