import type {
  ReceiptBlock,
  ReceiptDoc,
  ReceiptFacts,
  ReceiptHow,
  ReceiptLine,
  ReceiptRow,
  ReceiptTender,
} from "../../src/domain/receipt.ts";
import { receiptCode } from "../../src/domain/receipt.ts";
import { giftCardInGroups, giftCardTail, maskGiftCard } from "../../src/domain/gift-card.ts";
import { saleTotals, TAX_FREE_CODE, taxTable } from "../../src/domain/sale.ts";
import { formatAmount, formatDate, formatMoney, formatPercent, formatTime } from "../format.ts";
import type { Messages } from "../messages/catalogue.ts";

/** A receipt in these words: the one source of what is printed, shown and e-mailed. */
export function receiptDoc(t: Messages): (facts: ReceiptFacts, how: ReceiptHow) => ReceiptDoc {
  return (facts, { isCopy, showsNumbers }) => {
    const cardWords = showsNumbers ? giftCardInGroups : maskGiftCard;
    const texts = t.receipt;
    const title = texts.mailTitle(facts.code, facts.shop.name);
    const marks: ReceiptBlock[] = [
      ...(facts.isPractice ? [{ kind: "mark" as const, text: texts.practice }] : []),
      ...(isCopy ? [{ kind: "mark" as const, text: texts.copy }] : []),
      ...(facts.cancelledAt === null ? [] : [{ kind: "mark" as const, text: texts.cancelledMark }]),
    ];
    return {
      language: facts.language,
      title: facts.isPractice ? texts.practiceTitle(title) : title,
      blocks: [
        ...marks,
        ...head(t, facts),
        ...sold(t, facts, cardWords),
        ...klarnaBlocks(t, facts),
        ...waiting(t, facts),
        ...foot(t, facts),
        ...marks,
      ],
    };
  };
}

/** How the number of a gift card that was sold is written. */
type CardWords = (number: string) => string;

const RULE: ReceiptBlock = { kind: "rule" };

function head(t: Messages, { shop, ...facts }: ReceiptFacts): ReceiptBlock[] {
  const { code, receiptNumber, registerName, staffName, completedAt, cancelledAt } = facts;
  const when = (at: number) => `${formatDate(shop, at)}, ${formatTime(shop, at)}`;
  const text = [
    `${t.receipt.sale(code)} · ${t.receipt.number(receiptNumber)}`,
    `${registerName} · ${staffName}`,
    when(completedAt),
    ...(cancelledAt === null ? [] : [t.receipt.cancelledAt(when(cancelledAt))]),
  ].join("\n");
  return [{ kind: "heading", text: shop.name }, ...typed(shop.receiptHead), RULE, { kind: "text", text }, RULE];
}

/** What was sold, what it comes to, how it was paid and the tax in it. */
function sold(t: Messages, facts: ReceiptFacts, cardWords: CardWords): ReceiptBlock[] {
  const note = facts.note ? [{ label: t.receipt.note(facts.note), amount: "" }] : [];
  const lines = [...facts.lines.flatMap((line) => lineRows(t, facts, line, cardWords)), ...note];
  // Of a sale that was cancelled no tax is left.
  const taxes = facts.cancelledAt === null ? taxTable([...facts.lines, ...facts.notTaken.map(undone)]) : [];
  const { shop } = facts;
  const taxRows = taxes.map((row) => [
    row.taxCode === TAX_FREE_CODE
      ? t.receipt.taxFreeRow
      : t.receipt.taxRow(row.taxCode, formatPercent(shop, row.taxRateBasisPoints)),
    ...[row.netMinor, row.taxMinor, row.grossMinor].map((amount) => formatAmount(shop, amount)),
  ]);
  const headCells = [t.receipt.tax, t.receipt.net, t.receipt.tax, t.receipt.gross];
  return [
    { kind: "rows", rows: lines },
    RULE,
    { kind: "rows", rows: [...totalRows(t, facts), ...paidRows(t, facts)] },
    ...notTaken(t, facts),
    ...(taxRows.length > 0 ? [RULE, { kind: "table" as const, head: headCells, rows: taxRows }] : []),
    ...(facts.taxNumber === null ? [] : [{ kind: "text" as const, text: t.receipt.taxFreeBy(facts.taxNumber) }]),
  ];
}

