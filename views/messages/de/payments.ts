import type { Messages } from "../catalogue.ts";

/** The search of the list of payments. */
export const paymentsTexts: Messages["payments"] = {
  search: "Suchen und filtern",
  query: "Verkauf, Beleg, Referenz oder Kunde",
  day: "Tag",
  staff: "Kassenkraft",
  allTills: "Alle Kassen",
  everybody: "Alle",
  show: "Zeigen",
  clear: "Zurücksetzen",
  pages: "Seiten der Liste",
  newest: "Zu den neuesten",
  older: "Ältere Zahlungen",
  tooShort: "Mindestens drei Buchstaben eines Namens eingeben.",
  unread: "Oben berichtigen, was markiert ist; dann wird gesucht.",
  badDay: "Das ist kein Tag.",
  /** Finer than the words of a pill: what is captured, and what is not yet. */
  statuses: {
    created: "Gerade eröffnet",
    waiting: "Wartet",
    in_progress: "Läuft",
    in_review: "In Prüfung",
    authorized: "Abgeschlossen, nicht eingezogen",
    captured: "Abgeschlossen, eingezogen",
    cancelled: "Abgebrochen",
    expired: "Abgelaufen",
    rejected: "Abgelehnt oder fehlgeschlagen",
    released: "Freigegeben",
    lapsed: "Verfallen",
  },
};
