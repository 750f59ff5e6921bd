import type { FormState } from "../../views/data.ts";
import type { DeskPlace } from "../../views/receipt/data.ts";
import { ReceiptDesk } from "../../views/receipt/receipt-desk.tsx";
import { ReceiptPage } from "../../views/receipt/receipt-page.tsx";
import { ReceiptStates } from "../../views/receipt/receipt-states.tsx";
import { ReturnReceiptPage } from "../../views/returns/receipt-page.tsx";
import type { PrintWay, ReceiptHow, ReceiptOf } from "../domain/receipt.ts";
import { AppError } from "../errors.ts";
import { suggestEmail } from "../operations/customer-check.ts";
import { isEmail } from "../operations/customer-records.ts";
import { isCopy, printReceipt } from "../operations/print-receipt.ts";
import { mailReceipt, retryReceiptMail } from "../operations/receipt-mails.ts";
import { receiptFacts } from "../operations/receipts.ts";
import { requireReceipt } from "../operations/receipt-words.ts";
import { returnFacts } from "../operations/return-receipt.ts";
import { isWaiting } from "../operations/waiting-goods.ts";
import { findPrint } from "../store/receipts.ts";
import { findSale } from "../store/sales.ts";
import { baseOf, receiptDeskView } from "./present-receipt.ts";
import { actionOf, frameOf, goTo, operatorOf, type TillContext, wantsPart } from "./till.ts";

/** The browser prints a page that was counted as a printing at once; drawn later, it is one to look at. */
const PRINTED_WITHIN_MS = 2 * 60_000;

type Shown = { place: DeskPlace; form?: FormState; error?: AppError };

/** What became of a receipt's printings and e-mails, as it asks for itself. */
export async function showStates(c: TillContext, of: ReceiptOf, place: DeskPlace): Promise<Response> {
  if (!wantsPart(c)) return goTo(c, placeOf(of, place));
  const { db } = c.get("shop");
  await requireReceipt(db.read, of);
  const desk = await receiptDeskView(c.get("shop"), of, operatorOf(c).registerId);
  return await c.html(<ReceiptStates frame={await frameOf(c)} desk={desk} place={place} />);
}

/** Prints it on the register's printer; on the screen, shows the page that the browser then prints. */
export async function printFrom(
  c: TillContext,
  of: ReceiptOf,
  { place, way, numbers }: { place: DeskPlace; way: PrintWay; numbers: string },
): Promise<Response> {
  const wanted = { of, way, withNumbers: numbers === "again" };
  const deed = () => printReceipt(c.get("shop"), actionOf(c), operatorOf(c), wanted);
  if (way === "printer") return await atDesk(c, of, { place }, deed);
  return goTo(c, `${baseOf(of)}/receipt?print=${(await deed()).printId}`);
}

export async function mailFrom(
  c: TillContext,
  of: ReceiptOf,
  { place, ...values }: { place: DeskPlace; email: string; emailMeant: string },
): Promise<Response> {
  const wrong = readAddress(values);
  if (wrong) return await showDesk(c, of, { place, form: wrong }, 422);
  const form = { values, problems: {} };
  const wanted = { of, address: values.email.trim() };
  return await atDesk(c, of, { place, form }, () => mailReceipt(c.get("shop"), actionOf(c), operatorOf(c), wanted));
}

export function retryMailFrom(c: TillContext, of: ReceiptOf, mailId: string, place: DeskPlace): Promise<Response> {
  return atDesk(c, of, { place }, () => retryReceiptMail(c.get("shop"), actionOf(c), { of, mailId }));
}

/** What is wrong with a typed address, or what was probably meant; null: it can be written to. */
function readAddress({ email, emailMeant }: { email: string; emailMeant: string }): FormState | null {
  const values = { email };
  const address = email.trim();
  if (address === "") return { values, problems: { email: "required" } };
  if (!isEmail(address)) return { values, problems: { email: "not_an_email" } };
  const suggestion = address === emailMeant ? null : suggestEmail(address);
  return suggestion === null ? null : { values, problems: {}, suggestions: { email: suggestion } };
}

