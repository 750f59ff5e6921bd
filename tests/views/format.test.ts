import { describe, expect, test } from "vitest";
import { parseAmountMinor } from "../../src/domain/money.ts";
import {
  amountValue,
  decimalSign,
  formatAge,
  formatAmount,
  formatDate,
  formatElapsed,
  formatMoney,
  formatPercent,
  formatTime,
  formatWeekday,
} from "../../views/format.ts";

const LONDON = { locale: "en-GB", currency: "GBP", timeZone: "Europe/London" };
const BERLIN = { locale: "de-DE", currency: "EUR", timeZone: "Europe/Berlin" };
const TOKYO = { locale: "ja-JP", currency: "JPY", timeZone: "Asia/Tokyo" };
/** Monday 23 November 2026, 14:09:03 in London. */
const AT = 1_795_442_943_000;

describe("amounts", () => {
  test("an amount wears its currency in the shop's language", () => {
    expect(formatMoney(LONDON, 62_260)).toBe("£622.60");
    expect(formatMoney(BERLIN, 62_260)).toBe("622,60\u00a0€");
    expect(formatMoney(TOKYO, 500)).toMatch(/^[¥￥]500$/);
  });

  test("a real minus stands before an amount below zero, and none before nothing", () => {
    expect(formatMoney(LONDON, -840)).toBe("−£8.40");
    expect(formatMoney(LONDON, -0)).toBe("£0.00");
    expect(formatAmount(LONDON, -0)).toBe("0.00");
  });

  test("the value of a form field has a point in every language and no fraction where the currency has none", () => {
    expect(amountValue(BERLIN, 62_260)).toBe("622.60");
    expect(amountValue(TOKYO, 500)).toBe("500");
  });

  test("the pad's decimal key is the language's own, or missing", () => {
    expect(decimalSign(LONDON)).toBe(".");
    expect(decimalSign(BERLIN)).toBe(",");
    expect(decimalSign(TOKYO)).toBe("");
  });

  test("a rate in basis points keeps its half percents", () => {
    expect(formatPercent(LONDON, 2_000)).toBe("20%");
    expect(formatPercent(LONDON, 550)).toBe("5.5%");
  });
});

describe("each language", () => {
  const read = (locale: string, currency: string) => ({ locale, currency, timeZone: "Europe/Stockholm" });
  const N = "\u00a0";

  test.each([
    ["en-GB", "GBP", "£1,622.60", "5.5%", "23 November 2026", "15:09", "4 min ago"],
    ["sv-SE", "SEK", `1${N}622,60${N}kr`, `5,5${N}%`, "23 november 2026", "15:09", "för 4 minuter sedan"],
    ["sv-SE", "GBP", `1${N}622,60${N}£`, `5,5${N}%`, "23 november 2026", "15:09", "för 4 minuter sedan"],
    ["de-DE", "EUR", `1.622,60${N}€`, `5,5${N}%`, "23. November 2026", "15:09", "vor 4 Min."],
    ["nl-NL", "EUR", `€${N}1.622,60`, "5,5%", "23 november 2026", "15:09", "4 min. geleden"],
  ])("%s writes %s as %s", (locale, currency, money, percent, date, time, age) => {
    const reader = read(locale, currency);
    expect(formatMoney(reader, 162_260)).toBe(money);
    expect(formatPercent(reader, 550)).toBe(percent);
    expect(formatDate(reader, AT)).toBe(date);
    expect(formatTime(reader, AT)).toBe(time);
    expect(formatAge(reader, AT - 4 * 60_000, AT).replace(/\s/g, " ")).toBe(age.replace(/\s/g, " "));
  });

  test("what a language writes as an amount is read back as the same", () => {
    for (const locale of ["en-GB", "sv-SE", "de-DE", "nl-NL", "de-CH"]) {
      expect(parseAmountMinor(formatMoney(read(locale, "EUR"), 162_260), "EUR")).toBe(162_260);
    }
  });
});

describe("times", () => {
  test("a time is told in the shop's zone, not the server's", () => {
    expect(formatTime(LONDON, AT)).toBe("14:09");
    expect(formatTime(TOKYO, AT)).toBe("23:09");
    expect(formatWeekday(LONDON, AT)).toMatch(/^Monday,? 23 November$/);
  });

  test("an elapsed time counts up through minutes and hours, and never below zero", () => {
    expect([-1, 12_900, 899_999, 3_723_000].map(formatElapsed)).toEqual(["0:00", "0:12", "14:59", "1:02:03"]);
  });

  test("an age takes the largest unit that fits", () => {
    const ages = [0, 59, 60, 3_599, 3_600, 86_400].map((seconds) => formatAge(LONDON, AT - seconds * 1_000, AT));
    expect(ages.map((age) => age.replace(/\.|\bhrs?\b|\bh\b/g, (unit) => unit === "." ? "" : "hr"))).toEqual([
      expect.stringContaining("0 sec"),
      expect.stringContaining("59 sec"),
      "1 min ago",
      "59 min ago",
      "1 hr ago",
      "1 day ago",
    ]);
  });
});
