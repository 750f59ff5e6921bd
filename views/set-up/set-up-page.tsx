import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame } from "../data.ts";
import type { CountryView } from "./data.ts";
import { ActionForm, type Choice, Field, SelectField, TextField } from "../form.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";

type DoorProps = { frame: Frame; form: FormState; countries: Choice[]; problem?: Problem | null };

/** The first page of a till without a shop: the code that opens it, and the country that decides what is asked next. */
export function SetUpDoorPage({ frame, form, countries, problem = null }: DoorProps) {
  const { t } = frame;
  const texts = t.setUp;
  return (
    <Page frame={frame} title={texts.title} shell="solo">
      <main id="main">
        <ActionForm frame={frame} action="/set-up/country" class="sheet stack" id="set-up">
          <h1>{texts.heading}</h1>
          <p>{texts.intro}</p>
          {problem !== null && <ProblemNotice t={t} problem={problem} />}
          <Field
            t={t}
            form={form}
            name="code"
            label={texts.code}
            hint={texts.codeHint}
            class="code"
            autofocus
            required
          />
          <SelectField t={t} form={form} name="country" label={texts.country} choices={countries} />
          <div class="row row-end">
            <button class="btn btn-main" type="submit">{texts.next}</button>
          </div>
        </ActionForm>
      </main>
    </Page>
  );
}

export type SetUpShopProps = { frame: Frame; form: FormState; country: CountryView; problem?: Problem | null };

/** Everything a shop needs before its first sale, with what is usual in its country filled in. */
export function SetUpShopPage(props: SetUpShopProps) {
  const { frame, form, country, problem = null } = props;
  const texts = frame.t.setUp;
  return (
    <Page frame={frame} title={texts.shopTitle} shell="solo">
      <main id="main">
        <ActionForm frame={frame} action="/set-up" class="sheet stack" id="set-up">
          <input type="hidden" name="code" value={form.values["code"] ?? ""} />
          <input type="hidden" name="country" value={country.country} />
          <div class="row row-apart">
            <h1>{texts.shopHeading}</h1>
            <a class="btn btn-quiet" href="/set-up">{texts.otherCountry}</a>
          </div>
          <p>{texts.inCountry(country.name, country.currencyName)}</p>
          {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
          <ShopFields {...props} />
          <ManagerFields {...props} />
          <div class="row row-end">
            <button class="btn btn-main" type="submit">{texts.open}</button>
          </div>
        </ActionForm>
      </main>
    </Page>
  );
}

function ShopFields({ frame: { t }, form, country }: SetUpShopProps) {
  const texts = t.setUp;
  return (
    <div class="cols">
      <Field t={t} form={form} name="name" label={texts.name} autofocus required />
      <SelectField t={t} form={form} name="locale" label={texts.locale} choices={country.locales} />
      <SelectField t={t} form={form} name="timeZone" label={texts.timeZone} choices={country.timeZones} />
      <Field
        t={t}
        form={form}
        name="taxRate"
        label={texts.taxRate}
        hint={texts.taxHints[country.taxStyle]}
        inputmode="decimal"
        required
      />
      <TextField
        t={t}
        form={form}
        name="receiptHead"
        label={texts.receiptHead}
        hint={texts.receiptHeadHint}
        rows={3}
      />
      <Field t={t} form={form} name="registers" label={texts.registers} inputmode="numeric" required />
    </div>
  );
}

function ManagerFields({ frame: { t }, form }: SetUpShopProps) {
  const texts = t.setUp;
  const isAgain = Object.keys(form.problems).length > 0 && form.problems["pin"] === undefined;
  return (
    <fieldset class="stack-sm">
      <legend>
        <h2>{texts.managerHeading}</h2>
      </legend>
      <div class="cols">
        <Field t={t} form={form} name="manager" label={texts.manager} required />
        <Field
          t={t}
          form={form}
          name="pin"
          label={texts.pin}
          hint={isAgain ? texts.typeAgain : texts.pinHint}
          type="password"
          inputmode="numeric"
          maxlength={6}
          required
        />
        <Field
          t={t}
          form={form}
          name="pinAgain"
          label={texts.pinAgain}
          type="password"
          inputmode="numeric"
          maxlength={6}
          required
        />
      </div>
    </fieldset>
  );
}
