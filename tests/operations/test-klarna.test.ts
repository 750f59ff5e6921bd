import { expect, test } from "vitest";
import { minorDigits } from "../../src/domain/money.ts";
import { KlarnaError } from "../../src/klarna/errors.ts";
import { MARKETS } from "../../src/klarna/markets.ts";
import { guessFor, TEST_AMOUNT_MINOR, type TestStep } from "../../src/operations/test-klarna.ts";

const at = (httpStatus: number | null, code: string | null = null, messages: string[] = []) =>
  new KlarnaError("refused", { httpStatus, code, messages });

test.each<[TestStep, KlarnaError, string]>([
  ["payment_session", at(401, "unauthorized"), "credentials"],
  ["hosted_session", at(401, "unauthorized"), "credentials"],
  ["payment_session", at(403, "MERCHANT_INACTIVE"), "inactive"],
  ["payment_session", at(403, "forbidden"), "not_in_agreement"],
  ["payment_session", at(403, "REJECTED"), "not_in_agreement"],
  ["hosted_session", at(403, "forbidden"), "no_hosted_page"],
  ["hosted_session", at(404, "NOT_FOUND"), "no_hosted_page"],
  ["payment_session", at(404), "not_klarna"],
  ["payment_session", at(400, "BAD_VALUE", ["Bad value: purchase_country"]), "country"],
  ["payment_session", at(400, "BAD_VALUE", ["Bad value: order_lines"]), "unclear"],
  ["payment_session", at(null, "currency_not_of_country"), "country"],
  ["payment_session", at(429, "TOO_MANY_REQUESTS"), "busy"],
  ["payment_session", at(503), "klarna_trouble"],
  ["payment_session", at(null, "unreachable"), "no_way"],
  ["payment_session", at(null, "timeout"), "slow"],
  ["payment_session", at(302, "redirect"), "not_klarna"],
  ["payment_session", at(200, "answer_malformed"), "not_klarna"],
  ["disable", at(403), "ends_by_itself"],
])("at %s, %o most likely means %s", (step, error, guess) => {
  expect(guessFor(step, error)).toBe(guess);
});

/** Roughly what a euro is in each currency. */
const PER_EURO: Record<string, number> = {
  ...{ EUR: 1, GBP: 0.9, CHF: 1, USD: 1.1, CAD: 1.5, AUD: 1.7, NZD: 1.9, MXN: 20 },
  ...{ SEK: 11, NOK: 11.5, DKK: 7.5, PLN: 4.3, CZK: 25, RON: 5, HUF: 400 },
};

test.each([...new Set(MARKETS.map(({ currency }) => currency))])(
  "what is tried is a plausible price in %s",
  (currency) => {
    const euros = TEST_AMOUNT_MINOR / 10 ** minorDigits(currency) / (PER_EURO[currency] ?? NaN);
    expect(euros).toBeGreaterThan(1);
    expect(euros).toBeLessThan(1_000);
  },
);
