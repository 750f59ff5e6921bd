import { plant, type Planted } from "./plant.ts";

/** The basket, the tenders and the books. */
export const SELLING: Planted[] = [
  plant(
    "forgets the lock",
    "src/operations/basket.ts",
    `if (lock) throw new AppError({ kind: "sale_locked", by: lock });`,
    `if (lock === "klarna") throw new AppError({ kind: "sale_locked", by: lock });`,
  ),
  plant(
    "takes cash while Klarna is open",
    "src/operations/take-tender.ts",
    `if (!isFree) throw new AppError({ kind: "sale_locked", by: "klarna" });`,
    "void isFree;",
  ),
  plant(
    "rounds tax down",
    "src/domain/money.ts",
    "return Math.floor(doubled / (2 * divisor));",
    "return Math.floor(dividend / divisor);",
  ),
  plant(
    "counts money in floats",
    "src/domain/tax.ts",
    "return divideHalfUp(totalMinor * taxRateBasisPoints, 10_000 + taxRateBasisPoints);",
    "return totalMinor - totalMinor / (1 + taxRateBasisPoints / 10_000) || divideHalfUp(0, 1);",
  ),
  plant(
    "counts an unsaved payment as paid",
    "src/operations/take-tender.ts",
    "const isFree = payments.every((payment) => !isUnfinished(payment) || saved.has(payment.id));",
    `const isFree = payments.every((payment) =>
    !isUnfinished(payment) || payment.status === "authorized" || saved.has(payment.id)
  );`,
  ),
  plant(
    "completes a sale that is not paid",
    "src/operations/sale-life.ts",
    `if (totals.paidMinor !== totals.totalMinor) throw new AppError({ kind: "sale_not_paid" });`,
    `if (totals.paidMinor > totals.totalMinor) throw new AppError({ kind: "sale_not_paid" });`,
  ),
  plant(
    "wishes to capture twice",
    "src/operations/due-capture.ts",
    "await insertWish(tx, {",
    "for (const _ of [1, 2]) await insertWish(tx, {",
  ),
  plant(
    "forgets to capture",
    "src/operations/sale-life.ts",
    "await askForMoney(shop, tx, by, sale, isForPickUp);",
    "void askForMoney;",
  ),
  plant(
    "takes the money for goods that are still here",
    "src/operations/due-capture.ts",
    "if (sale.forPickUpAt === null) return amountMinor;",
    "if (sale.forPickUpAt === null || sale.handedOverAt === null) return amountMinor;",
  ),
  plant(
    "takes each part by itself, whatever was taken before",
    "src/operations/due-capture.ts",
    "- capturedMinor - askedMinor",
    "- askedMinor",
  ),
  plant(
    "lets the rest go and leaves it in the books",
    "src/operations/let-go.ts",
    "await insertJournal(tx, { ...journal, staffId: by.staffId, at: shop.clock.now() }, entries, currency);",
    "void [insertJournal, journal, entries, currency];",
  ),
  plant(
    "books only what was received",
    "src/operations/sale-life.ts",
    "saleJournal(lines, tenders), currency);",
    "saleJournal(lines, tenders).filter((entry) => entry.amountMinor > 0), currency);",
  ),
  plant(
    "leaves gaps between receipts",
    "src/store/sales.ts",
    "return nextNumber - 1;\n}\n\nasync function nextValue",
    "return nextNumber + (nextNumber % 3 === 0 ? 1 : -1);\n}\n\nasync function nextValue",
  ),
  plant(
    "sells from a page that shows another amount",
    "src/operations/start-payment.ts",
    `if (sale.version !== wanted.version) throw new AppError({ kind: "sale_changed" });`,
    "",
  ),
  plant(
    "saves what is being given back",
    "src/operations/save-payment.ts",
    `if (releases.length > 0) throw new AppError({ kind: "payment_not_open" });`,
    "void releases;",
  ),
  plant(
    "leaves the tender of a payment that is given back",
    "src/operations/payment-wishes.ts",
    "    if (payment.savedAt !== null) await takeOutOfSale(shop, move);",
    "    void takeOutOfSale;",
  ),
  plant(
    "takes more off a gift card than is on it",
    "src/operations/gift-cards.ts",
    `if (asked !== null && asked > balanceMinor) throw new AppError({ kind: "gift_card_short" });`,
    "",
  ),
  plant(
    "puts nothing back on a gift card",
    "src/operations/take-tender.ts",
    `if (tender.kind === "gift_card") await giveBackOnCard(shop, tx, by, tender);`,
    "void giveBackOnCard;",
  ),
  plant(
    "fills gift cards that nobody completed",
    "src/operations/gift-cards.ts",
    "await updateSale(tx, sale.id, shop.clock.now(), {});\n    return change;",
    "await updateSale(tx, sale.id, shop.clock.now(), {});\n    await fillCards(shop, tx, by, sale, await linesOf(tx, sale.id));\n    return change;",
  ),
  plant(
    "promises to give back what is promised already",
    "src/operations/klarna-ways.ts",
    "const promised = await paybacksByPayment(db, paymentId);",
    "const { refundedMinor } = await bookedOf(db, paymentId);\n  const promised = refundedMinor === 0 ? [] : await paybacksByPayment(db, paymentId);",
  ),
  plant(
    "gives back by Klarna what went back already",
    "src/operations/klarna-ways.ts",
    "const promised = await paybacksByPayment(db, paymentId);",
    "void paybacksByPayment;\n  const promised: PaybackRow[] = [];",
  ),
  plant(
    "books a refund as given back once it is asked for",
    "src/domain/journal.ts",
    `kind === "klarna" && !isFound ? REFUND_PENDING_ACCOUNT : TENDER_ACCOUNTS[kind]`,
    "isFound === 2 ? REFUND_PENDING_ACCOUNT : TENDER_ACCOUNTS[kind]",
  ),
  plant(
    "gives a sale up and keeps its money",
    "src/operations/void-sale.ts",
    "for (const payment of payments) await askBack(shop, { tx, afterCommit, payment, because }, now);",
    "void askBack;\n    void because;",
  ),
];
