import { Hono } from "hono";
import { CompleteArea } from "../../views/complete/complete-area.tsx";
import type { SaleView } from "../../views/data.ts";
import type { HeldView } from "../../views/pick-up/data.ts";
import type { ScanResult } from "../../views/sale/data.ts";
import { ParkedArea } from "../../views/sale/parked-area.tsx";
import { ProductArea, Tiles } from "../../views/sale/product-area.tsx";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { VoidedArea } from "../../views/sale/void-area.tsx";
import { ScanResultView } from "../../views/sale/scan-result.tsx";
import { readEntry } from "../domain/entry.ts";
import type { AppError } from "../errors.ts";
import { cardForProduct } from "../operations/card-for-product.ts";
import { whyNotSelling } from "../operations/may-sell.ts";
import { parkSale, recallSale } from "../operations/sale-life.ts";
import { newId, type Shop } from "../shop.ts";
import { categories, favouriteProducts, productsInCategory } from "../store/catalogue.ts";
import { searchProducts } from "../store/product-search.ts";
import { heldPayments } from "../store/pick-ups.ts";
import { findOpenSaleAt, unfinishedSales } from "../store/sales.ts";
import { form, idOf, path, query, typed } from "./forms.ts";
import { coveringPayment, saleView } from "./present.ts";
import { callFirstOf, exchangingInto, pickUpView, saleDeedsOf } from "./present-pick-up.ts";
import { receiptDeskView } from "./present-receipt.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });

/** A sale's own page, the way to the current one, and the sales that wait. */
export const salePages = new Hono<Till>()
  .get("/", async (c) => {
    const shop = c.get("shop");
    if (await whyNotSelling(shop)) return goTo(c, "/selling");
    const open = await findOpenSaleAt(shop.db.read, operatorOf(c).registerId, shop.klarna.mode);
    return goTo(c, open ? `/sales/${open.id}` : "/sales/new");
  })
  .get("/sales/new", (c) => goTo(c, `/sales/${newId(c.get("shop"), "sal")}`))
  .get("/sales/parked", query({ from: typed }), async (c) => {
    const frame = await frameOf(c);
    const shop = c.get("shop");
    const { from } = c.req.valid("query");
    const sale = await saleView(shop, from.startsWith("sal_") ? from : newId(shop, "sal"));
    const parked = (await unfinishedSales(shop.db.read, shop.klarna.mode)).filter((one) => one.id !== sale.id)
      .map((one) => ({
        ...one,
        title: one.givenName === null
          ? one.parkedNote ?? frame.t.sale.heading(one.code)
          : `${one.givenName} ${one.familyName}`,
        note: one.givenName === null ? null : one.parkedNote,
        parkedAt: one.updatedAt,
        isKlarnaOpen: Boolean(one.isKlarnaOpen),
      }));
    return await c.html(
      <SalePage frame={frame} sale={sale} place="panel" title={frame.t.sale.parkedTitle}>
        <ParkedArea frame={frame} parked={parked} backHref={from ? `/sales/${sale.id}` : "/"} />
      </SalePage>,
    );
  })
  .get("/sales/:saleId", saleParam, query({ category: typed, line: typed, show: typed }), async (c) => {
    const { saleId } = c.req.valid("param");
    const { category, line, show } = c.req.valid("query");
    const sale = await saleView(c.get("shop"), saleId);
    // Given up, the sale is over for the till, also while Klarna has yet to let its money go.
    if (sale.status === "voided" && !show) return await voidedPage(c, sale);
    const payment = coveringPayment(sale);
    if (payment) return goTo(c, `/payments/${payment.id}${show ? `?show=${encodeURIComponent(show)}` : ""}`);
    if (sale.status === "completed") return await completePage(c, sale);
    if (sale.status === "voided") return await voidedPage(c, sale);
    return await productPage(c, saleId, { categoryId: category || null, selectedLineId: line || null });
  })
  .post("/sales/:saleId/parking", saleParam, form({ parkedNote: typed }), async (c) => {
    await parkSale(c.get("shop"), actionOf(c), c.req.valid("param").saleId, c.req.valid("form").parkedNote);
    return goTo(c, "/sales/new");
  })
  .post("/sales/:saleId/recall", saleParam, form({}), async (c) => {
    const { saleId } = await recallSale(c.get("shop"), actionOf(c), operatorOf(c), c.req.valid("param").saleId);
    return goTo(c, `/sales/${saleId}`);
  });

