/** Goods that are paid and picked up later. */
export const pickUpTexts = {
  title: "Waiting for pick-up",
  link: "Pick-ups",
  later: "The goods are picked up later",
  laterMeans: "Klarna is asked for the money when they are handed over, not now.",
  waits: "Waiting for pick-up",
  stillHere: (amount: string) => `Goods for ${amount} are still here.`,
  klarnaPays: "Klarna pays for them when they are handed over.",
  klarnaPaysPart: (amount: string) => `Klarna pays ${amount} of that when they are handed over.`,
  isPaid: "They are paid for already.",
  allGone: "Nothing is left to be picked up.",
  toHandOver: "Hand over…",
  heading: (code: number) => `Hand over, sale ${code}`,
  question: "What does the customer take now?",
  back: "Back to the sale",
  left: (left: number, quantity: number) => `${left} of ${quantity} still here`,
  howMany: (name: string) => `How many of ${name} now`,
  all: "Hand over everything",
  some: "Hand over what is typed",
  notTaken: "The customer does not take the rest…",
  notWanted: "Some of it is no longer wanted…",
  cancel: "Cancel this sale…",
  sofar: "So far",
  kinds: {
    handed_over: (amount: string, who: string) => `Goods for ${amount} handed over by ${who}`,
    not_taken: (amount: string, who: string) => `Goods for ${amount} not taken, noted by ${who}`,
    came_back: (amount: string, who: string) => `Goods for ${amount} came back unpaid, noted by ${who}`,
  },
  approvedUntil: (date: string) => `Klarna holds the money until ${date}`,
  daysLeft: (days: number) => days === 0 ? "last day" : days === 1 ? "1 day left" : `${days} days left`,
  lapsed: "Klarna no longer holds the money",
  goneFor: (amount: string) =>
    `Klarna no longer holds the ${amount} for what is still here: the shop would not be paid for it.`,
  nothingHeld: (amount: string) => `Klarna no longer holds the ${amount}: nothing of it goes back.`,
  settleFirst: {
    capture_pending:
      "Klarna owes an answer about what was handed over. Until it comes, what is left cannot be let go of.",
    capture_refused:
      "Klarna refused to pay for what was handed over. Until that is settled, what is left is neither let go of nor exchanged.",
    unpaid:
      "Klarna refused to pay for a part of this sale, and only what it did pay for can be given back. The rest is asked for again in Needs a person, or cancelled once all that is left is back.",
    captured_elsewhere:
      "Klarna has paid out money of this sale, and our book does not know of it. Until that is booked, nothing of this sale is handed over, let go of, exchanged or cancelled.",
    order_differs:
      "Klarna’s order is not what was asked for. Until a person has seen to that, nothing of this sale is handed over, let go of or cancelled.",
  },
  rest: {
    title: "Let the rest go",
    heading: (code: number) => `Let the rest of sale ${code} go?`,
    means: (amount: string) => `Goods for ${amount} go back on the shelf, and the customer owes nothing for them.`,
    givenBackThere: (money: string) => `${money} went back in its portal already`,
    klarnaGivesBack: (amount: string) => `Klarna gives back ${amount}, which it has paid already`,
    deed: "Let the rest go",
    keep: "Keep it waiting",
  },
  part: {
    heading: (code: number) => `What of sale ${code} does the customer not want?`,
    howMany: (name: string) => `How many of ${name} are not wanted`,
    show: "See what goes back",
    confirm: (code: number) => `Take these goods off sale ${code}?`,
    notAsked: (amount: string) => `${amount} will not be taken. The customer owes nothing for it.`,
    waits: (amount: string) => `Goods for ${amount} go on waiting.`,
    deed: "Take them off the sale",
  },
  cancelling: {
    title: "Cancel this sale",
    heading: (code: number) => `Cancel sale ${code}?`,
    restHeading: (code: number) => `Cancel what is left of sale ${code}?`,
    means: {
      waiting: "All goods stay here and everything that was paid goes back. The sale stays in the books as given up.",
      gone:
        "Only if all goods are back here: Klarna has not paid for them. Everything else that was paid goes back, and the sale stays in the books as given up.",
      unpaid:
        "Only if everything that is left of this sale is back here: Klarna has not paid for all of it. What was paid for it goes back, Klarna lets go of the rest, and what came back is off the books.",
    },
  },
  seniorAgrees: "A senior or a manager must agree:",
  list: {
    none: "Nothing waits to be picked up",
    noneRest: "A sale gets here when it is completed with “The goods are picked up later”.",
    caption: "Sales whose goods wait, the most pressing first",
    sale: "Sale",
    customer: "Customer",
    since: "Waits",
    worth: "Still here",
    approval: "Klarna’s approval",
    paidFor: { held: "Klarna holds the money", paid: "Paid already", gone: "Klarna no longer holds the money" },
    find: "Sale number or customer",
    show: "Find",
    clear: "All",
    noHit: "No waiting sale matches that.",
  },
  held: {
    count: (count: number) =>
      count === 1 ? "1 Klarna payment is not captured yet" : `${count} Klarna payments are not captured yet`,
    least: (left: string) => `the nearest end: ${left}`,
    see: "See them",
  },
  extend: "Ask Klarna to hold it longer",
  extended: {
    asked: "Klarna is being asked to hold the money longer.",
    unknown: "Klarna is being asked to hold the money longer.",
    done: "Klarna holds the money longer now.",
    refused: "Klarna would not hold the money longer.",
  },
  resend: "Ask Klarna to send its messages again",
  resent: {
    asked: "Klarna is being asked to send its messages again.",
    unknown: "Klarna is being asked to send its messages again.",
    done: "Klarna has taken the request and sends its messages again.",
    refused: "Klarna would not send its messages again.",
  },
};
