import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { KeyAction } from "../src/domain/keys.ts";
import type { Frame } from "./data.ts";
import { formatTime, formatWeekday } from "./format.ts";
import { ActionForm } from "./form.tsx";
import { Icon } from "./icons.tsx";
import { Key } from "./keys/key.tsx";
import { SellingNote } from "./selling/selling-note.tsx";
import type { Messages } from "./messages/catalogue.ts";

/** `till`: work left, strip right. `office`: lists. `solo`: one thing to do. `paper`: something to print. */
export type Shell = "till" | "office" | "solo" | "paper";

/** A key at the foot of the screen; with `href` it is a link that the key opens, with `formId` a button of that form. */
export type KeyHint = { action: KeyAction; label: string; href?: string; formId?: string };

/** After how many seconds, and for which page: an answer to a form has an address that is none. */
export type Refresh = { seconds: number; path: string };

export type PageProps = {
  frame: Frame;
  title: string;
  /** The icon of the page's tab; left out: the till's own. */
  icon?: string | undefined;
  shell: Shell;
  current?: "sale" | "returns" | "payments" | "customers" | "attention" | "shift" | "settings";
  keys?: KeyHint[];
  /** A window covers the work: nothing behind it can be reached. */
  isCovered?: boolean;
  /** Without script the page asks for this address again and again. */
  refresh?: Refresh | undefined;
  children?: Child;
};

/** Whose links only have the page's body replaced (app.js). */
const TURNS: readonly Shell[] = ["till", "office"];

// What htmx does by itself: a fault of the till never replaces what is on the screen, a request gets 15 s. Nothing here
// moves by CSS transitions, no mark of a running request is drawn at once, and its attributes are written in one way:
// none of that is prepared or looked for.
const HTMX_CONFIG = JSON.stringify({
  noSwap: [204, 304, "5xx"],
  defaultTimeout: 15_000,
  defaultSettleDelay: 0,
  prefix: "",
  includeIndicatorCSS: false,
});

/** A whole HTML document. */
export function Page(
  { frame, title, icon, shell, current, keys = [], isCovered = false, refresh, children }: PageProps,
) {
  const { t } = frame;
  return (
    <>
      {html`<!DOCTYPE html>`}
      <html lang={frame.shop.locale}>
        <Head t={t} title={title} icon={icon} refresh={refresh} />
        <body
          class={shell}
          lang={frame.shop.locale}
          data-now={String(frame.now)}
          data-turns={TURNS.includes(shell) ? "" : undefined}
        >
          <a class="vh skip" href="#main">{t.frame.skip}</a>
          <Banners frame={frame} />
          {shell !== "paper" && <TopBar frame={frame} current={current} isCovered={isCovered} />}
          {children}
          {keys.length > 0 && <Keys frame={frame} keys={keys} isCovered={isCovered} />}
          {frame.operator !== null && <TillSays frame={frame} />}
          <div id="over" />
        </body>
      </html>
    </>
  );
}

const TILL_ICON = "/assets/favicon.svg";

type HeadProps = { t: Messages; title: string; icon: string | undefined; refresh: Refresh | undefined };

