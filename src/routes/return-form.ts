import type { FormState } from "../../views/data.ts";
import { amountValue, type Formats } from "../../views/format.ts";
import { LARGEST_QUANTITY } from "../domain/sale.ts";
import { parseAmountMinor } from "../domain/money.ts";
import { RETURN_REASONS, type ReturnReason } from "../domain/return.ts";
import { AppError } from "../errors.ts";
import type { WantedReturn } from "../operations/give-back.ts";
import { type Refundable, suggestedSplit } from "../operations/refundable.ts";

/** A form as it was sent: a field for each line and each way, by their ids. */
export type Sent = Readonly<Record<string, string>>;

/** What was chosen, with each press of more and less counted in; and what of it is no amount. */
export type ReadReturn = {
  wanted: Omit<WantedReturn, "split" | "shownMinor" | "foundMinor">;
  problems: FormState["problems"];
};

/** Reads what comes back. Throws bad_form for what no form of ours says. */
export function readReturn(sent: Sent, { lines, left }: Refundable, currency: string): ReadReturn {
  const problems: FormState["problems"] = {};
  const amountIn = (name: string): number => {
    const text = (sent[name] ?? "").trim();
    if (text === "") return 0;
    const amountMinor = parseAmountMinor(text, currency);
    if (amountMinor === null) problems[name] = "not_an_amount";
    return amountMinor ?? 0;
  };
  const pressed = sent["do"] ?? "show";
  const wanted = lines.map(({ id }, index) => ({
    lineId: id,
    quantity: pressed === "everything" ? left[index]!.quantity : quantityOf(sent, id, pressed, left[index]!.quantity),
    partMinor: amountIn(`part.${id}`),
    reason: reasonOf(sent[`reason.${id}`]),
    backOnShelf: sent["shelf"] !== "no",
  }));
  const freeMinor = amountIn("free");
  return { wanted: { lines: wanted, freeMinor, note: sent["note"] ?? "" }, problems };
}

function quantityOf(sent: Sent, lineId: string, pressed: string, most: number): number {
  const text = sent[`quantity.${lineId}`] ?? "0";
  if (!/^\d{1,4}$/.test(text) || Number(text) > LARGEST_QUANTITY) throw new AppError({ kind: "bad_form" });
  if (pressed === `more.${lineId}`) return Math.min(Number(text) + 1, Math.max(most, Number(text)));
  return pressed === `less.${lineId}` ? Math.max(0, Number(text) - 1) : Number(text);
}

function reasonOf(text: string | undefined): ReturnReason {
  const reason = RETURN_REASONS.find((one) => one === (text ?? RETURN_REASONS[0]));
  if (!reason) throw new AppError({ kind: "bad_form" });
  return reason;
}

/** How the money goes, as it was typed. */
export function typedSplit(
  sent: Sent,
  { ways }: Refundable,
  currency: string,
): { split: WantedReturn["split"]; problems: FormState["problems"] } {
  const problems: FormState["problems"] = {};
  const split = ways.map(({ key }) => {
    const text = (sent[`split.${key}`] ?? "").trim();
    const amountMinor = text === "" ? 0 : parseAmountMinor(text, currency);
    if (amountMinor === null) problems[`split.${key}`] = "not_an_amount";
    return { key, amountMinor: amountMinor ?? 0, reference: sent[`slip.${key}`] ?? "" };
  });
  return { split, problems };
}

/** The same while it is put together: typed beside an amount that is another one by now, it is the till's to suggest. */
export function splitToShow(sent: Sent, refundable: Refundable, totalMinor: number, shop: Formats) {
  const isTyped = Object.keys(sent).some((name) => name.startsWith("split."));
  if (isTyped && sent["shown"] === String(totalMinor)) {
    return { ...typedSplit(sent, refundable, shop.currency), values: {} };
  }
  const suggested = suggestedSplit(refundable, totalMinor) ?? [];
  const split = refundable.ways.map(({ key }) => {
    const amountMinor = suggested.find((one) => one.key === key)?.amountMinor ?? 0;
    return { key, amountMinor, reference: sent[`slip.${key}`] ?? "" };
  });
  const values = Object.fromEntries(
    split.map(({ key, amountMinor }) => [`split.${key}`, amountValue(shop, amountMinor)]),
  );
  return { split, problems: {}, values };
}
