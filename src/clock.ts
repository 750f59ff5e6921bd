/** Time as the program sees it. Tests hand in one that they move by hand. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** What the machine's own clock says, which may have been set back below `now`. */
  wall(): number;
  /** Somebody said that the machine's clock is right: `now` follows it, even back. */
  followWall(): void;
  /** Resolves after `ms`, or at once when the signal is aborted; it never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};

/**
 * The wall clock, but never going back: when it is set back, elapsed time alone is followed until it has caught up, so
 * that no wait grows longer and nothing happens before what came first. It is followed forwards at once.
 */
export function steadyTime(wallMs: () => number, elapsedMs: () => number): Omit<Clock, "wait"> {
  const look = () => ({ wall: wallMs(), elapsed: elapsedMs() });
  let known = look();
  return {
    now() {
      const seen = look();
      const steady = Math.floor(known.wall + seen.elapsed - known.elapsed);
      if (seen.wall < steady) return steady;
      known = seen;
      return seen.wall;
    },
    wall: wallMs,
    followWall: () => known = look(),
  };
}

/**
 * Whether a wait until then goes on. One that would last longer than any does was begun by a clock that has been set back
 * since, and is over.
 */
export function isYetToCome(at: number, now: number, longestMs: number): boolean {
  return now < at && at - now <= longestMs;
}

export const systemClock: Clock = {
  ...steadyTime(() => Date.now(), () => performance.now()),
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
