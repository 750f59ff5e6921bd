import type { Tx } from "../../../db/open.ts";
import type { CustomerRow, PaymentRow, SendingRow } from "../../../db/schema.ts";
import { maskEmail, maskPhone } from "../../domain/customer.ts";
import { type Language, languageOfCustomers, localeFor } from "../../domain/language.ts";
import type { LinkRoute, RefusalAbout } from "../../domain/link-routes.ts";
import type { LinkDestination } from "../../klarna/gateway.ts";
import { addressKey } from "../../security/address-key.ts";
import type { Shop } from "../../shop.ts";
import { forgetRefusedChannel, keepRefusedChannel, lastKlarnaAnswer } from "../../store/klarna-channels.ts";
import { findShop } from "../../store/shop.ts";
import { inTransaction } from "../../store/transaction.ts";
import { claimSending, updateSending, updateWish } from "../../store/wishes.ts";
import { askKlarna } from "../ask-klarna.ts";
import { look } from "./look.ts";
import { type Conversation, failed, onward, type StepOutcome, wishFor } from "./step.ts";

/**
 * Sends the link by the route that was kept with the wish. Once tried it is not tried again by itself, on this route or
 * another: a repeat would be a second message.
 */
export async function sendLink(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment, unsent, customer } = talk;
  if (!unsent) return onward;
  const destination = destinationOf(unsent, customer);
  if (!destination) {
    await answerSending(shop, unsent.id, { state: "refused", answerCode: "no_contact" });
    return onward;
  }
  const address = destination.channel === "sms" ? destination.phone : destination.email;
  // The record may have changed since the sending was asked for: what is kept is where it really went.
  const claim = {
    triedAt: shop.clock.now(),
    maskedAddress: destination.channel === "sms" ? maskPhone(address) : maskEmail(address),
    addressKey: addressKey(address, shop.keys),
  };
  const isOurs = await inTransaction(shop.db, (tx) => claimSending(tx, unsent, claim));
  if (!isOurs) return onward;
  if (unsent.via !== null && unsent.via !== "klarna") {
    return await sendOurselves(shop, payment, {
      sendingId: unsent.id,
      via: unsent.via,
      address,
      language: customer?.language ?? null,
    });
  }
  return await sendByKlarna(shop, talk, { ...unsent, addressKey: claim.addressKey }, destination);
}

async function sendByKlarna(
  shop: Shop,
  talk: Conversation,
  sending: SendingRow,
  destination: LinkDestination,
): Promise<StepOutcome> {
  const { payment } = talk;
  const asked = await askKlarna(shop, (gateway) => gateway.sendLink(payment.hostedSessionId ?? "", destination));
  if (asked.ok) {
    const { correlationId } = asked.answer;
    await answerSending(
      shop,
      sending.id,
      { state: "done", answerCode: null, correlationId },
      (tx) => forgetRefusedChannel(tx, payment.klarnaAccountId, destination.channel),
    );
    return onward;
  }
  const { kind, detail } = asked.error;
  if (kind === "unavailable") {
    await inTransaction(shop.db, (tx) => updateSending(tx, sending.id, { triedAt: null }));
    // Klarna is there and takes no messages now. The customer may hold the link all the same, e.g. from a QR code.
    if (detail.httpStatus === 429) await look(shop, talk);
    return failed(asked.error);
  }
  const { correlationId, linkRefusal: refusalAbout = null } = detail;
  const answerCode = detail.code ?? String(detail.httpStatus ?? kind);
  await answerSending(
    shop,
    sending.id,
    { state: kind, answerCode, correlationId, refusalAbout },
    (tx) => rememberRefusal(tx, payment, sending, { about: refusalAbout, code: answerCode, at: shop.clock.now() }),
  );
  return kind === "unknown" ? failed(asked.error) : onward;
}

/**
 * A way that Klarna refuses for the shop is remembered, so that the next payment goes another way at once; a refusal
 * of one address is not. One that does not say is taken for the shop's when the answer before it, about somebody
 * else's address, was such a one too.
 */
