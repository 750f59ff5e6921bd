import type { Messages } from "../catalogue.ts";

export const sellingSettingsTexts: Messages["sellingSettings"] = {
  title: "Kortingen en contant geld",
  nav: "Instellingen",
  klarna: "Klarna",
  limits: "Wie hoeveel mag geven",
  limitsMeans:
    "Alles wat er van een regel of een verkoop afgaat, telt bij elkaar. Voor meer geeft iemand die het mag akkoord, met de eigen pincode aan de kassa.",
  cashierLimit: "Een kassamedewerker, in procenten",
  seniorLimit: "Een teamleider, in procenten",
  managers: "Een manager mag elke korting geven.",
  cash: "Contant",
  cashStep: (currency: string) => `Kleinste munt, in ${currency}`,
  cashStepHint: "Wat contant wordt betaald, wordt daarop afgerond.",
  returns: "Retouren",
  returnLimit: (currency: string) => `Tweede persoon bij retouren boven, in ${currency}`,
  returnLimitHint: "Alles wat van één verkoop wordt terugbetaald, telt bij elkaar.",
  save: "Opslaan",
  saved: "Opgeslagen. Het geldt vanaf de volgende korting en de volgende contante betaling.",
};
