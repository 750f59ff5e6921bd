import type { Messages } from "../catalogue.ts";

const addressIn: Messages["customer"]["addressIn"] = {
  AU: { city: "Wijk of plaats", region: "Staat of territorium" },
  CA: { city: "Plaats", postalCode: "Postcode", region: "Provincie (optioneel)" },
  IE: { postalCode: "Eircode" },
  MX: { city: "Plaats", region: "Staat (optioneel)" },
  US: { city: "Plaats", postalCode: "ZIP-code", region: "Staat" },
};

export const customerTexts: Messages["customer"] = {
  who: "Wie is de klant?",
  klarnaNeeds: "Klarna heeft een klant nodig met een mobiel nummer of e-mailadres.",
  klarnaOpens: "Kies er een en Klarna opent vanzelf.",
  searchLabel: "Naam, mobiel of e-mail",
  find: "Zoeken",
  searchHint: "Typ minstens drie tekens van een naam, mobiel nummer of e-mailadres.",
  matches: (count: number, query: string) =>
    `${count === 0 ? "Geen klant" : count === 1 ? "1 klant" : `${count} klanten`} gevonden voor “${query}”`,
  matchesMore: (shown: number, query: string) =>
    `Meer dan ${shown} klanten gevonden voor “${query}”. Typ meer om de juiste te vinden`,
  manage: "Aankopen en gegevens",
  purchases: "Aankopen en gegevens",
  readBack: "Lees voor:",
  consent: "De klant vindt goed dat we deze gegevens bewaren",
  consentElse: "Zonder dit vinkje worden ze alleen voor deze verkoop bewaard.",
  sellWithoutTax: "Zonder btw verkopen",
  taxFree: "Betaalt geen btw",
  consentUnasked: "Al bekend voordat we dit vroegen. Zonder dit vinkje blijven ze bewaard en blijft de vraag open.",
  taxFreeBy: (number: string) => `Zonder btw: ${number}`,
  taxFreeNeeds: "Een teamleider moet akkoord geven.",
  taxNumber: "Btw-nummer",
  seniorForTax: "Een teamleider of manager geeft akkoord om zonder btw te verkopen.",
  ready: "Klaar voor Klarna",
  notReady: "Mobiel of e-mail nodig",
  noMobile: "geen mobiel",
  noEmail: "geen e-mail",
  edit: "Wijzigen",
  choose: "Kiezen",
  add: "Nieuwe klant toevoegen",
  removeCustomer: "Geen klant bij deze verkoop",
  onFile: (hasPhone: boolean, hasEmail: boolean) =>
    hasPhone && hasEmail
      ? "Mobiel en e-mail bekend"
      : hasPhone
      ? "Mobiel bekend"
      : hasEmail
      ? "E-mail bekend"
      : "Geen mobiel of e-mail bekend",
  detailsTitle: "Klantgegevens",
  klarnaCompares: "Klarna vergelijkt ze met het account van de klant. Vul ze in",
  asGiven: "zoals de klant ze aan Klarna heeft gegeven.",
  throughKlarna: "Tot nu toe via Klarna gekocht:",
  back: "Terug",
  givenName: "Voornaam",
  familyName: "Achternaam",
  phone: "Mobiel nummer",
  email: "E-mailadres",
  numberAndStreet: "Huisnummer en straat",
  streetAndNumber: "Straat en huisnummer",
  street2: "Toevoeging, gebouw (optioneel)",
  postalCode: "Postcode",
  city: "Plaats",
  region: "Provincie (optioneel)",
  regionRequired: "Staat of territorium",
  regionCode: (example: string) => `De afkorting, bijvoorbeeld ${example}`,
  addressIn,
  country: "Land",
  language: "Taal van de klant",
  save: "Klant opslaan",
};