/** What every page begins with. */
export function Head({ t, title, icon, refresh }: HeadProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="htmx-config" content={HTMX_CONFIG} />
      <title>{t.frame.titled(title)}</title>
      <link rel="icon" id="page-icon" type="image/svg+xml" href={icon ?? TILL_ICON} data-till={TILL_ICON} />
      <link rel="stylesheet" href="/assets/app.css" />
      <script src="/assets/htmx.min.js" defer />
      <script src="/assets/hx-sse.min.js" defer />
      <script src="/assets/double-click.js" defer />
      <script src="/assets/held-button.js" defer />
      <script src="/assets/sounds.js" defer />
      <script src="/assets/scan.js" defer />
      <script src="/assets/unsent-scans.js" defer />
      <script src="/assets/keys.js" defer />
      <script src="/assets/payment-window.js" defer />
      <script src="/assets/app.js" defer />
      <script src="/assets/added-line.js" defer />
      {refresh !== undefined && (
        <noscript>
          <meta http-equiv="refresh" content={`${refresh.seconds};url=${refresh.path}`} />
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
      <PracticeNote frame={frame} />
      <SellingNote frame={frame} />
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
        <a class="btn" href="" data-whole>{texts.reload}</a>
      </div>
    </div>
  );
}

/** Practice is said on every page. `oob` puts it on a page that was drawn when things were otherwise. */
export function PracticeNote({ frame, oob = false }: { frame: Frame; oob?: boolean }) {
  const texts = frame.t.frame;
  return (
    <div id="practice" hx-swap-oob={oob ? "true" : undefined}>
      {frame.isPractice && (
        <aside class="note is-drill" aria-label={texts.practiceLabel}>
          <Icon name="practice" />
          <p class="grow">
            <b>{texts.practice}</b> {texts.practiceMeans}
          </p>
        </aside>
      )}
    </div>
  );
}

/** Where the script says what a scan came to that never reached the till, in these words. */
function TillSays({ frame }: { frame: Frame }) {
  const { misread, elsewhere, locked, begun, unadded, unanswered } = frame.t.keys.scans;
  return (
    <p
      id="till-says"
      role="status"
      data-misread={misread}
      data-elsewhere={elsewhere}
      data-locked={locked}
      data-begun={begun}
      data-unadded={unadded}
      data-unanswered={unanswered}
    />
  );
}

type BarProps = { frame: Frame; current: PageProps["current"]; isCovered: boolean };

function TopBar({ frame, current, isCovered }: BarProps) {
  const { t, shop, operator } = frame;
  return (
    <header class={operator?.role === "manager" ? "bar is-full" : "bar"}>
      <a class="brand" href="/" aria-label={t.frame.appName}>
        <Icon name="till" /> <span>{t.frame.appName}</span>
      </a>
      {operator === null
        ? <span class="grow">{shop.name} · {formatWeekday(shop, frame.now)}, {formatTime(shop, frame.now)}</span>
        : <Navigation frame={frame} current={current} isCovered={isCovered} />}
      <Net frame={frame} />
      {operator !== null && <AllKeys frame={frame} />}
      <button type="button" id="sound" data-on={t.frame.soundOn} data-off={t.frame.soundOff} hidden>
        <span class="is-on">
          <Icon name="sound" />
        </span>
        <span class="is-off">
          <Icon name="mute" />
        </span>
      </button>
      {operator !== null && (
        <ActionForm frame={frame} action="/sign-out">
          <button
            type="submit"
            aria-label={t.frame.signOut(operator.name, t.frame.register(operator.registerNumber))}
            data-key={frame.keys.lock}
          >
            <Icon name="lock" /> {operator.name} · {t.frame.register(operator.registerNumber)}
          </button>
        </ActionForm>
      )}
    </header>
  );
}

/** Over whatever is on the screen; without script a page of its own. */
function AllKeys({ frame }: { frame: Frame }) {
  return (
    <a
      id="all-keys"
      href="/help/keys"
      hx-get="/help/keys"
      hx-target="#over"
      aria-label={frame.t.keys.title}
      data-key={frame.keys.help}
      data-key-too={frame.hasLetterKeys ? "?" : undefined}
    >
      ?
    </a>
  );
}

function Navigation({ frame, current, isCovered }: BarProps) {
  const { t, openPayments, openAttention, operator } = frame;
  return (
    <nav aria-label={t.frame.navLabel} inert={isCovered}>
      <a href="/" aria-current={current === "sale" ? "page" : undefined}>{t.frame.sale}</a>
      <a href="/returns" aria-current={current === "returns" ? "page" : undefined}>{t.returns.nav}</a>
      <a href="/payments" aria-current={current === "payments" ? "page" : undefined}>
        {t.frame.payments}
        {openPayments > 0 && (
          <span class="count">
            {openPayments} <span class="vh">{t.frame.openPayments(openPayments)}</span>
          </span>
        )}
      </a>
      <a href="/customers" aria-current={current === "customers" ? "page" : undefined}>{t.customers.title}</a>
      <a href="/shift" aria-current={current === "shift" ? "page" : undefined}>{t.shift.nav}</a>
      {operator?.role === "manager" && (
        <a href="/settings/klarna" aria-current={current === "settings" ? "page" : undefined}>{t.frame.settings}</a>
      )}
      {openAttention > 0 && (
        <a href="/attention" aria-current={current === "attention" ? "page" : undefined}>
          <span class="count is-alarm">
            ! {openAttention}
          </span>
          <span class="vh">{t.frame.attention(openAttention)}</span>
        </a>
      )}
    </nav>
  );
}

/** Whether the till answers, which app.js keeps true, and whether Klarna does. */
export function Net({ frame, oob = false }: { frame: Frame; oob?: boolean }) {
  const texts = frame.t.frame;
  return (
    <p id="net" class="net" role="status" hx-swap-oob={oob ? "true" : undefined}>
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

type KeysProps = { frame: Frame; keys: KeyHint[]; isCovered?: boolean; oob?: boolean };

/** The keys at the foot. `oob`: they change with what was just done. */
export function Keys({ frame, keys, isCovered = false, oob = false }: KeysProps) {
  return (
    <footer class="keys" id="keys" inert={isCovered} hx-swap-oob={oob ? "true" : undefined}>
      {keys.filter(({ action }) => frame.keys[action] !== undefined).map((key) => <FootKey frame={frame} {...key} />)}
      <span>
        <Key frame={frame} action="help" /> {frame.t.keys.title}
      </span>
    </footer>
  );
}

function FootKey({ frame, action, label, href, formId }: KeyHint & { frame: Frame }) {
  const key = frame.keys[action];
  const face = (
    <>
      <Key frame={frame} action={action} /> {label}
    </>
  );
  if (formId !== undefined) return <button type="submit" form={formId} data-key={key}>{face}</button>;
  return href === undefined ? <span>{face}</span> : <a href={href} data-key={key}>{face}</a>;
}
