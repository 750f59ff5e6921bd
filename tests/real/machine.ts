import { startTill } from "../support/till-process.ts";
import { complaintsAtRest } from "./both-books.ts";
import { type Cashier, draw, mintId, press, signIn } from "./cashier.ts";
import { openPair, type Pair } from "./pair.ts";
import { openReport } from "./report.ts";
import { doDeed, newPlan, nextDeed, type Plan } from "./sale.ts";

/**
 * What the machine under the till may do to it: its disk is full, its disk lets nobody write, writes fail while it runs, and a second till
 * is started on the same data. The small disk is mounted, for which one must be root or may have a namespace of one's own; where
 * neither is allowed, the disk is left out, and is counted as skipped.
 */
const DISK_BYTES = 6 * 1024 * 1024;
const MOST_PRESSES = 400;
const OUTLIVE_LIMITS = new URL("./outlive-limits.ts", import.meta.url).pathname;

const report = openReport();
if (await mayMount()) await tryDisk();
else if (await run("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/tmp")) await insideNamespace();
else report.skip("a full disk", "a small one can be mounted here neither as root nor in a namespace");
if (!Deno.args.includes("--inside")) {
  if (await run("prlimit", "--version")) await tryFailingWrites();
  else report.skip("writes that fail", "there is no prlimit here");
  await trySecondTill();
}
report.close();

async function tryDisk(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tillside-disk-" });
  await run("mount", "-t", "tmpfs", "-o", `size=${DISK_BYTES},mode=700`, "tmpfs", folder);
  const pair = await openPair({ dataFolder: folder });
  try {
    const ada = await signIn(pair, "Ada", 1);
    report.check("before the disk is full", await serveOne(pair, ada, newPlan(1)));
    await breakDown(pair, ada, { name: "a full disk", says: "disk is full", spoil: () => fillDisk(folder) });
    report.check("a whole sale after that", await serveOne(pair, ada, newPlan(3)));
    await pair.kill();
    const ballast = await fill(`${folder}/ballast`);
    report.check("a disk that is full at the start", await refusal(pair, /is full/));
    await Deno.remove(ballast);
    await run("mount", "-o", "remount,ro", folder);
    report.check("a disk that is read-only at the start", await refusal(pair, /TILLSIDE_DATA|written to/));
    await run("mount", "-o", "remount,rw", folder);
    await pair.restart();
    report.check("a whole sale when it can be written again", await serveOne(pair, ada, newPlan(4)));
  } finally {
    await pair.end();
    await run("umount", folder);
    await Deno.remove(folder);
  }
}

/** Nothing can be written beyond the first byte of any file (X5): what the system refuses is an error of the disk's, not want of room. */
async function tryFailingWrites(): Promise<void> {
  const pair = await openPair({ denoFlags: ["--preload", OUTLIVE_LIMITS] });
  try {
    const ada = await signIn(pair, "Ada", 1);
    report.check("before writes fail", await serveOne(pair, ada, newPlan(1)));
    const limit = (bytes: string) => run("prlimit", `--pid=${pair.till.process.pid}`, `--fsize=${bytes}:`);
    const spoil = async () => {
      if (!await limit("1")) throw new Error("the till's process cannot be limited");
      return () => limit("unlimited");
    };
    await breakDown(pair, ada, { name: "a disk that fails", says: "does not let it write", spoil });
    await pair.kill();
    await pair.restart();
    report.check("a whole sale after that, and a new start", await serveOne(pair, ada, newPlan(3)));
  } finally {
    await pair.end();
  }
}

/** What goes wrong with the disk, in the words that cashiers read of it; `spoil` answers with what mends it. */
type Breakdown = { name: string; says: string; spoil: () => Promise<() => Promise<unknown>> };

/** The disk breaks down while a customer is paying: nothing is lost, the till says so in words, and goes on when it works again. */
async function breakDown(pair: Pair, ada: Cashier, { name, says, spoil }: Breakdown): Promise<void> {
  const plan = newPlan(2, { partInCash: true });
  while (nextDeed(pair, plan)?.name !== "customer pays") await oneDeed(pair, ada, plan);
  const mend = await spoil();
  const form = await pressUntilRefused(pair, ada, says);
  report.check(`a form on ${name}`, form.complaints);
  await oneDeed(pair, ada, plan);
  report.check(`pages on ${name}`, await pagesOf(pair, ada, plan));
  const health = await fetch(`${pair.till.url}/health`);
  report.check(`health on ${name}`, health.status === 503 ? [] : [`/health answers ${health.status}`]);
  await health.body?.cancel();
  await mend();
  const again = await press(ada, form.form);
  report.check(
    `the same form after ${name}`,
    again?.status === 303 ? [] : [`it was answered with ${again?.status}`],
  );
  const { id } = pair.look().payments.find((payment) => payment.saleId === plan.saleId) ?? {};
  await press(ada, draw(`/payments/${id}/check`));
  report.check(`the sale that was under way on ${name}`, await serveOne(pair, ada, plan));
}

