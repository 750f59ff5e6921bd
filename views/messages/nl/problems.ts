import type { FieldProblem, NotReturnable, UnseenWhy } from "../../../src/domain/problem.ts";
import type { ProblemTexts } from "../en/problems.ts";

const seconds = (ms: number) => `${Math.max(1, Math.ceil(ms / 1000))} s`;
const wait = (ms: number) => {
  if (ms < 90_000) return seconds(ms);
  return ms < 90 * 60_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} uur`;
};

const open = (count: number) =>
  count === 1 ? "Eén Klarna-betaling staat nog open" : `${count} Klarna-betalingen staan nog open`;

const unseen: Record<UnseenWhy, (count: number) => string> = {
  other_merchant: (count) =>
    `${open(count)}, en Klarna toont ${
      count === 1 ? "die" : "ze"
    } niet met deze gegevens. Deze gegevens horen bij een andere verkoper bij Klarna. Er is niets veranderd. Gebruik die van dezelfde verkoper, of rond eerst af wat openstaat. Zijn die voorgoed weg, vink dan het vakje aan dat dat zegt.`,
  refused: (count) =>
    `Klarna accepteert deze gegevens niet. ${
      open(count)
    } onder de gegevens die nu in gebruik zijn, dus die blijven. Er is niets veranderd. Controleer wat je hebt getypt.`,
  away: (count) =>
    `${open(count)}, en Klarna kan nu niet worden gevraagd of deze gegevens ${
      count === 1 ? "die" : "ze"
    } zien. Er is niets veranderd. Probeer het over een minuut opnieuw.`,
};

const GO_ON = "Er is niets verloren: kijk daarna naar de verkoop en ga vandaar verder.";
const notWritten = {
  full:
    `De schijf van de kassa is vol, dus er kan niets worden opgeschreven. Bel wie de kassa beheert om ruimte te maken. ${GO_ON}`,
  busy: `De kassa is bezig en kon dit niet opschrijven. Wacht even. ${GO_ON}`,
  unwritable:
    `De schijf van de kassa laat niets opschrijven. Bel wie de kassa beheert voordat je verder verkoopt. ${GO_ON}`,
};

export const problemTexts: ProblemTexts = {
  action_reused: () =>
    "Dit formulier is al voor iets anders gebruikt. Er is niets veranderd. Probeer het opnieuw vanaf deze pagina.",
  action_too_old: () =>
    "Dit formulier is een paar dagen oud. Er is niets veranderd. Kijk hoe het nu is en doe het van daaruit opnieuw.",
  attention_closed: () => "Dit is intussen afgehandeld. Er is niets veranderd.",
  attention_undecided: () => "Eerst moet iemand over dit geld beslissen. Er is niets veranderd.",
  bad_amount: () => "Dat is geen bedrag. Typ het zo: 12,50. Er is niets afgerekend.",
  bad_digits: () => "Typ de laatste vier cijfers van de kaart. Er is niets vastgelegd.",
  bad_discount: () => "Dat is geen korting. Typ het zo: 10 % of 5,00. Er is niets veranderd.",
  bad_form: () =>
    "Er ontbrak iets in dit formulier, of er was iets fout. Er is niets veranderd. Controleer het en probeer het opnieuw.",
  bad_gift_card: () =>
    "Dat is geen nummer van een cadeaukaart. Het heeft 6 tot 32 cijfers of letters. Er is niets veranderd.",
  bad_name: () => "Geef aan wat het is, in hoogstens 100 tekens. Er is niets toegevoegd.",
  basket_empty: () => "De winkelmand is nog leeg. Scan eerst een artikel.",
  bill_changed: () =>
    "De gegevens bij Klarna zijn niet meer die hier werden getoond. Er is niets overgenomen. Wat nu verschilt staat hier.",
  code_too_soon: ({ waitMs }) => `Te veel verkeerde codes. Wacht ${seconds(waitMs)} en probeer het dan opnieuw.`,
  capture_differs: () =>
    "In het boek van Klarna is niet het hele bedrag genomen. Er is niets geboekt. Neem de rest in het portaal van Klarna, of rond de verkoop af: dan kan hier worden geboekt wat is genomen, en met een retour worden teruggegeven.",
  count_needed: () =>
    "Sinds het tellen ging er iets in of uit de lade, of er is ergens anders opnieuw geteld. Er is niets afgesloten. Tel nog een keer.",
  customer_changed: () =>
    "Iemand anders heeft deze klant intussen gewijzigd. Wat je hebt getypt staat er nog: kijk het na en sla op.",
  customer_needed: () => "Klarna moet weten wie de klant is. Kies eerst de klant.",
  customer_klarna_open: ({ deed }) =>
    `Een Klarna-betaling van deze klant staat nog open of wacht op iemand, dus ${
      deed === "merge" ? "samenvoegen" : "vergeten"
    } kan nog niet. Er is niets veranderd en er is geen geld bewogen. Rond eerst die betaling af.`,
  customer_on_sale: () =>
    "Deze klant hoort bij een verkoop die nog niet is afgerond. Er is niets veranderd. Rond die verkoop eerst af, of haal de klant eraf.",
  customer_missing: () => "Die klant is niet bekend. Er is niets veranderd. Zoek opnieuw of voeg de klant toe.",
  difference_unexplained: () =>
    "In de lade zit niet wat erin zou moeten zitten. Geef de reden op of tel nog een keer. Er is niets afgesloten.",
  exchange_changed: () => "De ruil is niet zoals hij werd getoond. Er is niets gewijzigd: bekijk hem opnieuw.",
  exchange_other_mode: () =>
    "Wat terugkomt hoort in het andere boek, oefenen of echt, dus deze ruil kan niet worden afgerond. Stop de ruil; daarna is dit een verkoop als elke andere.",
  exchange_over: () => "Deze verkoop is geen ruil, of de ruil is voorbij. Er is niets gewijzigd.",
  exchange_paid_out: () =>
    "Klarna heeft intussen voor de oude verkoop uitbetaald, dus deze ruil kan niet worden afgerond. Kies ‘Er komt toch niets terug’; daarna is dit een verkoop als elke andere. Boek wat er onder ‘Actie nodig’ over de oude staat en neem de artikelen daarvan terug met een retour.",
  float_counted: () => "Het wisselgeld van deze dienst is al geteld. Er is niets gewijzigd.",
  float_unexplained: () =>
    "Het wisselgeld is niet wat de vorige afsluiting in de lade liet. Geef de reden op of tel nog een keer. Er is niets opgeslagen.",
  gift_card_empty: () => "Er staat niets meer op deze cadeaukaart. Er is niets afgeschreven.",
  gift_card_missing: () =>
    "Geen cadeaukaart heeft dit nummer. Scan hem opnieuw, of typ het zoals het is gedrukt. Er is niets afgeschreven.",
  gift_card_scanned: ({ tail }) => `Dit lijkt op cadeaukaart …${tail} en is geen artikel. Er is niets toegevoegd.`,
  gift_card_short: () => "Zoveel staat er niet op deze cadeaukaart. Er is niets afgeschreven.",
  gift_card_unread: () =>
    "Scan of typ het nummer van de cadeaukaart opnieuw: het is te lang geleden opgezocht, of niet op deze kassa voor deze verkoop. Er is niets afgeschreven.",
  keys_clash: () =>
    "Eén toets zou twee dingen doen, dus er is niets veranderd. Kies voor een van de twee een andere toets en sla nog eens op.",
  klarna_captured: ({ isSold }) =>
    isSold
      ? "Klarna heeft voor deze verkoop al uitbetaald, dus hij kan niet worden geannuleerd. Boek wat er onder ‘Actie nodig’ over staat en geef het geld dan terug met een retour."
      : "Klarna heeft dit al uitbetaald, dus de verkoop kan niet worden geannuleerd. Rond hem af, boek wat er onder ‘Actie nodig’ over staat en geef het geld dan terug met een retour.",
  klarna_away: () =>
    "Klarna antwoordt niet, dus de bestelling kon niet worden gelezen. Er is niets geboekt. Probeer het over een minuut opnieuw.",
  klarna_demo_live: () =>
    "Dit is de demowinkel, waarvan iedereen de pincodes kent, dus die mag geen echt geld aannemen. Er is niets veranderd. Start eerst een eigen winkel: npm start -- --shop, in een lege gegevensmap.",
  klarna_not_connected: () =>
    "Klarna is niet verbonden met deze kassa, dus er kan geen Klarna-betaling beginnen. Reken anders af en waarschuw een manager.",
  klarna_connection_changed: () =>
    "Precies op dit moment begon een Klarna-betaling, of wijzigde iemand anders de verbinding. Er is niets veranderd. Kijk wat er nu verbonden is en sla nog eens op.",
  klarna_payments_left: ({ count }) =>
    `${
      open(count)
    }, en niemand kan ernaar vragen zolang een ander account verbonden is, of geen. Er is niets veranderd. Rond ${
      count === 1 ? "die" : "ze"
    } eerst af of annuleer ${count === 1 ? "die" : "ze"}, of vink het vakje aan dat ${
      count === 1 ? "die" : "ze"
    } open laat.`,
  klarna_payments_open: ({ count }) =>
    `${
      open(count)
    } bij het account dat nu verbonden is, en alleen dat account kan ernaar worden gevraagd. Er is niets veranderd. Rond ${
      count === 1 ? "die" : "ze"
    } eerst af of annuleer ${count === 1 ? "die" : "ze"}.`,
  klarna_payments_unseen: ({ why, count }) => unseen[why](count),
  klarna_once: () => "Klarna betaalt al een deel van deze verkoop, en dat kan maar één keer. Reken de rest anders af.",
  klarna_not_for_this_sale: () =>
    "Deze verkoop is in een andere modus aangeslagen, dus Klarna kan er niet voor. Reken anders af, of sla hem opnieuw aan.",
  klarna_undecided: () =>
    "De klant kan nog met Klarna betalen, dus deze verkoop kan nog niet worden geannuleerd. Annuleer eerst de Klarna-betaling.",
  klarna_in_review: () =>
    "Klarna beslist nog over deze betaling, dus de verkoop kan nog niet worden geannuleerd. Parkeer hem en houd de artikelen hier. Het kan tot een dag duren.",
  limit_reached: () => "Deze betaling heeft alle tijd gehad die kan. Annuleer hem en stuur zo nodig een nieuwe link.",
  line_missing: () => "Die regel staat niet meer in de winkelmand. Er is niets veranderd.",
  needs_manager: () => "Een manager moet hiermee akkoord gaan met de eigen pincode. Er is niets veranderd.",
  needs_senior: () => "Een teamleider of manager moet akkoord gaan met de eigen pincode. Er is niets veranderd.",
  mail_missing: () =>
    "Die e-mail is hier niet meer, of het adres is na een week vergeten. Er is niets gestuurd. Typ het adres opnieuw.",
  mail_under_way: () => "Die e-mail is onderweg of al aangekomen. Hij is niet nog eens gestuurd.",
  more_than_counted: () => "Er kan niet meer in de lade blijven dan er is geteld. Er is niets afgesloten.",
  more_than_due: () =>
    "Dat is meer dan er nog te betalen is, en bij pinnen is er geen wisselgeld. Er is niets afgerekend.",
  no_discount: () => "Een cadeaukaart is waard wat erop wordt gezet: daar gaat geen korting af. Er is niets veranderd.",
  no_contact: ({ channel }) =>
    channel === "sms"
      ? "Van deze klant is geen mobiel nummer bekend. Vul er een in, of toon de QR-code."
      : "Van deze klant is geen e-mailadres bekend. Vul er een in, of toon de QR-code.",
  no_mail_server: () =>
    "Deze kassa heeft geen mailserver, dus een bon e-mailen kan niet. De verkoop staat in de boeken. Druk de bon in plaats daarvan af.",
  no_route: ({ channel }) =>
    channel === "sms"
      ? "Niemand verstuurt nu sms’jes voor deze winkel. Er is niets gestuurd. Toon in plaats daarvan de QR-code."
      : "Niemand verstuurt nu e-mails voor deze winkel. Er is niets gestuurd. Toon in plaats daarvan de QR-code.",
  not_allowed: () => "Dat mag niet met jouw rol. Er is niets veranderd. Vraag een manager.",
  not_selling: ({ why }) =>
    why === "recovery"
      ? "Deze kassa is hersteld uit een back-up en vraagt Klarna nog naar de laatste dagen. Er is niets veranderd. De verkoop opent vanzelf."
      : "De klok van deze kassa loopt achter op de eigen boeken, dus er kan nu niets worden verkocht. Er is niets veranderd. Roep een manager.",
  not_written: ({ why }) => notWritten[why],
  note_too_long: () => "De notitie is te lang: hoogstens 200 tekens. Er is niets veranderd.",
  nothing_waits: () => "Van deze verkoop wacht niets om opgehaald te worden.",
  not_that_many: () => "Kies minstens één artikel, en niet meer dan er hier nog wacht.",
  waiting_changed: () =>
    "Van deze verkoop is intussen iets meegegeven of eraf gehaald. Hier staat wat nog wacht: bekijk het en kies opnieuw. Er is niets veranderd.",
  logbook_not_written: () =>
    "De kassa kon niet opschrijven dat deze artikelen worden meegegeven. Houd ze hier, zorg dat er ruimte op de schijf is en probeer het opnieuw.",
  klarna_let_go: () =>
    "Klarna houdt het geld voor deze artikelen niet meer vast. Houd ze hier en vraag de klant anders te betalen.",
  extension_too_late: () =>
    "Langer houdt Klarna dit geld niet vast. Geef de artikelen voor die tijd mee, of geef de rest vrij.",
  resend_limit: () =>
    "Klarna is vandaag drie keer gevraagd zijn berichten opnieuw te sturen. Dat is genoeg voor een dag.",
  rest_paid_otherwise: () =>
    "Een deel van wat nog wacht is al betaald en gaat terug als de rest wordt vrijgegeven. Geef eerst de rest vrij op zijn pagina en sla daarna de nieuwe artikelen aan als een eigen verkoop.",
  rest_paid: () =>
    "Alles wat nog wacht is al betaald, dus er is niets dat Klarna kan vrijgeven. Betaal het geld terug met een retour.",
  rest_paid_ahead: () =>
    "Klarna heeft al betaald voor artikelen die nog hier zijn, dus niet alleen een deel ervan kan eruit. Geef alles vrij wat wacht, of geef het mee en neem het als retour terug.",
  capture_pending: () =>
    "Klarna moet nog antwoorden over wat is meegegeven. Wacht tot de betaling zegt dat het geld is geïnd en probeer het dan opnieuw. Er is niets gewijzigd.",
  capture_unsettled: () =>
    "Klarna weigerde te betalen voor wat is meegegeven, er is geld geïnd in het Klarna-portaal, of de order bij Klarna is niet wat er is gevraagd. Los dat eerst op onder ‘Actie nodig’ en probeer het dan opnieuw. Er is niets gewijzigd.",
  not_cancellable: () =>
    "Deze verkoop kan niet worden geannuleerd: alleen een die Klarna betaalt, zonder verkochte cadeaukaart, waarvan alle artikelen nog hier zijn of allemaal zijn meegegeven, en waarvoor Klarna nog niets heeft uitbetaald.",
  nothing_due: () => "Er is niets meer te betalen in deze verkoop.",
  no_tax_number: () =>
    "Deze klant betaalt geen btw, maar er is geen btw-nummer bekend. Een teamleider vult het eerst in. Er is niets veranderd.",
  gift_card_exchanged: () =>
    "Voor een cadeaubon wordt niets geruild. Geef het geld terug, of verkoop de bon in een eigen verkoop. Er is niets toegevoegd.",
  one_gift_card: () =>
    "Elke cadeaukaart heeft een eigen nummer. Voeg er nog een toe voor een andere kaart. Er is niets veranderd.",
  order_elsewhere: () =>
    "Deze betaling hoort bij een Klarna-account waarmee deze kassa nu niet is verbonden, dus de bestelling kon niet worden gelezen. Er is niets geboekt. Een manager moet eerst dat account verbinden.",
  page_missing: () => "Deze pagina is er niet. Het adres is misschien oud of verkeerd getypt.",
  payment_elsewhere: () =>
    "Aan deze betaling wordt op een andere kassa gewerkt, dus van hieruit is niets veranderd. Neem hem eerst over.",
  payment_missing: () => "Die betaling bestaat niet.",
  payment_not_completed: () =>
    "Klarna heeft deze betaling niet voltooid, dus hij kan nog niet worden opgeslagen. Houd de spullen hier tot er Voltooid staat.",
  payment_not_open: () => "Deze betaling is al afgelopen, dus dat kan niet meer.",
  payments_not_carried: ({ count }) =>
    count === 1
      ? "Eén Klarna-betaling staat nog open. Vink die aan om haar aan de volgende dienst over te dragen. Er is niets afgesloten."
      : `${count} Klarna-betalingen staan nog open. Vink elk ervan aan om ze aan de volgende dienst over te dragen. Er is niets afgesloten.`,
  pin_too_soon: ({ waitMs }) => `Te veel verkeerde pincodes. Wacht ${seconds(waitMs)} en probeer het dan opnieuw.`,
  printer_busy: () =>
    "De printer is nog niet klaar met de vijf bonnen hiervoor. Er is niets toegevoegd. Kijk of hij aanstaat, of druk hier af.",
  printer_missing: () =>
    "Deze kassa heeft geen eigen bonprinter. Er is niets afgedrukt. Druk in plaats daarvan af vanaf dit scherm.",
  product_missing: ({ typed }) => `Geen artikel heeft de code of naam “${typed}”. Er is niets toegevoegd.`,
  quantity: () => "Het aantal moet een geheel getal van 1 tot 9999 zijn. Er is niets veranderd.",
  receipt_mail_limit: () =>
    "Deze bon is al tien keer gemaild, dat is genoeg. Er is niets gestuurd. Druk hem in plaats daarvan af.",
  receipt_mails_hour: ({ waitMs }) =>
    `Er gingen tien bonnen naar dit adres binnen een uur. Er is niets gestuurd. Wacht ${
      wait(waitMs)
    }, of druk de bon af.`,
  record_changed: () =>
    "Iemand heeft de gegevens van deze klant intussen gewijzigd. Er is niets overgenomen. Wat nu verschilt staat hier.",
  register_missing: () => "Die kassa bestaat niet. Er is niets veranderd.",
  sales_begun: ({ count }) =>
    count === 1
      ? "Eén verkoop is met echt geld begonnen: deels betaald, deel van een ruil, of Klarna zou betalen. Bij het oefenen zou niemand die vinden, en de rest zou in de verkeerde boeken komen. Er is niets veranderd. Rond die eerst af of annuleer die."
      : `${count} verkopen zijn met echt geld begonnen: deels betaald, deel van een ruil, of Klarna zou betalen. Bij het oefenen zou niemand ze vinden, en de rest zou in de verkeerde boeken komen. Er is niets veranderd. Rond ze eerst af of annuleer ze.`,
  reference_too_long: () => "De referentie is te lang: hoogstens 60 tekens. Er is niets vastgelegd.",
  refund_not_found: () =>
    "Klarna’s bestelling toont geen zulke terugbetaling in het portaal. Er is niets geboekt. Kijk nog eens, of handel het anders af.",
  refund_under_way: () =>
    "Klarna heeft nog niet geantwoord over geld van deze betaling dat terug moet. Wacht daarop; er is niets gedaan.",
  not_returnable: ({ why }) => NOT_RETURNABLE[why],
  needs_second: () =>
    "Zoveel wordt alleen met z’n tweeën terugbetaald: een andere teamleider of manager geeft akkoord met de eigen pincode.",
  return_changed: () =>
    "Het bedrag is inmiddels anders. Bekijk het nog eens en betaal dan terug. Er is nog niets terugbetaald.",
  return_found: () =>
    "In de portal van Klarna is al geld van deze verkoop terugbetaald. Hieronder staat hoe het nu teruggaat. Hier is nog niets terugbetaald.",
  return_empty: () => "Er is niets gekozen, dus er wordt niets terugbetaald. Kies hoeveel, of typ een bedrag.",
  return_reason_needed: () => "Een bedrag buiten de artikelen om heeft een reden nodig. Er is niets terugbetaald.",
  return_split: ({ isMore }) =>
    isMore
      ? "Op een van de manieren gaat meer terug dan er over is van wat zo is betaald. Er is niets terugbetaald."
      : "De bedragen zijn samen niet wat er terug moet. Er is niets terugbetaald: wijzig de bedragen en probeer het opnieuw.",
  return_too_many: () =>
    "Er komt meer terug dan er van de verkoop over is. Kijk wat al terugkwam. Er is niets terugbetaald.",
  return_too_much: () => "Dat is meer dan er over is van wat ervoor is betaald. Er is niets terugbetaald.",
  return_only_whole: () =>
    "Wat nog af te halen is, komt alleen in hele stuks terug. Een deel van de prijs, of geld buiten de artikelen om, wordt alleen terugbetaald voor wat de klant heeft. Er is niets terugbetaald.",
  rounded_too_much: () =>
    "Het contante geld van deze verkoop is meer afgerond dan de kleinste munt toelaat. Geef het contante geld terug en reken het opnieuw af.",
  sale_changed: () =>
    "Deze winkelmand is intussen ergens anders gewijzigd. Hier is hij zoals hij nu is. Probeer het opnieuw.",
  sale_full: () => "Een verkoop kan 999 regels hebben. Rond deze af en begin een nieuwe.",
  sale_locked: ({ by }) =>
    by === "klarna"
      ? "De winkelmand is vergrendeld zolang Klarna openstaat. Er is niets veranderd. Annuleer eerst de Klarna-betaling."
      : "Er is al betaald, dus de winkelmand is vergrendeld. Er is niets veranderd. Neem eerst de betaling terug.",
  sale_missing: () => "Die verkoop bestaat niet.",
  sale_not_open: () =>
    "Deze verkoop is niet open: hij is geparkeerd, geannuleerd of al afgerond. Er is niets veranderd.",
  sale_not_paid: () => "Deze verkoop is nog niet helemaal betaald. Reken eerst de rest af.",
  sale_not_rung_up: () =>
    "Deze verkoop ging verloren, en er is minder opnieuw aangeslagen dan Klarna ervoor vasthoudt. Er is niets veranderd. Sla eerst de rest aan.",
  send_too_many: ({ of, waitMs }) =>
    of === "payment"
      ? `Drie berichten over deze betaling zijn voorlopig genoeg. Wacht ${wait(waitMs)}, of toon de QR-code.`
      : `Deze klant kreeg vandaag veel berichten van deze winkel. Wacht ${wait(waitMs)}, of toon de QR-code.`,
  send_too_soon: ({ waitMs }) => `Er is net een link gestuurd. Wacht ${seconds(waitMs)} voordat je hem opnieuw stuurt.`,
  set_up_done: () => "Deze winkel is al ingesteld. Meld je aan met je pincode.",
  shift_not_open: () => "Aan deze kassa is geen dienst open, dus er valt niets te tellen of af te sluiten.",
  signed_out: () => "Je bent afgemeld. Meld je aan om verder te gaan, de verkoop en de betalingen zijn veilig.",
  tax_rate_missing: () => "Dat btw-tarief is er niet meer. Kies een ander. Er is niets toegevoegd.",
  tender_missing: () => "Die betaling hoort niet meer bij deze verkoop.",
  too_much: () => "Dat is meer dan één verkoop kan bevatten. Er is niets toegevoegd.",
  wrong_code: () =>
    "Dat is niet de code die de kassa bij het starten toonde. Kijk nog eens, want bij elke start is er een nieuwe.",
  wrong_host: () =>
    "Deze kassa kent het gebruikte adres niet. Open hem op een adres uit TILLSIDE_ORIGINS, of zet dit adres erbij.",
  wrong_origin: () =>
    "Dat verzoek kwam niet van de eigen pagina’s van deze kassa, dus er is niets gedaan. Laad de pagina opnieuw en probeer het nog eens.",
  wrong_pin: () => "Die pincode klopt niet. Probeer het opnieuw.",
};

export const fieldProblems: Record<FieldProblem, string> = {
  required: "Vul dit in",
  too_long: "Dit is te lang",
  not_a_phone: "Dit mobiele nummer kunnen we niet lezen. Controleer de cijfers, of begin met + en de landcode",
  not_an_email: "Dit is geen e-mailadres. Er hoort een naam, een @ en een domein in",
  not_an_amount: "Dit is geen bedrag. Typ het zo: 12,50",
  not_a_discount: "Dit is geen korting. Typ 10 voor procenten, of 5,00 voor een bedrag",
  not_a_percentage: "Dit moet een percentage van 0 tot 100 zijn. Typ het zo: 10 of 7,5",
  less_than_cashier: "Een teamleider moet minstens zoveel mogen geven als een kassamedewerker",
  not_a_quantity: "Dit moet een geheel getal van 1 tot 9999 zijn",
  not_a_number: "Dit moet een geheel getal zijn",
  not_known: "Kies er een uit de lijst",
  not_a_pin: "Een pincode heeft zes cijfers",
  pin_too_easy: "Deze zou iedereen als eerste proberen. Kies een andere",
  pin_differs: "Dit is niet dezelfde pincode. Typ hem nog eens",
  not_a_host: "Dit is geen adres van een printer. Typ het zo: 192.168.1.40 of printer.winkel",
  not_a_port: "Dit moet een geheel getal van 1 tot 65535 zijn",
  not_a_rate: "Dit is geen tarief. Typ het zo: 21 of 8,1",
  not_a_count: "Dit moet een geheel getal van 1 tot 50 zijn",
  key_taken: "Deze toets doet ook al iets anders",
  has_colon: "Een gebruikersnaam heeft geen dubbele punt. Is dit het hele paar, of een API-sleutel?",
  has_blanks: "Er staat een spatie in. Kopieer het opnieuw, zonder iets eromheen",
  not_this_machine: "Hier kan alleen een vervanger op precies deze computer, bijvoorbeeld http://127.0.0.1:8010",
  secret_needed: "Typ het: er is niets opgeslagen voor deze plek en gebruikersnaam",
  one_of_two: "Vul deze sleutel of het wachtwoord hierboven in, niet allebei",
};

/** Why nothing of a sale can be given back. */
const NOT_RETURNABLE: Record<NotReturnable, string> = {
  not_finished:
    "Deze verkoop is niet afgerond, dus er kan niets van worden terugbetaald. Wijzig of annuleer hem aan de kassa.",
  other_mode: "Deze verkoop hoort in het andere boek, oefenen of echt. Terugbetalen kan alleen waar verkocht is.",
  not_taken:
    "Klarna heeft dit geld nog niet geïnd, dus het kan niet worden terugbetaald. Wacht tot de betaling zegt dat het geïnd is.",
  elsewhere:
    "Deze verkoop is betaald via een ander Klarna-account dan het account dat nu verbonden is. Verbind dat opnieuw om terug te betalen.",
  exchanging: "Een ruil van deze verkoop is bezig. Rond hem eerst af of stop hem.",
  cancellable:
    "Deze verkoop is nog helemaal hier en Klarna heeft er niets voor geïnd. Annuleer hem als geheel op zijn pagina.",
  unsettled:
    "Klarna heeft geld van deze verkoop uitbetaald, en ons boek weet er niet van. Dat wordt eerst geboekt; daarna kan het worden terugbetaald.",
  still_waiting:
    "Wat er van deze verkoop over is, wacht nog op afhalen en komt niet retour. Geef het mee of geef het vrij op zijn pagina.",
  gift_cards: "Hier zijn alleen cadeaukaarten verkocht, en een verkochte cadeaukaart wordt niet teruggenomen.",
  never_paid: "Voor wat er van deze verkoop over is, is uiteindelijk niets betaald, dus er is geen geld dat terug kan.",
  refused:
    "Klarna heeft niet betaald voor wat er van deze verkoop over is, en doet dat niet zonder nieuwe vraag, dus er is geen geld dat terug kan.",
  nothing_left: "Van deze verkoop is alles al terugbetaald.",
};
