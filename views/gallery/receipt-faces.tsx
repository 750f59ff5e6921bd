import type { Paper, ReceiptFacts, ReceiptHow } from "../../src/domain/receipt.ts";
import type { SaleView } from "../data.ts";
import { CompleteArea } from "../complete/complete-area.tsx";
import type { FoundSaleView, ReceiptDeskView, RegisterPrinterView } from "../receipt/data.ts";
import { FindSalePage } from "../receipt/find-sale-page.tsx";
import { receiptDoc } from "../receipt/receipt-doc.ts";
import { ReceiptPage, type ReceiptPageProps } from "../receipt/receipt-page.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import { PrintersPage, type PrintersProps } from "../settings/printers-page.tsx";
import type { GalleryFace } from "./face.ts";
import { CASH_TENDER, KLARNA_TENDER, makeFrame, makeSale, MINUTE, NOW } from "./people-and-things.ts";
import {
  cancelledReceipt,
  exclusiveReceipt,
  fullReceipt,
  makeDesk,
  makeMail,
  makePrint,
  makeReceipt,
  notTakenReceipt,
  taxFreeReceipt,
} from "./receipts.ts";

/** The end of a sale, its receipt on every paper, old sales found, and what each register prints on. */
export function receiptFaces(): GalleryFace[] {
  return [...completeFaces(), ...paperFaces(), ...deskFaces(), ...findFaces(), ...printerFaces()];
}

const frame = makeFrame();
const COMPLETED = { status: "completed" as const, completedAt: NOW, receiptNumber: 1_204 };
const NOTHING = { values: {}, problems: {} };

function completeFaces(): GalleryFace[] {
  const byKlarna = makeSale({ ...COMPLETED, tenders: [KLARNA_TENDER] });
  const byCash = makeSale({ ...COMPLETED, tenders: [CASH_TENDER] });
  const face = (name: string, sale: SaleView, desk: ReceiptDeskView): GalleryFace => ({
    name,
    group: "After the sale",
    render: () => (
      <SalePage frame={frame} sale={sale} place="panel">
        <CompleteArea frame={frame} sale={sale} desk={desk} />
      </SalePage>
    ),
  });
  const drawer = { state: "done" as const };
  const later = { state: "waiting" as const, tries: 2, isRetriable: true };
  return [
    face("complete", byKlarna, makeDesk()),
    face("complete-change", byCash, makeDesk({ hasPrinter: true, drawer, prints: [makePrint()] })),
    face("complete-no-mail", byCash, makeDesk({ hasMailer: false })),
    face("complete-no-address", byCash, makeDesk({ email: null })),
    face("complete-mail-waits", byKlarna, makeDesk({ mails: [makeMail(later)] })),
    face(
      "complete-printer-silent",
      byCash,
      makeDesk({
        hasPrinter: true,
        drawer: { state: "failed" },
        prints: [makePrint({ state: "failed", code: "unreachable" })],
      }),
    ),
  ];
}

type Sketch = Partial<ReceiptPageProps> & Partial<ReceiptHow>;

function receiptFace(name: string, facts: ReceiptFacts, desk: ReceiptDeskView, sketch: Sketch = {}): GalleryFace {
  const { isCopy = false, showsNumbers = false, ...props } = sketch;
  return {
    name,
    group: "Receipt",
    render: () => (
      <ReceiptPage
        frame={frame}
        saleCode={facts.code}
        isPractice={facts.isPractice}
        doc={receiptDoc(frame.t)(facts, { isCopy, showsNumbers })}
        desk={desk}
        isToPrint={false}
        {...props}
      />
    ),
  };
}

function paperFaces(): GalleryFace[] {
  const on = (paper: Paper) => makeDesk({ paper });
  return [
    receiptFace("receipt", makeReceipt(), on("80")),
    receiptFace("receipt-58", makeReceipt(), on("58")),
    receiptFace("receipt-a4", makeReceipt(), on("a4")),
    receiptFace("receipt-full", fullReceipt(), on("80"), { isToPrint: true, showsNumbers: true }),
    receiptFace("receipt-full-58", fullReceipt(), on("58"), { isToPrint: true }),
    receiptFace("receipt-full-a4", fullReceipt(), on("a4"), { isToPrint: true }),
    receiptFace("receipt-tax-on-top", exclusiveReceipt(), on("80")),
    receiptFace("receipt-tax-free", taxFreeReceipt(), on("80")),
    receiptFace("receipt-copy", makeReceipt(), on("80"), { isCopy: true, isToPrint: true }),
    receiptFace("receipt-practice", makeReceipt({ isPractice: true }), on("80")),
    receiptFace("receipt-not-taken", notTakenReceipt(), on("80")),
    receiptFace("receipt-cancelled", cancelledReceipt(), on("80"), { isCancelled: true }),
    receiptFace("receipt-cancelled-58", cancelledReceipt(), on("58"), { isCancelled: true }),
    receiptFace("receipt-to-pick-up", makeReceipt({ waiting: [{ quantity: 2, name: "Ridgeline 3 tent" }] }), on("80"), {
      isWaiting: true,
    }),
  ];
}

