export const customerTexts = {
  findTitle: "Find a customer",
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
  country: "Country",
  language: "Customer’s language",
  save: "Save customer",
};
