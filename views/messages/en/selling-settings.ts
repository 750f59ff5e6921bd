/** The manager's page for what each role may give away, and for the smallest coin. */
export const sellingSettingsTexts = {
  title: "Discounts and cash",
  nav: "Settings",
  klarna: "Klarna",
  limits: "Who may give how much",
  limitsMeans:
    "All that comes off a line or a sale counts together. For more, somebody who may agrees with their PIN at the till.",
  cashierLimit: "A cashier, in percent",
  seniorLimit: "A senior, in percent",
  managers: "A manager may give any discount.",
  cash: "Cash",
  cashStep: (currency: string) => `Smallest coin, in ${currency}`,
  cashStepHint: "What is paid in cash is rounded to it.",
  returns: "Returns",
  returnLimit: (currency: string) => `Second person for returns above, in ${currency}`,
  returnLimitHint: "All that is given back of one sale counts together.",
  save: "Save",
  saved: "Saved. It counts from the next discount and the next cash payment on.",
};
