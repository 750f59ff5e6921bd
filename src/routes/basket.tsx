import { Hono } from "hono";
import type { LineView, ScanResult, Undo } from "../../views/sale/data.ts";
import type { SaleView } from "../../views/data.ts";
import { AddedLine } from "../../views/sale/added-line.tsx";
import { Tiles } from "../../views/sale/product-area.tsx";
import { BasketKeys } from "../../views/sale/sale-page.tsx";
import { ScanResultView } from "../../views/sale/scan-result.tsx";
import { SellingNote } from "../../views/selling/selling-note.tsx";
import { Strip } from "../../views/sale/strip.tsx";
import { readEntry } from "../domain/entry.ts";
import { AppError } from "../errors.ts";
import type { Approval } from "../operations/approval.ts";
import { addLine, type BasketChange, changeQuantity, removeLine, restoreLine } from "../operations/basket.ts";
import { discountLine } from "../operations/discounts.ts";
import { saleCodeIn } from "../domain/receipt.ts";
import { findProductByCode } from "../store/catalogue.ts";
import { findFinishedSale } from "../store/finished-sales.ts";
import { searchProducts } from "../store/product-search.ts";
import { linesOf } from "../store/sales.ts";
import { approvalPage, type Asked, asksForApproval } from "./ask-approval.tsx";
import { approvalFields, approvalIn, form, idOf, path, query, typed, wholeNumber } from "./forms.ts";
import { saleView } from "./present.ts";
import { productIn, productPage, saleWithProblem } from "./sale-pages.tsx";
import {
  actionOf,
  frameOf,
  goTo,
  operatorOf,
  showOnWholePage,
  type Till,
  type TillContext,
  wantsPart,
} from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });
const lineParam = path({ saleId: idOf("sal"), lineId: idOf("lin") });

/** What changes a basket. Each answers with the strip and a word on what happened; without script, with the page. */
export const basketRoutes = new Hono<Till>()
  .get("/sales/:saleId/products", saleParam, query({ typed, q: typed, category: typed }), async (c) => {
    const { typed: text, q, category } = c.req.valid("query");
    const { saleId } = c.req.valid("param");
    return await productPage(c, saleId, { query: text || q, categoryId: category || null });
  })
  .post(
    "/sales/:saleId/lines",
    saleParam,
    form({
      typed,
      productId: idOf("prd").optional(),
      quantity: wholeNumber.default(1),
      lineId: idOf("lin").optional().catch(undefined),
    }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const wanted = c.req.valid("form");
      const { productId, lineId } = wanted;
      if (productId) return await ringUp(c, saleId, { productId, quantity: wanted.quantity }, lineId);
      const entry = readEntry(wanted.typed);
      if (entry.kind === "quantity") return await resize(c, saleId, lineId, entry.quantity);
      if (entry.kind === "percent") return await takeOff(c, saleId, lineId, entry.basisPoints);
      const old = await saleOfReceipt(c, entry.text);
      if (old) return openReceipt(c, old.id);
      const hits = await searchHits(c, entry.text);
      if (hits.length > 1) return await answerSearch(c, saleId, wanted.typed.trim());
      const found = hits[0]?.id;
      const quantity = entry.quantity * wanted.quantity;
      const product = found ? { productId: found } : { typed: entry.text };
      return await ringUp(c, saleId, { quantity, ...product }, lineId);
    },
  )
  .post(
    "/sales/:saleId/lines/:lineId/quantity",
    lineParam,
    // `to`: one more or one less, whatever stands in the field beside it.
    form({
      ...approvalFields,
      quantity: wholeNumber.optional().catch(undefined),
      to: wholeNumber.optional(),
      version: wholeNumber,
    }),
    (c) => {
      const { saleId, lineId } = c.req.valid("param");
      const { version, approverId, pin, ...said } = c.req.valid("form");
      const quantity = said.to ?? said.quantity;
      if (quantity === undefined) throw new AppError({ kind: "bad_form" });
      const wanted = { lineId, version, quantity, approval: approvalIn({ approverId, pin }) };
      return setQuantity(c, saleId, { ...wanted, approverId });
    },
  )
  .post("/sales/:saleId/lines/:lineId/removal", lineParam, form({ version: wholeNumber }), (c) => {
    const { saleId, lineId } = c.req.valid("param");
    const { version } = c.req.valid("form");
    return answer(c, saleId, async () => {
      const change = await removeLine(c.get("shop"), actionOf(c), { saleId, lineId, version });
      return { scan: { kind: "removed", name: change.name, undo: { kind: "restore", lineId } }, lineId: null };
    });
  })
  .post("/sales/:saleId/lines/:lineId/restoration", lineParam, form({ version: wholeNumber }), (c) => {
    const { saleId, lineId } = c.req.valid("param");
    const { version } = c.req.valid("form");
    return answer(c, saleId, async () => {
      const change = await restoreLine(c.get("shop"), actionOf(c), operatorOf(c), { saleId, lineId, version });
      return { scan: { kind: "restored", name: change.name }, lineId };
    });
  });

