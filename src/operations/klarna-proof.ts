import type { PaymentRow } from "../../db/schema.ts";
import type { UnseenWhy } from "../domain/problem.ts";
import { AppError } from "../errors.ts";
import { KlarnaError } from "../klarna/errors.ts";
import type { KlarnaGateway } from "../klarna/gateway.ts";
import { modeOf } from "../klarna/markets.ts";
import type { KlarnaConnection, Shop } from "../shop.ts";
import { countOpenPaymentsOf, findAccountAt, paymentsKlarnaKnows } from "../store/klarna-accounts.ts";

/**
 * What was found out before a connection is replaced, and under which connection. `isProven`: the new credentials are
 * the merchant's whose payments are open, or somebody knows that they are not. Else there was nothing that Klarna must
 * know, and there must be nothing still.
 */
export type Proof = { connection: KlarnaConnection; isProven: boolean };

/** A few payments, should Klarna have let go of one of them. */
const MOST_QUESTIONS = 3;

/**
 * Finds out whether new credentials are the merchant's whose payments are open at this place: to another merchant
 * Klarna says "not found", as if those payments were gone. Nothing is asked when there is none that Klarna must know.
 * `gateway` null: the credentials in use stay. `strangers` is how many payments may stay open though only another
 * merchant sees them, for that one's credentials may be gone for good. Throws klarna_payments_unseen.
 */
export async function proveCredentials(
  shop: Shop,
  url: string,
  gateway: KlarnaGateway | null,
  strangers: number,
): Promise<Proof> {
  const { klarna: connection, db: { read } } = shop;
  if (gateway === null) return { connection, isProven: true };
  const account = await findAccountAt(read, { baseUrl: url, mode: modeOf(url) });
  const known = account ? await paymentsKlarnaKnows(read, account.id, shop.clock.now(), MOST_QUESTIONS) : [];
  if (!account || known.length === 0) return { connection, isProven: false };
  const count = await countOpenPaymentsOf(read, account.id);
  for (const payment of known) {
    if (await isKnown(shop, gateway, payment, count)) return { connection, isProven: true };
  }
  if (count > strangers) throw unseen("other_merchant", count);
  return { connection, isProven: true };
}

async function isKnown(shop: Shop, gateway: KlarnaGateway, payment: PaymentRow, count: number): Promise<boolean> {
  const { orderId, hostedSessionId } = payment;
  try {
    const { state } = orderId === null
      ? await gateway.readHostedSession(hostedSessionId ?? "")
      : await gateway.readOrder(orderId);
    return state !== "gone";
  } catch (error) {
    if (!(error instanceof KlarnaError)) throw error;
    const { httpStatus, code, correlationId } = error.detail;
    shop.log.warn("klarna_proof_failed", { kind: error.kind, httpStatus, code, correlationId });
    if (error.kind !== "refused") throw unseen("away", count);
    if (httpStatus === 401) throw unseen("refused", count);
    return false;
  }
}

function unseen(why: UnseenWhy, count: number): AppError {
  return new AppError({ kind: "klarna_payments_unseen", why, count });
}
