import type { HelpPart } from "../en/help.ts";
import type { Messages } from "../catalogue.ts";

const parts: HelpPart[] = [
  {
    heading: "Vad det är",
    says: [
      "Klarna betalar dig, och kunden betalar Klarna: nu, senare eller i delar. Vid kassan får kunden en länk med sms eller mejl, eller skannar en kod, och godkänner summan i sin egen mobil. Kassan väntar och visar Slutförd när Klarna har sagt det och ordern är läst tillbaka.",
      "Klarna avgör om det erbjuds. Kassan får aldrig veta varför det blev nej, och kunden ska inte heller höra det av dig.",
    ],
  },
  {
    heading: "Vad du behöver",
    says: [],
    points: [
      "Ett avtal med Klarna som handlare. Där står ditt land, din valuta och hur kunderna får betala.",
      "I avtalet: betalningar i butik. Be om det med namnen längre ner, för ett avtal som bara gäller webbutik kanske inte räcker.",
      "API-uppgifter från Klarnas handlarportal: användarnamn och lösenord, eller en enda API-nyckel. Playground och skarp drift har egna, och det har varje region också.",
      "En väg från den här datorn till internet på port 443. Inget behöver nå den utifrån.",
    ],
  },
  {
    heading: "Komma i gång",
    says: ["Börja med Playground: det är Klarnas egen plats för att prova, med testkunder och utan pengar."],
    steps: [
      "En chef öppnar Inställningar i raden högst upp, sedan Klarna, och väljer Playground och den region som står i avtalet.",
      "Skriv in uppgifterna för Playground och tryck på Testa anslutningen. Du ser vad Klarna svarade och, om det inte gick, vad det troligen betyder.",
      "Tryck på Spara. Från och med nu syns den gula övningsraden på varje sida, och Klarna går att välja i alla kassor inom några sekunder.",
      "Sälj något till en av Klarnas testkunder och gå hela vägen till kvittot. Prova sedan hur det annars kan sluta: låt kunden backa, låt tiden gå ut, avbryt.",
      "När allt fungerar: välj Skarp drift, skriv in de skarpa uppgifterna, testa och spara. Övningsraden försvinner. Sälj först något litet till dig själv och lämna tillbaka det.",
    ],
  },
  {
    heading: "Pengar och bokföring",
    says: [
      "Övning och skarp drift har var sina böcker: nummer, kvitton, pass och betalningar blandas aldrig. En korg som ingen har betalat för följer med när du byter.",
      "Klarna reserverar pengarna när kunden godkänner och tar dem när du avslutar köpet. Det räcker att avsluta, kassan gör resten av sig själv, även efter ett strömavbrott.",
      "Så länge en betalning är öppen kan du inte byta till ett annat konto, för bara det konto som öppnade den kan svara om den. Nya uppgifter för samma konto går alltid bra.",
    ],
  },
  {
    heading: "Det här måste du fråga Klarna om",
    says: [
      "Det här gick inte att få fram ur Klarnas dokument. Ditt avtal avgör, så fråga Klarnas handlarsupport innan du räknar med det.",
    ],
    points: [
      "Betalningar i butik: ingår butikskanalen (in-store) i avtalet? Om inte kan Klarna neka den första betalningen, eller ta den enligt reglerna för webbutiker.",
      "Klarnas betalsida, ”HPP”: får nya handlare den fortfarande, och hur länge finns den kvar? Kassan tar betalt genom den.",
      "Sms: skickar Klarna fortfarande länken med sms åt dig, i ditt land, och vad kostar det? Om inte har kassan fortfarande mejl och koden på skärmen, och kan skicka sms via en egen leverantör.",
      "Hur meddelandet ser ut och vem det verkar komma från: kunderna frågar.",
      "Minsta och största belopp för en betalning i ditt land.",
      "I Ungern: om Klarna räknar forint med två decimaler. Prova först i Playground.",
      "Hur länge Klarna håller pengarna innan köpet måste vara avslutat.",
    ],
  },
  {
    heading: "När det inte fungerar",
    says: [],
    points: [
      "”Nekad”: uppgifterna är felskrivna, eller gäller den andra miljön eller en annan region. Klarna svarar likadant på alla tre. Eller så är uppgifterna rätt, men Klarna har stängt kontot eller inte tillåtit det att öppna betalningar än. Ett ändrat lösenord i Klarnas portal gör så här med en butik som fungerade i går.",
      "”Svarar inte”: internet eller Klarna är borta. Kassan frågar igen av sig själv med några sekunders mellanrum. Ta kontant under tiden. Öppna betalningar finns kvar och följs upp så snart det fungerar igen.",
      "”Inte inställt”: inget Klarna är anslutet här, eller så har det tagits bort. Betalningar som var öppna då står kvar i listan och går inte att fråga om förrän samma konto är anslutet igen.",
      "En betalning som kassan inte kan reda ut själv säger till och väntar på en chef. I Klarnas portal hittas den med referensen på skärmen.",
      "Klarnas support frågar efter correlation id. Testa anslutningen visar det, och varje steg i en betalning har sitt eget.",
    ],
  },
];

export const helpTexts: Messages["help"] = {
  title: "Kom i gång med Klarna",
  intro:
    "Med enkla ord, för den som äger butiken. Sidan kräver inget internet: skriv ut den, eller läs den vid kassan.",
  print: "Skriv ut",
  connect: "Anslut Klarna",
  parts,
};