type Product = { quantity: number } & ({ productId: string } | { typed: string });

/** Where a line was chosen in the strip that the scan came from, its page shows a basket, and what its keys do. */
function ringUp(c: TillContext, saleId: string, product: Product, chosenId: string | undefined): Promise<Response> {
  return answer(c, saleId, async () => {
    const change = await addLine(c.get("shop"), actionOf(c), operatorOf(c), { saleId, ...product });
    const { name, totalMinor, lineId, before } = change;
    const undo: Undo = before > 0 ? { kind: "quantity", lineId, quantity: before } : { kind: "remove", lineId };
    const scan: ScanResult = { kind: "added", name, quantity: change.quantity - before, totalMinor, undo };
    return { scan, lineId, hasKeys: chosenId !== undefined, version: change.version };
  });
}

/** "3*": so many of the line that is chosen, or else of the last one. */
async function resize(
  c: TillContext,
  saleId: string,
  chosenId: string | undefined,
  quantity: number,
): Promise<Response> {
  const lineId = await lineMeant(c, saleId, chosenId);
  if (lineId === undefined) return await answerProblem(c, saleId, new AppError({ kind: "basket_empty" }));
  return await setQuantity(c, saleId, { lineId, quantity, approval: null });
}

type WantedQuantity = {
  lineId: string;
  quantity: number;
  version?: number;
  approval: Approval;
  approverId?: string | undefined;
};

/** More of what has much off is shown to a colleague, on the whole page. */
function setQuantity(c: TillContext, saleId: string, { approverId, ...wanted }: WantedQuantity): Promise<Response> {
  const { lineId, quantity } = wanted;
  const reduction = { of: "quantity" as const, lineId, quantity };
  const action = `/sales/${saleId}/lines/${lineId}/quantity`;
  return answer(c, saleId, async () => {
    const change = await changeQuantity(c.get("shop"), actionOf(c), operatorOf(c), { saleId, ...wanted });
    return { scan: resized(change), lineId };
  }, { saleId, reduction, action, fields: { quantity: String(quantity) }, approverId });
}

/** "10%": a discount on the same line, or none any more. What is past the limit is shown to a colleague, on the whole page. */
async function takeOff(
  c: TillContext,
  saleId: string,
  chosenId: string | undefined,
  basisPoints: number,
): Promise<Response> {
  const discount = basisPoints === 0 ? null : { kind: "percent" as const, value: basisPoints };
  const lineId = await lineMeant(c, saleId, chosenId);
  if (lineId === undefined) return await answerProblem(c, saleId, new AppError({ kind: "basket_empty" }));
  const reduction = { of: "line" as const, lineId, discount };
  const action = `/sales/${saleId}/lines/${lineId}/discount`;
  const fields = { discount: `${basisPoints / 100}%`, kind: "percent" };
  return await answer(c, saleId, async () => {
    const wanted = { saleId, reduction, approval: null };
    const { name, totalMinor } = await discountLine(c.get("shop"), actionOf(c), operatorOf(c), wanted);
    return { scan: { kind: "discounted", name, totalMinor }, lineId };
  }, { saleId, reduction, action, fields });
}

/** The line that something typed is about; undefined in an empty basket. */
async function lineMeant(c: TillContext, saleId: string, chosenId: string | undefined): Promise<string | undefined> {
  return chosenId ?? (await linesOf(c.get("shop").db.read, saleId)).at(-1)?.id;
}

function resized({ name, quantity, lineId, before }: BasketChange): ScanResult {
  return { kind: "quantity", name, quantity, undo: { kind: "quantity", lineId, quantity: before } };
}

/** The finished sale whose receipt was scanned, unless a product has that very code. */
async function saleOfReceipt(c: TillContext, text: string) {
  const code = saleCodeIn(text);
  const { read } = c.get("shop").db;
  return code === null || await findProductByCode(read, text) ? undefined : await findFinishedSale(read, code);
}

/** The basket stays as it is, and can be taken up again. */
function openReceipt(c: TillContext, saleId: string): Response {
  const path = `/sales/${saleId}/receipt`;
  return wantsPart(c) ? c.body(null, 200, { "HX-Redirect": path }) : goTo(c, path);
}

