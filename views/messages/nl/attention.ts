import type { AttentionKind, BookRule, Recommended } from "../../../src/domain/attention.ts";
import type { Messages } from "../catalogue.ts";

const why: Record<AttentionKind, string> = {
  paid_after_end:
    "Klarna keurde goed nadat de kassa hem als afgelopen had getoond. Wacht de verkoop nog op het geld, houd de betaling dan; geef hem anders terug.",
  order_differs:
    "De bestelling bij Klarna is niet wat er gevraagd is. Kijk in het portaal van Klarna en geef aan wat daar staat.",
  completed_without_order:
    "Volgens Klarna is de klant klaar, maar er is geen bestelling. Kijk in het portaal van Klarna.",
  end_not_seen: "Klarna kent deze betaling niet meer, en niemand zag hoe hij afliep. Kijk in het portaal van Klarna.",
  books_differ:
    "Het boek van Klarna en het onze vertellen twee verschillende verhalen. Kijk in het portaal van Klarna voordat je dit sluit.",
  money_lost: "De goedkeuring is weg bij Klarna, dus dit geld komt niet. Vraag de klant anders te betalen.",
  captured_elsewhere:
    "Klarna heeft dit uitbetaald, en ons boek weet er niet van. Boek het hier, zodat de boeken overeenkomen.",
  captured_voided:
    "Klarna heeft dit uitbetaald, hoewel de verkoop is geannuleerd of de goederen niet zijn afgehaald: de klant moet het terugkrijgen. Betaal het terug in het portaal van Klarna. Dit sluit vanzelf zodra Klarna dat laat zien.",
  refunded_elsewhere:
    "Iemand heeft in de portal van Klarna geld terugbetaald en ons boek weet daar niets van. Boek wat terugkwam als retour; er wordt niets nog eens terugbetaald.",
  capture_refused: "Klarna weigerde dit uit te betalen. De spullen zijn misschien al weg. Vraag het opnieuw.",
  release_refused:
    "Klarna weigerde dit vrij te geven. Vraag het opnieuw, of geef het vrij in het portaal van Klarna: dan sluit dit vanzelf.",
  refund_refused:
    "Klarna weigerde dit terug te betalen, en de klant wacht nog op het geld. Vraag het opnieuw, of betaal het anders terug.",
  about_to_lapse:
    "De goedkeuring van Klarna verloopt binnenkort, en het geld is nog niet genomen. Rond de verkoop af of geef de artikelen mee; of vraag Klarna op de pagina van de betaling om het langer vast te houden.",
  no_answer:
    "Klarna heeft al een tijd niet geantwoord of het geld is geïnd, teruggegeven of vrijgegeven. De kassa blijft vragen. Kijk in het Klarna-portaal, en bel Klarna als het zo blijft.",
  look_breaks:
    "De kassa struikelt elke keer over deze betaling. Kijk in het portaal van Klarna of hij is betaald, en waarschuw wie de kassa beheert.",
  book_broken:
    "Onze eigen boeken kloppen hier niet, door een fout van de kassa. Waarschuw wie de kassa beheert, vanzelf verandert er niets.",
  left_behind:
    "Het Klarna-account ervan is niet meer verbonden, dus niemand vraagt ernaar. Verbind het opnieuw, of kijk in het portaal ervan en geef aan hoe hij afliep.",
  recovered: "Deze betaling is van na de back-up die is teruggezet, dus de verkoop is hier verloren.",
  not_reread:
    "De kassa is geopend voordat Klarna opnieuw naar deze betaling kon worden gevraagd. Kijk wat ervan geworden is.",
};

const deeds: Record<Recommended, string> = {
  decide: "Beslissen",
  settle: "Aangeven hoe hij afliep",
  open: "Betaling openen",
  capture: "Klarna opnieuw vragen",
  release: "Klarna opnieuw vragen",
  book_capture: "Boeken",
  book_return: "De retour boeken",
  refund: "Afhandelen",
  recover: "Beslissen",
  close: "Sluiten met een reden",
};

