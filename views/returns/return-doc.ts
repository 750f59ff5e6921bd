import { type ReceiptBlock, receiptCode, type ReceiptDoc, type ReceiptRow } from "../../src/domain/receipt.ts";
import type { Frame } from "../data.ts";
import { formatAmount, formatDate, formatMoney, formatTime } from "../format.ts";
import { readAs } from "../messages/readers.ts";
import type { ReturnDoneView } from "./data.ts";

/** What the customer is handed for a return, in their language: what came back, what went back, and how. */
export function returnDoc(frame: Frame, view: ReturnDoneView): ReceiptDoc {
  const customers = readAs(frame, view.language);
  const reader = { ...customers, shop: { ...customers.shop, currency: view.currency } };
  const { receipt, returns: { paper } } = reader.t;
  const marks: ReceiptBlock[] = view.isPractice ? [{ kind: "mark", text: receipt.practice }] : [];
  return {
    language: view.language,
    title: paper.mailTitle(view.number, frame.shop.name),
    blocks: [
      ...marks,
      { kind: "heading", text: frame.shop.name },
      ...typed(frame.shop.receiptHead),
      { kind: "mark", text: paper.heading },
      { kind: "text", text: where(reader, view) },
      RULE,
      { kind: "rows", rows: cameBack(reader, view) },
      RULE,
      { kind: "rows", rows: wentBack(reader, view) },
      ...klarna(view, paper.klarna, receipt.klarnaReference),
      RULE,
      ...typed(frame.shop.receiptFoot),
      { kind: "code", code: receiptCode(view.saleCode) },
      ...marks,
    ],
  };
}

const RULE: ReceiptBlock = { kind: "rule" };

function typed(text: string): ReceiptBlock[] {
  return text.trim() === "" ? [] : [{ kind: "text", text }];
}

function where({ t, shop }: Frame, view: ReturnDoneView): string {
  const { paper } = t.returns;
  return [
    `${paper.number(view.number)} · ${paper.of(view.saleCode)}`,
    `${formatDate(shop, view.at)}, ${formatTime(shop, view.at)} · ${view.staffName}`,
  ].join("\n");
}

function cameBack({ t, shop }: Frame, view: ReturnDoneView): ReceiptRow[] {
  const rows = view.lines.map(({ quantity, name, amountMinor }) => ({
    label: quantity > 0 ? t.receipt.line(quantity, name) : t.returns.paper.partOfPrice(name),
    amount: formatAmount(shop, amountMinor),
  }));
  return view.note === null ? rows : [...rows, { label: view.note, amount: "", isInset: true }];
}

function wentBack({ t, shop }: Frame, view: ReturnDoneView): ReceiptRow[] {
  const { paper } = t.returns;
  return [
    { label: paper.total, amount: formatMoney(shop, view.totalMinor), isSum: true },
    { label: paper.tax, amount: formatAmount(shop, view.taxMinor), isInset: true },
    ...view.paybacks.filter(({ state }) => state !== "moved").map(({ kind, amountMinor }) => ({
      label: t.sale.tenders[kind],
      amount: formatAmount(shop, amountMinor),
    })),
    ...(view.credit === null ? [] : [{
      label: `${t.sale.tenders.exchange}, ${t.exchange.of(view.credit.saleCode)}`,
      amount: formatAmount(shop, view.credit.amountMinor),
    }]),
  ];
}

function klarna(view: ReturnDoneView, means: string, named: (reference: string) => string): ReceiptBlock[] {
  if (!view.paybacks.some(({ kind, state }) => kind === "klarna" && state !== "moved")) return [];
  const reference = view.klarnaReference === null ? [] : [named(view.klarnaReference)];
  return [{ kind: "rule" }, { kind: "text", text: [...reference, means].join("\n") }];
}