/** A line at its price, and beneath it whatever made it cost something else. */
function lineRows(
  { receipt: texts }: Messages,
  { shop }: ReceiptFacts,
  line: ReceiptLine,
  cardWords: CardWords,
): ReceiptRow[] {
  const amount = formatAmount(shop, line.quantity * line.unitPriceMinor);
  const rows: ReceiptRow[] = [{
    label: texts.line(line.quantity, line.name),
    amount: line.kind === "goods" && !line.isTaxFree ? `${amount} ${line.taxCode}` : amount,
  }];
  const inset = (label: string, amount = "") => rows.push({ label, amount, isInset: true });
  if (line.quantity > 1) inset(texts.each(formatAmount(shop, line.unitPriceMinor)));
  if (line.listPriceMinor !== null && line.listPriceMinor !== line.unitPriceMinor) {
    inset(texts.listPrice(formatAmount(shop, line.listPriceMinor)));
  }
  const ownOffMinor = line.discountMinor - line.saleDiscountMinor;
  if (ownOffMinor > 0) {
    const isPercent = line.discountKind === "percent" && line.discountValue !== null;
    const label = isPercent ? texts.percentOff(formatPercent(shop, line.discountValue ?? 0)) : texts.discount;
    inset(label, formatAmount(shop, -ownOffMinor));
  }
  if (line.giftCardNumber !== null) inset(cardWords(line.giftCardNumber));
  if (line.isTaxFree) inset(texts.taxFreeLine);
  if (line.note) inset(line.note);
  return rows;
}

/** What the lines come to, and, where that is not the total, what leads from there to it. */
function totalRows({ receipt: texts }: Messages, { shop, lines, tenders }: ReceiptFacts): ReceiptRow[] {
  const totals = saleTotals(lines, tenders);
  const saleOffMinor = lines.reduce((sum, line) => sum + line.saleDiscountMinor, 0);
  const addedMinor = lines.filter(({ priceStyle }) => priceStyle === "exclusive")
    .reduce((sum, line) => sum + line.taxMinor, 0);
  const between: [string, number][] = [
    [texts.saleDiscount, -saleOffMinor],
    [texts.taxRelief, -totals.taxReliefMinor],
    [texts.taxAdded, addedMinor],
  ];
  const steps = between.filter(([, amountMinor]) => amountMinor !== 0);
  const beforeMinor = totals.totalMinor - steps.reduce((sum, [, amountMinor]) => sum + amountMinor, 0);
  const shown: [string, number][] = steps.length > 0 ? [[texts.subtotal, beforeMinor], ...steps] : [];
  return [
    ...shown.map(([label, amountMinor]) => ({ label, amount: formatAmount(shop, amountMinor) })),
    { label: texts.total, amount: formatMoney(shop, totals.totalMinor), isSum: true },
    ...(totals.roundingMinor !== 0
      ? [{ label: texts.rounding, amount: formatAmount(shop, -totals.roundingMinor) }]
      : []),
  ];
}

function paidRows(t: Messages, { shop, lines, tenders }: ReceiptFacts): ReceiptRow[] {
  const rows = tenders.filter(({ kind }) => kind !== "rounding").flatMap((tender): ReceiptRow[] => [
    { label: t.sale.tenders[tender.kind], amount: formatAmount(shop, tender.givenMinor ?? tender.amountMinor) },
    ...referenceRows(t, tender),
  ]);
  const { changeMinor } = saleTotals(lines, tenders);
  const isCash = tenders.some(({ kind }) => kind === "cash");
  return isCash ? [...rows, { label: t.receipt.change, amount: formatAmount(shop, changeMinor) }] : rows;
}

