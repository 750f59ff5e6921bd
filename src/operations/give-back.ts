import type { Tx } from "../../db/open.ts";
import type { LineItemRow, PaybackRow, SaleRow } from "../../db/schema.ts";
import { returnJournal } from "../domain/journal.ts";
import {
  cashBack,
  type LinePart,
  LONGEST_RETURN_NOTE,
  planReturn,
  type ReturnReason,
  type WantedOfLine,
} from "../domain/return.ts";
import { TAX_FREE_CODE } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, newIdempotencyKey, type Operator, type Shop } from "../shop.ts";
import { insertJournal } from "../store/books.ts";
import { hintPayment } from "../store/due-payments.ts";
import { findPayment } from "../store/payments.ts";
import { insertPayback, insertReturn, nextReturnNumber } from "../store/returns.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister } from "../store/staff.ts";
import { insertWish } from "../store/wishes.ts";
import { type AfterCommit } from "../store/transaction.ts";
import { type Approval, secondPersonFor } from "./approval.ts";
import { requireSale } from "./basket.ts";
import { checkPayment } from "./check-payment.ts";
import { currentShift, openDrawer, putCash } from "./drawer.ts";
import { returnToCard } from "./gift-cards.ts";
import { logCards } from "./logbook.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { noteEvent } from "./payment-events.ts";
import { CASH_KEY, type Refundable, refundableOf, type Way, whyNotReturnable } from "./refundable.ts";

/** What comes back of one line, and why. */
export type ReturnedLine = WantedOfLine & { reason: ReturnReason; backOnShelf: boolean };

/** What somebody wants to give back: as it was shown, with every way in which the money goes. */
export type WantedReturn = {
  lines: readonly ReturnedLine[];
  /** An amount beyond any line, and why. */
  freeMinor: number;
  note: string;
  /** By the key of each way; a card's slip may be named. */
  split: readonly { key: string; amountMinor: number; reference: string }[];
  /** What goes back in all, as the screen said it. */
  shownMinor: number;
};

/**
 * What a wanted return comes to, before anybody agrees to it. Throws return_too_many, and return_too_much: also where less
 * is left of what was paid than of what was sold, as when money was given back in Klarna's portal.
 */
export function returnParts(refundable: Refundable, wanted: Pick<WantedReturn, "lines" | "freeMinor">) {
  const plan = planReturn(refundable.left, wanted.lines, wanted.freeMinor);
  if (plan === "too_many" || plan === "too_much") throw new AppError({ kind: `return_${plan}` });
  const parts = [...plan.wanted, ...plan.free];
  const sumOf = (of: (part: LinePart) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const totalMinor = sumOf((part) => part.amountMinor);
  const leftMinor = refundable.ways.reduce((sum, way) => sum + way.leftMinor, 0);
  if (totalMinor > leftMinor) throw new AppError({ kind: "return_too_much" });
  return { ...plan, parts, totalMinor, taxMinor: sumOf((part) => part.taxMinor) };
}

/**
 * Gives money back for what comes back of a finished sale, in the ways that were shown, and books all of it at once: cash
 * leaves the drawer, a gift card holds it again, and Klarna is asked for its part afterwards. What was seen is what is
 * done. Throws not_returnable, return_empty, return_changed, return_split, return_reason_needed, needs_second, note_too_long,
 * and what returnParts and secondPersonFor throw.
 */
export async function giveBack(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: WantedReturn & { saleId: string; approval: Approval },
): Promise<{ returnId: string }> {
  const approver = await secondPersonFor(shop, by, wanted.approval);
  const paymentIds: string[] = [];
  const result = await once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    const sale = await requireSale(tx, wanted.saleId);
    const why = await whyNotReturnable(tx, sale, shop.klarna);
    if (why) throw new AppError({ kind: "not_returnable", why });
    const refundable = await refundableOf(tx, sale);
    const planned = returnParts(refundable, wanted);
    refuseUnlessMeant(wanted, planned);
    const chosen = chosenWays(refundable, wanted, planned.totalMinor);
    const { returnLimitMinor, cashStepMinor } = await requireShop(tx);
    const isAboveLimit = refundable.returnedMinor + planned.totalMinor > returnLimitMinor;
    if (isAboveLimit && approver === null) throw new AppError({ kind: "needs_second" });
    const approvedBy = isAboveLimit ? approver : null;
    const returnId = await keepReturn(shop, tx, by, { sale, wanted, planned, approvedBy });
    const given = chosen.flatMap((one) => inCoins(one, refundable, cashStepMinor));
    await bookReturn(shop, tx, by, { sale, returnId, lines: refundable.lines, parts: planned.parts, given });
    for (const one of given) {
      await carryOut(shop, { tx, afterCommit }, by, { sale, returnId, one });
      if (one.paymentId) paymentIds.push(one.paymentId);
    }
    if (given.some(({ kind }) => kind === "cash")) openDrawer(shop, await findRegister(tx, by.registerId), afterCommit);
    afterCommit(shop.wakeJobs);
    return { returnId };
  });
  await logCards(shop, wanted.saleId);
  for (const paymentId of paymentIds) await checkPayment(shop, paymentId, "cashier");
  return result;
}

function refuseUnlessMeant(wanted: WantedReturn, planned: ReturnType<typeof returnParts>): void {
  if (planned.totalMinor === 0) throw new AppError({ kind: "return_empty" });
  if (wanted.note.length > LONGEST_RETURN_NOTE) throw new AppError({ kind: "note_too_long" });
  if (wanted.freeMinor > 0 && wanted.note.trim() === "") throw new AppError({ kind: "return_reason_needed" });
  if (planned.totalMinor !== wanted.shownMinor) throw new AppError({ kind: "return_changed" });
}

