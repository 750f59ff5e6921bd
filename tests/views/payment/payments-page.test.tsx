import { describe, expect, test } from "vitest";
import type { PaymentRowView } from "../../../views/data.ts";
import { makeFrame, makePayment } from "../../../views/gallery/people-and-things.ts";
import { NO_SEARCH } from "../../../views/payment/payment-search.ts";
import { PaymentsList, PaymentsPage } from "../../../views/payment/payments-page.tsx";

const row = (changes: Partial<PaymentRowView> = {}): PaymentRowView => ({
  payment: makePayment(),
  customerName: "Sam Karim",
  isUnsavedTooLong: false,
  ...changes,
});

describe("PaymentsPage", () => {
  test("a payment leads to its own page", async () => {
    expect(await list([row()])).toContain(`href="/payments/${row().payment.id}"`);
  });

  test("what was approved and not saved for too long is called out in words", async () => {
    const text = "Approved, not saved";
    expect(await list([row()])).not.toContain(text);
    expect(await list([row({ isUnsavedTooLong: true })])).toContain(text);
  });

  test("what needs a person is called out in words", async () => {
    expect(await list([row({ payment: makePayment({ needsAttention: true }) })])).toContain("Needs a manager");
  });

  test("an empty list says so", async () => {
    expect(await list([])).toContain("No Klarna payment yet");
  });

  test("the list asks for itself with its filter", async () => {
    const page = String(await <PaymentsPage {...listed([])} search={{ ...NO_SEARCH, filter: "open" }} />);
    expect(page).toContain('hx-get="/payments/list?filter=open"');
    expect(page).toContain("No payment fits");
  });
});

async function list(rows: PaymentRowView[]): Promise<string> {
  return String(await <PaymentsList {...listed(rows)} />);
}

function listed(rows: PaymentRowView[]) {
  const choices = { registers: [], staff: [] };
  return {
    frame: makeFrame(),
    rows,
    search: NO_SEARCH,
    choices,
    problems: {},
    isTooShort: false,
    next: null,
    taken: [],
  };
}
