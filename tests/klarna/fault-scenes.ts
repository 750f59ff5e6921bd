import type { KlarnaGateway } from "../../src/klarna/gateway.ts";
import type { RequestKind } from "../../src/simulator/simulator.ts";
import { openSimulated, type Simulated } from "./simulated.ts";
import { goods, purchase } from "./support.ts";

/** A till and Klarna in the moment before one call: what is known, and how often the call has had its effect. */
export type Scene = Simulated & {
  paymentSessionId: string;
  hostedSessionId: string;
  orderId: string;
  captureId: string;
};

/** One thing the till asks, in a scene in which it would succeed. */
export type Asking = {
  name: keyof KlarnaGateway;
  kind: RequestKind;
  is: "write" | "read";
  /** Where its answer is: for a write without anything to read, the status alone says it. */
  answerIn: "body" | "head";
  /** Whether a key makes its repetition harmless. */
  keyed: boolean;
  prepare(): Promise<Scene>;
  ask(scene: Scene): Promise<object>;
  /** How often this had an effect at Klarna. */
  effects(scene: Scene): number;
};

const KEY = "2f1c0f8e-0000-4000-8000-000000000001";
const HALF = 6_000;

export const ASKINGS: Asking[] = [
  {
    ...write("createPaymentSession", "createPaymentSession", "body"),
    prepare: nothing,
    ask: ({ gateway }) => gateway.createPaymentSession(purchase()),
    effects: ({ simulator }) => simulator.control.countPaymentSessions(),
  },
  {
    ...write("updatePaymentSession", "updatePaymentSession", "head"),
    prepare: waiting,
    ask: ({ gateway, paymentSessionId }) =>
      gateway.updatePaymentSession(paymentSessionId, purchase({ reference: "20418-2" })),
    effects: ({ simulator }) => simulator.control.findSession("20418-2") === undefined ? 0 : 1,
  },
  {
    ...write("createHostedSession", "createHostedSession", "body"),
    prepare: opened,
    ask: ({ gateway, paymentSessionId }) => gateway.createHostedSession({ paymentSessionId, callbackUrl: null }),
    effects: ({ simulator }) => simulator.control.listSessions().length,
  },
  {
    ...read("readHostedSession"),
    prepare: authorized,
    ask: ({ gateway, hostedSessionId }) => gateway.readHostedSession(hostedSessionId),
    effects: () => 0,
  },
  {
    ...write("disableHostedSession", "disableHostedSession", "head"),
    prepare: waiting,
    ask: ({ gateway, hostedSessionId }) => gateway.disableHostedSession(hostedSessionId),
    effects: ({ simulator, hostedSessionId }) =>
      simulator.control.findSession(hostedSessionId)?.status === "DISABLED" ? 1 : 0,
  },
  {
    ...write("sendLink", "distribute", "head"),
    prepare: waiting,
    ask: ({ gateway, hostedSessionId }) =>
      gateway.sendLink(hostedSessionId, { channel: "email", email: "customer@email.uk" }),
    effects: ({ simulator }) => simulator.control.listMessages().length,
  },
  {
    ...read("readOrder"),
    prepare: captured,
    ask: ({ gateway, orderId }) => gateway.readOrder(orderId),
    effects: () => 0,
  },
  {
    ...keyed("captureOrder", "capture"),
    prepare: authorized,
    ask: ({ gateway, orderId }) =>
      gateway.captureOrder(orderId, { idempotencyKey: KEY, amountMinor: HALF, reference: "wish_1", lines: [] }),
    effects: (scene) => orderOf(scene).captures.length,
  },
  {
    ...keyed("refundOrder", "refund"),
    prepare: captured,
    ask: ({ gateway, orderId }) =>
      gateway.refundOrder(orderId, { idempotencyKey: KEY, amountMinor: HALF, reference: "wish_1" }),
    effects: (scene) => orderOf(scene).refunds.length,
  },
  {
    ...keyed("cancelOrder", "cancelOrder"),
    prepare: authorized,
    ask: ({ gateway, orderId }) => gateway.cancelOrder(orderId, KEY),
    effects: (scene) => orderOf(scene).status === "CANCELLED" ? 1 : 0,
  },
  {
    ...keyed("releaseRemainder", "releaseRemaining"),
    prepare: partCaptured,
    ask: ({ gateway, orderId }) => gateway.releaseRemainder(orderId, KEY),
    effects: (scene) => orderOf(scene).status === "CLOSED" ? 1 : 0,
  },
  {
    ...keyed("extendAuthorization", "extendAuthorization"),
    prepare: dayOld,
    ask: ({ gateway, orderId }) => gateway.extendAuthorization(orderId, KEY),
    effects: (scene) => orderOf(scene).expires_at > "2023-12-12T00:00:00.000Z" ? 1 : 0,
  },
  {
    ...keyed("updateReferences", "updateReferences"),
    prepare: authorized,
    ask: ({ gateway, orderId }) =>
      gateway.updateReferences(orderId, { idempotencyKey: KEY, reference: "20418-9", place: "Till 2" }),
    effects: (scene) => orderOf(scene).merchant_reference1 === "20418-9" ? 1 : 0,
  },
  {
    ...keyed("resendMessages", "sendOut"),
    prepare: captured,
    ask: ({ gateway, orderId, captureId }) => gateway.resendMessages(orderId, captureId, KEY),
    effects: ({ simulator }) => simulator.control.listMessages().length,
  },
];

