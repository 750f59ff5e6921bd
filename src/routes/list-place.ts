import { z } from "zod";
import { type IdPrefix, isId } from "../domain/ids.ts";
import { nothing } from "./forms.ts";

/** Where a page of a list begins: behind what has this moment and id. */
export type Place = { at: number; id: string };

/** A place as it stands in the address of a page. */
export function placeText({ at, id }: Place): string {
  return `${at}.${id}`;
}

export function placeIn(prefix: IdPrefix, text: string): Place | null {
  const [, at, id = ""] = /^(\d{1,15})\.(\w+)$/.exec(text) ?? [];
  return at !== undefined && isId(prefix, id) ? { at: Number(at), id } : null;
}

/** The place that an address names, or none. */
export function placeField(prefix: IdPrefix) {
  return nothing.or(z.string().refine((text) => placeIn(prefix, text) !== null));
}
