import { formatInstant } from "./clock.ts";
import type { Chaos } from "./chaos.ts";
import { type Approval, createCustomerActs, findHosted } from "./customer-acts.ts";
import { type FaultId, troublesOf } from "./fault-catalogue.ts";
import { expire } from "./guard.ts";
import { describeOrder } from "./order-answers.ts";
import { formatLink, hasExpired } from "./hosted-sessions.ts";
import { decideFraud, getOrder } from "./orders.ts";
import { actInPortal, type PortalAct } from "./portal.ts";
import type { HostedSession, HostedStatus } from "./records.ts";
import { type FaultRequest, faultSchema, type RequestKind, type Switches, switchesSchema } from "./requests.ts";
import type { World } from "./world.ts";

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

export type { Approval };

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
    countPaymentSessions: (): number => book.paymentSessions.all().length,
    listMessages: (contact?: string) => contact === undefined ? book.messages.all() : book.messages.named(contact),
    listOrders: () => book.orders.all().map(({ orderId }) => describeOrder(world, getOrder(world, orderId))),
    /** The newest order placed under a merchant reference. */
    findOrder: (merchantReference: string) => {
      const order = book.orders.named(merchantReference)[0];
      return order && describeOrder(world, getOrder(world, order.orderId));
    },
    listCallbacks: () => book.callbacks.all(),
    ...createCustomerActs(world, (name) => viewSession(world, requireHosted(world, name))),
    ...createOrderActs(world),
    ...createTrouble(world),
    readSwitches: (): Switches => book.switches.read(),
    setSwitches: (changes: Partial<Switches>): Switches => {
      book.switches.write(switchesSchema.parse({ ...book.switches.read(), ...changes }));
      return book.switches.read();
    },
    /** How many requests of a kind arrived, refused ones included. */
    countRequests: (kind: RequestKind): number =>
      book.countRequests().find((count) => count.kind === kind)?.requests ?? 0,
    now: (): number => world.clock.now(),
    advanceClock: (ms: number): number => {
      world.clock.advance(ms);
      world.callbacks.resume();
      return world.clock.now();
    },
    /** How far Klarna's clock is from the shop's, from now on; 0 sets it right. */
    setClockSkew: (ms: number): void => world.book.clockSkew.write(ms),
    /** Sends every status_update that is due, held ones too; resolves when all have been answered. */
    settleCallbacks: (order?: "oldestFirst" | "newestFirst"): Promise<void> => world.callbacks.settle(order),
    clear: (): void => book.clear(),
  };
}

function createOrderActs(world: World) {
  return {
    decideFraud: (orderId: string, decision: "ACCEPTED" | "REJECTED") =>
      describeOrder(world, decideFraud(world, orderId, decision)),
    /** Somebody acts in Klarna's portal; false when the portal would not offer it. */
    actInPortal: (orderId: string, act: PortalAct, amountMinor?: number): boolean =>
      actInPortal(world, orderId, act, amountMinor),
    /** Lets an authorization run out now. */
    expireOrder: (orderId: string): void => expire(world, getOrder(world, orderId).orderId),
    /** Lets a hosted session run out now. */
    expireSession: (name: string): void => expire(world, requireHosted(world, name).sessionId),
  };
}

function createTrouble({ book }: World) {
  const addFault = (fault: FaultRequest): void => book.faults.write([...book.faults.read(), faultSchema.parse(fault)]);
  return {
    /** Queues trouble for the next requests of a kind; the first that fits is used first. */
    addFault,
    /** Queues one way of a name of the catalogue, for one request of a kind or, where it says so, for several. */
    addTrouble: (id: FaultId, kind: FaultRequest["kind"], way = 0): void => {
      const trouble = troublesOf(id)[way];
      if (!trouble) throw new Error(`${id} has no way ${way}`);
      addFault({ ...trouble, id, kind });
    },
    clearFaults: (): void => book.faults.write([]),
    /** How often each name of trouble happened. */
    countFaults: (): Record<string, number> =>
      Object.fromEntries(book.countFaults().map(({ id, times }) => [id, times])),
    /** Trouble by chance from now on: the same seed and the same requests bring the same trouble. */
    startChaos: ({ seed, ...chaos }: Omit<Chaos, "state"> & { seed: number }): void =>
      book.chaos.write({ ...chaos, state: seed >>> 0 }),
    stopChaos: (): void => book.chaos.write(null),
  };
}

function requireHosted(world: World, name: string): HostedSession {
  const session = findHosted(world, name);
  if (!session) throw new Error(`No hosted session is named ${name}`);
  return session;
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
