import { plant, type Planted } from "./plant.ts";

/** Bugs of finished sales whose goods wait: parts that are taken, a rest that is let go, and a sale that is cancelled after all. */
export const WAITING: Planted[] = [
  plant(
    "asks for a part again that is asked for already",
    "src/operations/due-capture.ts",
    "- capturedMinor - askedMinor",
    "- capturedMinor",
  ),
  plant(
    "lets the rest go, and Klarna holds on to it",
    "src/operations/conversation/release-rest.ts",
    "isPartTaken ? gateway.releaseRemainder(orderId, key) : gateway.cancelOrder(orderId, key)",
    "gateway.readOrder(orderId, key, isPartTaken)",
  ),
  plant(
    "drops pieces, and counts them as gone with the customer",
    "src/operations/rest-plan.ts",
    " - await untakenValue(db, sale.id);",
    " + 0 * await untakenValue(db, sale.id);",
  ),
  plant(
    "drops pieces, and lets Klarna hold on to what they cost",
    "src/operations/release-spare.ts",
    `await askFor(shop, move, "release_rest");`,
    "void [askFor, shop];",
  ),
  plant(
    "takes goods back that are still here",
    "src/operations/refundable.ts",
    "[...returned, ...notTaken, ...waiting]",
    "[...returned, ...notTaken]",
  ),
  plant(
    "takes the money for a part again, once it went back",
    "src/operations/due-capture.ts",
    "- capturedMinor - askedMinor",
    "- capturedMinor + (await bookedOf(db, payment.id)).refundedMinor - askedMinor",
  ),
  plant(
    "cancels a finished sale and keeps its money",
    "src/operations/cancel-sale.ts",
    "await askBack(shop, { ...move, payment, because }, now);",
    "void [askBack, payment, because];",
  ),
];
