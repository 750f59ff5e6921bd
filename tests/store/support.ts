import type { ShopDatabase, Tx } from "../../db/open.ts";
import type { NewPayment, PaymentRow } from "../../db/schema.ts";
import type { Mode } from "../../src/domain/sale.ts";
import { findPayment, insertPayment } from "../../src/store/payments.ts";
import { insertSale } from "../../src/store/sales.ts";
import { NOW } from "../db/support.ts";

/** The account these tests are signed in to, and one they were signed in to before. */
export const OUR_ACCOUNT = "kla_ours";
export const OTHER_ACCOUNT = "kla_other";

/** What every payment points to: both accounts, and Ada's shift at register 1. */
export async function insertPlace(tx: Tx): Promise<void> {
  for (const id of [OUR_ACCOUNT, OTHER_ACCOUNT]) {
    await tx.insertInto("klarnaAccount").values({
      id,
      mode: "practice",
      baseUrl: "http://127.0.0.1:8010",
      username: id,
      sealedPassword: null,
      keyId: null,
      createdAt: NOW,
    }).execute();
  }
  await tx.insertInto("shift")
    .values({ id: "shf_1", ...await findPlace(tx), mode: "practice", openedAt: NOW, closedAt: null }).execute();
}

export async function findPlace(tx: Tx): Promise<{ registerId: string; staffId: string }> {
  const register = await tx.selectFrom("register").select("id").where("number", "=", 1).executeTakeFirstOrThrow();
  const staff = await tx.selectFrom("staff").select("id").where("name", "=", "Ada").executeTakeFirstOrThrow();
  return { registerId: register.id, staffId: staff.id };
}

/** An open sale without lines; gives its code. */
export async function ringUpSale(tx: Tx, id: string, mode: Mode = "practice"): Promise<number> {
  const sale = await insertSale(tx, {
    id,
    mode,
    status: "open",
    ...await findPlace(tx),
    shiftId: "shf_1",
    customerId: null,
    currency: "GBP",
    parkedNote: null,
    createdAt: NOW,
    updatedAt: NOW,
    parkedAt: null,
    completedAt: null,
    completedBy: null,
    receiptNumber: null,
  });
  return sale.code;
}

/** A payment that waits for the customer, of a sale of its own unless another is named. */
export async function startWaitingPayment(tx: Tx, id: string, changes: Partial<NewPayment> = {}): Promise<void> {
  const attempt = changes.attempt ?? 1;
  const saleId = changes.saleId ?? id.replace("pay_", "sal_");
  if (changes.saleId === undefined) await ringUpSale(tx, saleId, changes.mode);
  await insertPayment(tx, {
    id,
    saleId,
    klarnaAccountId: OUR_ACCOUNT,
    mode: "practice",
    attempt,
    reference: `${saleId}-${attempt}`,
    amountMinor: 38_900,
    currency: "GBP",
    ...await findPlace(tx),
    status: "waiting",
    createdAt: NOW,
    limitAt: NOW + 900_000,
    statusAt: NOW,
    ...changes,
  });
}

export async function readPayment(db: ShopDatabase, id: string): Promise<PaymentRow> {
  const payment = await findPayment(db.read, id);
  if (!payment) throw new Error(`there is no payment ${id}`);
  return payment;
}
