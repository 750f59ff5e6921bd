/**
 * A receipt printer on a free port of this machine. It reads what it is sent by the manual of its makers, and shares no
 * code with whoever writes it: text by code page, sizes, barcodes, cuts and the drawer's pulse.
 */
export type NetworkPrinter = {
  port: number;
  /** What came out, one piece for each cut. */
  papers: Paper[];
  /** How often the drawer was opened. */
  pulses: number;
  /** What it does instead of printing. `silent`: it prints and never says anything; `deaf`: it takes the line and no more. */
  trouble: "no_paper" | "cover_open" | "silent" | "deaf" | null;
  /** How many lines were open at once, at most. */
  mostAtOnce: number;
  close(): Promise<void>;
};

export type Paper = { lines: PrintedLine[]; barcodes: string[]; isCut: boolean };
export type PrintedLine = { text: string; isBold: boolean; isBig: boolean };

export function startNetworkPrinter(): NetworkPrinter {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.TcpConn>();
  let isClosed = false;
  const printer: NetworkPrinter = {
    port: listener.addr.port,
    papers: [],
    pulses: 0,
    trouble: null,
    mostAtOnce: 0,
    async close() {
      if (!isClosed) listener.close();
      isClosed = true;
      for (const connection of open) shut(connection);
      await accepting;
    },
  };
  const accepting = (async () => {
    for await (const connection of listener) {
      open.add(connection);
      printer.mostAtOnce = Math.max(printer.mostAtOnce, open.size);
      void serve(printer, connection).catch(() => {}).finally(() => {
        open.delete(connection);
        shut(connection);
      });
    }
  })().catch(() => {});
  return printer;
}

function shut(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // It is closed already.
  }
}

/** Bytes as they come; a command may be cut in two by the line. */
class Bytes {
  #held: number[] = [];
  constructor(readonly connection: Deno.TcpConn) {}

  async next(): Promise<number | null> {
    if (this.#held.length === 0) {
      const buffer = new Uint8Array(512);
      const count = await this.connection.read(buffer);
      if (count === null) return null;
      this.#held = [...buffer.subarray(0, count)];
    }
    return this.#held.shift() ?? null;
  }

  async take(count: number): Promise<number[]> {
    const taken = [];
    for (let i = 0; i < count; i++) taken.push(await this.next() ?? 0);
    return taken;
  }
}

const [ESC, GS, DLE, FS, LF, CR] = [0x1b, 0x1d, 0x10, 0x1c, 0x0a, 0x0d];

type Head = { codePage: number; isBold: boolean; isBig: boolean; line: PrintedLine; paper: Paper };

async function serve(printer: NetworkPrinter, connection: Deno.TcpConn): Promise<void> {
  const bytes = new Bytes(connection);
  const head: Head = { codePage: 0, isBold: false, isBig: false, line: blankLine(), paper: blank() };
  const answer = (byte: number) => connection.write(new Uint8Array([byte]));
  if (printer.trouble === "deaf") return void await new Promise(() => {});
  for (let byte = await bytes.next(); byte !== null; byte = await bytes.next()) {
    if (byte === LF) {
      head.paper.lines.push({ ...head.line, text: head.line.text.trimEnd() });
      head.line = blankLine();
    } else if (byte === ESC) await obeyEsc(printer, head, bytes);
    else if (byte === GS) await obeyGs(printer, head, bytes, answer);
    else if (byte === FS) await bytes.take(1);
    else if (byte === DLE) {
      await bytes.take(2);
      if (printer.trouble !== "silent") await answer(stateOf(printer));
    } else if (byte !== CR) printLetter(head, byte);
  }
}

/** How a line looks is how its letters look, whatever is switched before it ends. */
function printLetter(head: Head, byte: number): void {
  const { line } = head;
  line.text += character(byte, head.codePage);
  line.isBold ||= head.isBold;
  line.isBig ||= head.isBig;
}

const blankLine = (): PrintedLine => ({ text: "", isBold: false, isBig: false });
const blank = (): Paper => ({ lines: [], barcodes: [], isCut: false });

/** The answer to DLE EOT 2: bits 1 and 4 are always set. */
function stateOf({ trouble }: NetworkPrinter): number {
  return 0x12 | (trouble === "cover_open" ? 0x04 : 0) | (trouble === "no_paper" ? 0x20 : 0);
}

async function obeyEsc(printer: NetworkPrinter, head: Head, bytes: Bytes): Promise<void> {
  const [command = 0] = await bytes.take(1);
  switch (String.fromCharCode(command)) {
    case "@":
      Object.assign(head, { codePage: 0, isBold: false, isBig: false });
      return;
    case "t":
      [head.codePage = 0] = await bytes.take(1);
      return;
    case "E":
      head.isBold = (await bytes.take(1))[0] === 1;
      return;
    case "p":
      await bytes.take(3);
      printer.pulses++;
      return;
    case "a":
    case "M":
      await bytes.take(1);
      return;
    default:
      throw new Error(`ESC ${command} is not in the manual`);
  }
}

async function obeyGs(
  printer: NetworkPrinter,
  head: Head,
  bytes: Bytes,
  answer: (byte: number) => Promise<number>,
): Promise<void> {
  const [command = 0] = await bytes.take(1);
  switch (String.fromCharCode(command)) {
    case "!":
      head.isBig = (await bytes.take(1))[0] !== 0;
      return;
    case "V":
      await bytes.take(1);
      printer.papers.push({ ...head.paper, isCut: true });
      head.paper = blank();
      return;
    case "k": {
      const [symbology = 0, length = 0] = await bytes.take(2);
      if (symbology !== 73) throw new Error("only Code 128 is known here");
      const data = String.fromCharCode(...await bytes.take(length));
      head.paper.barcodes.push(data.replace(/^\{B/, ""));
      return;
    }
    case "r":
      await bytes.take(1);
      if (printer.trouble !== "silent") await answer(0);
      return;
    case "h":
    case "w":
    case "H":
      await bytes.take(1);
      return;
    default:
      throw new Error(`GS ${command} is not in the manual`);
  }
}

/** Of code pages 437, 852 and 858 what receipts use; 1252 by the platform. */
const DOS: Record<number, string> = {
  0x81: "ü",
  0x82: "é",
  0x84: "ä",
  0x94: "ö",
  0x9c: "£",
  0xfa: "·",
};
const DOS_858: Record<number, string> = { ...DOS, 0x8a: "è", 0x96: "û", 0x9e: "×", 0xd5: "€" };
const DOS_852: Record<number, string> = { 0x82: "é", 0x8b: "ő", 0x94: "ö", 0x9e: "×", 0xa0: "á", 0xfd: "ř" };

/** By the number that the manual gives them. */
const PAGES: Record<number, Record<number, string>> = { 0: DOS, 18: DOS_852, 19: DOS_858 };

function character(byte: number, codePage: number): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  if (codePage === 16) return new TextDecoder("windows-1252").decode(new Uint8Array([byte]));
  return PAGES[codePage]?.[byte] ?? "\ufffd";
}
