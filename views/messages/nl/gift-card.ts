import type { Messages } from "../catalogue.ts";

export const giftCardTexts: Messages["giftCard"] = {
  title: "Cadeaukaarten",
  heading: (tail: string) => `Cadeaukaart …${tail}`,
  balance: "Op deze kaart",
  seeBalance: "Saldo bekijken",
  another: "Andere kaart opzoeken",
  history: "Wat er met deze kaart is gebeurd, nieuwste eerst",
  when: "Wanneer",
  what: "Wat",
  sale: "Verkoop",
  amount: "Bedrag",
  causes: {
    sold: "Verkocht",
    redeemed: "Ermee betaald",
    given_back: "Teruggezet",
    returned: "Teruggekomen",
    recovered: "Rechtgezet na een back-up",
  },
  tile: "Cadeaukaart",
  tileHint: "Elk bedrag",
  sellTitle: "Cadeaukaart verkopen",
  worth: "Bedrag op de kaart",
  number: "Nummer van een gedrukte kaart",
  numberHint: "Scan of typ het. Laat je het leeg, dan maakt de kassa een nummer en zet dat op de eerste bon.",
  worthNothingYet: "Met de kaart kan worden betaald zodra deze verkoop is afgerond.",
  add: "In de winkelmand",
};
