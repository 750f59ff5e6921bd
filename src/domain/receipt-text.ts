import type { ReceiptBlock, ReceiptDoc, ReceiptRow } from "./receipt.ts";

/** One line of letters of the same width. `code` is drawn as a barcode where that can be. */
export type TextLine = { text: string; style: "plain" | "strong" | "big" | "code" };

const GAP = "  ";

/** A receipt as lines of at most so many letters: words on the left, amounts on the right. */
export function receiptLines(doc: ReceiptDoc, columns: number): TextLine[] {
  return doc.blocks.flatMap((block) => linesOf(block, columns));
}

function linesOf(block: ReceiptBlock, columns: number): TextLine[] {
  const centred = (text: string, style: TextLine["style"]) =>
    wrap(text, style === "big" ? Math.floor(columns / 2) : columns).map((line): TextLine => ({
      text: style === "big" ? line : centre(line, columns),
      style,
    }));
  switch (block.kind) {
    case "heading":
      return centred(block.text, "big");
    case "mark":
      return centred(`*** ${block.text} ***`, "strong");
    case "text":
      return [...(block.title ? centred(block.title, "strong") : []), ...centred(block.text, "plain")];
    case "rows":
      return block.rows.flatMap((row) => rowLines(row, columns));
    case "table":
      return [block.head, ...block.rows].map((cells) => ({ text: tableLine(cells, columns), style: "plain" }));
    case "rule":
      return [{ text: "-".repeat(columns), style: "plain" }];
    case "code":
      return [{ text: block.code, style: "code" }];
  }
}

/** The label breaks between words; the amount stands beside its last line. */
function rowLines({ label, amount, isInset = false, isSum = false }: ReceiptRow, columns: number): TextLine[] {
  const style = isSum ? "strong" : "plain";
  const indent = isInset ? GAP : "";
  const room = columns - indent.length - (amount === "" ? 0 : amount.length + 1);
  const lines = wrap(label, Math.max(room, 1)).map((line) => indent + line);
  const last = lines.pop() ?? "";
  const full = amount === "" ? last : last + amount.padStart(columns - last.length);
  return [...lines, full].map((text) => ({ text, style }));
}

/** The first cell on the left, the others right-aligned in columns as wide as each other. */
function tableLine([first = "", ...rest]: string[], columns: number): string {
  const width = Math.floor(columns * 0.72 / Math.max(1, rest.length));
  const right = rest.map((cell) => cell.padStart(width)).join("");
  const room = columns - right.length;
  return first.slice(0, room - 1).padEnd(room) + right;
}

function centre(line: string, columns: number): string {
  return " ".repeat(Math.max(0, Math.floor((columns - line.length) / 2))) + line;
}

/** Breaks between words, and within one only when it is longer than a line. */
function wrap(text: string, columns: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines = [""];
    for (const word of paragraph.split(/\s+/).filter((one) => one !== "").flatMap((one) => pieces(one, columns))) {
      const last = lines.at(-1) ?? "";
      if (last === "") lines[lines.length - 1] = word;
      else if (last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}

function pieces(word: string, columns: number): string[] {
  const parts = [];
  for (let at = 0; at < word.length; at += columns) parts.push(word.slice(at, at + columns));
  return parts;
}
