import { afterEach, expect, test } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { systemRandom } from "../../src/random.ts";
import { loadKeys } from "../../src/security/key-file.ts";
import { startTill, type Till } from "../support/till-process.ts";

const tills: Till[] = [];

afterEach(async () => {
  for (const till of tills.splice(0).reverse()) await till.discard();
});

async function start(options: Parameters<typeof startTill>[0] = {}): Promise<Till> {
  const till = await startTill(options);
  tills.push(till);
  return till;
}

async function healthOf(till: Till): Promise<number> {
  const answer = await fetch(`${till.url}/health`);
  await answer.body?.cancel();
  return answer.status;
}

/** Where somebody who opens the till is sent. */
async function landsOn(till: Till): Promise<string> {
  const answer = await fetch(till.url);
  await answer.body?.cancel();
  return answer.url;
}

/** When the files of the data folder were made: a cleared one was made anew. */
async function filesOf(till: Till): Promise<(number | undefined)[]> {
  const files = ["till.sqlite", "simulator.sqlite"].map((name) => Deno.stat(`${till.dataFolder}/${name}`));
  return (await Promise.all(files)).map((file) => file.birthtime?.getTime());
}

test("a second till on the same data refuses to start and says why; with --fresh it does not clear it either", async () => {
  const first = await start();
  const files = await filesOf(first);
  for (const args of [[], ["--fresh"]]) {
    await expect(startTill({ dataFolder: first.dataFolder, args })).rejects.toThrow(
      `Another till is running with the data in ${first.dataFolder}.`,
    );
    expect(await filesOf(first)).toEqual(files);
    expect(await healthOf(first)).toBe(200);
  }
});

test("a till that was killed leaves the folder free; a later start keeps the data, --fresh clears all three files", async () => {
  const first = await start();
  const { dataFolder } = first;
  const files = await filesOf(first);
  await first.kill();
  await Deno.writeTextFile(`${dataFolder}/payments.log`, "damaged\n");
  const second = await start({ dataFolder });
  expect(second.logs()).toContain(`The logbook of payments, ${dataFolder}/payments.log, is damaged.`);
  expect(await Deno.readTextFile(`${dataFolder}/payments.log.damaged`)).toBe("damaged\n");
  expect(await filesOf(second)).toEqual(files);
  expect(await second.stop()).toBe(0);
  const third = await start({ dataFolder, args: ["--fresh"] });
  const cleared = await filesOf(third);
  for (const [index, madeAt] of cleared.entries()) expect(madeAt).toBeGreaterThan(files[index] ?? Infinity);
  await expect(Deno.stat(`${dataFolder}/payments.log`)).rejects.toThrow(Deno.errors.NotFound);
  expect(await healthOf(third)).toBe(200);
});

test("a demo shop that was being made when its till was killed is made at the next start", async () => {
  const dataFolder = await Deno.makeTempDir({ prefix: "tillside-" });
  const db = await openDatabase(`${dataFolder}/till.sqlite`);
  await db.close();
  await Deno.writeTextFile(`${dataFolder}/demo-shop-is-being-made`, "");
  loadKeys(dataFolder, systemRandom);
  const first = await start({ dataFolder });
  expect(await landsOn(first)).toContain("/sign-in");
  expect([...Deno.readDirSync(dataFolder)].map(({ name }) => name)).not.toContain("demo-shop-is-being-made");
  await first.stop();
  await Deno.remove(dataFolder, { recursive: true });
});
