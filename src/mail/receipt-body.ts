import type { ReceiptBlock, ReceiptDoc } from "../domain/receipt.ts";
import { receiptLines } from "../domain/receipt-text.ts";
import { escape } from "./mail-body.ts";

const COLUMNS = 48;

/** A receipt as plain text, in columns for letters of one width. */
export function receiptText(doc: ReceiptDoc): string {
  // A printer centres these by itself.
  const centred = (text: string) => " ".repeat(Math.max(0, Math.floor((COLUMNS - text.length) / 2))) + text;
  const lines = receiptLines(doc, COLUMNS).map(({ text, style }) =>
    style === "big" || style === "code" ? centred(text) : text.trimEnd()
  );
  return lines.join("\n") + "\n";
}

/** The same as a simple page, without picture, style sheet or anything that is fetched. */
export function receiptHtml(doc: ReceiptDoc): string {
  return [
    `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${escape(doc.title)}</title></head><body>`,
    `<table role="presentation" width="400" align="center" cellpadding="2"><tr><td>`,
    ...doc.blocks.map(htmlOf),
    "</td></tr></table></body></html>\n",
  ].join("\n");
}

function htmlOf(block: ReceiptBlock): string {
  switch (block.kind) {
    case "heading":
      return `<h1 align="center">${escape(block.text)}</h1>`;
    case "mark":
      return `<p align="center"><b>*** ${escape(block.text)} ***</b></p>`;
    case "text":
      return `<p align="center">${block.title ? `<b>${escape(block.title)}</b><br>` : ""}${broken(block.text)}</p>`;
    case "rows":
      return table(block.rows.map(({ label, amount, isInset, isSum }) => {
        const cells = [(isInset ? "&nbsp;&nbsp;&nbsp;" : "") + escape(label), escape(amount)];
        return cells.map((cell) => isSum ? `<b>${cell}</b>` : cell);
      }));
    case "table":
      return table([block.head, ...block.rows].map((cells) => cells.map(escape)));
    case "rule":
      return "<hr>";
    case "code":
      return `<p align="center">${escape(block.code)}</p>`;
  }
}

/** The first cell of each row on the left, the others on the right. The cells are markup already. */
function table(rows: string[][]): string {
  const cell = (text: string, index: number) => `<td align="${index === 0 ? "left" : "right"}">${text}</td>`;
  const lines = rows.map((cells) => `<tr valign="top">${cells.map(cell).join("")}</tr>`);
  return `<table role="presentation" width="100%" cellpadding="2">\n${lines.join("\n")}\n</table>`;
}

function broken(text: string): string {
  return text.split("\n").map(escape).join("<br>");
}
