/**
 * Which of its views the payment window shows, beside what the payment itself says. `identity`: the record is read
 * out. `contact`: it is changed. `cancel`: an open payment is to be stopped. `undo`: held money is to be given back.
 * `leave`: the sale is put aside unsettled. `takeover`: this register takes it over. `settle`: a manager says how it
 * ended.
 */
export const WINDOW_SHOWS = [
  "auto",
  "send",
  "cancel",
  "undo",
  "identity",
  "contact",
  "leave",
  "takeover",
  "settle",
] as const;
export type WindowShow = (typeof WINDOW_SHOWS)[number];
