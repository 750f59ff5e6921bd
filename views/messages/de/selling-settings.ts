import type { Messages } from "../catalogue.ts";

export const sellingSettingsTexts: Messages["sellingSettings"] = {
  title: "Rabatte und Bargeld",
  nav: "Einstellungen",
  klarna: "Klarna",
  limits: "Wer wie viel Rabatt geben darf",
  limitsMeans:
    "Alle Nachlässe auf eine Zeile oder einen Verkauf zählen zusammen. Für mehr stimmt an der Kasse jemand mit PIN zu, der das darf.",
  cashierLimit: "Kassenpersonal, in Prozent",
  seniorLimit: "Kassenaufsicht, in Prozent",
  managers: "Die Leitung darf jeden Rabatt geben.",
  cash: "Bargeld",
  cashStep: (currency: string) => `Kleinste Münze, in ${currency}`,
  cashStepHint: "Was bar bezahlt wird, wird darauf gerundet.",
  returns: "Rückgaben",
  returnLimit: (currency: string) => `Zu zweit ab Rückgaben über, in ${currency}`,
  returnLimitHint: "Alles, was von einem Verkauf erstattet wird, zählt zusammen.",
  save: "Speichern",
  saved: "Gespeichert. Gilt ab dem nächsten Rabatt und der nächsten Barzahlung.",
};
