import { checkPayment } from "../../src/operations/check-payment.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { cancelPayment, releasePayment } from "../../src/operations/payment-wishes.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { sendPaymentLink } from "../../src/operations/send-link.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import type { Channel } from "../../src/domain/payment.ts";
import type { TestTillOptions } from "../support/test-till.ts";
import { openScene, paymentRow } from "./support.ts";

/** One Klarna payment of a tent by Sam Karim, told as verbs, with everything that can be looked up about it. */
export type Story = Awaited<ReturnType<typeof openStory>>;

/** Long enough for the next look to be due. */
const A_LOOK_MS = 4_000;
const A_BACK_OFF_MS = 30_000;

/** A till with a tent in the basket, or so many, Sam Karim chosen and a Klarna payment started, but nothing said to Klarna yet. */
export async function openStory({ tents = 1, ...options }: TestTillOptions & { tents?: number } = {}) {
  const till = await openScene(options);
  const { shop, simulator, ada: by, press: action } = till;
  const saleId = await till.ringUp(...Array.from({ length: tents }, () => "TNT-RDG3"));
  const { paymentId } = await startPayment(shop, action(), by, await till.seen(saleId));
  const reference = (await paymentRow(till, paymentId)).reference;
  return {
    till,
    by,
    saleId,
    paymentId,
    action,
    customer: {
      opens: () => simulator.control.open(reference),
      approves: () => simulator.control.approve(reference),
      declines: () => simulator.control.decline(reference),
      goesBack: () => simulator.control.back(reference),
      cancels: () => simulator.control.cancel(reference),
    },
    /** Time for the next look, and everything that is due then. */
    async look() {
      till.clock.advance(A_LOOK_MS);
      await till.runner.drain();
    },
    /** Time enough for the back-off after failed looks. */
    async laterOn() {
      till.clock.advance(A_BACK_OFF_MS);
      await till.runner.drain();
    },
    check: () => checkPayment(shop, paymentId, "cashier"),
    send: (channel: Channel) => sendPaymentLink(shop, action(), by, { paymentId, channel }),
    cancel: () => cancelPayment(shop, action(), by, paymentId),
    release: () => releasePayment(shop, action(), by, paymentId),
    save: () => savePayment(shop, action(), by, paymentId),
    complete: () => completeSale(shop, action(), by, saleId),
    payment: () => paymentRow(till, paymentId),
    wishes: () =>
      shop.db.read.selectFrom("wish").selectAll().where("paymentId", "=", paymentId).orderBy("attempt").execute(),
    sendings: () => shop.db.read.selectFrom("sending").selectAll().where("paymentId", "=", paymentId).execute(),
    attention: () => shop.db.read.selectFrom("attentionItem").selectAll().execute(),
    order: () => simulator.control.findOrder(reference),
    session: () => simulator.control.findSession(reference),
  };
}
