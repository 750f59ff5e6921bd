import { describe, expect, test } from "vitest";
import type { Frame, SaleView } from "../../../views/data.ts";
import { SAM } from "../../../views/gallery/customers.ts";
import { CASH_TENDER, KLARNA_TENDER, makeFrame, makeSale } from "../../../views/gallery/people-and-things.ts";
import { CashArea } from "../../../views/tender/cash-area.tsx";
import { quickAmounts } from "../../../views/tender/quick-amounts.ts";
import { TenderArea } from "../../../views/tender/tender-area.tsx";

describe("TenderArea", () => {
  test("Klarna starts with one press once there is a customer", async () => {
    const text = await area({}, { customer: SAM });
    expect(text).toMatch(/<form method="post" action="\/sales\/[^"]*\/payments".*data-key="F9"/s);
  });

  test("without a customer Klarna first leads to finding one", async () => {
    const text = await area({}, { customer: null });
    expect(text).toMatch(/href="\/sales\/[^"]*\/customer\?then=klarna" data-key="F9"/);
    expect(text).not.toContain('/payments"');
  });

  test.each(
    [
      ["away", "Klarna is not answering"],
      ["refused", "does not accept"],
      ["not_connected", "Klarna is not connected to this till"],
    ] as const,
  )(
    "while Klarna is %s it cannot be pressed, and the reason is said",
    async (klarna, reason) => {
      const text = await area({ klarna }, { customer: SAM });
      expect(text).toContain(reason);
      expect(text).not.toContain('data-key="F9"');
      expect(text).toMatch(/<button class="btn" type="button" disabled/);
    },
  );

  test("cash can be taken back here, Klarna cannot", async () => {
    const cash = await area({}, { tenders: [CASH_TENDER] });
    expect(cash).toContain(`/tenders/${CASH_TENDER.id}/removal`);
    expect(await area({}, { tenders: [KLARNA_TENDER] })).not.toContain("/removal");
  });
});

describe("CashArea", () => {
  test("an amount that was not understood stays in its field with what is wrong", async () => {
    const form = { values: { given: "x1" }, problems: { given: "not_an_amount" as const } };
    const text = String(await <CashArea frame={makeFrame()} sale={makeSale()} form={form} />);
    expect(text).toMatch(/id="given"[^>]* value="x1"[^>]*aria-invalid="true"/);
    expect(text).toContain("This is not an amount");
  });
});

describe("quickAmounts", () => {
  test("are the next round sums above what is due", () => {
    expect(quickAmounts(62_260, "GBP")).toEqual([62_500, 63_000, 64_000]);
    expect(quickAmounts(180, "GBP")).toEqual([500, 1_000, 2_000]);
    expect(quickAmounts(1_234, "JPY")).toEqual([1_500, 2_000, 5_000]);
  });

  test("never repeat the exact amount", () => {
    expect(quickAmounts(10_000, "GBP")).toEqual([]);
  });
});

async function area(frame: Partial<Frame>, sale: Partial<SaleView>): Promise<string> {
  return String(await <TenderArea frame={makeFrame(frame)} sale={makeSale(sale)} />);
}
