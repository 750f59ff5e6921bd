import type { KlarnaRegion } from "../../../src/domain/klarna-place.ts";
import type { Messages } from "../catalogue.ts";

const regions: Record<KlarnaRegion, string> = { eu: "Europa", na: "Nordamerika", oc: "Oceanien" };

export const klarnaSettingsTexts: Messages["klarnaSettings"] = {
  title: "Anslut Klarna",
  back: "Till kassan",
  help: "Kom i gång med Klarna",
  pills: {
    ready: "Ansluten",
    away: "Svarar inte",
    refused: "Nekad",
    not_connected: "Inte ansluten",
  },
  practicePill: "Playground, inga riktiga pengar",
  livePill: "Skarp drift, riktiga pengar",
  status: {
    heading: "Nu",
    none: "Inget Klarna är anslutet. Köpen fortsätter med de andra betalsätten, Klarna är grått i alla kassor.",
    simulator:
      "Demobutiken har en simulator i Klarnas ställe. Spara en anslutning här för att prova Klarnas egen Playground.",
    settings: (url: string) =>
      `Ansluten genom inställningarna som kassan startades med, på ${url}. Det som sparas här går före dem.`,
    page: (where: string, who: string, since: string) => `Ansluten till ${where} med ${who} sedan ${since}.`,
    unreadable:
      "En anslutning är sparad här, men nyckelfilen har förlorat nyckeln som den låstes med. Skriv in uppgifterna igen, eller lägg tillbaka nyckelfilen.",
    away: "Klarna har inte svarat än, eller inte på ett tag. Kassan fortsätter fråga av sig själv.",
    refused: "Klarna godtar inte uppgifterna, eller nekar kontot, så Klarna är grått i alla kassor.",
    ready: "Klarna erbjuds i alla kassor.",
    elsewhere: (count: number) =>
      count === 1
        ? "En Klarnabetalning är fortfarande öppen hos ett konto som inte är anslutet nu. Ingen frågar Klarna om den förrän kontot är anslutet igen."
        : `${count} Klarnabetalningar är fortfarande öppna hos ett konto som inte är anslutet nu. Ingen frågar Klarna om dem förrän kontot är anslutet igen.`,
    seeThem: "Visa betalningarna",
    where: {
      playground: (region: KlarnaRegion) => `Klarnas Playground i ${regions[region]}`,
      live: (region: KlarnaRegion) => `Klarna i ${regions[region]}`,
      other: (url: string) => `ersättaren på ${url}`,
    },
    who: { pair: (username: string) => `användarnamnet ${username}`, key: "en API-nyckel" },
  },
  which: "Vilket Klarna?",
  environments: {
    playground: { name: "Playground", means: "För att prova. Bara testkunder, inga pengar." },
    live: { name: "Skarp drift", means: "Riktiga kunder, riktiga pengar." },
  },
  region: "Region",
  regions,
  regionHint: "Den som står i Klarnaavtalet. Uppgifter för en region gäller inte i en annan.",
  pairHeading: "Användarnamn och lösenord",
  username: "API-användarnamn",
  password: "API-lösenord",
  keyHeading: "Eller en enda API-nyckel",
  apiKey: "API-nyckel",
  kept: "Sparat. Lämna tomt för att behålla det.",
  neverShown: "Det lagras krypterat och visas aldrig igen.",
  otherHeading: "En ersättare på den här datorn i stället",
  address: "Dess adress",
  addressHint: "För att testa utan Klarna, till exempel http://127.0.0.1:8010. Det räknas som övning.",
  test: "Testa anslutningen",
  save: "Spara",
  remove: "Ta bort anslutningen…",
  removeMeans: "De sparade uppgifterna raderas.",
  removeThen: {
    nothing: "Ingen kassa kan ta emot Klarna längre.",
    settings: "Inställningarna som kassan startades med gäller i stället.",
    simulator: "Simulatorn gäller i stället.",
  },
  removeOpen: (count: number) =>
    count === 1
      ? "1 betalning är fortfarande öppen där. Den står kvar i listan över betalningar, men ingen kan fråga Klarna om den förrän samma konto är anslutet igen."
      : `${count} betalningar är fortfarande öppna där. De står kvar i listan över betalningar, men ingen kan fråga Klarna om dem förrän samma konto är anslutet igen.`,
  leaveThem: (count: number) => count === 1 ? "Lämna betalningen öppen" : `Lämna de ${count} betalningarna öppna`,
  leaveElsewhere: (count: number) =>
    count === 1
      ? "Anslut ett annat konto, och lämna betalningen som är öppen hos det tidigare som den är"
      : `Anslut ett annat konto, och lämna de ${count} betalningarna som är öppna hos det tidigare som de är`,
  leaveStrangers: (count: number) =>
    `Den tidigare handlarens uppgifter är borta för alltid: anslut den här handlaren ändå. Bara den tidigares portal hos Klarna kan svara om ${
      count === 1 ? "betalningen som förblir öppen" : `de ${count} betalningarna som förblir öppna`
    }`,
  removeNow: "Ta bort den",
  testing: {
    heading: "Testresultat",
    none:
      "”Testa anslutningen” startar en betalning på några ören hos Klarna och tar genast tillbaka den. Ingen kund får veta något och inga pengar flyttas.",
    works: (seconds: string, time: string) => `Klarna svarade som det ska, på ${seconds} s, kl. ${time}.`,
    stopped: "Klarna tog inte emot det här.",
    unanswered: "Klarna svarade inte.",
    stoppedHere: "Kassan frågade inte Klarna.",
    steps: {
      payment_session: "Inloggad, och en betalningssession öppnades",
      hosted_session: "En betalsida för kunden skapades",
      disable: "Den stängdes igen",
    },
    failed: {
      payment_session: "Öppna en betalningssession",
      hosted_session: "Skapa betalsidan för kunden",
      disable: "Stänga den igen",
    },
    answered: "Vad Klarna svarade",
    status: "HTTP-status",
    noStatus: "inget svar",
    code: "Kod",
    correlationId: "Correlation id",
    missing: "inget",
    address: "Adress",
    guess: "Vår gissning:",
    notAsked: "Klarna har inte tillfrågats:",
    guesses: {
      credentials:
        "Uppgifterna är felskrivna, eller hör till den andra miljön (Playground eller skarp drift) eller till en annan region. Klarna svarar likadant på alla tre.",
      inactive: "Klarna har stängt eller spärrat handlarkontot. Fråga Klarnas handlarsupport.",
      not_in_agreement:
        "Betalningar i butik (in-store-kanalen) eller det här landet ingår kanske inte i ditt Klarnaavtal. Fråga Klarnas handlarsupport.",
      no_hosted_page:
        "Inloggningen fungerar, men Klarnas betalsida ingår kanske inte i avtalet. Fråga Klarnas handlarsupport om ”HPP” i butik.",
      country: "Landet eller valutan är kanske inte aktiverat i ditt Klarnaavtal, eller så är regionen fel för det.",
      busy: "För många förfrågningar på en gång. Vänta en minut och testa igen.",
      klarna_trouble: "Klarna har egna problem. Testa igen om några minuter.",
      no_way:
        "Datorn kommer inte fram till Klarna: inget internet, en brandvägg som inte släpper ut något på port 443, eller ingen namnserver.",
      slow: "Vägen till Klarna är långsam eller bryts. Testa igen. Blir det inte bättre, se över internetanslutningen.",
      not_klarna:
        "Något annat än Klarna verkar svara på adressen: en proxy, eller inloggningssidan till ett gästnätverk.",
      ends_by_itself:
        "Betalningar kommer att fungera. Bara testets egen session gick inte att stänga, den tar slut av sig själv och ingen kan betala den.",
      unclear: "Vi vet inte vad det betyder. Ge Klarnas handlarsupport correlation id.",
    },
  },
  callbacks: {
    heading: "Kan Klarna nå kassan?",
    no: "Nej, och det behövs inte: kassan frågar Klarna av sig själv.",
    howOften:
      "Den frågar var 1,5:e sekund medan ett betalningsfönster är öppet och nytt, senare minst var 5:e sekund, och mer sällan när fönstret är stängt.",
    noHow: "För att bli uppringd: ange TILLSIDE_CALLBACK_URL och TILLSIDE_CALLBACK_PORT och starta om.",
    yes: (url: string) => `Klarna har fått ${url} att höra av sig till. Kassan frågar dessutom själv.`,
    knock: "Anropa vår egen adress",
    seen: {
      arrived:
        "Anropet kom fram hit. Från den här datorn leder adressen till kassan. Klarnas anrop tar en annan väg, så det är ett gott tecken men inget bevis.",
      answered: (status: number) =>
        `Något svarade med ${status}, men anropet kom inte fram hit. Se efter vart tunneln eller proxyn leder.`,
      timeout: "Ingen svarade inom 5 sekunder. Betalningar fungerar ändå, för kassan frågar av sig själv.",
      unreachable:
        "Det finns ingen väg från den här datorn till adressen. Vissa nätverk kan inte anropa sig själva inifrån. Betalningar fungerar ändå.",
    },
  },
  testLine: "Anslutningstest",
};
