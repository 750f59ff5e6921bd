import type { Messages } from "../catalogue.ts";

export const sellingTexts: Messages["selling"] = {
  title: "Zurzeit kein Verkauf",
  more: "Warum?",
  recovery: {
    short: "Noch kein Verkauf möglich.",
    note: (read: number, total: number) =>
      `Diese Kasse wurde aus einer Sicherung wiederhergestellt und fragt Klarna nach den letzten 72 Stunden: ${read} von ${total}.`,
    heading: "Diese Kasse wurde aus einer Sicherung wiederhergestellt",
    means:
      "Sie fragt Klarna nach den Zahlungen der letzten 72 Stunden, auch nach denen, die nach der Sicherung entstanden. Ist das erledigt, öffnet der Verkauf von selbst.",
    lost: (count: number) =>
      count === 0
        ? "In der Sicherung fehlt keine Zahlung."
        : count === 1
        ? "Eine Zahlung entstand nach der Sicherung. Sie wurde im Logbuch der Kasse wiedergefunden."
        : `${count} Zahlungen entstanden nach der Sicherung. Sie wurden im Logbuch der Kasse wiedergefunden.`,
    progressLabel: "Zahlungen, zu denen Klarna geantwortet hat",
    progress: (read: number, total: number) => `${read} von ${total}`,
    anyway: "Kasse öffnen, ohne zu warten",
    anywayMeans:
      "Klarna hat noch nicht zu allen geantwortet. Die Kasse nur öffnen, wenn Warten nicht geht, zum Beispiel ohne Internet. Jede nicht gelesene Zahlung kommt auf die Liste der zu klärenden, und die Kasse fragt weiter.",
    anywayNow: "Kasse öffnen",
  },
  clock: {
    short: "Zurzeit kein Verkauf möglich.",
    note: "Die Uhr dieses Rechners geht den Büchern der Kasse nach. Die Leitung muss nachsehen.",
    heading: "Die Uhr ist zurückgesprungen",
    means:
      "Der letzte Verkauf wurde zu einer späteren Zeit gebucht, als dieser Rechner jetzt zeigt. Uhr richtig stellen, dann geht der Verkauf von selbst weiter. Offene Klarna-Zahlungen laufen weiter.",
    wallAt: "Uhr dieses Rechners",
    lastEntryAt: "Letzte Buchung",
    anyway: "Die Uhr geht richtig",
    anywayMeans:
      "Nur nach dem Vergleich mit einer anderen Uhr bestätigen: Dann ging sie bei der letzten Buchung falsch, und die Kasse folgt ihr ab jetzt.",
    anywayNow: "Die Uhr geht richtig",
  },
  klarna: {
    ready: "Klarna antwortet.",
    away: "Klarna antwortet gerade nicht. Die Kasse fragt weiter.",
    refused: "Klarna lehnt die Zugangsdaten der Kasse ab. Die Leitung muss es neu verbinden.",
    not_connected: "Klarna ist nicht so verbunden wie zuvor. Die Leitung muss es neu verbinden.",
  },
  toPayments: "Klarna-Zahlungen",
  managerAgrees: "Die Leitung stimmt zu",
  reason: "Grund",
  reasonHint: "Bleibt mit Ihrem Namen vermerkt.",
};
