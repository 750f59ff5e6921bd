import { Hono } from "hono";
import type { FormState } from "../../views/data.ts";
import { catalogues } from "../../views/messages/catalogue.ts";
import type { CountryView } from "../../views/set-up/data.ts";
import { SetUpDoorPage, SetUpShopPage } from "../../views/set-up/set-up-page.tsx";
import { languageOfShop } from "../domain/language.ts";
import { taxRateText } from "../domain/countries.ts";
import type { Problem } from "../domain/problem.ts";
import { AppError } from "../errors.ts";
import {
  checkSetUpCode,
  choicesIn,
  isSetUpOpen,
  problemsIn,
  setUpShop,
  shopCountries,
  type TypedShop,
} from "../operations/set-up.ts";
import { countryChoices } from "./customer-form.ts";
import { form, typed } from "./forms.ts";
import { keepSession } from "./sign-in.tsx";
import { frameOf, goTo, type Till, type TillContext } from "./till.ts";

const FIRST_COUNTRY = "GB";
const shopFields = {
  name: typed,
  country: typed,
  locale: typed,
  timeZone: typed,
  taxRate: typed,
  receiptHead: typed,
  manager: typed,
  pin: typed,
  pinAgain: typed,
  registers: typed,
};

/** The way from an empty database to a real shop, behind the code that the till printed. Afterwards it is gone. */
export const setUpRoutes = new Hono<Till>()
  .get("/set-up", (c) => {
    if (!isSetUpOpen(c.get("shop"))) throw new AppError({ kind: "page_missing" });
    return doorPage(c, { values: { country: FIRST_COUNTRY }, problems: {} });
  })
  .post("/set-up/country", form({ code: typed, country: typed }), async (c) => {
    const values = c.req.valid("form");
    const problem = codeProblem(c, values.code);
    if (problem !== null) return await afterWrongCode(c, values, problem);
    const usual = usualIn(values.country);
    if (usual === null) return await doorPage(c, { values, problems: { country: "not_known" } });
    return await shopPage(c, values.country, { values: { ...usual, ...values }, problems: {} });
  })
  .post("/set-up", form({ code: typed, ...shopFields }), async (c) => {
    const { code, ...values } = c.req.valid("form");
    const problem = codeProblem(c, code);
    if (problem !== null) return await afterWrongCode(c, { code, ...values }, problem);
    const state = { values: { code, ...values }, problems: problemsIn(values) };
    if (Object.keys(state.problems).length > 0) return await shopPage(c, values.country, state);
    try {
      keepSession(c, await setUpShop(c.get("shop"), values, firstWords(values)));
      return goTo(c, "/settings/klarna");
    } catch (error) {
      if (error instanceof AppError && error.problem.kind === "set_up_done") return goTo(c, "/sign-in");
      throw error;
    }
  });

/** What stands in the way of this code; null when it is the right one. */
function codeProblem(c: TillContext, code: string): AppError | null {
  try {
    checkSetUpCode(c.get("shop"), code);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.problem.kind !== "page_missing") return error;
    throw error;
  }
}

/** Said with everything typed still there. The right code of a shop that is set up already leads to its door. */
async function afterWrongCode(
  c: TillContext,
  values: Partial<TypedShop> & { code: string; country: string },
  error: AppError,
): Promise<Response> {
  if (error.problem.kind === "set_up_done") return goTo(c, "/sign-in");
  const state = { values, problems: {} };
  if (values.name === undefined) return await doorPage(c, state, error);
  return await shopPage(c, values.country, state, error);
}

async function doorPage(c: TillContext, state: FormState, error?: AppError): Promise<Response> {
  const frame = await frameOf(c);
  const countries = countryChoices(frame.shop.locale, FIRST_COUNTRY);
  const problem: Problem | null = error?.problem ?? null;
  const page = <SetUpDoorPage frame={frame} form={state} countries={countries} problem={problem} />;
  return await c.html(page, statusOf(state, error));
}

async function shopPage(c: TillContext, country: string, state: FormState, error?: AppError): Promise<Response> {
  const frame = await frameOf(c);
  const view = countryView(frame.shop.locale, country);
  if (view === null) return await doorPage(c, state, error);
  const problem: Problem | null = error?.problem ?? null;
  const page = <SetUpShopPage frame={frame} form={state} country={view} problem={problem} />;
  return await c.html(page, statusOf(state, error));
}

function statusOf(state: FormState, error: AppError | undefined) {
  return error?.status ?? (Object.keys(state.problems).length > 0 ? 422 : 200);
}

/** In the new shop's own language, whatever its owner reads. */
function firstWords(shop: Pick<TypedShop, "locale">) {
  const texts = catalogues[languageOfShop(shop)].setUp;
  return { taxRate: texts.firstTaxRate, category: texts.firstCategory, register: texts.register };
}

/** What is filled in before anybody typed. */
function usualIn(country: string): Record<string, string> | null {
  const choices = shopCountries().includes(country) ? choicesIn(country) : null;
  if (choices === null) return null;
  const { locales, timeZones, taxRate } = choices;
  return {
    locale: locales[0] ?? "",
    timeZone: timeZones[0] ?? "",
    taxRate: taxRate === null ? "" : taxRateText(taxRate),
    registers: "1",
  };
}

function countryView(pageLocale: string, country: string): CountryView | null {
  const choices = choicesIn(country);
  if (choices === null) return null;
  const languages = new Intl.DisplayNames(pageLocale, { type: "language", languageDisplay: "standard" });
  const regions = new Intl.DisplayNames(pageLocale, { type: "region" });
  const currencies = new Intl.DisplayNames(pageLocale, { type: "currency" });
  return {
    country,
    name: regions.of(country) ?? country,
    currencyName: `${currencies.of(choices.currency)} (${choices.currency})`,
    locales: choices.locales.map((value) => ({ value, label: languages.of(value) ?? value })),
    timeZones: choices.timeZones.map((value) => ({ value, label: value.replaceAll("_", " ") })),
    taxStyle: choices.taxStyle,
  };
}
