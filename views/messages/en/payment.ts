import type { MatchField } from "../../../src/domain/customer-match.ts";
import type { LinkRoute, MessageChannel, RefusalAbout } from "../../../src/domain/link-routes.ts";
import type { Channel, PaymentStatus, WishState } from "../../../src/domain/payment.ts";
import type { OwnRefusal } from "../../../src/domain/own-refusals.ts";
import type { SaleStatus } from "../../../src/domain/sale.ts";
import type { MissingField, UntoldReason } from "../../data.ts";
import type { IconName } from "../../icons.tsx";
import type { FaceName, FaceWord } from "../../payment/face.ts";

/** What a sentence about a payment may need to know; all of it is text already. */
export type PaymentFacts = {
  channel: Channel;
  /** Who carries the newest link. */
  via: LinkRoute;
  /** What refused it, if anything did, found fault with. */
  about: RefusalAbout | null;
  /** The code of its answer. */
  code: string | null;
  /** What this till itself refused, and why; null: it did not. */
  refusal: string | null;
  /** Where the newest link went, masked; empty when it is not known. */
  address: string;
  /** When the payment came to its present status, as a time of day. */
  at: string;
  /** Who cancelled it; null: whoever reads this. */
  canceller: string | null;
  /** Klarna had opened a page for it. */
  hadLink: boolean;
  /** Whom Klarna bills, where that is not whom the record names. */
  klarnasName: string;
  /** Its sale counts on it. */
  isSaved: boolean;
  /** Its sale was completed: the goods are gone. */
  isSaleFinished: boolean;
  /** Its sale still waits for this money. */
  isKeepable: boolean;
  /** Where and by whom it is worked at, e.g. Till 2 and Ben. */
  holder: Holder;
};

/** Klarna's limits as they are read. */
export type Limits = { amount: string; lines: string; reference: string; callbackUrl: string };

export type SendingAnswer = { state: WishState; answerCode: string | null };
/** Klarna was not asked: there was no address any more, or it had its messages of the day. */
const OWN_REFUSALS = ["no_contact", "too_many"];

export type Holder = { register: string; staffName: string };

const sent: Record<Channel, string> = { sms: "Text", email: "E-mail", qr: "QR code" };
const theSent: Record<Channel, string> = { sms: "text", email: "e-mail", qr: "QR code" };
const theSentAll: Record<MessageChannel, string> = { sms: "texts", email: "e-mails" };
const to = (address: string) => (address === "" ? "" : ` to ${address}`);

const words: Record<FaceWord, string> = {
  waiting: "Waiting",
  in_progress: "In progress",
  checking: "Checking",
  completed: "Completed",
  in_review: "In review",
  cancelling: "Cancelling",
  releasing: "Releasing",
  cancelled: "Cancelled",
  declined: "Declined",
  failed: "Failed",
  expired: "Expired",
  released: "Released",
  returned: "Given back",
  lapsed: "Lapsed",
  unsure: "Not sure yet",
  race: "Paid while cancelling",
  paid_late: "Paid after all",
  attention: "Ask a manager",
};

