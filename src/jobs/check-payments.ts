import { isYetToCome } from "../clock.ts";
import { checkPayment } from "../operations/check-payment.ts";
import { callAboutFault, callOffFault } from "../operations/look-fault.ts";
import type { Shop } from "../shop.ts";
import { paymentsCalledFor } from "../store/books.ts";
import { duePayments, hintPayment } from "../store/due-payments.ts";
import { inTransaction } from "../store/transaction.ts";

/** How many payments are asked about at the same time: as many as keep Klarna at its limit while it takes 150 ms to answer. */
const MOST_IN_FLIGHT = 32;
/** A payment whose check broke on a fault of ours is left alone this long, so that it cannot stop the others. */
const REST_AFTER_FAULT_MS = 30_000;
/** So many faults in a row are no busy moment any more: a person must know that nobody looks. */
const FAULTS_BEFORE_CALL = 3;

/** Asks Klarna about every payment that is due, the watched ones first, a few at a time. */
export function createPaymentChecks() {
  const inFlight = new Map<string, Promise<void>>();
  /** Until when a payment rests whose rest could not be written down either. */
  const restsUntil = new Map<string, number>();

  const faults = createFaultCalls();

  const rest = async (shop: Shop, paymentId: string) => {
    const later = shop.clock.now() + REST_AFTER_FAULT_MS;
    try {
      await inTransaction(shop.db, (tx) => hintPayment(tx, paymentId, later));
    } catch (error) {
      restsUntil.set(paymentId, later);
      shop.log.error("rest_not_kept", { paymentId, error: String(error) });
    }
  };
  const check = async (shop: Shop, paymentId: string) => {
    try {
      await checkPayment(shop, paymentId, "poll");
      await faults.wentThrough(shop, paymentId);
    } catch (error) {
      shop.log.error("check_failed", { paymentId, error: String(error) });
      await rest(shop, paymentId);
      await faults.broke(shop, paymentId);
    } finally {
      inFlight.delete(paymentId);
    }
  };
  return {
    /** Starts as many checks as there is room for; says whether it started any. */
    async start(shop: Shop): Promise<boolean> {
      const room = MOST_IN_FLIGHT - inFlight.size;
      if (room <= 0) return false;
      const now = shop.clock.now();
      endRests(restsUntil, now);
      const limit = room + inFlight.size + restsUntil.size;
      const { accountId: klarnaAccountId } = shop.klarna;
      const due = await duePayments(shop.db.read, { klarnaAccountId, now, watched: shop.bus.watchedPayments(), limit });
      const fresh = due.filter((paymentId) => !inFlight.has(paymentId) && !restsUntil.has(paymentId)).slice(0, room);
      for (const paymentId of fresh) inFlight.set(paymentId, check(shop, paymentId));
      return fresh.length > 0;
    },
    /** Waits for the checks under way; says whether there were any. */
    async settle(): Promise<boolean> {
      const underWay = [...inFlight.values()];
      await Promise.all(underWay);
      return underWay.length > 0;
    },
  };
}

function endRests(restsUntil: Map<string, number>, now: number): void {
  for (const [paymentId, untilAt] of restsUntil) {
    if (!isYetToCome(untilAt, now, REST_AFTER_FAULT_MS)) restsUntil.delete(paymentId);
  }
}

/** Calls a person for a payment at which the till stumbles time and again, and calls them off once it no longer does. */
function createFaultCalls() {
  const inARow = new Map<string, number>();
  /** For which somebody was called before this start, once that was asked. */
  let calledBefore: Set<string> | null = null;
  return {
    async wentThrough(shop: Shop, paymentId: string): Promise<void> {
      calledBefore ??= new Set(await paymentsCalledFor(shop.db.read, "look_breaks"));
      const count = inARow.get(paymentId) ?? 0;
      inARow.delete(paymentId);
      if (calledBefore.delete(paymentId) || count >= FAULTS_BEFORE_CALL) await callOffFault(shop, paymentId);
    },
    async broke(shop: Shop, paymentId: string): Promise<void> {
      const count = (inARow.get(paymentId) ?? 0) + 1;
      inARow.set(paymentId, count);
      if (count >= FAULTS_BEFORE_CALL) await callAboutFault(shop, paymentId);
    },
  };
}
