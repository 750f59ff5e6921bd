import type { KlarnaRegion } from "../../../src/domain/klarna-place.ts";
import type { Messages } from "../catalogue.ts";

const regions: Record<KlarnaRegion, string> = { eu: "Europa", na: "Noord-Amerika", oc: "Oceanië" };

export const klarnaSettingsTexts: Messages["klarnaSettings"] = {
  title: "Klarna verbinden",
  back: "Naar de kassa",
  help: "Aan de slag met Klarna",
  pills: {
    ready: "Verbonden",
    away: "Antwoordt niet",
    refused: "Geweigerd",
    not_connected: "Niet verbonden",
  },
  practicePill: "Playground, geen echt geld",
  livePill: "Live, echt geld",
  status: {
    heading: "Nu",
    none: "Er is geen Klarna verbonden. Verkopen gaat door met de andere betaalwijzen, Klarna is op elke kassa grijs.",
    simulator:
      "De demowinkel heeft een simulator in plaats van Klarna. Sla hier een verbinding op om de eigen Playground van Klarna te proberen.",
    settings: (url: string) =>
      `Verbonden door de instellingen waarmee deze kassa is gestart, op ${url}. Wat hier wordt opgeslagen gaat voor.`,
    page: (where: string, who: string, since: string) => `Verbonden met ${where}, met ${who}, sinds ${since}.`,
    unreadable:
      "Hier is een verbinding opgeslagen, maar in het sleutelbestand ontbreekt de sleutel ervan. Vul de gegevens opnieuw in, of zet het sleutelbestand terug.",
    away: "Klarna heeft nog niet geantwoord, of de laatste tijd niet. De kassa blijft vanzelf vragen.",
    refused: "Klarna accepteert deze gegevens niet of weigert dit account, dus Klarna is op elke kassa grijs.",
    ready: "Klarna is op elke kassa te kiezen.",
    elsewhere: (count: number) =>
      count === 1
        ? "Eén Klarna-betaling staat nog open bij een account dat nu niet verbonden is. Niemand vraagt Klarna ernaar tot het weer verbonden is."
        : `${count} Klarna-betalingen staan nog open bij een account dat nu niet verbonden is. Niemand vraagt Klarna ernaar tot het weer verbonden is.`,
    seeThem: "Betalingen bekijken",
    where: {
      playground: (region: KlarnaRegion) => `de Playground van Klarna in ${regions[region]}`,
      live: (region: KlarnaRegion) => `Klarna in ${regions[region]}`,
      other: (url: string) => `de vervanger op ${url}`,
    },
    who: { pair: (username: string) => `gebruikersnaam ${username}`, key: "een API-sleutel" },
  },
  which: "Welke Klarna?",
  environments: {
    playground: { name: "Playground", means: "Om te proberen. Alleen testklanten, geen geld." },
    live: { name: "Live", means: "Echte klanten, echt geld." },
  },
  region: "Regio",
  regions,
  regionHint: "Die uit je Klarna-overeenkomst. Gegevens van de ene regio gelden niet in een andere.",
  pairHeading: "Gebruikersnaam en wachtwoord",
  username: "API-gebruikersnaam",
  password: "API-wachtwoord",
  keyHeading: "Of één API-sleutel",
  apiKey: "API-sleutel",
  kept: "Opgeslagen. Laat leeg om het te houden.",
  neverShown: "Het wordt versleuteld opgeslagen en nooit meer getoond.",
  otherHeading: "In plaats daarvan een vervanger op deze computer",
  address: "Adres ervan",
  addressHint: "Om te testen zonder Klarna, bijvoorbeeld http://127.0.0.1:8010. Het telt als oefenen.",
  test: "Verbinding testen",
  save: "Opslaan",
  remove: "Verbinding verwijderen…",
  removeMeans: "De opgeslagen gegevens worden gewist.",
  removeThen: {
    nothing: "Geen kassa kan dan nog Klarna aannemen.",
    settings: "De instellingen waarmee deze kassa is gestart komen ervoor in de plaats.",
    simulator: "De simulator komt ervoor in de plaats.",
  },
  removeOpen: (count: number) =>
    count === 1
      ? "1 betaling staat daar nog open. Hij blijft in de lijst met betalingen, maar niemand kan Klarna ernaar vragen tot hetzelfde account weer verbonden is."
      : `${count} betalingen staan daar nog open. Ze blijven in de lijst met betalingen, maar niemand kan Klarna ernaar vragen tot hetzelfde account weer verbonden is.`,
  leaveThem: (count: number) => count === 1 ? "Deze betaling open laten" : `Deze ${count} betalingen open laten`,
  leaveElsewhere: (count: number) =>
    count === 1
      ? "Een ander account verbinden en de betaling die bij het vorige openstaat zo laten"
      : `Een ander account verbinden en de ${count} betalingen die bij het vorige openstaan zo laten`,
  leaveStrangers: (count: number) =>
    `De gegevens van de vorige verkoper zijn voorgoed weg: verbind deze verkoper toch. Alleen het Klarna-portaal van de vorige kan dan iets zeggen over ${
      count === 1 ? "de betaling die open blijft" : `de ${count} betalingen die open blijven`
    }`,
  removeNow: "Verwijderen",
  testing: {
    heading: "Testresultaat",
    none:
      "“Verbinding testen” begint bij Klarna een betaling van een paar cent en neemt die meteen terug. Geen klant hoort ervan en er beweegt geen geld.",
    works: (seconds: string, time: string) => `Klarna antwoordde zoals het hoort, in ${seconds} s, om ${time}.`,
    stopped: "Klarna nam dit niet aan.",
    unanswered: "Klarna antwoordde niet.",
    stoppedHere: "De kassa heeft Klarna niet gevraagd.",
    steps: {
      payment_session: "Ingelogd, en een betaalsessie geopend",
      hosted_session: "Een betaalpagina voor de klant gemaakt",
      disable: "Weer gesloten",
    },
    failed: {
      payment_session: "Een betaalsessie openen",
      hosted_session: "De betaalpagina voor de klant maken",
      disable: "Weer sluiten",
    },
    answered: "Wat Klarna antwoordde",
    status: "HTTP-status",
    noStatus: "geen antwoord",
    code: "Code",
    correlationId: "Correlation id",
    missing: "geen",
    address: "Adres",
    guess: "Ons vermoeden:",
    notAsked: "Klarna is niet gevraagd:",
    guesses: {
      credentials:
        "De gegevens zijn verkeerd getypt, of horen bij de andere omgeving (Playground of live) of bij een andere regio. Klarna antwoordt op alle drie hetzelfde.",
      inactive:
        "Klarna heeft dit verkopersaccount gesloten of geblokkeerd. Vraag het de verkopersondersteuning van Klarna.",
      not_in_agreement:
        "Betalingen in de winkel (het in-store-kanaal) of dit land horen misschien niet bij je Klarna-overeenkomst. Vraag het de verkopersondersteuning van Klarna.",
      no_hosted_page:
        "Inloggen lukt, maar de gehoste betaalpagina hoort misschien niet bij je overeenkomst. Vraag de verkopersondersteuning van Klarna naar “HPP” in de winkel.",
      country:
        "Dit land of de valuta ervan is misschien niet ingeschakeld in je Klarna-overeenkomst, of de regio past er niet bij.",
      busy: "Te veel verzoeken tegelijk. Wacht een minuut en test opnieuw.",
      klarna_trouble: "Klarna heeft zelf een storing. Test over een paar minuten opnieuw.",
      no_way:
        "Deze computer komt niet bij Klarna: geen internet, een firewall die niets doorlaat op poort 443, of geen naamserver.",
      slow:
        "De weg naar Klarna is traag of valt weg. Test opnieuw. Blijft het zo, kijk dan naar de internetverbinding.",
      not_klarna:
        "Op dit adres lijkt iets anders dan Klarna te antwoorden: een proxy, of de inlogpagina van een gastnetwerk.",
      ends_by_itself:
        "Betalingen zullen werken. Alleen de sessie van de test kon niet worden gesloten, die loopt vanzelf af en niemand kan hem betalen.",
      unclear: "We weten niet wat dit betekent. Geef de verkopersondersteuning van Klarna het correlation id.",
    },
  },
  callbacks: {
    heading: "Kan Klarna deze kassa bereiken?",
    no: "Nee, en dat hoeft niet: deze kassa vraagt Klarna vanzelf.",
    howOften:
      "Hij vraagt elke 1,5 seconde zolang een betaalvenster open en nieuw is, later minstens elke 5 seconden, en minder vaak als het venster dicht is.",
    noHow: "Om bereikbaar te zijn: stel TILLSIDE_CALLBACK_URL en TILLSIDE_CALLBACK_PORT in en start opnieuw.",
    yes: (url: string) => `Klarna heeft ${url} gekregen om aan te roepen. De kassa vraagt ook zelf.`,
    knock: "Ons eigen adres aanroepen",
    seen: {
      arrived:
        "De aanroep kwam hier aan. Vanaf deze computer leidt het adres naar deze kassa. Aanroepen van Klarna nemen een andere weg, dus het is een goed teken en geen bewijs.",
      answered: (status: number) =>
        `Iets antwoordde met ${status}, maar de aanroep kwam hier niet aan. Kijk waar de tunnel of proxy heen leidt.`,
      timeout: "Binnen 5 seconden antwoordde niemand. Betalingen werken toch, want de kassa vraagt zelf.",
      unreachable:
        "Er is geen weg van deze computer naar dat adres. Sommige netwerken kunnen zichzelf van binnenuit niet aanroepen. Betalingen werken toch.",
    },
  },
  testLine: "Verbindingstest",
};
