/** What the till takes of the shop's box: start, memory, disk. */
import { join } from "node:path";
import { signIn } from "../real/cashier.ts";
import { openPair } from "../real/pair.ts";
import { startTill } from "../support/till-process.ts";
import { memoryMb, rounded, type Spread, spreadOf } from "./measure.ts";
import { sellOnce } from "./sale.ts";

export type Box = {
  /** From the process being started to its first answer, with the demo shop on file. */
  startMs: Spread;
  memoryAtRestMb: number;
  /** After so many whole sales, one after the other. */
  memoryAfterSalesMb: number;
  sales: number;
  bytesPerSale: number;
  /** What node_modules holds, tools of the tests left out as `npm install --omit=dev` does. */
  installMb: number;
};

const REST_MS = 3_000;

export async function measureBox({ starts, sales }: { starts: number; sales: number }): Promise<Box> {
  const startMs = await measureStarts(starts);
  const pair = await openPair({ limits: "off" });
  try {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const memoryAtRestMb = memoryMb(pair.till.process.pid);
    const cashier = await signIn(pair, "Mona", 1);
    await sellOnce(cashier);
    const before = bookBytes(pair.file);
    for (let index = 0; index < sales; index++) await sellOnce(cashier);
    const bytesPerSale = Math.round((bookBytes(pair.file) - before) / sales);
    const memoryAfterSalesMb = memoryMb(pair.till.process.pid);
    const installMb = rounded(await installedBytes() / 1_000_000);
    return { startMs, memoryAtRestMb, memoryAfterSalesMb, sales, bytesPerSale, installMb };
  } finally {
    await pair.end();
  }
}

async function measureStarts(starts: number): Promise<Spread> {
  const till = await startTill();
  try {
    const times: number[] = [];
    for (let index = 0; index < starts; index++) {
      await till.stop();
      const begunAt = performance.now();
      await till.restart();
      times.push(performance.now() - begunAt);
    }
    return spreadOf(times);
  } finally {
    await till.discard();
  }
}

/** The pages in use of the book, which grows by whole pages. */
function bookBytes(file: { pragma(text: string, options: { simple: true }): unknown }): number {
  const of = (name: string) => Number(file.pragma(name, { simple: true }));
  return (of("page_count") - of("freelist_count")) * of("page_size");
}

/** The lock file names what only the tests need. */
async function installedBytes(): Promise<number> {
  const root = join(import.meta.dirname ?? ".", "../..");
  const { packages } = JSON.parse(await Deno.readTextFile(join(root, "package-lock.json")));
  let bytes = 0;
  for (const [folder, { dev, devOptional }] of Object.entries<{ dev?: boolean; devOptional?: boolean }>(packages)) {
    if (folder === "" || dev || devOptional) continue;
    bytes += await folderBytes(join(root, folder));
  }
  return bytes;
}

/** A package that is for another system is not there. Packages within packages have entries of their own. */
async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const entry of Deno.readDir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory && entry.name !== "node_modules") bytes += await folderBytes(path);
      else if (entry.isFile) bytes += (await Deno.stat(path)).size;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return bytes;
}
