/** What parts of an address are called where people call them otherwise. */
const ADDRESS_IN: Readonly<Record<string, { city?: string; postalCode?: string; region?: string }>> = {
  AU: { city: "Suburb or town", region: "State or territory" },
  CA: { city: "City", postalCode: "Postal code", region: "Province (optional)" },
  IE: { postalCode: "Eircode" },
  MX: { city: "City", region: "State (optional)" },
  US: { city: "City", postalCode: "ZIP code", region: "State" },
};

export const customerTexts = {
  who: "Who is the customer?",
  klarnaNeeds: "Klarna needs a customer with a mobile number or e-mail.",
  klarnaOpens: "Choose one and Klarna opens by itself.",
  searchLabel: "Name, mobile or e-mail",
  find: "Find",
  searchHint: "Type at least three characters of a name, a mobile number or an e-mail address.",
  matches: (count: number, query: string) =>
    `${
      count === 0 ? "No customer matches" : count === 1 ? "1 customer matches" : `${count} customers match`
    } “${query}”`,
  matchesMore: (shown: number, query: string) =>
    `More than ${shown} customers match “${query}”. Type more to find the right one`,
  manage: "Purchases and records",
  purchases: "Purchases and record",
  readBack: "Read it back:",
  consent: "The customer agrees that we keep these details",
  consentElse: "Without this tick they are kept for this sale only.",
  sellWithoutTax: "Sell without tax",
  taxFree: "Pays no tax",
  consentUnasked: "On file since before we asked. Without this tick they stay on file, not asked.",
  taxFreeBy: (number: string) => `Tax-free: ${number}`,
  taxFreeNeeds: "A senior must agree.",
  taxNumber: "Tax number",
  seniorForTax: "A senior or a manager agrees to sell without tax.",
  ready: "Ready for Klarna",
  notReady: "Needs mobile or e-mail",
  noMobile: "no mobile",
  noEmail: "no e-mail",
  edit: "Edit",
  choose: "Choose",
  add: "Add a new customer",
  removeCustomer: "No customer on this sale",
  onFile: (hasPhone: boolean, hasEmail: boolean) =>
    hasPhone && hasEmail
      ? "Mobile and e-mail on file"
      : hasPhone
      ? "Mobile on file"
      : hasEmail
      ? "E-mail on file"
      : "No mobile or e-mail on file",
  detailsTitle: "Customer details",
  klarnaCompares: "Klarna compares these with the customer’s own account. Type them",
  asGiven: "as the customer gave them to Klarna.",
  throughKlarna: "Bought through Klarna so far:",
  back: "Back",
  givenName: "First name",
  familyName: "Last name",
  phone: "Mobile number",
  email: "E-mail address",
  numberAndStreet: "House and street",
  streetAndNumber: "Street and house number",
  street2: "Flat, building (optional)",
  postalCode: "Postcode",
  city: "Town",
  region: "County or province (optional)",
  regionRequired: "State or territory",
  regionCode: (example: string) => `Its code, such as ${example}`,
  addressIn: ADDRESS_IN,
  country: "Country",
  language: "Customer’s language",
  save: "Save customer",
};
