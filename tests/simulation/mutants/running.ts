import { plant, type Planted } from "./plant.ts";

const CONVERSATION = "src/operations/conversation";

/** Forms, permissions, leases and the loop. */
export const RUNNING: Planted[] = [
  plant(
    "forgets what was done once",
    "src/operations/once.ts",
    "const earlier = await findActionResult(tx, action.id);",
    'const earlier = action.id === "" ? await findActionResult(tx, action.id) : undefined;\n    action = { ...action, id: `${action.id}${shop.clock.now()}${shop.random.bytes(1)[0]}` };',
  ),
  plant(
    "repeats an answer to other content",
    "src/operations/once.ts",
    "if (earlier.contentHash !== action.contentHash || earlier.staffId !== action.staffId) {",
    "if (earlier.staffId !== action.staffId) {",
  ),
  plant(
    "skips the role check",
    "src/operations/approval.ts",
    "if (isAtLeast(by.role, needed)) return by.staffId;",
    "if (isAtLeast(by.role, needed) || approval === null) return by.staffId;",
  ),
  plant(
    "lets every register work at every payment",
    "src/operations/held-payment.ts",
    `if (holderOf(payment).registerId !== by.registerId) throw new AppError({ kind: "payment_elsewhere" });`,
    "void holderOf;\n  void by;",
  ),
  plant(
    "keeps the lease",
    "src/store/due-payments.ts",
    "      leaseOwner: null,\n      leaseUntilAt: null,\n      nextCheckAt: eb.case()",
    "      nextCheckAt: eb.case()",
  ),
  plant(
    "sleeps at night",
    "src/jobs/runner.ts",
    "const underWay = [checks, probe, nights, mails, rereads];",
    "const underWay = [checks, probe, mails, rereads];",
  ),
  plant(
    "does not see what was given back in the portal",
    "src/operations/nightly-look.ts",
    "if (elsewhereMinor === 0) return null;",
    "if (elsewhereMinor >= 0) return null;",
  ),
  plant(
    "frees no lease at start",
    "src/store/due-payments.ts",
    `    .where("nextCheckAt", "is not", null).execute();`,
    `    .where("leaseOwner", "=", "nobody").execute();`,
  ),
  plant(
    "loses a word that comes during a look",
    "src/store/due-payments.ts",
    `      nextCheckAt: eb.case().when("nextCheckAt", "=", lease.heldUntilAt).then(lease.nextCheckAt)
        .else(eb.ref("nextCheckAt")).end(),`,
    "      nextCheckAt: eb.val(lease.nextCheckAt),",
  ),
  plant(
    "plans no look for a payment in review",
    "src/domain/check-schedule.ts",
    "      return pace(PACES.in_review, facts.now - facts.statusAt, facts.isWatched);",
    "      return null;",
  ),
  plant(
    "never stops a payment that nobody finishes",
    "src/operations/check-payment.ts",
    "if (!isUndecided(status) || now < limitAt) return;",
    "if (!isUndecided(status) || now < limitAt * 2) return;",
  ),
  plant(
    "moves a payment without writing it down",
    "src/operations/payment-events.ts",
    "  await insertEvent(tx, { ...event, ...recorded(shop, because) });\n}\n\nfunction recorded",
    "  void event;\n}\n\nfunction recorded",
  ),
  plant(
    "gives up a wish to cancel when Klarna does not answer",
    `${CONVERSATION}/link.ts`,
    "  if (!asked.ok) return failed(asked.error);\n  const { outcome",
    `  if (!asked.ok) {
    await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { state: "done" }));
    return failed(asked.error);
  }
  const { outcome`,
  ),
];
