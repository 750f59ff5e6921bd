import type { MatchField } from "../../../src/domain/customer-match.ts";
import type { LinkRoute, MessageChannel } from "../../../src/domain/link-routes.ts";
import type { Channel, PaymentStatus, WishState } from "../../../src/domain/payment.ts";
import type { SaleStatus } from "../../../src/domain/sale.ts";
import type { MissingField, UntoldReason } from "../../data.ts";
import type { FaceName, FaceWord } from "../../payment/face.ts";
import type { Messages } from "../catalogue.ts";
import type { OwnRefusal } from "../../../src/domain/own-refusals.ts";
import type { Holder, Limits, Line, Notice, PaymentFacts, SendingAnswer } from "../en/payment.ts";

const OWN_REFUSALS = ["no_contact", "too_many"];

const sent: Record<Channel, string> = { sms: "Sms", email: "E-mail", qr: "QR-code" };
const theSent: Record<Channel, string> = { sms: "de sms", email: "de e-mail", qr: "de QR-code" };
const theSentAll: Record<MessageChannel, string> = { sms: "sms’jes", email: "e-mails" };
const to = (address: string) => (address === "" ? "" : ` naar ${address}`);

const words: Record<FaceWord, string> = {
  waiting: "Wacht",
  in_progress: "Bezig",
  checking: "Controle",
  completed: "Voltooid",
  in_review: "In beoordeling",
  cancelling: "Wordt geannuleerd",
  releasing: "Wordt vrijgegeven",
  cancelled: "Geannuleerd",
  declined: "Afgewezen",
  failed: "Mislukt",
  expired: "Verlopen",
  released: "Vrijgegeven",
  returned: "Terugbetaald",
  lapsed: "Vervallen",
  unsure: "Onzeker",
  race: "Betaald bij annuleren",
  paid_late: "Toch betaald",
  attention: "Manager nodig",
};

