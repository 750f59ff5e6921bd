import type { Messages } from "../catalogue.ts";
import type { HelpPart } from "../en/help.ts";

const parts: HelpPart[] = [
  {
    heading: "Wat het is",
    says: [
      "Klarna betaalt jou, en de klant betaalt Klarna: nu, achteraf of in delen. Aan de kassa krijgt de klant een link per sms of e-mail, of scant een code, en keurt het bedrag goed op de eigen telefoon. De kassa wacht en toont Voltooid als Klarna dat heeft gemeld en de bestelling is nagelezen.",
      "Klarna beslist of het wordt aangeboden. De kassa hoort nooit waarom niet, en de klant hoort het ook niet van jou te horen.",
    ],
  },
  {
    heading: "Wat je nodig hebt",
    says: [],
    points: [
      "Een overeenkomst met Klarna als verkoper. Daarin staan je land, je valuta en hoe klanten mogen betalen.",
      "In die overeenkomst: betalingen in de winkel. Vraag ernaar met de namen hieronder, want een overeenkomst voor alleen een webwinkel dekt dat misschien niet.",
      "API-gegevens uit het verkopersportaal van Klarna: een gebruikersnaam en wachtwoord, of één API-sleutel. Playground en live hebben eigen gegevens, en elke regio ook.",
      "Een weg van deze computer naar het internet via poort 443. Van buiten hoeft niets hem te bereiken.",
    ],
  },
  {
    heading: "Verbinden",
    says: ["Begin met de Playground: de eigen plek van Klarna om te proberen, met testklanten en zonder geld."],
    steps: [
      "Een manager opent Instellingen in de balk bovenaan, dan Klarna, en kiest Playground en de regio uit de overeenkomst.",
      "Vul de Playground-gegevens in en druk op Verbinding testen. Er staat wat Klarna antwoordde en, als het niet lukte, wat dat waarschijnlijk betekent.",
      "Druk op Opslaan. Vanaf nu staat de gele oefenbalk op elke pagina, en binnen enkele seconden is Klarna op elke kassa te kiezen.",
      "Verkoop iets aan een testklant van Klarna en ga door tot de bon. Probeer dan de andere aflopen: laat de klant teruggaan, laat de tijd verlopen, annuleer.",
      "Als alles goed gaat: kies Live, vul de live-gegevens in, test en sla op. De balk verdwijnt. Verkoop eerst iets kleins aan jezelf en geef het terug.",
    ],
  },
  {
    heading: "Waar geld en boeken staan",
    says: [
      "Oefenen en live hebben eigen boeken: nummers, bonnen, diensten en betalingen raken nooit door elkaar. Een winkelmand waarvoor nog niemand heeft betaald, gaat mee als je wisselt.",
      "Klarna reserveert het geld als de klant goedkeurt, en neemt het als je de verkoop afrondt. Afronden is genoeg, de kassa doet de rest zelf, ook na een stroomstoring.",
      "Zolang een betaling openstaat kun je niet naar een ander account, want alleen het account dat hem opende geeft er antwoord over. Nieuwe gegevens van hetzelfde account kunnen altijd.",
    ],
  },
  {
    heading: "Wat je Klarna moet vragen",
    says: [
      "Dit konden we uit de documenten van Klarna niet opmaken. Je overeenkomst bepaalt het, dus vraag het de verkopersondersteuning van Klarna voordat je erop rekent.",
    ],
    points: [
      "Betalingen in de winkel: hoort het in-store-kanaal bij je overeenkomst? Zo niet, dan weigert Klarna misschien de eerste betaling, of neemt die aan volgens de regels voor webwinkels.",
      "De gehoste betaalpagina, “HPP”: krijgen nieuwe verkopers die nog, en tot wanneer blijft die bestaan? Deze kassa rekent ermee af.",
      "Sms: stuurt Klarna de link nog per sms voor jou, in jouw land, en wat kost dat? Zo niet, dan heeft de kassa nog e-mail en de code op het scherm, en kan hij sms’en via een eigen provider.",
      "Hoe het bericht eruitziet en van wie het lijkt te komen: klanten vragen ernaar.",
      "Het kleinste en het grootste bedrag van een betaling in jouw land.",
      "In Hongarije: of Klarna forinten met twee decimalen rekent. Probeer het eerst in de Playground.",
      "Hoe lang Klarna het geld vasthoudt voordat de verkoop afgerond moet zijn.",
    ],
  },
  {
    heading: "Als het niet werkt",
    says: [],
    points: [
      "“Geweigerd”: de gegevens zijn verkeerd getypt, of horen bij de andere omgeving of een andere regio. Klarna antwoordt op alle drie hetzelfde. Of ze kloppen, en Klarna heeft het account gesloten of nog niet toegestaan betalingen te openen. Een gewijzigd wachtwoord in het portaal van Klarna doet dit met een winkel die het gisteren nog deed.",
      "“Antwoordt niet”: het internet of Klarna is weg. De kassa vraagt vanzelf om de paar seconden opnieuw. Reken zolang contant af. Open betalingen blijven bewaard en worden nagevraagd zodra het weer kan.",
      "“Niet ingesteld”: hier is geen Klarna verbonden, of het is verwijderd. Betalingen die toen openstonden blijven in de lijst en kunnen pas weer worden nagevraagd als hetzelfde account is verbonden.",
      "Een betaling die de kassa zelf niet kan afhandelen, zegt dat en wacht op een manager. In het portaal van Klarna vind je hem met de referentie op het scherm.",
      "De ondersteuning van Klarna vraagt naar het correlation id. Verbinding testen toont het, en elke stap van een betaling heeft zijn eigen.",
    ],
  },
];

export const helpTexts: Messages["help"] = {
  title: "Aan de slag met Klarna",
  intro:
    "In gewone woorden, voor wie de winkel heeft. Deze pagina heeft geen internet nodig: druk hem af, of lees hem aan de kassa.",
  print: "Afdrukken",
  connect: "Klarna verbinden",
  parts,
};
