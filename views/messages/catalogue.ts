import type { Language } from "../../src/domain/language.ts";
import { de } from "./de/index.ts";
import { attentionTexts } from "./en/attention.ts";
import { basketTexts } from "./en/basket.ts";
import { customerTexts } from "./en/customer.ts";
import { displayTexts } from "./en/display.ts";
import { customersTexts } from "./en/customers.ts";
import { exchangeTexts } from "./en/exchange.ts";
import { frameTexts } from "./en/frame.ts";
import { giftCardTexts } from "./en/gift-card.ts";
import { helpTexts } from "./en/help.ts";
import { keyTexts } from "./en/keys.ts";
import { klarnaSettingsTexts } from "./en/klarna-settings.ts";
import { linkMessageTexts } from "./en/link-message.ts";
import { paymentTexts } from "./en/payment.ts";
import { paymentsTexts } from "./en/payments.ts";
import { pickUpTexts } from "./en/pick-up.ts";
import { fieldProblems, problemTexts } from "./en/problems.ts";
import { findSaleTexts, printerTexts, receiptDeskTexts, receiptTexts } from "./en/receipt.ts";
import { returnTexts } from "./en/returns.ts";
import { saleTexts } from "./en/sale.ts";
import { sellingTexts } from "./en/selling.ts";
import { sellingSettingsTexts } from "./en/selling-settings.ts";
import { setUpTexts } from "./en/set-up.ts";
import { shiftTexts } from "./en/shift.ts";
import { nl } from "./nl/index.ts";
import { sv } from "./sv/index.ts";

/** English, the language the others are measured against: a text missing in another one is a type error. */
export const en = {
  frame: frameTexts,
  sale: saleTexts,
  basket: basketTexts,
  customer: customerTexts,
  customers: customersTexts,
  payment: paymentTexts,
  payments: paymentsTexts,
  pickUp: pickUpTexts,
  attention: attentionTexts,
  selling: sellingTexts,
  sellingSettings: sellingSettingsTexts,
  receipt: receiptTexts,
  receiptDesk: receiptDeskTexts,
  findSale: findSaleTexts,
  returns: returnTexts,
  exchange: exchangeTexts,
  printers: printerTexts,
  setUp: setUpTexts,
  shift: shiftTexts,
  klarnaSettings: klarnaSettingsTexts,
  giftCard: giftCardTexts,
  keys: keyTexts,
  help: helpTexts,
  display: displayTexts,
  linkMessage: linkMessageTexts,
  problems: problemTexts,
  fields: fieldProblems,
};

/** The same texts in any words: a function that picks one of two English texts may pick any other two. */
type InAnyWords<T> = T extends (...facts: infer Facts) => infer Said
  ? (...facts: Facts) => [Said] extends [string] ? string : Said
  : T extends object ? { [Key in keyof T]: InAnyWords<T[Key]> }
  : T;

export type Messages = InAnyWords<typeof en>;

/** Every text of the till in every language. */
export const catalogues: Record<Language, Messages> = { en, sv, de, nl };

/** Each by its own name, as whoever speaks it looks for it. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  sv: "Svenska",
  de: "Deutsch",
  nl: "Nederlands",
};
