import type { FormState, Frame } from "../data.ts";
import type { KlarnaSettingsView, KlarnaTestView } from "../settings/data.ts";
import { KlarnaHelpPage } from "../help/klarna-help.tsx";
import { KlarnaPage, type KlarnaPageProps } from "../settings/klarna-page.tsx";
import type { GalleryFace } from "./face.ts";
import { makeFrame, MINUTE, NOW } from "./people-and-things.ts";

const MONA = { staffId: "stf_00000000000000000000000002", name: "Mona", role: "manager" as const };
const operator = { ...MONA, registerName: "Front till", registerNumber: 2 };
const EMPTY: FormState = { values: { environment: "playground", region: "eu" }, problems: {} };

const NONE: KlarnaSettingsView = {
  source: "none",
  state: "not_connected",
  mode: "live",
  url: "",
  held: null,
  fallback: null,
  openPayments: { here: 0, elsewhere: 0 },
  callbackUrl: null,
};
const HELD: KlarnaSettingsView = {
  ...NONE,
  source: "page",
  state: "ready",
  mode: "practice",
  url: "https://api.playground.klarna.com",
  held: {
    environment: "playground",
    region: "eu",
    url: "https://api.playground.klarna.com",
    credentialKind: "pair",
    username: "PK00000_1a2b3c4d",
    connectedAt: NOW - MINUTE,
  },
};
const LIVE: KlarnaSettingsView = {
  ...HELD,
  mode: "live",
  held: HELD.held && { ...HELD.held, environment: "live", credentialKind: "key", username: "" },
  openPayments: { here: 2, elsewhere: 0 },
  callbackUrl: "https://calls.fernbank.example",
};
const FINE: KlarnaTestView = {
  url: "https://api.playground.klarna.com",
  at: NOW - MINUTE,
  tookMs: 412,
  done: ["payment_session", "hosted_session", "disable"],
  stopped: null,
};
const CORRELATION_ID = "5f2a8c4e-91d7-4b1e-8a60-2f4f1f0d7c11";
const REFUSED: KlarnaTestView = {
  ...FINE,
  done: [],
  stopped: {
    step: "payment_session",
    httpStatus: 401,
    code: "unauthorized",
    correlationId: CORRELATION_ID,
    guess: "credentials",
  },
};
const NO_PAGE: KlarnaTestView = {
  ...FINE,
  done: ["payment_session"],
  stopped: {
    step: "hosted_session",
    httpStatus: 403,
    code: "forbidden",
    correlationId: CORRELATION_ID,
    guess: "no_hosted_page",
  },
};
const SILENT: KlarnaTestView = {
  ...REFUSED,
  stopped: { step: "payment_session", httpStatus: null, code: "unreachable", correlationId: null, guess: "no_way" },
};
const WRONG: FormState = {
  values: { ...EMPTY.values, username: "PK1:two", address: "https://elsewhere.example" },
  problems: { username: "has_colon", password: "secret_needed", apiKey: "one_of_two", address: "not_this_machine" },
};

function formOf({ held }: KlarnaSettingsView): FormState {
  if (held === null) return EMPTY;
  const { environment, username } = held;
  return { values: { ...EMPTY.values, environment, username }, problems: {} };
}

/** The manager's page for Klarna, in every state of the connection and of its tests. */
export function settingsFaces(): GalleryFace[] {
  const face = (
    name: string,
    settings: KlarnaSettingsView,
    rest: Partial<KlarnaPageProps> = {},
    changes: Partial<Frame> = {},
  ): GalleryFace => ({
    name: `klarna-${name}`,
    group: "Connect Klarna",
    render: () => {
      const isPractice = settings.mode === "practice";
      const frame = makeFrame({ operator, klarna: settings.state, isPractice, ...changes });
      return <KlarnaPage frame={frame} settings={settings} form={formOf(settings)} {...rest} />;
    },
  });
  return [
    { name: "klarna-help", group: "Help", render: () => <KlarnaHelpPage frame={makeFrame()} /> },
    face("none", NONE),
    face("none-wrong", NONE, { form: WRONG }),
    face("test-fine", NONE, { test: FINE }),
    face("test-refused", NONE, { test: REFUSED }),
    face("test-no-page", NONE, { test: NO_PAGE }),
    face("test-silent", NONE, { test: SILENT }),
    face("playground", HELD),
    face("live", LIVE),
    face("live-refused", { ...LIVE, state: "refused" }),
    face("live-away", { ...LIVE, state: "away" }),
    face("unreadable", { ...HELD, state: "not_connected" }),
    face("from-settings", { ...LIVE, source: "settings", held: null, fallback: "settings" }),
    face("from-simulator", { ...HELD, source: "simulator", held: null, fallback: "simulator" }),
    face("stays", HELD, { problem: { kind: "klarna_payments_open", count: 2 } }),
    face("left-here", LIVE, { problem: { kind: "klarna_payments_left", count: 2 } }),
    face("left-elsewhere", { ...NONE, openPayments: { here: 0, elsewhere: 2 } }, {
      problem: { kind: "klarna_payments_left", count: 2 },
    }),
    face("other-merchant", HELD, { problem: { kind: "klarna_payments_unseen", why: "other_merchant", count: 1 } }),
    face("unseen", HELD, { problem: { kind: "klarna_payments_unseen", why: "away", count: 2 } }),
    face("unseen-refused", HELD, { problem: { kind: "klarna_payments_unseen", why: "refused", count: 2 } }),
    face("changed", HELD, { problem: { kind: "klarna_connection_changed" } }),
    face("call-arrived", LIVE, { knock: { seen: "arrived" } }),
    face("call-elsewhere", LIVE, { knock: { seen: "answered", httpStatus: 502 } }),
    face("call-silent", LIVE, { knock: { seen: "timeout" } }),
  ];
}
