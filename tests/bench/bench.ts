import process from "node:process";
import { parseArgs } from "node:util";
import { readCommit, writeJson } from "../simulation/arguments.ts";
import { missedBounds } from "./bounds.ts";
import { type Box, measureBox } from "./box.ts";
import type { Spread } from "./measure.ts";
import { measureChangeToPixel } from "./change-to-pixel.ts";
import { measureCrowd } from "./crowd.ts";
import { measureGrowth } from "./growth.ts";
import { measurePayments } from "./payments.ts";
import { measureRequests } from "./requests.ts";
import { measureThinClient, type ThinClient } from "./thin-client.ts";

/**
 * What the till costs and how fast it is, on scratch data: `npm run bench -- --json FILE`, with `--quick` in two minutes.
 * Ratios are taken within one run, turn by turn, so that a machine that does something else meanwhile blurs both sides.
 * A bound that is missed is said at the end, and the run has failed; a quick one holds none. `--thin` tells of the thin
 * client alone, which is then all that the machine does.
 */
const { values: options } = parseArgs({
  options: { json: { type: "string" }, quick: { type: "boolean" }, thin: { type: "boolean" } },
  args: Deno.args,
});
const isQuick = options.quick ?? false;
if (options.thin) {
  const thin = await showThinClient();
  await writeJson(options.json, { commit: await readCommit(), load: Deno.loadavg(), thin });
  Deno.exit();
}
const begunAt = performance.now();

const requests = await measureRequests(isQuick ? { rounds: 1, requests: 60 } : { rounds: 5, requests: 300 });
console.log("\nProcessor time of a request, and the same as a multiple of a bare server's");
console.table(requests);

const box = await measureBox(isQuick ? { starts: 2, sales: 20 } : { starts: 10, sales: 300 });
console.log("\nThe shop's box");
console.table(boxTable(box));

const payments = await measurePayments(2_000, isQuick ? 20_000 : 200_000, isQuick ? 5 : 30);
console.log(`\nThe list of payments by its filters, with 2,000 of them and with ${isQuick ? "20,000" : "200,000"}`);
console.table(payments);

const sizes = isQuick ? [1_000, 20_000] : [1_000, 20_000, 1_000_000];
const growth = await measureGrowth(sizes, isQuick ? { rounds: 1, requests: 20 } : { rounds: 5, requests: 60 });
console.log(
  "\nProcessor time of a request as finished sales pile up, and the same as a multiple of the smallest book's",
);
console.table(growth);

const change = await measureChangeToPixel(isQuick ? 4 : 20);
console.log(`\nFrom a change at Klarna to the drawn window; one answer with its state is ${change.panelBytes} bytes`);
console.table(spreads({ "by asking": change.pollingMs, "when Klarna calls": change.callbacksMs }));

const crowd = await measureCrowd(isQuick ? { payments: 50, streams: 200 } : { payments: 200, streams: 1_000 });
console.log(
  `\nMany at once: ${crowd.payments} payments watched and paid at the same moment were all seen in ${crowd.allSeenMs} ms; ` +
    `meanwhile eight cashiers sold ${crowd.sales} times`,
);
console.table(
  spreads({ [`one change to ${crowd.streams} windows`]: crowd.broadcastMs, "a scan meanwhile": crowd.scanMs }),
);

const thin = await showThinClient();

const seconds = Math.round((performance.now() - begunAt) / 1_000);
const machine = { cores: navigator.hardwareConcurrency, system: Deno.build.target, load: Deno.loadavg() };
// A few rounds with a small book tell nothing of either bound.
const missed = isQuick ? [] : missedBounds(payments);
const figures = { requests, box, payments, growth, change, crowd, thin };
await writeJson(options.json, { commit: await readCommit(), machine, seconds, ...figures, missed });
console.log(`\n${seconds} s on ${machine.cores} cores`);
for (const line of missed) console.error(`MISSED: ${line}`);
if (missed.length > 0) process.exitCode = 1;

async function showThinClient(): Promise<ThinClient> {
  const thin = await measureThinClient(
    isQuick ? { scans: 12, rounds: 3, idleMs: 10_000 } : { scans: 60, rounds: 15, idleMs: 60_000 },
  );
  console.log(
    `\nA thin client, ${thin.slowDown} times slower than this machine; the sale page is ${thin.pageBytes} bytes, and idle it ` +
      `asks ${thin.idleRequestsPerMinute} times a minute`,
  );
  console.table(spreads({ "scan to line": thin.scanToLineMs, ...thin.swapMs }));
  return thin;
}

function boxTable({ startMs, ...rest }: Box): Record<string, unknown> {
  return { "start p50 (ms)": startMs.p50, "start p95 (ms)": startMs.p95, ...rest };
}

function spreads(all: Record<string, Spread>): Record<string, unknown>[] {
  return Object.entries(all).map(([what, { count, p50, p95, worst }]) => ({
    what,
    count,
    p50,
    p95,
    worst,
    unit: "ms",
  }));
}
