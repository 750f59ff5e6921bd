import type { AttentionKind, BookRule, Recommended } from "../../../src/domain/attention.ts";
import type { Messages } from "../catalogue.ts";

const why: Record<AttentionKind, string> = {
  paid_after_end:
    "Klarna hat genehmigt, nachdem die Kasse sie als beendet gezeigt hatte. Wartet der Verkauf noch auf das Geld, die Zahlung behalten, sonst zurückgeben.",
  order_differs:
    "Die Bestellung bei Klarna ist nicht die verlangte. Im Klarna-Portal nachsehen und angeben, was dort steht.",
  completed_without_order:
    "Klarna meldet den Kunden als fertig, aber es gibt keine Bestellung. Im Klarna-Portal nachsehen.",
  end_not_seen: "Klarna kennt diese Zahlung nicht mehr, und niemand hat ihr Ende gesehen. Im Klarna-Portal nachsehen.",
  books_differ:
    "Das Buch von Klarna und unseres erzählen zwei verschiedene Geschichten. Vor dem Schließen im Klarna-Portal nachsehen.",
  money_lost:
    "Die Genehmigung ist bei Klarna weg, dieses Geld kommt also nicht. Den Kunden bitten, anders zu bezahlen.",
  captured_elsewhere:
    "Klarna hat dies ausgezahlt, und unser Buch weiß nichts davon. Hier buchen, damit beide Bücher übereinstimmen.",
  captured_voided:
    "Klarna hat dies ausgezahlt, obwohl der Verkauf storniert oder die Ware nicht abgeholt wurde: Der Kunde muss es zurückbekommen. Im Klarna-Portal erstatten. Das hier schließt sich von selbst, sobald Klarna es zeigt.",
  refunded_elsewhere:
    "Im Klarna-Portal wurde Geld erstattet, und unser Buch weiß nichts davon. Was zurückkam, als Rückgabe buchen; es wird nicht noch einmal erstattet.",
  capture_refused: "Klarna hat die Auszahlung abgelehnt. Die Ware ist vielleicht schon weg. Noch einmal anfragen.",
  release_refused:
    "Klarna hat die Freigabe abgelehnt. Erneut fragen oder im Klarna-Portal freigeben: Dann schließt sich das hier von selbst.",
  refund_refused:
    "Klarna hat die Erstattung abgelehnt, und der Kunde wartet noch auf das Geld. Noch einmal anfragen oder anders erstatten.",
  about_to_lapse:
    "Die Genehmigung von Klarna läuft bald ab, und das Geld wurde noch nicht genommen. Verkauf abschließen oder die Ware aushändigen; oder Klarna auf der Seite der Zahlung bitten, es länger zu halten.",
  no_answer:
    "Klarna hat seit einer Weile nicht geantwortet, ob das Geld eingezogen, zurückgegeben oder freigegeben wurde. Die Kasse fragt weiter. Im Klarna-Portal nachsehen, und Klarna anrufen, wenn es so bleibt.",
  look_breaks:
    "Die Kasse stolpert jedes Mal über diese Zahlung. Im Klarna-Portal nachsehen, ob sie bezahlt ist, und der Kassenbetreuung Bescheid geben.",
  book_broken:
    "Unsere eigenen Bücher gehen hier nicht auf, durch einen Fehler der Kasse. Der Kassenbetreuung Bescheid geben, von selbst ändert sich nichts.",
  left_behind:
    "Ihr Klarna-Konto ist nicht mehr verbunden, deshalb fragt niemand nach ihr. Konto wieder verbinden oder in dessen Portal nachsehen und angeben, wie sie ausging.",
  recovered: "Diese Zahlung entstand nach der eingespielten Sicherung, ihr Verkauf ist hier also verloren.",
  not_reread:
    "Die Kasse wurde geöffnet, bevor Klarna erneut nach dieser Zahlung gefragt werden konnte. Nachsehen, was daraus wurde.",
};

const deeds: Record<Recommended, string> = {
  decide: "Entscheiden",
  settle: "Ausgang angeben",
  open: "Zahlung öffnen",
  capture: "Klarna erneut fragen",
  release: "Klarna erneut fragen",
  book_capture: "Buchen",
  book_return: "Rückgabe buchen",
  refund: "Klären",
  recover: "Entscheiden",
  close: "Mit Grund schließen",
};

