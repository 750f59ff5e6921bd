import type { Child } from "hono/jsx";
import type { FormState } from "../../views/data.ts";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { CashArea } from "../../views/tender/cash-area.tsx";
import { GiftCardArea, type GiftCardAreaProps } from "../../views/tender/gift-card-area.tsx";
import { CardArea, KlarnaPartArea, OneTimeCardArea, type PartAreaProps } from "../../views/tender/part-area.tsx";
import type { AppError } from "../errors.ts";
import { coveringPayment, saleView } from "./present.ts";
import { giftCardView } from "./present-gift-card.ts";
import { shownCard } from "./shown-card.ts";
import { frameOf, goTo, type TillContext } from "./till.ts";

/** The panels of the ways to pay, by the last part of their address. */
export const PANELS = ["cash", "card", "klarna-card", "gift-card", "klarna"] as const;
export type PanelName = (typeof PANELS)[number];

/** What was typed and why it was refused, when it was; and what says which gift card was shown. */
export type PanelAsked = { values?: Record<string, string>; error?: AppError; card?: string };

/** What was typed wrong in the panel itself is said there, with what was typed still in its fields. */
export function isOfPanel({ problem }: AppError): boolean {
  return OF_PANEL.includes(problem.kind);
}

/** One way to pay. Where nothing can be paid in this way any more, it leads to where the sale stands. */
export async function tenderPanel(
  c: TillContext,
  saleId: string,
  name: PanelName,
  { values, error, card = "" }: PanelAsked = {},
): Promise<Response> {
  const shop = c.get("shop");
  const frame = await frameOf(c);
  const sale = await saleView(shop, saleId);
  const payment = coveringPayment(sale);
  if (payment) return goTo(c, `/payments/${payment.id}`);
  const isDue = sale.status === "open" && sale.totals.dueMinor > 0;
  const isKlarnaGone = name === "klarna" && (frame.klarna !== "ready" || sale.customer === null);
  if (!isDue || isKlarnaGone) return goTo(c, `/sales/${saleId}/tender`);
  const problems: FormState["problems"] = isBadAmount(error) ? { [AMOUNT_FIELD[name]]: "not_an_amount" } : {};
  const form = values === undefined ? undefined : { values, problems };
  const problem = isBadAmount(error) ? null : error?.problem ?? null;
  const giftCardId = name === "gift-card" ? shownCard(c, saleId, card) : null;
  const shown = giftCardId === null ? null : await giftCardView(shop, giftCardId);
  const area = areaOf(name, { frame, sale, form, problem }, shown && { ...shown, token: card });
  return await c.html(<SalePage frame={frame} sale={sale} place="tender">{area}</SalePage>, error?.status ?? 200);
}

const OF_PANEL: readonly string[] = [
  "bad_amount",
  "bad_digits",
  "bad_gift_card",
  "gift_card_empty",
  "gift_card_missing",
  "gift_card_short",
  "gift_card_unread",
  "more_than_due",
  "reference_too_long",
];

const AMOUNT_FIELD: Record<PanelName, string> = {
  "cash": "given",
  "card": "amount",
  "klarna-card": "amount",
  "gift-card": "amount",
  "klarna": "amount",
};

function isBadAmount(error: AppError | undefined): boolean {
  return error?.problem.kind === "bad_amount";
}

function areaOf(name: PanelName, props: PartAreaProps, card: GiftCardAreaProps["card"]): Child {
  switch (name) {
    case "cash":
      return <CashArea {...props} />;
    case "card":
      return <CardArea {...props} />;
    case "klarna-card":
      return <OneTimeCardArea {...props} />;
    case "gift-card":
      return <GiftCardArea {...props} card={card} />;
    case "klarna":
      return <KlarnaPartArea {...props} />;
  }
}
