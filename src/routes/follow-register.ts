import { type Bus, paymentTopic } from "../bus.ts";

export type Following = {
  /** The bus as the stream of one screen hears it. */
  bus: Pick<Bus, "subscribe">;
  /** Listens to this payment too from now on, and to no other; says whether that is a change. */
  follow(paymentId: string | null): boolean;
};

/** A screen hears of its register, and of the payment it shows, which changes from customer to customer. */
export function followRegister(bus: Bus): Following {
  let hear = () => {};
  let isOver = false;
  let followed: { paymentId: string; leave: () => void } | null = null;
  const follow = (paymentId: string | null) => {
    if (isOver || (followed?.paymentId ?? null) === paymentId) return false;
    followed?.leave();
    followed = paymentId === null ? null : { paymentId, leave: bus.subscribe(paymentTopic(paymentId), () => hear()) };
    return true;
  };
  return {
    bus: {
      subscribe(topic, listener) {
        hear = listener;
        const leave = bus.subscribe(topic, listener);
        return () => {
          leave();
          follow(null);
          isOver = true;
        };
      },
    },
    follow,
  };
}
