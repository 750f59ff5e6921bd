import type { Messages } from "../catalogue.ts";

export const giftCardTexts: Messages["giftCard"] = {
  title: "Geschenkkarten",
  heading: (tail: string) => `Geschenkkarte …${tail}`,
  balance: "Auf dieser Karte",
  seeBalance: "Guthaben ansehen",
  another: "Andere Karte nachsehen",
  history: "Verlauf dieser Karte, Neuestes zuerst",
  when: "Wann",
  what: "Was",
  sale: "Verkauf",
  amount: "Betrag",
  causes: {
    sold: "Verkauft",
    redeemed: "Damit bezahlt",
    given_back: "Zurückgebucht",
    returned: "Zurückgegeben",
    recovered: "Nach einer Sicherung berichtigt",
  },
  tile: "Geschenkkarte",
  tileHint: "Beliebiger Betrag",
  sellTitle: "Geschenkkarte verkaufen",
  worth: "Betrag auf der Karte",
  number: "Nummer einer gedruckten Karte",
  numberHint:
    "Scannen oder eintippen. Bleibt das Feld leer, vergibt die Kasse eine Nummer und druckt sie auf den ersten Bon.",
  worthNothingYet: "Mit der Karte kann bezahlt werden, sobald dieser Verkauf abgeschlossen ist.",
  add: "In den Warenkorb",
};