export const attentionTexts: Messages["attention"] = {
  title: "Actie nodig",
  heading: (
    count: number,
  ) => (count === 1 ? "Bij 1 betaling is actie nodig" : `Bij ${count} betalingen is actie nodig`),
  lead: "Het meeste geld eerst. De knop is wat wij aanraden.",
  none: "Geen actie nodig",
  noneRest: "Ons boek en dat van Klarna komen overeen. Waar actie nodig is, verschijnt dat hier vanzelf.",
  toPayments: "Betalingen",
  back: "Naar de lijst",
  words: {
    paid_after_end: "Beslissen",
    order_differs: "Verschilt",
    completed_without_order: "Onduidelijk",
    end_not_seen: "Onduidelijk",
    books_differ: "Verschilt",
    money_lost: "Geld kwijt",
    captured_elsewhere: "Elders geïnd",
    captured_voided: "Terug te betalen",
    refunded_elsewhere: "Elders terugbetaald",
    capture_refused: "Niet uitbetaald",
    release_refused: "Niet vrijgegeven",
    refund_refused: "Niet terugbetaald",
    about_to_lapse: "Verloopt",
    no_answer: "Geen antwoord",
    look_breaks: "Kassafout",
    book_broken: "Onze boeken",
    left_behind: "Achtergebleven",
    recovered: "Teruggevonden",
    not_reread: "Nog niet gevraagd",
  } satisfies Record<AttentionKind, string>,
  why,
  rules: {
    paid_in_full: "De artikelen en wat ervoor is betaald verschillen",
    booked_once: "De verkoop is niet precies één keer en volledig geboekt",
    sums_to_zero: "De boeking komt niet op nul uit",
    not_too_much: "Er is meer genomen dan waar de betaling over gaat, of meer teruggegeven dan genomen",
    gift_cards: "Op een cadeaukaart staat iets anders dan de verkopen ervan zeggen",
    given_back: "Wat is terugbetaald, hoe dat ging en wat ervan is geboekt, verschilt",
    looked_at: "Niemand zou meer naar de betaling kijken",
  } satisfies Record<BookRule, string>,
  deeds,
  sale: (code: number) => `verkoop ${code}`,
  till: "Kassa",
  klarna: "Klarna",
  says: {
    amount: "een ander bedrag",
    currency: "een andere valuta",
    reference: "de bestelling van een andere betaling",
    gone: "niet meer bekend",
    gone_at_end: "niet meer bekend, de link is intussen verlopen",
    unheard: "niets gehoord",
    not_connected: "wordt niet meer gevraagd",
    authorized: "houdt het geld nog vast",
    part_captured: "heeft een deel genomen",
    rest_gone: "heeft de rest losgelaten",
    captured: "heeft het geld genomen",
  },
  gaveBack: (money: string) => `heeft ${money} teruggegeven`,
  orderedFor: (money: string) => `een order van ${money}`,
  until: (time: string) => `goedgekeurd tot ${time}`,
  readAt: (time: string) => `gelezen ${time}`,
  since: (age: string) => `gemeld ${age}`,
  see: "Bekijken",
  made: (when: string, order: string) => `gemaakt ${when}, Klarna-bestelling ${order}`,
  ringUpAgain: "Verkoop opnieuw aanslaan",
  giveBack: "Geld teruggeven",
  ringUpMeans: {
    authorized:
      "Heeft de klant de spullen, sla dezelfde artikelen dan opnieuw aan en sla de betaling op. Zo niet, geef het geld terug.",
    captured:
      "Klarna heeft het uitbetaald. Sla dezelfde artikelen opnieuw aan en sla de betaling op, zodat het ook in onze boeken staat. Staat het al in andere boeken, geef dat dan hieronder aan.",
  },
  seniorAgrees: "Een teamleider geeft akkoord",
  refundWays: {
    again: "Klarna opnieuw vragen",
    cash: "Contant terugbetalen",
    card: "Op een kaart terugbetalen",
    portal: "Het is in Klarna’s portaal terugbetaald",
  },
  refundFound: (found: string, left: string) =>
    `${found} daarvan is al in het portaal van Klarna terugbetaald. ${left} moet nog terug.`,
  refundTitle: "Hoe wordt het afgehandeld?",
  refundSlip: "Nummer op de kaartbon, als die er is",
  closing: "Sluiten met een reden",
  closingRest: "Het blijft bewaard, met je naam.",
  reason: "Reden",
  close: "Sluiten",
  settled: "Dit is afgehandeld.",
};
