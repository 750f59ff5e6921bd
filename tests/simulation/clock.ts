import type { Clock } from "../../src/clock.ts";

/** Time that passes only when it is told to. Waits count by what passed; the wall clock may jump beside that. */
export type VirtualClock = Clock & {
  /** Time passes: whoever waits until then goes on. */
  advance(ms: number): void;
  /** Somebody sets the wall clock; nothing passes. */
  jump(ms: number): void;
  /** What the time really is, whatever the wall clock says: Klarna goes by it. */
  truth(): number;
};

type Timer = { at: number; order: number; end: () => void };

export function createVirtualClock(startAt: number): VirtualClock {
  let wall = startAt;
  let passed = 0;
  let order = 0;
  let timers: Timer[] = [];
  return {
    now: () => wall,
    wall: () => wall,
    followWall() {},
    wait(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = { at: passed + ms, order: order++, end: resolve };
        timers.push(timer);
        signal?.addEventListener("abort", () => {
          timers = timers.filter((one) => one !== timer);
          resolve();
        }, { once: true });
      });
    },
    advance(ms) {
      passed += ms;
      wall += ms;
      const due = timers.filter((timer) => timer.at <= passed).sort((a, b) => a.at - b.at || a.order - b.order);
      timers = timers.filter((timer) => timer.at > passed);
      for (const timer of due) timer.end();
    },
    jump(ms) {
      wall += ms;
    },
    truth: () => startAt + passed,
  };
}
