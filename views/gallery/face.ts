import type { Child } from "hono/jsx";

/** One picture of the gallery: a whole page of the till, from data made by hand. */
export type GalleryFace = {
  /** Also its address: lower case, digits and hyphens. */
  name: string;
  group: string;
  render: () => Child;
};
