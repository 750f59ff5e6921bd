import { Hono } from "hono";
import { z } from "zod";
import type { FormState } from "../../views/data.ts";
import { type FindPurpose, FindSalePage } from "../../views/receipt/find-sale-page.tsx";
import { searchWords } from "../domain/customer.ts";
import type { IdPrefix } from "../domain/ids.ts";
import { dayNamed } from "../domain/night.ts";
import { PRINT_WAYS, type ReceiptOf, saleCodeIn } from "../domain/receipt.ts";
import { AppError } from "../errors.ts";
import { findCancelledSale, findFinishedSale } from "../store/finished-sales.ts";
import { findReturn } from "../store/returns.ts";
import { form, idOf, path, query, typed } from "./forms.ts";
import { placeField, placeIn, placeText } from "./list-place.ts";
import { foundSales } from "./present-receipt.ts";
import { mailFrom, printFrom, receiptPage, retryMailFrom, showStates } from "./receipt-desk.tsx";
import { frameOf, goTo, type Till, type TillContext } from "./till.ts";

/** What a finished sale is looked for by, and behind which one the page begins. */
export const FIND_FIELDS = { q: typed, day: typed, after: placeField("sal") };

const place = z.enum(["complete", "receipt"]).default("receipt");

/** The receipts of finished sales and of returns: found, shown, printed and e-mailed. */
export const receiptRoutes = new Hono<Till>()
  .get("/sales/find", query(FIND_FIELDS), (c) => findPage(c, c.req.valid("query")))
  .route("/sales", deskRoutes("saleId", "sal", receiptOfSale))
  .route("/returns", deskRoutes("returnId", "ret", receiptOfReturn));

/** What can be done with the receipt of a sale or a return, below its own address. */
function deskRoutes(name: string, prefix: IdPrefix, receiptOf: (c: TillContext) => Promise<ReceiptOf>) {
  const param = path({ [name]: idOf(prefix) });
  const mailParam = path({ [name]: idOf(prefix), mailId: idOf("mal") });
  return new Hono<Till>()
    .get(`/:${name}/receipt`, param, query({ print: typed }), async (c) => {
      return await receiptPage(c, await receiptOf(c), c.req.valid("query").print);
    })
    .get(`/:${name}/receipt/states`, param, query({ place }), async (c) => {
      return await showStates(c, await receiptOf(c), c.req.valid("query").place);
    })
    .post(`/:${name}/prints`, param, form({ way: z.enum(PRINT_WAYS), place, numbers: typed }), async (c) => {
      return await printFrom(c, await receiptOf(c), c.req.valid("form"));
    })
    .post(`/:${name}/receipt-mails`, param, form({ email: typed, emailMeant: typed, place }), async (c) => {
      return await mailFrom(c, await receiptOf(c), c.req.valid("form"));
    })
    .post(`/:${name}/receipt-mails/:mailId/retry`, mailParam, form({ place }), async (c) => {
      return await retryMailFrom(c, await receiptOf(c), c.req.param("mailId") ?? "", c.req.valid("form").place);
    });
}

function receiptOfSale(c: TillContext): Promise<ReceiptOf> {
  return Promise.resolve({ saleId: c.req.param("saleId") ?? "", returnId: null });
}

/** Throws page_missing. */
async function receiptOfReturn(c: TillContext): Promise<ReceiptOf> {
  const returnId = c.req.param("returnId") ?? "";
  const row = await findReturn(c.get("shop").db.read, returnId);
  if (!row) throw new AppError({ kind: "page_missing" });
  return { saleId: row.saleId, returnId };
}

/** A code on a receipt leads straight to it, or to giving money back for it; anything else is looked for. */
export async function findPage(
  c: TillContext,
  values: { q: string; day: string; after: string },
  purpose: FindPurpose = "receipt",
): Promise<Response> {
  const shop = c.get("shop");
  const frame = await frameOf(c);
  const text = values.q.trim();
  const code = saleCodeIn(text);
  const found = code === null ? undefined : await findFinishedSale(shop.db.read, code);
  if (found) return goTo(c, `/sales/${found.id}/${purpose}`);
  const cancelled = code === null ? undefined : await findCancelledSale(shop.db.read, code);
  if (cancelled) return goTo(c, `/sales/${cancelled.id}`);
  const day = values.day === "" ? null : dayNamed(values.day, frame.shop.timeZone);
  const number = code ?? (/^\d{1,9}$/.test(text) ? Number(text) : null);
  const words = number === null ? text : "";
  const range = { from: day?.from ?? null, until: day?.until ?? null };
  // The screen faces the queue: no name is looked for, nor shown, for fewer letters than find a customer.
  const hasName = searchWords(words).long.length > 0;
  const isTooShort = words !== "" && !hasName;
  const wanted = { mode: shop.klarna.mode, number, words, ...range, after: placeIn("sal", values.after) };
  const { sales, next } = isTooShort ? { sales: [], next: null } : await foundSales(shop, wanted);
  const problems: FormState["problems"] = values.day !== "" && day === null ? { day: "not_known" } : {};
  const shown = {
    form: { values, problems },
    sales,
    next: next && placeText(next),
    hasNames: hasName,
    isTooShort,
    purpose,
  };
  return await c.html(<FindSalePage frame={frame} {...shown} />);
}
