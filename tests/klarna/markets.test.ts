import { describe, expect, test } from "vitest";
import { minorDigits } from "../../src/domain/money.ts";
import { KLARNA_REGIONS } from "../../src/domain/klarna-place.ts";
import { findMarket, klarnaBaseUrl, klarnaRegionOf, MARKETS, modeOf, rateLimitsAt } from "../../src/klarna/markets.ts";

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

  test("only Klarna's live hosts, and a stand-in on this machine, are asked at the wide rate", () => {
    const limitsAt = (region: "eu" | "na", environment: "live" | "playground") =>
      rateLimitsAt(klarnaBaseUrl(region, environment));
    expect([limitsAt("eu", "live"), limitsAt("na", "live")]).toEqual(["live", "live"]);
    expect([limitsAt("eu", "playground"), limitsAt("na", "playground")]).toEqual(["playground", "playground"]);
    expect(["http://127.0.0.1:8010/playground", "https://klarna-proxy.shop.example"].map(rateLimitsAt))
      .toEqual(["live", "playground"]);
  });

  test("only Klarna's own playground, and a stand-in on this machine, move no money", () => {
    const practice = KLARNA_REGIONS.map((region) => klarnaBaseUrl(region, "playground"));
    expect([...practice, "http://127.0.0.1:8010", "http://localhost:8010/klarna"].map(modeOf))
      .toEqual(Array.from({ length: KLARNA_REGIONS.length + 2 }, () => "practice"));
    const others = [
      ...KLARNA_REGIONS.map((region) => klarnaBaseUrl(region, "live")),
      "https://playground.shop.example",
      "https://api.playground.klarna.com.shop.example",
      "https://klarna-proxy.shop.example/playground",
    ];
    expect(new Set(others.map(modeOf))).toEqual(new Set(["live"]));
  });

  test("a country's region is known, and null where Klarna does not sell", () => {
    expect(["GB", "MX", "NZ", "JP"].map(klarnaRegionOf)).toEqual(["eu", "na", "oc", null]);
  });

  test("every currency keeps two digits, forints too", () => {
    expect(MARKETS.map((market) => minorDigits(market.currency))).toEqual(MARKETS.map(() => 2));
  });

  test("only the US and Australia want a state, and every hint could be typed into Klarna's field", () => {
    expect(MARKETS.filter(({ address }) => address.region === "required").map((one) => one.country)).toEqual([
      "AU",
      "US",
    ]);
    for (const { address } of MARKETS) expect(address.postalCodeExample).toMatch(/^[A-Z0-9 -]{4,10}$/);
  });

  test("the house number stands first in Britain, France and the US, and titles are those of the country's languages", () => {
    for (const country of ["GB", "FR", "US"]) expect(findMarket(country)?.address.order).toBe("number_first");
    expect(findMarket("DE")?.address.order).toBe("street_first");
    for (const { address, locales } of MARKETS) {
      for (const language of Object.keys(address.titles ?? {})) {
        expect(locales.some((locale) => locale.startsWith(language))).toBe(true);
      }
    }
    expect(findMarket("CH")?.address.titles?.["it"]).toEqual(["Sig.", "Sig.ra"]);
  });
});
