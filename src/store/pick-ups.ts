import { sql } from "kysely";
import type { Db } from "../../db/open.ts";
import type { Mode } from "../domain/sale.ts";

/** So many are listed at most; more wait in no shop, and the most pressing come first. */
const MOST_LISTED = 300;

/** Finished sales whose goods wait to be picked up: whose approval ends first comes first, then who waits longest. */
export async function waitingSales(db: Db, mode: Mode) {
  const endsAt = sql<number | null>`(select min("authorizationExpiresAt") from "payment"
    where "saleId" = "sale"."id" and "savedAt" is not null and "status" = 'authorized')`;
  return await db.selectFrom("sale").leftJoin("customer", "customer.id", "sale.customerId")
    .where("forPickUpAt", "is not", null).where("handedOverAt", "is", null).where("sale.status", "=", "completed")
    .where("sale.mode", "=", mode)
    .select([
      "sale.id",
      "sale.code",
      "sale.currency",
      sql<number>`"sale"."forPickUpAt"`.as("since"),
      "customer.givenName",
      "customer.familyName",
      endsAt.as("endsAt"),
      sql<number>`exists (select 1 from "payment"
        where "saleId" = "sale"."id" and "savedAt" is not null and "status" = 'authorized')`.as("isHeld"),
      sql<number>`(select coalesce(sum("totalMinor"), 0) from "lineItem"
        where "saleId" = "sale"."id" and "removedAt" is null)
        - (select coalesce(sum("valueMinor"), 0) from "handOver" where "saleId" = "sale"."id")`.as("leftMinor"),
      // Something came back, or was not taken: what is left and who pays for it is worked out.
      sql<number>`exists (select 1 from "saleReturn" where "saleId" = "sale"."id")
        or exists (select 1 from "handOver" where "saleId" = "sale"."id" and "kind" = 'not_taken')`.as("isTouched"),
    ])
    .orderBy(sql`${endsAt} is null`).orderBy(endsAt).orderBy("forPickUpAt").limit(MOST_LISTED).execute();
}

/**
 * Payments of finished sales that Klarna approved and that are not captured, or not whole: how many, and which approval ends
 * first. What was completed a moment ago is about to be.
 */
export async function heldPayments(
  db: Db,
  mode: Mode,
  now: number,
): Promise<{ count: number; endsAt: number | null }> {
  return await db.selectFrom("payment").innerJoin("sale", "sale.id", "payment.saleId")
    .where("payment.status", "=", "authorized").where("payment.savedAt", "is not", null)
    // Behind the plus sign, no index is chosen for it: half of the book is of this mode.
    .where(sql<Mode>`+"payment"."mode"`, "=", mode).where("sale.status", "=", "completed")
    .where((eb) =>
      eb.or([eb("sale.forPickUpAt", "is not", null), eb("sale.completedAt", "<", now - CAPTURED_WITHIN_MS)])
    )
    // Of a rest that was let go of nothing is to be captured any more, though Klarna may not have let go of it yet.
    .where((eb) =>
      eb.not(eb.exists(
        eb.selectFrom("wish").select("wish.id").whereRef("wish.paymentId", "=", "payment.id")
          .where("wish.kind", "=", "release_rest"),
      ))
    )
    .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.min("payment.authorizationExpiresAt").as("endsAt")])
    .executeTakeFirstOrThrow();
}

const CAPTURED_WITHIN_MS = 5 * 60_000;
