import { plant, type Planted } from "./plant.ts";

const CONVERSATION = "src/operations/conversation";

/** What talks to Klarna, and what is believed of its answers. */
export const TALKING: Planted[] = [
  plant(
    "drops the idempotency key",
    "src/klarna/client.ts",
    `if (ask.idempotencyKey !== undefined) headers.set("klarna-idempotency-key", ask.idempotencyKey);`,
    "",
  ),
  plant(
    "makes a new key for every try of a capture",
    `${CONVERSATION}/order-wishes.ts`,
    "const request = { idempotencyKey, amountMinor,",
    "const request = { idempotencyKey: crypto.randomUUID(), amountMinor,",
  ),
  plant(
    "asks again with a new key after 24 h without reading",
    `${CONVERSATION}/order-wishes.ts`,
    "if (isKeyForgotten(shop, wish)) return await findCapture(shop, talk, wish);",
    "if (isKeyForgotten(shop, wish)) return await askWithNewKey(shop, wish);",
  ),
  plant(
    "takes a wrong password for a final refusal of a capture",
    `${CONVERSATION}/asked-wish.ts`,
    `return kind === "refused" && !detail.isAccountRefused`,
    `return kind !== "unavailable" || kind === "refused" && !detail.isAccountRefused`,
  ),
  plant(
    "releases the remainder instead of cancelling",
    "src/klarna/order-calls.ts",
    'return await post("cancelOrder", `${orderPath(orderId)}/cancel`, key);',
    'return await post("cancelOrder", `${orderPath(orderId)}/release-remaining-authorization`, key);',
  ),
  plant(
    "captures a penny less",
    `${CONVERSATION}/order-wishes.ts`,
    "const { idempotencyKey, amountMinor, id: reference } = wish;",
    "const { idempotencyKey, id: reference } = wish;\n  const amountMinor = wish.amountMinor - 1;",
  ),
  plant(
    "asks a refund again as a new one when its answer was lost",
    `${CONVERSATION}/refund.ts`,
    "if (!isFinal(asked.error)) return await waitForAnswer(shop, talk, wish, asked.error);",
    `if (asked.error.kind === "unknown") return await (await import("./asked-wish.ts")).askWithNewKey(shop, wish);
  if (!isFinal(asked.error)) return await waitForAnswer(shop, talk, wish, asked.error);`,
  ),
  plant(
    "asks anew after one read that lagged",
    `${CONVERSATION}/asked-wish.ts`,
    "export async function askUnlessThere(shop: Shop, wish: WishRow): Promise<StepOutcome> {",
    `export async function askUnlessThere(shop: Shop, wish: WishRow): Promise<StepOutcome> {
  if (wish.answerCode !== KEY_FORGOTTEN) return await askWithNewKey(shop, wish);`,
  ),
  plant(
    "treats FAILED as final",
    `${CONVERSATION}/look.ts`,
    `try_declined: "in_progress",`,
    `try_declined: "cancelled",`,
  ),
  plant(
    "believes COMPLETED without reading the order back",
    `${CONVERSATION}/look.ts`,
    "  return await lookAtOrder(shop, talk, page.orderId);\n}",
    `  await apply(shop, talk, { correlationId: null }, async (move) => {
    await updatePayment(move.tx, move.payment.id, { orderId: page.orderId });
    await moveTo(shop, move, "authorized");
  });
  return finished;
}`,
  ),
  plant(
    "ignores the fraud status",
    `${CONVERSATION}/order-facts.ts`,
    `return order.fraud === "accepted" ? "authorized" : "in_review";`,
    `return "authorized";`,
  ),
  plant(
    "takes any order for its own",
    `${CONVERSATION}/look.ts`,
    "if (isLetGo(order, move.payment)) return true;",
    'if (difference !== "") return true;',
  ),
  plant(
    "calls it expired on any 404",
    `${CONVERSATION}/look.ts`,
    "const isProven = completionSeenAt === null && shop.clock.now() >= proofFrom && (seenUnpaidAt ?? 0) >= proofFrom;",
    "const isProven = completionSeenAt === null || (seenUnpaidAt ?? 0) >= proofFrom;",
  ),
  plant(
    'takes "the customer was faster" for cancelled',
    `${CONVERSATION}/link.ts`,
    "  const { outcome, correlationId } = asked.answer;",
    `  const { outcome, correlationId } = asked.answer;
  if (outcome === "too_late") {
    await inTransaction(shop.db, async (tx) => {
      await tx.updateTable("payment").set({ status: "cancelled" }).where("id", "=", talk.payment.id).execute();
    });
  }`,
  ),
  plant(
    "sends a message again when its answer was lost",
    `${CONVERSATION}/link.ts`,
    `if (kind === "unavailable") {`,
    `if (kind !== "refused") {`,
  ),
  plant(
    "trusts the body of a callback",
    "src/routes/callbacks.ts",
    "    await hintFromKlarna(shop, payment.id);",
    `    await hintFromKlarna(shop, payment.id);
    const said = await c.req.text();
    if (said.includes("COMPLETED")) {
      await shop.db.write.updateTable("payment").set({ status: "authorized" }).where("id", "=", payment.id).execute();
    }`,
  ),
  plant(
    "is deaf to callbacks",
    "src/routes/callbacks.ts",
    "    await hintFromKlarna(shop, payment.id);",
    "    void hintFromKlarna;",
  ),
  plant(
    "asks Klarna inside a transaction",
    `${CONVERSATION}/link.ts`,
    "const asked = await askKlarna(shop, (gateway) => gateway.disableHostedSession(hostedSessionId));",
    `const asked = await inTransaction(
    shop.db,
    () => askKlarna(shop, (gateway) => gateway.disableHostedSession(hostedSessionId)),
  );`,
  ),
  plant(
    "calls nobody for what Klarna does not answer",
    "src/operations/no-answer.ts",
    `if (now - waitsSince >= patienceMs) await callPerson(shop, move, "no_answer", failure);`,
    "void [waitsSince, patienceMs];",
  ),
  plant(
    "calls nobody for an approval that runs out",
    `${CONVERSATION}/look.ts`,
    `await callPerson(shop, move, "about_to_lapse", String(expiresAt));`,
    "",
  ),
  plant(
    "calls nobody",
    "src/operations/payment-events.ts",
    "  await openAttentionItem(tx, { ...item, readAt: now, openedAt: now });",
    "  void openAttentionItem;\n  void item;\n  void tx;",
  ),
  plant(
    "tells Klarna the sale's total, whatever was paid already",
    "src/operations/start-payment.ts",
    "  const { dueMinor } = saleTotals(lines, tenders);",
    "  const { totalMinor: dueMinor } = saleTotals(lines, tenders);",
  ),
];
