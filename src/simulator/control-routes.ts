import { Hono } from "hono";
import { z } from "zod";
import { chaosSchema } from "./chaos.ts";
import type { Control } from "./control.ts";
import { approvalSchema } from "./customer-acts.ts";
import { answerEmpty, answerJson, badRequest, notFound } from "./errors.ts";
import { faultIds } from "./fault-catalogue.ts";
import { faultSchema, requestKindSchema, switchesSchema } from "./requests.ts";
import { readBody } from "./validation.ts";
import type { Env } from "./world.ts";

/**
 * The control functions as JSON, for tests of a running process. Each request must carry `X-Simulator-Control: yes`, which
 * no web page can send across origins without being asked first.
 */
export function createControlApi(control: Control): Hono<Env> {
  const api = new Hono<Env>();
  api.use(async (c, next) => {
    if (c.req.header("x-simulator-control") !== "yes") throw badRequest("X-Simulator-Control is missing");
    await next();
  });
  addReads(api, control);
  addCustomerActs(api, control);
  addOrderActs(api, control);
  addSettings(api, control);
  addTrouble(api, control);
  return api;
}

function addReads(api: Hono<Env>, control: Control): void {
  api.get("/sessions", () => answerJson(200, control.listSessions()));
  api.get("/sessions/:name", (c) => answerFound(control.findSession(c.req.param("name"))));
  api.get("/messages", (c) => answerJson(200, control.listMessages(c.req.query("contact"))));
  api.get("/orders", () => answerJson(200, control.listOrders()));
  api.get("/orders/:reference", (c) => answerFound(control.findOrder(c.req.param("reference"))));
  api.get("/callbacks", () => answerJson(200, control.listCallbacks()));
  api.get("/requests/:kind", (c) => {
    const kind = requestKindSchema.safeParse(c.req.param("kind"));
    if (!kind.success) throw notFound("No such kind of request");
    return answerJson(200, { requests: control.countRequests(kind.data) });
  });
}

function addCustomerActs(api: Hono<Env>, control: Control): void {
  const acts = {
    "open": control.open,
    "decline": control.decline,
    "cancel": control.cancel,
    "back": control.back,
    "break-down": control.breakDown,
    "ask-for-id": control.askForId,
    "pass-id-check": control.passIdCheck,
  };
  for (const [act, perform] of Object.entries(acts)) {
    api.post(`/sessions/:name/${act}`, (c) => answerDone(() => perform(c.req.param("name") ?? "")));
  }
  api.post("/sessions/:name/approve", async (c) => {
    const approval = await readBody(c, approvalSchema);
    return answerDone(() => control.approve(c.req.param("name"), approval));
  });
  api.post("/sessions/:name/expire", (c) => answerDone(() => control.expireSession(c.req.param("name"))));
}

function addOrderActs(api: Hono<Env>, control: Control): void {
  api.post("/orders/:id/fraud-decision", async (c) => {
    const { decision } = await readBody(c, z.strictObject({ decision: z.enum(["ACCEPTED", "REJECTED"]) }));
    return answerDone(() => control.decideFraud(c.req.param("id"), decision));
  });
  api.post("/orders/:id/expire", (c) => {
    control.expireOrder(c.req.param("id"));
    return answerEmpty(204);
  });
  for (const act of ["capture", "refund", "cancel", "release"] as const) {
    api.post(`/orders/:id/portal-${act}`, async (c) => {
      const { amountMinor } = await readBody(c, z.strictObject({ amountMinor: z.int().min(1).optional() }));
      return answerJson(200, { done: control.actInPortal(c.req.param("id"), act, amountMinor) });
    });
  }
}

function addSettings(api: Hono<Env>, control: Control): void {
  api.get("/switches", () => answerJson(200, control.readSwitches()));
  api.post("/switches", async (c) => {
    const changes = await readBody(c, z.record(z.string(), z.unknown()));
    const switches = switchesSchema.safeParse({ ...control.readSwitches(), ...changes });
    if (!switches.success) throw badRequest("No such switch or position");
    return answerJson(200, control.setSwitches(switches.data));
  });
  api.get("/clock", () => answerJson(200, { now: control.now() }));
  api.post("/clock", async (c) => {
    const schema = z.strictObject({ advanceMs: z.int().min(0).default(0), skewMs: z.int().optional() });
    const { advanceMs, skewMs } = await readBody(c, schema);
    if (skewMs !== undefined) control.setClockSkew(skewMs);
    return answerJson(200, { now: control.advanceClock(advanceMs) });
  });
  api.post("/callbacks/settlement", async (c) => {
    await control.settleCallbacks(c.req.query("order") === "newestFirst" ? "newestFirst" : "oldestFirst");
    return answerEmpty(204);
  });
  api.post("/clear", () => {
    control.clear();
    return answerEmpty(204);
  });
}

function addTrouble(api: Hono<Env>, control: Control): void {
  api.post("/faults", async (c) => {
    control.addFault(await readBody(c, faultSchema));
    return answerEmpty(204);
  });
  api.delete("/faults", () => {
    control.clearFaults();
    return answerEmpty(204);
  });
  api.get("/faults", () => answerJson(200, control.countFaults()));
  api.post("/faults/:id", async (c) => {
    const id = z.enum(faultIds).safeParse(c.req.param("id"));
    if (!id.success) throw notFound("The catalogue has no such name");
    const schema = z.strictObject({ kind: faultSchema.shape.kind, way: z.int().min(0).default(0) });
    const { kind, way } = await readBody(c, schema);
    return answerDone(() => control.addTrouble(id.data, kind, way));
  });
  api.post("/chaos", async (c) => {
    const schema = chaosSchema.omit({ state: true }).extend({ seed: z.int().min(0) });
    control.startChaos(await readBody(c, schema));
    return answerEmpty(204);
  });
  api.delete("/chaos", () => {
    control.stopChaos();
    return answerEmpty(204);
  });
}

function answerFound(found: unknown): Response {
  if (found === undefined) throw notFound("Nothing is named so");
  return answerJson(200, found);
}

// What the customer cannot do now is the test's mistake: 400 with the sentence.
function answerDone(perform: () => unknown): Response {
  try {
    return answerJson(200, perform() ?? {});
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : String(error));
  }
}
