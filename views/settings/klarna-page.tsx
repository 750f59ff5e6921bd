import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame } from "../data.ts";
import type { KlarnaSettingsView, KlarnaTestView, KnockView } from "./data.ts";
import { formatDate } from "../format.ts";
import { Icon, type IconName } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import { CallbackPanel } from "./callback-panel.tsx";
import { ConnectionForm } from "./connection-form.tsx";
import { RemovePanel } from "./remove-panel.tsx";
import { SettingsNav } from "./settings-nav.tsx";
import { TestPanel } from "./test-panel.tsx";

export type KlarnaPageProps = {
  frame: Frame;
  settings: KlarnaSettingsView;
  form: FormState;
  test?: KlarnaTestView | null;
  knock?: KnockView | null;
  problem?: Problem | null;
};

/** Where a manager connects the till to Klarna, tries the connection, and takes it away. */
export function KlarnaPage({ frame, settings, form, test = null, knock = null, problem = null }: KlarnaPageProps) {
  const texts = frame.t.klarnaSettings;
  return (
    <Page frame={frame} title={texts.title} shell="office" current="settings">
      <main class="main" id="main">
        <SettingsNav frame={frame} current="klarna" />
        <div class="row row-apart">
          <h1>{texts.title}</h1>
          <a href="/help/klarna">{texts.help}</a>
        </div>
        {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
        <StatusPanel frame={frame} settings={settings} />
        <div class="cols cols-side">
          <ConnectionForm frame={frame} settings={settings} form={form} problem={problem} />
          <div class="stack">
            <TestPanel frame={frame} test={test} />
            <CallbackPanel frame={frame} callbackUrl={settings.callbackUrl} knock={knock} />
            {settings.held !== null && (
              <RemovePanel frame={frame} settings={settings} isOpen={problem?.kind === "klarna_payments_left"} />
            )}
          </div>
        </div>
      </main>
    </Page>
  );
}

type PartProps = { frame: Frame; settings: KlarnaSettingsView };

const LOOKS: Record<KlarnaSettingsView["state"], { pill: string; icon: IconName }> = {
  ready: { pill: "is-done", icon: "done" },
  away: { pill: "is-lost", icon: "offline" },
  refused: { pill: "is-fail", icon: "warning" },
  not_connected: { pill: "is-gone", icon: "none" },
};

/** What is connected now, and how it stands with it. */
function StatusPanel({ frame, settings }: PartProps) {
  const texts = frame.t.klarnaSettings;
  const { state, source, mode, openPayments: { elsewhere } } = settings;
  const { pill, icon } = LOOKS[state];
  return (
    <section class="panel stack-sm" aria-labelledby="klarna-now">
      <div class="row">
        <h2 id="klarna-now">{texts.status.heading}</h2>
        <span class={`pill ${pill}`}>
          <Icon name={icon} /> {texts.pills[state]}
        </span>
        {source !== "none" && (
          <span class={`pill ${mode === "practice" ? "is-wait" : "is-prog"}`}>
            {mode === "practice" ? texts.practicePill : texts.livePill}
          </span>
        )}
      </div>
      <p>{whatIsConnected(frame, settings)}</p>
      {state !== "not_connected" && <p class="meta">{texts.status[state]}</p>}
      {elsewhere > 0 && (
        <p>
          {texts.status.elsewhere(elsewhere)} <a href="/payments">{texts.status.seeThem}</a>
        </p>
      )}
    </section>
  );
}

function whatIsConnected(frame: Frame, { source, state, url, held }: KlarnaSettingsView): string {
  const texts = frame.t.klarnaSettings.status;
  if (source === "none") return texts.none;
  if (source === "simulator") return texts.simulator;
  if (source === "settings" || held === null) return texts.settings(url);
  if (state === "not_connected") return texts.unreadable;
  const { environment, region, credentialKind, username, connectedAt } = held;
  const where = environment === "other" || region === null
    ? texts.where.other(held.url)
    : texts.where[environment](region);
  const who = credentialKind === "key" ? texts.who.key : texts.who.pair(username);
  return texts.page(where, who, formatDate(frame.shop, connectedAt));
}
