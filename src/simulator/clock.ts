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

/** The offset lives with the caller, so that it survives a restart. */
export function createClock(base: BaseClock, offset: { read(): number; write(ms: number): void }): SimulatorClock {
  return {
    now: () => base.now() + offset.read(),
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
