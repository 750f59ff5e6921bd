import type { Messages } from "../catalogue.ts";

/** The search of the list of payments. */
export const paymentsTexts: Messages["payments"] = {
  search: "Sök och filtrera",
  query: "Köp, kvitto, referens eller kund",
  day: "Dag",
  staff: "Kassör",
  allTills: "Alla kassor",
  everybody: "Alla",
  show: "Visa",
  clear: "Rensa",
  pages: "Listans sidor",
  newest: "Till de nyaste",
  older: "Äldre betalningar",
  tooShort: "Skriv minst tre bokstäver av ett namn.",
  unread: "Rätta det som är markerat ovan, sedan söks det.",
  badDay: "Det är ingen dag.",
  /** Finer than the words of a pill: what is captured, and what is not yet. */
  statuses: {
    created: "Nyss öppnad",
    waiting: "Väntar",
    in_progress: "Pågår",
    in_review: "Granskas",
    authorized: "Slutförd, inte uttagen",
    captured: "Slutförd, uttagen",
    cancelled: "Avbruten",
    expired: "Utgången",
    rejected: "Nekad eller misslyckad",
    released: "Släppt",
    lapsed: "Bortfallen",
  },
};