export const attentionTexts: Messages["attention"] = {
  title: "Zu klären",
  heading: (count: number) => (count === 1 ? "1 Zahlung ist zu klären" : `${count} Zahlungen sind zu klären`),
  lead: "Die höchsten Beträge zuerst. Der Knopf ist unsere Empfehlung.",
  none: "Nichts zu klären",
  noneRest: "Unser Buch und das von Klarna stimmen überein. Was zu klären ist, erscheint hier von selbst.",
  toPayments: "Zahlungen",
  back: "Zur Liste",
  words: {
    paid_after_end: "Entscheiden",
    order_differs: "Weicht ab",
    completed_without_order: "Unklar",
    end_not_seen: "Unklar",
    books_differ: "Weicht ab",
    money_lost: "Geld verloren",
    captured_elsewhere: "Anderswo eingezogen",
    captured_voided: "Zu erstatten",
    refunded_elsewhere: "Anderswo erstattet",
    capture_refused: "Nicht ausgezahlt",
    release_refused: "Nicht freigegeben",
    refund_refused: "Nicht erstattet",
    about_to_lapse: "Läuft ab",
    no_answer: "Keine Antwort",
    look_breaks: "Kassenfehler",
    book_broken: "Unsere Bücher",
    left_behind: "Zurückgelassen",
    recovered: "Wiedergefunden",
    not_reread: "Noch nicht gefragt",
  } satisfies Record<AttentionKind, string>,
  why,
  rules: {
    paid_in_full: "Die Ware und was dafür bezahlt wurde weichen voneinander ab",
    booked_once: "Der Verkauf ist nicht genau einmal und vollständig gebucht",
    sums_to_zero: "Die Buchung ergibt in Summe nicht null",
    not_too_much: "Mehr genommen, als die Zahlung betrifft, oder mehr zurückgegeben als genommen",
    gift_cards: "Auf einer Geschenkkarte ist nicht, was ihre Verkäufe ergeben",
    given_back: "Was erstattet wurde, auf welchem Weg und was davon gebucht ist, stimmt nicht überein",
    looked_at: "Niemand würde mehr nach der Zahlung sehen",
  } satisfies Record<BookRule, string>,
  deeds,
  sale: (code: number) => `Verkauf ${code}`,
  till: "Kasse",
  klarna: "Klarna",
  says: {
    amount: "ein anderer Betrag",
    currency: "eine andere Währung",
    reference: "die Bestellung einer anderen Zahlung",
    gone: "nicht mehr bekannt",
    gone_at_end: "nicht mehr bekannt; ihr Link gilt inzwischen nicht mehr",
    unheard: "nichts gehört",
    not_connected: "wird nicht mehr gefragt",
    authorized: "hält das Geld noch",
    part_captured: "hat einen Teil genommen",
    rest_gone: "hat den Rest losgelassen",
    captured: "hat das Geld genommen",
  },
  gaveBack: (money: string) => `hat ${money} erstattet`,
  orderedFor: (money: string) => `eine Bestellung über ${money}`,
  until: (time: string) => `genehmigt bis ${time}`,
  readAt: (time: string) => `gelesen ${time}`,
  since: (age: string) => `gemeldet ${age}`,
  see: "Ansehen",
  made: (when: string, order: string) => `entstanden ${when}, Klarna-Bestellung ${order}`,
  ringUpAgain: "Verkauf neu erfassen",
  giveBack: "Geld zurückgeben",
  ringUpMeans: {
    authorized:
      "Hat der Kunde die Ware, dieselbe Ware noch einmal erfassen und die Zahlung speichern. Sonst das Geld zurückgeben.",
    captured:
      "Klarna hat ausgezahlt. Dieselbe Ware noch einmal erfassen und die Zahlung speichern, damit sie auch in unseren Büchern steht. Steht sie schon in anderen Büchern, das unten angeben.",
  },
  seniorAgrees: "Kassenaufsicht stimmt zu",
  refundWays: {
    again: "Klarna noch einmal anfragen",
    cash: "Bar erstatten",
    card: "Auf eine Karte erstatten",
    portal: "Es wurde im Klarna-Portal erstattet",
  },
  refundFound: (found: string, left: string) =>
    `${found} davon wurde schon im Klarna-Portal erstattet. ${left} ist noch zu erstatten.`,
  refundTitle: "Wie wird es geklärt?",
  refundSlip: "Nummer auf dem Kartenbeleg, falls vorhanden",
  closing: "Mit Grund schließen",
  closingRest: "Bleibt mit Ihrem Namen vermerkt.",
  reason: "Grund",
  close: "Schließen",
  settled: "Das ist geklärt.",
};
