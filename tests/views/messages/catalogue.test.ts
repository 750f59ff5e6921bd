import { describe, expect, test } from "vitest";
import { type Language, LANGUAGES } from "../../../src/domain/language.ts";
import { catalogues } from "../../../views/messages/catalogue.ts";

const OTHERS = LANGUAGES.filter((language) => language !== "en");

/** Names, codes and words that two languages share. */
const SHARED = new Set([
  ...["Eircode", "Port", "Open"],
  ...["Tillside", "7 · Tillside", "Klarna", "7, 7 · Klarna", "Klarna online", "Klarna open", "Klarna in undefined"],
  ...["PIN", "Playground", "Live", "Live.", "Correlation id", "E-mail"],
  ...["Name", "Status", "Region", "Code", "manager", "Postcode", "postcode", "7 in 7 s"],
]);

/** What stands on the keys of a country's keyboards, where that is no browser's name for them. */
const CAPS = "keys.caps.";

describe.each(OTHERS)("%s", (language) => {
  test("has a text wherever English has one, and no other", () => {
    const places = (of: Language) => [...textsOf(of).keys()].filter((place) => !place.startsWith(CAPS)).toSorted();
    expect(places(language)).toEqual(places("en"));
  });

  test("says nothing in English", () => {
    const english = textsOf("en");
    const same = [...textsOf(language)].filter(([place, text]) =>
      english.get(place) === text && /\p{L}{2}/u.test(text) && !place.startsWith(CAPS)
    );
    expect(same.filter(([, text]) => !SHARED.has(text))).toEqual([]);
  });

  test("leaves nothing empty and nothing undefined", () => {
    const english = textsOf("en");
    const bad = [...textsOf(language)].filter(([place, text]) =>
      /undefined|\[object/.test(text) !== /undefined|\[object/.test(english.get(place) ?? "") ||
      (text === "") !== (english.get(place) === "")
    );
    expect(bad).toEqual([]);
  });

  test("quotes as it is done there, and its sentences have no straight marks", () => {
    const marks = { en: "“”", sv: "”", de: "„“", nl: "“”" }[language];
    const texts = [...textsOf(language).values()];
    expect(texts.filter((text) => /["']/.test(text.replace(/http\S+|\d's/g, "")))).toEqual([]);
    expect(texts.flatMap((text) => text.match(/[“”„«»]/g) ?? []).filter((mark) => !marks.includes(mark))).toEqual([]);
  });
});

test("counts as each language does", () => {
  const heads = (count: number) => LANGUAGES.map((language) => catalogues[language].attention.heading(count));
  expect(heads(1)).toEqual([
    "1 payment needs a person",
    "1 betalning kräver åtgärd",
    "1 Zahlung ist zu klären",
    "Bij 1 betaling is actie nodig",
  ]);
  expect(heads(2)).toEqual([
    "2 payments need a person",
    "2 betalningar kräver åtgärd",
    "2 Zahlungen sind zu klären",
    "Bij 2 betalingen is actie nodig",
  ]);
  const parked = (lines: number) => LANGUAGES.map((language) => catalogues[language].sale.parkedRow(lines, "…", "Ben"));
  expect(parked(1).map((row) => row.split(" · ")[0])).toEqual(["1 product", "1 vara", "1 Artikel", "1 artikel"]);
  expect(parked(3).map((row) => row.split(" · ")[0])).toEqual(["3 products", "3 varor", "3 Artikel", "3 artikelen"]);
});

test("customers read Klarna’s own words for paying later", () => {
  const hints = LANGUAGES.map((language) => catalogues[language].sale.tender.klarnaHint.split(",")[0]);
  expect(hints).toEqual(["Pay later", "Betala senare", "Später bezahlen", "Achteraf betalen"]);
});

/** Every text of a language by its place; what is made of facts is made of the same ones in each. */
function textsOf(language: Language): Map<string, string> {
  const texts = new Map<string, string>();
  collect(catalogues[language], "", texts);
  return texts;
}

function collect(part: unknown, place: string, texts: Map<string, string>): void {
  if (typeof part === "string") texts.set(place, part);
  else if (isSaying(part)) collect(part(FACTS, FACTS, FACTS, FACTS), `${place}()`, texts);
  else if (typeof part === "object" && part !== null) {
    for (const [key, one] of Object.entries(part).filter(([key]) => !NO_TEXTS.has(key))) {
      collect(one, place === "" ? key : `${place}.${key}`, texts);
    }
  }
}

function isSaying(part: unknown): part is (...facts: unknown[]) => unknown {
  return typeof part === "function";
}

/** They choose how a text is drawn. */
const NO_TEXTS = new Set(["how", "tone", "icon"]);

/** A fact for every text: it reads as 7, is a list of one, and has whatever part is asked of it. */
const FACTS = Object.assign(["7"], {
  channel: "sms",
  via: "klarna",
  about: null,
  code: null,
  refusal: null,
  address: "••• •••123",
  at: "14:06",
  canceller: "Ben",
  hadLink: true,
  klarnasName: "Sam Karim",
  isSaved: true,
  isSaleFinished: true,
  isKeepable: true,
  holder: { register: "2", staffName: "Ben" },
  register: "2",
  staffName: "Ben",
  state: "done",
  answerCode: null,
  shopName: "Fernbank Outdoor",
  amount: "£425.00",
  waitMs: 30_000,
  count: 2,
  why: "away",
  by: "klarna",
  of: "payment",
  typed: "pegs",
  map: (named: (field: string) => string) => [named("phone")],
  toLowerCase: () => "timeout",
});
