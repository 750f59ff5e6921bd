import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { Frame } from "./data.ts";
import { formatTime, formatWeekday } from "./format.ts";
import { ActionForm } from "./form.tsx";
import { Icon } from "./icons.tsx";
import type { Messages } from "./messages/catalogue.ts";

/** `till`: work left, strip right. `office`: lists. `solo`: one thing to do. `paper`: something to print. */
export type Shell = "till" | "office" | "solo" | "paper";

/** A key at the foot of the screen; with `href` it is a link that the key opens. */
export type KeyHint = { key: string; shown?: string; label: string; href?: string };

export type PageProps = {
  frame: Frame;
  title: string;
  shell: Shell;
  current?: "sale" | "payments";
  keys?: KeyHint[];
  /** A window covers the work: nothing behind it can be reached. */
  isCovered?: boolean;
  /** Without script the page asks for itself again this often. */
  refreshSeconds?: number | undefined;
  children?: Child;
};

// What htmx does by itself: a fault of the till never replaces what is on the screen, a request gets 15 s.
const HTMX_CONFIG = JSON.stringify({ noSwap: [204, 304, "5xx"], defaultTimeout: 15_000 });

/** A whole HTML document. */
export function Page(
  { frame, title, shell, current, keys = [], isCovered = false, refreshSeconds, children }: PageProps,
) {
  const { t } = frame;
  return (
    <>
      {html`<!DOCTYPE html>`}
      <html lang={frame.shop.locale}>
        <Head t={t} title={title} refreshSeconds={refreshSeconds} />
        <body class={shell} data-now={String(frame.now)}>
          <a class="vh skip" href="#main">{t.frame.skip}</a>
          <Banners frame={frame} />
          {shell !== "paper" && <TopBar frame={frame} current={current} isCovered={isCovered} />}
          {children}
          {keys.length > 0 && <Keys keys={keys} isCovered={isCovered} />}
        </body>
      </html>
    </>
  );
}

function Head({ t, title, refreshSeconds }: { t: Messages; title: string; refreshSeconds: number | undefined }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="htmx-config" content={HTMX_CONFIG} />
      <title>{t.frame.titled(title)}</title>
      <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg" />
      <link rel="stylesheet" href="/assets/app.css" />
      <script src="/assets/htmx.min.js" defer />
      <script src="/assets/hx-sse.min.js" defer />
      <script src="/assets/app.js" defer />
      {refreshSeconds !== undefined && (
        <noscript>
          <meta http-equiv="refresh" content={String(refreshSeconds)} />
        </noscript>
      )}
    </head>
  );
}

/** What is true of the whole page comes first: practice, and the two faults that only a script can see. */
function Banners({ frame }: { frame: Frame }) {
  const texts = frame.t.frame;
  return (
    <div class="notes">
      {frame.isPractice && (
        <aside class="note is-drill" aria-label={texts.practiceLabel}>
          <Icon name="practice" />
          <p class="grow">
            <b>{texts.practice}</b> {texts.practiceMeans}
          </p>
        </aside>
      )}
      <div class="note is-lost" id="offline" role="alert" hidden>
        <Icon name="offline" />
        <p class="grow">
          <b>{texts.offline}</b> {texts.offlineMeans}
        </p>
        <button class="btn" type="button" data-retry>{texts.tryNow}</button>
      </div>
      <div class="note is-fail" id="fault" role="alert" hidden>
        <Icon name="warning" />
        <p class="grow">
          <b>{texts.fault}</b> {texts.faultMeans}
        </p>
        <a class="btn" href="">{texts.reload}</a>
      </div>
    </div>
  );
}

type BarProps = { frame: Frame; current: PageProps["current"]; isCovered: boolean };

function TopBar({ frame, current, isCovered }: BarProps) {
  const { t, shop, operator } = frame;
  return (
    <header class="bar">
      <a class="brand" href="/">
        <Icon name="till" /> {t.frame.appName}
      </a>
      {operator === null
        ? <span class="grow">{shop.name} · {formatWeekday(shop, frame.now)}, {formatTime(shop, frame.now)}</span>
        : <Navigation frame={frame} current={current} isCovered={isCovered} />}
      <Net frame={frame} />
      {operator !== null && (
        <ActionForm frame={frame} action="/sign-out">
          <button type="submit" aria-label={t.frame.signOut(operator.name, t.frame.register(operator.registerNumber))}>
            <Icon name="lock" /> {operator.name} · {t.frame.register(operator.registerNumber)}
          </button>
        </ActionForm>
      )}
    </header>
  );
}

function Navigation({ frame, current, isCovered }: BarProps) {
  const { t, openPayments } = frame;
  return (
    <nav aria-label={t.frame.navLabel} inert={isCovered}>
      <a href="/" aria-current={current === "sale" ? "page" : undefined}>{t.frame.sale}</a>
      <a href="/payments" aria-current={current === "payments" ? "page" : undefined}>
        {t.frame.payments}
        {openPayments > 0 && (
          <span class="count">
            {openPayments} <span class="vh">{t.frame.openPayments(openPayments)}</span>
          </span>
        )}
      </a>
    </nav>
  );
}

/** Whether the till answers, which app.js keeps true, and whether Klarna does. */
function Net({ frame }: { frame: Frame }) {
  const texts = frame.t.frame;
  return (
    <p id="net" class="net" role="status">
      <span data-net="online">
        <Icon name="check" /> {texts.tillOnline}
      </span>
      <span data-net="offline" hidden>
        <Icon name="offline" /> {texts.tillOffline}
      </span>
      <span>
        <Icon name={frame.klarna === "ready" ? "check" : "offline"} /> {texts.klarna[frame.klarna]}
      </span>
    </p>
  );
}

function Keys({ keys, isCovered }: { keys: KeyHint[]; isCovered: boolean }) {
  return (
    <footer class="keys" inert={isCovered}>
      {keys.map(({ key, shown = key, label, href }) =>
        href === undefined
          ? (
            <span>
              <kbd>{shown}</kbd> {label}
            </span>
          )
          : (
            <a href={href} data-key={key}>
              <kbd>{shown}</kbd> {label}
            </a>
          )
      )}
    </footer>
  );
}