const differing: Record<MatchField, string> = {
  name: "een andere naam",
  email: "een ander e-mailadres",
  phone: "een ander mobiel nummer",
  address: "een ander adres",
};
const joinWords = (words: string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} en ${words.at(-1)}`;

const NOT_STARTED = "De betaling is niet gestart. Geen geld afgeschreven.";

const sentences: Record<FaceName, (facts: PaymentFacts) => string> = {
  reminder: () => "Nog niets naar de klant gestuurd",
  starting: () => "De betaling wordt geopend bij Klarna",
  start_away: () => "Klarna antwoordt nog niet. Niets gestuurd, geen geld afgeschreven.",
  send_choice: () => "Nog niets naar de klant gestuurd",
  sending: ({ channel, via, address }) =>
    via === "klarna"
      ? `Klarna gevraagd ${theSent[channel]} te sturen${to(address)}`
      : `${sent[channel]} wordt gestuurd${to(address)}`,
  maybe_sent: ({ channel, address }) => `Misschien gestuurd: ${theSent[channel]}${to(address)}`,
  not_sent: ({ channel }) => `${sent[channel]} is niet gestuurd`,
  sent: ({ channel, address }) => `${sent[channel]} gestuurd${to(address)}`,
  qr: () => "Draai het scherm naar de klant",
  in_progress: () => "De klant is op de pagina van Klarna",
  try_declined: () => "Een poging ging niet door. Nog open.",
  went_back: () => "De klant is teruggegaan. Nog open.",
  try_failed: () => "Een poging is mislukt. Nog open.",
  id_check: () => "Klarna vraagt je een identiteitsbewijs te controleren",
  checking: () => "De klant is klaar. Wordt nagelezen bij Klarna.",
  unsure: () => "Geen antwoord van Klarna. We blijven controleren.",
  cancelling: () => "Klarna gevraagd de link te sluiten",
  in_review: () => "Klarna beslist nog. De spullen blijven hier.",
  completed: () => "Klarna heeft de betaling goedgekeurd",
  name_differs: () => "Klarna heeft de betaling goedgekeurd, op een andere naam",
  race: () => "Klarna keurde op hetzelfde moment goed",
  paid_late: ({ at }) => `Klarna keurde om ${at} goed, nadat hier was gestopt`,
  releasing: () => "Klarna gevraagd het geld van de klant vrij te geven",
  saved: () => "Opgeslagen. Hoort nu bij de verkoop.",
  captured: () => "Klarna betaalt dit uit aan de winkel.",
  cancelled: () => "De betaling is gestopt. Geen geld afgeschreven.",
  cancelled_by_customer: () => "De klant zag ervan af. Geen geld afgeschreven.",
  cancelled_by_cashier: ({ hadLink, canceller }) => {
    const by = canceller === null ? "Hier geannuleerd" : `Geannuleerd door ${canceller}`;
    return hadLink
      ? `${by}. Klarna heeft de link gesloten. Geen geld afgeschreven.`
      : `${by}, voordat er iets was gestuurd. Geen geld afgeschreven.`;
  },
  timed_out: ({ at, hadLink }) =>
    hadLink
      ? `De tijd was om ${at} op. Klarna heeft de link gesloten. Geen geld afgeschreven.`
      : `De tijd was om ${at} op, voordat er iets was gestuurd. Geen geld afgeschreven.`,
  expired: ({ at }) => `De link is om ${at} verlopen. Geen geld afgeschreven.`,
  settled_unpaid: ({ at }) =>
    `Een manager vond om ${at} geen betaling in het portaal van Klarna. Geen geld afgeschreven.`,
  settled_returned: ({ at }) =>
    `Een manager zag om ${at} in het portaal van Klarna dat het is terugbetaald. Er is geen geld gereserveerd.`,
  not_accepted: () => "Klarna accepteerde de inloggegevens van deze winkel niet. Geen geld afgeschreven.",
  basket_refused: ({ refusal }) =>
    refusal === null ? "Klarna kon deze winkelmand niet aannemen. Geen geld afgeschreven." : NOT_STARTED,
  start_refused: ({ refusal }) =>
    refusal === null ? "Klarna heeft geen betaling geopend. Geen geld afgeschreven." : NOT_STARTED,
  declined: () => "Klarna heeft definitief nee gezegd. Geen geld afgeschreven.",
  released: () => "Vrijgegeven voor de klant. Geen geld afgeschreven.",
  lapsed: () => "De goedkeuring van Klarna is verlopen. Geen geld afgeschreven.",
  attention: () => "Ons boek en dat van Klarna verschillen. Iemand moet kijken.",
};

const say = (line: string): Line => ({ how: "say", line: `“${line}”` });
const ask = (line: string): Line => ({ how: "ask", line: `“${line}”` });
const quietly = (line: string): Line => ({ how: "quietly", line: `“${line}”` });
const readOut = (line: string): Line => ({ how: "read_out", line: `“${line}”` });

const one: Record<Channel, string> = { sms: "een sms", email: "een e-mail", qr: "een code" };
const byMessage = ({ channel, via }: PaymentFacts) => {
  if (channel === "qr") return "Richt de camera van uw telefoon op deze code en tik op de link.";
  const has = via === "klarna" ? "Klarna heeft" : "We hebben";
  return `${has} u ${one[channel]} gestuurd. Wilt u die openen en op de link tikken?`;
};

const lines: Record<FaceName, (facts: PaymentFacts) => Line | null> = {
  reminder: () => null,
  starting: () => say("Een ogenblikje, ik open Klarna."),
  start_away: () => say("De verbinding met Klarna is wat traag. Een ogenblikje."),
  send_choice: () => null,
  sending: ({ channel, via }) =>
    say(`Een ogenblikje. ${via === "klarna" ? "Klarna stuurt" : "We sturen"} u ${one[channel]}.`),
  maybe_sent: ({ channel, via }) =>
    ask(
      `Hebt u ${one[channel]} van ${
        via === "klarna" ? "Klarna" : "ons"
      } gekregen? Wilt u die openen en op de link tikken?`,
    ),
  not_sent: () => null,
  sent: (facts) => say(byMessage(facts)),
  qr: (facts) => say(byMessage(facts)),
  in_progress: () => say("Neem rustig de tijd. Kies hoe u wilt betalen en bevestig dan."),
  try_declined: () => quietly("Dat is niet gelukt. U kunt het daar nog eens proberen, of hier anders betalen."),
  went_back: () => say("De pagina van Klarna staat nog open. U kunt daar verdergaan, of hier anders betalen."),
  try_failed: () => say("Dat is niet gelukt. U kunt het daar nog eens proberen, of hier anders betalen."),
  id_check: () => ask("Mag ik uw legitimatie zien?"),
  checking: () => say("Dank u wel. Een ogenblikje, ik wacht op het antwoord van Klarna."),
  unsure: () => say("De verbinding met Klarna is wat traag. Wilt u uw telefoon nog even open laten?"),
  cancelling: () => say("Ik stop de Klarna-betaling. Een ogenblikje."),
  in_review: () => say("Klarna kijkt er nog naar. We houden uw spullen hier en bellen u als het rond is."),
  completed: () => say("Dank u wel. Klarna heeft uw betaling goedgekeurd."),
  name_differs: ({ klarnasName }) => ask(`Bij Klarna staat ${klarnasName}. Bent u dat?`),
  race: ({ isKeepable }) =>
    isKeepable
      ? ask("Uw Klarna-betaling ging net bij het annuleren toch door. Wilt u het nog kopen?")
      : say("Uw Klarna-betaling ging net bij het annuleren toch door. Ik geef hem terug."),
  paid_late: ({ isKeepable }) =>
    isKeepable
      ? ask("Klarna heeft uw betaling toch aangenomen. Wilt u er nog mee kopen?")
      : say("Klarna heeft uw betaling toch aangenomen. Ik geef hem terug."),
  releasing: () => say("Ik geef de Klarna-betaling terug. Een ogenblikje."),
  saved: () => null,
  captured: () => null,
  cancelled: () => say("De Klarna-betaling is gestopt. U hoeft niets te betalen."),
  cancelled_by_customer: () => say("Geen probleem. Wilt u het nog eens proberen, of anders betalen?"),
  cancelled_by_cashier: () => say("De Klarna-betaling is gestopt. U hoeft niets te betalen."),
  timed_out: () => say("Die link is verlopen. Zal ik u een nieuwe sturen?"),
  expired: () => say("Die link is verlopen. Zal ik u een nieuwe sturen?"),
  settled_unpaid: () => say("Klarna heeft niets afgeschreven. Hoe wilt u betalen?"),
  settled_returned: () => say("Klarna heeft die betaling teruggegeven. Hoe wilt u betalen?"),
  not_accepted: () => say("Met Klarna lukt het nu even niet. Hoe wilt u anders betalen?"),
  basket_refused: () => say("Deze aankoop kan niet met Klarna. Hoe wilt u anders betalen?"),
  start_refused: () => say("Met Klarna lukt het hier niet. Hoe wilt u anders betalen?"),
  declined: () =>
    quietly("Klarna kan dit vandaag niet aanbieden. In hun app leest u er meer over. Hoe wilt u anders betalen?"),
  released: ({ isSaleFinished }) =>
    isSaleFinished ? null : say("De Klarna-betaling is teruggegeven. U hoeft niets te betalen."),
  lapsed: () => null,
  attention: (
    { isSaved },
  ) => (isSaved ? null : say("We zoeken dit uit met Klarna. Betaalt u alstublieft niet dubbel.")),
};

const sendingStates: Record<WishState, string> = {
  asked: "aangevraagd",
  done: "gestuurd",
  unknown: "misschien gestuurd",
  refused: "geweigerd",
};

const address = (channel: Channel) => channel === "sms" ? "nummer" : "e-mailadres";
const whyNotSent = ({ channel, via, about, code }: PaymentFacts): string => {
  if (code === "too_many") return `Dit ${address(channel)} heeft alle berichten gehad die op één dag mogen.`;
  if (via === "own_mail") return `Onze mailserver ${notTaken(code)}.`;
  if (via === "own_sms") return `Onze sms-provider ${notTaken(code)}.`;
  if (channel !== "qr" && about === "channel") return `Klarna stuurt voor deze winkel geen ${theSentAll[channel]}.`;
  if (about === "address") return `Klarna kon dit ${address(channel)} niet gebruiken.`;
  return `Klarna heeft ${theSent[channel]} niet gestuurd.`;
};
const notTaken = (code: string | null) =>
  code === "unavailable" ? "was niet bereikbaar" : "heeft het bericht niet aangenomen";

const notices: Partial<Record<FaceName, (facts: PaymentFacts) => Notice | null>> = {
  start_away: () => ({
    tone: "is-lost",
    strong: "We blijven het proberen.",
    rest: "Annuleren en anders afrekenen kan altijd.",
  }),
  not_sent: (facts) => ({
    tone: "is-lost",
    strong: whyNotSent(facts),
    rest: "De betaling staat open, alleen het bericht is niet aangekomen.",
  }),
  try_declined: () => ({
    tone: "is-wait",
    strong: "Klarna wees deze poging af.",
    rest: "De klant kan op de telefoon een andere manier kiezen.",
  }),
  went_back: () => ({
    tone: "is-wait",
    strong: "De klant heeft de pagina van Klarna verlaten.",
    rest: "Dezelfde link werkt nog.",
  }),
  try_failed: () => ({
    tone: "is-wait",
    strong: "Er ging iets mis op de pagina van Klarna.",
    rest: "De klant kan het met dezelfde link nog eens proberen.",
  }),
  unsure: () => ({
    tone: "is-fail",
    strong: "Houd de spullen hier en neem nog geen andere betaling aan.",
    rest: "De klant heeft misschien al betaald.",
  }),
  in_review: () => ({
    tone: "is-fail",
    strong: "Houd de spullen in de winkel.",
    rest: "Er is nog niet betaald. Dit kan tot een dag duren.",
  }),
  not_accepted: () => ({
    tone: "is-lost",
    strong: "Waarschuw een manager.",
    rest:
      "De Klarna-gegevens van deze winkel moeten opnieuw worden ingevuld, of Klarna heeft het account gesloten. Tot die tijd kan er geen Klarna-betaling beginnen.",
  }),
  basket_refused: ({ refusal }) => ({
    tone: "is-lost",
    strong: refusal ?? "Dezelfde winkelmand nog eens proberen helpt niet.",
    rest: refusal === null
      ? "Reken anders af en geef een manager het nummer van deze verkoop."
      : "Klarna is niet gevraagd. Reken anders af en geef een manager het nummer van deze verkoop.",
  }),
  start_refused: ({ refusal }) =>
    refusal === null ? null : {
      tone: "is-lost",
      strong: refusal,
      rest:
        "Klarna is niet gevraagd. Reken anders af en meld het een manager: zo kan geen enkele Klarna-betaling beginnen.",
    },
  paid_late: ({ isKeepable }) => ({
    tone: "is-fail",
    strong: "Klarna houdt het geld van de klant vast.",
    rest: isKeepable
      ? "Houd het voor deze verkoop, of geef het terug."
      : "Deze verkoop heeft het niet nodig: geef het terug.",
  }),
  released: ({ isSaleFinished, isSaved }) =>
    isSaleFinished && isSaved
      ? {
        tone: "is-fail",
        strong: "Waarschuw een manager.",
        rest: "De verkoop is afgerond en Klarna houdt het geld niet meer vast. De winkel is niet betaald.",
      }
      : null,
  lapsed: () => ({
    tone: "is-fail",
    strong: "Waarschuw een manager.",
    rest: "Klarna houdt het geld niet meer vast. Zijn de spullen weg, dan is de winkel niet betaald.",
  }),
  attention: ({ isSaved }) => ({
    tone: "is-fail",
    strong: isSaved ? "Waarschuw een manager." : "Houd de spullen hier en neem nog geen andere betaling aan.",
    rest: "Een manager vergelijkt deze betaling met het boek van Klarna.",
  }),
};

const statuses: Record<PaymentStatus, string> = {
  created: "Geopend",
  waiting: "Wacht",
  in_progress: "Bezig",
  in_review: "In beoordeling",
  authorized: "Voltooid",
  captured: "Voltooid",
  cancelled: "Geannuleerd",
  expired: "Verlopen",
  rejected: "Afgewezen",
  released: "Vrijgegeven",
  lapsed: "Vervallen",
};

/** What this till refuses before Klarna is asked. */
const ownRefusals: Record<OwnRefusal, (limits: Limits) => string> = {
  country: () => "Klarna verkoopt niet in het land van de winkel.",
  currency: () => "In het land van de winkel neemt Klarna een andere munt aan dan die waarin de winkel verkoopt.",
  language: () => "In het land van de winkel spreekt Klarna de taal niet die voor deze aankoop is ingesteld.",
  callback: ({ callbackUrl }) =>
    `Het adres waarop Klarna deze kassa moet aanroepen (TILLSIDE_CALLBACK_URL) is geen webadres van hoogstens ${callbackUrl} tekens.`,
  amount: ({ amount }) => `Klarna neemt meer dan niets en hoogstens ${amount} aan in één betaling.`,
  reference: ({ reference }) => `Het nummer waaraan Klarna deze betaling kent heeft meer dan ${reference} tekens.`,
  noLines: () => "Er is niets in deze verkoop dat Klarna kan betalen.",
  lines: ({ lines }) => `Deze verkoop heeft meer dan de ${lines} regels die Klarna aanneemt.`,
  line: ({ amount }) =>
    `Eén regel van deze verkoop is meer waard dan ${amount} of heeft een btw-tarief boven 100%: Klarna neemt die niet aan.`,
  name: () => "Eén regel van deze verkoop heeft geen naam, en Klarna vraagt er een.",
  sum: () => "De bedragen in deze verkoop kloppen niet met elkaar, dus Klarna zou weigeren.",
};

export const paymentTexts: Messages["payment"] = {
  words,
  sentences,
  lines,
  notices,
  ownRefusals,
  lineLabels: {
    say: "Zeg tegen de klant",
    quietly: "Zeg zachtjes",
    ask: "Vraag de klant",
    read_out: "Vraag, en lees ze voor",
  },

  title: (word: string, amount: string) => `${word}, ${amount} · Klarna`,
  aColleague: "een collega",
  klarna: "Klarna",
  payment: "betaling",
  amount: "Bedrag",
  stepsLabel: "Stappen van deze betaling",
  steps: ["1 Nagaan", "2 Link sturen", "3 Klant betaalt", "4 Opslaan"],
  ofLimit: (limit: string) => `van ${limit}`,
  checkedAgo: (seconds: number) => (seconds < 1 ? "net gecheckt" : `${seconds} s geleden gecheckt`),
  sinceFinished: "sinds de klant klaar is",
  openOn: ({ register, staffName }: Holder) => `Open op ${register}, bij ${staffName}`,
  watchHere: ({ register }: Holder) => `Hier kun je meekijken. Opslaan en annuleren gaat op ${register}.`,
  undoneThere: ({ register, staffName }: Holder) =>
    `Hij staat op ${register}, bij ${staffName}, en wordt daar teruggedraaid. Neem hem eerst over om dat hier te doen.`,
  takeOver: (staffName: string) => `Overnemen van ${staffName}`,
  reallyTakeOver: ({ register, staffName }: Holder) =>
    `Deze betaling overnemen van ${staffName}? Dan kan ${register} alleen nog meekijken.`,
  takeOverMeans: ({ staffName }: Holder) =>
    `De betaling en de link van de klant blijven zoals ze zijn. Laat ${staffName} weten wie er nu bij de klant is.`,
  takeOverToUndo: ({ staffName }: Holder) =>
    `De betaling hoort bij de verkoop tot hij hier is teruggedraaid. Zeg het tegen ${staffName}, die hem heeft aangenomen.`,
  yesTakeOver: "Ja, overnemen",
  keepWatching: "Blijven meekijken",
  backToPayments: "Naar de betalingen",

  leave: "Even laten…",
  leaveTitle: "Deze verkoop wegleggen en de volgende klant helpen?",
  leaveMeans: [
    { icon: "lock", text: "De winkelmand wordt vergrendeld weggelegd, met de naam van de klant erop." },
    { icon: "again", text: "We blijven Klarna vragen. Elke kassa ziet hem bij Betalingen." },
    { icon: "basket", text: "Houd deze spullen achter de kassa tot er Voltooid staat." },
  ],
  leaveLine: say("We zoeken dit uit met Klarna en bellen u. Betaalt u alstublieft niet dubbel."),
  leaveNext: "Laten, volgende klant",
  putAsideNext: "Opzij, volgende klant",
  nextSale: "Volgende verkoop",

  differencesTitle: (fields: readonly MatchField[]) =>
    fields.includes("name")
      ? "De namen verschillen"
      : `Klarna heeft ${joinWords(fields.map((field) => differing[field]))}`,
  atKlarna: {
    name: "Naam bij Klarna",
    email: "E-mail bij Klarna",
    phone: "Mobiel bij Klarna",
    address: "Adres bij Klarna",
  },
  nameMatches: "komt overeen",
  onRecord: {
    name: "Onze gegevens",
    email: "Onze gegevens",
    phone: "Onze gegevens",
    address: "Onze gegevens",
  },
  takeKlarnas: "Gegevens van Klarna overnemen",
  takeTheRest: "De rest overnemen",
  recordKeeps: {
    name: "De naam bij Klarna is niet volledig, dus de onze blijft staan.",
    email: "Het e-mailadres bij Klarna is niet leesbaar, dus het onze blijft staan.",
    phone: "Het mobiele nummer bij Klarna is niet leesbaar, dus het onze blijft staan.",
    address: "Het adres bij Klarna is niet volledig, dus het onze blijft staan.",
  } satisfies Record<MatchField, string>,
  samePerson: "Klopt, opslaan",
  notSamePerson: "Andere persoon…",

  seniorAgrees: (staffName: string) =>
    `${staffName} is deze betaling begonnen. Een teamleider of manager moet akkoord geven:`,
  cancelAskedAt: "Annuleren gevraagd",
  releaseOnly: "De verkoop is anders betaald of afgerond.",

  settle: "Zelf afhandelen…",
  settleTitle: "Hoe is deze betaling bij Klarna afgelopen?",
  settleHow:
    "Uit de antwoorden van Klarna blijkt het niet. Zoek in het portaal van Klarna op onze referentie en geef aan wat daar staat.",
  managerAgrees: "Een manager kijkt en geeft akkoord:",
  settleUnpaid: "Er is daar geen betaling",
  settleUnpaidRest: "Hij eindigt hier. Geen geld afgeschreven.",
  settleReturned: "Hij is daar terugbetaald",
  settleReturnedRest: "De betaling is in het portaal geannuleerd of terugbetaald.",
  settleNot: "Nog niet",

  moreTime: "+ 5 minuten",
  noMoreTime: "Meer tijd kan niet.",
  saveContact: "Gegevens opslaan",
  keepContact: "Zo laten",
  lateCheck: (seconds: number, reason: string) =>
    `Klarna liet ${seconds} s geleden voor het laatst iets horen. ${reason}`,
  failureReason: (code: string | null) => {
    if (code === null) return "De kassa zelf kijkt later dan gepland, het gaat vanzelf verder.";
    return FAILURES[code.toLowerCase()] ?? "Klarna antwoordde met een fout. We blijven vragen.";
  },

  ask1: "Klaar met winkelen? En een smartphone met internet?",
  ask1Rest:
    "Vanaf hier kan er niets meer bij. Klarna stuurt een link die de klant opent en op de telefoon afrondt. Geen telefoon? Annuleer en reken anders af.",
  ask2: "Vraag: “Hebt u al een Klarna-account?”",
  yes: "Ja",
  yesRest: "We lopen de gegevens samen na",
  no: "Nee, of niet zeker",
  noRest: "Klarna maakt er onderweg een aan",
  nothingCharged: "Pas na akkoord wordt afgeschreven.",

  identityAsk: readOut("Staan deze gegevens ook zo in uw Klarna-account?"),
  identityLabel: "Ze kloppen: waar moet de link heen?",
  name: "Naam",
  mobile: "Mobiel",
  email: "E-mail",
  address: "Adres",
  notOnFile: "onbekend",
  sameText: "Klopt, sms’en",
  sameEmail: "Klopt, e-mailen",
  oneDiffers: "Iets anders…",

  klarnaAsks: (fields: string[]) => `Onbekend, dus Klarna vraagt de klant: ${fields.join(", ")}.`,
  klarnaAsksAnyway: {
    abroad: (fields) => `Klarna vraagt de klant: ${fields.join(", ")}. Het opgeslagen adres is in het buitenland.`,
    no_region: (fields) =>
      `Klarna vraagt de klant: ${
        fields.join(", ")
      }. In het opgeslagen adres ontbreekt de afkorting van de staat of provincie, zoals NY, NSW of ON.`,
    refused: (fields) => `Klarna vraagt de klant: ${fields.join(", ")}. De opgeslagen gegevens werden niet aangenomen.`,
  } satisfies Record<UntoldReason, (fields: string[]) => string>,
  missing: {
    name: "volledige naam",
    contact: "mobiel of e-mail",
    street: "straat",
    postal_code: "postcode",
    city: "plaats",
    region: "staat of provincie",
  } satisfies Record<MissingField, string>,
  whereTo: "Waar moet Klarna de link heen sturen?",
  whereToAnyway: "Waar moet de link heen?",
  refusedChannel: (channel: MessageChannel, on: string, again: string) =>
    `Klarna weigerde ${
      theSentAll[channel]
    } voor deze winkel op ${on}. Vanaf ${again} vraagt de kassa het Klarna opnieuw.`,
  askChannelAgain: (channel: MessageChannel) => `Klarna opnieuw om ${theSentAll[channel]} vragen`,
  noRoute: "Sms en e-mail kunnen nu allebei niet. Toon de QR-code.",
  sendOurselves: { sms: "Zelf sms’en", email: "Zelf e-mailen" } satisfies Record<MessageChannel, string>,
  noContact: "Er is geen mobiel nummer of e-mailadres bekend. Toon de QR-code, of vul er een in.",
  textMessage: "Sms",
  qrCode: "QR-code",
  qrRest: "De klant scant hem van dit scherm",
  qrRestOnScreen: "Het scherm van de klant toont hem al",
  qrRestAtOnce: "Werkt meteen, vanaf dit scherm",
  changeContact: "Nummer of e-mail wijzigen",
  changeContactShort: "Gegevens wijzigen",
  addContact: "Nummer of e-mail invullen",

  onThePhone: "Nu op de telefoon van de klant",
  onThePhoneLabel: "Wat de klant nu ziet",
  phoneShows: {
    sms: (via: LinkRoute) => `Een sms van ${via === "klarna" ? "Klarna" : "de winkel"} met een link.`,
    email: (via: LinkRoute) => `Een e-mail van ${via === "klarna" ? "Klarna" : "de winkel"} met een link.`,
    qr: () => "De camera, en dan een link naar Klarna.",
  } satisfies Record<Channel, (via: LinkRoute) => string>,
  nothingYet: { sms: "Nog geen sms?", email: "Nog geen e-mail?" },
  sendAgain: "Nog eens sturen",
  sendIn: (text: string, seconds: number) => `${text} over ${seconds} s`,
  sendText: "Sms sturen",
  sendEmail: "E-mail sturen",
  showQr: "QR-code tonen",
  qrMoves: "Dit venster gaat vanzelf verder zodra de pagina opent.",
  qrOnScreen: "Het scherm van de klant toont de code ook.",
  qrImageAlt: "QR-code met de link van de klant",
  copyLink: "Link kopiëren",
  linkLabel: "De link van de klant",
  noLink: "Klarna gaf geen link voor deze betaling. Stuur hem per sms of e-mail.",

  historyLabel: "Wat er is gebeurd",
  sending: (channel: Channel, via: LinkRoute, address: string, { state, answerCode }: SendingAnswer) => {
    if (channel === "qr") return "QR-code getoond";
    const isKlarnas = via === "klarna" && !OWN_REFUSALS.includes(answerCode ?? "");
    const answer = state === "refused" && !isKlarnas ? "niet gestuurd" : sendingStates[state];
    return `${sent[channel]} van ${via === "klarna" ? "Klarna" : "ons"}${to(address)}: ${answer}`;
  },
  linkOpened: "Klant heeft de link geopend",
  pageOpen: "Klarna staat open op de telefoon",
  notOpened: "Wachten tot de klant hem opent …",
  deciding: "Klarna beslist nog …",
  approvalNext: "Klarna keurt de betaling goed",
  approved: "Klarna heeft goedgekeurd",
  readingBack: "Bedrag en bestelling worden nagelezen …",
  checkingRest: "Voltooid verschijnt pas als de bestelling bij Klarna en deze verkoop overeenkomen.",
  nextTry: "Wachten op de volgende poging …",
  otherPayment: "Toch anders afrekenen…",
  idName: "Naam in onze gegevens",
  idChallenge: "Code op de telefoon",
  idQuestion: (hasCode: boolean) =>
    hasCode
      ? "Klopt het identiteitsbewijs met de klant, de gegevens en de telefoon?"
      : "Klopt het identiteitsbewijs met de klant en de gegevens?",
  idMatches: "Alles klopt",
  idDiffers: "Er klopt iets niet",
  idAnswered: {
    matches: "Genoteerd: het identiteitsbewijs klopt. De klant gaat verder op de telefoon.",
    differs: "Genoteerd: er klopt iets niet. Annuleer deze betaling en neem van deze persoon geen Klarna aan.",
  },
  klarnaReference: "Klarna-referentie",
  approvedAt: "Goedgekeurd door Klarna",
  ourReference: "Onze referentie",
  weCall: "We bellen",
  pressSave: "Druk op Opslaan en rond de verkoop daarna af zoals altijd.",
  giveBackInPortal: "De verkoop is voorbij. Betaal dit geld terug in het portaal van Klarna.",
  undoInstead:
    "De verkoop is voorbij en heeft dit geld niet nodig. Maak de betaling ongedaan, zodat de klant niets verschuldigd is.",
  lastAnswer: "Laatste antwoord van Klarna",
  lastAnswerAt: (word: string, at: string) => `${word}, ${at}`,
  noAnswerYet: "nog geen",
  reason: "Waarom",
  nextLook: "Volgende poging",
  nextLookIn: (
    seconds: number,
  ) => (seconds < 1 ? "nu, en opnieuw tot het lukt" : `over ${seconds} s, en opnieuw tot het lukt`),
  cancellingRest: "Dit duurt een paar tellen. De winkelmand gaat weer open zodra Klarna heeft bevestigd.",
  cancellingLate:
    "Klarna heeft nog niet geantwoord. Zolang blijft de winkelmand vergrendeld: de klant kan nog betalen.",
  releasingSoon: "Dit duurt een paar tellen.",
  releasingLate: "Klarna heeft nog niet geantwoord. We blijven vragen.",
  releasingRest: {
    open: "De verkoop is weer onbetaald zodra Klarna heeft bevestigd.",
    parked: "De verkoop is weer onbetaald zodra Klarna heeft bevestigd.",
    completed: "De verkoop blijft afgerond: er is anders betaald.",
    voided: "De verkoop is geannuleerd. Het geld van de klant is vrij zodra Klarna heeft bevestigd.",
  } satisfies Record<SaleStatus, string>,
  keep: "Betaling houden",
  keepRest: (amount: string) => `De verkoop gaat door, ${amount} betaald.`,
  release: "Vrijgeven",
  releaseRest: "De klant is niets verschuldigd.",
  raceRest: "Klant al weg? Geef vrij.",
  payAnotherWay: (amount: string) => `${amount} anders betalen`,
  cashInstead: "Klarna annuleren, contant afrekenen",
  cardInstead: "Klarna annuleren, pinnen",
  otherTenders: "Andere betaalwijzen",
  noWhy: "Klarna zegt niet waarom. Nog eens proberen helpt zelden.",
  statuses,

  actionsLabel: "Wat je kunt doen",
  cancel: "Betaling annuleren",
  cancelling: "Wordt geannuleerd…",
  releasing: "Wordt vrijgegeven…",
  reallyCancel: "Echt annuleren?",
  reallyUndo: "Echt terugdraaien?",
  cancelAsk: ask("Zal ik de Klarna-betaling stoppen?"),
  undoAsk: ask("Zal ik de Klarna-betaling teruggeven?"),
  yesCancel: "Ja, annuleren",
  yesRelease: "Ja, vrijgeven",
  keepWaiting: "Blijven wachten",
  keepIt: "Houden",
  undo: "Terugdraaien…",
  save: "Opslaan",
  saveWhen: "zodra voltooid",
  checkNow: "Nu checken",
  sendNewLink: "Nieuwe link sturen",
  tryAgain: "Klarna opnieuw",
  backToBasket: "Naar de winkelmand",
  backToSale: "Naar de verkoop",

  list: {
    title: "Klarna-betalingen",
    caption: "Klarna-betalingen, nieuwste eerst",
    filtersLabel: "Filteren op status",
    filters: {
      all: "Alle",
      open: "Nu open",
      attention: "Actie nodig",
      completed: "Voltooid",
      ended: "Niet voltooid",
    },
    time: "Tijd",
    sale: "Verkoop",
    customer: "Klant",
    amount: "Bedrag",
    status: "Status",
    till: "Kassa",
    tillAndStaff: (registerName: string, staffName: string) => `${registerName} · ${staffName}`,
    noCustomer: "geen naam",
    unsaved: "Goedgekeurd, niet opgeslagen",
    needsAttention: "Manager nodig",
    emptyTitle: "Geen betaling gevonden",
    emptyRest: "Er is geen Klarna-betaling zoals deze.",
    noneTitle: "Nog geen Klarna-betaling",
    noneRest: "Een betaling verschijnt hier zodra er op een kassa een begint.",
    showAll: "Alle tonen",
    live: "Live.",
    takenToday: "Afgeronde verkopen van vandaag:",
    readAt: (at: string) => `Gelezen om ${at}.`,
  },
};

const FAILURES: Record<string, string> = {
  logbook_not_written:
    "De kassa kon niet opschrijven dat er een link is, dus is er geen gemaakt. Zorg dat er ruimte op de schijf is.",
  refund_not_written:
    "De kassa kon niet opschrijven dat er geld teruggaat, dus dat wacht nog. Zorg dat er ruimte op de schijf is.",
  other_account: "Hij hoort bij een ander Klarna-account dan waarmee deze kassa is verbonden.",
  timeout: "Klarna deed te lang over een antwoord.",
  unreachable: "Er is geen verbinding met Klarna.",
  connection_lost: "De verbinding met Klarna is verbroken.",
  unauthorized: "Klarna accepteert de inloggegevens van deze winkel niet.",
  forbidden: "Klarna accepteert de inloggegevens van deze winkel niet.",
  too_many_requests: "Klarna vraagt ons even te wachten.",
};
