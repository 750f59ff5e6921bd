import { afterEach, expect } from "vitest";
import { handOver } from "../../src/operations/hand-over.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { checkOwnBooks } from "../../src/operations/own-books.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { setLimit } from "./returns-support.ts";
import { closeStartable, linesIn, openScene, paymentRow, problemOf, type Scene, standAt } from "./support.ts";

/** Two tents and a pack of pegs. */
const CODES = ["TNT-RDG3", "TNT-RDG3", "TNT-PEG10"];
export const HOUR_MS = 60 * 60_000;

/** Not `isForPickUp`: its goods went along at once. */
type SoldAs = { cash?: string | null; pays?: (saleId: string) => Promise<void>; isForPickUp?: boolean };

/** For the tests of one file: a till with a finished sale whose goods wait, and everything that can be looked up about it. */
export function openForPickUps() {
  let till: Scene;
  afterEach(() => closeStartable(till));
  const later = async (ms: number) => {
    till.clock.advance(ms);
    await till.runner.drain();
  };
  return {
    get till() {
      return till;
    },
    later,
    /** A finished sale of tents and pegs by Sam Karim whose goods wait, paid with Klarna but for the cash and what `pays` takes. */
    async waiting({ cash = null, pays, isForPickUp = true }: SoldAs = {}) {
      till = await openScene();
      await setLimit(till, 1_000_000);
      const { shop, ada: by, press, simulator } = till;
      const saleId = await till.ringUp(...CODES);
      if (cash !== null) await takeCash(shop, press(), by, { ...await till.seen(saleId), given: cash });
      await pays?.(saleId);
      const { paymentId } = await startPayment(shop, press(), by, await till.seen(saleId));
      await till.runner.drain();
      const { reference } = await paymentRow(till, paymentId);
      simulator.control.approve(reference);
      await later(4_000);
      await savePayment(shop, press(), by, paymentId);
      await completeSale(shop, press(), by, saleId, { isForPickUp });
      await till.runner.drain();
      const order = () => simulator.control.findOrder(reference);
      return { saleId, paymentId, lines: await linesIn(till, saleId), order };
    },
    async take(saleId: string, pieces: [string, number][] | "all") {
      await handOver(till.shop, till.press(), till.ada, { saleId, pieces: pieces === "all" ? "all" : new Map(pieces) });
      await till.runner.drain();
    },
    /** The customer does not want these pieces any more, and Jo agrees. Answers what stood in the way. */
    async drop(saleId: string, pieces: [string, number][], told: { shownMinor?: number; shownCount?: number } = {}) {
      const { shop, press, runner } = till;
      const wanted = { saleId, pieces: new Map(pieces), ...told, approval: null };
      const problem = await problemOf(letRestGo(shop, press(), await standAt(till, "Jo", 1), wanted));
      await runner.drain();
      return problem;
    },
    ...booksOf(() => till),
  };
}

/** What our books say by now. */
function booksOf(till: () => Scene) {
  const read = () => till().shop.db.read;
  const attention = () => read().selectFrom("attentionItem").selectAll().where("closedAt", "is", null).execute();
  return {
    attention,
    async captures(paymentId: string) {
      const rows = await read().selectFrom("capture").select("amountMinor").where("paymentId", "=", paymentId)
        .orderBy("capturedAt").orderBy("id").execute();
      return rows.map(({ amountMinor }) => amountMinor);
    },
    wishes: (paymentId: string, kind: "capture") =>
      read().selectFrom("wish").selectAll().where("paymentId", "=", paymentId).where("kind", "=", kind).execute(),
    /** What its journals come to, by account. */
    async booked(saleId: string): Promise<Record<string, number>> {
      const rows = await read().selectFrom("journalEntry").innerJoin("journal", "journal.id", "journalEntry.journalId")
        .where("saleId", "=", saleId).groupBy("account")
        .select(["account", (eb) => eb.fn.sum<number>("amountMinor").as("sum")]).execute();
      return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]));
    },
    async booksHold() {
      await checkOwnBooks(till().shop, 0);
      expect((await attention()).filter(({ kind }) => kind === "book_broken")).toEqual([]);
    },
  };
}
