import { hashToken } from "./security/session-token.ts";
import type { Assets } from "./routes/assets.ts";

const HTMX = new URL("../node_modules/htmx.org/dist/", import.meta.url);
const PUBLIC = new URL("../public/", import.meta.url);

const FILES: [name: string, place: URL, type: string][] = [
  ["htmx.min.js", new URL("htmx.min.js", HTMX), "text/javascript;charset=utf-8"],
  ["hx-sse.min.js", new URL("ext/hx-sse.min.js", HTMX), "text/javascript;charset=utf-8"],
  ["app.js", new URL("app.js", PUBLIC), "text/javascript;charset=utf-8"],
  ["added-line.js", new URL("added-line.js", PUBLIC), "text/javascript;charset=utf-8"],
  ["double-click.js", new URL("double-click.js", PUBLIC), "text/javascript;charset=utf-8"],
  ["held-button.js", new URL("held-button.js", PUBLIC), "text/javascript;charset=utf-8"],
  ["payment-window.js", new URL("payment-window.js", PUBLIC), "text/javascript;charset=utf-8"],
  ["keys.js", new URL("keys.js", PUBLIC), "text/javascript;charset=utf-8"],
  ["scan.js", new URL("scan.js", PUBLIC), "text/javascript;charset=utf-8"],
  ["unsent-scans.js", new URL("unsent-scans.js", PUBLIC), "text/javascript;charset=utf-8"],
  ["sounds.js", new URL("sounds.js", PUBLIC), "text/javascript;charset=utf-8"],
  ["app.css", new URL("app.css", PUBLIC), "text/css;charset=utf-8"],
  ["favicon.svg", new URL("favicon.svg", PUBLIC), "image/svg+xml"],
];

/** Reads every file the pages link to, once, at start: htmx from its package, the rest from public. */
export function loadAssets(): Assets {
  return new Map(FILES.map(([name, place, type]) => {
    const body = Deno.readFileSync(place);
    return [name, { body, type, tag: `"${hashToken(new TextDecoder("latin1").decode(body)).slice(0, 16)}"` }];
  }));
}
