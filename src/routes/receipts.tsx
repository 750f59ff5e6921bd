import { Hono } from "hono";
import { z } from "zod";
import type { FormState } from "../../views/data.ts";
import type { DeskPlace } from "../../views/receipt/data.ts";
import { type FindPurpose, FindSalePage } from "../../views/receipt/find-sale-page.tsx";
import { ReceiptDesk } from "../../views/receipt/receipt-desk.tsx";
import { ReceiptPage } from "../../views/receipt/receipt-page.tsx";
import { ReceiptStates } from "../../views/receipt/receipt-states.tsx";
import { searchWords } from "../domain/customer.ts";
import { dayNamed } from "../domain/night.ts";
import { PRINT_WAYS, saleCodeIn } from "../domain/receipt.ts";
import { AppError } from "../errors.ts";
import { suggestEmail } from "../operations/customer-check.ts";
import { isEmail } from "../operations/customer-records.ts";
import { isCopy, printReceipt } from "../operations/print-receipt.ts";
import { mailReceipt, retryReceiptMail } from "../operations/receipt-mails.ts";
import { receiptFacts } from "../operations/receipts.ts";
import { findFinishedSale } from "../store/finished-sales.ts";
import type { Shop } from "../shop.ts";
import { findPrint } from "../store/receipts.ts";
import { findSale } from "../store/sales.ts";
import { form, idOf, path, query, typed } from "./forms.ts";
import { foundSales, receiptDeskView } from "./present-receipt.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });
const place = z.enum(["complete", "receipt"]).default("receipt");
/** The browser prints a page that was counted as a printing at once; drawn later, it is one to look at. */
const PRINTED_WITHIN_MS = 2 * 60_000;

type Shown = { place: DeskPlace; form?: FormState; error?: AppError };

/** The receipts of finished sales: found, shown, printed and e-mailed. */
export const receiptRoutes = new Hono<Till>()
  .get("/sales/find", query({ q: typed, day: typed }), (c) => findPage(c, c.req.valid("query")))
  .get(
    "/sales/:saleId/receipt",
    saleParam,
    query({ print: typed }),
    (c) => receiptPage(c, c.req.valid("param").saleId, c.req.valid("query").print),
  )
  .get("/sales/:saleId/receipt/states", saleParam, query({ place }), async (c) => {
    const { saleId } = c.req.valid("param");
    const { place } = c.req.valid("query");
    if (!wantsPart(c)) return goTo(c, placeOf(saleId, place));
    await receiptFacts(c.get("shop").db.read, saleId);
    const desk = await receiptDeskView(c.get("shop"), saleId, operatorOf(c).registerId);
    return await c.html(<ReceiptStates frame={await frameOf(c)} desk={desk} place={place} />);
  })
  .post("/sales/:saleId/prints", saleParam, form({ way: z.enum(PRINT_WAYS), place, numbers: typed }), async (c) => {
    const { saleId } = c.req.valid("param");
    const { way, place, numbers } = c.req.valid("form");
    const wanted = { saleId, way, withNumbers: numbers === "again" };
    const deed = () => printReceipt(c.get("shop"), actionOf(c), operatorOf(c), wanted);
    if (way === "printer") return await atDesk(c, saleId, { place }, deed);
    return goTo(c, `/sales/${saleId}/receipt?print=${(await deed()).printId}`);
  })
  .post(
    "/sales/:saleId/receipt-mails",
    saleParam,
    form({ email: typed, emailMeant: typed, place }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const { place, ...values } = c.req.valid("form");
      const wrong = readAddress(values);
      if (wrong) return await showDesk(c, saleId, { place, form: wrong }, 422);
      const wanted = { saleId, address: values.email.trim() };
      return await atDesk(
        c,
        saleId,
        { place, form: { values, problems: {} } },
        () => mailReceipt(c.get("shop"), actionOf(c), operatorOf(c), wanted),
      );
    },
  )
  .post(
    "/sales/:saleId/receipt-mails/:mailId/retry",
    path({ saleId: idOf("sal"), mailId: idOf("mal") }),
    form({ place }),
    (c) => {
      const wanted = c.req.valid("param");
      const { place } = c.req.valid("form");
      return atDesk(c, wanted.saleId, { place }, () => retryReceiptMail(c.get("shop"), actionOf(c), wanted));
    },
  );

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
async function atDesk(c: TillContext, saleId: string, shown: Shown, deed: () => Promise<unknown>): Promise<Response> {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.kind === "sale_missing") throw error;
    if (error.problem.kind === "action_reused") throw error;
    return await showDesk(c, saleId, { ...shown, error }, error.status);
  }
  if (!wantsPart(c)) return goTo(c, placeOf(saleId, shown.place));
  return await showDesk(c, saleId, { place: shown.place }, 200);
}

