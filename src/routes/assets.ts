import { Hono } from "hono";
import { AppError } from "../errors.ts";
import type { Till } from "./till.ts";

export type Assets = Map<string, { body: Uint8Array<ArrayBuffer>; type: string; tag: string }>;

/** Stylesheet, scripts and icons, from memory. A browser asks again each time and is mostly told that nothing changed. */
export function assetRoutes(assets: Assets) {
  return new Hono<Till>().get("/assets/:file", (c) => {
    const asset = assets.get(c.req.param("file"));
    if (!asset) throw new AppError({ kind: "page_missing" });
    const headers = { "cache-control": "no-cache", etag: asset.tag, "content-type": asset.type };
    if (c.req.header("if-none-match") === asset.tag) return c.body(null, 304, headers);
    return c.body(asset.body, 200, headers);
  });
}
