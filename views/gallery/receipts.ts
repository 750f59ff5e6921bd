import type { ReceiptFacts, ReceiptLine, ReceiptTender } from "../../src/domain/receipt.ts";
import { lineSums } from "../../src/domain/sale.ts";
import type { ReceiptDeskView } from "../receipt/data.ts";
import { LINES, makeFrame, makeSale, MINUTE, NOW, SECOND } from "./people-and-things.ts";

/** A line as the books hold it, its sums as they follow. */
export function receiptLine(
  line: Parameters<typeof lineSums>[0] & Partial<ReceiptLine> & { name: string },
): ReceiptLine {
  const plain = {
    id: "lin_00000000000000000000000001",
    kind: "goods" as const,
    productId: null,
    productCode: null,
    note: null,
    listPriceMinor: null,
    taxCode: "A",
    saleDiscountMinor: 0,
    discountKind: null,
    discountValue: null,
    giftCardNumber: null,
  };
  return { ...plain, ...line, ...lineSums(line) };
}

export const KLARNA_RECEIPT_TENDER: ReceiptTender = {
  kind: "klarna",
  amountMinor: 62_260,
  givenMinor: null,
  reference: null,
  klarnaReference: "KL-7F3Q-29DM",
};

/** The sale of the gallery as a receipt, paid with Klarna. */
export function makeReceipt(changes: Partial<ReceiptFacts> = {}): ReceiptFacts {
  const { shop, language } = makeFrame();
  return {
    language,
    shop: {
      ...shop,
      receiptHead: "8 Harbour Street, Brackley NN13 0ZZ\n01632 960 118 · VAT GB 000 0000 00",
      receiptFoot: "Returns within 30 days with this receipt. Refunds go back to Klarna.",
    },
    isPractice: false,
    code: 20_418,
    receiptNumber: 1_204,
    registerName: "Front till",
    staffName: "Ada",
    completedAt: NOW,
    note: null,
    taxNumber: null,
    lines: LINES.map((line) => ({
      ...line,
      taxCode: line.taxCode === "zero" ? "Z" : "A",
      saleDiscountMinor: 0,
      discountKind: line.discountMinor > 0 ? "percent" : null,
      discountValue: line.discountMinor > 0 ? 1_000 : null,
      giftCardNumber: null,
    })),
    tenders: [KLARNA_RECEIPT_TENDER],
    waiting: [],
    cancelledAt: null,
    notTaken: [],
    letGoMinor: 0,
    wentBack: [],
    ...changes,
  };
}

/** The customer did not take the first of its goods. */
export function notTakenReceipt(): ReceiptFacts {
  const notTaken = makeReceipt().lines.slice(0, 1);
  return makeReceipt({ notTaken, letGoMinor: notTaken.reduce((sum, { totalMinor }) => sum + totalMinor, 0) });
}

/** The same sale, a part of it paid in cash, cancelled as a whole. */
export function cancelledReceipt(): ReceiptFacts {
  const { lines: notTaken } = makeReceipt();
  const cash = { ...KLARNA_RECEIPT_TENDER, kind: "cash" as const, amountMinor: 2_000, klarnaReference: null };
  const klarna = { ...KLARNA_RECEIPT_TENDER, amountMinor: KLARNA_RECEIPT_TENDER.amountMinor - cash.amountMinor };
  return makeReceipt({
    tenders: [cash, klarna],
    cancelledAt: NOW + 26 * 60 * MINUTE,
    notTaken,
    letGoMinor: klarna.amountMinor,
    wentBack: [cash],
  });
}

const INSIDE = { taxRateBasisPoints: 2_000, priceStyle: "inclusive", isTaxFree: 0 } as const;

