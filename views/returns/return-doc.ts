import {
  type ReceiptBlock,
  receiptCode,
  type ReceiptDoc,
  type ReceiptHow,
  type ReceiptRow,
  type ReturnFacts,
} from "../../src/domain/receipt.ts";
import { formatAmount, formatDate, formatMoney, formatTime } from "../format.ts";
import type { Messages } from "../messages/catalogue.ts";

/** What the customer is handed for a return, in these words: what came back, what went back, and how. */
export function returnDoc(t: Messages): (facts: ReturnFacts, how: Pick<ReceiptHow, "isCopy">) => ReceiptDoc {
  return (facts, { isCopy }) => {
    const { receipt, returns: { paper } } = t;
    const { shop } = facts;
    const title = paper.mailTitle(facts.number, shop.name);
    const marks: ReceiptBlock[] = [
      ...(facts.isPractice ? [{ kind: "mark" as const, text: receipt.practice }] : []),
      ...(isCopy ? [{ kind: "mark" as const, text: receipt.copy }] : []),
    ];
    return {
      language: facts.language,
      title: facts.isPractice ? receipt.practiceTitle(title) : title,
      blocks: [
        ...marks,
        { kind: "heading", text: shop.name },
        ...typed(shop.receiptHead),
        { kind: "mark", text: paper.heading },
        { kind: "text", text: where(t, facts) },
        RULE,
        { kind: "rows", rows: cameBack(t, facts) },
        RULE,
        { kind: "rows", rows: wentBack(t, facts) },
        ...klarna(t, facts),
        RULE,
        ...typed(shop.receiptFoot),
        { kind: "code", code: receiptCode(facts.saleCode) },
        ...marks,
      ],
    };
  };
}

const RULE: ReceiptBlock = { kind: "rule" };

function typed(text: string): ReceiptBlock[] {
  return text.trim() === "" ? [] : [{ kind: "text", text }];
}

function where({ returns: { paper } }: Messages, { shop, ...facts }: ReturnFacts): string {
  return [
    `${paper.number(facts.number)} · ${paper.of(facts.saleCode)}`,
    `${facts.registerName} · ${facts.staffName}`,
    `${formatDate(shop, facts.at)}, ${formatTime(shop, facts.at)}`,
  ].join("\n");
}

function cameBack(t: Messages, { shop, lines, note }: ReturnFacts): ReceiptRow[] {
  const rows = lines.map(({ quantity, name, amountMinor }) => ({
    label: quantity > 0 ? t.receipt.line(quantity, name) : t.returns.paper.partOfPrice(name),
    amount: formatAmount(shop, amountMinor),
  }));
  return note === null ? rows : [...rows, { label: note, amount: "", isInset: true }];
}

function wentBack(t: Messages, { shop, ...facts }: ReturnFacts): ReceiptRow[] {
  const { paper } = t.returns;
  const { credit } = facts;
  return [
    { label: paper.total, amount: formatMoney(shop, facts.totalMinor), isSum: true },
    { label: paper.tax, amount: formatAmount(shop, facts.taxMinor), isInset: true },
    ...facts.paybacks.flatMap(({ kind, amountMinor, reference }): ReceiptRow[] => [
      { label: t.sale.tenders[kind], amount: formatAmount(shop, amountMinor) },
      ...(reference === null || kind === "gift_card"
        ? []
        : [{ label: t.receipt.slip(reference), amount: "", isInset: true }]),
    ]),
    ...(credit === null ? [] : [{
      label: `${t.sale.tenders.exchange}, ${t.exchange.of(credit.saleCode)}`,
      amount: formatAmount(shop, credit.amountMinor),
    }]),
  ];
}

function klarna(t: Messages, { paybacks, klarnaReference }: ReturnFacts): ReceiptBlock[] {
  if (!paybacks.some(({ kind }) => kind === "klarna")) return [];
  const reference = klarnaReference === null ? [] : [t.receipt.klarnaReference(klarnaReference)];
  // What Klarna refused is given back in another way yet: nobody knows in which.
  const isRefused = paybacks.some((one) => one.isRefused === true);
  const text = [...reference, ...(isRefused ? [] : [t.returns.paper.klarna])].join("\n");
  return text === "" ? [] : [RULE, { kind: "text", text }];
}
