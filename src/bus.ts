/** In-process publish and subscribe. A message is a topic and nothing else: it says where to look, never what is there. */
export type Bus = {
  publish(topic: string): void;
  /** Returns the way to stop listening. */
  subscribe(topic: string, listener: () => void): () => void;
  /** Whether somebody is looking, e.g. at an open payment window. */
  isWatched(topic: string): boolean;
  /** The payments somebody is looking at. */
  watchedPayments(): string[];
};

const PAYMENT = "payment:";
export const paymentTopic = (paymentId: string) => PAYMENT + paymentId;
/** Something was done at this register, or to a sale of its. */
export const registerTopic = (registerId: string) => `register:${registerId}`;

export function createBus(): Bus {
  const listeners = new Map<string, Set<() => void>>();
  return {
    publish(topic) {
      for (const listener of listeners.get(topic) ?? []) listener();
    },
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic);
      };
    },
    isWatched: (topic) => listeners.has(topic),
    watchedPayments: () =>
      [...listeners.keys()].filter((topic) => topic.startsWith(PAYMENT)).map((topic) => topic.slice(PAYMENT.length)),
  };
}
