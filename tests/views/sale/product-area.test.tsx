import { describe, expect, test } from "vitest";
import type { ScanResult } from "../../../views/sale/data.ts";
import { makeFrame, makeSale } from "../../../views/gallery/people-and-things.ts";
import { CATEGORIES, PRODUCTS } from "../../../views/gallery/products.ts";
import { ProductArea, Tiles } from "../../../views/sale/product-area.tsx";
import { ScanResultView } from "../../../views/sale/scan-result.tsx";

const sale = makeSale();

describe("ProductArea", () => {
  test("the scan field and every tile are plain forms to the same address", async () => {
    const text = String(
      await (
        <ProductArea
          frame={makeFrame()}
          sale={sale}
          categories={CATEGORIES}
          categoryId={CATEGORIES[0]?.id ?? null}
          tiles={PRODUCTS}
          scan={{ kind: "ready" }}
          query=""
        />
      ),
    );
    expect(text.match(new RegExp(`method="post" action="/sales/${sale.id}/lines"`, "g"))).toHaveLength(2);
    expect(text.match(/name="productId"/g)).toHaveLength(PRODUCTS.length);
    expect(text.match(/name="actionId"/g)).toHaveLength(2);
  });

  test("a search that finds nothing says so, with what was typed escaped", async () => {
    const text = String(await <Tiles frame={makeFrame()} sale={sale} tiles={[]} query="<i>" />);
    expect(text).toContain("No product matches “&lt;i&gt;”.");
  });
});

describe("ScanResultView", () => {
  test.each(
    [
      { kind: "ready" },
      { kind: "found", typed: "lamp", count: 2 },
      { kind: "problem", problem: { kind: "basket_empty" } },
      { kind: "restored", name: "Map" },
    ] satisfies ScanResult[],
  )("the region that is read out is always there: $kind", async (scan) => {
    expect(await result(scan)).toMatch(/^<div id="scan-result" role="status">/);
  });

  test("a problem stops the line", async () => {
    const text = await result({ kind: "problem", problem: { kind: "product_missing", typed: "<b>" } });
    expect(text).toContain('role="alert"');
    expect(text).toContain("&lt;b&gt;");
  });

  test("Undo posts the change that takes the last one back", async () => {
    const line = `/sales/${sale.id}/lines/lin_9`;
    const undone = async (undo: Extract<ScanResult, { kind: "quantity" }>["undo"]) =>
      await result({ kind: "quantity", name: "Map", quantity: 3, undo });
    const quantity = await undone({ kind: "quantity", lineId: "lin_9", quantity: 2 });
    expect(quantity).toContain(`action="${line}/quantity"`);
    expect(quantity).toContain('name="quantity" value="2"');
    expect(quantity).toContain(`name="version" value="${sale.version}"`);
    expect(await undone({ kind: "remove", lineId: "lin_9" })).toContain(`action="${line}/removal"`);
    expect(await undone({ kind: "restore", lineId: "lin_9" })).toContain(`action="${line}/restoration"`);
    expect(await undone(null)).not.toContain("<form");
  });
});

async function result(scan: ScanResult): Promise<string> {
  return String(await <ScanResultView frame={makeFrame()} sale={sale} scan={scan} />);
}
