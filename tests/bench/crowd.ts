/**
 * Many at once: open payments, each watched by a live stream of its own, all paid at the same moment; and one change that is told to
 * many streams. Meanwhile eight cashiers sell as fast as they can.
 */
import { type Cashier, signIn } from "../real/cashier.ts";
import { cloneAll, openOne } from "../real/many-payments.ts";
import { openPair, type Pair } from "../real/pair.ts";
import { rounded, type Spread, spreadOf } from "./measure.ts";
import { addNextLine, sellOnce } from "./sale.ts";

export type Crowd = {
  payments: number;
  /** From the first of them being paid at Klarna to the last stream that was told so. */
  allSeenMs: number;
  streams: number;
  /** From a change at Klarna to each stream of one payment having been told. */
  broadcastMs: Spread;
  /** Sales that were paid while all this went on, and what a scan took for whoever rang it up. */
  sales: number;
  scanMs: Spread;
};

const CREW = ["Ada", "Ben", "Aisha", "Jo", "Marek", "Mona", "Ada", "Ben"];
const LONGEST_MS = 60_000;
/** So long cashiers sell before anything is paid. */
const WARM_MS = 1_000;

export async function measureCrowd({ payments, streams }: { payments: number; streams: number }): Promise<Crowd> {
  const pair = await openPair({ limits: "live", callbacks: false });
  try {
    const ada = await signIn(pair, "Ada", 1);
    const first = await openOne(pair, ada);
    await pair.kill();
    const ids = [first, ...cloneAll(pair, first, payments)];
    await pair.restart();
    const shop = sellMeanwhile(pair);
    await rest(WARM_MS);
    const { broadcastMs } = await broadcast(pair, ada, first, streams);
    const allSeenMs = await payAll(pair, ada, ids.slice(1));
    const { sales, times } = await shop.close();
    return { payments, allSeenMs, streams, broadcastMs, sales, scanMs: spreadOf(times) };
  } finally {
    await pair.end();
  }
}

/** Eight at three registers, sale after sale, each with scans that are timed. */
function sellMeanwhile(pair: Pair) {
  const times: number[] = [];
  let isOpen = true;
  let sales = 0;
  const serve = async (name: string, index: number) => {
    const cashier = await signIn(pair, name, 1 + index % 3);
    while (isOpen) {
      for (let count = 0; count < 5; count++) {
        const scannedAt = performance.now();
        await addNextLine(cashier);
        times.push(performance.now() - scannedAt);
      }
      await sellOnce(cashier);
      sales++;
    }
  };
  const crew = Promise.all(CREW.map(serve));
  return {
    async close() {
      isOpen = false;
      await crew;
      return { sales, times };
    },
  };
}

/** So many screens show the same payment; its customer opens the link. */
async function broadcast(pair: Pair, ada: Cashier, id: string, streams: number): Promise<{ broadcastMs: Spread }> {
  const watchers = await Promise.all(Array.from({ length: streams }, () => watch(ada, id, "In progress")));
  const { reference } = pair.look().payments.find((one) => one.id === id)!;
  const changedAt = performance.now();
  await pair.klarna.act("POST", `/sessions/${reference}/open`);
  const toldAt = await Promise.all(watchers.map(({ told }) => told));
  return { broadcastMs: spreadOf(toldAt.map((at) => at - changedAt)) };
}

async function payAll(pair: Pair, ada: Cashier, ids: readonly string[]): Promise<number> {
  const watchers = await Promise.all(ids.map((id) => watch(ada, id, "Completed")));
  const references = new Map(pair.look().payments.map(({ id, reference }) => [id, reference]));
  const paidAt = performance.now();
  await Promise.all(ids.map((id) => pair.klarna.act("POST", `/sessions/${references.get(id)}/approve`)));
  const toldAt = await Promise.all(watchers.map(({ told }) => told));
  return rounded(Math.max(...toldAt) - paidAt);
}

/** A window's live stream. Resolves once it stands; `told` is when it first says this word. */
async function watch({ browser }: Cashier, id: string, word: string): Promise<{ told: Promise<number> }> {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(new Error(`nobody told the window of ${id} "${word}"`)), LONGEST_MS);
  const headers = { cookie: browser.cookie(), accept: "text/event-stream" };
  const stream = await fetch(`${browser.origin}/payments/${id}/live`, { headers, signal: end.signal });
  if (!stream.ok || !stream.body) throw new Error(`the stream of ${id} was answered with ${stream.status}`);
  const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => {
    for (let text = ""; !text.includes(word);) {
      const { done, value = "" } = await reader.read();
      if (done) throw new Error(`the stream of ${id} ended`);
      text = (text + value).slice(-20_000);
    }
    const at = performance.now();
    clearTimeout(timer);
    await reader.cancel().catch(() => {});
    end.abort();
    return at;
  };
  return { told: read() };
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
