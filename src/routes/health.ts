import { Hono } from "hono";
import { canWrite } from "../operations/health.ts";
import type { Till } from "./till.ts";

/** The job loop goes round every second; silent for this long, it hangs. */
const LONGEST_SILENCE_MS = 15_000;

/**
 * 200 when the database can be written and the job loop beats, else 503. Klarna being away is none of its business:
 * the till works on, and restarting it would help nobody.
 */
export function healthRoutes(jobs: { beatAt(): number }) {
  return new Hono<Till>().get("/health", async (c) => {
    const shop = c.get("shop");
    const isWritable = await canWrite(shop);
    const isBeating = shop.clock.now() - jobs.beatAt() < LONGEST_SILENCE_MS;
    const said = { database: isWritable ? "ok" : "cannot be written", jobs: isBeating ? "ok" : "not running" };
    return c.json(said, isWritable && isBeating ? 200 : 503);
  });
}
