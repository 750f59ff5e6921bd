import type { Messages } from "../catalogue.ts";
import type { HelpPart } from "../en/help.ts";

const parts: HelpPart[] = [
  {
    heading: "Was es ist",
    says: [
      "Klarna bezahlt Sie, und der Kunde bezahlt Klarna: sofort, später oder in Raten. An der Kasse bekommt der Kunde einen Link per SMS oder E-Mail oder scannt einen Code und stimmt dem Betrag auf dem eigenen Handy zu. Die Kasse wartet und zeigt Abgeschlossen, wenn Klarna das gemeldet hat und die Bestellung nachgelesen wurde.",
      "Ob es angeboten wird, entscheidet Klarna. Ihre Kasse erfährt nie, warum nicht, und auch der Kunde soll es nicht von Ihnen hören.",
    ],
  },
  {
    heading: "Was Sie brauchen",
    says: [],
    points: [
      "Einen Händlervertrag mit Klarna. Er nennt Ihr Land, Ihre Währung und die erlaubten Zahlungsarten.",
      "Darin: Zahlungen im Ladengeschäft. Fragen Sie mit den Namen weiter unten danach, denn ein Vertrag nur für einen Onlineshop deckt sie vielleicht nicht ab.",
      "API-Zugangsdaten aus dem Händlerportal von Klarna: Benutzername und Passwort oder ein einzelner API-Schlüssel. Playground und Live haben eigene, und jede Region auch.",
      "Einen Weg von diesem Rechner ins Internet über Port 443. Von außen muss ihn nichts erreichen.",
    ],
  },
  {
    heading: "Verbinden",
    says: ["Beginnen Sie mit dem Playground: Klarnas eigenem Ort zum Ausprobieren, mit Testkunden und ohne Geld."],
    steps: [
      "Die Leitung öffnet oben in der Leiste Einstellungen, dann Klarna, und wählt Playground und die Region aus dem Vertrag.",
      "Zugangsdaten für den Playground eingeben und Verbindung testen drücken. Dort steht, was Klarna geantwortet hat und, wenn es nicht geklappt hat, was das vermutlich heißt.",
      "Speichern drücken. Ab jetzt steht der gelbe Übungsstreifen auf jeder Seite, und Klarna ist nach wenigen Sekunden an jeder Kasse wählbar.",
      "Verkaufen Sie etwas an einen Testkunden von Klarna, bis zum Bon. Probieren Sie dann die anderen Ausgänge: den Kunden zurückgehen lassen, die Zeit ablaufen lassen, abbrechen.",
      "Wenn alles stimmt: Live wählen, die Live-Zugangsdaten eingeben, testen und speichern. Der Streifen verschwindet. Verkaufen Sie zuerst sich selbst etwas Kleines, und geben Sie es zurück.",
    ],
  },
  {
    heading: "Wo Geld und Bücher stehen",
    says: [
      "Übung und Live haben getrennte Bücher: Nummern, Bons, Schichten und Zahlungen mischen sich nie. Ein Warenkorb, für den noch niemand bezahlt hat, geht beim Umstellen mit.",
      "Klarna reserviert das Geld, wenn der Kunde zustimmt, und nimmt es, wenn Sie den Verkauf abschließen. Abschließen genügt, den Rest macht die Kasse selbst, auch nach einem Stromausfall.",
      "Solange eine Zahlung offen ist, können Sie nicht auf ein anderes Konto wechseln, denn nur das Konto, das sie eröffnet hat, gibt Auskunft über sie. Neue Zugangsdaten desselben Kontos sind jederzeit in Ordnung.",
    ],
  },
  {
    heading: "Was Sie Klarna fragen müssen",
    says: [
      "Das ließ sich aus den Unterlagen von Klarna nicht herausfinden. Ihr Vertrag entscheidet darüber, fragen Sie also den Händlersupport, bevor Sie sich darauf verlassen.",
    ],
    points: [
      "Zahlungen im Ladengeschäft: Gehört der In-Store-Kanal zum Vertrag? Wenn nicht, lehnt Klarna vielleicht die erste Zahlung ab oder nimmt sie nach den Regeln für Onlineshops an.",
      "Die gehostete Bezahlseite, „HPP“: Bekommen neue Händler sie noch, und bis wann wird sie gepflegt? Diese Kasse kassiert darüber.",
      "SMS: Sendet Klarna den Link für Sie noch per SMS, in Ihrem Land, und was kostet das? Wenn nicht, bleiben E-Mail und der Code am Bildschirm, und die Kasse kann SMS über einen eigenen Anbieter senden.",
      "Wie die Nachricht aussieht und von wem sie zu kommen scheint: Kunden fragen danach.",
      "Der kleinste und der größte Betrag einer Zahlung in Ihrem Land.",
      "In Ungarn: ob Klarna Forint mit zwei Nachkommastellen rechnet. Zuerst im Playground ausprobieren.",
      "Wie lange Klarna das Geld hält, bis der Verkauf abgeschlossen sein muss.",
    ],
  },
  {
    heading: "Wenn es nicht klappt",
    says: [],
    points: [
      "„Abgelehnt“: Die Zugangsdaten sind vertippt oder gehören zur anderen Umgebung oder zu einer anderen Region. Klarna antwortet auf alles drei gleich. Oder sie stimmen, und Klarna hat das Konto geschlossen oder noch nicht für Zahlungen freigeschaltet. Ein geändertes Passwort im Klarna-Portal bewirkt das bei einem Geschäft, das gestern noch lief.",
      "„Antwortet nicht“: Das Internet oder Klarna ist weg. Die Kasse fragt von selbst alle paar Sekunden. So lange bar kassieren, offene Zahlungen bleiben erhalten und werden nachgefragt, sobald es wieder geht.",
      "„Nicht eingerichtet“: Hier ist kein Klarna verbunden, oder es wurde entfernt. Zahlungen, die da noch offen waren, bleiben in der Liste und können erst wieder nachgefragt werden, wenn dasselbe Konto verbunden ist.",
      "Eine Zahlung, die die Kasse nicht selbst klären kann, sagt das und wartet auf die Leitung. Im Klarna-Portal findet man sie über die Referenz am Bildschirm.",
      "Der Support von Klarna fragt nach der Correlation-ID. Verbindung testen zeigt sie, und jeder Schritt einer Zahlung hat seine eigene.",
    ],
  },
];

export const helpTexts: Messages["help"] = {
  title: "Erste Schritte mit Klarna",
  intro:
    "In einfachen Worten, für alle, denen das Geschäft gehört. Diese Seite braucht kein Internet: ausdrucken oder an der Kasse lesen.",
  print: "Drucken",
  connect: "Klarna verbinden",
  parts,
};
