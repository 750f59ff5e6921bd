import { describe, expect, test } from "vitest";
import { findMarket, klarnaBaseUrl, MARKETS } from "../../src/klarna/markets.ts";

describe("markets", () => {
  test("there are 26, each once, in the alphabet's order", () => {
    const countries = MARKETS.map((market) => market.country);
    expect(countries).toHaveLength(26);
    expect(countries).toEqual([...new Set(countries)].sort());
  });

  test("every locale belongs to its country", () => {
    for (const market of MARKETS) {
      for (const locale of market.locales) expect(locale.slice(-3)).toBe(`-${market.country}`);
    }
  });

  test("North America and Oceania have regions of their own, Mexico too", () => {
    const of = (region: string) => MARKETS.filter((market) => market.region === region).map((one) => one.country);
    expect(of("na")).toEqual(["CA", "MX", "US"]);
    expect(of("oc")).toEqual(["AU", "NZ"]);
    expect(of("eu")).toHaveLength(21);
  });

  test("Norway speaks nb, Britain pays in pounds, and a country without Klarna is null", () => {
    expect(findMarket("NO")?.locales).toEqual(["nb-NO", "en-NO"]);
    expect(findMarket("GB")?.currency).toBe("GBP");
    expect(findMarket("JP")).toBeNull();
  });

  test("each region has a live and a playground host", () => {
    expect(klarnaBaseUrl("eu", "live")).toBe("https://api.klarna.com");
    expect(klarnaBaseUrl("na", "live")).toBe("https://api-na.klarna.com");
    expect(klarnaBaseUrl("eu", "playground")).toBe("https://api.playground.klarna.com");
    expect(klarnaBaseUrl("oc", "playground")).toBe("https://api-oc.playground.klarna.com");
  });
});
