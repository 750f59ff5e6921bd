import type { Messages } from "../catalogue.ts";

export const sellingTexts: Messages["selling"] = {
  title: "Ingen försäljning nu",
  more: "Se varför",
  recovery: {
    short: "Inget kan säljas än.",
    note: (read: number, total: number) =>
      `Kassan har återställts från en säkerhetskopia och frågar Klarna om de senaste 72 timmarna: ${read} av ${total}.`,
    heading: "Kassan har återställts från en säkerhetskopia",
    means:
      "Den frågar Klarna om betalningarna de senaste 72 timmarna, även de som gjordes efter säkerhetskopian. Försäljningen öppnar av sig själv när det är klart.",
    lost: (count: number) =>
      count === 0
        ? "Ingen betalning saknas i säkerhetskopian."
        : count === 1
        ? "En betalning gjordes efter säkerhetskopian. Den hittades i kassans loggbok."
        : `${count} betalningar gjordes efter säkerhetskopian. De hittades i kassans loggbok.`,
    progressLabel: "Betalningar som Klarna har svarat om",
    progress: (read: number, total: number) => `${read} av ${total}`,
    anyway: "Öppna kassan utan att vänta",
    anywayMeans:
      "Klarna har inte svarat om alla än. Öppna kassan bara om du inte kan vänta, till exempel utan internet. Varje betalning som inte har lästs hamnar på listan över det som kräver åtgärd, och kassan fortsätter fråga.",
    anywayNow: "Öppna kassan",
  },
  clock: {
    short: "Inget kan säljas nu.",
    note: "Datorns klocka går efter kassans egna böcker. En chef måste titta.",
    heading: "Klockan har gått bakåt",
    means:
      "Det senaste köpet bokfördes vid en senare tid än den som datorn visar nu. Ställ klockan rätt, så fortsätter försäljningen av sig själv. Öppna Klarnabetalningar fortsätter.",
    wallAt: "Datorns klocka",
    lastEntryAt: "Senaste bokföring",
    anyway: "Klockan går rätt",
    anywayMeans:
      "Ange det bara om du har jämfört med en annan klocka: då gick den fel när det senaste köpet bokfördes, och kassan följer den från och med nu.",
    anywayNow: "Klockan går rätt",
  },
  klarna: {
    ready: "Klarna svarar.",
    away: "Klarna svarar inte nu. Kassan fortsätter fråga.",
    refused: "Klarna nekar kassans inloggningsuppgifter. En chef måste ansluta det igen.",
    not_connected: "Klarna är inte anslutet som det var. En chef måste ansluta det igen.",
  },
  toPayments: "Klarnabetalningar",
  managerAgrees: "En chef godkänner",
  reason: "Orsak",
  reasonHint: "Det sparas, med ditt namn.",
};
