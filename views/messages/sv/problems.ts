import type { FieldProblem, NotReturnable, UnseenWhy } from "../../../src/domain/problem.ts";
import type { ProblemTexts } from "../en/problems.ts";

const seconds = (ms: number) => `${Math.max(1, Math.ceil(ms / 1000))} s`;
const wait = (ms: number) => {
  if (ms < 90_000) return seconds(ms);
  return ms < 90 * 60_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} tim`;
};

/** "En Klarnabetalning är fortfarande öppen", and what it is called after that. */
const open = (count: number) =>
  count === 1 ? "En Klarnabetalning är fortfarande öppen" : `${count} Klarnabetalningar är fortfarande öppna`;
const it = (count: number) => (count === 1 ? "den" : "dem");

const unseen: Record<UnseenWhy, (count: number) => string> = {
  other_merchant: (count) =>
    `${open(count)}, och Klarna visar ${
      it(count)
    } inte för de här uppgifterna. Uppgifterna hör till en annan handlare hos Klarna. Inget ändrades. Använd uppgifter för samma handlare, eller avsluta först det som är öppet. Om de är borta för alltid, kryssa i rutan som säger det.`,
  refused: (count) =>
    `Klarna godtar inte uppgifterna. ${
      open(count)
    } under dem som används nu, så de får vara kvar. Inget ändrades. Kontrollera vad du skrev.`,
  away: (count) =>
    `${open(count)}, och just nu går det inte att fråga Klarna om uppgifterna ser ${
      it(count)
    }. Inget ändrades. Försök igen om en minut.`,
};

const GO_ON = "Inget är förlorat: titta på köpet sedan, och fortsätt från det som står där.";
const notWritten = {
  full: `Kassans disk är full, så inget kan antecknas. Ring den som sköter kassan och be om mer plats. ${GO_ON}`,
  busy: `Kassan är upptagen och kunde inte anteckna det här. Vänta ett ögonblick. ${GO_ON}`,
  unwritable:
    `Kassans disk låter den inte anteckna något. Ring den som sköter kassan innan du fortsätter sälja. ${GO_ON}`,
};

export const problemTexts: ProblemTexts = {
  action_reused: () => "Formuläret har redan använts till något annat. Inget ändrades. Försök igen från den här sidan.",
  action_too_old: () => "Formuläret är flera dagar gammalt. Inget ändrades. Se hur det är nu och gör om det därifrån.",
  attention_closed: () => "Det här har redan lösts. Inget ändrades.",
  attention_undecided: () => "Någon måste först avgöra vad som ska hända med pengarna. Inget ändrades.",
  bad_amount: () => "Det är inget belopp. Skriv så här: 12,50. Inget har tagits betalt.",
  bad_digits: () => "Skriv de fyra sista siffrorna på kortet. Inget registrerades.",
  bad_discount: () => "Det är ingen rabatt. Skriv så här: 10 % eller 5,00. Inget ändrades.",
  bad_form: () => "Något i formuläret saknades eller var fel. Inget ändrades. Kontrollera det och försök igen.",
  bad_gift_card: () => "Det är inget presentkortsnummer. Det har 6 till 32 siffror eller bokstäver. Inget ändrades.",
  bad_name: () => "Skriv vad det är, med högst 100 tecken. Inget lades till.",
  basket_empty: () => "Korgen är tom. Skanna en vara först.",
  bill_changed: () =>
    "Klarnas uppgifter är inte längre de som visades här. Inget togs in i registret. Det som skiljer nu visas här.",
  code_too_soon: ({ waitMs }) => `För många felaktiga koder. Vänta ${seconds(waitMs)} och försök sedan igen.`,
  capture_differs: () =>
    "I Klarnas bok är inte hela beloppet uttaget. Inget bokfördes. Ta ut resten i Klarnas portal, eller avsluta köpet: då kan det som togs bokföras här och ges tillbaka med en retur.",
  count_needed: () =>
    "Något har lagts i eller tagits ur lådan sedan den räknades, eller så har den räknats på nytt någon annanstans. Inget avslutades. Räkna en gång till.",
  customer_changed: () =>
    "Någon annan ändrade kunden under tiden. Det du skrev finns kvar här, titta igenom det och spara igen.",
  customer_klarna_open: ({ deed }) =>
    `En Klarnabetalning för kunden är fortfarande öppen eller kräver åtgärd, så ${
      deed === "merge" ? "kunderna kan inte slås ihop än" : "uppgifterna kan inte raderas än"
    }. Inget ändrades och inga pengar flyttades. Avsluta den betalningen först.`,
  customer_on_sale: () =>
    "Kunden finns på ett köp som inte är avslutat. Inget ändrades. Avsluta köpet först, eller ta bort kunden från det.",
  customer_needed: () => "Klarna behöver veta vem kunden är. Välj kund först.",
  customer_missing: () => "Kunden finns inte i registret. Inget ändrades. Sök igen eller lägg till kunden.",
  difference_unexplained: () =>
    "I lådan finns inte det som borde finnas där. Ange varför, eller räkna en gång till. Inget avslutades.",
  exchange_changed: () => "Bytet är inte som det visades. Inget ändrades: titta på det igen.",
  exchange_other_mode: () =>
    "Varorna som lämnas tillbaka hör till den andra boken, övning eller skarpt, så bytet kan inte avslutas. Stoppa bytet; sedan är det här ett köp som alla andra.",
  exchange_over: () => "Det här köpet är inget byte, eller så är bytet avslutat. Inget ändrades.",
  exchange_paid_out: () =>
    "Klarna har under tiden betalat ut för det gamla köpet, så bytet kan inte slutföras. Välj ”Inget kommer tillbaka ändå”; sedan är det här ett köp som alla andra. Bokför det som står om det gamla under ”Kräver åtgärd” och ta tillbaka varorna med en retur.",
  float_counted: () => "Växelkassan för det här passet är redan räknad. Inget ändrades.",
  float_unexplained: () =>
    "Växelkassan är inte vad förra avslutet lämnade i lådan. Ange varför, eller räkna en gång till. Inget sparades.",
  gift_card_empty: () => "Det finns inget kvar på presentkortet. Inget drogs.",
  gift_card_missing: () =>
    "Inget presentkort har det numret. Skanna det igen, eller skriv det som det är tryckt. Inget drogs.",
  gift_card_scanned: ({ tail }) => `Det här ser ut som presentkortet …${tail} och är ingen vara. Inget lades till.`,
  gift_card_short: () => "Så mycket finns inte på presentkortet. Inget drogs.",
  gift_card_unread: () =>
    "Skanna eller skriv presentkortets nummer igen: det slogs upp för länge sedan, eller inte i den här kassan för det här köpet. Inget drogs.",
  keys_clash: () =>
    "En tangent skulle göra två saker, så inget ändrades. Välj en annan tangent för den ena och spara igen.",
  klarna_captured: ({ isSold }) =>
    isSold
      ? "Klarna har redan betalat ut för köpet, så det kan inte makuleras. Bokför det som står om det under ”Kräver åtgärd” och ge sedan tillbaka pengarna med en retur."
      : "Klarna har redan betalat ut det, så köpet kan inte makuleras. Avsluta det, bokför det som står om det under ”Kräver åtgärd” och ge sedan tillbaka pengarna med en retur.",
  klarna_away: () => "Klarna svarar inte, så ordern gick inte att läsa. Inget bokfördes. Försök igen om en minut.",
  klarna_demo_live: () =>
    "Det här är demobutiken, vars PIN-koder alla känner till, så den kan inte ta riktiga pengar. Inget ändrades. Starta först en egen butik: npm start -- --shop, i en tom datamapp.",
  klarna_not_connected: () =>
    "Klarna är inte anslutet till kassan, så en Klarnabetalning kan inte startas. Ta betalt på ett annat sätt och säg till en chef.",
  klarna_connection_changed: () =>
    "En Klarnabetalning startades, eller så ändrade någon annan anslutningen, i just det ögonblicket. Inget ändrades. Se efter vad som är anslutet nu och spara en gång till.",
  klarna_payments_left: ({ count }) =>
    `${open(count)}, och ingen kan fråga om ${
      it(count)
    } medan ett annat konto är anslutet, eller inget. Inget ändrades. Avsluta eller avbryt ${
      it(count)
    } först, eller kryssa i rutan som lämnar ${it(count)} ${count === 1 ? "öppen" : "öppna"}.`,
  klarna_payments_open: ({ count }) =>
    `${open(count)} hos kontot som är anslutet nu, och bara det kontot kan svara om ${
      it(count)
    }. Inget ändrades. Avsluta eller avbryt ${it(count)} först.`,
  klarna_payments_unseen: ({ why, count }) => unseen[why](count),
  klarna_once: () =>
    "Klarna betalar redan en del av köpet, och kan bara göra det en gång. Ta resten på ett annat sätt.",
  klarna_not_for_this_sale: () =>
    "Köpet slogs in i ett annat läge, så Klarna går inte att använda för det. Ta betalt på ett annat sätt, eller slå in det igen.",
  klarna_undecided: () =>
    "Kunden kan fortfarande betala med Klarna, så köpet kan inte makuleras än. Avbryt Klarnabetalningen först.",
  klarna_in_review: () =>
    "Klarna har inte bestämt sig om betalningen än, så köpet kan inte makuleras nu. Parkera det och behåll varorna. Det kan ta upp till ett dygn.",
  limit_reached: () => "Betalningen har fått all tid den kan få. Avbryt den, och skicka en ny länk om det behövs.",
  line_missing: () => "Den raden finns inte längre i korgen. Inget ändrades.",
  needs_manager: () => "En chef måste godkänna det här med sin PIN-kod. Inget ändrades.",
  needs_senior: () => "En kassaansvarig eller chef måste godkänna med sin PIN-kod. Inget ändrades.",
  mail_missing: () =>
    "Mejlet finns inte kvar här, eller så har adressen raderats efter en vecka. Inget skickades. Skriv adressen igen.",
  mail_under_way: () => "Mejlet är på väg eller har kommit fram. Det skickades inte en gång till.",
  more_than_counted: () => "Mer än det som räknades kan inte ligga kvar i lådan. Inget avslutades.",
  more_than_due: () =>
    "Det är mer än vad som är kvar att betala, och ett kort ger ingen växel. Inget har tagits betalt.",
  no_discount: () => "Ett presentkort är värt det som sätts in på det, utan rabatt. Inget ändrades.",
  no_contact: ({ channel }) =>
    channel === "sms"
      ? "Kundens mobilnummer saknas. Lägg till ett, eller visa QR-koden."
      : "Kundens e-postadress saknas. Lägg till en, eller visa QR-koden.",
  no_mail_server: () =>
    "Kassan har ingen e-postserver, så kvitton kan inte mejlas. Köpet är bokfört. Skriv ut kvittot i stället.",
  no_route: ({ channel }) =>
    channel === "sms"
      ? "Ingen skickar sms för butiken nu. Inget skickades. Visa QR-koden i stället."
      : "Ingen skickar mejl för butiken nu. Inget skickades. Visa QR-koden i stället.",
  not_allowed: () => "Din roll tillåter inte det här. Inget ändrades. Fråga en chef.",
  not_selling: ({ why }) =>
    why === "recovery"
      ? "Kassan har återställts från en säkerhetskopia och frågar fortfarande Klarna om de senaste dagarna. Inget ändrades. Försäljningen öppnar av sig själv."
      : "Kassans klocka går efter dess egna böcker, så inget kan säljas nu. Inget ändrades. Ring en chef.",
  not_written: ({ why }) => notWritten[why],
  note_too_long: () => "Anteckningen är för lång: högst 200 tecken. Inget ändrades.",
  nothing_waits: () => "Inget i det här köpet väntar på att hämtas.",
  not_that_many: () => "Välj minst en vara, och inte fler än vad som fortfarande väntar här.",
  waiting_changed: () =>
    "Något i det här köpet har lämnats ut eller tagits bort under tiden. Här står vad som fortfarande väntar: titta och välj på nytt. Inget har ändrats.",
  logbook_not_written: () =>
    "Kassan kunde inte anteckna att de här varorna lämnas ut, så behåll dem här. Se till att det finns plats på disken och försök igen.",
  klarna_let_go: () =>
    "Klarna håller inte längre pengarna för de här varorna. Behåll dem här och be kunden betala på ett annat sätt.",
  extension_too_late: () => "Klarna håller inte pengarna längre än så. Lämna ut varorna före dess, eller släpp resten.",
  resend_limit: () => "Klarna har ombetts tre gånger i dag att skicka sina meddelanden igen. Det räcker för en dag.",
  rest_paid_otherwise: () =>
    "En del av det som väntar är redan betald och går tillbaka när resten släpps. Släpp först resten på köpets sida och slå sedan in de nya varorna som ett eget köp.",
  rest_paid: () =>
    "Allt som väntar är redan betalt, så det finns inget som Klarna kan släppa. Betala tillbaka pengarna med en retur.",
  rest_paid_ahead: () =>
    "Klarna har redan betalat för varor som är kvar här, så det går inte att ta bort bara en del av dem. Släpp allt som väntar, eller lämna ut det och ta emot det som retur.",
  capture_pending: () =>
    "Klarna är skyldigt ett svar om det som lämnats ut. Vänta tills betalningen visar att pengarna är uttagna och försök sedan igen. Inget ändrades.",
  capture_unsettled: () =>
    "Klarna nekade att betala det som lämnats ut, pengar togs ut i Klarnas portal eller så är Klarnas order inte den som begärdes. Red ut det under ”Kräver åtgärd” först och försök sedan igen. Inget ändrades.",
  not_cancellable: () =>
    "Köpet kan inte makuleras: bara ett som Klarna betalar, utan sålda presentkort, där alla varor är kvar här eller alla har lämnats ut, och där Klarna inte har betalat ut något än.",
  nothing_due: () => "Det finns inget kvar att betala i köpet.",
  no_tax_number: () =>
    "Kunden betalar ingen moms, men inget momsnummer finns registrerat. En kassaansvarig lägger till det först. Inget ändrades.",
  gift_card_exchanged: () =>
    "Inget byts mot ett presentkort. Ge pengarna tillbaka, eller sälj kortet i ett eget köp. Inget lades till.",
  one_gift_card: () => "Varje presentkort har sitt eget nummer. Lägg till ett till för ett annat kort. Inget ändrades.",
  order_elsewhere: () =>
    "Betalningen hör till ett Klarnakonto som kassan inte är ansluten till nu, så ordern gick inte att läsa. Inget bokfördes. En chef måste ansluta det kontot först.",
  page_missing: () => "Sidan finns inte här. Adressen kan vara gammal eller felskriven.",
  payment_elsewhere: () => "Betalningen sköts i en annan kassa, så inget ändrades härifrån. Ta över den först.",
  payment_missing: () => "Det finns ingen sådan betalning.",
  payment_not_completed: () =>
    "Klarna har inte slutfört betalningen, så den kan inte sparas än. Behåll varorna tills det står Slutförd.",
  payment_not_open: () => "Betalningen är redan avslutad, så det går inte längre.",
  payments_not_carried: ({ count }) =>
    count === 1
      ? "En Klarnabetalning är fortfarande öppen. Kryssa för den för att lämna över den till nästa pass. Inget avslutades."
      : `${count} Klarnabetalningar är fortfarande öppna. Kryssa för var och en för att lämna över dem till nästa pass. Inget avslutades.`,
  pin_too_soon: ({ waitMs }) => `För många felaktiga PIN-koder. Vänta ${seconds(waitMs)} och försök sedan igen.`,
  printer_busy: () =>
    "Skrivaren är inte klar med de fem kvittona före det här. Inget lades till. Se efter om den är på, eller skriv ut från skärmen.",
  printer_missing: () =>
    "Den här kassan har ingen egen kvittoskrivare. Inget skrevs ut. Skriv ut här från skärmen i stället.",
  product_missing: ({ typed }) => `Ingen vara har koden eller namnet ”${typed}”. Inget lades till.`,
  quantity: () => "Antalet måste vara ett heltal från 1 till 9999. Inget ändrades.",
  receipt_mail_limit: () => "Kvittot har mejlats tio gånger, och det räcker. Inget skickades. Skriv ut det i stället.",
  receipt_mails_hour: ({ waitMs }) =>
    `Tio kvitton gick till den här adressen inom en timme. Inget skickades. Vänta ${
      wait(waitMs)
    }, eller skriv ut i stället.`,
  record_changed: () =>
    "Någon ändrade kundens uppgifter under tiden. Inget togs in i registret. Det som skiljer nu visas här.",
  register_missing: () => "Det finns ingen sådan kassa. Inget ändrades.",
  sales_begun: ({ count }) =>
    count === 1
      ? "Ett köp är påbörjat med riktiga pengar: delvis betalt, del av ett byte, eller så skulle Klarna betala. I övningsläget skulle ingen hitta det, och resten skulle hamna i fel böcker. Inget ändrades. Avsluta eller makulera det först."
      : `${count} köp är påbörjade med riktiga pengar: delvis betalda, del av ett byte, eller så skulle Klarna betala. I övningsläget skulle ingen hitta dem, och resten skulle hamna i fel böcker. Inget ändrades. Avsluta eller makulera dem först.`,
  reference_too_long: () => "Referensen är för lång: högst 60 tecken. Inget registrerades.",
  refund_not_found: () =>
    "Klarnas order visar ingen sådan återbetalning i portalen. Inget bokfördes. Titta en gång till, eller lös det på ett annat sätt.",
  refund_under_way: () =>
    "Klarna har inte svarat än om pengar från den här betalningen som ska tillbaka. Vänta på svaret. Inget gjordes.",
  not_returnable: ({ why }) => NOT_RETURNABLE[why],
  needs_second: () =>
    "Så mycket betalas bara tillbaka av två personer: en kassaansvarig eller chef, en annan än du, godkänner med sin PIN-kod.",
  return_changed: () =>
    "Beloppet är ett annat nu. Titta på det en gång till och betala sedan tillbaka. Inget har betalats tillbaka än.",
  return_found: () =>
    "Pengar för köpet har betalats tillbaka i Klarnas portal. Se nedan hur de går tillbaka nu. Inget har betalats tillbaka här än.",
  return_empty: () => "Inget är valt, så inget betalas tillbaka. Välj hur många, eller skriv ett belopp.",
  return_reason_needed: () => "Ett belopp utöver varorna behöver en orsak. Inget betalades tillbaka.",
  return_split: ({ isMore }) =>
    isMore
      ? "På ett av sätten går mer tillbaka än som återstår av det som betalades så. Inget betalades tillbaka."
      : "Beloppen blir inte det som ska tillbaka. Inget betalades tillbaka: ändra beloppen och försök igen.",
  return_too_many: () =>
    "Fler lämnas tillbaka än som återstår av köpet. Se vad som redan har kommit tillbaka. Inget betalades tillbaka.",
  return_too_much: () => "Det är mer än som återstår av det som betalades. Inget betalades tillbaka.",
  return_only_whole: () =>
    "Det som är kvar att hämta lämnas bara tillbaka i hela exemplar. En del av priset, eller pengar utöver varorna, betalas bara tillbaka för det som kunden har. Inget betalades tillbaka.",
  rounded_too_much: () =>
    "Kontanterna i köpet är avrundade med mer än det minsta myntet tillåter. Lämna tillbaka kontanterna och ta betalt igen.",
  sale_changed: () => "Korgen ändrades från ett annat håll under tiden. Så här ser den ut nu, försök igen.",
  sale_full: () => "Ett köp kan ha 999 rader. Avsluta det här och börja ett nytt.",
  sale_locked: ({ by }) =>
    by === "klarna"
      ? "Korgen är låst medan Klarna är öppet. Inget ändrades. Avbryt Klarnabetalningen först."
      : "En betalning har redan tagits, så korgen är låst. Inget ändrades. Ta tillbaka betalningen först.",
  sale_missing: () => "Det finns inget sådant köp.",
  sale_not_open: () => "Köpet är inte öppet: det är parkerat, makulerat eller redan avslutat. Inget ändrades.",
  sale_not_paid: () => "Köpet är inte helt betalt än. Ta betalt för resten först.",
  sale_not_rung_up: () =>
    "Köpet försvann, och det som har slagits in igen är mindre än vad Klarna håller för det. Inget ändrades. Slå in resten först.",
  send_too_many: ({ of, waitMs }) =>
    of === "payment"
      ? `Tre meddelanden om betalningen räcker för nu. Vänta ${wait(waitMs)}, eller visa QR-koden.`
      : `Kunden har fått många meddelanden från butiken i dag. Vänta ${wait(waitMs)}, eller visa QR-koden.`,
  send_too_soon: ({ waitMs }) => `En länk skickades nyss. Vänta ${seconds(waitMs)} innan du skickar den igen.`,
  set_up_done: () => "Butiken är redan inställd. Logga in med din PIN-kod.",
  shift_not_open: () => "Inget pass är öppet i den här kassan, så det finns inget att räkna eller avsluta.",
  signed_out: () => "Du är utloggad. Logga in för att fortsätta, köpet och dess betalningar är trygga.",
  tax_rate_missing: () => "Den momssatsen finns inte längre. Välj en annan. Inget lades till.",
  tender_missing: () => "Den betalningen ingår inte längre i köpet.",
  too_much: () => "Det är mer än vad ett köp kan rymma. Inget lades till.",
  wrong_code: () =>
    "Det är inte koden som kassan skrev ut när den startade. Titta igen, och tänk på att den skriver ut en ny vid varje start.",
  wrong_host: () =>
    "Kassan känner inte till adressen du använde. Öppna den med en adress som står i TILLSIDE_ORIGINS, eller lägg till den där.",
  wrong_origin: () => "Förfrågan kom inte från kassans egna sidor, så inget gjordes. Ladda om sidan och försök igen.",
  wrong_pin: () => "Fel PIN-kod. Försök igen.",
};

export const fieldProblems: Record<FieldProblem, string> = {
  required: "Fyll i det här",
  too_long: "Det är för långt",
  not_a_phone: "Det är inget mobilnummer vi kan läsa. Kontrollera siffrorna, eller börja med + och landsnumret",
  not_an_email: "Det är ingen e-postadress. Den behöver ett namn, ett @ och en domän",
  not_an_amount: "Det är inget belopp. Skriv så här: 12,50",
  not_a_discount: "Det är ingen rabatt. Skriv 10 för procent, eller 5,00 för ett belopp",
  not_a_percentage: "Det måste vara en procentsats från 0 till 100. Skriv så här: 10 eller 7,5",
  less_than_cashier: "En kassaansvarig måste få ge minst lika mycket som kassapersonalen",
  not_a_quantity: "Det måste vara ett heltal från 1 till 9999",
  not_a_number: "Det måste vara ett heltal",
  not_known: "Välj något i listan",
  not_a_pin: "En PIN-kod har sex siffror",
  pin_too_easy: "Den skulle alla prova först. Välj en annan",
  pin_differs: "Det är inte samma PIN-kod. Skriv den igen",
  not_a_host: "Det är ingen adress till en skrivare. Skriv så här: 192.168.1.40 eller skrivare.butik",
  not_a_port: "Det måste vara ett heltal från 1 till 65535",
  not_a_rate: "Det är ingen sats. Skriv så här: 25 eller 8,1",
  not_a_count: "Det måste vara ett heltal från 1 till 50",
  key_taken: "Något annat har också den här tangenten",
  has_colon: "Ett användarnamn kan inte ha kolon. Är det hela paret, eller en API-nyckel?",
  has_blanks: "Det finns ett mellanslag i det. Kopiera det igen, utan något runt omkring",
  not_this_machine: "Här går det bara att ange en ersättare på just den här datorn, till exempel http://127.0.0.1:8010",
  secret_needed: "Skriv in det: inget är sparat för den här platsen och användarnamnet",
  one_of_two: "Skriv antingen nyckeln eller lösenordet ovan, inte båda",
};

/** Why nothing of a sale can be given back. */
const NOT_RETURNABLE: Record<NotReturnable, string> = {
  not_finished: "Köpet är inte avslutat, så inget av det kan lämnas tillbaka. Ändra eller avbryt det i kassan.",
  other_mode: "Köpet hör till den andra boken, övning eller skarpt. Det kan bara återbetalas där det gjordes.",
  not_taken:
    "Klarna har inte tagit ut pengarna än, så de kan inte betalas tillbaka. Vänta tills betalningen visar att de är uttagna.",
  elsewhere:
    "Köpet betalades med ett annat Klarna-konto än det som är anslutet nu. Anslut det igen för att betala tillbaka.",
  exchanging: "Ett byte av det här köpet pågår. Avsluta eller stoppa det först.",
  cancellable:
    "Hela köpet är kvar här, och Klarna har inte tagit ut något för det. Avbryt det som helhet på dess sida.",
  unsettled:
    "Klarna har betalat ut pengar för köpet, och de saknas i vår bok. De bokförs först; sedan kan de betalas tillbaka.",
  still_waiting:
    "Det som är kvar av köpet väntar på att hämtas och tas inte i retur. Lämna ut det eller släpp det på dess sida.",
  gift_cards: "I det här köpet såldes bara presentkort, och ett sålt presentkort tas inte tillbaka.",
  never_paid: "För det som är kvar av köpet betalades till slut inget, så det finns inga pengar att betala tillbaka.",
  refused:
    "Klarna har inte betalat för det som är kvar av köpet, och gör det inte utan att bli tillfrågat igen, så det finns inga pengar att betala tillbaka.",
  nothing_left: "Allt i det här köpet är redan återbetalt.",
};
