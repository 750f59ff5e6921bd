import { Hono } from "hono";
import { html } from "hono/html";
import { faces } from "../views/gallery/faces.ts";
import { speak } from "../views/gallery/spoken.ts";
import type { GalleryFace } from "../views/gallery/face.ts";
import { loadAssets } from "./assets.ts";
import { LANGUAGES, readLanguage } from "./domain/language.ts";
import { securityHeaders } from "./security/headers.ts";

/** Every view of the till in every state, on made-up data, with the till's own styles, script and headers. */
export function createGallery(): Hono {
  const all = new Map(faces().map((face) => [face.name, face]));
  const app = new Hono();
  app.use(securityHeaders({ klarnaQrOrigin: null, isHttps: false }));
  app.get("/", (c) => c.html(<GalleryIndex faces={[...all.values()]} />));
  app.get("/face/:name", async (c) => {
    const face = all.get(c.req.param("name"));
    if (face === undefined) return c.notFound();
    speak(readLanguage(c.req.query("lang")) ?? "en");
    return c.html(withTheme(String(await face.render()), c.req.query("theme")));
  });
  app.get("/assets/:file", (c) => {
    // Read anew each time: whoever works on the styles sees them after a reload.
    const asset = loadAssets().get(c.req.param("file"));
    if (asset === undefined) return c.notFound();
    return c.body(asset.body, 200, { "content-type": asset.type });
  });
  return app;
}

/** The till follows the device; here a theme can be forced, to see both on one machine. */
function withTheme(page: string, theme: string | undefined): string {
  return theme === "light" || theme === "dark" ? page.replace("<html ", `<html data-theme="${theme}" `) : page;
}

function GalleryIndex({ faces }: { faces: GalleryFace[] }) {
  const groups = Map.groupBy(faces, (face) => face.group);
  return (
    <>
      {html`<!DOCTYPE html>`}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Gallery · Tillside</title>
          <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg" />
          <link rel="stylesheet" href="/assets/app.css" />
        </head>
        <body class="solo">
          <main class="stack">
            <h1>Every view in every state</h1>
            {[...groups].map(([group, members]) => (
              <section class="stack-sm">
                <h2>{group}</h2>
                <ul class="stack-sm">
                  {members.map(({ name }) => (
                    <li class="row">
                      <a href={`/face/${name}`}>{name}</a>
                      <a href={`/face/${name}?theme=light`}>light</a>
                      <a href={`/face/${name}?theme=dark`}>dark</a>
                      {LANGUAGES.slice(1).map((language) => <a href={`/face/${name}?lang=${language}`}>{language}</a>)}
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </main>
        </body>
      </html>
    </>
  );
}
