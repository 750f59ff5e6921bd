import { Hono } from "hono";
import type { z } from "zod";
import type { FormState } from "../../views/data.ts";
import { KeyListDialog, KeyListPage } from "../../views/keys/key-list.tsx";
import { KeySettingsPage } from "../../views/keys/key-settings.tsx";
import {
  clashesIn,
  DEFAULT_KEYS,
  keptKeys,
  KEY_ACTIONS,
  type KeyAction,
  type KeyMap,
  keysFor,
} from "../domain/keys.ts";
import { AppError } from "../errors.ts";
import { saveKeys } from "../operations/keys.ts";
import { form, query, typed } from "./forms.ts";
import { actionOf, frameOf, goTo, requireSignedIn, type Till, type TillContext, wantsPart } from "./till.ts";

const SETTINGS = "/settings/keys";

const keyFields = Object.fromEntries(KEY_ACTIONS.map((action) => [action, typed])) as Record<KeyAction, typeof typed>;

/** The list of keys, and where everybody chooses their own. */
export const keyRoutes = new Hono<Till>()
  .get("/help/keys", async (c) => {
    const frame = await frameOf(c);
    if (wantsPart(c)) return await c.html(<KeyListDialog frame={frame} />);
    return await c.html(<KeyListPage frame={frame} backHref={cameFrom(c)} />);
  })
  .get(SETTINGS, query({ saved: typed }), async (c) => {
    const { keyMap, hasLetterKeys } = requireSignedIn(c);
    const values = valuesOf(keptKeys(keyMap), hasLetterKeys === 1);
    return await settingsPage(c, { values, problems: {} }, { isSaved: c.req.valid("query").saved !== "" });
  })
  .post(SETTINGS, form({ ...keyFields, hasLetterKeys: typed, set: typed }), async (c) => {
    const { hasLetterKeys, set, ...chosen } = c.req.valid("form");
    const keys = set === "default" ? { ...DEFAULT_KEYS } : chosenKeys(chosen);
    const areLettersUsed = set === "default" || hasLetterKeys === "1";
    try {
      await saveKeys(c.get("shop"), actionOf(c), keys, areLettersUsed);
    } catch (error) {
      if (!(error instanceof AppError) || error.problem.kind !== "keys_clash") throw error;
      const problems = Object.fromEntries(clashesIn(keys).map((action) => [action, "key_taken" as const]));
      return await settingsPage(c, { values: valuesOf(keys, areLettersUsed), problems }, { error });
    }
    return goTo(c, `${SETTINGS}?saved=yes`);
  });

/** Where the browser says it comes from, if that is a page of ours to go back to. */
function cameFrom(c: TillContext): string {
  const url = URL.parse(c.req.header("referer") ?? "");
  const isOurs = url !== null && url.host === new URL(c.req.url).host;
  return isOurs && !/^\/(help|settings)\/keys$/.test(url.pathname) ? url.pathname + url.search : "/";
}

/** Throws bad_form for a key that cannot be chosen for this. */
function chosenKeys(chosen: z.infer<z.ZodObject<typeof keyFields>>): KeyMap {
  const keys: KeyMap = {};
  for (const action of KEY_ACTIONS) {
    const key = chosen[action];
    if (key === "") continue;
    if (!keysFor(action).includes(key)) throw new AppError({ kind: "bad_form" });
    keys[action] = key;
  }
  return keys;
}

function valuesOf(keys: KeyMap, hasLetterKeys: boolean): FormState["values"] {
  return {
    ...Object.fromEntries(KEY_ACTIONS.map((action) => [action, keys[action] ?? ""])),
    hasLetterKeys: hasLetterKeys ? "1" : "",
  };
}

async function settingsPage(
  c: TillContext,
  state: FormState,
  { isSaved = false, error }: { isSaved?: boolean; error?: AppError },
): Promise<Response> {
  const frame = await frameOf(c);
  return await c.html(
    <KeySettingsPage frame={frame} form={state} isSaved={isSaved} problem={error?.problem ?? null} />,
    error?.status ?? 200,
  );
}
