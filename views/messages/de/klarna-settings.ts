import type { KlarnaRegion } from "../../../src/domain/klarna-place.ts";
import type { Messages } from "../catalogue.ts";

const regions: Record<KlarnaRegion, string> = { eu: "Europa", na: "Nordamerika", oc: "Ozeanien" };

export const klarnaSettingsTexts: Messages["klarnaSettings"] = {
  title: "Klarna verbinden",
  back: "Zur Kasse",
  help: "Erste Schritte mit Klarna",
  pills: {
    ready: "Verbunden",
    away: "Antwortet nicht",
    refused: "Abgelehnt",
    not_connected: "Nicht verbunden",
  },
  practicePill: "Playground, kein echtes Geld",
  livePill: "Live, echtes Geld",
  status: {
    heading: "Jetzt",
    none:
      "Kein Klarna ist verbunden. Der Verkauf läuft mit den anderen Zahlungsarten weiter, Klarna ist an jeder Kasse ausgegraut.",
    simulator:
      "Das Demo-Geschäft hat einen Simulator anstelle von Klarna. Hier eine Verbindung speichern, um Klarnas eigenen Playground zu probieren.",
    settings: (url: string) =>
      `Verbunden durch die Einstellungen, mit denen die Kasse gestartet wurde, unter ${url}. Was hier gespeichert wird, geht vor.`,
    page: (where: string, who: string, since: string) => `Verbunden mit ${where}, mit ${who}, seit ${since}.`,
    unreadable:
      "Hier ist eine Verbindung gespeichert, aber in der Schlüsseldatei fehlt der Schlüssel dazu. Zugangsdaten neu eingeben oder die Schlüsseldatei zurücklegen.",
    away: "Klarna hat noch nicht oder länger nicht geantwortet. Die Kasse fragt von selbst weiter.",
    refused:
      "Klarna nimmt diese Zugangsdaten nicht an oder lehnt das Konto ab, deshalb ist Klarna an jeder Kasse ausgegraut.",
    ready: "Klarna ist an jeder Kasse wählbar.",
    elsewhere: (count: number) =>
      count === 1
        ? "Eine Klarna-Zahlung ist noch bei einem Konto offen, das jetzt nicht verbunden ist. Niemand fragt Klarna nach ihr, bis es wieder verbunden ist."
        : `${count} Klarna-Zahlungen sind noch bei einem Konto offen, das jetzt nicht verbunden ist. Niemand fragt Klarna nach ihnen, bis es wieder verbunden ist.`,
    seeThem: "Zahlungen ansehen",
    where: {
      playground: (region: KlarnaRegion) => `Klarnas Playground in ${regions[region]}`,
      live: (region: KlarnaRegion) => `Klarna in ${regions[region]}`,
      other: (url: string) => `dem Ersatz unter ${url}`,
    },
    who: { pair: (username: string) => `dem Benutzernamen ${username}`, key: "einem API-Schlüssel" },
  },
  which: "Welches Klarna?",
  environments: {
    playground: { name: "Playground", means: "Zum Ausprobieren. Nur Testkunden, kein Geld." },
    live: { name: "Live", means: "Echte Kunden, echtes Geld." },
  },
  region: "Region",
  regions,
  regionHint: "Die aus dem Klarna-Vertrag. Zugangsdaten einer Region gelten in keiner anderen.",
  pairHeading: "Benutzername und Passwort",
  username: "API-Benutzername",
  password: "API-Passwort",
  keyHeading: "Oder ein einzelner API-Schlüssel",
  apiKey: "API-Schlüssel",
  kept: "Gespeichert. Leer lassen, um es zu behalten.",
  neverShown: "Wird verschlüsselt gespeichert und nie wieder angezeigt.",
  otherHeading: "Stattdessen ein Ersatz auf diesem Rechner",
  address: "Dessen Adresse",
  addressHint: "Zum Testen ohne Klarna, zum Beispiel http://127.0.0.1:8010. Zählt als Übung.",
  test: "Verbindung testen",
  save: "Speichern",
  remove: "Verbindung entfernen…",
  removeMeans: "Die gespeicherten Zugangsdaten werden gelöscht.",
  removeThen: {
    nothing: "Keine Kasse kann dann noch Klarna annehmen.",
    settings: "An ihre Stelle treten die Einstellungen, mit denen die Kasse gestartet wurde.",
    simulator: "An ihre Stelle tritt der Simulator.",
  },
  removeOpen: (count: number) =>
    count === 1
      ? "1 Zahlung ist dort noch offen. Sie bleibt in der Liste der Zahlungen, aber niemand kann Klarna nach ihr fragen, bis dasselbe Konto wieder verbunden ist."
      : `${count} Zahlungen sind dort noch offen. Sie bleiben in der Liste der Zahlungen, aber niemand kann Klarna nach ihnen fragen, bis dasselbe Konto wieder verbunden ist.`,
  leaveThem: (count: number) => count === 1 ? "Diese Zahlung offen lassen" : `Diese ${count} Zahlungen offen lassen`,
  leaveElsewhere: (count: number) =>
    count === 1
      ? "Ein anderes Konto verbinden und die beim bisherigen offene Zahlung so lassen, wie sie ist"
      : `Ein anderes Konto verbinden und die ${count} beim bisherigen offenen Zahlungen so lassen, wie sie sind`,
  leaveStrangers: (count: number) =>
    `Die Zugangsdaten des bisherigen Händlers gibt es nicht mehr: diesen Händler trotzdem verbinden. Nur das Klarna-Portal des bisherigen gibt dann Auskunft über ${
      count === 1 ? "die Zahlung, die offen bleibt" : `die ${count} Zahlungen, die offen bleiben`
    }`,
  removeNow: "Entfernen",
  testing: {
    heading: "Testergebnis",
    none:
      "„Verbindung testen“ beginnt bei Klarna eine Zahlung über ein paar Cent und nimmt sie sofort zurück. Kein Kunde erfährt davon, und kein Geld bewegt sich.",
    works: (seconds: string, time: string) => `Klarna hat richtig geantwortet, in ${seconds} s, um ${time} Uhr.`,
    stopped: "Klarna hat das nicht angenommen.",
    unanswered: "Klarna hat nicht geantwortet.",
    stoppedHere: "Die Kasse hat Klarna nicht gefragt.",
    steps: {
      payment_session: "Angemeldet und eine Zahlungssitzung eröffnet",
      hosted_session: "Eine Bezahlseite für den Kunden erstellt",
      disable: "Wieder geschlossen",
    },
    failed: {
      payment_session: "Zahlungssitzung eröffnen",
      hosted_session: "Bezahlseite für den Kunden erstellen",
      disable: "Wieder schließen",
    },
    answered: "Was Klarna geantwortet hat",
    status: "HTTP-Status",
    noStatus: "keine Antwort",
    code: "Code",
    correlationId: "Correlation-ID",
    missing: "keine",
    address: "Adresse",
    guess: "Unsere Vermutung:",
    notAsked: "Klarna wurde nicht gefragt:",
    guesses: {
      credentials:
        "Die Zugangsdaten sind vertippt oder gehören zur anderen Umgebung (Playground oder Live) oder zu einer anderen Region. Klarna antwortet auf alles drei gleich.",
      inactive: "Klarna hat dieses Händlerkonto geschlossen oder gesperrt. Den Händlersupport von Klarna fragen.",
      not_in_agreement:
        "Zahlungen im Ladengeschäft (der In-Store-Kanal) oder dieses Land gehören vielleicht nicht zum Klarna-Vertrag. Den Händlersupport von Klarna fragen.",
      no_hosted_page:
        "Die Anmeldung klappt, aber die gehostete Bezahlseite gehört vielleicht nicht zum Vertrag. Den Händlersupport von Klarna nach „HPP“ im Ladengeschäft fragen.",
      country:
        "Dieses Land oder seine Währung ist im Klarna-Vertrag vielleicht nicht freigeschaltet, oder die Region passt nicht dazu.",
      busy: "Zu viele Anfragen auf einmal. Eine Minute warten und noch einmal testen.",
      klarna_trouble: "Klarna hat selbst Schwierigkeiten. In ein paar Minuten noch einmal testen.",
      no_way:
        "Dieser Rechner kommt nicht zu Klarna durch: kein Internet, eine Firewall, die auf Port 443 nichts hinauslässt, oder keine Namensauflösung.",
      slow:
        "Der Weg zu Klarna ist langsam oder bricht ab. Noch einmal testen. Bleibt es so, die Internetverbindung prüfen.",
      not_klarna:
        "Unter dieser Adresse scheint etwas anderes als Klarna zu antworten: ein Proxy oder die Anmeldeseite eines Gastnetzes.",
      ends_by_itself:
        "Zahlungen werden klappen. Nur die Sitzung des Tests ließ sich nicht schließen, sie endet von selbst, und niemand kann sie bezahlen.",
      unclear: "Was das heißt, wissen wir nicht. Dem Händlersupport von Klarna die Correlation-ID nennen.",
    },
  },
  callbacks: {
    heading: "Kann Klarna diese Kasse erreichen?",
    no: "Nein, und das ist nicht nötig: Diese Kasse fragt Klarna von selbst.",
    howOften:
      "Sie fragt alle 1,5 Sekunden, solange ein Zahlungsfenster offen und neu ist, später mindestens alle 5 Sekunden und seltener, wenn das Fenster zu ist.",
    noHow: "Um erreichbar zu sein, TILLSIDE_CALLBACK_URL und TILLSIDE_CALLBACK_PORT setzen und neu starten.",
    yes: (url: string) => `Klarna soll ${url} aufrufen. Die Kasse fragt außerdem selbst.`,
    knock: "Eigene Adresse aufrufen",
    seen: {
      arrived:
        "Der Aufruf ist hier angekommen. Von diesem Rechner aus führt die Adresse zu dieser Kasse. Aufrufe von Klarna nehmen einen anderen Weg, es ist also ein gutes Zeichen und kein Beweis.",
      answered: (status: number) =>
        `Etwas hat mit ${status} geantwortet, aber der Aufruf kam hier nicht an. Prüfen, wohin der Tunnel oder Proxy führt.`,
      timeout:
        "Innerhalb von 5 Sekunden hat niemand geantwortet. Zahlungen klappen trotzdem, denn die Kasse fragt selbst.",
      unreachable:
        "Von diesem Rechner führt kein Weg zu dieser Adresse. Manche Netze können sich von innen nicht selbst aufrufen. Zahlungen klappen trotzdem.",
    },
  },
  testLine: "Verbindungstest",
};
