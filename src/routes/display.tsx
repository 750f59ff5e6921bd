import { Hono } from "hono";
import { z } from "zod";
import { DisplayLive, DisplayPage, type DisplayProps } from "../../views/display/display-page.tsx";
import { registerTopic } from "../bus.ts";
import { findDisplay } from "../operations/customer-displays.ts";
import { shownAt } from "./display-view.ts";
import { followRegister } from "./follow-register.ts";
import { path } from "./forms.ts";
import type { LiveStreams } from "./live-streams.ts";
import { frameOf, type Till, type TillContext } from "./till.ts";

/** More windows and tablets than one register has; one more asks by itself. Who has an address takes no cashier's place. */
const MOST_WINDOWS = 8;

/** 256 bits in base64url. */
const tokenParam = path({ token: z.string().regex(/^[\w-]{43}$/) });

/**
 * The screen turned to the customer. Who has its address needs no session, and none counts here; an address that was taken
 * away and one that never was are answered alike.
 */
export function displayRoutes(streams: LiveStreams) {
  return new Hono<Till>()
    .get("/display/:token", tokenParam, async (c) => {
      const props = await displayProps(c, c.req.valid("param").token);
      return await c.html(<DisplayPage {...props} />, props.view.kind === "stopped" ? 404 : 200);
    })
    .get("/display/:token/show", tokenParam, async (c) => {
      // Also what is to be shown from now on of an address that was taken away: a refusal would not be.
      return await c.html(<DisplayLive {...await displayProps(c, c.req.valid("param").token)} />);
    })
    .get("/display/:token/live", tokenParam, async (c) => {
      const { token } = c.req.valid("param");
      const shop = c.get("shop");
      const display = await findDisplay(shop, token);
      if (!display) return c.body(null, 204);
      const { bus, follow } = followRegister(shop.bus);
      const render = async () => {
        let props = await displayProps(c, token);
        // What was said between the look and the listening is not missed.
        while (follow(props.paymentId)) props = await displayProps(c, token);
        return props.view.kind === "stopped" ? null : String(<DisplayLive {...props} />);
      };
      return streams.open(bus, registerTopic(display.registerId), render, MOST_WINDOWS);
    });
}

async function displayProps(c: TillContext, token: string): Promise<DisplayProps & { paymentId: string | null }> {
  const shop = c.get("shop");
  const display = await findDisplay(shop, token);
  const frame = await frameOf(c);
  if (!display) return { frame, token, view: { kind: "stopped" }, paymentId: null };
  return { frame, token, ...await shownAt(shop, display.registerId) };
}
