import { Hono } from "hono";
import type { FormState } from "../../views/data.ts";
import type { KlarnaSettingsView, KlarnaTestView, KnockView } from "../../views/settings/data.ts";
import { CallbackPanel } from "../../views/settings/callback-panel.tsx";
import { KlarnaPage } from "../../views/settings/klarna-page.tsx";
import { TestPanel } from "../../views/settings/test-panel.tsx";
import { AppError } from "../errors.ts";
import { proveKlarna } from "../operations/ask-klarna.ts";
import { knockOnCallback } from "../operations/callback-knock.ts";
import {
  connectKlarna,
  countAllOpenPayments,
  heldConnection,
  heldCredentials,
  removeKlarna,
} from "../operations/klarna-connection.ts";
import { readConnection, suggestedRegion } from "../operations/klarna-form.ts";
import { testKlarna } from "../operations/test-klarna.ts";
import type { Shop } from "../shop.ts";
import { form, typed, wholeNumber } from "./forms.ts";
import { actionOf, frameOf, goTo, showOnWholePage, type Till, type TillContext, wantsPart } from "./till.ts";

const connectionFields = {
  environment: typed,
  region: typed,
  address: typed,
  username: typed,
  password: typed,
  apiKey: typed,
};
/** How many open payments were ticked to be left behind; none when left out. */
const leaving = wholeNumber.default(0);
const strangers = wholeNumber.default(0);
const PAGE = "/settings/klarna";

type Shown = { state?: FormState; test?: KlarnaTestView; knock?: KnockView; error?: AppError };

/** The manager's page for the connection to Klarna. */
export const klarnaSettingsRoutes = new Hono<Till>()
  .get(PAGE, (c) => settingsPage(c))
  .post(PAGE, form({ ...connectionFields, leaving, strangers }), async (c) => {
    const shop = c.get("shop");
    const { leaving, strangers, ...values } = c.req.valid("form");
    const read = readConnection(values, await kept(shop));
    if (!read.ok) return await settingsPage(c, { state: { values, problems: read.problems } });
    try {
      await connectKlarna(shop, actionOf(c), { ...read.choice, credentials: read.credentials, leaving, strangers });
    } catch (error) {
      if (!(error instanceof AppError) || error.problem.kind === "action_reused") throw error;
      return await settingsPage(c, { state: { values, problems: {} }, error });
    }
    await proveKlarna(shop);
    return goTo(c, PAGE);
  })
  .post(`${PAGE}/test`, form(connectionFields), async (c) => {
    const shop = c.get("shop");
    const values = c.req.valid("form");
    const read = readConnection(values, await kept(shop));
    const credentials = read.ok ? read.credentials ?? await heldCredentials(shop, read.choice.url) : null;
    if (!read.ok || credentials === null) {
      // What is wrong is said beside the fields.
      showOnWholePage(c);
      const problems = read.ok ? { password: "secret_needed" as const } : read.problems;
      return await settingsPage(c, { state: { values, problems } });
    }
    const frame = await frameOf(c);
    const test = await testKlarna(shop, read.choice.url, credentials, frame.t.klarnaSettings.testLine);
    if (wantsPart(c)) return await c.html(<TestPanel frame={frame} test={test} />);
    return await settingsPage(c, { state: { values, problems: {} }, test });
  })
  .post(`${PAGE}/callback-test`, form({}), async (c) => {
    const { callbackUrl } = c.get("shop");
    if (callbackUrl === null) throw new AppError({ kind: "bad_form" });
    const knock = await knockOnCallback(c.get("shop"));
    if (!wantsPart(c)) return await settingsPage(c, { knock });
    return await c.html(<CallbackPanel frame={await frameOf(c)} callbackUrl={callbackUrl} knock={knock} />);
  })
  .post(`${PAGE}/removal`, form({ leaving }), async (c) => {
    try {
      await removeKlarna(c.get("shop"), actionOf(c), c.req.valid("form").leaving);
    } catch (error) {
      if (!(error instanceof AppError) || error.problem.kind !== "klarna_payments_left") throw error;
      return await settingsPage(c, { error });
    }
    await proveKlarna(c.get("shop"));
    return goTo(c, PAGE);
  });

/** What may stay as it is when nothing else is typed: not what cannot be opened any more. */
async function kept(shop: Shop) {
  return shop.klarna.gateway === null ? null : await heldConnection(shop);
}

async function settingsPage(c: TillContext, { state, test, knock, error }: Shown = {}): Promise<Response> {
  const settings = await settingsView(c.get("shop"));
  const frame = await frameOf(c);
  const shown = state ?? { values: whatIsHeld(settings, frame.shop.country), problems: {} };
  const isWrong = Object.keys(shown.problems).length > 0;
  return await c.html(
    <KlarnaPage
      frame={frame}
      settings={settings}
      form={shown}
      test={test ?? null}
      knock={knock ?? null}
      problem={error?.problem ?? null}
    />,
    error?.status ?? (isWrong ? 422 : 200),
  );
}

function whatIsHeld({ held }: KlarnaSettingsView, country: string): Record<string, string> {
  const region = suggestedRegion(country);
  if (held === null) return { environment: "playground", region };
  const isOther = held.environment === "other";
  return {
    environment: isOther ? "playground" : held.environment,
    region: held.region ?? region,
    address: isOther ? held.url : "",
    username: held.username,
  };
}

async function settingsView(shop: Shop): Promise<KlarnaSettingsView> {
  const { source, state, mode, url } = shop.klarna;
  const row = await heldConnection(shop);
  return {
    source,
    state,
    mode,
    url,
    held: row && {
      environment: row.environment ?? "other",
      region: row.region,
      url: row.baseUrl,
      credentialKind: row.credentialKind ?? "pair",
      username: row.username,
      connectedAt: row.connectedAt ?? row.createdAt,
    },
    fallback: shop.klarnaFallback?.source ?? null,
    openPayments: await countAllOpenPayments(shop),
    callbackUrl: shop.callbackUrl,
  };
}
