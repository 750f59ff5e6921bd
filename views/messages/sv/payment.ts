import type { MatchField } from "../../../src/domain/customer-match.ts";
import type { LinkRoute, MessageChannel } from "../../../src/domain/link-routes.ts";
import type { Channel, PaymentStatus, WishState } from "../../../src/domain/payment.ts";
import type { SaleStatus } from "../../../src/domain/sale.ts";
import type { MissingField, UntoldReason } from "../../data.ts";
import type { FaceName, FaceWord } from "../../payment/face.ts";
import type { OwnRefusal } from "../../../src/domain/own-refusals.ts";
import type { Holder, Limits, Line, Notice, PaymentFacts, SendingAnswer } from "../en/payment.ts";
import type { Messages } from "../catalogue.ts";

const OWN_REFUSALS = ["no_contact", "too_many"];

const sent: Record<Channel, string> = { sms: "Sms", email: "Mejl", qr: "QR-kod" };
const theSent: Record<Channel, string> = { sms: "sms:et", email: "mejlet", qr: "QR-koden" };
const theSentAll: Record<MessageChannel, string> = { sms: "sms", email: "mejl" };
const to = (address: string) => (address === "" ? "" : ` till ${address}`);

const words: Record<FaceWord, string> = {
  waiting: "Väntar",
  in_progress: "Pågår",
  checking: "Kontrolleras",
  completed: "Slutförd",
  in_review: "Granskas",
  cancelling: "Avbryts",
  releasing: "Släpps",
  cancelled: "Avbruten",
  declined: "Nekad",
  failed: "Misslyckad",
  expired: "Utgången",
  released: "Släppt",
  returned: "Återbetald",
  lapsed: "Bortfallen",
  unsure: "Osäkert",
  race: "Betald vid avbrottet",
  paid_late: "Betald ändå",
  attention: "Fråga chefen",
};

