import type { Messages } from "../catalogue.ts";

export const receiptTexts: Messages["receipt"] = {
  paidOtherwise: "Anders bezahlt",
  giftCards: "Geschenkkarte",
  giftCard: (tail: string) => `Geschenkkarte …${tail}`,
  title: (code: number) => `Bon ${code}`,
  print: "Drucken",
  backToSale: "Zum Verkauf",
  practice: "ÜBUNG – KEIN BELEG",
  sale: (code: number) => `Verkauf ${code}`,
  number: (number: number) => `Bon ${number}`,
  line: (quantity: number, name: string) => `${quantity} × ${name}`,
  discount: "Rabatt",
  total: "Summe",
  given: "Bar gegeben",
  change: "Rückgeld",
  tax: "MwSt.",
  net: "Netto",
  gross: "Brutto",
  taxRow: (code: string, rate: string) => `${code} ${rate}`,
  paidWithKlarna: "Mit Klarna bezahlt",
  klarnaReference: (reference: string) => `Referenz ${reference}`,
  klarnaMeans:
    "Sie bezahlen an Klarna, nicht an das Geschäft. Plan und Termine stehen in der Klarna-App. Bei Fragen zur Zahlung hilft Klarna, bei Fragen zur Ware das Geschäft.",
};
