export const receiptTexts = {
  /** The line at Klarna for what was paid in cash or otherwise. */
  paidOtherwise: "Paid another way",
  title: (code: number) => `Receipt ${code}`,
  print: "Print",
  backToSale: "Back to sale",
  practice: "PRACTICE – NOT A RECEIPT",
  sale: (code: number) => `Sale ${code}`,
  number: (number: number) => `Receipt ${number}`,
  line: (quantity: number, name: string) => `${quantity} × ${name}`,
  discount: "Discount",
  total: "Total",
  given: "Cash given",
  change: "Change",
  tax: "VAT",
  net: "Net",
  gross: "Gross",
  taxRow: (code: string, rate: string) => `${code} ${rate}`,
  paidWithKlarna: "Paid with Klarna",
  klarnaReference: (reference: string) => `Reference ${reference}`,
  klarnaMeans:
    "You pay Klarna, not the shop. Your plan and dates are in the Klarna app. Ask Klarna about paying, the shop about the goods.",
};
