/** All of it is text already, e.g. £425.00. */
export type Facts = { shopName: string; amount: string };

/** Our own e-mail or text with the customer's link: who sends it, why, and what to do with it. */
export const linkMessageTexts = {
  subject: ({ shopName, amount }: Facts) => `${shopName}: pay ${amount} with Klarna`,
  before: ({ shopName, amount }: Facts) => [
    `You are paying ${amount} at ${shopName} with Klarna.`,
    "Open this link on your phone, choose how you would like to pay, and confirm:",
  ],
  linkText: "Open Klarna",
  after: ({ shopName }: Facts) => [
    "The link works for this purchase only. Nothing is charged until you agree on Klarna’s page.",
    `${shopName} sent you this because you are at its till now and gave this address. If that is not so, please ignore it: you owe nothing.`,
  ],
  short: ({ shopName, amount }: Facts, link: string) => `${shopName}: pay ${amount} with Klarna here: ${link}`,
  practice: "PRACTICE",
  practiceRest: "This is practice: it is no real purchase, and no money moves.",
};
