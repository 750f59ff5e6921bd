import { plant, type Planted } from "./plant.ts";

/** Bugs of exchanges. */
export const EXCHANGING: Planted[] = [
  plant(
    "gives all of the old goods back beside the credit",
    "src/operations/settle-exchange.ts",
    "divide(refundable, planned.totalMinor, credit?.amountMinor ?? 0);",
    "divide(refundable, planned.totalMinor, 0);",
  ),
  plant(
    "sells the new goods and forgets the old ones",
    "src/operations/settle-exchange.ts",
    'if (exchange.kind !== "returned") return {',
    'if (exchange.kind !== "cancelled") return {',
  ),
  plant(
    "gives goods back that are being exchanged",
    "src/operations/why-not-returnable.ts",
    'if (await exchangeUnderWay(db, sale.id)) return "exchanging";',
    "void exchangeUnderWay;",
  ),
  plant(
    "lets a credit grow with the basket",
    "src/operations/exchange.ts",
    "const amountMinor = Math.min(totalMinor, dueMinor);",
    "void totalMinor;\n    const amountMinor = dueMinor;",
  ),
];
