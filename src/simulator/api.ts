import { Hono } from "hono";
import { distribute } from "./distribution.ts";
import { answerEmpty, answerJson, notFound } from "./errors.ts";
import { captureSchema, distributionSchema, hostedSessionSchema } from "./fields.ts";
import { guard, stampAnswers } from "./guard.ts";
import {
  createHostedSession,
  describeCreatedHosted,
  describeHostedSession,
  disableHostedSession,
  getHostedSession,
} from "./hosted-sessions.ts";
import { answerOnce } from "./idempotency.ts";
import { cancelOrder, captureOrder, describeCapture, describeOrder, getOrder } from "./orders.ts";
import {
  createPaymentSession,
  describeCreated,
  describePaymentSession,
  getPaymentSession,
  updatePaymentSession,
} from "./payment-sessions.ts";
import { checkBody, readBody, readJson } from "./validation.ts";
import type { Env } from "./world.ts";

/** Klarna's side of the API, by path, with the codes klarna.md lists. */
export function createApi(): Hono<Env> {
  const api = new Hono<Env>();
  for (const prefix of ["/payments/*", "/hpp/v1/*", "/ordermanagement/*"]) api.use(prefix, stampAnswers);
  addPaymentSessions(api);
  addHostedSessions(api);
  addOrders(api);
  for (const prefix of ["/payments/*", "/hpp/v1/*", "/ordermanagement/*"]) {
    api.all(prefix, () => {
      throw notFound("No such operation");
    });
  }
  return api;
}

function addPaymentSessions(api: Hono<Env>): void {
  const path = "/payments/v1/sessions";
  api.post(path, guard("createPaymentSession"), async (c) => {
    const session = createPaymentSession(c.get("world"), await readJson(c));
    return answerJson(200, describeCreated(c.get("world"), session));
  });
  api.get(`${path}/:id`, guard("readPaymentSession"), (c) => {
    const session = getPaymentSession(c.get("world"), c.req.param("id"));
    return answerJson(200, describePaymentSession(c.get("world"), session));
  });
  api.post(`${path}/:id`, guard("updatePaymentSession"), async (c) => {
    updatePaymentSession(c.get("world"), c.req.param("id"), await readJson(c));
    return answerEmpty(204);
  });
}

function addHostedSessions(api: Hono<Env>): void {
  const path = "/hpp/v1/sessions";
  api.post(path, guard("createHostedSession"), async (c) => {
    const session = createHostedSession(c.get("world"), await readBody(c, hostedSessionSchema));
    return answerJson(201, describeCreatedHosted(c.get("world"), session));
  });
  api.get(`${path}/:id`, guard("readHostedSession"), (c) => {
    return answerJson(200, describeHostedSession(getHostedSession(c.get("world"), c.req.param("id"))));
  });
  api.delete(`${path}/:id`, guard("disableHostedSession"), (c) => {
    disableHostedSession(c.get("world"), c.req.param("id"));
    return answerEmpty(204);
  });
  api.post(`${path}/:id/distribution`, guard("distribute"), async (c) => {
    const world = c.get("world");
    const body = await readBody(c, distributionSchema);
    world.book.atomically(() => distribute(world, c.req.param("id"), body));
    return answerEmpty(world.book.switches.read().distributionStatus);
  });
}

function addOrders(api: Hono<Env>): void {
  const path = "/ordermanagement/v1/orders/:id";
  const keyHeader = "klarna-idempotency-key";
  api.get(path, guard("readOrder"), (c) => {
    const order = getOrder(c.get("world"), c.req.param("id"));
    return answerJson(200, describeOrder(c.get("world"), order));
  });
  api.post(`${path}/captures`, guard("capture"), async (c) => {
    const world = c.get("world");
    const sent = await readJson(c);
    const { status, headers } = answerOnce(world, c.req.header(keyHeader), () => {
      const captureId = captureOrder(world, c.req.param("id"), checkBody(sent, captureSchema));
      const location = world.url(`/ordermanagement/v1/orders/${c.req.param("id")}/captures/${captureId}`);
      return { status: 201, headers: { "capture-id": captureId, location } };
    });
    return answerEmpty(status, headers);
  });
  api.get(`${path}/captures`, guard("readCaptures"), (c) => {
    const order = getOrder(c.get("world"), c.req.param("id"));
    return answerJson(200, order.captures.map((capture) => describeCapture(order, capture)));
  });
  api.get(`${path}/captures/:captureId`, guard("readCaptures"), (c) => {
    const order = getOrder(c.get("world"), c.req.param("id"));
    const capture = order.captures.find((each) => each.captureId === c.req.param("captureId"));
    if (!capture) throw notFound("No such capture", "NO_SUCH_CAPTURE");
    return answerJson(200, describeCapture(order, capture));
  });
  api.post(`${path}/cancel`, guard("cancelOrder"), (c) => {
    const world = c.get("world");
    const { status, headers } = answerOnce(world, c.req.header(keyHeader), () => {
      cancelOrder(world, c.req.param("id"));
      return { status: 204, headers: {} };
    });
    return answerEmpty(status, headers);
  });
}
