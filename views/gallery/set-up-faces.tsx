import type { FormState } from "../data.ts";
import type { CountryView } from "../set-up/data.ts";
import { SetUpDoorPage, SetUpShopPage } from "../set-up/set-up-page.tsx";
import type { GalleryFace } from "./face.ts";
import { makeFrame } from "./people-and-things.ts";

const frame = makeFrame({ operator: null, klarna: "not_connected" });
const COUNTRIES = [{ value: "GB", label: "United Kingdom" }, { value: "CH", label: "Switzerland" }];
const SWISS: CountryView = {
  country: "CH",
  name: "Switzerland",
  currencyName: "Swiss Franc (CHF)",
  locales: ["German", "French", "Italian", "English"].map((name) => ({
    value: `${name.slice(0, 2).toLowerCase()}-CH`,
    label: `${name} (Switzerland)`,
  })),
  timeZones: [{ value: "Europe/Zurich", label: "Europe/Zurich" }],
  taxStyle: "inclusive",
};
const USUAL = { locale: "de-CH", timeZone: "Europe/Zurich", taxRate: "8.1", registers: "1" };
const DOOR: FormState = { values: { country: "GB" }, problems: {} };
const WRONG: FormState = {
  values: { ...USUAL, name: "", taxRate: "lots", receiptHead: "Bachgasse 4\n8001 Zürich", manager: "Marie" },
  problems: { name: "required", taxRate: "not_a_rate", pinAgain: "pin_differs" },
};

/** The way from nothing to a real shop. */
export function setUpFaces(): GalleryFace[] {
  const group = "Set-up";
  const shop = (name: string, form: FormState, country = SWISS): GalleryFace => ({
    name,
    group,
    render: () => <SetUpShopPage frame={frame} form={form} country={country} />,
  });
  return [
    { name: "set-up", group, render: () => <SetUpDoorPage frame={frame} form={DOOR} countries={COUNTRIES} /> },
    {
      name: "set-up-wrong-code",
      group,
      render: () => <SetUpDoorPage frame={frame} form={DOOR} countries={COUNTRIES} problem={{ kind: "wrong_code" }} />,
    },
    {
      name: "set-up-too-soon",
      group,
      render: () => (
        <SetUpDoorPage
          frame={frame}
          form={DOOR}
          countries={COUNTRIES}
          problem={{ kind: "code_too_soon", waitMs: 5_000 }}
        />
      ),
    },
    shop("set-up-shop", { values: USUAL, problems: {} }),
    shop("set-up-shop-problems", WRONG),
    shop("set-up-shop-tax-outside", { values: USUAL, problems: {} }, { ...SWISS, taxStyle: "exclusive" }),
  ];
}
