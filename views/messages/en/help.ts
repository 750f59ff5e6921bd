/** One part of the page: paragraphs, then steps or points if there are any. */
export type HelpPart = { heading: string; says: string[]; points?: string[]; steps?: string[] };

const parts: HelpPart[] = [
  {
    heading: "What it is",
    says: [
      "Klarna pays you, and the customer pays Klarna: now, later, or in parts. At the counter the customer gets a link by text or e-mail, or scans a code, and approves the sum on their own phone. Your till waits and says Completed when Klarna has said so and the order was read back.",
      "Klarna decides whether to offer it. Your till never learns why not, and neither should the customer hear it from you.",
    ],
  },
  {
    heading: "What you need",
    says: [],
    points: [
      "An agreement with Klarna as a merchant. It names your country, your currency and the ways customers may pay.",
      "In that agreement: payments in the shop. Ask for it by the names below, for an agreement for a web shop alone may not cover it.",
      "API credentials from Klarna’s merchant portal: a user name and a password, or a single API key. Playground and live have their own, and so has each region.",
      "A way from this machine to the internet on port 443. Nothing has to reach it from outside.",
    ],
  },
  {
    heading: "Getting connected",
    says: ["Begin with the playground: it is Klarna’s own place for trying out, with test customers and no money."],
    steps: [
      "A manager opens Settings in the bar at the top, then Klarna, and chooses Playground and the region the agreement names.",
      "Type the playground credentials and press Test connection. It says what Klarna answered and, if that was no success, what it most likely means.",
      "Press Save. From now on the yellow practice banner is on every page, and Klarna can be chosen at every register within seconds.",
      "Sell something to one of Klarna’s test customers and go through to the receipt. Then try the other endings: let the customer go back, let it run out of time, cancel it.",
      "When all is well, choose Live, type the live credentials, test and save. The banner goes. Sell something small to yourself first, and give it back.",
    ],
  },
  {
    heading: "Where money and books stand",
    says: [
      "Practice and live are books of their own: numbers, receipts, shifts and payments never mix. A basket that nobody has paid for goes along when you change over.",
      "Klarna holds the money when the customer approves, and takes it when you complete the sale. Completing is enough; the till does the rest by itself, also after a power cut.",
      "While a payment is open you cannot change to another account, for only the one that opened it can be asked about it. New credentials of the same account are fine at any time.",
    ],
  },
  {
    heading: "What you must ask Klarna",
    says: [
      "This is what we could not find out from Klarna’s documents. Your agreement decides it, so ask Klarna’s merchant support before you rely on it.",
    ],
    points: [
      "Payments in the shop: is the in-store channel part of your agreement? If it is not, Klarna may refuse the first payment, or take it by the rules for web shops.",
      "The hosted payment page, “HPP”: are new merchants still given it, and until when is it kept up? This till pays through it.",
      "Text messages: does Klarna still send the link by SMS for you, in your country, and what does that cost? If not, the till still has e-mail and the code on the screen, and can send texts through a provider of your own.",
      "What its message looks like, and who it seems to come from: customers ask.",
      "The least and the most a payment may be in your country.",
      "In Hungary: whether Klarna counts forints with two decimals. Try it on the playground first.",
      "How long Klarna holds the money before you must have completed the sale.",
    ],
  },
  {
    heading: "When it does not work",
    says: [],
    points: [
      "“Refused”: the credentials are mistyped, or of the other environment, or of another region. Klarna answers the same to all three. Or the credentials are right, and Klarna has closed the account or not yet allowed it to open payments. A changed password in Klarna’s portal does this to a shop that worked yesterday.",
      "“Not answering”: the internet or Klarna is away. The till asks again by itself every few seconds. Take cash meanwhile; open payments are kept and asked about as soon as it is back.",
      "“Not set up”: no Klarna is connected here, or it was removed. Payments that were open then stay in the list and cannot be asked about until the same account is connected again.",
      "A payment that the till cannot settle by itself says so and waits for a manager. Klarna’s portal finds it by the reference on the screen.",
      "Klarna’s support asks for the correlation id. Test connection shows it, and every step of a payment keeps its own.",
    ],
  },
];

export const helpTexts = {
  title: "Getting started with Klarna",
  intro: "In plain words, for whoever owns the shop. This page needs no internet: print it, or read it at the counter.",
  print: "Print",
  connect: "Connect Klarna",
  parts,
};