const differing: Record<MatchField, string> = { name: "name", email: "e-mail", phone: "mobile", address: "address" };
const joinWords = (words: string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** What is so, beside the word. Every ended one says whether money was taken. */
const NOT_STARTED = "This payment was not started. No money was taken.";

const sentences: Record<FaceName, (facts: PaymentFacts) => string> = {
  reminder: () => "Nothing sent to the customer yet",
  starting: () => "Opening the payment at Klarna",
  start_away: () => "Klarna is not answering yet. Nothing was sent, no money was taken.",
  send_choice: () => "Nothing sent to the customer yet",
  sending: ({ channel, via, address }) =>
    via === "klarna"
      ? `Asking Klarna to send the ${theSent[channel]}${to(address)}`
      : `Sending the ${theSent[channel]}${to(address)}`,
  maybe_sent: ({ channel, address }) => `It may have been sent: ${theSent[channel]}${to(address)}`,
  not_sent: ({ channel }) => `The ${theSent[channel]} was not sent`,
  sent: ({ channel, address }) => `${sent[channel]} sent${to(address)}`,
  qr: () => "Turn the screen to the customer",
  in_progress: () => "The customer is on the Klarna page",
  try_declined: () => "One try did not go through. Still open.",
  went_back: () => "The customer stepped back. Still open.",
  try_failed: () => "One try did not work. Still open.",
  id_check: () => "Klarna asks you to check an ID",
  checking: () => "The customer says done. Reading it back from Klarna.",
  unsure: () => "No answer from Klarna. Still checking.",
  cancelling: () => "Asking Klarna to stop the link",
  in_review: () => "Klarna is still deciding. Goods stay here.",
  completed: () => "Klarna has approved the payment",
  name_differs: () => "Klarna has approved the payment, for another name",
  race: () => "Klarna approved it at the same moment",
  paid_late: ({ at }) => `Klarna approved it at ${at}, after it was stopped here`,
  releasing: () => "Asking Klarna to let the customer’s money go",
  saved: () => "Saved. It is part of the sale.",
  captured: () => "Klarna pays the shop for it.",
  cancelled: () => "The payment was stopped. No money was taken.",
  cancelled_by_customer: () => "The customer backed out. No money was taken.",
  cancelled_by_cashier: ({ hadLink, canceller }) =>
    hadLink
      ? `${canceller ?? "You"} cancelled. Klarna has closed the link. No money was taken.`
      : `${canceller ?? "You"} cancelled before anything was sent. No money was taken.`,
  timed_out: ({ at, hadLink }) =>
    hadLink
      ? `Time ran out at ${at}. Klarna has closed the link. No money was taken.`
      : `Time ran out at ${at}, before anything was sent. No money was taken.`,
  expired: ({ at }) => `The link ran out at ${at}. No money was taken.`,
  settled_unpaid: ({ at }) => `A manager found no payment in Klarna’s portal at ${at}. No money was taken.`,
  settled_returned: ({ at }) => `A manager found it given back in Klarna’s portal at ${at}. No money is held.`,
  not_accepted: () => "Klarna did not accept this shop’s credentials. No money was taken.",
  basket_refused: ({ refusal }) =>
    refusal === null ? "Klarna could not take this basket. No money was taken." : NOT_STARTED,
  start_refused: ({ refusal }) => refusal === null ? "Klarna did not open a payment. No money was taken." : NOT_STARTED,
  declined: () => "Klarna said no for good. No money was taken.",
  released: () => "Given back to the customer. No money was taken.",
  lapsed: () => "Klarna’s approval ran out. No money was taken.",
  attention: () => "Our book and Klarna’s differ. Someone must look.",
};

/** The cashier's line. `how` picks the small words above it. */
export type Line = { how: "say" | "quietly" | "ask" | "read_out"; line: string };
const say = (line: string): Line => ({ how: "say", line: `“${line}”` });
const ask = (line: string): Line => ({ how: "ask", line: `“${line}”` });
const quietly = (line: string): Line => ({ how: "quietly", line: `“${line}”` });
const readOut = (line: string): Line => ({ how: "read_out", line: `“${line}”` });

const who = (via: LinkRoute) => via === "klarna" ? "Klarna" : "We";
const fromWhom = (via: LinkRoute) => via === "klarna" ? "Klarna" : "us";
const one: Record<Channel, string> = { sms: "a text", email: "an e-mail", qr: "a code" };
const byMessage = ({ channel, via }: PaymentFacts) => {
  if (channel === "qr") return "Please point your phone’s camera at this code and tap the link.";
  const has = via === "klarna" ? "has" : "have";
  return `${who(via)} ${has} sent you ${one[channel]}. Please open it and tap the link.`;
};

const lines: Record<FaceName, (facts: PaymentFacts) => Line | null> = {
  reminder: () => null,
  starting: () => say("One moment, please. I’m opening Klarna."),
  start_away: () => say("Our line to Klarna is slow. One moment, please."),
  send_choice: () => null,
  sending: ({ channel, via }) => say(`One moment, please. ${who(via)} will send you ${one[channel]}.`),
  maybe_sent: ({ channel, via }) =>
    ask(`Have you had ${one[channel]} from ${fromWhom(via)}? Please open it and tap the link.`),
  not_sent: () => null,
  sent: (facts) => say(byMessage(facts)),
  qr: (facts) => say(byMessage(facts)),
  in_progress: () => say("Take your time. Choose how you’d like to pay, then confirm."),
  try_declined: () => quietly("That try did not go through. You can try again there, or pay another way here."),
  went_back: () => say("The Klarna page is still open. You can go on there, or pay another way here."),
  try_failed: () => say("That try did not go through. You can try again there, or pay another way here."),
  id_check: () => ask("May I see your ID, please?"),
  checking: () => say("Thank you. One moment, I’m waiting for Klarna’s answer."),
  unsure: () => say("Our line to Klarna is slow. Please keep your phone open for a moment."),
  cancelling: () => say("I’m stopping the Klarna payment. One moment, please."),
  in_review: () => say("Klarna is looking at it. We’ll keep your things and call you when it’s through."),
  completed: () => say("Thank you. Klarna has approved your payment."),
  name_differs: ({ klarnasName }) => ask(`Klarna shows ${klarnasName}. Is that you?`),
  race: ({ isKeepable }) =>
    isKeepable
      ? ask("Your Klarna payment went through just as we cancelled. Do you still want to buy?")
      : say("Your Klarna payment went through just as we cancelled. I’m giving it back."),
  paid_late: ({ isKeepable }) =>
    isKeepable
      ? ask("Klarna took your payment after all. Do you still want to buy with it?")
      : say("Klarna took your payment after all. I’m giving it back."),
  releasing: () => say("I’m giving the Klarna payment back. One moment, please."),
  saved: () => null,
  captured: () => null,
  cancelled: () => say("The Klarna payment is stopped. You owe nothing."),
  cancelled_by_customer: () => say("No problem. Would you like to try again, or pay another way?"),
  cancelled_by_cashier: () => say("The Klarna payment is stopped. You owe nothing."),
  timed_out: () => say("That link has run out. Shall I send you a new one?"),
  expired: () => say("That link has run out. Shall I send you a new one?"),
  settled_unpaid: () => say("Klarna has taken nothing. How would you like to pay?"),
  settled_returned: () => say("Klarna has given that payment back. How would you like to pay?"),
  not_accepted: () => say("We can’t take Klarna right now. How else would you like to pay?"),
  basket_refused: () => say("Klarna can’t take this purchase. How else would you like to pay?"),
  start_refused: () => say("Klarna isn’t working for this one. How else would you like to pay?"),
  declined: () =>
    quietly("Klarna can’t offer this today. Their app can tell you more. How else would you like to pay?"),
  released: ({ isSaleFinished }) => isSaleFinished ? null : say("The Klarna payment is given back. You owe nothing."),
  lapsed: () => null,
  attention: ({ isSaved }) => (isSaved ? null : say("We’ll sort this out with Klarna. Please don’t pay twice.")),
};

const sendingStates: Record<WishState, string> = {
  asked: "asked for",
  done: "sent",
  unknown: "may have been sent",
  refused: "refused",
};

/** A box above the line, for what must not be missed. */
export type Notice = { tone: "is-fail" | "is-wait" | "is-lost"; strong: string; rest: string };

const address = (channel: Channel) => channel === "sms" ? "number" : "e-mail address";
const whyNotSent = ({ channel, via, about, code }: PaymentFacts): string => {
  if (code === "too_many") return `This ${address(channel)} has had all the messages it may get in a day.`;
  if (via === "own_mail") return `Our mail server ${notTaken(code)} the e-mail.`;
  if (via === "own_sms") return `Our text provider ${notTaken(code)} the text.`;
  if (channel !== "qr" && about === "channel") return `Klarna does not send ${theSentAll[channel]} for this shop.`;
  if (about === "address") return `Klarna could not use this ${address(channel)}.`;
  return `Klarna did not send the ${theSent[channel]}.`;
};
/** A server that was not there is no refusal of this customer. */
const notTaken = (code: string | null) => code === "unavailable" ? "could not be reached for" : "did not take";

const notices: Partial<Record<FaceName, (facts: PaymentFacts) => Notice | null>> = {
  start_away: () => ({
    tone: "is-lost",
    strong: "We keep trying.",
    rest: "You can cancel at any time and take another payment.",
  }),
  not_sent: (facts) => ({
    tone: "is-lost",
    strong: whyNotSent(facts),
    rest: "The payment is open; only the message failed.",
  }),
  try_declined: () => ({
    tone: "is-wait",
    strong: "Klarna declined this try.",
    rest: "The customer can choose another way on the phone.",
  }),
  went_back: () => ({
    tone: "is-wait",
    strong: "The customer left the Klarna page.",
    rest: "The same link still works.",
  }),
  try_failed: () => ({
    tone: "is-wait",
    strong: "Something went wrong on the Klarna page.",
    rest: "The customer can try again with the same link.",
  }),
  unsure: () => ({
    tone: "is-fail",
    strong: "Keep the goods, and take no other payment yet.",
    rest: "The customer may already have paid.",
  }),
  in_review: () => ({
    tone: "is-fail",
    strong: "Keep the goods in the shop.",
    rest: "It is not paid yet. This can take up to a day.",
  }),
  not_accepted: () => ({
    tone: "is-lost",
    strong: "Tell a manager.",
    rest:
      "The Klarna credentials of this shop must be set again, or Klarna has closed its account. Until then no Klarna payment can start.",
  }),
  basket_refused: ({ refusal }) => ({
    tone: "is-lost",
    strong: refusal ?? "Trying the same basket again does not help.",
    rest: refusal === null
      ? "Take another payment, and tell a manager the number of this sale."
      : "Klarna was not asked. Take another payment, and tell a manager the number of this sale.",
  }),
  start_refused: ({ refusal }) =>
    refusal === null ? null : {
      tone: "is-lost",
      strong: refusal,
      rest: "Klarna was not asked. Take another payment, and tell a manager: this stops every Klarna payment.",
    },
  paid_late: ({ isKeepable }) => ({
    tone: "is-fail",
    strong: "Klarna holds the customer’s money.",
    rest: isKeepable ? "Keep it for this sale, or give it back." : "This sale does not need it: give it back.",
  }),
  released: ({ isSaleFinished, isSaved }) =>
    isSaleFinished && isSaved
      ? {
        tone: "is-fail",
        strong: "Tell a manager.",
        rest: "The sale is finished, and Klarna no longer holds its money. The shop has not been paid.",
      }
      : null,
  lapsed: () => ({
    tone: "is-fail",
    strong: "Tell a manager.",
    rest: "Klarna no longer holds the money. If the goods are gone, the shop has not been paid.",
  }),
  attention: ({ isSaved }) => ({
    tone: "is-fail",
    strong: isSaved ? "Tell a manager." : "Keep the goods, and take no other payment yet.",
    rest: "A manager compares this payment with Klarna’s own book.",
  }),
};

const statuses: Record<PaymentStatus, string> = {
  created: "Opened",
  waiting: "Waiting",
  in_progress: "In progress",
  in_review: "In review",
  authorized: "Completed",
  captured: "Completed",
  cancelled: "Cancelled",
  expired: "Expired",
  rejected: "Declined",
  released: "Released",
  lapsed: "Lapsed",
};

/** What this till refuses before Klarna is asked. */
const ownRefusals: Record<OwnRefusal, (limits: Limits) => string> = {
  country: () => "Klarna does not sell in the shop’s country.",
  currency: () => "In the shop’s country Klarna takes another currency than the shop sells in.",
  language: () => "In the shop’s country Klarna does not speak the language set for this purchase.",
  callback: ({ callbackUrl }) =>
    `The address at which Klarna is to call this till (TILLSIDE_CALLBACK_URL) is no web address of at most ${callbackUrl} characters.`,
  amount: ({ amount }) => `Klarna takes more than nothing and at most ${amount} in one payment.`,
  reference: ({ reference }) => `The number by which Klarna knows this payment has more than ${reference} characters.`,
  noLines: () => "There is nothing in this sale that Klarna could pay for.",
  lines: ({ lines }) => `This sale has more than the ${lines} lines that Klarna takes.`,
  line: ({ amount }) =>
    `One line of this sale is worth more than ${amount}, or has a tax rate beyond 100%: Klarna does not take it.`,
  name: () => "One line of this sale has no name, and Klarna asks for one.",
  sum: () => "The amounts in this sale do not add up, so Klarna would refuse it.",
};

export const paymentTexts = {
  words,
  sentences,
  lines,
  notices,
  ownRefusals,
  lineLabels: {
    say: "Say to the customer",
    quietly: "Say quietly",
    ask: "Ask the customer",
    read_out: "Ask, and read them out",
  } satisfies Record<Line["how"], string>,

  /** The page's title; the state comes first, so that a tab in the background shows it. */
  title: (word: string, amount: string) => `${word}, ${amount} · Klarna`,
  /** Who cancelled, where no name is known. */
  aColleague: "A colleague",
  klarna: "Klarna",
  payment: "payment",
  amount: "Amount",
  stepsLabel: "Steps of this payment",
  steps: ["1 Check", "2 Send link", "3 Customer pays", "4 Save"],
  ofLimit: (limit: string) => `of ${limit}`,
  checkedAgo: (seconds: number) => (seconds < 1 ? "checked now" : `checked ${seconds} s ago`),
  sinceFinished: "since the customer finished",
  openOn: ({ register, staffName }: Holder) => `Open on ${register}, with ${staffName}`,
  watchHere: ({ register }: Holder) => `You can watch here. Save and Cancel are on ${register}.`,
  undoneThere: ({ register, staffName }: Holder) =>
    `It is on ${register}, with ${staffName}, and is undone there. To undo it here, take it over first.`,
  takeOver: (staffName: string) => `Take over from ${staffName}`,
  reallyTakeOver: ({ register, staffName }: Holder) =>
    `Take this payment over from ${staffName}? Then ${register} only watches.`,
  takeOverMeans: ({ staffName }: Holder) =>
    `The payment and the customer’s link stay as they are. Tell ${staffName}, who is with the customer now.`,
  takeOverToUndo: ({ staffName }: Holder) =>
    `The payment stays part of the sale until it is undone here. Tell ${staffName}, who took it.`,
  yesTakeOver: "Yes, take it over",
  keepWatching: "Keep watching",
  backToPayments: "Back to payments",

  leave: "Leave it for now…",
  leaveTitle: "Put this sale aside and serve the next customer?",
  leaveMeans: [
    { icon: "lock", text: "The basket is put aside, locked, with the customer’s name on it." },
    { icon: "again", text: "We keep asking Klarna. Every till sees it under Payments." },
    { icon: "basket", text: "Keep these goods behind the till until it says Completed." },
  ] satisfies { icon: IconName; text: string }[],
  leaveLine: say("We’ll sort this out with Klarna and call you. Please don’t pay twice."),
  leaveNext: "Leave it, next sale",
  putAsideNext: "Put aside, next sale",
  nextSale: "Next sale",

  differencesTitle: (fields: readonly MatchField[]) =>
    fields.includes("name")
      ? "The names are different"
      : `Klarna has ${fields.length === 1 ? "another" : "other"} ${joinWords(fields.map((field) => differing[field]))}`,
  atKlarna: {
    name: "Name at Klarna",
    email: "E-mail at Klarna",
    phone: "Mobile at Klarna",
    address: "Address at Klarna",
  },
  nameMatches: "matches",
  onRecord: { name: "Your record", email: "Your record", phone: "Your record", address: "Your record" },
  takeKlarnas: "Take Klarna’s into the record",
  takeTheRest: "Take the rest into the record",
  /** Why the record does not take Klarna's. */
  recordKeeps: {
    name: "Klarna’s name is not a whole one, so the record keeps its own.",
    email: "Klarna’s e-mail address cannot be read, so the record keeps its own.",
    phone: "Klarna’s mobile number cannot be read, so the record keeps its own.",
    address: "Klarna’s address is not a whole one, so the record keeps its own.",
  } satisfies Record<MatchField, string>,
  samePerson: "Same person, save",
  notSamePerson: "Not the same person…",

  seniorAgrees: (staffName: string) => `${staffName} started this payment. A senior or a manager must agree:`,
  cancelAskedAt: "Cancelling was asked",
  releaseOnly: "The sale was paid or ended in another way.",

  settle: "Settle by hand…",
  settleTitle: "How did this payment end at Klarna?",
  settleHow:
    "Klarna’s answers to the till do not tell. Look in Klarna’s portal for our reference, then say what is there.",
  managerAgrees: "A manager looks, and agrees:",
  settleUnpaid: "No payment is there",
  settleUnpaidRest: "It ends here. No money was taken.",
  settleReturned: "It was given back there",
  settleReturnedRest: "The payment was cancelled or refunded in the portal.",
  settleNot: "Not yet",

  moreTime: "5 more minutes",
  noMoreTime: "No more time can be given.",
  saveContact: "Save details",
  keepContact: "Leave them as they are",
  lateCheck: (seconds: number, reason: string) => `Klarna was last heard ${seconds} s ago. ${reason}`,
  failureReason: (code: string | null) => {
    if (code === null) return "The till’s own look is late; it goes on by itself.";
    return FAILURES[code.toLowerCase()] ?? "Klarna answered with an error. We keep asking.";
  },

  ask1: "Done shopping? And a smartphone with internet?",
  ask1Rest:
    "Nothing can be added from here on. Klarna sends a link; the customer opens it and finishes on the phone. No phone? Cancel, and take another payment type.",
  ask2: "Ask: “Do you already have a Klarna account?”",
  yes: "Yes",
  yesRest: "We check the details together",
  no: "No, or not sure",
  noRest: "Klarna opens one on the way",
  nothingCharged: "Nothing is charged until the customer agrees.",

  identityAsk: readOut("Are these the same as in your Klarna account?"),
  identityLabel: "They are the same: where should the link go?",
  name: "Name",
  mobile: "Mobile",
  email: "E-mail",
  address: "Address",
  notOnFile: "not on file",
  sameText: "Same, text it",
  sameEmail: "Same, e-mail it",
  oneDiffers: "One differs, change it",

  klarnaAsks: (fields: string[]) => `Not on file, so Klarna will ask the customer: ${fields.join(", ")}.`,
  klarnaAsksAnyway: {
    abroad: (fields) => `Klarna will ask the customer: ${fields.join(", ")}. The address on file is abroad.`,
    no_region: (fields) =>
      `Klarna will ask the customer: ${
        fields.join(", ")
      }. The address on file has no code for its state or province, such as NY, NSW or ON.`,
    refused: (fields) => `Klarna will ask the customer: ${fields.join(", ")}. It did not take the details on file.`,
  } satisfies Record<UntoldReason, (fields: string[]) => string>,
  missing: {
    name: "full name",
    contact: "mobile or e-mail",
    street: "street",
    postal_code: "postcode",
    city: "town",
    region: "state or province",
  } satisfies Record<MissingField, string>,
  whereTo: "Where should Klarna send the link?",
  whereToAnyway: "Where should the link go?",
  refusedChannel: (channel: MessageChannel, on: string, again: string) =>
    `Klarna refused ${theSentAll[channel]} for this shop on ${on}. The till asks Klarna again from ${again}.`,
  askChannelAgain: (channel: MessageChannel) => `Ask Klarna for ${theSentAll[channel]} again`,
  noRoute: "Neither a text nor an e-mail can be sent now. Show the QR code.",
  sendOurselves: { sms: "Text it ourselves", email: "E-mail it ourselves" } satisfies Record<MessageChannel, string>,
  noContact: "There is no mobile number or e-mail on file. Show the QR code, or add one.",
  textMessage: "Text message",
  qrCode: "QR code",
  qrRest: "The customer scans it from this screen",
  qrRestOnScreen: "The customer’s screen shows it already",
  qrRestAtOnce: "Works at once, from this screen",
  changeContact: "Change number or e-mail",
  changeContactShort: "Change details",
  addContact: "Add a number or e-mail",

  onThePhone: "On the customer’s phone now",
  onThePhoneLabel: "What the customer sees now",
  phoneShows: {
    sms: (via: LinkRoute) => `A text from ${via === "klarna" ? "Klarna" : "the shop"} with a link.`,
    email: (via: LinkRoute) => `An e-mail from ${via === "klarna" ? "Klarna" : "the shop"} with a link.`,
    qr: () => "The camera, and then a link to Klarna.",
  } satisfies Record<Channel, (via: LinkRoute) => string>,
  nothingYet: { sms: "No text yet?", email: "No e-mail yet?" },
  sendAgain: "Send it again",
  sendIn: (text: string, seconds: number) => `${text} in ${seconds} s`,
  sendText: "Send a text",
  sendEmail: "Send an e-mail",
  showQr: "Show QR code",
  qrMoves: "This window moves on by itself when the page opens.",
  qrOnScreen: "The customer’s screen shows the code, too.",
  qrImageAlt: "QR code with the customer’s link",
  copyLink: "Copy link",
  linkLabel: "The customer’s link",
  noLink: "Klarna gave no link for this payment. Send it by text or e-mail.",

  historyLabel: "What has happened",
  /** One line of what was sent, e.g. "Text by Klarna to ••• •••123: refused". */
  sending: (channel: Channel, via: LinkRoute, address: string, { state, answerCode }: SendingAnswer) => {
    if (channel === "qr") return "QR code shown";
    const isKlarnas = via === "klarna" && !OWN_REFUSALS.includes(answerCode ?? "");
    const answer = state === "refused" && !isKlarnas ? "not sent" : sendingStates[state];
    return `${sent[channel]} by ${via === "klarna" ? "Klarna" : "ourselves"}${to(address)}: ${answer}`;
  },
  linkOpened: "Customer opened the link",
  pageOpen: "Klarna is open on the phone",
  notOpened: "Waiting for the customer to open it …",
  deciding: "Klarna is still deciding …",
  approvalNext: "Klarna approves the payment",
  approved: "Klarna approved it",
  readingBack: "Amount and order read back …",
  checkingRest: "Completed shows only when Klarna’s order and this sale agree.",
  nextTry: "Waiting for the next try …",
  otherPayment: "Take another payment instead…",
  idName: "Name in your record",
  idChallenge: "Code on the phone",
  idQuestion: (hasCode: boolean) =>
    hasCode
      ? "Does the ID match the customer, the record and the phone?"
      : "Does the ID match the customer and the record?",
  idMatches: "All of it matches",
  idDiffers: "Something differs",
  idAnswered: {
    matches: "Noted: the ID matches. The customer goes on, on the phone.",
    differs: "Noted: something differs. Cancel this payment, and take no Klarna payment from this person.",
  },
  klarnaReference: "Klarna reference",
  approvedAt: "Approved by Klarna",
  ourReference: "Our reference",
  weCall: "We call",
  pressSave: "Press Save, then finish the sale as usual.",
  giveBackInPortal: "Its sale is over. Give this money back in Klarna’s portal.",
  undoInstead: "Its sale is over and does not need this money. Undo the payment, so that the customer owes nothing.",
  lastAnswer: "Klarna’s last answer",
  lastAnswerAt: (word: string, at: string) => `${word}, ${at}`,
  noAnswerYet: "none yet",
  reason: "Why",
  nextLook: "Next try",
  nextLookIn: (
    seconds: number,
  ) => (seconds < 1 ? "now, and again until it works" : `in ${seconds} s, and again until it works`),
  cancellingRest: "This takes a second or two. The basket opens again as soon as Klarna agrees.",
  cancellingLate: "Klarna has not answered yet. The basket stays locked until it does: the customer may still pay.",
  releasingSoon: "This takes a second or two.",
  releasingLate: "Klarna has not answered yet. We keep asking.",
  releasingRest: {
    open: "The sale is unpaid again as soon as Klarna agrees.",
    parked: "The sale is unpaid again as soon as Klarna agrees.",
    completed: "The sale stays finished: it was paid in another way.",
    voided: "The sale was given up. The customer’s money is free as soon as Klarna agrees.",
  } satisfies Record<SaleStatus, string>,
  keep: "Keep the payment",
  keepRest: (amount: string) => `The sale goes on, ${amount} paid.`,
  release: "Release it",
  releaseRest: "The customer owes nothing.",
  raceRest: "Customer gone? Release it.",
  payAnotherWay: (amount: string) => `Pay ${amount} another way`,
  cashInstead: "Cancel Klarna and take cash",
  cardInstead: "Cancel Klarna and take a card",
  otherTenders: "Other payment types",
  noWhy: "Klarna does not tell us why. Trying again rarely helps.",
  statuses,

  actionsLabel: "What you can do",
  cancel: "Cancel payment",
  cancelling: "Cancelling…",
  releasing: "Releasing…",
  reallyCancel: "Really cancel?",
  reallyUndo: "Really undo?",
  cancelAsk: ask("Shall I stop the Klarna payment?"),
  undoAsk: ask("Shall I give the Klarna payment back?"),
  yesCancel: "Yes, cancel it",
  yesRelease: "Yes, release it",
  keepWaiting: "Keep waiting",
  keepIt: "Keep it",
  undo: "Undo this payment…",
  save: "Save",
  saveWhen: "when Klarna says completed",
  checkNow: "Check now",
  sendNewLink: "Send a new link",
  tryAgain: "Try Klarna again",
  backToBasket: "Back to basket",
  backToSale: "Back to the sale",

  list: {
    title: "Klarna payments",
    caption: "Klarna payments, newest first",
    filtersLabel: "Filter by status",
    filters: {
      all: "All",
      open: "Open now",
      attention: "Needs a person",
      completed: "Completed",
      ended: "Not completed",
    },
    time: "Time",
    sale: "Sale",
    customer: "Customer",
    amount: "Amount",
    status: "Status",
    till: "Till",
    tillAndStaff: (registerName: string, staffName: string) => `${registerName} · ${staffName}`,
    noCustomer: "no name",
    unsaved: "Approved, not saved",
    needsAttention: "Needs a manager",
    emptyTitle: "No payment fits",
    emptyRest: "There is no Klarna payment like this.",
    noneTitle: "No Klarna payment yet",
    noneRest: "A payment shows here as soon as one is started on any till.",
    showAll: "Show all",
    live: "Live.",
    takenToday: "Finished sales of today:",
    readAt: (at: string) => `Read at ${at}.`,
  },
};

const FAILURES: Record<string, string> = {
  logbook_not_written:
    "The till could not write down that there is a link, so it was not made. See that the disk has room.",
  refund_not_written:
    "The till could not write down that it gives money back, so that waits. See that the disk has room.",
  other_account: "It belongs to another Klarna account than the one this till is connected to.",
  timeout: "Klarna took too long to answer.",
  unreachable: "There is no connection to Klarna.",
  connection_lost: "The connection to Klarna broke off.",
  unauthorized: "Klarna does not accept this shop’s credentials.",
  forbidden: "Klarna does not accept this shop’s credentials.",
  too_many_requests: "Klarna asks us to wait a little.",
};
