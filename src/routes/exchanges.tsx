import { Hono } from "hono";
import { z } from "zod";
import { ExchangeArea, ExchangePage } from "../../views/exchange/exchange-page.tsx";
import type { ExchangeWay } from "../domain/exchange.ts";
import { AppError } from "../errors.ts";
import { dropCredit, stopExchange, takeCredit } from "../operations/exchange.ts";
import { exchangeInto } from "../store/exchanges.ts";
import { form, idOf, path, query, typed, wholeNumber } from "./forms.ts";
import { exchangeView } from "./present-exchange.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });

/** The steps of an exchange, by the sale of its new goods. */
export const exchangeRoutes = new Hono<Till>()
  .get("/sales/:saleId/exchange", saleParam, query({ way: typed }), async (c) => {
    const { saleId } = c.req.valid("param");
    const way = c.req.valid("query").way === "anew" ? "anew" : "difference";
    if (!wantsPart(c)) return await exchangePage(c, saleId, way);
    const view = await exchangeView(c.get("shop"), saleId, way);
    return await c.html(<ExchangeArea frame={await frameOf(c)} view={view} />);
  })
  .post(
    "/sales/:saleId/exchange",
    saleParam,
    form({ do: z.enum(["start", "undo", "stop"]), version: wholeNumber }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      try {
        return goTo(c, await act(c, saleId, c.req.valid("form")));
      } catch (error) {
        const isExchange = await exchangeInto(c.get("shop").db.read, saleId) !== undefined;
        if (!(error instanceof AppError) || !isExchange) throw error;
        return await exchangePage(c, saleId, "difference", error);
      }
    },
  );

/** Does it, and says where the cashier goes on. */
async function act(
  c: TillContext,
  saleId: string,
  { do: deed, version }: { do: "start" | "undo" | "stop"; version: number },
): Promise<string> {
  const shop = c.get("shop");
  if (deed === "start") await takeCredit(shop, actionOf(c), operatorOf(c), { saleId, version });
  if (deed === "undo") await dropCredit(shop, actionOf(c), saleId);
  if (deed === "stop") await stopExchange(shop, actionOf(c), saleId);
  return deed === "start" ? `/sales/${saleId}/exchange` : `/sales/${saleId}`;
}

async function exchangePage(c: TillContext, saleId: string, way: ExchangeWay, error?: AppError): Promise<Response> {
  const view = await exchangeView(c.get("shop"), saleId, way);
  const frame = { ...await frameOf(c), isPractice: view.isPractice };
  return await c.html(
    <ExchangePage frame={frame} view={view} problem={error?.problem ?? null} />,
    error?.status ?? 200,
  );
}
