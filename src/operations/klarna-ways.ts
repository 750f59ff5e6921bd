import type { Db } from "../../db/open.ts";
import type { PaybackRow, PaymentRow } from "../../db/schema.ts";
import { sumOfAmounts } from "../domain/money.ts";
import { creditsOfPayment } from "../store/exchanges.ts";
import { bookedOf } from "../store/payments.ts";
import { claimedElsewhere, paybacksByPayment } from "../store/returns.ts";
import { wishesOf } from "../store/wishes.ts";

/**
 * What Klarna took and will not have given back once all is done that was promised: also what it has not answered yet, and
 * what somebody gave back in its portal. Where it is a sale's own, less what pays for other sales by now.
 */
export async function leftAtKlarna(
  db: Db,
  { id: paymentId, refundedElsewhereMinor }: PaymentRow,
  creditId: string | null,
  elsewhereMinor = refundedElsewhereMinor,
): Promise<number> {
  const { capturedMinor } = await bookedOf(db, paymentId);
  const promised = await paybacksByPayment(db, paymentId);
  const leftMinor = capturedMinor - sumOfAmounts(promised) - elsewhereMinor;
  if (creditId !== null) return Math.max(0, leftMinor);
  const ownMinor = sumOfAmounts(promised.filter((one) => one.creditId === null));
  const onMinor = sumOfAmounts(await creditsOfPayment(db, paymentId));
  return Math.max(0, Math.min(leftMinor, capturedMinor - ownMinor - onMinor - elsewhereMinor));
}

/**
 * What of it can be booked as given back in Klarna's portal: no more than our book has as taken. What was taken there, too, and
 * never booked, was nobody's money here when it went back.
 */
export async function bookableAsFound(db: Db, payment: PaymentRow, creditId: string | null): Promise<number> {
  // What Klarna refused may be what was given back there: that is settled first.
  const refusedMinor = sumOfAmounts(await refusedPaybacks(db, payment.id));
  const takenMinor = await leftAtKlarna(db, payment, creditId, await claimedElsewhere(db, payment.id));
  return Math.min(takenMinor, await foundAtKlarna(db, payment) - refusedMinor);
}

/** What somebody gave back in Klarna's portal that our book has no return of. */
export async function foundAtKlarna(db: Db, { id, refundedElsewhereMinor }: PaymentRow): Promise<number> {
  return Math.max(0, refundedElsewhereMinor - await claimedElsewhere(db, id));
}

/** What of this payment Klarna refused to give back, and neither gave back at another try nor went another way. */
export async function refusedPaybacks(db: Db, paymentId: string): Promise<PaybackRow[]> {
  const newest = new Map(
    (await wishesOf(db, paymentId)).toSorted((a, b) => a.attempt - b.attempt).map((wish) => [wish.paybackId, wish]),
  );
  return (await paybacksByPayment(db, paymentId)).filter(({ id }) => newest.get(id)?.state === "refused");
}
