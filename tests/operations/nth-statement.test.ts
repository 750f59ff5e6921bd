import { describe, expect, test } from "vitest";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { addLine } from "../../src/operations/basket.ts";
import { takeCredit } from "../../src/operations/exchange.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { extendLimit, passReminder } from "../../src/operations/payment-window.ts";
import { cancelPayment, releasePayment } from "../../src/operations/payment-wishes.ts";
import type { Action } from "../../src/operations/once.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { sendPaymentLink } from "../../src/operations/send-link.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { AppError } from "../../src/errors.ts";
import { setLimit, takeBack } from "./returns-support.ts";
import { beginExchange } from "./exchange-story.ts";
import { openStory, type Story } from "./story.ts";
import { linesIn } from "./support.ts";

/** A press of a button, or something that happens meanwhile. */
type Step = (story: Story, press: Action) => Promise<unknown> | unknown;

const shop = (story: Story) => story.till.shop;
const reminder: Step = (story, press) => passReminder(shop(story), press, story.by, story.paymentId);
const send: Step = (story, press) =>
  sendPaymentLink(shop(story), press, story.by, { paymentId: story.paymentId, channel: "sms" });
const more: Step = (story, press) => extendLimit(shop(story), press, story.by, story.paymentId);
/** The customer can only pay once the link is there. */
const approve: Step = async (story) => {
  if ((await story.payment()).hostedSessionId === null) throw new Error("there is no link yet");
  story.customer.approves();
};
const look: Step = (story) => story.look();
const cancel: Step = (story, press) => cancelPayment(shop(story), press, story.by, story.paymentId);
/** A cashier who was told that it did not work, and sees Completed before the second press, leaves it at that. */
const cancelUnlessPaid: Step = async (story, press) => {
  if ((await story.payment()).status !== "authorized") await cancel(story, press);
};
const release: Step = (story, press) => releasePayment(shop(story), press, story.by, story.paymentId);
const save: Step = (story, press) => savePayment(shop(story), press, story.by, story.paymentId);
const complete: Step = (story, press) => completeSale(shop(story), press, story.by, story.saleId);
const completeForLater: Step = (story, press) =>
  completeSale(shop(story), press, story.by, story.saleId, { isForPickUp: true });
const handAllOver: Step = (story, press) =>
  handOver(shop(story), press, story.by, { saleId: story.saleId, pieces: "all" });
const handOneOver: Step = async (story, press) => {
  const [tents] = await linesIn(story.till, story.saleId);
  await handOver(shop(story), press, story.by, { saleId: story.saleId, pieces: new Map([[tents?.id ?? "", 1]]) });
};
const senior = (story: Story) => ({ ...story.by, role: "senior" as const });
const letGo: Step = (story, press) =>
  letRestGo(shop(story), press, senior(story), { saleId: story.saleId, approval: null });
const cancelFinished: Step = (story, press) =>
  cancelSale(shop(story), press, senior(story), { saleId: story.saleId, reason: "mistake", approval: null });
/** What comes back was chosen, and its amount shown, once. */
const giveBackSome: Step = (story, press) =>
  takeBack(story.till, story.saleId, { freeMinor: 900, note: "Scratched", shownMinor: 900, press });
/** The tent comes back for a hat: chosen, rung up, credited and completed. */
const exchange: Step = async (story, press) => {
  await setLimit(story.till, 1_000_000);
  await beginExchange(story.till, story.saleId, press);
};
const inNewSale =
  (deed: (story: Story, press: Action, saleId: string) => Promise<unknown>): Step => async (story, press) => {
    const { newSaleId } = await shop(story).db.read.selectFrom("exchange").select("newSaleId")
      .executeTakeFirstOrThrow();
    return await deed(story, press, newSaleId);
  };
const ringUpHat = inNewSale((story, press, saleId) =>
  addLine(shop(story), press, story.by, { saleId, quantity: 1, typed: "CLO-HAT" })
);
const credit = inNewSale(async (story, press, saleId) =>
  await takeCredit(shop(story), press, story.by, await story.till.seen(saleId))
);
const completeExchange = inNewSale((story, press, saleId) => completeSale(shop(story), press, story.by, saleId));
const giveUp: Step = (story, press) =>
  voidSale(shop(story), press, story.by, { saleId: story.saleId, reason: "mistake", approval: null });

const STORIES: Record<string, Step[]> = {
  "paid, saved, finished and captured": [look, reminder, send, look, more, approve, look, save, complete],
  "cancelled by the cashier": [look, reminder, send, look, cancel],
  "paid as the cashier cancelled, and released": [look, reminder, send, look, approve, cancelUnlessPaid, look, release],
  "saved, then released": [look, reminder, approve, look, save, release],
  "given up with money held": [look, reminder, approve, look, giveUp],
};

/** What happens to a sale that is paid and saved; until then it is one of the stories above. */
const SAVED = [look, reminder, approve, look, save];
const AFTER_SAVED: Record<string, Step[]> = {
  "finished, and picked up later": [completeForLater, handAllOver],
  "finished, and not picked up": [completeForLater, letGo],
  "finished, and cancelled": [completeForLater, cancelFinished],
};

