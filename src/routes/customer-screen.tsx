import { Hono } from "hono";
import { CustomerScreenPage } from "../../views/display/customer-screen-page.tsx";
import type { CustomerScreenView } from "../../views/display/data.ts";
import { registerTopic } from "../bus.ts";
import { displayTokenOf, endDisplay, renewDisplay } from "../operations/customer-displays.ts";
import { form } from "./forms.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext } from "./till.ts";

const PAGE = "/customer-screen";
const THIS_MACHINE = /^(localhost|127\.|\[::1\]$)/;

/** Where a cashier opens the screen that their customer sees. Each register has its own. */
export function customerScreenRoutes(origins: readonly string[]) {
  return new Hono<Till>()
    .get(PAGE, async (c) => {
      const screen = await screenView(c, origins);
      return await c.html(<CustomerScreenPage frame={await frameOf(c)} screen={screen} />);
    })
    .post(PAGE, form({}), async (c) => {
      await renewDisplay(c.get("shop"), actionOf(c), operatorOf(c));
      return goTo(c, PAGE);
    })
    .post(`${PAGE}/ending`, form({}), async (c) => {
      await endDisplay(c.get("shop"), actionOf(c), operatorOf(c));
      return goTo(c, PAGE);
    });
}

async function screenView(c: TillContext, origins: readonly string[]): Promise<CustomerScreenView> {
  const shop = c.get("shop");
  const { registerId } = operatorOf(c);
  const token = await displayTokenOf(shop, registerId);
  const origin = originOf(c, origins);
  return {
    address: token && `${origin}/display/${token}`,
    isConnected: shop.bus.isWatched(registerTopic(registerId)),
    isLocal: THIS_MACHINE.test(URL.parse(origin)?.hostname ?? ""),
  };
}

/** As browsers write the address this request came in under; a proxy before the till may speak https where we do not. */
function originOf(c: TillContext, origins: readonly string[]): string {
  const host = c.req.header("host") ?? "";
  return origins.find((origin) => URL.parse(origin)?.host === host) ?? new URL(c.req.url).origin;
}
