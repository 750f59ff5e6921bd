import { describe, expect, test } from "vitest";
import { ownRefusalOf } from "../../../src/domain/own-refusals.ts";
import { makeFrame, makePayment, makeSale } from "../../../views/gallery/people-and-things.ts";
import { catalogues } from "../../../views/messages/catalogue.ts";
import { PaymentWindow } from "../../../views/payment/window.tsx";
import { TestPanel } from "../../../views/settings/test-panel.tsx";

/** What this till refuses before Klarna is asked is said as what it is, with the limit where there is one. */

async function windowOf(refusalCode: string, language: keyof typeof catalogues = "en"): Promise<string> {
  const frame = makeFrame({ t: catalogues[language] });
  const payment = makePayment({ status: "rejected", refusalCode });
  return String(await <PaymentWindow frame={frame} sale={makeSale()} payment={payment} show="auto" />);
}

test("every code with which a purchase or an address is refused here has its sentence", async () => {
  const source = await Deno.readTextFile(new URL("../../../src/klarna/purchase-limits.ts", import.meta.url));
  const codes = [...source.matchAll(/refusal\("(\w+)"/g)].map(([, code]) => code ?? "");
  // Of an address to send to, the window speaks where it was to be sent.
  const ofStarts = codes.filter((code) => code !== "email_unusable");
  expect(ofStarts.length).toBeGreaterThan(10);
  for (const code of ofStarts) expect([code, ownRefusalOf(code)]).not.toContain(null);
});

test("a code of Klarna's is none of ours", () => {
  expect(["BAD_VALUE", "unauthorized", "toString", "404", null].map(ownRefusalOf)).toEqual(Array(5).fill(null));
});

describe("the window", () => {
  test.each([
    ["country_not_served", "Klarna does not sell in the shop’s country."],
    ["currency_not_of_country", "Klarna takes another currency than the shop sells in."],
    ["locale_not_of_country", "does not speak the language set for this purchase"],
    ["callback_url_unusable", "(TILLSIDE_CALLBACK_URL) is no web address of at most 2,000 characters."],
    ["amount_out_of_range", "at most £2,000,000.00 in one payment"],
    ["too_many_lines", "more than the 1,000 lines that Klarna takes"],
    ["line_out_of_range", "worth more than £2,000,000.00"],
    ["lines_do_not_add_up", "do not add up"],
  ])("of %s says: %s", async (code, words) => {
    const text = await windowOf(code);
    expect(text).toContain(words);
    expect(text).toContain("This payment was not started. No money was taken.");
    expect(text).toContain("Klarna was not asked.");
    // The same would be refused once more.
    expect(text).not.toContain(`action="/sales/${makeSale().id}/payments"`);
    expect(text).toMatch(/class="btn btn-main"[^>]*\/tender\/card/);
  });

  test.each(
    [
      ["sv", "Köpet har fler än de"],
      ["de", "Dieser Verkauf hat mehr als die"],
      ["nl", "Deze verkoop heeft meer dan de"],
    ] as const,
  )("says so in %s too", async (language, words) => {
    expect(await windowOf("too_many_lines", language)).toContain(words);
  });

  test("of a refusal of Klarna's own says nothing of that kind", async () => {
    for (const code of ["BAD_VALUE", "NOT_FOUND"]) {
      const text = await windowOf(code);
      expect(text).not.toContain("was not asked");
      expect(text).toContain("No money was taken.");
    }
    expect(await windowOf("NOT_FOUND")).toContain(`action="/sales/${makeSale().id}/payments"`);
  });
});

test("the test of a connection says it instead of a guess", async () => {
  const stopped = {
    step: "payment_session",
    httpStatus: null,
    code: "country_not_served",
    correlationId: null,
    guess: "country",
  } as const;
  const test = { url: "https://api.klarna.com", at: 0, tookMs: 3, done: [], stopped };
  const text = String(await <TestPanel frame={makeFrame()} test={test} />);
  expect(text).toContain("<b>Klarna was not asked:</b> Klarna does not sell in the shop’s country.");
  for (const words of ["Our guess:", "What Klarna answered", "Klarna did not"]) expect(text).not.toContain(words);
});
