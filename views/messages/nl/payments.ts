import type { Messages } from "../catalogue.ts";

/** The search of the list of payments. */
export const paymentsTexts: Messages["payments"] = {
  search: "Zoeken en filteren",
  query: "Verkoop, bon, referentie of klant",
  day: "Dag",
  staff: "Kassamedewerker",
  allTills: "Alle kassa’s",
  everybody: "Iedereen",
  show: "Tonen",
  clear: "Wissen",
  pages: "Pagina’s van de lijst",
  newest: "Naar de nieuwste",
  older: "Oudere betalingen",
  tooShort: "Typ minstens drie letters van een naam.",
  unread: "Verbeter wat hierboven gemarkeerd is, dan wordt er gezocht.",
  badDay: "Dat is geen dag.",
  /** Finer than the words of a pill: what is captured, and what is not yet. */
  statuses: {
    created: "Net geopend",
    waiting: "Wacht",
    in_progress: "Bezig",
    in_review: "In beoordeling",
    authorized: "Voltooid, niet geïncasseerd",
    captured: "Voltooid, geïncasseerd",
    cancelled: "Geannuleerd",
    expired: "Verlopen",
    rejected: "Afgewezen of mislukt",
    released: "Vrijgegeven",
    lapsed: "Vervallen",
  },
};