/** Rings up small sales until one cannot be written down: until then there may be room in what the file holds already. */
async function pressUntilRefused(pair: Pair, ada: Cashier, says: string) {
  for (let count = 0; count < MOST_PRESSES; count++) {
    const form = draw(`/sales/${mintId("sal")}/lines`, { typed: "MAP-PEA" });
    const answer = await press(ada, form);
    if (answer?.status === 303) continue;
    const isSaid = answer?.status === 409 && answer.text.includes(says);
    return {
      form,
      complaints: isSaid ? [] : [`it was answered with ${answer?.status}: ${answer?.text.slice(0, 2_000)}`],
    };
  }
  throw new Error(`the disk of ${pair.till.dataFolder} never failed`);
}

/** Looking is always possible. */
async function pagesOf(pair: Pair, ada: Cashier, plan: Plan): Promise<string[]> {
  const complaints: string[] = [];
  for (const path of [`/sales/${plan.saleId}`, "/payments", "/sales/parked", "/attention"]) {
    const page = await ada.browser.open(path);
    if (page.status !== 200) complaints.push(`${path} was answered with ${page.status}`);
  }
  if (pair.till.logs().includes('"event":"fault"')) {
    complaints.push(`the log tells of a fault of ours: ${/.*"event":"fault".*/.exec(pair.till.logs())?.[0]}`);
  }
  return complaints;
}

async function oneDeed(pair: Pair, ada: Cashier, plan: Plan): Promise<void> {
  const deed = nextDeed(pair, plan);
  if (deed) await doDeed(pair, ada, plan, deed);
}

async function serveOne(pair: Pair, ada: Cashier, plan: Plan): Promise<string[]> {
  for (let count = 0; count < MOST_PRESSES && nextDeed(pair, plan) !== null; count++) await oneDeed(pair, ada, plan);
  const left = nextDeed(pair, plan);
  return [...(left ? [`it came no further than "${left.name}"`] : []), ...await complaintsAtRest(pair, "open")];
}

async function trySecondTill(): Promise<void> {
  const pair = await openPair();
  try {
    const ada = await signIn(pair, "Ada", 1);
    const first = newPlan(1);
    while (nextDeed(pair, first)?.name !== "customer pays") await oneDeed(pair, ada, first);
    report.check("a second till on the same data", await refusal(pair, /Another till is running/));
    report.check("the first one, all the while", await serveOne(pair, ada, first));
    await pair.kill();
    report.check("the next one, once the first is dead", await pair.restart() > 0 ? [] : ["it did not start"]);
  } finally {
    await pair.end();
  }
}

/** Another till on the same folder must say in one sentence why it does not start. */
async function refusal({ till }: Pair, wanted: RegExp): Promise<string[]> {
  try {
    const second = await startTill({ dataFolder: till.dataFolder });
    await second.kill();
    return ["it started"];
  } catch (error) {
    const said = String(error).split("It said:\n")[1]?.trim() ?? "";
    return wanted.test(said) && said.split("\n").length === 1 ? [] : [`it said: ${error}`];
  }
}

async function fillDisk(folder: string): Promise<() => Promise<void>> {
  const ballast = await fill(`${folder}/ballast`);
  return () => Deno.remove(ballast);
}

async function fill(file: string): Promise<string> {
  using out = await Deno.open(file, { create: true, write: true });
  for (let bytes = 64 * 1024; bytes >= 512;) {
    try {
      await out.write(new Uint8Array(bytes));
    } catch {
      bytes /= 2;
    }
  }
  return file;
}

async function mayMount(): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "tillside-disk-" });
  const isMounted = await run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);
  if (isMounted) await run("umount", folder);
  await Deno.remove(folder);
  return isMounted;
}

/** The same once more where everybody may mount; what it came to counts here. */
async function insideNamespace(): Promise<void> {
  const script = new URL(import.meta.url).pathname;
  const args = ["-rm", Deno.execPath(), "run", "-A", script, "--inside"];
  const { code } = await new Deno.Command("unshare", { args }).spawn().status;
  report.check("a small disk in a namespace of its own", code === 0 ? [] : ["something failed in there"]);
}

async function run(command: string, ...args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(command, { args, stdout: "null", stderr: "null" }).output();
    return success;
  } catch {
    return false;
  }
}
