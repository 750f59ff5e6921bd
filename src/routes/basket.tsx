import { Hono } from "hono";
import type { ScanResult, Undo } from "../../views/data.ts";
import { ScanFormIds, Tiles, TilesFormIds } from "../../views/sale/product-area.tsx";
import { BasketKeys } from "../../views/sale/sale-page.tsx";
import { ScanResultView } from "../../views/sale/scan-result.tsx";
import { SellingNote } from "../../views/selling/selling-note.tsx";
import { Strip } from "../../views/sale/strip.tsx";
import { AppError } from "../errors.ts";
import { addLine, type BasketChange, changeQuantity, removeLine, restoreLine } from "../operations/basket.ts";
import { saleCodeIn } from "../domain/receipt.ts";
import { findProductByCode, searchProducts } from "../store/catalogue.ts";
import { findFinishedSale } from "../store/finished-sales.ts";
import { form, idOf, path, query, typed, wholeNumber } from "./forms.ts";
import { saleView } from "./present.ts";
import { productPage } from "./sale-pages.tsx";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

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
    form({ typed, productId: idOf("prd").optional(), quantity: wholeNumber.default(1) }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const wanted = c.req.valid("form");
      const text = wanted.typed.trim();
      const { productId, quantity } = wanted;
      const old = productId ? undefined : await saleOfReceipt(c, text);
      if (old) return openReceipt(c, old.id);
      const hits = productId ? [] : await searchHits(c, text);
      if (hits.length > 1) return await answerSearch(c, saleId, text);
      const found = productId ?? hits[0]?.id;
      const product = found ? { productId: found } : { typed: text };
      return await answer(c, saleId, async () => {
        const change = await addLine(c.get("shop"), actionOf(c), operatorOf(c), { saleId, quantity, ...product });
        const { name, totalMinor, lineId, before } = change;
        const undo: Undo = before > 0 ? { kind: "quantity", lineId, quantity: before } : { kind: "remove", lineId };
        return { kind: "added", name, quantity: change.quantity - before, totalMinor, undo };
      });
    },
  )
  .post(
    "/sales/:saleId/lines/:lineId/quantity",
    lineParam,
    form({ quantity: wholeNumber, version: wholeNumber }),
    (c) => {
      const { saleId, lineId } = c.req.valid("param");
      const { quantity, version } = c.req.valid("form");
      return answer(c, saleId, async () => {
        const change = await changeQuantity(c.get("shop"), actionOf(c), { saleId, lineId, version, quantity });
        return { kind: "quantity", ...named(change), undo: { kind: "quantity", lineId, quantity: change.before } };
      });
    },
  )
  .post("/sales/:saleId/lines/:lineId/removal", lineParam, form({ version: wholeNumber }), (c) => {
    const { saleId, lineId } = c.req.valid("param");
    const { version } = c.req.valid("form");
    return answer(c, saleId, async () => {
      const change = await removeLine(c.get("shop"), actionOf(c), { saleId, lineId, version });
      return { kind: "removed", name: change.name, undo: { kind: "restore", lineId } };
    });
  })
  .post("/sales/:saleId/lines/:lineId/restoration", lineParam, form({ version: wholeNumber }), (c) => {
    const { saleId, lineId } = c.req.valid("param");
    const { version } = c.req.valid("form");
    return answer(c, saleId, async () => {
      const change = await restoreLine(c.get("shop"), actionOf(c), { saleId, lineId, version });
      return { kind: "restored", name: change.name };
    });
  });

function named({ name, quantity }: BasketChange) {
  return { name, quantity };
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

async function answerSearch(c: TillContext, saleId: string, text: string): Promise<Response> {
  if (!wantsPart(c)) return goTo(c, `/sales/${saleId}/products?q=${encodeURIComponent(text)}`);
  const shop = c.get("shop");
  const frame = await frameOf(c);
  const sale = await saleView(shop, saleId);
  const tiles = await searchProducts(shop.db.read, text);
  return await c.html(
    <>
      <Strip frame={frame} sale={sale} />
      <ScanResultView frame={frame} sale={sale} scan={{ kind: "found", typed: text, count: tiles.length }} oob />
      <Tiles frame={frame} sale={sale} tiles={tiles} query={text} oob />
      <ScanFormIds frame={frame} />
    </>,
  );
}

/** Does the deed and shows the basket as it then is; a refusal shows it too, with its sentence. */
async function answer(c: TillContext, saleId: string, deed: () => Promise<ScanResult>): Promise<Response> {
  try {
    const scan = await deed();
    return wantsPart(c) ? await basketParts(c, saleId, scan, 200) : goTo(c, `/sales/${saleId}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const scan: ScanResult = { kind: "problem", problem: error.problem };
    if (wantsPart(c)) return await basketParts(c, saleId, scan, error.status);
    return await productPage(c, saleId, { scan, status: error.status });
  }
}

async function basketParts(
  c: TillContext,
  saleId: string,
  scan: ScanResult,
  status: 200 | AppError["status"],
): Promise<Response> {
  const frame = await frameOf(c);
  const sale = await saleView(c.get("shop"), saleId);
  return await c.html(
    <>
      <Strip frame={frame} sale={sale} />
      <ScanResultView frame={frame} sale={sale} scan={scan} oob />
      <ScanFormIds frame={frame} />
      <TilesFormIds frame={frame} />
      <BasketKeys frame={frame} sale={sale} />
      <SellingNote frame={frame} oob />
    </>,
    status,
  );
}
