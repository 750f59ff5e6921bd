/** Time as the program sees it. Tests hand in one that they move by hand. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal is aborted; it never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
  now: () => Date.now(),
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
