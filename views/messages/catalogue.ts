import { attentionTexts } from "./en/attention.ts";
import { basketTexts } from "./en/basket.ts";
import { customerTexts } from "./en/customer.ts";
import { displayTexts } from "./en/display.ts";
import { customersTexts } from "./en/customers.ts";
import { frameTexts } from "./en/frame.ts";
import { giftCardTexts } from "./en/gift-card.ts";
import { helpTexts } from "./en/help.ts";
import { keyTexts } from "./en/keys.ts";
import { klarnaSettingsTexts } from "./en/klarna-settings.ts";
import { linkMessageTexts } from "./en/link-message.ts";
import { paymentTexts } from "./en/payment.ts";
import { fieldProblems, problemTexts } from "./en/problems.ts";
import { findSaleTexts, printerTexts, receiptDeskTexts, receiptTexts } from "./en/receipt.ts";
import { saleTexts } from "./en/sale.ts";
import { sellingTexts } from "./en/selling.ts";
import { sellingSettingsTexts } from "./en/selling-settings.ts";
import { setUpTexts } from "./en/set-up.ts";

/** English, the language the others are measured against: a text missing in another one is a type error. */
export const en = {
  frame: frameTexts,
  sale: saleTexts,
  basket: basketTexts,
  customer: customerTexts,
  customers: customersTexts,
  payment: paymentTexts,
  attention: attentionTexts,
  selling: sellingTexts,
  sellingSettings: sellingSettingsTexts,
  receipt: receiptTexts,
  receiptDesk: receiptDeskTexts,
  findSale: findSaleTexts,
  printers: printerTexts,
  setUp: setUpTexts,
  klarnaSettings: klarnaSettingsTexts,
  giftCard: giftCardTexts,
  keys: keyTexts,
  help: helpTexts,
  display: displayTexts,
  linkMessage: linkMessageTexts,
  problems: problemTexts,
  fields: fieldProblems,
};

export type Messages = typeof en;