/** What words that are no code may mean. Digits are always meant as a code, and a single hit needs no choice. */
async function searchHits(c: TillContext, text: string) {
  if (text === "" || /^\d+$/.test(text)) return [];
  const { read } = c.get("shop").db;
  return await findProductByCode(read, text) ? [] : await searchProducts(read, text);
}

async function answerSearch(c: TillContext, saleId: string, query: string): Promise<Response> {
  if (!wantsPart(c)) return goTo(c, `/sales/${saleId}/products?q=${encodeURIComponent(query)}`);
  const shop = c.get("shop");
  const frame = await frameOf(c);
  const sale = await saleView(shop, saleId);
  const { text, quantity } = productIn(query);
  const tiles = await searchProducts(shop.db.read, text);
  const scan = { kind: "found", typed: text, count: tiles.length, quantity } as const;
  return await c.html(
    <>
      <Strip frame={frame} sale={sale} />
      <ScanResultView frame={frame} sale={sale} scan={scan} oob />
      <Tiles frame={frame} sale={sale} tiles={tiles} query={query} quantity={quantity} oob />
    </>,
  );
}

/**
 * What a deed led to, and the line it was about, which is chosen then. `hasKeys`: its page has the keys of a basket already.
 * `version`: all it did was to add to this line, and this is the basket that came of it.
 */
type Done = { scan: ScanResult; lineId: string | null; hasKeys?: boolean; version?: number };

/** Does the deed and shows the basket as it then is; a refusal shows it too, with its sentence, unless a colleague is asked. */
async function answer(c: TillContext, saleId: string, deed: () => Promise<Done>, asked?: Asked): Promise<Response> {
  const isFromPanel = c.req.header("hx-request") === "true" && !wantsPart(c);
  // The products stand where the panel was that was scanned on, and under their own address.
  if (isFromPanel) c.header("HX-Replace-Url", `/sales/${saleId}`);
  try {
    const done = await deed();
    if (wantsPart(c)) return await basketParts(c, saleId, done, 200);
    if (isFromPanel) return await productPage(c, saleId, { scan: done.scan });
    return goTo(c, done.lineId === null ? `/sales/${saleId}` : `/sales/${saleId}?line=${done.lineId}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (!asked || !asksForApproval(error)) return await answerProblem(c, saleId, error);
    showOnWholePage(c);
    return await approvalPage(c, asked, error);
  }
}

async function answerProblem(c: TillContext, saleId: string, error: AppError): Promise<Response> {
  if (!wantsPart(c)) return await saleWithProblem(c, saleId, error);
  const scan: ScanResult = { kind: "problem", problem: error.problem };
  return await basketParts(c, saleId, { scan, lineId: null }, error.status);
}

async function basketParts(
  c: TillContext,
  saleId: string,
  { scan, lineId, hasKeys = false, version }: Done,
  status: 200 | AppError["status"],
): Promise<Response> {
  const frame = await frameOf(c);
  const sale = await saleView(c.get("shop"), saleId);
  const line = sale.lines.find(({ id }) => id === lineId);
  const chosenBefore = frame.stop === null ? chosenInShown(c, sale, version) : undefined;
  if (line && chosenBefore) {
    c.header(SHOWN_BASKET, c.req.header(SHOWN_BASKET));
    return await c.html(<AddedLine frame={frame} sale={sale} line={line} chosenBefore={chosenBefore} scan={scan} />);
  }
  return await c.html(
    <>
      <Strip frame={frame} sale={sale} selectedLineId={lineId} />
      <ScanResultView frame={frame} sale={sale} scan={scan} oob />
      {!(hasKeys && sale.lines.length > 0) && <BasketKeys frame={frame} sale={sale} />}
      {frame.stop !== null && <SellingNote frame={frame} oob />}
    </>,
    status,
  );
}

/** Asked and answered with the version and the chosen line of the basket on the screen, as its page says them. */
const SHOWN_BASKET = "basket-seen";

/**
 * The one place that decides between a small answer and the whole basket: the line that is chosen on the screen, where that
 * shows the very basket that this product was added to, and nothing has happened since; then its line and the sums are all
 * that is new, and a thin client is spared the rest. Undefined: in any doubt it is the whole, for another tab, another
 * terminal or an answer that was lost may have left an older basket there, and an old total is worse than a slow one.
 */
function chosenInShown(c: TillContext, sale: SaleView, version: number | undefined): LineView | undefined {
  const [seen, chosenId] = c.req.header(SHOWN_BASKET)?.split(" ") ?? [];
  if (version === undefined || Number(seen) !== version - 1 || sale.version !== version) return undefined;
  const isPlain = sale.status === "open" && sale.lock === null && sale.payment === null && sale.exchange === null;
  return isPlain ? sale.lines.find(({ id }) => id === chosenId) : undefined;
}
