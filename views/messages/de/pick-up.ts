import type { Messages } from "../catalogue.ts";

/** Goods that are paid and picked up later. */
export const pickUpTexts: Messages["pickUp"] = {
  title: "Wartet auf Abholung",
  link: "Abholungen",
  later: "Die Ware wird später abgeholt",
  laterMeans: "Klarna wird erst um das Geld gebeten, wenn sie ausgehändigt wird.",
  waits: "Wartet auf Abholung",
  stillHere: (amount: string) => `Ware für ${amount} ist noch hier.`,
  klarnaPays: "Klarna zahlt dafür, wenn sie ausgehändigt wird.",
  klarnaPaysPart: (amount: string) => `Klarna zahlt davon ${amount}, wenn sie ausgehändigt wird.`,
  isPaid: "Sie ist schon bezahlt.",
  allGone: "Es ist nichts mehr abzuholen.",
  toHandOver: "Aushändigen…",
  heading: (code: number) => `Aushändigen, Verkauf ${code}`,
  question: "Was nimmt der Kunde jetzt mit?",
  back: "Zurück zum Verkauf",
  left: (left: number, quantity: number) => `${left} von ${quantity} noch hier`,
  howMany: (name: string) => `Wie viele ${name} jetzt`,
  all: "Alles aushändigen",
  some: "Das Eingetragene aushändigen",
  notTaken: "Der Kunde nimmt den Rest nicht…",
  notWanted: "Ein Teil wird nicht mehr gewünscht…",
  cancel: "Verkauf stornieren…",
  sofar: "Bisher",
  kinds: {
    handed_over: (amount: string, who: string) => `Ware für ${amount} ausgehändigt von ${who}`,
    not_taken: (amount: string, who: string) => `Ware für ${amount} nicht genommen, notiert von ${who}`,
    came_back: (amount: string, who: string) => `Ware für ${amount} unbezahlt zurückgekommen, notiert von ${who}`,
  },
  approvedUntil: (date: string) => `Klarna hält das Geld bis ${date}`,
  daysLeft: (days: number) => days === 0 ? "letzter Tag" : days === 1 ? "noch 1 Tag" : `noch ${days} Tage`,
  lapsed: "Klarna hält das Geld nicht mehr",
  goneFor: (amount: string) =>
    `Klarna hält die ${amount} für das, was noch hier ist, nicht mehr: Das Geschäft bekäme dafür kein Geld.`,
  nothingHeld: (amount: string) => `Klarna hält die ${amount} nicht mehr: Davon geht nichts zurück.`,
  settleFirst: {
    capture_pending:
      "Klarna schuldet noch eine Antwort zu dem, was ausgehändigt wurde. Bis sie kommt, kann der Rest nicht freigegeben werden.",
    capture_refused:
      "Klarna hat die Zahlung für das Ausgehändigte abgelehnt. Bis das geklärt ist, wird der Rest weder freigegeben noch umgetauscht.",
    unpaid:
      "Klarna hat die Zahlung für einen Teil dieses Verkaufs abgelehnt, und nur was Klarna bezahlt hat, kann erstattet werden. Der Rest wird unter „Zu klären“ noch einmal angefragt, oder storniert, sobald alles Übrige zurück ist.",
    captured_elsewhere:
      "Klarna hat Geld dieses Verkaufs ausgezahlt, und unser Buch weiß nichts davon. Bis es gebucht ist, wird von diesem Verkauf nichts ausgehändigt, freigegeben, umgetauscht oder storniert.",
    order_differs:
      "Klarnas Bestellung ist nicht die, die angefragt wurde. Bis das jemand geklärt hat, wird von diesem Verkauf nichts ausgehändigt, freigegeben oder storniert.",
  },
  rest: {
    title: "Den Rest freigeben",
    heading: (code: number) => `Den Rest von Verkauf ${code} freigeben?`,
    means: (amount: string) => `Ware für ${amount} kommt zurück ins Regal, und der Kunde schuldet dafür nichts.`,
    givenBackThere: (money: string) => `${money} wurden im Portal schon erstattet`,
    klarnaGivesBack: (amount: string) => `Klarna erstattet ${amount}, die schon eingezogen sind`,
    deed: "Den Rest freigeben",
    keep: "Weiter warten lassen",
  },
  part: {
    heading: (code: number) => `Was von Verkauf ${code} möchte der Kunde nicht?`,
    howMany: (name: string) => `Wie viele ${name} nicht gewünscht sind`,
    show: "Zeigen, was zurückgeht",
    confirm: (code: number) => `Diese Ware aus Verkauf ${code} nehmen?`,
    notAsked: (amount: string) => `${amount} werden nicht eingezogen. Der Kunde schuldet dafür nichts.`,
    waits: (amount: string) => `Ware für ${amount} wartet weiter.`,
    deed: "Aus dem Verkauf nehmen",
  },
  cancelling: {
    title: "Verkauf stornieren",
    heading: (code: number) => `Verkauf ${code} stornieren?`,
    restHeading: (code: number) => `Stornieren, was von Verkauf ${code} bleibt?`,
    means: {
      waiting:
        "Alle Ware bleibt hier, und alles Bezahlte geht zurück. Der Verkauf bleibt als storniert in den Büchern.",
      gone:
        "Nur wenn alle Ware wieder hier ist: Klarna hat sie nicht bezahlt. Alles andere Bezahlte geht zurück, und der Verkauf bleibt als storniert in den Büchern.",
      unpaid:
        "Nur wenn alles wieder hier ist, was von diesem Verkauf bleibt: Klarna hat nicht alles bezahlt. Was dafür bezahlt wurde, geht zurück, Klarna gibt den Rest frei, und das Zurückgebrachte ist aus den Büchern.",
    },
  },
  seniorAgrees: "Kassenaufsicht oder Leitung muss zustimmen:",
  list: {
    none: "Nichts wartet auf Abholung",
    noneRest: "Ein Verkauf kommt hierher, wenn er mit „Die Ware wird später abgeholt“ abgeschlossen wird.",
    caption: "Verkäufe, deren Ware wartet, die dringendsten zuerst",
    sale: "Verkauf",
    customer: "Kunde",
    since: "Wartet",
    worth: "Noch hier",
    approval: "Genehmigung von Klarna",
    paidFor: { held: "Klarna hält das Geld", paid: "Schon bezahlt", gone: "Klarna hält das Geld nicht mehr" },
    find: "Verkaufsnummer oder Kunde",
    show: "Suchen",
    clear: "Alle",
    noHit: "Kein wartender Verkauf passt dazu.",
  },
  held: {
    count: (count: number) =>
      count === 1
        ? "1 Klarna-Zahlung ist noch nicht eingezogen"
        : `${count} Klarna-Zahlungen sind noch nicht eingezogen`,
    least: (left: string) => `das nächste Ende: ${left}`,
    see: "Zeigen",
  },
  extend: "Klarna um längeres Halten bitten",
  extended: {
    asked: "Klarna wird gebeten, das Geld länger zu halten.",
    unknown: "Klarna wird gebeten, das Geld länger zu halten.",
    done: "Klarna hält das Geld jetzt länger.",
    refused: "Klarna wollte das Geld nicht länger halten.",
  },
  resend: "Klarna bitten, seine Nachrichten nochmals zu senden",
  resent: {
    asked: "Klarna wird gebeten, seine Nachrichten nochmals zu senden.",
    unknown: "Klarna wird gebeten, seine Nachrichten nochmals zu senden.",
    done: "Klarna hat die Bitte angenommen und sendet seine Nachrichten nochmals.",
    refused: "Klarna wollte seine Nachrichten nicht nochmals senden.",
  },
};