const differing: Record<MatchField, string> = {
  name: "namn",
  email: "e-postadress",
  phone: "mobilnummer",
  address: "adress",
};
const joinWords = (words: string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} och ${words.at(-1)}`;
/** "ett annat namn", "en annan adress". */
const another = (field: MatchField) =>
  `${field === "address" || field === "email" ? "en annan" : "ett annat"} ${differing[field]}`;

const NOT_STARTED = "Betalningen startades inte. Inga pengar har dragits.";

const sentences: Record<FaceName, (facts: PaymentFacts) => string> = {
  reminder: () => "Inget har skickats till kunden än",
  starting: () => "Öppnar betalningen hos Klarna",
  start_away: () => "Klarna svarar inte än. Inget skickades, inga pengar har dragits.",
  send_choice: () => "Inget har skickats till kunden än",
  sending: ({ channel, via, address }) =>
    via === "klarna"
      ? `Ber Klarna skicka ${theSent[channel]}${to(address)}`
      : `Skickar ${theSent[channel]}${to(address)}`,
  maybe_sent: ({ channel, address }) => `Har kanske skickats: ${theSent[channel]}${to(address)}`,
  not_sent: ({ channel }) => `${capital(theSent[channel])} skickades inte`,
  sent: ({ channel, address }) => `${sent[channel]} skickat${to(address)}`,
  qr: () => "Vänd skärmen mot kunden",
  in_progress: () => "Kunden är inne på Klarnas sida",
  try_declined: () => "Ett försök gick inte igenom. Fortfarande öppen.",
  went_back: () => "Kunden backade. Fortfarande öppen.",
  try_failed: () => "Ett försök fungerade inte. Fortfarande öppen.",
  id_check: () => "Klarna ber dig kontrollera legitimation",
  checking: () => "Kunden säger att det är klart. Läser tillbaka från Klarna.",
  unsure: () => "Inget svar från Klarna. Kontrollerar fortfarande.",
  cancelling: () => "Ber Klarna stänga länken",
  in_review: () => "Klarna har inte bestämt sig än. Varorna stannar här.",
  completed: () => "Klarna har godkänt betalningen",
  name_differs: () => "Klarna har godkänt betalningen, på ett annat namn",
  race: () => "Klarna godkände den i samma ögonblick",
  paid_late: ({ at }) => `Klarna godkände den kl. ${at}, efter att den stoppats här`,
  releasing: () => "Ber Klarna släppa kundens pengar",
  saved: () => "Sparad. Den ingår i köpet.",
  captured: () => "Klarna betalar butiken för den.",
  cancelled: () => "Betalningen stoppades. Inga pengar har dragits.",
  cancelled_by_customer: () => "Kunden ångrade sig. Inga pengar har dragits.",
  cancelled_by_cashier: ({ hadLink, canceller }) =>
    hadLink
      ? `${canceller ?? "Du"} avbröt. Klarna har stängt länken. Inga pengar har dragits.`
      : `${canceller ?? "Du"} avbröt innan något skickades. Inga pengar har dragits.`,
  timed_out: ({ at, hadLink }) =>
    hadLink
      ? `Tiden gick ut kl. ${at}. Klarna har stängt länken. Inga pengar har dragits.`
      : `Tiden gick ut kl. ${at}, innan något skickades. Inga pengar har dragits.`,
  expired: ({ at }) => `Länken gick ut kl. ${at}. Inga pengar har dragits.`,
  settled_unpaid: ({ at }) => `En chef hittade ingen betalning i Klarnas portal kl. ${at}. Inga pengar har dragits.`,
  settled_returned: ({ at }) =>
    `En chef såg kl. ${at} i Klarnas portal att den återbetalats. Inga pengar är reserverade.`,
  not_accepted: () => "Klarna godtog inte butikens inloggningsuppgifter. Inga pengar har dragits.",
  basket_refused: ({ refusal }) =>
    refusal === null ? "Klarna kunde inte ta emot den här korgen. Inga pengar har dragits." : NOT_STARTED,
  start_refused: ({ refusal }) =>
    refusal === null ? "Klarna öppnade ingen betalning. Inga pengar har dragits." : NOT_STARTED,
  declined: () => "Klarna sa definitivt nej. Inga pengar har dragits.",
  released: () => "Återlämnad till kunden. Inga pengar har dragits.",
  lapsed: () => "Klarnas godkännande har gått ut. Inga pengar har dragits.",
  attention: () => "Vår bok och Klarnas skiljer sig åt. Någon måste titta.",
};

/** A sentence begins with it. */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const say = (line: string): Line => ({ how: "say", line: `”${line}”` });
const ask = (line: string): Line => ({ how: "ask", line: `”${line}”` });
const quietly = (line: string): Line => ({ how: "quietly", line: `”${line}”` });
const readOut = (line: string): Line => ({ how: "read_out", line: `”${line}”` });

const who = (via: LinkRoute) => via === "klarna" ? "Klarna" : "Vi";
const fromWhom = (via: LinkRoute) => via === "klarna" ? "Klarna" : "oss";
const one: Record<Channel, string> = { sms: "ett sms", email: "ett mejl", qr: "en kod" };
const byMessage = ({ channel, via }: PaymentFacts) =>
  channel === "qr"
    ? "Rikta mobilkameran mot koden här och tryck på länken."
    : `${who(via)} har skickat ${one[channel]} till dig. Öppna det och tryck på länken.`;

const lines: Record<FaceName, (facts: PaymentFacts) => Line | null> = {
  reminder: () => null,
  starting: () => say("Ett ögonblick, jag öppnar Klarna."),
  start_away: () => say("Det går lite långsamt hos Klarna just nu. Ett ögonblick."),
  send_choice: () => null,
  sending: ({ channel, via }) => say(`Ett ögonblick. ${who(via)} skickar ${one[channel]} till dig.`),
  maybe_sent: ({ channel, via }) =>
    ask(`Har du fått ${one[channel]} från ${fromWhom(via)}? Öppna det och tryck på länken.`),
  not_sent: () => null,
  sent: (facts) => say(byMessage(facts)),
  qr: (facts) => say(byMessage(facts)),
  in_progress: () => say("Ta den tid du behöver. Välj hur du vill betala och bekräfta sedan."),
  try_declined: () =>
    quietly("Det försöket gick inte igenom. Du kan försöka igen där, eller betala på ett annat sätt här."),
  went_back: () => say("Klarnas sida är fortfarande öppen. Du kan fortsätta där, eller betala på ett annat sätt här."),
  try_failed: () => say("Det försöket gick inte igenom. Du kan försöka igen där, eller betala på ett annat sätt här."),
  id_check: () => ask("Får jag se din legitimation?"),
  checking: () => say("Tack. Ett ögonblick, jag väntar på svar från Klarna."),
  unsure: () => say("Det går lite långsamt hos Klarna just nu. Ha mobilen öppen en stund till."),
  cancelling: () => say("Jag stoppar Klarnabetalningen. Ett ögonblick."),
  in_review: () => say("Klarna tittar på det. Vi behåller dina varor här och ringer när det är klart."),
  completed: () => say("Tack. Klarna har godkänt din betalning."),
  name_differs: ({ klarnasName }) => ask(`Hos Klarna står det ${klarnasName}. Är det du?`),
  race: ({ isKeepable }) =>
    isKeepable
      ? ask("Din Klarnabetalning gick igenom precis när vi avbröt. Vill du fortfarande köpa?")
      : say("Din Klarnabetalning gick igenom precis när vi avbröt. Jag lämnar tillbaka den."),
  paid_late: ({ isKeepable }) =>
    isKeepable
      ? ask("Klarna tog din betalning ändå. Vill du fortfarande handla med den?")
      : say("Klarna tog din betalning ändå. Jag lämnar tillbaka den."),
  releasing: () => say("Jag lämnar tillbaka Klarnabetalningen. Ett ögonblick."),
  saved: () => null,
  captured: () => null,
  cancelled: () => say("Klarnabetalningen är stoppad. Du behöver inte betala något."),
  cancelled_by_customer: () => say("Inga problem. Vill du försöka igen, eller betala på ett annat sätt?"),
  cancelled_by_cashier: () => say("Klarnabetalningen är stoppad. Du behöver inte betala något."),
  timed_out: () => say("Länken har gått ut. Ska jag skicka en ny?"),
  expired: () => say("Länken har gått ut. Ska jag skicka en ny?"),
  settled_unpaid: () => say("Klarna har inte dragit något. Hur vill du betala?"),
  settled_returned: () => say("Klarna har betalat tillbaka pengarna. Hur vill du betala?"),
  not_accepted: () => say("Vi kan inte ta emot Klarna just nu. Hur vill du betala i stället?"),
  basket_refused: () => say("Det här köpet går inte att betala med Klarna. Hur vill du betala i stället?"),
  start_refused: () => say("Klarna fungerar inte för det här köpet. Hur vill du betala i stället?"),
  declined: () =>
    quietly("Klarna kan inte erbjuda det i dag. I deras app kan du läsa mer. Hur vill du betala i stället?"),
  released: ({ isSaleFinished }) =>
    isSaleFinished ? null : say("Klarnabetalningen är återlämnad. Du behöver inte betala något."),
  lapsed: () => null,
  attention: ({ isSaved }) => (isSaved ? null : say("Vi reder ut det här med Klarna. Betala inte två gånger.")),
};

const sendingStates: Record<WishState, string> = {
  asked: "begärt",
  done: "skickat",
  unknown: "kanske skickat",
  refused: "nekat",
};

const whyNotSent = ({ channel, via, about, code }: PaymentFacts): string => {
  if (code === "too_many") {
    return `${
      channel === "sms" ? "Det här numret" : "Den här adressen"
    } har fått alla meddelanden som får skickas på en dag.`;
  }
  if (via === "own_mail") {
    return code === "unavailable" ? "Vår e-postserver gick inte att nå." : "Vår e-postserver tog inte emot mejlet.";
  }
  if (via === "own_sms") {
    return code === "unavailable" ? "Vår sms-leverantör gick inte att nå." : "Vår sms-leverantör tog inte emot sms:et.";
  }
  if (channel !== "qr" && about === "channel") return `Klarna skickar inte ${theSentAll[channel]} åt den här butiken.`;
  if (about === "address") {
    return channel === "sms" ? "Klarna kunde inte använda numret." : "Klarna kunde inte använda e-postadressen.";
  }
  return `Klarna skickade inte ${theSent[channel]}.`;
};

const notices: Partial<Record<FaceName, (facts: PaymentFacts) => Notice | null>> = {
  start_away: () => ({
    tone: "is-lost",
    strong: "Vi fortsätter försöka.",
    rest: "Du kan avbryta när som helst och ta betalt på ett annat sätt.",
  }),
  not_sent: (facts) => ({
    tone: "is-lost",
    strong: whyNotSent(facts),
    rest: "Betalningen är öppen, det var bara meddelandet som inte gick fram.",
  }),
  try_declined: () => ({
    tone: "is-wait",
    strong: "Klarna nekade det här försöket.",
    rest: "Kunden kan välja ett annat sätt i mobilen.",
  }),
  went_back: () => ({
    tone: "is-wait",
    strong: "Kunden lämnade Klarnas sida.",
    rest: "Samma länk fungerar fortfarande.",
  }),
  try_failed: () => ({
    tone: "is-wait",
    strong: "Något gick fel på Klarnas sida.",
    rest: "Kunden kan försöka igen med samma länk.",
  }),
  unsure: () => ({
    tone: "is-fail",
    strong: "Behåll varorna och ta inte betalt på något annat sätt än.",
    rest: "Kunden kan redan ha betalat.",
  }),
  in_review: () => ({
    tone: "is-fail",
    strong: "Behåll varorna i butiken.",
    rest: "De är inte betalda än. Det kan ta upp till ett dygn.",
  }),
  not_accepted: () => ({
    tone: "is-lost",
    strong: "Säg till en chef.",
    rest:
      "Butikens inloggningsuppgifter hos Klarna måste anges på nytt, eller så har Klarna stängt kontot. Tills dess går det inte att starta någon Klarnabetalning.",
  }),
  basket_refused: ({ refusal }) => ({
    tone: "is-lost",
    strong: refusal ?? "Det hjälper inte att försöka igen med samma korg.",
    rest: refusal === null
      ? "Ta betalt på ett annat sätt och ge en chef köpets nummer."
      : "Klarna har inte tillfrågats. Ta betalt på ett annat sätt och ge en chef köpets nummer.",
  }),
  start_refused: ({ refusal }) =>
    refusal === null ? null : {
      tone: "is-lost",
      strong: refusal,
      rest:
        "Klarna har inte tillfrågats. Ta betalt på ett annat sätt och säg till en chef: det stoppar alla Klarnabetalningar.",
    },
  paid_late: ({ isKeepable }) => ({
    tone: "is-fail",
    strong: "Klarna håller kundens pengar.",
    rest: isKeepable
      ? "Behåll dem för det här köpet, eller lämna tillbaka dem."
      : "Köpet behöver dem inte: lämna tillbaka dem.",
  }),
  released: ({ isSaleFinished, isSaved }) =>
    isSaleFinished && isSaved
      ? {
        tone: "is-fail",
        strong: "Säg till en chef.",
        rest: "Köpet är avslutat och Klarna håller inte längre pengarna. Butiken har inte fått betalt.",
      }
      : null,
  lapsed: () => ({
    tone: "is-fail",
    strong: "Säg till en chef.",
    rest: "Klarna håller inte längre pengarna. Om varorna är borta har butiken inte fått betalt.",
  }),
  attention: ({ isSaved }) => ({
    tone: "is-fail",
    strong: isSaved ? "Säg till en chef." : "Behåll varorna och ta inte betalt på något annat sätt än.",
    rest: "En chef jämför betalningen med Klarnas egen bok.",
  }),
};

const statuses: Record<PaymentStatus, string> = {
  created: "Öppnad",
  waiting: "Väntar",
  in_progress: "Pågår",
  in_review: "Granskas",
  authorized: "Slutförd",
  captured: "Slutförd",
  cancelled: "Avbruten",
  expired: "Utgången",
  rejected: "Nekad",
  released: "Släppt",
  lapsed: "Bortfallen",
};

/** What this till refuses before Klarna is asked. */
const ownRefusals: Record<OwnRefusal, (limits: Limits) => string> = {
  country: () => "Klarna säljer inte i butikens land.",
  currency: () => "I butikens land tar Klarna en annan valuta än den som butiken säljer i.",
  language: () => "I butikens land talar Klarna inte det språk som är valt för köpet.",
  callback: ({ callbackUrl }) =>
    `Adressen där Klarna ska anropa kassan (TILLSIDE_CALLBACK_URL) är ingen webbadress på högst ${callbackUrl} tecken.`,
  amount: ({ amount }) => `Klarna tar mer än noll och högst ${amount} i en betalning.`,
  reference: ({ reference }) => `Numret som Klarna känner betalningen vid har mer än ${reference} tecken.`,
  noLines: () => "Det finns inget i köpet som Klarna kan betala.",
  lines: ({ lines }) => `Köpet har fler än de ${lines} rader som Klarna tar emot.`,
  line: ({ amount }) =>
    `En rad i köpet är värd mer än ${amount} eller har en momssats över 100 %: den tar Klarna inte emot.`,
  name: () => "En rad i köpet saknar namn, och Klarna kräver ett.",
  sum: () => "Beloppen i köpet går inte ihop, så Klarna skulle säga nej.",
};

export const paymentTexts: Messages["payment"] = {
  words,
  sentences,
  lines,
  notices,
  ownRefusals,
  lineLabels: {
    say: "Säg till kunden",
    quietly: "Säg diskret",
    ask: "Fråga kunden",
    read_out: "Fråga, och läs upp dem",
  },

  title: (word: string, amount: string) => `${word}, ${amount} · Klarna`,
  aColleague: "En kollega",
  klarna: "Klarna",
  payment: "betalning",
  amount: "Belopp",
  stepsLabel: "Stegen i betalningen",
  steps: ["1 Kolla", "2 Skicka länk", "3 Kunden betalar", "4 Spara"],
  ofLimit: (limit: string) => `av ${limit}`,
  checkedAgo: (seconds: number) => (seconds < 1 ? "kollad nu" : `kollad för ${seconds} s sedan`),
  sinceFinished: "sedan kunden blev klar",
  openOn: ({ register, staffName }: Holder) => `Öppen på ${register}, hos ${staffName}`,
  watchHere: ({ register }: Holder) => `Här kan du följa med. Spara och Avbryt finns på ${register}.`,
  undoneThere: ({ register, staffName }: Holder) =>
    `Den finns på ${register}, hos ${staffName}, och ångras där. Ta över den först för att ångra den här.`,
  takeOver: (staffName: string) => `Ta över från ${staffName}`,
  reallyTakeOver: ({ register, staffName }: Holder) =>
    `Ta över betalningen från ${staffName}? Då kan ${register} bara följa med.`,
  takeOverMeans: ({ staffName }: Holder) =>
    `Betalningen och kundens länk förblir som de är. Berätta för ${staffName} att kunden är hos dig nu.`,
  takeOverToUndo: ({ staffName }: Holder) =>
    `Betalningen ingår i köpet tills den ångras här. Berätta det för ${staffName}, som tog emot den.`,
  yesTakeOver: "Ja, ta över",
  keepWatching: "Fortsätt följa",
  backToPayments: "Till betalningarna",

  leave: "Låt den vara så länge…",
  leaveTitle: "Lägga undan köpet och ta nästa kund?",
  leaveMeans: [
    { icon: "lock", text: "Korgen läggs undan, låst, med kundens namn på." },
    { icon: "again", text: "Vi fortsätter fråga Klarna. Alla kassor ser den under Betalningar." },
    { icon: "basket", text: "Behåll varorna bakom kassan tills det står Slutförd." },
  ],
  leaveLine: say("Vi reder ut det här med Klarna och ringer dig. Betala inte två gånger."),
  leaveNext: "Låt vara, nästa köp",
  putAsideNext: "Lägg undan, nästa köp",
  nextSale: "Nästa köp",

  differencesTitle: (fields: readonly MatchField[]) =>
    fields.includes("name") ? "Namnen är olika" : `Klarna har ${joinWords(fields.map(another))}`,
  atKlarna: {
    name: "Namn hos Klarna",
    email: "E-post hos Klarna",
    phone: "Mobil hos Klarna",
    address: "Adress hos Klarna",
  },
  nameMatches: "stämmer",
  onRecord: { name: "I ert register", email: "I ert register", phone: "I ert register", address: "I ert register" },
  takeKlarnas: "Ta in Klarnas i registret",
  takeTheRest: "Ta in resten i registret",
  recordKeeps: {
    name: "Klarnas namn är inte fullständigt, så registret behåller sitt.",
    email: "Klarnas e-postadress går inte att läsa, så registret behåller sin.",
    phone: "Klarnas mobilnummer går inte att läsa, så registret behåller sitt.",
    address: "Klarnas adress är inte fullständig, så registret behåller sin.",
  } satisfies Record<MatchField, string>,
  samePerson: "Samma person, spara",
  notSamePerson: "Inte samma person…",

  seniorAgrees: (staffName: string) => `${staffName} startade betalningen. En kassaansvarig eller chef måste godkänna:`,
  cancelAskedAt: "Avbrott begärdes",
  releaseOnly: "Köpet betalades eller avslutades på ett annat sätt.",

  settle: "Avgör för hand…",
  settleTitle: "Hur slutade betalningen hos Klarna?",
  settleHow:
    "Klarnas svar till kassan säger inget om det. Sök på vår referens i Klarnas portal och ange vad som står där.",
  managerAgrees: "En chef tittar och godkänner:",
  settleUnpaid: "Ingen betalning finns där",
  settleUnpaidRest: "Den slutar här. Inga pengar har dragits.",
  settleReturned: "Den återbetalades där",
  settleReturnedRest: "Betalningen avbröts eller återbetalades i portalen.",
  settleNot: "Inte än",

  moreTime: "5 minuter till",
  noMoreTime: "Mer tid går inte att ge.",
  saveContact: "Spara uppgifterna",
  keepContact: "Låt dem vara",
  lateCheck: (seconds: number, reason: string) => `Klarna hördes av senast för ${seconds} s sedan. ${reason}`,
  failureReason: (code: string | null) => {
    if (code === null) return "Kassans egen kontroll är sen, den fortsätter av sig själv.";
    return FAILURES[code.toLowerCase()] ?? "Klarna svarade med ett fel. Vi fortsätter fråga.";
  },

  ask1: "Klar med handlandet? Och en mobil med internet?",
  ask1Rest:
    "Från och med nu går det inte att lägga till något. Klarna skickar en länk som kunden öppnar och gör klart i mobilen. Ingen mobil? Avbryt och ta betalt på ett annat sätt.",
  ask2: "Fråga: ”Har du redan ett konto hos Klarna?”",
  yes: "Ja",
  yesRest: "Vi går igenom uppgifterna tillsammans",
  no: "Nej, eller osäker",
  noRest: "Klarna öppnar ett på vägen",
  nothingCharged: "Inget dras förrän kunden godkänner.",

  identityAsk: readOut("Är de här likadana som i ditt Klarnakonto?"),
  identityLabel: "De är likadana: vart ska länken skickas?",
  name: "Namn",
  mobile: "Mobil",
  email: "E-post",
  address: "Adress",
  notOnFile: "saknas",
  sameText: "Stämmer, skicka sms",
  sameEmail: "Stämmer, skicka mejl",
  oneDiffers: "Något skiljer, ändra",

  klarnaAsks: (fields: string[]) => `Saknas i registret, så Klarna frågar kunden: ${fields.join(", ")}.`,
  klarnaAsksAnyway: {
    abroad: (fields) => `Klarna frågar kunden: ${fields.join(", ")}. Adressen i registret är utomlands.`,
    no_region: (fields) =>
      `Klarna frågar kunden: ${
        fields.join(", ")
      }. Delstatens eller provinsens förkortning, som NY, NSW eller ON, saknas i adressen i registret.`,
    refused: (fields) => `Klarna frågar kunden: ${fields.join(", ")}. Uppgifterna i registret togs inte emot.`,
  } satisfies Record<UntoldReason, (fields: string[]) => string>,
  missing: {
    name: "fullständigt namn",
    contact: "mobil eller e-post",
    street: "gata",
    postal_code: "postnummer",
    city: "ort",
    region: "delstat eller provins",
  } satisfies Record<MissingField, string>,
  whereTo: "Vart ska Klarna skicka länken?",
  whereToAnyway: "Vart ska länken skickas?",
  refusedChannel: (channel: MessageChannel, on: string, again: string) =>
    `Klarna nekade ${theSentAll[channel]} för butiken den ${on}. Kassan frågar Klarna igen från ${again}.`,
  askChannelAgain: (channel: MessageChannel) => `Be Klarna om ${theSentAll[channel]} igen`,
  noRoute: "Varken sms eller mejl går att skicka nu. Visa QR-koden.",
  sendOurselves: { sms: "Skicka sms själva", email: "Mejla själva" } satisfies Record<MessageChannel, string>,
  noContact: "Mobilnummer och e-post saknas. Visa QR-koden, eller lägg till något av dem.",
  textMessage: "Sms",
  qrCode: "QR-kod",
  qrRest: "Kunden skannar den från skärmen",
  qrRestOnScreen: "Kundens skärm visar den redan",
  qrRestAtOnce: "Fungerar direkt, från skärmen",
  changeContact: "Ändra nummer eller e-post",
  changeContactShort: "Ändra uppgifter",
  addContact: "Lägg till nummer eller e-post",

  onThePhone: "I kundens mobil nu",
  onThePhoneLabel: "Det kunden ser nu",
  phoneShows: {
    sms: (via: LinkRoute) => `Ett sms från ${via === "klarna" ? "Klarna" : "butiken"} med en länk.`,
    email: (via: LinkRoute) => `Ett mejl från ${via === "klarna" ? "Klarna" : "butiken"} med en länk.`,
    qr: () => "Kameran, och sedan en länk till Klarna.",
  } satisfies Record<Channel, (via: LinkRoute) => string>,
  nothingYet: { sms: "Inget sms än?", email: "Inget mejl än?" },
  sendAgain: "Skicka igen",
  sendIn: (text: string, seconds: number) => `${text} om ${seconds} s`,
  sendText: "Skicka sms",
  sendEmail: "Skicka mejl",
  showQr: "Visa QR-kod",
  qrMoves: "Fönstret går vidare av sig självt när sidan öppnas.",
  qrOnScreen: "Kundens skärm visar också koden.",
  qrImageAlt: "QR-kod med kundens länk",
  copyLink: "Kopiera länk",
  linkLabel: "Kundens länk",
  noLink: "Klarna gav ingen länk till betalningen. Skicka den med sms eller mejl.",

  historyLabel: "Vad som har hänt",
  sending: (channel: Channel, via: LinkRoute, address: string, { state, answerCode }: SendingAnswer) => {
    if (channel === "qr") return "QR-kod visad";
    const isKlarnas = via === "klarna" && !OWN_REFUSALS.includes(answerCode ?? "");
    const answer = state === "refused" && !isKlarnas ? "inte skickat" : sendingStates[state];
    return `${sent[channel]} från ${via === "klarna" ? "Klarna" : "oss"}${to(address)}: ${answer}`;
  },
  linkOpened: "Kunden öppnade länken",
  pageOpen: "Klarna är öppet i mobilen",
  notOpened: "Väntar på att kunden öppnar den …",
  deciding: "Klarna har inte bestämt sig än …",
  approvalNext: "Klarna godkänner betalningen",
  approved: "Klarna godkände den",
  readingBack: "Belopp och order läses tillbaka …",
  checkingRest: "Slutförd visas först när Klarnas order och köpet stämmer överens.",
  nextTry: "Väntar på nästa försök …",
  otherPayment: "Ta betalt på annat sätt…",
  idName: "Namn i registret",
  idChallenge: "Kod i mobilen",
  idQuestion: (hasCode: boolean) =>
    hasCode
      ? "Stämmer legitimationen med kunden, registret och mobilen?"
      : "Stämmer legitimationen med kunden och registret?",
  idMatches: "Allt stämmer",
  idDiffers: "Något stämmer inte",
  idAnswered: {
    matches: "Noterat: legitimationen stämmer. Kunden fortsätter i mobilen.",
    differs: "Noterat: något stämmer inte. Avbryt betalningen och ta inte emot Klarna från den här personen.",
  },
  klarnaReference: "Klarnas referens",
  approvedAt: "Godkänd av Klarna",
  ourReference: "Vår referens",
  weCall: "Vi ringer",
  pressSave: "Tryck på Spara och avsluta sedan köpet som vanligt.",
  giveBackInPortal: "Köpet är över. Återbetala pengarna i Klarnas portal.",
  undoInstead: "Köpet är över och behöver inte pengarna. Ångra betalningen, så att kunden inte är skyldig något.",
  lastAnswer: "Klarnas senaste svar",
  lastAnswerAt: (word: string, at: string) => `${word}, ${at}`,
  noAnswerYet: "inget än",
  reason: "Varför",
  nextLook: "Nästa försök",
  nextLookIn: (
    seconds: number,
  ) => (seconds < 1 ? "nu, och igen tills det fungerar" : `om ${seconds} s, och igen tills det fungerar`),
  cancellingRest: "Det tar någon sekund. Korgen öppnas igen så snart Klarna har bekräftat.",
  cancellingLate: "Klarna har inte svarat än. Korgen är låst tills svaret kommer: kunden kan fortfarande betala.",
  releasingSoon: "Det tar någon sekund.",
  releasingLate: "Klarna har inte svarat än. Vi fortsätter fråga.",
  releasingRest: {
    open: "Köpet är obetalt igen så snart Klarna har bekräftat.",
    parked: "Köpet är obetalt igen så snart Klarna har bekräftat.",
    completed: "Köpet förblir avslutat: det betalades på ett annat sätt.",
    voided: "Köpet makulerades. Kundens pengar är fria så snart Klarna har bekräftat.",
  } satisfies Record<SaleStatus, string>,
  keep: "Behåll betalningen",
  keepRest: (amount: string) => `Köpet fortsätter, ${amount} betalt.`,
  release: "Släpp den",
  releaseRest: "Kunden är inte skyldig något.",
  raceRest: "Har kunden gått? Släpp den.",
  payAnotherWay: (amount: string) => `Betala ${amount} på annat sätt`,
  cashInstead: "Avbryt Klarna och ta kontant",
  cardInstead: "Avbryt Klarna och ta kort",
  otherTenders: "Andra betalsätt",
  noWhy: "Klarna säger inte varför. Det hjälper sällan att försöka igen.",
  statuses,

  actionsLabel: "Vad du kan göra",
  cancel: "Avbryt betalningen",
  cancelling: "Avbryter…",
  releasing: "Släpper…",
  reallyCancel: "Vill du avbryta?",
  reallyUndo: "Vill du ångra?",
  cancelAsk: ask("Ska jag stoppa Klarnabetalningen?"),
  undoAsk: ask("Ska jag lämna tillbaka Klarnabetalningen?"),
  yesCancel: "Ja, avbryt den",
  yesRelease: "Ja, släpp den",
  keepWaiting: "Fortsätt vänta",
  keepIt: "Behåll den",
  undo: "Ångra betalningen…",
  save: "Spara",
  saveWhen: "när Klarna säger slutförd",
  checkNow: "Kolla nu",
  sendNewLink: "Skicka en ny länk",
  tryAgain: "Försök med Klarna igen",
  backToBasket: "Till korgen",
  backToSale: "Till köpet",

  list: {
    title: "Klarnabetalningar",
    caption: "Klarnabetalningar, nyast först",
    filtersLabel: "Filtrera efter status",
    filters: {
      all: "Alla",
      open: "Öppna nu",
      attention: "Kräver åtgärd",
      completed: "Slutförda",
      ended: "Inte slutförda",
    },
    time: "Tid",
    sale: "Köp",
    customer: "Kund",
    amount: "Belopp",
    status: "Status",
    till: "Kassa",
    tillAndStaff: (registerName: string, staffName: string) => `${registerName} · ${staffName}`,
    noCustomer: "inget namn",
    unsaved: "Godkänd, inte sparad",
    needsAttention: "Kräver en chef",
    emptyTitle: "Ingen betalning passar",
    emptyRest: "Det finns ingen sådan Klarnabetalning.",
    noneTitle: "Ingen Klarnabetalning än",
    noneRest: "En betalning syns här så snart den har startats i någon kassa.",
    showAll: "Visa alla",
    live: "Uppdateras direkt.",
    takenToday: "Avslutade köp i dag:",
    readAt: (at: string) => `Läst kl. ${at}.`,
  },
};

const FAILURES: Record<string, string> = {
  logbook_not_written:
    "Kassan kunde inte anteckna att det finns en länk, så ingen skapades. Se till att det finns plats på disken.",
  refund_not_written:
    "Kassan kunde inte anteckna att pengar betalas tillbaka, så det får vänta. Se till att det finns plats på disken.",
  other_account: "Den hör till ett annat Klarnakonto än det som kassan är ansluten till.",
  timeout: "Klarna dröjde för länge med svaret.",
  unreachable: "Det finns ingen förbindelse med Klarna.",
  connection_lost: "Förbindelsen med Klarna bröts.",
  unauthorized: "Klarna godtar inte butikens inloggningsuppgifter.",
  forbidden: "Klarna godtar inte butikens inloggningsuppgifter.",
  too_many_requests: "Klarna ber oss vänta lite.",
};
