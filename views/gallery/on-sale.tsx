import type { Child } from "hono/jsx";
import type { SaleView } from "../data.ts";
import { SalePage } from "../sale/sale-page.tsx";
import type { StripPlace } from "../sale/strip.tsx";
import type { GalleryFace } from "./face.ts";
import { makeFrame } from "./people-and-things.ts";

const frame = makeFrame();

/** The page of a sale with this work beside its strip. */
export function onSale(name: string, group: string, sale: SaleView, place: StripPlace, work: Child): GalleryFace {
  return { name, group, render: () => <SalePage frame={frame} sale={sale} place={place}>{work}</SalePage> };
}