function referenceRows({ receipt: texts }: Messages, { kind, reference }: ReceiptTender): ReceiptRow[] {
  if (reference === null) return [];
  const label = kind === "gift_card"
    ? texts.giftCard(giftCardTail(reference))
    : kind === "klarna_card"
    ? texts.oneTimeCard(reference)
    : texts.slip(reference);
  return [{ label, amount: "", isInset: true }];
}

/** For each payment by Klarna its reference there, and once whom to ask about what. Nothing is said to be paid that was given up. */
function klarnaBlocks({ receipt: texts, sale }: Messages, facts: ReceiptFacts): ReceiptBlock[] {
  const { shop, tenders, cancelledAt } = facts;
  const paid = tenders.filter(({ kind }) => kind === "klarna" || kind === "klarna_card");
  if (paid.length === 0) return [];
  const references = paid.flatMap((tender) =>
    tender.klarnaReference ? [texts.klarnaReference(tender.klarnaReference)] : []
  );
  const means = isLetGo(facts) ? texts.klarnaNothing : texts.klarnaMeans;
  const text = [...references, means, texts.whomToAsk(shop.name)].join("\n");
  const isPaid = cancelledAt === null && !isLetGo(facts);
  return [RULE, { kind: "text", title: isPaid ? texts.paidWithKlarna : sale.tenders.klarna, text }];
}

/** Klarna lets go of all that it would have asked of the customer. */
function isLetGo({ tenders, letGoMinor }: ReceiptFacts): boolean {
  const paid = tenders.filter(({ kind }) => kind === "klarna");
  return letGoMinor > 0 && letGoMinor === paid.reduce((sum, { amountMinor }) => sum + amountMinor, 0) &&
    !tenders.some(({ kind }) => kind === "klarna_card");
}

/** What the customer did not take after all and does not pay, what the sale comes to without it, and who gives up or back what. */
function notTaken(t: Messages, facts: ReceiptFacts): ReceiptBlock[] {
  const { receipt: texts } = t;
  const { shop, lines, notTaken: rest, cancelledAt, letGoMinor, wentBack } = facts;
  if (rest.length === 0) return [];
  const totalMinor = [...lines, ...rest.map(undone)].reduce((sum, line) => sum + line.totalMinor, 0);
  const rows: ReceiptRow[] = [
    { label: cancelledAt === null ? texts.notTaken : texts.cancelled, amount: "" },
    ...rest.map(({ quantity, name, totalMinor }) => ({
      label: texts.line(quantity, name),
      amount: formatAmount(shop, -totalMinor),
      isInset: true,
    })),
    { label: texts.totalNow, amount: formatMoney(shop, totalMinor), isSum: true },
    ...(letGoMinor > 0 ? [{ label: texts.klarnaLetsGo, amount: formatAmount(shop, letGoMinor) }] : []),
    ...wentBack.map(({ kind, amountMinor }) => ({
      label: texts.wentBack(t.sale.tenders[kind]),
      amount: formatAmount(shop, amountMinor),
    })),
  ];
  return [RULE, { kind: "rows", rows }];
}

function undone(line: ReceiptLine): ReceiptLine {
  return { ...line, taxMinor: -line.taxMinor, totalMinor: -line.totalMinor };
}

/** Goods that are paid and still here: the customer comes back with this receipt. */
function waiting({ receipt: texts }: Messages, { waiting: goods }: ReceiptFacts): ReceiptBlock[] {
  if (goods.length === 0) return [];
  const text = goods.map(({ quantity, name }) => texts.line(quantity, name)).join("\n");
  return [RULE, { kind: "text", title: texts.toPickUp, text }];
}

function foot(_: Messages, { shop, code }: ReceiptFacts): ReceiptBlock[] {
  return [RULE, ...typed(shop.receiptFoot), { kind: "code", code: receiptCode(code) }];
}

/** The shop's own lines, as they were typed. */
function typed(text: string): ReceiptBlock[] {
  return text.trim() === "" ? [] : [{ kind: "text", text }];
}
