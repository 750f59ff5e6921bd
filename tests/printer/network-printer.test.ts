import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { Paper, PrintJob } from "../../src/domain/receipt.ts";
import { createNetworkPrinter } from "../../src/printer/network-printer.ts";
import { fullReceipt, makeReceipt, receiptLine } from "../../views/gallery/receipts.ts";
import { en } from "../../views/messages/catalogue.ts";
import { receiptDoc } from "../../views/receipt/receipt-doc.ts";
import { type NetworkPrinter, startNetworkPrinter } from "../support/network-printer.ts";

let device: NetworkPrinter;

beforeEach(() => {
  device = startNetworkPrinter();
});

afterEach(() => device.close());

const driver = (times: { timeoutMs?: number; quietMs?: number } = {}, assertNoTransaction = () => {}) =>
  createNetworkPrinter({ clock: systemClock, assertNoTransaction, timeoutMs: 4_000, quietMs: 100, ...times });
const place = () => ({ host: "127.0.0.1", port: device.port });

function receipt(facts = makeReceipt(), paper: Paper = "80", isCopy = false): PrintJob {
  return { kind: "receipt", doc: receiptDoc(en)(facts, { isCopy, showsNumbers: false }), paper };
}

const LINE = {
  quantity: 1,
  unitPriceMinor: 100,
  discountMinor: 0,
  taxRateBasisPoints: 0,
  priceStyle: "inclusive",
  isTaxFree: 0,
} as const;

const textOf = ({ papers: [paper] }: NetworkPrinter) => paper?.lines.map(({ text }) => text) ?? [];

describe("a receipt on a printer of the network", () => {
  test("is printed whole, with its barcode, and cut off; the printer says so", async () => {
    expect(await driver().print(place(), receipt(fullReceipt()))).toEqual({ state: "done", code: null });
    const [paper] = device.papers;
    expect(device.papers).toHaveLength(1);
    expect(paper).toMatchObject({ barcodes: ["S-20418"], isCut: true });
    expect(paper?.lines.find(({ text }) => text.includes("Fernbank"))).toMatchObject({ isBig: true, isBold: true });
    expect(paper?.lines.find(({ text }) => /^Total/.test(text))).toMatchObject({ isBold: true });
    const lines = textOf(device);
    expect(lines).toContain("1 × Ridgeline 3 tent              389.00 A");
    expect(lines).toContain("  10% off                           -38.90");
    expect(lines).toContain("Total                              £568.75");
    expect(lines.join("\n")).toContain("Reference KL-7F3Q-29DM");
    expect(lines.join("\n")).not.toContain("\ufffd");
  });

  test.each([["80", 42], ["58", 32]] as const)("on %s mm no line is longer than %i letters", async (paper, columns) => {
    await driver().print(place(), receipt(fullReceipt(), paper));
    const long = textOf(device).filter((text) => text.length > columns);
    expect(long).toEqual([]);
    expect(textOf(device).some((text) => text.length === columns)).toBe(true);
  });

  test("a note cannot speak to the printer: an arrow is no command that opens the drawer", async () => {
    const note = "←p0AA and \u001bp0AA, HDMI ↔ VGA";
    await driver().print(place(), receipt(makeReceipt({ lines: [receiptLine({ name: "Cable", note, ...LINE })] })));
    expect(textOf(device).join("\n")).toContain("?p0AA and ?p0AA, HDMI ? VGA");
    expect(device.pulses).toBe(0);
  });

  test("names from all over Europe come out as they are written", async () => {
    const lines = [
      receiptLine({ ...LINE, name: "Dvořák’s Szörp „ő“" }),
      receiptLine({ ...LINE, name: "Crème brûlée" }),
    ];
    await driver().print(place(), receipt(makeReceipt({ lines, tenders: [] })));
    const text = textOf(device).join("\n");
    for (const name of ["1 × Dvořák's Szörp", "1 × Crème brûlée"]) expect(text).toContain(name);
  });

  test("says that it is a copy, and that it is practice", async () => {
    await driver().print(place(), receipt(makeReceipt({ isPractice: true }), "80", true));
    const text = textOf(device).join("\n");
    expect(text).toContain("*** COPY ***");
    expect(text).toContain("*** PRACTICE - NOT A RECEIPT ***");
  });

  test("opens the drawer and prints nothing", async () => {
    expect(await driver().print(place(), { kind: "drawer" })).toEqual({ state: "done", code: null });
    expect([device.pulses, device.papers]).toEqual([1, []]);
  });
});

describe("a printer that does not print", () => {
  test.each(["no_paper", "cover_open"] as const)("says why: %s, and is sent nothing", async (trouble) => {
    device.trouble = trouble;
    expect(await driver().print(place(), receipt())).toEqual({ state: "failed", code: trouble });
    expect(device.papers).toEqual([]);
  });

  test("opens its drawer all the same", async () => {
    device.trouble = "no_paper";
    expect(await driver().print(place(), { kind: "drawer" })).toMatchObject({ state: "done" });
    expect(device.pulses).toBe(1);
  });

  test("and never says anything may have printed: it is not known", async () => {
    device.trouble = "silent";
    expect(await driver().print(place(), receipt())).toEqual({ state: "unknown", code: "silent" });
    await expect.poll(() => device.papers.length).toBe(1);
  });

  test("that is switched off is a failure at once", async () => {
    const { port } = device;
    await device.close();
    expect(await driver().print({ host: "127.0.0.1", port }, receipt())).toEqual({
      state: "failed",
      code: "unreachable",
    });
  });

  test("that takes the line and no more is not waited for beyond the deadline", async () => {
    device.trouble = "deaf";
    const began = Date.now();
    const outcome = await driver({ timeoutMs: 400, quietMs: 4_000 }).print(place(), receipt());
    expect(outcome).toEqual({ state: "failed", code: "unreachable" });
    expect(Date.now() - began).toBeLessThan(3_000);
  });
});

test("two at once are printed one after the other, since a printer takes one line", async () => {
  const printer = driver();
  const outcomes = await Promise.all([1, 2, 3].map(() => printer.print(place(), receipt())));
  expect(outcomes.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  expect(device.papers).toHaveLength(3);
});

test("nothing is printed while a transaction is open", () => {
  const refuse = () => {
    throw new Error("a transaction is open");
  };
  expect(() => driver({}, refuse).print(place(), receipt())).toThrow("a transaction is open");
  expect(device.papers).toEqual([]);
});
