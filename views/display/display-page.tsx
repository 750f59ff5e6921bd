import { html } from "hono/html";
import type { Frame } from "../data.ts";
import { Icon } from "../icons.tsx";
import { Head } from "../layout.tsx";
import type { DisplayView } from "./data.ts";
import { DisplayContent } from "./display-content.tsx";

/** Asks by itself this often, in case nothing is pushed. */
const POLL_EVERY = "every 4s";
const STREAM_CONFIG = JSON.stringify({
  sse: { pauseOnBackground: false, reconnectMaxDelay: 3000, connectTimeout: 5000 },
});
/** What stands between this window and the till may answer for it; that is nothing to show. */
const SKIP_REFUSALS = { "hx-status:4xx": "swap:none" };
/** Without script. */
const REFRESH_SECONDS = 4;

export type DisplayProps = { frame: Frame; token: string; view: DisplayView };

/** The screen turned to the customer: a page of its own, without anything to press. */
export function DisplayPage(props: DisplayProps) {
  const { frame, token, view } = props;
  const texts = frame.t.display;
  const refresh = { seconds: REFRESH_SECONDS, path: `/display/${token}` };
  return (
    <>
      {html`<!DOCTYPE html>`}
      <html lang={frame.shop.locale}>
        <Head t={frame.t} title={texts.title} icon={undefined} refresh={isOver(view) ? undefined : refresh} />
        <body class="solo display" data-now={String(frame.now)}>
          <header class="bar">
            <span class="brand">{frame.shop.name}</span>
          </header>
          <div class="notes">
            <p class="note is-lost" id="offline" role="alert" hidden>
              <Icon name="offline" /> {texts.offline}
            </p>
          </div>
          <main id="main">
            <section class="show" id="show" aria-live="polite" aria-labelledby="show-title">
              <DisplayLive {...props} />
            </section>
          </main>
        </body>
      </html>
    </>
  );
}

/** What is pushed, and what a poll answers: all that can change. */
export function DisplayLive({ frame, token, view }: DisplayProps) {
  return (
    <>
      {frame.isPractice && (
        <p class="note is-drill">
          <Icon name="practice" /> <b>{frame.t.display.practice}</b>
        </p>
      )}
      <DisplayContent frame={frame} view={view} />
      {!isOver(view) && <Feed token={token} />}
    </>
  );
}

function isOver(view: DisplayView): boolean {
  return view.kind === "stopped";
}

/** Both ways vanish with an address that was taken away, and with them the stream and the poll. */
function Feed({ token }: { token: string }) {
  return (
    <>
      <span
        hidden
        id="show-stream"
        hx-sse:connect={`/display/${token}/live`}
        hx-target="#show"
        hx-swap="innerMorph"
        hx-sync="this:drop"
        hx-config={STREAM_CONFIG}
        {...SKIP_REFUSALS}
      />
      <span
        hidden
        id="show-poll"
        hx-get={`/display/${token}/show`}
        hx-trigger={POLL_EVERY}
        hx-target="#show"
        hx-swap="innerMorph"
        {...SKIP_REFUSALS}
      />
    </>
  );
}
