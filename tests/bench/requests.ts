/**
 * What a request costs the processor, as a multiple of a bare server's in the same run: the status panel against one indexed
 * read, a line added against one durable commit, a whole sale against as many of both.
 */
import { type Cashier, mintId, signIn } from "../real/cashier.ts";
import { openPair, type Pair } from "../real/pair.ts";
import { type Cost, costOf, medianOf, rounded } from "./measure.ts";
import { addLine, addNextLine, get, post, SALE_READS, SALE_WRITES, sellOnce } from "./sale.ts";

export type RequestCost = {
  what: string;
  clients: number;
  requests: number;
  tillMs: number;
  bareMs: number;
  /** Of processor time. */
  ratio: number;
  p50Ms: number;
  bareP50Ms: number;
};

export type Effort = { rounds: number; requests: number };

/** Starts a till and a bare server, and lets them take turns. */
export async function measureRequests({ rounds, requests }: Effort): Promise<RequestCost[]> {
  const pair = await openPair({ limits: "off" });
  const bare = await startBareServer();
  try {
    const cashier = await signIn(pair, "Mona", 1);
    const panel = await openPanel(pair, cashier);
    const costs: RequestCost[] = [];
    for (const clients of [1, 8]) {
      const count = requests * Math.min(clients, 2);
      const turns = { pair, bare, clients, rounds };
      costs.push(await compare("status panel", { ...turns, requests: count }, panel, bare.read));
      costs.push(
        await compare("add a line", { ...turns, requests: count }, () => addNextLine(cashier), bare.write),
      );
      const sale = { ...turns, requests: Math.ceil(count / (SALE_READS + SALE_WRITES)) };
      costs.push(await compare("whole sale", sale, () => sellOnce(cashier), () => bare.sale()));
    }
    return costs;
  } finally {
    await bare.end();
    await pair.end();
  }
}

type Turns = { pair: Pair; bare: BareServer; clients: number; rounds: number; requests: number };

/** Turn by turn, so that whatever else the machine does meets both; the middle of the turns counts. */
async function compare(
  what: string,
  { pair, bare, clients, rounds, requests }: Turns,
  till: () => Promise<void>,
  other: () => Promise<void>,
): Promise<RequestCost> {
  const costs: { till: Cost; bare: Cost }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const turn = {
      till: await costOf(pair.till.process.pid, requests, clients, till),
      bare: await costOf(bare.pid, requests * BARE_TIMES, clients, other),
    };
    // In the first one both get warm.
    if (round > 0) costs.push(turn);
  }
  const [tillMs, bareMs] = [
    medianOf(costs.map((c) => c.till.processorMs)),
    medianOf(costs.map((c) => c.bare.processorMs)),
  ];
  return {
    what,
    clients,
    requests: requests * rounds,
    tillMs,
    bareMs,
    ratio: rounded(tillMs / bareMs),
    p50Ms: medianOf(costs.map((c) => c.till.p50Ms)),
    bareP50Ms: medianOf(costs.map((c) => c.bare.p50Ms)),
  };
}

/** The bare server is so much quicker that the system's steps of 10 ms would be coarse. */
const BARE_TIMES = 4;

type BareServer = {
  pid: number;
  read(): Promise<void>;
  write(): Promise<void>;
  sale(): Promise<void>;
  end(): Promise<void>;
};

async function startBareServer(): Promise<BareServer> {
  const folder = await Deno.makeTempDir({ prefix: "tillside-bare-" });
  const script = new URL("./bare-server.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), { args: ["run", "-A", script, folder], stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const url = (await reader.read()).value?.trim() ?? "";
  let count = 0;
  const answered = async (response: Response) => {
    await response.text();
    if (!response.ok) throw new Error(`the bare server answered ${response.status}`);
  };
  const read = async () => await answered(await fetch(`${url}/notes/key-${1 + count++ % 10_000}`));
  const write = async () => {
    const body = new URLSearchParams({ key: crypto.randomUUID(), words: "Ridgeline 3 tent" });
    await answered(await fetch(`${url}/notes`, { method: "POST", body }));
  };
  return {
    pid: child.pid,
    read,
    write,
    async sale() {
      for (let index = 0; index < SALE_WRITES; index++) await write();
      for (let index = 0; index < SALE_READS; index++) await read();
    },
    async end() {
      child.kill("SIGKILL");
      await child.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** A payment that waits for its customer, and its panel as the window asks for it. */
async function openPanel(pair: Pair, cashier: Cashier): Promise<() => Promise<void>> {
  const saleId = mintId("sal");
  await addLine(cashier, saleId);
  const customerId = pair.file.prepare<[], { id: string }>(`select "id" from "customer" limit 1`).get()?.id ?? "";
  await post(cashier, `/sales/${saleId}/customer`, { customerId });
  const sale = pair.file.prepare<[string], { version: number }>(`select "version" from "sale" where "id" = ?`).get(
    saleId,
  );
  await post(cashier, `/sales/${saleId}/payments`, { version: String(sale?.version ?? 0) });
  const payment = pair.file.prepare<[string], { id: string }>(`select "id" from "payment" where "saleId" = ?`).get(
    saleId,
  );
  if (!payment) throw new Error("no payment began");
  await post(cashier, `/payments/${payment.id}/reminder`, { hasAccount: "no" });
  return async () => {
    await get(cashier, `/payments/${payment.id}/panel`);
  };
}
