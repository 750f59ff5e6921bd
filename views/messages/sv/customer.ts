import type { Messages } from "../catalogue.ts";

/** What parts of an address are called in countries where the usual word does not fit. */
const ADDRESS_IN: Messages["customer"]["addressIn"] = {
  AU: { city: "Ort", region: "Delstat eller territorium" },
  CA: { city: "Ort", postalCode: "Postnummer", region: "Provins (frivilligt)" },
  IE: { postalCode: "Eircode" },
  MX: { city: "Ort", region: "Delstat (frivilligt)" },
  US: { city: "Ort", postalCode: "ZIP-kod", region: "Delstat" },
};

export const customerTexts: Messages["customer"] = {
  who: "Vem är kunden?",
  klarnaNeeds: "Klarna kräver en kund med mobilnummer eller e-post.",
  klarnaOpens: "Välj en så öppnas Klarna av sig självt.",
  searchLabel: "Namn, mobil eller e-post",
  find: "Sök",
  searchHint: "Skriv minst tre tecken av ett namn, ett mobilnummer eller en e-postadress.",
  matches: (count: number, query: string) =>
    `${count === 0 ? "Ingen kund" : count === 1 ? "1 kund" : `${count} kunder`} matchar ”${query}”`,
  matchesMore: (shown: number, query: string) =>
    `Fler än ${shown} kunder matchar ”${query}”. Skriv mer för att hitta rätt`,
  manage: "Köp och kunduppgifter",
  purchases: "Köp och uppgifter",
  readBack: "Läs upp det:",
  consent: "Kunden godkänner att vi sparar uppgifterna",
  consentElse: "Utan krysset sparas de bara för det här köpet.",
  sellWithoutTax: "Sälj utan moms",
  taxFree: "Betalar ingen moms",
  consentUnasked: "Sparade innan vi började fråga. Utan krysset finns de kvar, och kunden räknas som inte tillfrågad.",
  taxFreeBy: (number: string) => `Momsfritt: ${number}`,
  taxFreeNeeds: "En kassaansvarig måste godkänna.",
  taxNumber: "Momsnummer",
  seniorForTax: "En kassaansvarig eller chef godkänner försäljning utan moms.",
  ready: "Redo för Klarna",
  notReady: "Saknar mobil och e-post",
  noMobile: "ingen mobil",
  noEmail: "ingen e-post",
  edit: "Ändra",
  choose: "Välj",
  add: "Lägg till ny kund",
  removeCustomer: "Ingen kund på köpet",
  onFile: (hasPhone: boolean, hasEmail: boolean) =>
    hasPhone && hasEmail
      ? "Mobil och e-post finns"
      : hasPhone
      ? "Mobil finns"
      : hasEmail
      ? "E-post finns"
      : "Mobil och e-post saknas",
  detailsTitle: "Kunduppgifter",
  klarnaCompares: "Klarna jämför med kundens eget konto. Skriv dem",
  asGiven: "så som kunden har angett dem hos Klarna.",
  throughKlarna: "Handlat via Klarna hittills:",
  back: "Tillbaka",
  givenName: "Förnamn",
  familyName: "Efternamn",
  phone: "Mobilnummer",
  email: "E-postadress",
  numberAndStreet: "Husnummer och gata",
  streetAndNumber: "Gata och nummer",
  street2: "Lägenhet, c/o (frivilligt)",
  postalCode: "Postnummer",
  city: "Ort",
  region: "Län eller provins (frivilligt)",
  regionRequired: "Delstat eller territorium",
  regionCode: (example: string) => `Förkortningen, till exempel ${example}`,
  addressIn: ADDRESS_IN,
  country: "Land",
  language: "Kundens språk",
  save: "Spara kund",
};
