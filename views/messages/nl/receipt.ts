import type { Messages } from "../catalogue.ts";

export const receiptTexts: Messages["receipt"] = {
  paidOtherwise: "Anders betaald",
  giftCards: "Cadeaukaart",
  giftCard: (tail: string) => `Cadeaukaart …${tail}`,
  title: (code: number) => `Bon ${code}`,
  print: "Afdrukken",
  backToSale: "Naar de verkoop",
  practice: "OEFENING – GEEN BON",
  sale: (code: number) => `Verkoop ${code}`,
  number: (number: number) => `Bon ${number}`,
  line: (quantity: number, name: string) => `${quantity} × ${name}`,
  discount: "Korting",
  total: "Totaal",
  given: "Contant gegeven",
  change: "Wisselgeld",
  tax: "Btw",
  net: "Netto",
  gross: "Bruto",
  taxRow: (code: string, rate: string) => `${code} ${rate}`,
  paidWithKlarna: "Betaald met Klarna",
  klarnaReference: (reference: string) => `Referentie ${reference}`,
  klarnaMeans:
    "U betaalt aan Klarna, niet aan de winkel. Uw betaalplan en data staan in de Klarna-app. Vragen over betalen? Klarna. Over de artikelen? De winkel.",
};
