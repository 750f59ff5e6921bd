import { type Context, Hono } from "hono";
import { answerEmpty, answerJson, notFound } from "./errors.ts";
import {
  authorizationSchema,
  captureSchema,
  customerDetailsSchema,
  dueDateSchema,
  referencesSchema,
  refundSchema,
  shippingSchema,
} from "./fields.ts";
import { guard } from "./guard.ts";
import { answerOnce, type WriteAnswer } from "./idempotency.ts";
import { describeCapture, describeOrder, describeRefund } from "./order-answers.ts";
import {
  acknowledgeOrder,
  addShipping,
  extendAuthorization,
  extendDueDate,
  findCapture,
  listDueDates,
  refundOrder,
  releaseRemaining,
  sendOut,
  updateAuthorization,
  updateCustomer,
  updateReferences,
} from "./order-changes.ts";
import { cancelOrder, captureOrder, getOrder } from "./orders.ts";
import { checkBody, readJson } from "./validation.ts";
import type { Env, World } from "./world.ts";

/** Order management v1 (klarna.md 4): reads, and writes that answer once for a key. */
export function createOrderApi(): Hono<Env> {
  const api = new Hono<Env>();
  const path = "/ordermanagement/v1/orders/:id";
  addReads(api, path);
  addMoney(api, path);
  addCare(api, path);
  return api;
}

function addReads(api: Hono<Env>, path: string): void {
  api.get(path, guard("readOrder"), (c) => answerJson(200, describeOrder(c.get("world"), readOrder(c))));
  api.get(`${path}/captures`, guard("readCaptures"), (c) => {
    const order = readOrder(c);
    return answerJson(200, order.captures.map((capture) => describeCapture(order, capture)));
  });
  api.get(`${path}/captures/:captureId`, guard("readCaptures"), (c) => {
    const order = readOrder(c);
    return answerJson(200, describeCapture(order, findCapture(order, c.req.param("captureId"))));
  });
  api.get(`${path}/captures/:captureId/extend-due-date-options`, guard("readDueDates"), (c) => {
    return answerJson(200, listDueDates(c.get("world"), idOf(c), c.req.param("captureId")));
  });
  api.get(`${path}/refunds/:refundId`, guard("readRefund"), (c) => {
    const refund = readOrder(c).refunds.find((each) => each.refundId === c.req.param("refundId"));
    if (!refund) throw notFound("No such refund");
    return answerJson(200, describeRefund(refund));
  });
}

function addMoney(api: Hono<Env>, path: string): void {
  api.post(`${path}/captures`, guard("capture"), async (c) => {
    const sent = await readJson(c);
    return answerWrite(c, (world, id) => {
      const captureId = captureOrder(world, id, checkBody(sent, captureSchema));
      const location = world.url(`/ordermanagement/v1/orders/${id}/captures/${captureId}`);
      return { status: 201, headers: { "capture-id": captureId, location } };
    });
  });
  api.post(`${path}/refunds`, guard("refund"), async (c) => {
    const sent = await readJson(c);
    return answerWrite(c, (world, id) => {
      const refundId = refundOrder(world, id, checkBody(sent, refundSchema));
      const location = world.url(`/ordermanagement/v1/orders/${id}/refunds/${refundId}`);
      return { status: 201, headers: { "refund-id": refundId, location } };
    });
  });
  api.post(`${path}/cancel`, guard("cancelOrder"), (c) => answerDone(c, cancelOrder));
  api.post(
    `${path}/release-remaining-authorization`,
    guard("releaseRemaining"),
    (c) => answerDone(c, releaseRemaining),
  );
  api.patch(`${path}/authorization`, guard("updateAuthorization"), async (c) => {
    const sent = await readJson(c);
    return answerDone(c, (world, id) => updateAuthorization(world, id, checkBody(sent, authorizationSchema)));
  });
}

function addCare(api: Hono<Env>, path: string): void {
  const captureId = (c: Context<Env>) => c.req.param("captureId") ?? "";
  api.post(`${path}/acknowledge`, guard("acknowledgeOrder"), (c) => answerDone(c, acknowledgeOrder));
  api.post(
    `${path}/extend-authorization-time`,
    guard("extendAuthorization"),
    (c) => answerDone(c, extendAuthorization),
  );
  api.patch(`${path}/merchant-references`, guard("updateReferences"), async (c) => {
    const sent = await readJson(c);
    return answerDone(c, (world, id) => updateReferences(world, id, checkBody(sent, referencesSchema)));
  });
  api.post(
    `${path}/captures/:captureId/trigger-send-out`,
    guard("sendOut"),
    (c) => answerDone(c, (world, id) => sendOut(world, id, captureId(c))),
  );
  for (const place of [path, `${path}/captures/:captureId`]) {
    api.post(`${place}/shipping-info`, guard("addShipping"), async (c) => {
      const sent = await readJson(c);
      return answerDone(c, (world, id) => {
        addShipping(world, id, checkBody(sent, shippingSchema).shipping_info, c.req.param("captureId"));
      });
    });
  }
  api.patch(`${path}/customer-details`, guard("updateCustomer"), async (c) => {
    const sent = await readJson(c);
    return answerDone(c, (world, id) => updateCustomer(world, id, checkBody(sent, customerDetailsSchema)));
  });
  api.patch(`${path}/captures/:captureId/extend-due-date`, guard("extendDueDate"), async (c) => {
    const sent = await readJson(c);
    return answerDone(c, (world, id) => {
      extendDueDate(world, id, captureId(c), checkBody(sent, dueDateSchema).number_of_days);
    });
  });
}

function readOrder(c: Context<Env>) {
  return getOrder(c.get("world"), idOf(c));
}

function idOf(c: Context<Env>): string {
  return c.req.param("id") ?? "";
}

function answerDone(c: Context<Env>, work: (world: World, id: string) => void): Response {
  return answerWrite(c, (world, id) => {
    work(world, id);
    return { status: 204, headers: {} };
  });
}

/** Does the work once for a key; checking the body is part of it, since only the key is compared [S]. */
function answerWrite(c: Context<Env>, work: (world: World, id: string) => WriteAnswer): Response {
  const world = c.get("world");
  const key = c.req.header("klarna-idempotency-key");
  const { status, headers } = answerOnce(world, key, () => work(world, idOf(c)));
  return answerEmpty(status, headers);
}
