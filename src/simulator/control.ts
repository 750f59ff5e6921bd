import { z } from "zod";
import { formatInstant } from "./clock.ts";
import * as customer from "./customer.ts";
import { formatLink, hasExpired } from "./hosted-sessions.ts";
import { decideFraud, describeOrder, getOrder } from "./orders.ts";
import type { HostedSession, HostedStatus } from "./records.ts";
import { type FaultRequest, faultSchema, type RequestKind, type Switches, switchesSchema } from "./requests.ts";
import type { World } from "./world.ts";

/** Who approves, and how; what is left out is taken from the session, or from a made-up person. */
export const approvalSchema = z.strictObject({
  contact: z.string().optional(),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  planId: z.string().optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** One hosted session as a test wants to see it. */
export type SessionView = {
  sessionId: string;
  shortCode: string;
  link: string;
  status: HostedStatus;
  isExpired: boolean;
  merchantReference1: string;
  amountMinor: number;
  currency: string;
  expiresAt: string;
  orderId: string | undefined;
  klarnaReference: string | undefined;
};

export type Control = ReturnType<typeof createControl>;

/** Everything a test may do to the simulator. A session is named by its id, its short code or its merchant reference. */
export function createControl(world: World) {
  const { book } = world;
  return {
    listSessions: (): SessionView[] => book.hostedSessions.all().map((session) => viewSession(world, session)),
    findSession: (name: string): SessionView | undefined => {
      const session = findHosted(world, name);
      return session && viewSession(world, session);
    },
    listMessages: (contact?: string) => contact === undefined ? book.messages.all() : book.messages.named(contact),
    listOrders: () => book.orders.all().map(({ orderId }) => describeOrder(world, getOrder(world, orderId))),
    /** The newest order placed under a merchant reference. */
    findOrder: (merchantReference: string) => {
      const order = book.orders.named(merchantReference)[0];
      return order && describeOrder(world, getOrder(world, order.orderId));
    },
    listCallbacks: () => book.callbacks.all(),
    ...createCustomerActs(world),
    decideFraud: (orderId: string, decision: "ACCEPTED" | "REJECTED") =>
      describeOrder(world, decideFraud(world, orderId, decision)),
    readSwitches: (): Switches => book.switches.read(),
    setSwitches: (changes: Partial<Switches>): Switches => {
      book.switches.write(switchesSchema.parse({ ...book.switches.read(), ...changes }));
      return book.switches.read();
    },
    /** Queues trouble for the next requests of a kind; the first that fits is used first. */
    addFault: (fault: FaultRequest): void => book.faults.write([...book.faults.read(), faultSchema.parse(fault)]),
    clearFaults: (): void => book.faults.write([]),
    /** How many requests of a kind arrived, refused ones included. */
    countRequests: (kind: RequestKind): number =>
      book.countRequests().find((count) => count.kind === kind)?.requests ?? 0,
    now: (): number => world.clock.now(),
    advanceClock: (ms: number): number => {
      world.clock.advance(ms);
      world.callbacks.resume();
      return world.clock.now();
    },
    /** Sends every status_update that is due, held ones too; resolves when all have been answered. */
    settleCallbacks: (order?: "oldestFirst" | "newestFirst"): Promise<void> => world.callbacks.settle(order),
    clear: (): void => book.clear(),
  };
}

function createCustomerActs(world: World) {
  const act = (move: customer.Move) => (name: string): SessionView => {
    world.book.atomically(() => {
      openIfNeeded(world, name);
      perform(world, name, move);
    });
    return viewSession(world, requireHosted(world, name));
  };
  return {
    /** The customer opens the link: IN_PROGRESS. */
    open: (name: string): SessionView => {
      world.book.atomically(() => openIfNeeded(world, name));
      return viewSession(world, requireHosted(world, name));
    },
    /** The whole way through the pages at once. Ends COMPLETED, or FAILED for a denied test person. */
    approve: (name: string, approval: Approval = {}): SessionView => {
      world.book.atomically(() => approve(world, name, approval));
      return viewSession(world, requireHosted(world, name));
    },
    decline: act(customer.decline),
    cancel: act(customer.cancel),
    back: act(customer.goBack),
    breakDown: act(customer.breakDown),
    askForId: act(customer.askForId),
    passIdCheck: (name: string): SessionView => {
      perform(world, name, customer.passIdCheck);
      return viewSession(world, requireHosted(world, name));
    },
  };
}

function approve(world: World, name: string, approval: Approval): void {
  openIfNeeded(world, name);
  const opened = requireHosted(world, name);
  const market = customer.findPayment(world, opened).body.purchase_country.toLowerCase();
  const contact = approval.contact || customer.prefillContact(world, opened) || `customer@email.${market}`;
  perform(world, name, customer.logIn, { contact });
  perform(world, name, customer.enterCode, { code: "123456" });
  if (requireHosted(world, name).visit.step === "details" || approval.givenName || approval.familyName) {
    perform(world, name, customer.saveDetails, fillDetails(world, requireHosted(world, name), approval));
  }
  const [firstPlan] = customer.listSessionPlans(world, requireHosted(world, name));
  perform(world, name, customer.choosePlan, { plan: approval.planId ?? firstPlan?.id ?? "" });
  perform(world, name, customer.confirm);
}

function fillDetails(world: World, session: HostedSession, approval: Approval): customer.Form {
  const known = Object.entries(customer.prefillDetails(world, session)).filter(([, value]) => value !== "");
  return {
    ...madeUpDetails,
    ...Object.fromEntries(known),
    ...(approval.givenName && { given_name: approval.givenName }),
    ...(approval.familyName && { family_name: approval.familyName }),
  };
}

const madeUpDetails: customer.Form = {
  given_name: "Sam",
  family_name: "Karim",
  street_address: "10 New Burlington Street",
  postal_code: "W1S 3BE",
  city: "London",
  date_of_birth: "1970-07-10",
};

function openIfNeeded(world: World, name: string): void {
  if (["WAITING", "BACK", "FAILED", "ERROR"].includes(requireHosted(world, name).status)) {
    perform(world, name, customer.openPage);
  }
}

function perform(world: World, name: string, move: customer.Move, form: customer.Form = {}): void {
  const session = requireHosted(world, name);
  if (hasExpired(world, session)) throw new Error(`Session ${name} has expired`);
  const complaint = move(world, session, form);
  if (complaint) throw new Error(complaint);
}

function requireHosted(world: World, name: string): HostedSession {
  const session = findHosted(world, name);
  if (!session) throw new Error(`No hosted session is named ${name}`);
  return session;
}

function findHosted(world: World, name: string): HostedSession | undefined {
  const { hostedSessions, paymentSessions } = world.book;
  const direct = hostedSessions.find(name) ?? hostedSessions.named(name)[0];
  if (direct) return direct;
  return paymentSessions.named(name).flatMap((payment) => hostedSessions.under(payment.paymentSessionId))[0];
}

function viewSession(world: World, session: HostedSession): SessionView {
  const body = world.book.paymentSessions.find(session.paymentSessionId)?.body;
  return {
    sessionId: session.sessionId,
    shortCode: session.shortCode,
    link: formatLink(world, session),
    status: session.status,
    isExpired: hasExpired(world, session),
    merchantReference1: body?.merchant_reference1 ?? "",
    amountMinor: body?.order_amount ?? 0,
    currency: body?.purchase_currency.toUpperCase() ?? "",
    expiresAt: formatInstant(session.expiresAt),
    orderId: session.orderId,
    klarnaReference: session.klarnaReference,
  };
}
