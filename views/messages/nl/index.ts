import type { Messages } from "../catalogue.ts";
import { attentionTexts } from "./attention.ts";
import { basketTexts } from "./basket.ts";
import { customerTexts } from "./customer.ts";
import { customersTexts } from "./customers.ts";
import { displayTexts } from "./display.ts";
import { exchangeTexts } from "./exchange.ts";
import { frameTexts } from "./frame.ts";
import { giftCardTexts } from "./gift-card.ts";
import { helpTexts } from "./help.ts";
import { keyTexts } from "./keys.ts";
import { klarnaSettingsTexts } from "./klarna-settings.ts";
import { linkMessageTexts } from "./link-message.ts";
import { paymentTexts } from "./payment.ts";
import { paymentsTexts } from "./payments.ts";
import { pickUpTexts } from "./pick-up.ts";
import { fieldProblems, problemTexts } from "./problems.ts";
import { findSaleTexts, printerTexts, receiptDeskTexts, receiptTexts } from "./receipt.ts";
import { saleTexts } from "./sale.ts";
import { sellingTexts } from "./selling.ts";
import { sellingSettingsTexts } from "./selling-settings.ts";
import { returnTexts } from "./returns.ts";
import { setUpTexts } from "./set-up.ts";
import { shiftTexts } from "./shift.ts";

/** Dutch. */
export const nl: Messages = {
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
