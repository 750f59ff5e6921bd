import type { Messages } from "../catalogue.ts";

export const sellingSettingsTexts: Messages["sellingSettings"] = {
  title: "Rabatter och kontanter",
  nav: "Inställningar",
  klarna: "Klarna",
  limits: "Vem får ge hur mycket",
  limitsMeans:
    "Allt som dras av på en rad eller ett köp räknas ihop. För mer godkänner någon som får det, med sin PIN-kod i kassan.",
  cashierLimit: "Kassapersonal, i procent",
  seniorLimit: "Kassaansvarig, i procent",
  managers: "En chef får ge vilken rabatt som helst.",
  cash: "Kontanter",
  cashStep: (currency: string) => `Minsta mynt, i ${currency}`,
  cashStepHint: "Det som betalas kontant avrundas till det.",
  returns: "Returer",
  returnLimit: (currency: string) => `Två personer vid returer över, i ${currency}`,
  returnLimitHint: "Allt som betalas tillbaka av ett köp räknas ihop.",
  save: "Spara",
  saved: "Sparat. Det gäller från nästa rabatt och nästa kontantbetalning.",
};
