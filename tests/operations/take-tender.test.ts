import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { savePayment } from "../../src/operations/save-payment.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { takeBackTender, takeCard, takeCash } from "../../src/operations/take-tender.ts";
import { saleTotals } from "../../src/domain/sale.ts";
import { linesOf, tendersOf } from "../../src/store/sales.ts";
import { openScene, paymentRow, problemOf, type Scene } from "./support.ts";

const TENT_MINOR = 38_900;

let till: Scene;

beforeEach(async () => {
  till = await openScene();
});

afterEach(() => till.close());

async function cash(saleId: string, given: string) {
  return await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given });
}

async function card(saleId: string, amount: string, reference = "", kind: "card" | "klarna_card" = "card") {
  const wanted = { ...await till.seen(saleId), kind, amount, reference };
  return await takeCard(till.shop, till.press(), till.ada, wanted);
}

async function takeBack(saleId: string, kind: string) {
  const tender = (await tenders(saleId)).find((one) => one.kind === kind);
  return await takeBackTender(till.shop, till.press(), till.ada, { saleId, tenderId: tender?.id ?? "tnd_0" });
}

const tenders = (saleId: string) => tendersOf(till.shop.db.read, saleId);

async function totals(saleId: string) {
  return saleTotals(await linesOf(till.shop.db.read, saleId), await tenders(saleId));
}

describe("a card", () => {
  test("takes all that is due when no amount is typed, with the slip's reference if there is one", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    await card(saleId, "", " A-1234 ");
    expect(await tenders(saleId)).toMatchObject([
      { kind: "card", amountMinor: TENT_MINOR, reference: "A-1234", givenMinor: null },
    ]);
  });

  test("takes a part, and never more than is due", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    await card(saleId, "100");
    expect((await totals(saleId)).dueMinor).toBe(TENT_MINOR - 10_000);
    expect(await problemOf(card(saleId, "289.01"))).toBe("more_than_due");
    await card(saleId, "289");
    expect(await problemOf(card(saleId, "1"))).toBe("nothing_due");
  });

  test.each(["0", "x", "-5", "12.345"])("%j is no amount", async (amount) => {
    const saleId = await till.ringUp("TNT-RDG3");
    expect(await problemOf(card(saleId, amount))).toBe("bad_amount");
    expect(await tenders(saleId)).toEqual([]);
  });

  test("a reference has its limit", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    expect(await problemOf(card(saleId, "", "x".repeat(61)))).toBe("reference_too_long");
  });

  test("of Klarna's, for one time, is known by its last four digits", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    for (const digits of ["", "123", "12345", "12a4"]) {
      expect(await problemOf(card(saleId, "", digits, "klarna_card"))).toBe("bad_digits");
    }
    await card(saleId, "", "4242", "klarna_card");
    expect(await tenders(saleId)).toMatchObject([{ kind: "klarna_card", reference: "4242" }]);
  });

  test("is not taken while Klarna is open, nor for a sale whose amount nobody saw", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    const stale = await till.seen(saleId);
    await startPayment(till.shop, till.press(), till.ada, { ...stale, amount: "100" });
    expect(await problemOf(card(saleId, ""))).toBe("sale_locked");
    const other = await till.ringUp("TNT-RDG3");
    const wanted = { saleId: other, version: 0, kind: "card" as const, amount: "", reference: "" };
    expect(await problemOf(takeCard(till.shop, till.press(), till.ada, wanted))).toBe("sale_changed");
  });

  test("is given back on its terminal, and another way is free again", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    await card(saleId, "");
    await takeBack(saleId, "card");
    expect(await tenders(saleId)).toEqual([]);
    await cash(saleId, "400");
    expect((await totals(saleId)).dueMinor).toBe(0);
  });
});

describe("a part with Klarna", () => {
  test("is what the payment is about, and the rest stays due", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    const wanted = { ...await till.seen(saleId), amount: "100.50" };
    const { paymentId } = await startPayment(till.shop, till.press(), till.ada, wanted);
    const payment = await till.shop.db.read.selectFrom("payment").selectAll().where("id", "=", paymentId)
      .executeTakeFirstOrThrow();
    expect(payment.amountMinor).toBe(10_050);
  });

  test("that is saved stays the only one of its sale", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    const wanted = { ...await till.seen(saleId), amount: "100" };
    const { paymentId } = await startPayment(till.shop, till.press(), till.ada, wanted);
    await till.runner.drain();
    till.simulator.control.approve((await paymentRow(till, paymentId)).reference);
    till.clock.advance(4_000);
    await till.runner.drain();
    await savePayment(till.shop, till.press(), till.ada, paymentId);
    const again = startPayment(till.shop, till.press(), till.ada, await till.seen(saleId));
    expect(await problemOf(again)).toBe("klarna_once");
  });

  test.each([["389.01", "more_than_due"], ["0", "bad_amount"], ["x", "bad_amount"]])(
    "of %s is refused",
    async (amount, problem) => {
      const saleId = await till.ringUp("TNT-RDG3");
      const wanted = { ...await till.seen(saleId), amount };
      expect(await problemOf(startPayment(till.shop, till.press(), till.ada, wanted))).toBe(problem);
    },
  );
});
