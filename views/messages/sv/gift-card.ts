import type { Messages } from "../catalogue.ts";

export const giftCardTexts: Messages["giftCard"] = {
  title: "Presentkort",
  heading: (tail: string) => `Presentkort …${tail}`,
  balance: "Kvar på kortet",
  seeBalance: "Se vad som finns på det",
  another: "Slå upp ett annat kort",
  history: "Vad som har hänt med kortet, nyast först",
  when: "När",
  what: "Vad",
  sale: "Köp",
  amount: "Belopp",
  causes: {
    sold: "Sålt",
    redeemed: "Betalt med det",
    given_back: "Återfört",
    returned: "Återlämnat",
    recovered: "Rättat efter en säkerhetskopia",
  },
  tile: "Presentkort",
  tileHint: "Valfritt belopp",
  sellTitle: "Sälj ett presentkort",
  worth: "Belopp på kortet",
  number: "Nummer på ett tryckt kort",
  numberHint: "Skanna eller skriv det. Lämnas det tomt skapar kassan ett nummer och skriver det på det första kvittot.",
  worthNothingYet: "Kortet går att betala med när köpet är avslutat.",
  add: "Lägg i korgen",
};
