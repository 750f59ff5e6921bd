/** Time as the program sees it. Tests hand in one that they move by hand. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal is aborted; it never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};

/**
 * The wall clock, but never going back: when it is set back, elapsed time alone is followed until it has caught up, so
 * that no wait grows longer and nothing happens before what came first. It is followed forwards at once.
 */
export function steadyNow(wallMs: () => number, elapsedMs: () => number): () => number {
  let known = { wall: wallMs(), elapsed: elapsedMs() };
  return () => {
    const seen = { wall: wallMs(), elapsed: elapsedMs() };
    const steady = Math.floor(known.wall + seen.elapsed - known.elapsed);
    if (seen.wall < steady) return steady;
    known = seen;
    return seen.wall;
  };
}

export const systemClock: Clock = {
  now: steadyNow(() => Date.now(), () => performance.now()),
  wait(ms, signal) {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, Math.min(ms, longestTimerMs));
      signal?.addEventListener("abort", finish);
    });
  },
};

// A timer holds 31 bits: a longer one would fire at once.
const longestTimerMs = 2_147_483_647;
