import type { FieldProblem, NotReturnable, Problem, UnseenWhy } from "../../../src/domain/problem.ts";

export type ProblemTexts = { [K in Problem["kind"]]: (problem: Extract<Problem, { kind: K }>) => string };

const seconds = (ms: number) => `${Math.max(1, Math.ceil(ms / 1000))} s`;
const wait = (ms: number) => {
  if (ms < 90_000) return seconds(ms);
  return ms < 90 * 60_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} h`;
};

const klarnaPayments = (count: number) => (count === 1 ? "One Klarna payment is" : `${count} Klarna payments are`);

const unseen: Record<UnseenWhy, (count: number) => string> = {
  other_merchant: (count) =>
    `${klarnaPayments(count)} still open, and Klarna does not show ${
      count === 1 ? "it" : "them"
    } to these credentials. These credentials belong to another Klarna merchant. Nothing was changed. Use those of the same merchant, or finish what is open first. If those are gone for good, tick the box that says so.`,
  refused: (count) =>
    `Klarna does not accept these credentials. ${
      klarnaPayments(count)
    } still open under the ones in use, so they stay. Nothing was changed. Check what you typed.`,
  away: (count) =>
    `${klarnaPayments(count)} still open, and Klarna cannot be asked just now whether these credentials see ${
      count === 1 ? "it" : "them"
    }. Nothing was changed. Try again in a minute.`,
};

const GO_ON = "Nothing is lost: look at the sale then, and go on from what it shows.";
const notWritten = {
  full:
    `The till’s disk is full, so nothing can be written down. Call whoever looks after the till to make room. ${GO_ON}`,
  busy: `The till is busy and could not write this down. Wait a moment. ${GO_ON}`,
  unwritable:
    `The till’s disk does not let it write anything down. Call whoever looks after the till before you go on selling. ${GO_ON}`,
};

/** What happened, what it means for the money, what to do next: one sentence or two, for a cashier. */
export const problemTexts: ProblemTexts = {
  action_reused: () =>
    "This form was already used for something else. Nothing was changed. Please try again from this page.",
  action_too_old: () =>
    "This form is some days old. Nothing was changed. See what it is now, and do it again from there.",
  attention_closed: () => "This was settled in the meantime. Nothing was changed.",
  attention_undecided: () => "Somebody must decide about this money first. Nothing was changed.",
  bad_amount: () => "That is not an amount. Type it like 12.50. Nothing was taken.",
  bad_digits: () => "Type the last four digits of the card. Nothing was recorded.",
  bad_discount: () => "That is not a discount. Type it like 10 % or 5.00. Nothing was changed.",
  bad_form: () => "Something in this form was missing or wrong. Nothing was changed. Please check it and try again.",
  bad_gift_card: () => "That is not the number of a gift card. It has 6 to 32 digits or letters. Nothing was changed.",
  bad_name: () => "Say what it is, in at most 100 letters. Nothing was added.",
  basket_empty: () => "There is nothing in the basket yet. Scan a product first.",
  bill_changed: () =>
    "Klarna’s bill is not the one that was shown here. Nothing was taken into the record. Whatever differs now is shown here.",
  code_too_soon: ({ waitMs }) => `Too many wrong codes. Wait ${seconds(waitMs)}, then try again.`,
  capture_differs: () =>
    "Klarna’s book does not show the whole amount as taken. Nothing was booked. Take the rest in Klarna’s portal; or finish the sale, then what was taken can be booked here and given back with a return.",
  count_needed: () =>
    "Something went into the drawer or out of it since it was counted, or it was counted anew elsewhere. Nothing was closed. Count it once more.",
  customer_changed: () =>
    "Somebody else changed this customer in the meantime. What you typed is still here; look at it once more and save.",
  customer_needed: () => "Klarna needs to know who the customer is. Choose the customer first.",
  customer_klarna_open: ({ deed }) =>
    `A Klarna payment of this customer is still open or waits for a person, so ${
      deed === "merge" ? "the records stay two" : "they cannot be forgotten yet"
    }. Nothing was changed, and no money moved. Finish that payment first.`,
  customer_on_sale: () =>
    "This customer is on a sale that is not finished. Nothing was changed. Finish that sale first, or take the customer off it.",
  customer_missing: () => "That customer is not on file. Nothing was changed. Search again or add them.",
  difference_unexplained: () =>
    "The drawer does not hold what it should. Say why, or count it once more. Nothing was closed.",
  exchange_changed: () => "The exchange is not as it was shown. Nothing was changed: look at it again.",
  exchange_other_mode: () =>
    "The goods that come back belong to the other book, practice or live, so this exchange cannot be finished. Stop the exchange; then this is a sale like any other.",
  exchange_over: () => "This sale is no exchange, or its exchange is over. Nothing was changed.",
  exchange_paid_out: () =>
    "Klarna has paid out for the old sale meanwhile, so this exchange cannot be completed. Choose “Nothing comes back after all”; then this is a sale like any other. Book what “Needs a person” shows of the old one, and take its goods back with a return.",
  float_counted: () => "The float of this shift was counted already. Nothing was changed.",
  float_unexplained: () =>
    "The float is not what the last closing left in the drawer. Say why, or count it once more. Nothing was saved.",
  gift_card_empty: () => "There is nothing left on this gift card. Nothing was taken.",
  gift_card_missing: () =>
    "No gift card has this number. Scan it again, or type it as it is printed. Nothing was taken.",
  gift_card_scanned: ({ tail }) => `This looks like gift card …${tail}, and is no product. Nothing was added.`,
  gift_card_short: () => "There is less than that on this gift card. Nothing was taken.",
  gift_card_unread: () =>
    "Type or scan the gift card’s number again: it was looked up too long ago, or not at this till for this sale. Nothing was taken.",
  keys_clash: () =>
    "One key would do two things, so nothing was changed. Choose another key for one of the two, then save again.",
  klarna_captured: ({ isSold }) =>
    isSold
      ? "Klarna has paid out for this sale already, so it cannot be cancelled. Book what “Needs a person” shows of it, then give the money back with a return."
      : "Klarna has paid this out already, so the sale cannot be given up. Finish it, book what “Needs a person” shows of it, then give the money back with a return.",
  klarna_away: () =>
    "Klarna is not answering, so its order could not be read. Nothing was booked. Try again in a minute.",
  klarna_once: () =>
    "Klarna pays a part of this sale already, and does so once in a sale. Nothing was started. Take the rest another way.",
  klarna_demo_live: () =>
    "This is the demo shop, and everybody knows its PINs, so it cannot take real money. Nothing was changed. Start a shop of your own first: npm start -- --shop, in an empty data folder.",
  klarna_not_connected: () =>
    "Klarna is not connected to this till, so a Klarna payment cannot start. Take another payment, and tell a manager.",
  klarna_connection_changed: () =>
    "A Klarna payment was started, or somebody else changed the connection, at this very moment. Nothing was changed. Look at what is connected now, and save once more.",
  klarna_payments_left: ({ count }) =>
    `${klarnaPayments(count)} still open, and nobody can ask about ${
      count === 1 ? "it" : "them"
    } while another account is connected, or none. Nothing was changed. Finish or cancel ${
      count === 1 ? "it" : "them"
    } first, or tick the box that leaves ${count === 1 ? "it" : "them"} open.`,
  klarna_payments_open: ({ count }) =>
    `${
      klarnaPayments(count)
    } still open at the account connected now, and only that account can be asked about them. Nothing was changed. Finish or cancel them first.`,
  klarna_payments_unseen: ({ why, count }) => unseen[why](count),
  klarna_not_for_this_sale: () =>
    "This sale was rung up in another mode, so Klarna cannot be used for it. Take another payment, or ring it up again.",
  klarna_undecided: () =>
    "The customer may still pay with Klarna, so this sale cannot be given up yet. Cancel the Klarna payment first.",
  klarna_in_review: () =>
    "Klarna is still deciding about this payment, so the sale cannot be given up yet. Put it aside and keep the goods; Klarna may take up to a day.",
  limit_reached: () => "This payment has had all the time it can get. Cancel it, and send a new link if need be.",
  line_missing: () => "That line is no longer in the basket. Nothing was changed.",
  needs_manager: () => "A manager must agree to this with their PIN. Nothing was changed.",
  needs_senior: () => "A senior or a manager must agree with their PIN. Nothing was changed.",
  mail_missing: () =>
    "That e-mail is not here any more, or its address was forgotten after a week. Nothing was sent. Type the address again.",
  mail_under_way: () => "That e-mail is on its way or has arrived. It was not sent a second time.",
  more_than_counted: () => "No more can stay in the drawer than was counted in it. Nothing was closed.",
  more_than_due: () => "That is more than is left to pay, and a card gives no change. Nothing was taken.",
  no_discount: () => "A gift card is worth what is put on it: nothing comes off. Nothing was changed.",
  no_contact: ({ channel }) =>
    channel === "sms"
      ? "There is no mobile number on file for this customer. Add one, or show the QR code."
      : "There is no e-mail address on file for this customer. Add one, or show the QR code.",
  no_mail_server: () =>
    "This till has no mail server, so no receipt can be e-mailed. The sale is in the books. Print the receipt instead.",
  no_route: ({ channel }) =>
    channel === "sms"
      ? "Nobody sends texts for this shop now. Nothing was sent. Show the QR code instead."
      : "Nobody sends e-mails for this shop now. Nothing was sent. Show the QR code instead.",
  not_allowed: () => "Your role does not allow this. Nothing was changed. Ask a manager.",
  not_selling: ({ why }) =>
    why === "recovery"
      ? "This till was restored from a backup and is still asking Klarna about the last days. Nothing was changed. Selling opens by itself."
      : "The clock of this till is behind its own books, so nothing can be sold now. Nothing was changed. Call a manager.",
  not_written: ({ why }) => notWritten[why],
  note_too_long: () => "The note is too long: 200 letters at most. Nothing was changed.",
  nothing_waits: () => "Nothing of this sale waits to be picked up.",
  not_that_many: () => "Choose at least one item, and no more of it than still waits here.",
  waiting_changed: () =>
    "Something of this sale was handed over or taken off meanwhile. Here is what still waits: look at it, then choose again. Nothing was changed.",
  logbook_not_written: () =>
    "The till could not write down that these goods leave, so keep them here. See that the disk has room, then try again.",
  klarna_let_go: () =>
    "Klarna no longer holds the money for these goods. Keep them here and ask the customer to pay in another way.",
  extension_too_late: () =>
    "Klarna holds this money no longer than it says now. Hand the goods over before then, or let the rest go.",
  resend_limit: () => "Klarna was asked three times today to send its messages again. That is enough for a day.",
  rest_paid_otherwise: () =>
    "A part of what still waits is paid already, and goes back when the rest is let go. Let the rest go on its page first, then ring up the new goods as a sale of their own.",
  rest_paid: () =>
    "All that still waits is paid already, so there is nothing that Klarna could let go of. Give the money back with a return.",
  rest_paid_ahead: () =>
    "Klarna has already paid for goods that are still here, so not some of them alone can be taken off. Let all that waits go, or hand it over and take it back as a return.",
  capture_pending: () =>
    "Klarna owes an answer about what was handed over. Wait until the payment says that the money was taken, then try again. Nothing was changed.",
  capture_unsettled: () =>
    "Klarna refused to pay for what was handed over, was asked for money in its portal, or its order is not what was asked for. Settle that under “Needs a person” first, then try again. Nothing was changed.",
  not_cancellable: () =>
    "This sale cannot be cancelled: only one that Klarna pays for, without gift cards sold in it, whose goods are all here or were all handed over, and for which Klarna has paid nothing out yet.",
  nothing_due: () => "There is nothing left to pay in this sale.",
  no_tax_number: () =>
    "This customer pays no tax, but no tax number is on file. A senior adds it to the record first. Nothing was changed.",
  gift_card_exchanged: () =>
    "Nothing is exchanged for a gift card. Give the money back, or sell the card in a sale of its own. Nothing was added.",
  one_gift_card: () => "Every gift card has its own number. Add another one for another card. Nothing was changed.",
  order_elsewhere: () =>
    "This payment belongs to a Klarna account that this till is not connected to now, so its order cannot be read. Nothing was booked. A manager must connect that account first.",
  page_missing: () => "This page is not here. The address may be old or mistyped.",
  payment_elsewhere: () =>
    "This payment is worked at another till, so nothing was changed from here. Take it over first.",
  payment_missing: () => "There is no such payment.",
  payment_not_completed: () =>
    "Klarna has not completed this payment, so it cannot be saved yet. Keep the goods until it says Completed.",
  payment_not_open: () => "This payment has already ended, so that cannot be done any more.",
  payments_not_carried: ({ count }) =>
    count === 1
      ? "One Klarna payment is still open. Tick it to hand it on to the next shift. Nothing was closed."
      : `${count} Klarna payments are still open. Tick each of them to hand it on to the next shift. Nothing was closed.`,
  pin_too_soon: ({ waitMs }) => `Too many wrong PINs. Wait ${seconds(waitMs)}, then try again.`,
  printer_busy: () =>
    "The printer is not through with the five receipts before this one. Nothing was added. See whether it is on, or print here.",
  printer_missing: () =>
    "This till has no receipt printer of its own. Nothing was printed. Print here on this screen instead.",
  product_missing: ({ typed }) => `No product has the code or name “${typed}”. Nothing was added.`,
  quantity: () => "The quantity must be a whole number from 1 to 9999. Nothing was changed.",
  receipt_mail_limit: () => "This receipt was e-mailed ten times, which is enough. Nothing was sent. Print it instead.",
  receipt_mails_hour: ({ waitMs }) =>
    `Ten receipts went to this address within an hour. Nothing was sent. Wait ${wait(waitMs)}, or print it instead.`,
  record_changed: () =>
    "Somebody changed this customer’s record in the meantime. Nothing was taken into it. Whatever differs now is shown here.",
  register_missing: () => "There is no such till. Nothing was changed.",
  sales_begun: ({ count }) =>
    `${
      count === 1 ? "One sale is" : `${count} sales are`
    } begun with real money: paid in part, part of an exchange, or Klarna was asked to pay. In practice nobody would find ${
      count === 1 ? "it" : "them"
    }, and what is still paid would be in the wrong books. Nothing was changed. Finish or void ${
      count === 1 ? "it" : "them"
    } first.`,
  reference_too_long: () => "The reference is too long: 60 letters at most. Nothing was recorded.",
  refund_not_found: () =>
    "Klarna’s order does not show such a refund made in its portal. Nothing was booked. Look once more, or settle it in another way.",
  refund_under_way: () =>
    "Klarna still owes an answer about money of this payment that is to go back. Wait for it; nothing was done.",
  not_returnable: ({ why }) => NOT_RETURNABLE[why],
  needs_second: () =>
    "So much is given back only with a second person: a senior or manager other than you agrees with their PIN.",
  return_changed: () =>
    "The amount is another one by now. Look at it once more, then give it back. Nothing was given back so far.",
  return_found: () =>
    "Money of this sale was given back in Klarna’s portal. See below how it goes back now. Nothing was given back so far.",
  return_empty: () => "Nothing was chosen to come back, so nothing is given back. Choose how many, or type an amount.",
  return_reason_needed: () => "An amount beyond the goods needs a reason. Nothing was given back.",
  return_split: ({ isMore }) =>
    isMore
      ? "More goes back in one way than is left of what was paid by it. Nothing was given back."
      : "The ways do not add up to what goes back. Nothing was given back: change the amounts, and try again.",
  return_too_many: () =>
    "More comes back than is left of the sale. See what came back already. Nothing was given back.",
  return_too_much: () => "That is more than is left of what was paid for it. Nothing was given back.",
  return_only_whole: () =>
    "What still waits to be picked up comes back in whole pieces only. A part of a price, or money beyond the goods, goes back for what the customer has. Nothing was given back.",
  rounded_too_much: () =>
    "The cash of this sale was rounded by more than the smallest coin allows. Take the cash back, then take it again.",
  sale_changed: () =>
    "This basket was changed from somewhere else in the meantime. Here it is as it is now; please try again.",
  sale_full: () => "A sale can hold 999 lines. Finish this one and start another.",
  sale_locked: ({ by }) =>
    by === "klarna"
      ? "The basket is locked while Klarna is open. Nothing was changed. Cancel the Klarna payment first."
      : "A payment has already been taken, so the basket is locked. Nothing was changed. Take the payment back first.",
  sale_missing: () => "There is no such sale.",
  sale_not_open: () => "This sale is not open: it is parked, given up or already finished. Nothing was changed.",
  sale_not_paid: () => "This sale is not fully paid yet. Take the rest first.",
  sale_not_rung_up: () =>
    "This sale was lost, and less is rung up again than Klarna holds for it. Nothing was changed. Ring up the rest first.",
  send_too_many: ({ of, waitMs }) =>
    of === "payment"
      ? `Three messages about this payment are enough for now. Wait ${wait(waitMs)}, or show the QR code.`
      : `This customer had many messages from this shop today. Wait ${wait(waitMs)}, or show the QR code.`,
  send_too_soon: ({ waitMs }) => `A link was sent a moment ago. Wait ${seconds(waitMs)} before sending it again.`,
  set_up_done: () => "This shop has been set up already. Sign in with your PIN.",
  shift_not_open: () => "No shift is open at this till, so there is nothing to count or to close.",
  signed_out: () => "You are signed out. Sign in to go on; the sale and its payments are safe.",
  tax_rate_missing: () => "That tax rate is no longer there. Choose another one. Nothing was added.",
  tender_missing: () => "That payment is no longer part of this sale.",
  too_much: () => "That is more than one sale can hold. Nothing was added.",
  wrong_code: () =>
    "That is not the code the till printed when it started. Look again, and mind that it prints a new one at every start.",
  wrong_host: () =>
    "This till does not know the address you used. Open it by an address listed in TILLSIDE_ORIGINS, or add this one there.",
  wrong_origin: () =>
    "That request did not come from this till's own pages, so nothing was done. Reload the page and try again.",
  wrong_pin: () => "That PIN is not right. Try again.",
};

export const fieldProblems: Record<FieldProblem, string> = {
  required: "Please fill this in",
  too_long: "This is too long",
  not_a_phone: "This is not a mobile number we can read. Check the digits, or start with + and the country code",
  not_an_email: "This is not an e-mail address. It needs a name, an @ and a domain",
  not_an_amount: "This is not an amount. Type it like 12.50",
  not_a_discount: "This is not a discount. Type it like 10 for percent, or like 5.00 for an amount",
  not_a_percentage: "This must be a percentage from 0 to 100. Type it like 10 or 7.5",
  less_than_cashier: "A senior may give at least what a cashier may",
  not_a_quantity: "This must be a whole number from 1 to 9999",
  not_a_number: "This must be a whole number",
  not_known: "Please choose one from the list",
  not_a_pin: "A PIN has six digits",
  pin_too_easy: "Anybody would try this one first. Choose another",
  pin_differs: "This is not the same PIN. Please type it again",
  not_a_host: "This is not an address of a printer. Type it like 192.168.1.40 or printer.shop",
  not_a_port: "This must be a whole number from 1 to 65535",
  not_a_rate: "This is not a rate. Type it like 20 or 8.1",
  not_a_count: "This must be a whole number from 1 to 50",
  key_taken: "Something else has this key, too",
  has_colon: "A user name cannot have a colon. Is this the whole pair, or an API key?",
  has_blanks: "This has a blank in it. Please copy it again, without anything around it",
  not_this_machine: "Only a stand-in on this very machine can be named here, such as http://127.0.0.1:8010",
  secret_needed: "Please type it: none is saved for this place and user name",
  one_of_two: "Type either this key or the password above, not both",
};

/** Why nothing of a sale can be given back. */
const NOT_RETURNABLE: Record<NotReturnable, string> = {
  not_finished: "This sale is not finished, so nothing of it can be given back. Change or cancel it at the till.",
  other_mode:
    "This sale belongs to the other book, practice or live. It can only be given back in the one it was made in.",
  not_taken:
    "Klarna has not taken this money yet, so it cannot be given back. Wait until the payment says that it was taken.",
  elsewhere:
    "This sale was paid at another Klarna account than the one that is connected now. Connect that one again to give money back.",
  exchanging: "An exchange of this sale is under way. Finish it or stop it first.",
  cancellable: "All of this sale is still here, and Klarna took nothing for it. Cancel it as a whole on its page.",
  unsettled:
    "Klarna has paid out money of this sale, and our book does not know of it. It is booked first; then it can be given back.",
  still_waiting:
    "What is left of this sale still waits to be picked up, and does not come back as a return. Hand it over or let it go on its page.",
  gift_cards: "Only gift cards were sold in this sale, and a gift card that was sold is not taken back.",
  never_paid: "Nothing was paid in the end for what is left of this sale, so there is no money that could go back.",
  refused:
    "Klarna has not paid for what is left of this sale, and will not unless it is asked again, so there is no money that could go back.",
  nothing_left: "Everything of this sale was given back already.",
};
