/** The simulator's own time: a base clock plus whatever tests have advanced it by. Epoch milliseconds throughout. */
export type BaseClock = { now(): number };

export type SimulatorClock = {
  now(): number;
  advance(ms: number): void;
};

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Offset and skew live with the caller, so that they survive a restart. Skew is how far Klarna's clock is from ours. */
export function createClock(
  base: BaseClock,
  offset: { read(): number; write(ms: number): void },
  skew: { read(): number },
): SimulatorClock {
  return {
    now: () => base.now() + offset.read() + skew.read(),
    advance: (ms) => offset.write(offset.read() + ms),
  };
}

export const systemClock: BaseClock = { now: () => Date.now() };

/** ISO 8601 with milliseconds and Z, as Klarna writes times [S]. */
export function formatInstant(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** A signal that aborts after real time has passed; it never keeps a process alive. */
export function startDeadline(ms: number): AbortSignal {
  return AbortSignal.timeout(ms);
}

/** Runs `work` once after real time has passed, without keeping a process alive. Returns how to call it off. */
export function runLater(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  Deno.unrefTimer(Number(timer));
  return () => clearTimeout(timer);
}

/** Real time passes, unless the other side gives up first. */
export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = runLater(ms, resolve);
    signal.addEventListener("abort", () => (cancel(), resolve()), { once: true });
  });
}

/** Pauses of real time, one after the other, until they are stopped. */
export function keepApart(ms: number): { next(): Promise<void>; stop(): void } {
  const stopping = new AbortController();
  return { next: () => pauseFor(ms, stopping.signal), stop: () => stopping.abort() };
}
