import { plant, type Planted } from "./plant.ts";

/** Bugs of drawers and their closings, and of receipts by e-mail. */
export const CLOSING: Planted[] = [
  plant(
    "closes over payments that nobody named",
    "src/operations/shift.ts",
    "if (forgotten > 0) throw",
    "if (forgotten < 0) throw",
  ),
  plant(
    "books into a shift that is closed",
    "src/operations/drawer.ts",
    "  if (open) return open.id;\n",
    "  if (open || by.shiftId) return by.shiftId;\n",
  ),
  plant(
    "leaves a number out",
    "src/store/shifts.ts",
    "return (last ?? 0) + 1;\n}\n\nexport async function insertReport",
    "return (last ?? 0) + 2;\n}\n\nexport async function insertReport",
  ),
  plant(
    "begins a shift with an empty drawer",
    "src/store/staff.ts",
    "leftMinor: last?.leftMinor ?? 0 })",
    "leftMinor: 0 })",
  ),
  plant(
    "takes cash that the drawer never sees",
    "src/operations/drawer.ts",
    `const signed = cause === "taken" ? amountMinor : -amountMinor;`,
    `const signed = cause === "taken" ? amountMinor : 0;`,
  ),
  plant(
    "sends a receipt again that may have arrived",
    "src/operations/receipt-mails.ts",
    `const lost = { state: "unknown", nextTryAt: null, answeredAt: now, answerCode: "interrupted" } as const;`,
    `const lost = { state: "waiting", nextTryAt: now, answeredAt: null, answerCode: null } as const;`,
  ),
  plant(
    "writes a customer's address into the log",
    "src/operations/receipt-mails.ts",
    `shop.log.warn("receipt_mail_trouble", { mailId: due.id,`,
    `shop.log.warn("receipt_mail_trouble", { mailId: due.address,`,
  ),
  plant(
    "says of a receipt that it was sent",
    "src/operations/receipt-mails.ts",
    `if (outcome.kind === "unknown") return { state: "unknown", waitMs: null };`,
    `if (outcome.kind === "unknown") return { state: "sent", waitMs: null };`,
  ),
];