const FULL_LINES = [
  receiptLine({
    name: "Ridgeline 3 tent",
    quantity: 1,
    unitPriceMinor: 38_900,
    discountMinor: 5_835,
    ...INSIDE,
    saleDiscountMinor: 1_945,
    discountKind: "percent",
    discountValue: 1_000,
    note: "Pole kit: second bag",
  }),
  receiptLine({
    name: "Kestrel trail boots, 39, midnight blue, wide fit",
    quantity: 2,
    unitPriceMinor: 9_900,
    discountMinor: 990,
    saleDiscountMinor: 990,
    listPriceMinor: 12_900,
    ...INSIDE,
  }),
  receiptLine({
    name: "Gift card …4821",
    kind: "gift_card",
    giftCardNumber: "2087113045914821",
    quantity: 1,
    unitPriceMinor: 5_000,
    discountMinor: 0,
    ...INSIDE,
    taxRateBasisPoints: 0,
  }),
];

/** Whatever can make a receipt long: discounts, a price by hand, notes, a gift card, five ways to pay, rounded cash. */
export function fullReceipt(): ReceiptFacts {
  const lines = FULL_LINES;
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const paid = (
    kind: ReceiptTender["kind"],
    amountMinor: number,
    more: Partial<ReceiptTender> = {},
  ): ReceiptTender => ({
    kind,
    amountMinor,
    givenMinor: null,
    reference: null,
    klarnaReference: null,
    ...more,
  });
  return makeReceipt({
    note: "Call when both pairs are in",
    lines,
    tenders: [
      paid("klarna", 20_000, { klarnaReference: "KL-7F3Q-29DM" }),
      paid("klarna_card", 5_000, { reference: "4432" }),
      paid("card", 10_000, { reference: "00418-22" }),
      paid("gift_card", 5_000, { reference: "5012345678904821" }),
      paid("cash", totalMinor - 40_003, { givenMinor: 20_000 }),
      paid("rounding", 3),
    ],
  });
}

/** Prices without the tax, which is added at the end. */
export function exclusiveReceipt(): ReceiptFacts {
  const style = { taxRateBasisPoints: 825, priceStyle: "exclusive", isTaxFree: 0 } as const;
  const lines = [
    receiptLine({ name: "Ridgeline 3 tent", quantity: 1, unitPriceMinor: 38_900, discountMinor: 0, ...style }),
    receiptLine({ name: "Gas canister 230 g", quantity: 3, unitPriceMinor: 650, discountMinor: 0, ...style }),
  ];
  const amountMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  return makeReceipt({
    lines,
    tenders: [{ ...KLARNA_RECEIPT_TENDER, kind: "card", amountMinor, klarnaReference: null }],
  });
}

/** Sold to somebody who pays no tax, from prices that have it inside. */
export function taxFreeReceipt(): ReceiptFacts {
  const style = { taxRateBasisPoints: 2_000, priceStyle: "inclusive", isTaxFree: 1 } as const;
  const lines = [
    receiptLine({ name: "Ridgeline 3 tent", quantity: 1, unitPriceMinor: 38_900, discountMinor: 0, ...style }),
  ];
  const amountMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const tenders = [{ ...KLARNA_RECEIPT_TENDER, amountMinor }];
  return makeReceipt({ lines, tenders, taxNumber: "GB 123 4567 89" });
}

export function makeDesk(changes: Partial<ReceiptDeskView> = {}): ReceiptDeskView {
  return {
    base: `/sales/${makeSale().id}`,
    paper: "80",
    hasPrinter: false,
    hasMailer: true,
    email: "sam.karim@example.com",
    hasSpentNumbers: false,
    prints: [],
    mails: [],
    drawer: null,
    ...changes,
  };
}

type Print = ReceiptDeskView["prints"][number];
type Mail = ReceiptDeskView["mails"][number];

export function makePrint(changes: Partial<Print> = {}): Print {
  const id = "prt_00000000000000000000000001";
  const asked = { at: NOW - MINUTE, staffName: "Ada" };
  return { id, copy: 0, showsNumbers: false, way: "printer", state: "done", code: null, ...asked, ...changes };
}

export function makeMail(changes: Partial<Mail> = {}): Mail {
  return {
    id: "mal_00000000000000000000000001",
    maskedAddress: "s•••@example.com",
    state: "sent",
    code: null,
    at: NOW - MINUTE,
    staffName: "Ada",
    tries: 1,
    nextTryAt: NOW + 30 * SECOND,
    isRetriable: false,
    ...changes,
  };
}
