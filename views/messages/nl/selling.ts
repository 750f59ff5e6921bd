import type { Messages } from "../catalogue.ts";

export const sellingTexts: Messages["selling"] = {
  title: "Nu geen verkoop",
  more: "Waarom?",
  recovery: {
    short: "Er kan nog niets worden verkocht.",
    note: (read: number, total: number) =>
      `Deze kassa is hersteld uit een back-up en vraagt Klarna naar de laatste 72 uur: ${read} van ${total}.`,
    heading: "Deze kassa is hersteld uit een back-up",
    means:
      "Hij vraagt Klarna naar de betalingen van de laatste 72 uur, ook die van na de back-up. De verkoop opent vanzelf als dat klaar is.",
    lost: (count: number) =>
      count === 0
        ? "Er ontbreekt geen betaling in de back-up."
        : count === 1
        ? "Eén betaling is van na de back-up. Hij is teruggevonden in het logboek van de kassa."
        : `${count} betalingen zijn van na de back-up. Ze zijn teruggevonden in het logboek van de kassa.`,
    progressLabel: "Betalingen waarover Klarna heeft geantwoord",
    progress: (read: number, total: number) => `${read} van ${total}`,
    anyway: "Kassa openen zonder te wachten",
    anywayMeans:
      "Klarna heeft nog niet over alle geantwoord. Open de kassa alleen als je niet kunt wachten, bijvoorbeeld zonder internet. Elke betaling die niet is gelezen komt op de lijst waar actie nodig is, en de kassa blijft vragen.",
    anywayNow: "Kassa openen",
  },
  clock: {
    short: "Er kan nu niets worden verkocht.",
    note: "De klok van deze computer loopt achter op de boeken van de kassa. Een manager moet kijken.",
    heading: "De klok is teruggegaan",
    means:
      "De laatste verkoop is op een later tijdstip geboekt dan deze computer nu aangeeft. Zet de klok goed en de verkoop gaat vanzelf verder. Open Klarna-betalingen gaan door.",
    wallAt: "Klok van deze computer",
    lastEntryAt: "Laatste boeking",
    anyway: "De klok loopt goed",
    anywayMeans:
      "Geef dit alleen aan als je met een andere klok hebt vergeleken: dan stond hij verkeerd toen de laatste verkoop werd geboekt, en volgt de kassa hem vanaf nu.",
    anywayNow: "De klok loopt goed",
  },
  klarna: {
    ready: "Klarna antwoordt.",
    away: "Klarna antwoordt nu niet. De kassa blijft vragen.",
    refused: "Klarna weigert de gegevens van deze kassa. Een manager moet opnieuw verbinden.",
    not_connected: "Klarna is niet verbonden zoals het was. Een manager moet opnieuw verbinden.",
  },
  toPayments: "Klarna-betalingen",
  managerAgrees: "Een manager geeft akkoord",
  reason: "Reden",
  reasonHint: "Het blijft bewaard, met je naam.",
};
