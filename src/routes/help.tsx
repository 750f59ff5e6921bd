import { Hono } from "hono";
import { KlarnaHelpPage } from "../../views/help/klarna-help.tsx";
import { frameOf, type Till } from "./till.ts";

/** What to read, at the counter and without the internet. */
export const helpRoutes = new Hono<Till>()
  .get("/help/klarna", async (c) => await c.html(<KlarnaHelpPage frame={await frameOf(c)} />));
