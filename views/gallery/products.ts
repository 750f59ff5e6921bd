import type { CategoryView, ProductView } from "../data.ts";

export const CATEGORIES: CategoryView[] = ["Favourites", "Tents", "Footwear", "Clothing", "Cooking", "Workshop"].map(
  (name, index) => ({ id: `cat_${String(index).padStart(26, "0")}`, name }),
);

export const PRODUCTS: ProductView[] = [
  ["Gas canister 230 g", 650],
  ["Gas canister 450 g", 950],
  ["Tent pegs, 10", 1_200],
  ["Dry bag 20 l", 1_800],
  ["Head torch 300", 3_200],
  ["Walking map", 950],
  ["Hiking socks", 1_400],
  ["Water bottle 1 l", 1_600],
  ["Energy bar", 180],
  ["First-aid kit", 2_200],
  ["Boot wax", 800],
  ["Lace pair", 450],
].map(([name, priceMinor], index) => ({
  id: `prd_${String(100 + index).padStart(26, "0")}`,
  code: `P-${1100 + index}`,
  name: String(name),
  priceMinor: Number(priceMinor),
}));