/** Does the deed and shows the desk as it then is; a refusal shows it too, with its sentence and what was typed. */
async function atDesk(c: TillContext, of: ReceiptOf, shown: Shown, deed: () => Promise<unknown>): Promise<Response> {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof AppError) || HAS_NO_DESK.has(error.problem.kind)) throw error;
    return await showDesk(c, of, { ...shown, error }, error.status);
  }
  if (!wantsPart(c)) return goTo(c, placeOf(of, shown.place));
  return await showDesk(c, of, { place: shown.place }, 200);
}

const HAS_NO_DESK: ReadonlySet<AppError["problem"]["kind"]> = new Set([
  "sale_missing",
  "page_missing",
  "action_reused",
]);

/** The desk alone, or, without script, the receipt's page, which has it too. */
async function showDesk(
  c: TillContext,
  of: ReceiptOf,
  shown: Shown,
  status: 200 | 422 | AppError["status"],
): Promise<Response> {
  if (!wantsPart(c)) return await receiptPage(c, of, "", shown, status);
  const frame = await frameOf(c);
  const desk = await receiptDeskView(c.get("shop"), of, operatorOf(c).registerId);
  const { place, form, error } = shown;
  const view = { frame, desk, place, ...(form ? { form } : {}), problem: error?.problem ?? null };
  return await c.html(<ReceiptDesk {...view} />, status);
}

/** The receipt on its paper; with a printing's id the browser prints it at once, if that was asked for just now. */
export async function receiptPage(
  c: TillContext,
  of: ReceiptOf,
  printId: string,
  { form, error }: Partial<Shown> = {},
  status: 200 | 422 | AppError["status"] = 200,
): Promise<Response> {
  const shop = c.get("shop");
  await requireReceipt(shop.db.read, of);
  const how = await howToDraw(c, of, printId);
  const page = {
    frame: await frameOf(c),
    desk: await receiptDeskView(shop, of, operatorOf(c).registerId),
    isToPrint: how.isToPrint,
    ...(form ? { form } : {}),
    problem: error?.problem ?? null,
  };
  return await c.html(
    of.returnId === null ? await salesPaper(c, of.saleId, how, page) : await returnsPaper(c, of.returnId, how, page),
    status,
  );
}

type PageProps = Omit<Parameters<typeof ReturnReceiptPage>[0], "number" | "isPractice" | "doc">;

async function salesPaper(c: TillContext, saleId: string, how: ReceiptHow, page: PageProps) {
  const { db, words } = c.get("shop");
  const facts = await receiptFacts(db.read, saleId);
  const { code: saleCode, isPractice, cancelledAt } = facts;
  const sale = await findSale(db.read, saleId);
  const doc = words(facts.language).receipt(facts, how);
  const state = { isWaiting: sale !== undefined && isWaiting(sale), isCancelled: cancelledAt !== null };
  const view = { ...page, ...state, saleCode, isPractice, doc };
  return <ReceiptPage {...view} />;
}

async function returnsPaper(c: TillContext, returnId: string, how: ReceiptHow, page: PageProps) {
  const { db, words } = c.get("shop");
  const facts = await returnFacts(db.read, returnId);
  const { number, isPractice } = facts;
  const doc = words(facts.language).returnReceipt(facts, how);
  return <ReturnReceiptPage {...page} number={number} isPractice={isPractice} doc={doc} />;
}

/** Whether this page is a printing, whether it is a copy, and whether it may say whole numbers of gift cards. */
async function howToDraw(
  c: TillContext,
  { saleId, returnId }: ReceiptOf,
  printId: string,
): Promise<ReceiptHow & { isToPrint: boolean }> {
  const { db, clock } = c.get("shop");
  const print = printId === "" ? undefined : await findPrint(db.read, printId);
  const isOfThis = print?.saleId === saleId && print.returnId === returnId;
  if (!isOfThis || clock.now() - print.askedAt >= PRINTED_WITHIN_MS) {
    return { isToPrint: false, isCopy: false, showsNumbers: false };
  }
  // Nobody else's browser is shown them, should its address be passed on.
  const showsNumbers = print.showsNumbers === 1 && print.staffId === operatorOf(c).staffId;
  return { isToPrint: true, isCopy: await isCopy(db.read, print), showsNumbers };
}

function placeOf(of: ReceiptOf, place: DeskPlace): string {
  return place === "complete" ? baseOf(of) : `${baseOf(of)}/receipt`;
}
