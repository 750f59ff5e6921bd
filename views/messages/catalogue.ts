import { attentionTexts } from "./en/attention.ts";
import { customerTexts } from "./en/customer.ts";
import { frameTexts } from "./en/frame.ts";
import { helpTexts } from "./en/help.ts";
import { klarnaSettingsTexts } from "./en/klarna-settings.ts";
import { linkMessageTexts } from "./en/link-message.ts";
import { paymentTexts } from "./en/payment.ts";
import { fieldProblems, problemTexts } from "./en/problems.ts";
import { findSaleTexts, printerTexts, receiptDeskTexts, receiptTexts } from "./en/receipt.ts";
import { saleTexts } from "./en/sale.ts";
import { sellingTexts } from "./en/selling.ts";
import { setUpTexts } from "./en/set-up.ts";

/** English, the language the others are measured against: a text missing in another one is a type error. */
export const en = {
  frame: frameTexts,
  sale: saleTexts,
  customer: customerTexts,
  payment: paymentTexts,
  attention: attentionTexts,
  selling: sellingTexts,
  receipt: receiptTexts,
  receiptDesk: receiptDeskTexts,
  findSale: findSaleTexts,
  printers: printerTexts,
  setUp: setUpTexts,
  klarnaSettings: klarnaSettingsTexts,
  help: helpTexts,
  linkMessage: linkMessageTexts,
  problems: problemTexts,
  fields: fieldProblems,
};

export type Messages = typeof en;
