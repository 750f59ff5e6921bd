import type { CategoryView, Frame, ProductView, SaleView } from "../data.ts";
import type { ScanResult } from "./data.ts";
import { ActionForm, IN_TURN } from "../form.tsx";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import type { HeldView } from "../pick-up/data.ts";
import { HeldNote } from "../pick-up/pick-up-parts.tsx";
import { ScanResultView } from "./scan-result.tsx";

export type ProductAreaProps = {
  frame: Frame;
  sale: SaleView;
  categories: CategoryView[];
  categoryId: string | null;
  /** The group's products, or the hits when `query` is not empty. */
  tiles: ProductView[];
  scan: ScanResult;
  query: string;
  /** How many of a hit a press adds. */
  quantity?: number;
  /** Approvals that are not captured yet, between two customers; null: not said now. */
  held?: HeldView | null;
};

/** Where products get into the basket: scanned, typed or tapped. */
export function ProductArea(props: ProductAreaProps) {
  const { frame, sale, categories, categoryId, tiles, scan, query, quantity = 1, held = null } = props;
  return (
    <>
      <LostSaleNote frame={frame} sale={sale} />
      {held !== null && <HeldNote frame={frame} held={held} />}
      <ScanForm frame={frame} sale={sale} typed={scan.kind === "problem" ? "" : query} />
      <ScanResultView frame={frame} sale={sale} scan={scan} />
      <div class="stack-sm" id="scan-missed" />
      <div class="products" id="products">
        <Groups frame={frame} sale={sale} categories={categories} categoryId={categoryId} />
        <Tiles frame={frame} sale={sale} tiles={tiles} query={query} quantity={quantity} />
      </div>
    </>
  );
}

/** What was in it went with the database; that Klarna holds money for it is known. */
function LostSaleNote({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const { payment } = sale;
  if (!payment?.isToBeRungUp) return null;
  const money = formatMoney({ ...frame.shop, currency: payment.currency }, payment.amountMinor);
  return (
    <div class="notice is-wait">
      <Icon name="warning" />
      <p class="grow">{frame.t.sale.lostSale(money)}</p>
      <a class="btn" href={`/payments/${payment.id}`}>{frame.t.sale.lostSalePayment}</a>
    </div>
  );
}

export type TilesProps = {
  frame: Frame;
  sale: SaleView;
  tiles: ProductView[];
  query: string;
  /** How many of it a press adds, when the number was typed before the name. */
  quantity?: number;
  oob?: boolean;
};

/** The products of a group as tiles, or those found by typing as a list: each a button of one form. */
export function Tiles({ frame, sale, tiles, query, quantity = 1, oob = false }: TilesProps) {
  const texts = frame.t.sale;
  const isSearch = query !== "";
  return (
    <div id="tiles" data-query={isSearch ? query : undefined} class="products" hx-swap-oob={oob ? "true" : undefined}>
      <ActionForm
        frame={frame}
        action={`/sales/${sale.id}/lines`}
        target="#strip"
        swap="outerMorph"
        sync={IN_TURN}
        class={isSearch ? "picks" : "tiles"}
        label={isSearch ? texts.hits : texts.tiles}
      >
        {quantity !== 1 && <input type="hidden" name="quantity" value={String(quantity)} />}
        {tiles.map((product, index) =>
          isSearch
            ? <Hit frame={frame} product={product} isFirst={index === 0} />
            : <Tile frame={frame} product={product} />
        )}
        {!isSearch && <GiftCardTile frame={frame} sale={sale} />}
      </ActionForm>
      {tiles.length === 0 && <p class="empty">{isSearch ? texts.noHits(query) : texts.noProducts}</p>}
    </div>
  );
}

function ScanForm({ frame, sale, typed }: { frame: Frame; sale: SaleView; typed: string }) {
  const texts = frame.t.sale;
  return (
    <ActionForm
      frame={frame}
      action={`/sales/${sale.id}/lines`}
      target="#strip"
      swap="outerMorph"
      sync={IN_TURN}
      id="scan-form"
      class="scan"
      label={texts.scanLabel}
    >
      <Icon name="scan" />
      <label class="vh" for="scan">{texts.scanLabel}</label>
      <input
        id="scan"
        name="typed"
        type="text"
        value={typed}
        placeholder={texts.scanHint}
        autocomplete="off"
        autofocus
        enterkeyhint="search"
        data-key={frame.keys.find}
        data-min="2"
        data-once
        hx-get={`/sales/${sale.id}/products`}
        hx-trigger="input changed delay:150ms"
        hx-target="#tiles"
        hx-swap="outerHTML"
        hx-sync="this:replace"
        hx-include="#category"
      />
      <button class="vh" type="submit">{texts.find}</button>
      <Key frame={frame} action="find" />
    </ActionForm>
  );
}

type GroupsProps = Pick<ProductAreaProps, "frame" | "sale" | "categories" | "categoryId">;

function Groups({ frame, sale, categories, categoryId }: GroupsProps) {
  return (
    <nav class="row chips" aria-label={frame.t.sale.groups}>
      <input type="hidden" id="category" name="category" value={categoryId ?? ""} />
      {categories.map((category) => {
        const href = `/sales/${sale.id}?category=${category.id}`;
        return (
          <a
            id={`group-${category.id}`}
            href={href}
            aria-current={category.id === categoryId ? "true" : undefined}
            hx-get={href}
            hx-select="#products"
            hx-target="#products"
            hx-swap="outerHTML"
            hx-replace-url="true"
          >
            {category.name}
          </a>
        );
      })}
    </nav>
  );
}

function Tile({ frame, product }: { frame: Frame; product: ProductView }) {
  return (
    <button class="tile" type="submit" name="productId" value={product.id}>
      <b>{product.name}</b>
      <span>{formatMoney(frame.shop, product.priceMinor)}</span>
    </button>
  );
}

/** Its amount and its number are asked for first. */
function GiftCardTile({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const texts = frame.t.giftCard;
  return (
    <a class="tile" href={`/sales/${sale.id}/gift-card`}>
      <b>{texts.tile}</b>
      <span>{texts.tileHint}</span>
    </a>
  );
}

function Hit({ frame, product, isFirst }: { frame: Frame; product: ProductView; isFirst: boolean }) {
  return (
    <button
      class="btn"
      type="submit"
      name="productId"
      value={product.id}
      aria-current={isFirst ? "true" : undefined}
    >
      <span>
        {product.name}
        <small>{product.code}</small>
      </span>
      <b>{formatMoney(frame.shop, product.priceMinor)}</b>
    </button>
  );
}
