import type { PaymentStatus } from "../../../src/domain/payment.ts";
import type { Books } from "../books.ts";
import type { Terminal } from "../terminal.ts";
import type { World } from "../world.ts";

type Payment = Books["payments"][number];

const LINKED: readonly PaymentStatus[] = ["waiting", "in_progress"];

/** Which of the people's faults a press is, whatever comes of it. */
export function noteHumanFaults(world: World, terminal: Terminal, event: string, payment: Payment | undefined): void {
  const { saleId } = terminal;
  if (saleId !== null && world.terminals.some((other) => other !== terminal && other.saleId === saleId)) {
    world.countFault("H3");
  }
  if (!payment || payment.savedAt !== null) return;
  const hasLink = LINKED.includes(payment.status);
  if (event === "cancel" && isApproved(world, payment)) world.countFault("H5");
  if (event === "change the contact" && hasLink) world.countFault("H7");
  if (["scan", "change a line"].includes(event) && hasLink) world.countFault("H8");
  if (event === "take cash" && hasLink) world.countFault("H12");
}

/** The customer moved at a link: paid while somebody cancels, or at a payment that is said to be cancelled. */
export function noteCustomerFaults({ books, countFault }: World, event: string, payment: Payment): void {
  if (event !== "customer approves") return;
  if (payment.status === "cancelled") countFault("H6");
  const isCancelled = books.wishes.some(({ paymentId, kind, state }) =>
    paymentId === payment.id && kind === "cancel" && (state === "asked" || state === "unknown")
  );
  if (isCancelled && LINKED.includes(payment.status)) countFault("H5");
}

/** At Klarna the customer has paid, and here nobody knows yet. */
function isApproved({ simulator }: World, payment: Payment): boolean {
  return LINKED.includes(payment.status) && simulator.control.findOrder(payment.reference) !== undefined;
}
