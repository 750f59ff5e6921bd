import type { Messages } from "../catalogue.ts";

/** What parts of an address are called where people call them otherwise. */
const ADDRESS_IN: Messages["customer"]["addressIn"] = {
  AU: { city: "Ort oder Stadtteil", region: "Bundesstaat oder Territorium" },
  CA: { city: "Stadt", postalCode: "Postleitzahl", region: "Provinz (freiwillig)" },
  IE: { postalCode: "Eircode" },
  MX: { city: "Stadt", region: "Bundesstaat (freiwillig)" },
  US: { city: "Stadt", postalCode: "ZIP-Code", region: "Bundesstaat" },
};

export const customerTexts: Messages["customer"] = {
  who: "Wer ist der Kunde?",
  klarnaNeeds: "Klarna braucht einen Kunden mit Handynummer oder E-Mail.",
  klarnaOpens: "Einen auswählen, und Klarna öffnet sich von selbst.",
  searchLabel: "Name, Handy oder E-Mail",
  find: "Suchen",
  searchHint: "Mindestens drei Zeichen von Name, Handynummer oder E-Mail-Adresse eingeben.",
  matches: (count: number, query: string) =>
    count === 0
      ? `Kein Kunde passt zu „${query}“`
      : count === 1
      ? `1 Kunde passt zu „${query}“`
      : `${count} Kunden passen zu „${query}“`,
  matchesMore: (shown: number, query: string) =>
    `Mehr als ${shown} Kunden passen zu „${query}“. Mehr eingeben, um den richtigen zu finden`,
  manage: "Einkäufe und Kundendaten",
  purchases: "Einkäufe und Kundendaten",
  readBack: "Vorlesen:",
  consent: "Der Kunde ist einverstanden, dass wir diese Angaben behalten",
  consentElse: "Ohne dieses Häkchen bleiben sie nur für diesen Verkauf gespeichert.",
  sellWithoutTax: "Ohne Steuer verkaufen",
  taxFree: "Zahlt keine Steuer",
  consentUnasked:
    "Gespeichert, bevor wir danach gefragt haben. Ohne dieses Häkchen bleiben sie gespeichert, mit dem Vermerk: nicht gefragt.",
  taxFreeBy: (number: string) => `Ohne Steuer: ${number}`,
  taxFreeNeeds: "Kassenaufsicht oder Leitung muss zustimmen.",
  taxNumber: "Steuernummer",
  seniorForTax: "Kassenaufsicht oder Leitung stimmt dem Verkauf ohne Steuer zu.",
  ready: "Bereit für Klarna",
  notReady: "Handy oder E-Mail nötig",
  noMobile: "kein Handy",
  noEmail: "keine E-Mail",
  edit: "Ändern",
  choose: "Wählen",
  add: "Neuen Kunden anlegen",
  removeCustomer: "Kein Kunde in diesem Verkauf",
  onFile: (hasPhone: boolean, hasEmail: boolean) =>
    hasPhone && hasEmail
      ? "Handy und E-Mail vorhanden"
      : hasPhone
      ? "Handy vorhanden"
      : hasEmail
      ? "E-Mail vorhanden"
      : "Weder Handy noch E-Mail",
  detailsTitle: "Kundendaten",
  klarnaCompares: "Klarna vergleicht sie mit dem Konto des Kunden. So eingeben,",
  asGiven: "wie der Kunde sie bei Klarna angegeben hat.",
  throughKlarna: "Bisher über Klarna gekauft:",
  back: "Zurück",
  givenName: "Vorname",
  familyName: "Nachname",
  phone: "Handynummer",
  email: "E-Mail-Adresse",
  numberAndStreet: "Hausnummer und Straße",
  streetAndNumber: "Straße und Hausnummer",
  street2: "Wohnung, Gebäude (freiwillig)",
  postalCode: "Postleitzahl",
  city: "Ort",
  region: "Kanton oder Provinz (freiwillig)",
  regionRequired: "Bundesstaat oder Territorium",
  regionCode: (example: string) => `Das Kürzel, zum Beispiel ${example}`,
  addressIn: ADDRESS_IN,
  country: "Land",
  language: "Sprache des Kunden",
  save: "Kunden speichern",
};