function read(name: "readHostedSession" | "readOrder") {
  return { name, kind: name, is: "read" as const, answerIn: "body" as const, keyed: false };
}

function write(name: keyof KlarnaGateway, kind: RequestKind, answerIn: "body" | "head") {
  return { name, kind, is: "write" as const, answerIn, keyed: false };
}

function keyed(name: keyof KlarnaGateway, kind: RequestKind) {
  return { ...write(name, kind, "head"), keyed: true };
}

function orderOf({ simulator, orderId }: Scene) {
  const order = simulator.control.listOrders().find((one) => one.order_id === orderId);
  if (!order) throw new Error("the order is gone");
  return order;
}

async function nothing(): Promise<Scene> {
  return await Promise.resolve({
    ...openSimulated(),
    paymentSessionId: "",
    hostedSessionId: "",
    orderId: "",
    captureId: "",
  });
}

async function opened(): Promise<Scene> {
  const scene = await nothing();
  const { paymentSessionId } = await scene.gateway.createPaymentSession(purchase({ lines: [goods()] }));
  return { ...scene, paymentSessionId };
}

async function waiting(): Promise<Scene> {
  const scene = await opened();
  const { paymentSessionId } = scene;
  const { hostedSessionId } = await scene.gateway.createHostedSession({ paymentSessionId, callbackUrl: null });
  return { ...scene, hostedSessionId };
}

async function authorized(): Promise<Scene> {
  const scene = await waiting();
  await scene.advance(1_000);
  const { orderId = "" } = scene.simulator.control.approve(scene.hostedSessionId, { contact: "customer@email.uk" });
  return { ...scene, orderId };
}

/** Old enough for an extension to show. */
async function dayOld(): Promise<Scene> {
  const scene = await authorized();
  await scene.advance(24 * 3_600_000);
  return scene;
}

async function captured(): Promise<Scene> {
  return await capturedOf(12_000);
}

async function partCaptured(): Promise<Scene> {
  return await capturedOf(HALF);
}

async function capturedOf(amountMinor: number): Promise<Scene> {
  const scene = await authorized();
  const wish = { idempotencyKey: "before", amountMinor, reference: "wish_0", lines: [] };
  const { captureId } = await scene.gateway.captureOrder(scene.orderId, wish);
  return { ...scene, captureId };
}