/** Whether nothing more can be done on a panel of the sale, so that the sale itself says why. */
export function leadsBackToSale({ problem }: AppError): boolean {
  return ["sale_locked", "sale_not_open", "line_missing", "no_discount", "not_selling"].includes(problem.kind);
}

/** The sale as it is now, with what stood in the way. */
export function saleWithProblem(c: TillContext, saleId: string, { problem, status }: AppError): Promise<Response> {
  return productPage(c, saleId, { scan: { kind: "problem", problem }, status });
}

/** The product that what was typed is about, and how many of it; nothing while only a number stands there. */
export function productIn(typed: string): { text: string; quantity: number } {
  const entry = readEntry(typed);
  return entry.kind === "product" ? entry : { text: "", quantity: 1 };
}

/** A gift card's number is searched for no product: the page would say it whole. */
async function searchedFor(shop: Shop, typed: string): Promise<{ text: string; quantity: number }> {
  const product = productIn(typed);
  const card = await cardForProduct(shop.db.read, { typed: product.text, mode: shop.klarna.mode });
  return card === null ? product : { ...product, text: "" };
}

export type ProductPageOptions = {
  categoryId?: string | null;
  selectedLineId?: string | null;
  query?: string;
  scan?: ScanResult;
  status?: 200 | AppError["status"];
};

/** The sale with its products; for htmx while somebody types, only what was found. */
export async function productPage(c: TillContext, saleId: string, options: ProductPageOptions): Promise<Response> {
  const { categoryId = null, query: typed = "", status = 200 } = options;
  const shop = c.get("shop");
  const { text, quantity } = await searchedFor(shop, typed);
  const frame = await frameOf(c);
  const sale = await saleView(shop, saleId);
  const tiles = await tilesFor(shop, text, categoryId);
  const scan = options.scan ??
    (text ? { kind: "found" as const, typed: text, count: tiles.length, quantity } : { kind: "ready" as const });
  if (wantsPart(c) && c.req.path.endsWith("/products")) {
    return await c.html(
      <>
        <Tiles frame={frame} sale={sale} tiles={tiles} query={text && typed.trim()} quantity={quantity} />
        {text && <ScanResultView frame={frame} sale={sale} scan={scan} oob />}
      </>,
    );
  }
  const groups = [{ id: "", name: frame.t.sale.favourites }, ...await categories(shop.db.read)];
  const area = {
    frame,
    sale,
    categories: groups,
    categoryId: categoryId ?? "",
    tiles,
    scan,
    query: text && typed.trim(),
    quantity,
  };
  return await c.html(
    <SalePage frame={frame} sale={sale} selectedLineId={options.selectedLineId ?? null}>
      <ProductArea {...area} held={await heldBetween(shop, sale)} />
    </SalePage>,
    status,
  );
}

/** Approvals that are not captured are counted where nobody is being served: on the empty page. */
async function heldBetween({ db, klarna, clock }: Shop, { lines }: SaleView): Promise<HeldView | null> {
  return lines.length > 0 ? null : await heldPayments(db.read, klarna.mode, clock.now());
}

export async function completePage(c: TillContext, sale: SaleView): Promise<Response> {
  const frame = await frameOf(c);
  const shop = c.get("shop");
  const desk = await receiptDeskView(shop, { saleId: sale.id, returnId: null }, operatorOf(c).registerId);
  const area = {
    pickUp: await pickUpView(shop, sale.id),
    deeds: await saleDeedsOf(shop, sale.id),
    exchangingInto: await exchangingInto(shop, sale.id),
    settleFirst: await callFirstOf(shop, sale.id),
  };
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <CompleteArea frame={frame} sale={sale} desk={desk} {...area} />
    </SalePage>,
  );
}

async function voidedPage(c: TillContext, sale: SaleView): Promise<Response> {
  const frame = await frameOf(c);
  const of = { saleId: sale.id, returnId: null };
  const desk = sale.receiptNumber === null ? null : await receiptDeskView(c.get("shop"), of, operatorOf(c).registerId);
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <VoidedArea frame={frame} sale={sale} desk={desk} />
    </SalePage>,
  );
}

function tilesFor(shop: Shop, text: string, categoryId: string | null) {
  if (text) return searchProducts(shop.db.read, text);
  return categoryId ? productsInCategory(shop.db.read, categoryId) : favouriteProducts(shop.db.read);
}
