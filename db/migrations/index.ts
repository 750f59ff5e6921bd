import type { Migration } from "kysely/migration";
import * as firstShop from "./0001-first-shop.ts";
import * as endings from "./0002-endings.ts";
import * as realShop from "./0003-real-shop.ts";
import * as linkRoutes from "./0004-link-routes.ts";
import * as customerMatch from "./0005-customer-match.ts";
import * as recovery from "./0006-recovery.ts";
import * as nightlyLook from "./0007-nightly-look.ts";
import * as largeBooks from "./0008-large-books.ts";
import * as selling from "./0009-selling.ts";
import * as productSearch from "./0010-product-search.ts";
import * as keys from "./0011-keys.ts";
import * as customers from "./0012-customers.ts";
import * as receipts from "./0013-receipts.ts";
import * as languages from "./0014-languages.ts";
import * as display from "./0015-display.ts";
import * as agreedAndForgotten from "./0016-agreed-and-forgotten.ts";
import * as keptNumbers from "./0017-kept-numbers.ts";
import * as shownSale from "./0018-shown-sale-and-limits.ts";
import * as drawerAndZ from "./0019-drawer-and-z.ts";
import * as paymentList from "./0020-payment-list.ts";
import * as returns from "./0021-returns.ts";
import * as pickUps from "./0022-pick-ups.ts";
import * as amountsOfPeople from "./0023-amounts-of-people.ts";
import * as exchanges from "./0024-exchanges.ts";
import * as returnReceipts from "./0025-return-receipts.ts";
import * as restPaidBack from "./0026-rest-paid-back.ts";
import * as foundRefunds from "./0027-found-refunds.ts";
import * as readTwice from "./0028-read-twice.ts";
import * as keptTenders from "./0029-kept-tenders.ts";
import * as floatReason from "./0030-float-reason.ts";
import * as carriedAmount from "./0031-carried-amount.ts";
import * as owedBeside from "./0032-owed-beside.ts";
import * as loweredOrders from "./0033-lowered-orders.ts";

/** Every migration by name, in order: a static map, so that nothing is looked for on the disk at start. */
export const migrations: Record<string, Migration> = {
  "0001-first-shop": firstShop,
  "0002-endings": endings,
  "0003-real-shop": realShop,
  "0004-link-routes": linkRoutes,
  "0005-customer-match": customerMatch,
  "0006-recovery": recovery,
  "0007-nightly-look": nightlyLook,
  "0008-large-books": largeBooks,
  "0009-selling": selling,
  "0010-product-search": productSearch,
  "0011-keys": keys,
  "0012-customers": customers,
  "0013-receipts": receipts,
  "0014-languages": languages,
  "0015-display": display,
  "0016-agreed-and-forgotten": agreedAndForgotten,
  "0017-kept-numbers": keptNumbers,
  "0018-shown-sale-and-limits": shownSale,
  "0019-drawer-and-z": drawerAndZ,
  "0020-payment-list": paymentList,
  "0021-returns": returns,
  "0022-pick-ups": pickUps,
  "0023-amounts-of-people": amountsOfPeople,
  "0024-exchanges": exchanges,
  "0025-return-receipts": returnReceipts,
  "0026-rest-paid-back": restPaidBack,
  "0027-found-refunds": foundRefunds,
  "0028-read-twice": readTwice,
  "0029-kept-tenders": keptTenders,
  "0030-float-reason": floatReason,
  "0031-carried-amount": carriedAmount,
  "0032-owed-beside": owedBeside,
  "0033-lowered-orders": loweredOrders,
};