/** The desk alone, or, without script, the receipt's page, which has it too. */
async function showDesk(
  c: TillContext,
  saleId: string,
  shown: Shown,
  status: 200 | 422 | AppError["status"],
): Promise<Response> {
  if (!wantsPart(c)) return await receiptPage(c, saleId, "", shown, status);
  const frame = await frameOf(c);
  const desk = await receiptDeskView(c.get("shop"), saleId, operatorOf(c).registerId);
  const { place, form, error } = shown;
  const view = { frame, desk, place, ...(form ? { form } : {}), problem: error?.problem ?? null };
  return await c.html(<ReceiptDesk {...view} />, status);
}

async function receiptPage(
  c: TillContext,
  saleId: string,
  printId: string,
  { form, error }: Partial<Shown> = {},
  status: 200 | 422 | AppError["status"] = 200,
): Promise<Response> {
  const shop = c.get("shop");
  const facts = await receiptFacts(shop.db.read, saleId);
  const print = printId === "" ? undefined : await findPrint(shop.db.read, printId);
  const isToPrint = print?.saleId === saleId && shop.clock.now() - print.askedAt < PRINTED_WITHIN_MS;
  const how = {
    isCopy: isToPrint && await isCopy(shop.db.read, print),
    // Nobody else's browser is shown them, should its address be passed on.
    showsNumbers: isToPrint && print.showsNumbers === 1 && print.staffId === operatorOf(c).staffId,
  };
  return await c.html(
    <ReceiptPage
      frame={await frameOf(c)}
      saleCode={facts.code}
      isPractice={facts.isPractice}
      doc={shop.words(facts.language).receipt(facts, how)}
      desk={await receiptDeskView(shop, saleId, operatorOf(c).registerId)}
      isToPrint={isToPrint}
      isWaiting={await isWaiting(shop, saleId)}
      {...(form ? { form } : {})}
      problem={error?.problem ?? null}
    />,
    status,
  );
}

async function isWaiting({ db }: Shop, saleId: string): Promise<boolean> {
  const sale = await findSale(db.read, saleId);
  return sale?.status === "completed" && sale.forPickUpAt !== null && sale.handedOverAt === null;
}

/** A code on a receipt leads straight to it, or to giving money back for it; anything else is looked for. */
export async function findPage(
  c: TillContext,
  values: { q: string; day: string },
  purpose: FindPurpose = "receipt",
): Promise<Response> {
  const shop = c.get("shop");
  const frame = await frameOf(c);
  const text = values.q.trim();
  const code = saleCodeIn(text);
  const found = code === null ? undefined : await findFinishedSale(shop.db.read, code);
  if (found) return goTo(c, `/sales/${found.id}/${purpose}`);
  const day = values.day === "" ? null : dayNamed(values.day, frame.shop.timeZone);
  const number = code ?? (/^\d{1,9}$/.test(text) ? Number(text) : null);
  const words = number === null ? text : "";
  const range = { from: day?.from ?? null, until: day?.until ?? null };
  // The screen faces the queue: no name is looked for, nor shown, for fewer letters than find a customer.
  const hasName = searchWords(words).long.length > 0;
  const isTooShort = words !== "" && !hasName;
  const wanted = { mode: shop.klarna.mode, number, words, ...range };
  const sales = isTooShort ? [] : await foundSales(shop, wanted);
  const problems: FormState["problems"] = values.day !== "" && day === null ? { day: "not_known" } : {};
  const shown = { form: { values, problems }, sales, hasNames: hasName, isTooShort, purpose };
  return await c.html(<FindSalePage frame={frame} {...shown} />);
}

function placeOf(saleId: string, place: DeskPlace): string {
  return place === "complete" ? `/sales/${saleId}` : `/sales/${saleId}/receipt`;
}
