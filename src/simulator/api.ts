import { Hono } from "hono";
import { distribute } from "./distribution.ts";
import { answerEmpty, answerJson, notFound } from "./errors.ts";
import { distributionSchema, hostedSessionSchema } from "./fields.ts";
import { guard, stampAnswers } from "./guard.ts";
import {
  callEarly,
  createHostedSession,
  describeCreatedHosted,
  describeHostedSession,
  disableHostedSession,
  getHostedSession,
} from "./hosted-sessions.ts";
import { createOrderApi } from "./order-routes.ts";
import {
  createPaymentSession,
  describeCreated,
  describePaymentSession,
  getPaymentSession,
  updatePaymentSession,
} from "./payment-sessions.ts";
import { dropAuthorization, placeByToken } from "./tokens.ts";
import { readBody, readJson } from "./validation.ts";
import type { Env } from "./world.ts";

/** Klarna's side of the API, by path, with the codes klarna.md lists. */
export function createApi(): Hono<Env> {
  const api = new Hono<Env>();
  for (const prefix of ["/payments/*", "/hpp/v1/*", "/ordermanagement/*"]) api.use(prefix, stampAnswers);
  addPaymentSessions(api);
  addAuthorizations(api);
  addHostedSessions(api);
  api.route("/", createOrderApi());
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

/** What is left to a shop whose hosted page placed no order: an authorization token, good for 60 minutes [D]. */
function addAuthorizations(api: Hono<Env>): void {
  const path = "/payments/v1/authorizations/:token";
  api.post(`${path}/order`, guard("placeOrder"), async (c) => {
    const world = c.get("world");
    const sent = await readJson(c);
    return answerJson(200, world.book.atomically(() => placeByToken(world, c.req.param("token"), sent)));
  });
  api.delete(path, guard("dropAuthorization"), (c) => {
    dropAuthorization(c.get("world"), c.req.param("token"));
    return answerEmpty(204);
  });
}

function addHostedSessions(api: Hono<Env>): void {
  const path = "/hpp/v1/sessions";
  api.post(path, guard("createHostedSession"), async (c) => {
    const session = createHostedSession(c.get("world"), await readBody(c, hostedSessionSchema));
    await callEarly(c.get("world"), session);
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
