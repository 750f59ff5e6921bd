import type { Messages } from "../catalogue.ts";
import { attentionTexts } from "./attention.ts";
import { customerTexts } from "./customer.ts";
import { frameTexts } from "./frame.ts";
import { helpTexts } from "./help.ts";
import { klarnaSettingsTexts } from "./klarna-settings.ts";
import { linkMessageTexts } from "./link-message.ts";
import { paymentTexts } from "./payment.ts";
import { fieldProblems, problemTexts } from "./problems.ts";
import { receiptTexts } from "./receipt.ts";
import { saleTexts } from "./sale.ts";
import { sellingTexts } from "./selling.ts";
import { setUpTexts } from "./set-up.ts";

/** Swedish. */
export const sv: Messages = {
  frame: frameTexts,
  sale: saleTexts,
  customer: customerTexts,
  payment: paymentTexts,
  attention: attentionTexts,
  selling: sellingTexts,
  receipt: receiptTexts,
  setUp: setUpTexts,
  klarnaSettings: klarnaSettingsTexts,
  help: helpTexts,
  linkMessage: linkMessageTexts,
  problems: problemTexts,
  fields: fieldProblems,
};