async function rememberRefusal(
  tx: Tx,
  { klarnaAccountId }: PaymentRow,
  { id, channel, addressKey }: SendingRow,
  refusal: { about: RefusalAbout | null; code: string; at: number },
): Promise<void> {
  if (channel === "qr" || refusal.about === null || refusal.about === "address") return;
  if (refusal.about === "unclear") {
    const before = await lastKlarnaAnswer(tx, klarnaAccountId, channel, id);
    if (before?.refusalAbout !== "unclear" || before.addressKey === addressKey) return;
  }
  await keepRefusedChannel(tx, { klarnaAccountId, channel, refusedAt: refusal.at, code: refusal.code });
}

/**
 * One try on a route of the shop's own. Whatever comes of it, the talk with Klarna goes on: what was not sent says so
 * at once, and the cashier chooses what to do.
 */
async function sendOurselves(
  shop: Shop,
  payment: PaymentRow,
  { sendingId, via, address, language: known }: OwnSending,
): Promise<StepOutcome> {
  const route = shop.ownRoutes[via];
  const row = await findShop(shop.db.read);
  if (!route || !row || payment.linkUrl === null) {
    await answerSending(shop, sendingId, { state: "refused", answerCode: route ? "no_link" : "not_set_up" });
    return onward;
  }
  const { amountMinor, currency, linkUrl: link, mode } = payment;
  const language = known ?? languageOfCustomers(row);
  const place = { ...row, locale: localeFor(language, row.country) };
  const isPractice = mode === "practice";
  const message = shop.words(language).linkMessage({ shop: place, amountMinor, currency, link, isPractice });
  const outcome = await route.send(address, message);
  if (outcome.kind === "done") {
    await answerSending(shop, sendingId, { state: "done", answerCode: null, correlationId: outcome.reference });
    return onward;
  }
  shop.log.warn("link_not_sent", { via, kind: outcome.kind, code: outcome.code });
  const state = outcome.kind === "unknown" ? "unknown" : "refused";
  await answerSending(shop, sendingId, {
    state,
    answerCode: outcome.kind === "unavailable" ? outcome.kind : outcome.code,
  });
  return onward;
}

/**
 * Asks Klarna to close the link. The wish stays unknown whatever Klarna answers: the look that follows tells whether
 * the link is closed or the customer was faster, and settles it.
 */
export async function disableLink(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const wish = wishFor(talk, "cancel");
  const hostedSessionId = talk.payment.hostedSessionId ?? "";
  await inTransaction(
    shop.db,
    (tx) => updateWish(tx, wish.id, { firstSentAt: wish.firstSentAt ?? shop.clock.now(), state: "unknown" }),
  );
  const asked = await askKlarna(shop, (gateway) => gateway.disableHostedSession(hostedSessionId));
  if (!asked.ok && asked.error.kind === "unavailable") {
    await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { state: "asked" }));
  }
  if (!asked.ok) return failed(asked.error);
  const { outcome, correlationId } = asked.answer;
  // That it was paid stays true, whatever Klarna says once the session is gone.
  const answerCode = wish.answerCode === "too_late" ? "too_late" : outcome;
  await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { answerCode, correlationId }));
  return onward;
}

function destinationOf(sending: SendingRow, customer: CustomerRow | null): LinkDestination | null {
  if (sending.channel === "email" && customer?.email) return { channel: "email", email: customer.email };
  if (sending.channel === "sms" && customer?.phone) {
    return { channel: "sms", phone: customer.phone, country: customer.country };
  }
  return null;
}

type OwnSending = {
  sendingId: string;
  via: Exclude<LinkRoute, "klarna">;
  address: string;
  /** The customer's own; null: not known. */
  language: Language | null;
};

async function answerSending(
  shop: Shop,
  sendingId: string,
  answer: Pick<SendingRow, "answerCode"> & Partial<Pick<SendingRow, "correlationId" | "refusalAbout">> & {
    state: "done" | "refused" | "unknown";
  },
  besides: (tx: Tx) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    await updateSending(tx, sendingId, { ...answer, answeredAt: shop.clock.now() });
    await besides(tx);
  });
}