function deskFaces(): GalleryFace[] {
  const bad = { values: { email: "sam.karim" }, problems: { email: "not_an_email" as const } };
  const prints = [
    makePrint({ copy: 2, state: "unknown", code: "silent" }),
    makePrint({ copy: 1, way: "screen" }),
    makePrint(),
  ];
  const mails = [
    makeMail({ state: "unknown", code: "connection_lost", isRetriable: true }),
    makeMail({ state: "failed", code: "smtp_550", isRetriable: true }),
    makeMail({ state: "failed", code: "forgotten", maskedAddress: "•••" }),
    makeMail(),
  ];
  const spent = [makePrint({ copy: 1, way: "screen" }), makePrint({ showsNumbers: true })];
  const senior = makeFrame({ operator: frame.operator && { ...frame.operator, name: "Farid", role: "senior" } });
  const noPaper = [makePrint({ state: "failed", code: "no_paper" })];
  return [
    receiptFace("receipt-history", makeReceipt(), makeDesk({ hasPrinter: true, prints, mails })),
    receiptFace("receipt-numbers-spent", fullReceipt(), makeDesk({ hasSpentNumbers: true, prints: spent })),
    receiptFace("receipt-numbers-senior", fullReceipt(), makeDesk({ hasSpentNumbers: true, prints: spent }), {
      frame: senior,
    }),
    receiptFace("receipt-no-paper", makeReceipt(), makeDesk({ hasPrinter: true, prints: noPaper })),
    receiptFace("receipt-bad-address", makeReceipt(), makeDesk({ email: null }), { form: bad }),
    receiptFace("receipt-too-many-mails", makeReceipt(), makeDesk(), { problem: { kind: "receipt_mail_limit" } }),
    receiptFace("receipt-mails-hour", makeReceipt(), makeDesk(), {
      problem: { kind: "receipt_mails_hour", waitMs: 40 * MINUTE },
    }),
    receiptFace("receipt-printer-busy", makeReceipt(), makeDesk(), { problem: { kind: "printer_busy" } }),
  ];
}

function findFaces(): GalleryFace[] {
  const sale = (index: number, customerName: string | null): FoundSaleView => ({
    id: makeSale().id,
    code: 20_418 - index,
    receiptNumber: 1_204 - index,
    completedAt: NOW - index * 47 * MINUTE,
    customerName,
    registerName: index % 2 ? "Workshop" : "Front till",
    currency: "GBP",
    totalMinor: 62_260 - index * 1_999,
  });
  const page = (name: string, sales: FoundSaleView[], form: PrintersFormState = NOTHING, rest = {}): GalleryFace => ({
    name,
    group: "Find a sale",
    render: () => <FindSalePage frame={frame} form={form} sales={sales} {...rest} />,
  });
  return [
    page("find-sale", [sale(0, "Sam Karim"), sale(1, null), sale(2, "Leo Fischer")]),
    page("find-sale-named", [sale(0, "Sam Karim")], { values: { q: "kar", day: "" }, problems: {} }, {
      hasNames: true,
    }),
    page("find-sale-earlier", [sale(1, null)], { values: { day: "", after: "1.sal" }, problems: {} }, {
      next: "2.sal",
    }),
    page("find-sale-too-short", [], { values: { q: "ka", day: "" }, problems: {} }, { isTooShort: true }),
    page("find-sale-none", [], { values: { q: "zzz", day: "" }, problems: {} }),
    page("find-sale-bad-day", [sale(0, "Sam Karim")], { values: { day: "x" }, problems: { day: "not_known" } }),
  ];
}

type PrintersFormState = NonNullable<PrintersProps["sent"]>["form"];

function printerFaces(): GalleryFace[] {
  const manager = makeFrame({ operator: frame.operator && { ...frame.operator, name: "Mona", role: "manager" } });
  const values = { paper: "80", host: "192.168.1.40", port: "9100" };
  const registers: RegisterPrinterView[] = [
    { id: "reg_00000000000000000000000001", number: 1, name: "Front door", values },
    { id: "reg_00000000000000000000000002", number: 2, name: "Office", values: { paper: "a4", host: "", port: "" } },
  ];
  const page = (name: string, sent: PrintersProps["sent"]): GalleryFace => ({
    name,
    group: "Settings",
    render: () => <PrintersPage frame={manager} registers={registers} sent={sent} />,
  });
  const registerId = registers[0]?.id ?? "";
  const form = { values, problems: {} };
  const wrong: PrintersFormState = {
    values: { paper: "80", host: "http://printer", port: "abc" },
    problems: { host: "not_a_host", port: "not_a_port" },
  };
  return [
    page("printers", null),
    page("printers-saved", { registerId, form, result: "saved" }),
    page("printers-tested", { registerId, form, result: { state: "done", code: null } }),
    page("printers-silent", { registerId, form, result: { state: "failed", code: "unreachable" } }),
    page("printers-problems", { registerId, form: wrong, result: null }),
  ];
}
