import { doDeed } from "./deed.ts";
import type { Scene, Step } from "./step.ts";
import { finished } from "./returns.ts";

/** Receipts that go by e-mail, and those that somebody has sent again. */
export const mailSteps: Step[] = [
  { name: "mails a receipt", weight: ({ world }) => finished(world).length > 0 ? 1 : 0, take: mail },
  { name: "has a receipt sent again", weight: ({ world }) => stuck(world).length > 0 ? 1.5 : 0, take: mailAgain },
];

async function mail({ world, terminal }: Scene): Promise<string> {
  const sale = world.chance.steps.pick(finished(world));
  const email = `to.${world.books.receiptMails.length}.${world.chance.steps.below(1_000_000)}@example.com`;
  const path = `/sales/${sale?.id}/receipt-mails`;
  const fields = { email, emailMeant: email, place: "receipt" };
  return await doDeed(world, terminal, { event: "mail a receipt", path, fields });
}

/** Those that did not go, or of which nobody knows. */
function stuck({ books }: Scene["world"]) {
  return books.receiptMails.filter(({ state, tries }) =>
    state === "failed" || state === "unknown" || state === "waiting" && tries > 0
  );
}

async function mailAgain({ world, terminal }: Scene): Promise<string> {
  const one = world.chance.steps.pick(stuck(world));
  if (!one) return "no receipt to send again";
  const path = `/sales/${one.saleId}/receipt-mails/${one.id}/retry`;
  return await doDeed(world, terminal, { event: "send a receipt again", path, fields: { place: "receipt" } });
}
