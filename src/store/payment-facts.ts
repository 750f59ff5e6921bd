import type { Db } from "../../db/open.ts";
import type {
  AttentionItemRow,
  CaptureRow,
  CustomerRow,
  KlarnaBillRow,
  KlarnaChannelRow,
  PaymentEventRow,
  PaymentRow,
  SendingRow,
  WishRow,
} from "../../db/schema.ts";
import { openAttentionItems } from "./books.ts";
import { refusedChannels } from "./klarna-channels.ts";
import { everyRegister, everyStaff } from "./staff.ts";

/** All that is on record about one payment, beside its own row. */
export type PaymentFacts = {
  saleCode: number;
  customer: CustomerRow | undefined;
  bill: KlarnaBillRow | undefined;
  /** Oldest first. */
  events: PaymentEventRow[];
  /** Newest first, and so are the sendings. */
  wishes: WishRow[];
  sendings: SendingRow[];
  /** What was taken of it. */
  captures: CaptureRow[];
  /** What a person is called for. */
  calls: AttentionItemRow[];
  /** The ways that Klarna refuses for its account. */
  refused: KlarnaChannelRow[];
};

/** Who is who at the till, by id. */
export type Names = {
  staff: ReadonlyMap<string, string>;
  registers: ReadonlyMap<string, { name: string; number: number }>;
};

/** Everything about these payments by one question of each table, however many they are: a list asks it every few seconds. */
export async function paymentFacts(
  db: Db,
  payments: readonly PaymentRow[],
  now: number,
): Promise<(payment: PaymentRow) => PaymentFacts> {
  const ids = payments.map(({ id }) => id);
  const saleIds = payments.map(({ saleId }) => saleId);
  const sales = await db.selectFrom("sale").select(["id", "code"]).where("id", "in", saleIds).execute();
  const customers = await customersOf(db, payments);
  const bills = await db.selectFrom("klarnaBill").selectAll().where("paymentId", "in", ids).execute();
  const events = await db.selectFrom("paymentEvent").selectAll().where("paymentId", "in", ids).orderBy("paymentId")
    .orderBy("position").execute();
  const wishes = await db.selectFrom("wish").selectAll().where("paymentId", "in", ids).orderBy("askedAt", "desc")
    .orderBy("attempt", "desc").execute();
  const sendings = await db.selectFrom("sending").selectAll().where("paymentId", "in", ids).orderBy("askedAt", "desc")
    .orderBy("id", "desc").execute();
  const captures = await db.selectFrom("capture").selectAll().where("paymentId", "in", ids).execute();
  const calls = await openAttentionItems(db, ids);
  const refused = new Map<string, KlarnaChannelRow[]>();
  for (const id of new Set(payments.map((payment) => payment.klarnaAccountId))) {
    refused.set(id, await refusedChannels(db, id, now));
  }
  return ({ id, saleId, customerId, klarnaAccountId }) => {
    const isIts = (row: { paymentId: string | null }) => row.paymentId === id;
    return {
      saleCode: sales.find((sale) => sale.id === saleId)?.code ?? 0,
      customer: customers.find((customer) => customer.id === customerId),
      bill: bills.find(isIts),
      events: events.filter(isIts),
      wishes: wishes.filter(isIts),
      sendings: sendings.filter(isIts),
      captures: captures.filter(isIts),
      calls: calls.filter(isIts),
      refused: refused.get(klarnaAccountId) ?? [],
    };
  };
}

export async function names(db: Db): Promise<Names> {
  const staff = await everyStaff(db);
  const registers = await everyRegister(db);
  return {
    staff: new Map(staff.map(({ id, name }) => [id, name])),
    registers: new Map(registers.map((register) => [register.id, register])),
  };
}

/** As findCustomer: who is forgotten is nobody any more. */
async function customersOf(db: Db, payments: readonly PaymentRow[]): Promise<CustomerRow[]> {
  const ids = payments.flatMap(({ customerId }) => customerId === null ? [] : [customerId]);
  if (ids.length === 0) return [];
  return await db.selectFrom("customer").selectAll().where("id", "in", ids).where("forgottenAt", "is", null).execute();
}