/** What happens to a sale that is finished and captured. */
const FINISHED = [...SAVED, complete, look];
const AFTER_FINISHED: Record<string, Step[]> = {
  "given back in part": [giveBackSome, look],
  "exchanged for something cheaper": [exchange, ringUpHat, credit, completeExchange, look],
};

/** What happens to a sale of two tents of which one was taken. */
const WAITING = [...SAVED, completeForLater, look, handOneOver, look];
const AFTER_WAITING: Record<string, Step[]> = {
  "taken in part, given back, and the rest let go": [giveBackSome, letGo],
};

/** What the till says to a cashier who is faster than Klarna. */
const NOT_YET = ["payment_not_completed", "payment_not_open", "klarna_undecided", "not_returnable", "capture_pending"];
/** Every one of these stories has more statements than this, or the test hears nothing. */
const FEWEST_STATEMENTS = 40;

const TOLD = [
  ...Object.entries(STORIES).map(([name, steps]) => ({ name, before: [], steps })),
  ...Object.entries(AFTER_SAVED).map(([name, steps]) => ({ name, before: SAVED, steps })),
  ...Object.entries(AFTER_FINISHED).map(([name, steps]) => ({ name, before: FINISHED, steps })),
  ...Object.entries(AFTER_WAITING).map(([name, steps]) => ({ name, before: WAITING, steps, tents: 2 })),
];

/** A story is told once for each of its statements: each test tells a third of them. */
const THIRDS = [1, 2, 3];

describe.each(TOLD)("$name", (told) => {
  let undisturbed: ReturnType<typeof tell> | null = null;

  test.each(THIRDS)(
    "whichever statement the database refuses, the end is the same and nothing happens twice (%i of 3)",
    async (first) => {
      const { end, statements } = await (undisturbed ??= tell(told, Infinity));
      expect(statements).toBeGreaterThan(FEWEST_STATEMENTS);
      for (let nth = first; nth <= statements; nth += THIRDS.length) {
        const broken = await tell(told, nth);
        expect(broken.hasFailed, `statement ${nth} was refused`).toBe(true);
        expect(broken.sent, "a message may go out twice, when nobody knows whether it did").toBeLessThanOrEqual(2);
        expect(broken.end, `after statement ${nth} was refused: ${broken.refused}`).toEqual(end);
      }
    },
    120_000,
  );
});

/** Tells a story on a new till whose database refuses this statement, pressing again what failed. */
async function tell({ before, steps, tents = 1 }: { before: Step[]; steps: Step[]; tents?: number }, nth: number) {
  let heard = -Infinity;
  let refused = "";
  const story = await openStory({
    tents,
    beforeStatement(statement) {
      if (++heard !== nth) return;
      refused = statement;
      throw new Error("disk I/O error");
    },
  });
  try {
    for (const step of before) await pressUntilDone(story, step);
    heard = 0;
    for (const step of steps) await pressUntilDone(story, step);
    for (let round = 0; round < 4; round++) await story.laterOn();
    const sent = story.till.simulator.control.countRequests("distribute");
    return { end: await endOf(story), sent, statements: heard, hasFailed: refused !== "", refused };
  } finally {
    await story.till.close();
  }
}

/** Presses the same button again, as a person whom the till told that it did not work; looks go on meanwhile. */
async function pressUntilDone(story: Story, step: Step): Promise<void> {
  const press = story.action();
  for (let tries = 0;; tries++) {
    try {
      await step(story, press);
      return;
    } catch (error) {
      const isWorthAnother = !(error instanceof AppError) || NOT_YET.includes(error.problem.kind);
      if (tries === 3 || !isWorthAnother) throw error;
      await story.laterOn();
    }
  }
}

/** How it ended in both books, without times and ids. */
async function endOf(story: Story) {
  const { read } = story.till.shop.db;
  const { status, endedBy, amountMinor } = await story.payment();
  const sale = await read.selectFrom("sale").selectAll().where("id", "=", story.saleId).executeTakeFirstOrThrow();
  const entries = await read.selectFrom("journalEntry").select(["account", "amountMinor"]).orderBy("account")
    .orderBy("amountMinor").execute();
  const order = story.order();
  return {
    payment: { status, endedBy, amountMinor },
    sale: { status: sale.status, receiptNumber: sale.receiptNumber },
    wishes: (await story.wishes()).filter(({ kind }) => kind !== "cancel").map(({ kind, state }) => ({ kind, state })),
    tenders: await read.selectFrom("tender").select(["kind", "amountMinor"]).where("removedAt", "is", null).execute(),
    gone: await read.selectFrom("handOver").select(["kind", "valueMinor"]).execute(),
    captures: await read.selectFrom("capture").select("amountMinor").execute(),
    paybacks: await read.selectFrom("payback").select(["kind", "amountMinor"]).execute(),
    credits: await read.selectFrom("credit").select("amountMinor").execute(),
    exchanges: await read.selectFrom("exchange").select(["outcome", "totalMinor"]).execute(),
    refunds: await read.selectFrom("refund").select("amountMinor").execute(),
    entries,
    attention: (await story.attention()).map(({ kind }) => kind),
    order: order && {
      status: order.status,
      amount: order.order_amount,
      captures: order.captures.map((capture) => capture.captured_amount),
      refunds: order.refunds.map((refund) => refund.refunded_amount),
    },
  };
}
