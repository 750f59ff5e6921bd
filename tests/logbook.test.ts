import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openLogbook } from "../src/logbook.ts";
import { openedLine } from "./support/logbook-lines.ts";

const NOW = 1_000_000;
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await Deno.makeTempDir({ prefix: "tillside-logbook-" });
  path = `${folder}/payments.log`;
});

afterEach(() => Deno.remove(folder, { recursive: true }));

const open = (now = NOW) => openLogbook(path, now);
const numbers = (now = NOW) => open(now).logbook.entries().map((entry) => entry.n);
const write = (...lines: unknown[]) =>
  Deno.writeTextFile(path, lines.map((line) => typeof line === "string" ? line : `${JSON.stringify(line)}\n`).join(""));

test("what was appended is there after a restart, in its order, one line of JSON each", async () => {
  const { logbook, found } = open();
  expect(found).toBe("new");
  await Promise.all([1, 2, 3].map((n) => logbook.append(openedLine(n))));
  expect(logbook.entries()).toHaveLength(3);
  const again = open();
  expect(again).toMatchObject({ found: "whole", sentence: null });
  expect(again.logbook.entries()).toEqual([openedLine(1), openedLine(2), openedLine(3)]);
  const lines = (await Deno.readTextFile(path)).split("\n");
  expect(lines.map((line) => line && JSON.parse(line).n)).toEqual([1, 2, 3, ""]);
});

test("a gift card's line keeps which of its tenders stand; in one of before they were told, none does", async () => {
  const said = { n: 2, at: 5, kind: "card", card: "gif_1", balanceMinor: 500 } as const;
  await write(said);
  await open().logbook.append({ ...said, n: 3, tenders: ["tnd_1"] });
  expect(open().logbook.entries()).toEqual([{ ...said, tenders: [] }, { ...said, n: 3, tenders: ["tnd_1"] }]);
});

test("that money goes back and that goods leave is kept beside what older lines say", async () => {
  const about = { at: NOW, payment: "pay_1" };
  const lines = [{ ...about, n: 2, kind: "refunding", refund: "wsh_1" }, {
    ...about,
    n: 3,
    kind: "handing_over",
  }] as const;
  await write(openedLine(1));
  const { logbook } = open();
  for (const line of lines) await logbook.append(line);
  expect(open()).toMatchObject({ found: "whole", sentence: null });
  expect(open().logbook.entries()).toEqual([openedLine(1), ...lines]);
});

test("nobody else on the machine can read it", async () => {
  await open().logbook.append(openedLine(1));
  // Windows knows no such mode.
  expect((await Deno.stat(path)).mode ?? 0).toSatisfy((mode: number) => (mode & 0o077) === 0);
});

describe("a power cut", () => {
  test.each([
    ["half a line", '{"n":2,"at":5,"pay'],
    ["zeroes", "\0\0\0\0\0\0"],
    ["half a sign", '{"n":2,"payment":"\ufffd'],
  ])("that left %s costs that line alone, and the next one begins where it should", async (_, torn) => {
    await write(openedLine(1), torn);
    const { logbook, found, sentence } = open();
    expect([found, sentence]).toEqual(["mended", null]);
    await logbook.append(openedLine(2));
    expect(numbers()).toEqual([1, 2]);
  });

  test("that took only the end of a line costs nothing", async () => {
    await write(openedLine(1), JSON.stringify(openedLine(2)));
    await open().logbook.append(openedLine(3));
    expect(numbers()).toEqual([1, 2, 3]);
  });
});

describe("a damaged logbook", () => {
  test("is said in a sentence, kept aside as it was, and read as far as it goes", async () => {
    await write(openedLine(1), "no JSON\n", { n: 2, kind: "opened" }, openedLine(3));
    const before = await Deno.readTextFile(path);
    const { logbook, found, sentence } = open();
    expect(found).toBe("damaged");
    expect(sentence).toContain("2 lines of it could not be read");
    expect(sentence).toContain(`${path}.damaged`);
    expect(logbook.entries().map((entry) => entry.n)).toEqual([1, 3]);
    expect(await Deno.readTextFile(`${path}.damaged`)).toBe(before);
    expect(open().found).toBe("whole");
  });

  test("that is no file at all is put aside, and a new one begins", async () => {
    await Deno.mkdir(path);
    const { logbook, found, sentence } = open();
    expect([found, sentence?.includes("It could not be read")]).toEqual(["damaged", true]);
    await logbook.append(openedLine(1));
    expect(numbers()).toEqual([1]);
  });

  test("that cannot be mended now does not keep the till from starting", async () => {
    await write(openedLine(1), '{"n":2,"at":5,"pay');
    await Deno.mkdir(`${path}.new`);
    const { logbook, sentence } = open();
    expect(sentence).toContain("cannot be written");
    expect(logbook.entries()).toHaveLength(1);
    await logbook.append(openedLine(2));
    await logbook.append(openedLine(3));
    await Deno.remove(`${path}.new`);
    expect(numbers()).toEqual([1, 2, 3]);
  });
});

test("lines a week older than the newest are left out at start, and when the hour comes", async () => {
  const DAY = 24 * 3_600_000;
  const at = (n: number, days: number) => ({ ...openedLine(n), at: days * DAY });
  await write(at(1, 1), at(2, 2), at(3, 8.5));
  expect(numbers(100 * DAY)).toEqual([2, 3]);
  const { logbook } = open(9 * DAY);
  await logbook.forgetBefore(3 * DAY);
  await logbook.append(at(4, 9));
  expect(numbers(9 * DAY)).toEqual([3, 4]);
});

test("a line that finds no room leaves nothing of itself behind", async () => {
  const { logbook } = open();
  await logbook.append(openedLine(1));
  await Deno.rename(path, `${path}.away`);
  await Deno.mkdir(path);
  await expect(logbook.append(openedLine(2))).rejects.toThrow();
  await Deno.remove(path);
  await Deno.rename(`${path}.away`, path);
  await logbook.append(openedLine(3));
  expect(logbook.entries().map((entry) => entry.n)).toEqual([1, 3]);
  expect(numbers()).toEqual([1, 3]);
});
