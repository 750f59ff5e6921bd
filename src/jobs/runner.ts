import { endRecovery } from "../operations/recovery.ts";
import type { Shop } from "../shop.ts";
import { nextDueAt } from "../store/due-payments.ts";
import { createPaymentChecks } from "./check-payments.ts";
import { forgetOldRows } from "./forget-old-rows.ts";
import { createNightlyLooks } from "./nightly-look.ts";
import { createBookCheck } from "./own-books.ts";
import { createKlarnaProbe } from "./probe-klarna.ts";
import { createReceiptMails } from "./receipt-mails.ts";
import { createRecoveryLooks } from "./recovery-looks.ts";

/** A piece of work that says whether there was any. */
export type Job = (shop: Shop) => Promise<boolean>;

export type Runner = {
  /** Works until nothing is due, looks in flight included. For tests and for stopping. */
  drain(): Promise<void>;
  /** Works on and on, until stopped. */
  run(): Promise<void>;
  /** Something is due now. */
  wake(): void;
  stop(): Promise<void>;
  /** When the loop last went round; health asks. */
  beatAt(): number;
};

/** The loop looks round at least this often, so that a clock that jumped or a lost wake-up costs a second at most. */
const LONGEST_NAP_MS = 1_000;
const SHORTEST_NAP_MS = 20;

/** Does what is due, one round after another. A job that throws is logged; the loop goes on. */
export function createRunner(shop: Shop): Runner {
  const checks = createPaymentChecks();
  const probe = createKlarnaProbe();
  const nights = createNightlyLooks();
  const mails = createReceiptMails();
  const rereads = createRecoveryLooks();
  const underWay = [checks, probe, nights, mails, rereads];
  const jobs: Job[] = [...underWay.map(({ start }) => start), createBookCheck(), forgetOldRows, endRecovery];
  let nap = new AbortController();
  let isStopping = false;
  let beatAt = shop.clock.now();
  let running = Promise.resolve();

  const round = async () => {
    beatAt = shop.clock.now();
    const worked = [];
    for (const job of jobs) worked.push(await attempt(shop, job));
    return worked.includes(true);
  };
  const rest = async () => {
    const dueAt = await nextDueAt(shop.db.read, shop.klarna.accountId).catch(() => null);
    const untilDueMs = (dueAt ?? Infinity) - shop.clock.now();
    const napMs = Math.max(SHORTEST_NAP_MS, Math.min(LONGEST_NAP_MS, untilDueMs));
    await shop.clock.wait(napMs, nap.signal);
    if (nap.signal.aborted) nap = new AbortController();
  };
  const settle = () => settleAll(underWay);
  const loop = async () => {
    while (!isStopping) {
      if (!await round()) await rest();
    }
  };
  return {
    async drain() {
      while (await round() || await settle()) { /* until there is no work */ }
    },
    run() {
      running = loop();
      return running;
    },
    wake: () => nap.abort(),
    async stop() {
      isStopping = true;
      nap.abort();
      await running;
      await settle();
    },
    beatAt: () => beatAt,
  };
}

/** Waits for whatever is asked of Klarna or a mail server just now; says whether there was any. */
async function settleAll(jobs: { settle(): Promise<boolean> }[]): Promise<boolean> {
  const underWay = [];
  for (const job of jobs) underWay.push(await job.settle());
  return underWay.includes(true);
}

async function attempt(shop: Shop, job: Job): Promise<boolean> {
  try {
    return await job(shop);
  } catch (error) {
    shop.log.error("job_failed", { job: job.name, error: String(error) });
    return false;
  }
}
