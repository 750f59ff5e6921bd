import type { ReturnReason } from "../../src/domain/return.ts";
import { giveBack } from "../../src/operations/give-back.ts";
import { returnParts } from "../../src/operations/return-parts.ts";
import { foundOf, refundableOf, suggestedSplit } from "../../src/operations/refundable.ts";
import type { Operator } from "../../src/shop.ts";
import type { Approval } from "../../src/operations/approval.ts";
import type { Action } from "../../src/operations/once.ts";
import { saleRow, type Scene } from "./support.ts";
import { openStory, type Story } from "./story.ts";

/** What somebody wants back, by the place of the line in the sale. */
export type Told = {
  lines?: { at: number; quantity?: number; partMinor?: number; reason?: ReturnReason; backOnShelf?: boolean }[];
  freeMinor?: number;
  note?: string;
  /** Amounts by kind of way; as the till suggests it when left out. */
  split?: Record<string, number>;
  shownMinor?: number;
  foundMinor?: number;
  approval?: Approval;
  by?: Operator;
  press?: Action;
};

/** Gives back as a screen drawn just now would have it. */
export async function takeBack(till: Scene, saleId: string, told: Told): Promise<string> {
  const refundable = await refundableOf(till.shop.db.read, await saleRow(till, saleId), till.shop.klarna);
  const lines = (told.lines ?? []).map(({ at, ...line }) => ({
    quantity: 0,
    partMinor: 0,
    reason: "unwanted" as const,
    backOnShelf: true,
    ...line,
    lineId: refundable.lines[at]?.id ?? "",
  }));
  const wanted = { lines, freeMinor: told.freeMinor ?? 0, note: told.note ?? "" };
  const shownMinor = told.shownMinor ?? returnParts(refundable, wanted).totalMinor;
  const suggested = suggestedSplit(refundable, shownMinor) ?? [];
  const amountOf = (key: string, kind: string) =>
    told.split
      ? told.split[key.startsWith("found-") ? "found" : kind] ?? 0
      : suggested.find((one) => one.key === key)?.amountMinor ?? 0;
  const split = refundable.ways.map(({ key, kind }) => ({ key, amountMinor: amountOf(key, kind), reference: "" }));
  const foundMinor = told.foundMinor ?? foundOf(refundable);
  const form = { ...wanted, saleId, split, shownMinor, foundMinor, approval: told.approval ?? null };
  return (await giveBack(till.shop, told.press ?? till.press(), told.by ?? till.ada, form)).returnId;
}

/** What each account holds. */
export async function accounts(till: Scene): Promise<Record<string, number>> {
  const rows = await till.shop.db.read.selectFrom("journalEntry").groupBy("account").orderBy("account")
    .select(["account", (eb) => eb.fn.sum<number>("amountMinor").as("sum")]).execute();
  return Object.fromEntries(rows.filter(({ sum }) => sum !== 0).map(({ account, sum }) => [account, sum]));
}

export const paybacks = (till: Scene) =>
  till.shop.db.read.selectFrom("payback").selectAll().orderBy("at").orderBy("id").execute();
export const refunds = (till: Scene) => till.shop.db.read.selectFrom("refund").selectAll().execute();

/** A tent that is sold, and that Klarna has paid for; what comes back of it needs no second person. */
export async function openSold(): Promise<Story> {
  const story = await openStory();
  await setLimit(story.till, 1_000_000);
  await story.till.runner.drain();
  story.customer.approves();
  await story.look();
  await story.save();
  await story.complete();
  await story.till.runner.drain();
  return story;
}

/** Nobody may give back more than this alone. */
export async function setLimit(till: Scene, returnLimitMinor: number): Promise<void> {
  await till.shop.db.write.updateTable("shop").set({ returnLimitMinor }).execute();
}
