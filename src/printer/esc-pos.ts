import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import { type Paper, PRINTER_COLUMNS, type ReceiptDoc } from "../domain/receipt.ts";
import { receiptLines, type TextLine } from "../domain/receipt-text.ts";

/** Code pages that printers have built in, the most useful first: western, central European, Cyrillic, Greek. */
const CODE_PAGES: ("cp858" | "cp852" | "windows1252" | "cp866" | "cp737")[] = [
  "cp858",
  "cp852",
  "windows1252",
  "cp866",
  "cp737",
];

/** What the first of them has beside ASCII. To look for the page of each letter takes twenty times as long. */
const IN_CP858 =
  /^[\x20-\x7eÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»ÁÂÀ©¢¥ãÃðÐÊËÈ€ÍÎÏÌÓßÔÒõÕµþÞÚÛÙýÝ±¾¶§÷¸°¨·¹³²]*$/;

/** Where the knife is, this many lines above the print head. */
const LINES_TO_KNIFE = 4;
const BARCODE_HEIGHT_DOTS = 60;
/** The drawer's first plug; how long the pulse lasts, and the rest after it. */
const DRAWER = 0;
const PULSE_MS = 100;
const REST_MS = 500;

/** What a receipt printer is sent to print a receipt and cut it off. */
export function encodeReceipt(doc: ReceiptDoc, paper: Paper): Uint8Array {
  const encoder = open(paper);
  for (const line of receiptLines(doc, PRINTER_COLUMNS[paper])) print(encoder, line, paper);
  return encoder.cut("partial").encode();
}

/** What opens the cash drawer that hangs on the printer. */
export function encodeDrawerPulse(): Uint8Array {
  return open("80").pulse(DRAWER, PULSE_MS, REST_MS).encode();
}

function open(paper: Paper): ReceiptPrinterEncoder {
  const columns = PRINTER_COLUMNS[paper];
  const encoder = new ReceiptPrinterEncoder({
    language: "esc-pos",
    columns,
    newline: "\n",
    feedBeforeCut: LINES_TO_KNIFE,
    codepageMapping: "epson",
    codepageCandidates: CODE_PAGES,
  });
  return encoder.initialize().codepage("cp858");
}

function print(encoder: ReceiptPrinterEncoder, line: TextLine, paper: Paper): void {
  const isUsual = IN_CP858.test(plain(line.text));
  if (!isUsual) encoder.codepage("auto");
  printStyled(encoder, line, paper);
  if (!isUsual) encoder.codepage("cp858");
}

function printStyled(encoder: ReceiptPrinterEncoder, { text, style }: TextLine, paper: Paper): void {
  if (style === "code") {
    // On the narrow roll the bars are thinner, so that a long number has room.
    const size = { height: BARCODE_HEIGHT_DOTS, width: paper === "58" ? 1 : 2, text: true };
    // {B chooses the set of symbols that the code is made of.
    encoder.align("center").barcode(`{B${text}`, "code128", size).align("left");
  } else if (style === "big") {
    encoder.align("center").bold(true).size(2, 2).line(plain(text)).size(1, 1).bold(false).align("left");
  } else if (style === "strong") encoder.bold(true).line(plain(text)).bold(false);
  else encoder.line(plain(text));
}

/** What printers keep where their commands begin: as bytes, an arrow would open the drawer. */
const COMMANDS = /[\p{Cc}☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂]/gu;

/** Signs that no code page of a printer has, as the ones people write for them; and none that is a command. */
function plain(text: string): string {
  return text.replace(/•/g, "*").replace(COMMANDS, "?").replace(/[\u2212\u2013\u2014]/g, "-").replace(
    /[\u2018\u2019]/g,
    "'",
  ).replace(
    /[\u201c\u201d]/g,
    '"',
  )
    .replace(/\u2026/g, "...").replace(/[\u00a0\u202f\u2009]/g, " ");
}
