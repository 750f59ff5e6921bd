import type { Messages } from "../catalogue.ts";

export const receiptTexts: Messages["receipt"] = {
  paidOtherwise: "Betalt på annat sätt",
  giftCards: "Presentkort",
  giftCard: (tail: string) => `Presentkort …${tail}`,
  title: (code: number) => `Kvitto ${code}`,
  print: "Skriv ut",
  backToSale: "Till köpet",
  practice: "ÖVNING – INGET KVITTO",
  sale: (code: number) => `Köp ${code}`,
  number: (number: number) => `Kvitto ${number}`,
  line: (quantity: number, name: string) => `${quantity} × ${name}`,
  discount: "Rabatt",
  total: "Totalt",
  given: "Mottaget",
  change: "Växel",
  tax: "Moms",
  net: "Netto",
  gross: "Brutto",
  taxRow: (code: string, rate: string) => `${code} ${rate}`,
  paidWithKlarna: "Betalt med Klarna",
  klarnaReference: (reference: string) => `Referens ${reference}`,
  klarnaMeans:
    "Du betalar till Klarna, inte till butiken. Betalplan och datum ser du i Klarnas app. Fråga Klarna om betalningen och butiken om varorna.",
};
