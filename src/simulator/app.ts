import { Hono } from "hono";
import { createApi } from "./api.ts";
import type { Control } from "./control.ts";
import { createControlApi } from "./control-routes.ts";
import { answerError } from "./errors.ts";
import { answerPageNotFound, createPhone } from "./phone/routes.tsx";
import type { Env, World } from "./world.ts";

/** Puts the API, the phone and, where it is wanted, the control API together. */
export function createApp(world: World, control: Control | undefined): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set("world", world);
    await next();
  });
  app.route("/", createApi());
  if (control) app.route("/control", createControlApi(control));
  app.route("/", createPhone());
  app.notFound(answerPageNotFound);
  app.onError((error, c) => answerError(c, error));
  return app;
}
