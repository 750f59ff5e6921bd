import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { Frame } from "../../views/data.ts";
import { catalogues } from "../../views/messages/catalogue.ts";
import { keptKeys, keysInUse } from "../domain/keys.ts";
import { type Language, languageOfCustomers, languageOfShop, localeFor, readLanguage } from "../domain/language.ts";
import { AppError } from "../errors.ts";
import { whyNotSelling } from "../operations/may-sell.ts";
import type { Action } from "../operations/once.ts";
import { formToken } from "../security/session-token.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { countOpenAttention } from "../store/books.ts";
import { countOpenPayments } from "../store/payments.ts";
import { findShop } from "../store/shop.ts";
import type { SignedIn } from "../store/staff.ts";

/** What the middleware has found out before a handler runs. */
export type Till = {
  Variables: {
    shop: Shop;
    /** Null on pages that anybody may see. */
    signedIn: SignedIn | null;
    /** The action of a form that changes something; null for a page. */
    action: Action | null;
  };
};

export type TillContext = Context<Till>;

export const SESSION_COOKIE = "tillside";
/** Which register this device was last used at, to offer it again. */
export const REGISTER_COOKIE = "tillside_register";

/** A till that is yet to be set up shows pages, too. */
const NO_SHOP = {
  name: "",
  country: "GB",
  currency: "GBP",
  locale: "en-GB",
  timeZone: "UTC",
  receiptHead: "",
  cashStepMinor: 1,
  receiptFoot: "",
};

/** What every page knows; in `chosen`, or the language of whoever is signed in, or the shop's. */
export async function frameOf(c: TillContext, chosen: Language | null = null): Promise<Frame> {
  const shop = c.get("shop");
  const signedIn = c.get("signedIn");
  const row = await findShop(shop.db.read);
  const language = chosen ?? signedIn?.language ?? (row ? languageOfShop(row) : languageOfBrowser(c));
  const { name, country, currency, timeZone, receiptHead, receiptFoot, cashStepMinor, locale: usual } = row ??
    { ...NO_SHOP, name: catalogues[language].frame.noShop };
  const customersLanguage = languageOfCustomers({ country, locale: usual });
  const locale = localeFor(language, country);
  const hasLetterKeys = signedIn?.hasLetterKeys !== 0;
  return {
    language,
    t: catalogues[language],
    shop: { name, country, currency, locale, customersLanguage, timeZone, receiptHead, receiptFoot, cashStepMinor },
    isPractice: shop.klarna.mode === "practice",
    operator: signedIn && {
      staffId: signedIn.staffId,
      name: signedIn.staffName,
      role: signedIn.role,
      registerName: signedIn.registerName,
      registerNumber: signedIn.registerNumber,
    },
    klarna: shop.klarna.state,
    stop: await whyNotSelling(shop),
    openPayments: signedIn ? await countOpenPayments(shop.db.read, shop.klarna.mode) : 0,
    openAttention: signedIn ? await countOpenAttention(shop.db.read, shop.klarna.mode) : 0,
    formToken: signedIn ? formToken(signedIn.tokenHash, shop.keys) : "",
    newActionId: () => newId(shop, "act"),
    keys: keysInUse(keptKeys(signedIn?.keyMap ?? null), hasLetterKeys),
    hasLetterKeys,
    now: shop.clock.now(),
  };
}

/** Before there is a shop: the first language of the browser that is one of ours. */
function languageOfBrowser(c: Context): Language {
  const wanted = (c.req.header("accept-language") ?? "").split(",");
  return wanted.map((one) => readLanguage(one.split(";")[0])).find((one) => one !== null) ?? "en";
}

/** Who does this, and where. */
export function operatorOf(c: TillContext): Operator {
  const { staffId, role, registerId, shiftId } = requireSignedIn(c);
  return { staffId, role, registerId, shiftId };
}

export function requireSignedIn(c: TillContext): SignedIn {
  const signedIn = c.get("signedIn");
  if (!signedIn) throw new AppError({ kind: "signed_out" });
  return signedIn;
}

/** The press of a form that this request is. */
export function actionOf(c: TillContext): Action {
  const action = c.get("action");
  if (!action) throw new AppError({ kind: "bad_form" });
  return action;
}

export function sessionToken(c: TillContext): string | null {
  return getCookie(c, SESSION_COOKIE) ?? null;
}

/** Whether htmx asks, and would rather have a part of a page. */
export function wantsPart(c: Context): boolean {
  return c.req.header("hx-request") === "true" && c.req.header("hx-request-type") !== "full";
}

/** The answer is a page, whatever part of one the form would have had replaced. */
export function showOnWholePage(c: Context): void {
  c.header("HX-Retarget", "body");
  c.header("HX-Reswap", "outerHTML");
}

/** Sends the browser on after a form was done, so that a reload repeats a look and not the deed. */
export function goTo(c: Context, path: string): Response {
  return c.redirect(path, 303);
}