type Chosen = { way: Way; amountMinor: number; reference: string | null };

/** The ways that take a part of it. All parts together are all of it, and none is more than its way can hold. */
function chosenWays({ ways }: Refundable, { split }: WantedReturn, totalMinor: number): Chosen[] {
  const chosen = ways.flatMap((way): Chosen[] => {
    const asked = split.find(({ key }) => key === way.key);
    if (!asked || asked.amountMinor === 0) return [];
    if (asked.amountMinor > way.leftMinor) throw new AppError({ kind: "return_split", isMore: true });
    return [{ way, amountMinor: asked.amountMinor, reference: asked.reference.trim() || null }];
  });
  const sum = chosen.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (sum !== totalMinor) throw new AppError({ kind: "return_split", isMore: false });
  if (chosen.some(({ reference }) => (reference ?? "").length > LONGEST_REFERENCE)) {
    throw new AppError({ kind: "reference_too_long" });
  }
  return chosen;
}

const LONGEST_REFERENCE = 60;

type Given = Pick<PaybackRow, "kind" | "amountMinor" | "tenderId" | "paymentId" | "giftCardId" | "reference">;

/** Cash as it is handed over, and beside it what that rounds away; other ways as they are. */
function inCoins({ way, amountMinor, reference }: Chosen, { cash }: Refundable, stepMinor: number): Given[] {
  const { kind, tenderId, paymentId, giftCardId } = way;
  const place = { tenderId, paymentId, giftCardId, reference };
  if (way.key !== CASH_KEY || cash === null) return [{ ...place, kind, amountMinor }];
  const { cashMinor, roundingMinor } = cashBack(amountMinor, cash, stepMinor);
  const coins: Given[] = [
    { ...place, kind, amountMinor: cashMinor },
    { ...place, kind: "rounding", amountMinor: roundingMinor },
  ];
  return coins.filter((one) => one.amountMinor !== 0);
}

type Keeping = {
  sale: SaleRow;
  wanted: WantedReturn;
  planned: ReturnType<typeof returnParts>;
  approvedBy: string | null;
};

async function keepReturn(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { sale, wanted, planned, approvedBy }: Keeping,
): Promise<string> {
  const { registerId, staffId } = by;
  const { totalMinor, taxMinor } = planned;
  const reasonOf = (lineId: string) => wanted.lines.find((line) => line.lineId === lineId);
  const row = {
    id: newId(shop, "ret"),
    number: await nextReturnNumber(tx, sale.mode),
    saleId: sale.id,
    mode: sale.mode,
    registerId,
    shiftId: await currentShift(shop, tx, by, sale.mode),
    staffId,
    approvedBy,
    totalMinor,
    taxMinor,
    note: wanted.note.trim() || null,
    at: shop.clock.now(),
  };
  await insertReturn(tx, row, [
    ...planned.wanted.map((part) => {
      const { reason = "other", backOnShelf = false } = reasonOf(part.lineId) ?? {};
      return { ...part, reason, backOnShelf: Number(backOnShelf && part.quantity > 0) };
    }),
    ...planned.free.map((part) => ({ ...part, reason: "goodwill" as const, backOnShelf: 0 })),
  ]);
  return row.id;
}

type Booked = { sale: SaleRow; returnId: string; lines: LineItemRow[]; parts: LinePart[]; given: Given[] };

async function bookReturn(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { sale, returnId, lines, parts, given }: Booked,
): Promise<void> {
  const coded = parts.map((part) => {
    const line = lines.find(({ id }) => id === part.lineId);
    return { ...part, taxCode: line?.isTaxFree ? TAX_FREE_CODE : line?.taxCode ?? "" };
  });
  const { mode, currency, id: saleId } = sale;
  const shiftId = await currentShift(shop, tx, by, mode);
  const journal = { id: newId(shop, "jnl"), cause: "returned", saleId, returnId, paymentId: null, mode, shiftId };
  const entries = returnJournal(coded, given);
  await insertJournal(tx, { ...journal, staffId: by.staffId, at: shop.clock.now() }, entries, currency);
}

/** Writes down one way in which the money goes, and sends it on that way. */
async function carryOut(
  shop: Shop,
  { tx, afterCommit }: { tx: Tx; afterCommit: AfterCommit },
  by: Operator,
  { sale, returnId, one }: { sale: SaleRow; returnId: string; one: Given },
): Promise<void> {
  const { mode } = sale;
  const { staffId } = by;
  const at = shop.clock.now();
  const { amountMinor, tenderId, paymentId, giftCardId } = one;
  const id = newId(shop, "pbk");
  await insertPayback(tx, { ...one, id, returnId, insteadOfId: null, staffId, at });
  if (one.kind === "cash" && tenderId) {
    await putCash(shop, tx, by, { id: tenderId, amountMinor, mode }, "given_back");
  }
  if (one.kind === "gift_card") {
    if (giftCardId === null) throw new AppError({ kind: "gift_card_missing" });
    await returnToCard(shop, tx, by, { giftCardId, saleId: sale.id, amountMinor });
  }
  if (one.kind !== "klarna" || paymentId === null) return;
  const payment = await findPayment(tx, paymentId);
  if (!payment) throw new AppError({ kind: "payment_missing" });
  await insertWish(tx, {
    id: newId(shop, "wsh"),
    paymentId,
    kind: "refund",
    paybackId: id,
    idempotencyKey: newIdempotencyKey(shop),
    amountMinor,
    staffId,
    askedAt: at,
  });
  const because = { cause: "cashier", staffId, detail: { amountMinor } } as const;
  await noteEvent(shop, { tx, afterCommit, payment, because }, "refund_asked");
  await hintPayment(tx, paymentId, at);
}
