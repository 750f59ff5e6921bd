import type { AttentionKind, BookRule, Recommended } from "../../../src/domain/attention.ts";

/** Why somebody is called, in one sentence. */
const why: Record<AttentionKind, string> = {
  paid_after_end:
    "Klarna approved it after the till had shown it as over. If its sale still waits for the money, keep the payment; if not, give it back.",
  order_differs: "Klarna’s order is not what was asked for. Look in Klarna’s portal and say what is there.",
  completed_without_order: "Klarna says the customer is done, but there is no order. Look in Klarna’s portal.",
  end_not_seen: "Klarna no longer knows this payment, and nobody saw how it ended. Look in Klarna’s portal.",
  books_differ: "Klarna’s book and ours tell two different stories. Look in Klarna’s portal before you close this.",
  money_lost: "The approval is gone at Klarna, so this money will not come. Ask the customer to pay in another way.",
  captured_elsewhere:
    "Klarna has paid this out, and our book does not know of it. Book it here, so that both books agree.",
  captured_voided:
    "Klarna has paid this out, though its sale was given up, or the goods were not taken: the customer must get it back. Give it back in Klarna’s portal. This is settled by itself once Klarna shows it.",
  refunded_elsewhere:
    "Somebody gave money back in Klarna’s portal, and our book does not know of it. Book what came back as a return; nothing is given back again.",
  capture_refused: "Klarna refused to pay this out. The goods may be gone already. Ask again.",
  release_refused:
    "Klarna refused to give this back. Ask again, or release it in Klarna’s portal: this settles itself then.",
  refund_refused:
    "Klarna refused to give this money back, and the customer still waits for it. Ask again, or give it back in another way.",
  about_to_lapse:
    "Klarna’s approval runs out soon, and the money was not taken yet. Finish the sale or hand the goods over; or ask Klarna on the payment’s page to hold it longer.",
  no_answer:
    "Klarna has not answered for a while whether the money was taken, given back or let go. The till goes on asking. Look in Klarna’s portal, and ring Klarna if it stays so.",
  look_breaks:
    "The till stumbles over this payment each time it looks. See in Klarna’s portal whether it was paid, and tell whoever looks after the till.",
  book_broken:
    "Our own books do not add up here, by a fault of the till. Tell whoever looks after it; nothing is changed by itself.",
  left_behind:
    "Its Klarna account is not connected any more, so nobody asks about it. Connect it again, or look in its portal and say how it ended.",
  recovered: "This payment was made after the backup that was put back, so its sale is lost here.",
  not_reread: "The till was opened before Klarna could be asked about this payment again. See what became of it.",
};

const deeds: Record<Recommended, string> = {
  decide: "Decide",
  settle: "Say how it ended",
  open: "Open the payment",
  capture: "Ask Klarna again",
  release: "Ask Klarna again",
  book_capture: "Book it",
  book_return: "Book the return",
  refund: "Settle it",
  recover: "Decide",
  close: "Close with a reason",
};

/** What waits for a person. */
export const attentionTexts = {
  title: "Needs a person",
  heading: (count: number) => (count === 1 ? "1 payment needs a person" : `${count} payments need a person`),
  lead: "The most money first. The button is what we recommend.",
  none: "Nothing needs you",
  noneRest: "Our book and Klarna’s agree. Whatever needs a person shows up here by itself.",
  toPayments: "Payments",
  back: "Back to the list",
  words: {
    paid_after_end: "Decide",
    order_differs: "Differs",
    completed_without_order: "Unclear",
    end_not_seen: "Unclear",
    books_differ: "Differs",
    money_lost: "Money lost",
    captured_elsewhere: "Taken elsewhere",
    captured_voided: "To give back",
    refunded_elsewhere: "Given back elsewhere",
    capture_refused: "Not paid out",
    release_refused: "Not given back",
    refund_refused: "Not given back",
    about_to_lapse: "Runs out",
    no_answer: "No answer",
    look_breaks: "Till fault",
    book_broken: "Our books",
    left_behind: "Left behind",
    recovered: "Found again",
    not_reread: "Not asked yet",
  } satisfies Record<AttentionKind, string>,
  why,
  rules: {
    paid_in_full: "The goods and what was paid for them differ",
    booked_once: "The sale is not booked exactly once, and in full",
    sums_to_zero: "The booking does not sum to zero",
    not_too_much: "More was taken than the payment is about, or more given back than taken",
    gift_cards: "A gift card does not hold what its sales say",
    given_back: "What was given back, how it went and what is booked of it differ",
    looked_at: "Nobody would look at the payment any more",
  } satisfies Record<BookRule, string>,
  deeds,
  sale: (code: number) => `sale ${code}`,
  till: "Till",
  klarna: "Klarna",
  says: {
    amount: "another amount",
    currency: "another currency",
    reference: "another payment’s order",
    gone: "not known any more",
    gone_at_end: "not known any more; its link has ended by now",
    unheard: "nothing heard",
    not_connected: "not asked any more",
    authorized: "still holds the money",
    part_captured: "took a part",
    rest_gone: "let the rest go",
    captured: "took the money",
  } as Record<string, string>,
  gaveBack: (money: string) => `gave back ${money}`,
  orderedFor: (money: string) => `an order for ${money}`,
  until: (time: string) => `approved until ${time}`,
  readAt: (time: string) => `read ${time}`,
  since: (age: string) => `called ${age}`,
  see: "See it",
  made: (when: string, order: string) => `made ${when}, Klarna’s order ${order}`,
  ringUpAgain: "Ring the sale up again",
  giveBack: "Give the money back",
  ringUpMeans: {
    authorized:
      "If the customer has the goods, ring up the same goods again and save the payment. If not, give the money back.",
    captured:
      "Klarna has paid it out. Ring up the same goods again and save the payment, so that our books have it too. If other books have it already, say so below.",
  },
  seniorAgrees: "A senior agrees",
  refundWays: {
    again: "Ask Klarna again",
    cash: "Give it back in cash",
    card: "Give it back on a card",
    portal: "It was given back in Klarna’s portal",
  },
  refundFound: (found: string, left: string) =>
    `${found} of it was given back in Klarna’s portal already. ${left} is left to give back.`,
  refundTitle: "How is it settled?",
  refundSlip: "Number on the card slip, if any",
  closing: "Close with a reason",
  closingRest: "It stays on record, with your name.",
  reason: "Reason",
  close: "Close it",
  settled: "This is settled.",
};
