import { afterEach, expect } from "vitest";
import { addLine } from "../../src/operations/basket.ts";
import { dropCredit, startExchange, stopExchange, takeCredit } from "../../src/operations/exchange.ts";
import type { Action } from "../../src/operations/once.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { foundOf, refundableOf } from "../../src/operations/refundable.ts";
import { returnParts } from "../../src/operations/return-parts.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { takeCard, takeCash } from "../../src/operations/take-tender.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { accounts, setLimit } from "./returns-support.ts";
import { closeStartable, linesIn, openScene, paymentRow, saleRow, type Scene } from "./support.ts";

/** What a tent and a hat of the demo shop cost. */
export const TENT = 38_900;
export const HAT = 1_900;

/** What is rung up, and how it is paid; Klarna pays the rest. */
type Sold = { codes: string[]; cash?: string; card?: string; isForPickUp?: boolean };

/** What comes back, by code: so many pieces of it. */
type Back = Record<string, number>;

/** For the tests of one file: a shop in which things are sold and exchanged, and everything that can be looked up about it. */
export function openForExchanges() {
  let till: Scene;
  afterEach(async () => {
    await till.runner.drain();
    expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
    await closeStartable(till);
  });
  return {
    async open() {
      till = await openScene();
      await setLimit(till, 1_000_000);
      return till;
    },
    ...sellingOf(() => till),
    ...exchangingOf(() => till),
    ...booksOf(() => till),
  };
}

/** Begins to exchange what comes back of a sale, by code: everything, unless told otherwise. */
export async function beginExchange(till: Scene, saleId: string, press: Action, back?: Back) {
  const refundable = await refundableOf(till.shop.db.read, await saleRow(till, saleId), till.shop.klarna);
  const lines = refundable.lines.map(({ id, productCode, quantity }) => ({
    lineId: id,
    quantity: back ? back[productCode ?? ""] ?? 0 : quantity,
    partMinor: 0,
    reason: "wrong_size" as const,
    backOnShelf: true,
  }));
  const wanted = { lines, freeMinor: 0, note: "" };
  const shownMinor = returnParts(refundable, wanted).totalMinor;
  return await startExchange(till.shop, press, till.ada, {
    ...wanted,
    saleId,
    shownMinor,
    foundMinor: foundOf(refundable),
    approval: null,
  });
}

/** Selling, and paying in every way. */
function sellingOf(till: () => Scene) {
  const deeds = {
    /** A finished sale, by Klarna where nothing else pays. */
    async sold({ codes, cash, card, isForPickUp = false }: Sold): Promise<{ saleId: string; paymentId: string }> {
      const saleId = await till().ringUp(...codes);
      await deeds.pays(saleId, { cash, card });
      const paymentId = await deeds.paysByKlarna(saleId);
      await completeSale(till().shop, till().press(), till().ada, saleId, { isForPickUp });
      await till().runner.drain();
      return { saleId, paymentId };
    },
    async pays(saleId: string, { cash, card }: { cash?: string | undefined; card?: string | undefined }) {
      const { shop, press, ada, seen } = till();
      if (cash) await takeCash(shop, press(), ada, { ...await seen(saleId), given: cash });
      if (card) {
        await takeCard(shop, press(), ada, { ...await seen(saleId), kind: "card", amount: card, reference: "slip 1" });
      }
    },
    async paysByKlarna(saleId: string): Promise<string> {
      const paymentId = await deeds.opensKlarna(saleId);
      till().simulator.control.approve((await paymentRow(till(), paymentId)).reference);
      till().clock.advance(4_000);
      await till().runner.drain();
      await savePayment(till().shop, till().press(), till().ada, paymentId);
      return paymentId;
    },
    async opensKlarna(saleId: string): Promise<string> {
      const { shop, press, ada, seen } = till();
      const { paymentId } = await startPayment(shop, press(), ada, await seen(saleId));
      await till().runner.drain();
      return paymentId;
    },
  };
  return deeds;
}

/** Exchanging, step by step. */
function exchangingOf(till: () => Scene) {
  return {
    /** What comes back of a sale is exchanged for these: the new sale, nothing of it paid yet. */
    async exchanges(saleId: string, back: Back, codes: string[]): Promise<string> {
      const { shop, press, ada } = till();
      const { newSaleId } = await beginExchange(till(), saleId, press(), back);
      for (const typed of codes) await addLine(shop, press(), ada, { saleId: newSaleId, quantity: 1, typed });
      return newSaleId;
    },
    async handsOver(saleId: string, code: string) {
      const line = (await linesIn(till(), saleId)).find(({ productCode }) => productCode === code);
      const pieces = new Map([[line?.id ?? "", 1]]);
      await handOver(till().shop, till().press(), till().ada, { saleId, pieces });
      await till().runner.drain();
    },
    async credits(saleId: string) {
      return await takeCredit(till().shop, till().press(), till().ada, await till().seen(saleId));
    },
    drops: (saleId: string) => dropCredit(till().shop, till().press(), saleId),
    stops: (saleId: string) => stopExchange(till().shop, till().press(), saleId),
    async completes(saleId: string) {
      await completeSale(till().shop, till().press(), till().ada, saleId);
      await till().runner.drain();
    },
  };
}

function booksOf(till: () => Scene) {
  return {
    accounts: () => accounts(till()),
    exchange: (newSaleId: string) =>
      till().shop.db.read.selectFrom("exchange").selectAll().where("newSaleId", "=", newSaleId)
        .executeTakeFirstOrThrow(),
    async order(paymentId: string) {
      return till().simulator.control.findOrder((await paymentRow(till(), paymentId)).reference);
    },
    /** What can still go back of a sale, by kind of way. */
    async left(saleId: string): Promise<Record<string, number>> {
      const { ways } = await refundableOf(till().shop.db.read, await saleRow(till(), saleId), till().shop.klarna);
      return Object.fromEntries(ways.filter((way) => way.leftMinor > 0).map((way) => [way.kind, way.leftMinor]));
    },
  };
}
