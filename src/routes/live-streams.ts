import type { Bus } from "../bus.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";

/** The open streams of server-sent events: each says what is there now, on connect and again at every word of its topic. */
export type LiveStreams = {
  open(bus: Pick<Bus, "subscribe">, topic: string, render: Render, mostOfTopic?: number): Response;
  /** Ends them all; browsers connect again when the till is back. */
  close(): void;
};

/** What is there now; null when whoever listens may no longer see it, which ends the stream. */
type Render = () => Promise<string | null>;

/** More windows than any shop has open; one more is told to poll instead. */
const MOST_STREAMS = 2_000;
/** A named event now and then, for proxies and for the page's watchdog. */
const HEARTBEAT_MS = 10_000;

const encoder = new TextEncoder();

/** There is no backlog: a tab that was away gets the present state, which is all it needs. */
export function createLiveStreams(clock: Clock, log: Log): LiveStreams {
  const open = new Map<() => void, string>();
  return {
    open(bus, topic, render, mostOfTopic = MOST_STREAMS) {
      const ofTopic = [...open.values()].filter((one) => one === topic).length;
      if (open.size >= MOST_STREAMS || ofTopic >= mostOfTopic) return new Response(null, { status: 204 });
      return openStream({ bus, topic, render, clock, log }, open);
    },
    close() {
      for (const end of [...open.keys()]) end();
    },
  };
}

type Source = { bus: Pick<Bus, "subscribe">; topic: string; render: Render; clock: Clock; log: Log };

function openStream({ bus, topic, render, clock, log }: Source, open: Map<() => void, string>): Response {
  const stopped = new AbortController();
  let unsubscribe = () => {};
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      end = () => {
        if (stopped.signal.aborted) return;
        stopped.abort();
        unsubscribe();
        open.delete(end);
        try {
          controller.close();
        } catch { /* the browser was faster */ }
      };
      const send = (text: string) => {
        if (!stopped.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const say = oneAtATime(async () => {
        const html = await render();
        if (html === null) return end();
        send(asEvent(html));
      }, (error) => {
        log.error("live_render_failed", { topic, error: String(error) });
        end();
      });
      open.set(end, topic);
      unsubscribe = bus.subscribe(topic, say);
      send("retry: 1000\n\n");
      say();
      void beat(clock, stopped.signal, send);
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
  });
}

/** Words that come while one is being said are said once, after it. */
function oneAtATime(work: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let isBusy = false;
  let isAgain = false;
  const run = async () => {
    isBusy = true;
    do {
      isAgain = false;
      await work();
    } while (isAgain);
    isBusy = false;
  };
  return () => {
    if (isBusy) isAgain = true;
    else run().catch(onError);
  };
}

async function beat(clock: Clock, signal: AbortSignal, send: (text: string) => void): Promise<void> {
  while (!signal.aborted) {
    await clock.wait(HEARTBEAT_MS, signal);
    if (!signal.aborted) send("event: beat\ndata:\n\n");
  }
}

function asEvent(html: string): string {
  return `${html.split("\n").map((line) => `data: ${line}`).join("\n")}\n\n`;
}
