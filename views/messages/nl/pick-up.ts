import type { Messages } from "../catalogue.ts";

/** Goods that are paid and picked up later. */
export const pickUpTexts: Messages["pickUp"] = {
  title: "Wacht op afhalen",
  link: "Af te halen",
  later: "De artikelen worden later afgehaald",
  laterMeans: "Klarna wordt pas om het geld gevraagd als ze worden meegegeven.",
  waits: "Wacht op afhalen",
  stillHere: (amount: string) => `Artikelen voor ${amount} zijn nog hier.`,
  klarnaPays: "Klarna betaalt ervoor als ze worden meegegeven.",
  klarnaPaysPart: (amount: string) => `Klarna betaalt daarvan ${amount} als ze worden meegegeven.`,
  isPaid: "Ze zijn al betaald.",
  allGone: "Er is niets meer af te halen.",
  toHandOver: "Meegeven…",
  heading: (code: number) => `Meegeven, verkoop ${code}`,
  question: "Wat neemt de klant nu mee?",
  back: "Terug naar de verkoop",
  left: (left: number, quantity: number) => `${left} van ${quantity} nog hier`,
  howMany: (name: string) => `Hoeveel ${name} nu`,
  all: "Alles meegeven",
  some: "Meegeven wat is ingevuld",
  notTaken: "De klant neemt de rest niet…",
  notWanted: "Een deel is niet meer gewenst…",
  cancel: "Verkoop annuleren…",
  sofar: "Tot nu toe",
  kinds: {
    handed_over: (amount: string, who: string) => `Artikelen voor ${amount} meegegeven door ${who}`,
    not_taken: (amount: string, who: string) => `Artikelen voor ${amount} niet genomen, genoteerd door ${who}`,
    came_back: (amount: string, who: string) =>
      `Artikelen voor ${amount} onbetaald teruggekomen, genoteerd door ${who}`,
  },
  approvedUntil: (date: string) => `Klarna houdt het geld vast tot ${date}`,
  daysLeft: (days: number) => days === 0 ? "laatste dag" : days === 1 ? "nog 1 dag" : `nog ${days} dagen`,
  lapsed: "Klarna houdt het geld niet meer vast",
  goneFor: (amount: string) =>
    `Klarna houdt de ${amount} voor wat nog hier is niet meer vast: de winkel zou er niet voor betaald worden.`,
  nothingHeld: (amount: string) => `Klarna houdt de ${amount} niet meer vast: daarvan gaat niets terug.`,
  settleFirst: {
    capture_pending: "Klarna moet nog antwoorden over wat is meegegeven. Tot dan kan de rest niet worden vrijgegeven.",
    capture_refused:
      "Klarna weigerde te betalen voor wat is meegegeven. Tot dat is opgelost, wordt de rest niet vrijgegeven en niet geruild.",
    unpaid:
      "Klarna weigerde een deel van deze verkoop te betalen, en alleen wat Klarna wel betaalde, kan worden terugbetaald. De rest wordt onder ‘Actie nodig’ opnieuw gevraagd, of geannuleerd zodra alles wat over is terug is.",
    captured_elsewhere:
      "Klarna heeft geld van deze verkoop uitbetaald, en ons boek weet er niet van. Zolang dat niet is geboekt, wordt van deze verkoop niets meegegeven, vrijgegeven, geruild of geannuleerd.",
    order_differs:
      "De order bij Klarna is niet wat er is gevraagd. Zolang niemand dat heeft opgelost, wordt van deze verkoop niets meegegeven, vrijgegeven of geannuleerd.",
  },
  rest: {
    title: "De rest vrijgeven",
    heading: (code: number) => `De rest van verkoop ${code} vrijgeven?`,
    means: (amount: string) =>
      `Artikelen voor ${amount} gaan terug op de plank en de klant is er niets voor verschuldigd.`,
    givenBackThere: (money: string) => `${money} is in het portaal al terugbetaald`,
    klarnaGivesBack: (amount: string) => `Klarna betaalt ${amount} terug, dat al is geïnd`,
    deed: "De rest vrijgeven",
    keep: "Laten wachten",
  },
  part: {
    heading: (code: number) => `Wat van verkoop ${code} wil de klant niet?`,
    howMany: (name: string) => `Hoeveel ${name} niet gewenst zijn`,
    show: "Bekijk wat teruggaat",
    confirm: (code: number) => `Deze artikelen uit verkoop ${code} halen?`,
    notAsked: (amount: string) => `${amount} wordt niet geïnd. De klant is er niets voor verschuldigd.`,
    waits: (amount: string) => `Artikelen voor ${amount} blijven wachten.`,
    deed: "Uit de verkoop halen",
  },
  cancelling: {
    title: "Verkoop annuleren",
    heading: (code: number) => `Verkoop ${code} annuleren?`,
    restHeading: (code: number) => `Wat er van verkoop ${code} over is annuleren?`,
    means: {
      waiting:
        "Alle artikelen blijven hier en alles wat is betaald gaat terug. De verkoop blijft als geannuleerd in de boeken.",
      gone:
        "Alleen als alle artikelen weer hier zijn: Klarna heeft ze niet betaald. Al het andere dat is betaald gaat terug, en de verkoop blijft als geannuleerd in de boeken.",
      unpaid:
        "Alleen als alles wat er van deze verkoop over is weer hier is: Klarna heeft niet alles betaald. Wat ervoor is betaald gaat terug, Klarna geeft de rest vrij, en wat terugkwam is uit de boeken.",
    },
  },
  seniorAgrees: "Een teamleider of manager moet akkoord geven:",
  list: {
    none: "Niets wacht op afhalen",
    noneRest: "Een verkoop komt hier als die wordt afgerond met ‘De artikelen worden later afgehaald’.",
    caption: "Verkopen waarvan de artikelen wachten, de dringendste eerst",
    sale: "Verkoop",
    customer: "Klant",
    since: "Wacht",
    worth: "Nog hier",
    approval: "Goedkeuring van Klarna",
    paidFor: { held: "Klarna houdt het geld vast", paid: "Al betaald", gone: "Klarna houdt het geld niet meer vast" },
    find: "Verkoopnummer of klant",
    show: "Zoeken",
    clear: "Alle",
    noHit: "Geen wachtende verkoop past daarbij.",
  },
  held: {
    count: (count: number) =>
      count === 1
        ? "1 Klarna-betaling is nog niet geïncasseerd"
        : `${count} Klarna-betalingen zijn nog niet geïncasseerd`,
    least: (left: string) => `eerste einde: ${left}`,
    see: "Bekijken",
  },
  extend: "Klarna vragen het langer vast te houden",
  extended: {
    asked: "Klarna wordt gevraagd het geld langer vast te houden.",
    unknown: "Klarna wordt gevraagd het geld langer vast te houden.",
    done: "Klarna houdt het geld nu langer vast.",
    refused: "Klarna wilde het geld niet langer vasthouden.",
  },
  resend: "Klarna vragen zijn berichten opnieuw te sturen",
  resent: {
    asked: "Klarna wordt gevraagd zijn berichten opnieuw te sturen.",
    unknown: "Klarna wordt gevraagd zijn berichten opnieuw te sturen.",
    done: "Klarna heeft het verzoek aangenomen en stuurt zijn berichten opnieuw.",
    refused: "Klarna wilde zijn berichten niet opnieuw sturen.",
  },
};
