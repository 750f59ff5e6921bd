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

const sent: Record<Channel, string> = { sms: "SMS", email: "E-Mail", qr: "QR-Code" };
const theSent: Record<Channel, string> = { sms: "die SMS", email: "die E-Mail", qr: "den QR-Code" };
const theSentAll: Record<MessageChannel, string> = { sms: "SMS", email: "E-Mails" };
const to = (address: string) => (address === "" ? "" : ` an ${address}`);

const words: Record<FaceWord, string> = {
  waiting: "Wartet",
  in_progress: "Läuft",
  checking: "Wird geprüft",
  completed: "Abgeschlossen",
  in_review: "In Prüfung",
  cancelling: "Wird abgebrochen",
  releasing: "Wird freigegeben",
  cancelled: "Abgebrochen",
  declined: "Abgelehnt",
  failed: "Fehlgeschlagen",
  expired: "Abgelaufen",
  released: "Freigegeben",
  returned: "Zurückgezahlt",
  lapsed: "Verfallen",
  unsure: "Noch unklar",
  race: "Beim Abbrechen bezahlt",
  paid_late: "Doch noch bezahlt",
  attention: "Leitung fragen",
};

const differing: Record<MatchField, string> = {
  name: "einen anderen Namen",
  email: "eine andere E-Mail-Adresse",
  phone: "eine andere Handynummer",
  address: "eine andere Anschrift",
};
const joinWords = (words: string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} und ${words.at(-1)}`;

const NOT_STARTED = "Die Zahlung wurde nicht begonnen. Kein Geld abgebucht.";

const sentences: Record<FaceName, (facts: PaymentFacts) => string> = {
  reminder: () => "Noch nichts an den Kunden gesendet",
  starting: () => "Zahlung wird bei Klarna eröffnet",
  start_away: () => "Klarna antwortet noch nicht. Nichts gesendet, kein Geld abgebucht.",
  send_choice: () => "Noch nichts an den Kunden gesendet",
  sending: ({ channel, via, address }) =>
    via === "klarna"
      ? `Klarna soll ${theSent[channel]}${to(address)} senden`
      : `${sent[channel]}${to(address)} wird gesendet`,
  maybe_sent: ({ channel, address }) => `Vielleicht gesendet: ${sent[channel]}${to(address)}`,
  not_sent: ({ channel }) => `${sent[channel]} wurde nicht gesendet`,
  sent: ({ channel, address }) => `${sent[channel]}${to(address)} gesendet`,
  qr: () => "Bildschirm zum Kunden drehen",
  in_progress: () => "Der Kunde ist auf der Klarna-Seite",
  try_declined: () => "Ein Versuch kam nicht durch. Weiter offen.",
  went_back: () => "Der Kunde hat die Seite verlassen. Weiter offen.",
  try_failed: () => "Ein Versuch hat nicht geklappt. Weiter offen.",
  id_check: () => "Klarna bittet um eine Ausweiskontrolle",
  checking: () => "Der Kunde ist fertig. Wird bei Klarna nachgelesen.",
  unsure: () => "Keine Antwort von Klarna. Wird weiter geprüft.",
  cancelling: () => "Klarna soll den Link schließen",
  in_review: () => "Klarna entscheidet noch. Die Ware bleibt hier.",
  completed: () => "Klarna hat die Zahlung genehmigt",
  name_differs: () => "Klarna hat die Zahlung genehmigt, auf einen anderen Namen",
  race: () => "Klarna hat im selben Moment genehmigt",
  paid_late: ({ at }) => `Klarna hat um ${at} Uhr genehmigt, nachdem hier abgebrochen war`,
  releasing: () => "Klarna soll das Geld des Kunden freigeben",
  saved: () => "Gespeichert. Gehört jetzt zum Verkauf.",
  captured: () => "Klarna zahlt sie dem Geschäft aus.",
  cancelled: () => "Die Zahlung wurde gestoppt. Kein Geld abgebucht.",
  cancelled_by_customer: () => "Der Kunde hat abgebrochen. Kein Geld abgebucht.",
  cancelled_by_cashier: ({ hadLink, canceller }) => {
    const by = canceller === null ? "Hier abgebrochen" : `Abgebrochen von ${canceller}`;
    return hadLink
      ? `${by}. Klarna hat den Link geschlossen. Kein Geld abgebucht.`
      : `${by}, bevor etwas gesendet wurde. Kein Geld abgebucht.`;
  },
  timed_out: ({ at, hadLink }) =>
    hadLink
      ? `Zeit um ${at} Uhr abgelaufen. Klarna hat den Link geschlossen. Kein Geld abgebucht.`
      : `Zeit um ${at} Uhr abgelaufen, bevor etwas gesendet wurde. Kein Geld abgebucht.`,
  expired: ({ at }) => `Der Link ist um ${at} Uhr abgelaufen. Kein Geld abgebucht.`,
  settled_unpaid: ({ at }) => `Die Leitung fand um ${at} Uhr im Klarna-Portal keine Zahlung. Kein Geld abgebucht.`,
  settled_returned: ({ at }) =>
    `Die Leitung fand sie um ${at} Uhr im Klarna-Portal zurückgezahlt. Kein Geld reserviert.`,
  not_accepted: () => "Klarna hat die Zugangsdaten des Geschäfts nicht angenommen. Kein Geld abgebucht.",
  basket_refused: ({ refusal }) =>
    refusal === null ? "Klarna konnte diesen Warenkorb nicht annehmen. Kein Geld abgebucht." : NOT_STARTED,
  start_refused: ({ refusal }) =>
    refusal === null ? "Klarna hat keine Zahlung eröffnet. Kein Geld abgebucht." : NOT_STARTED,
  declined: () => "Klarna hat endgültig abgelehnt. Kein Geld abgebucht.",
  released: () => "Für den Kunden freigegeben. Kein Geld abgebucht.",
  lapsed: () => "Die Genehmigung von Klarna ist abgelaufen. Kein Geld abgebucht.",
  attention: () => "Unser Buch und das von Klarna weichen ab. Jemand muss nachsehen.",
};

const say = (line: string): Line => ({ how: "say", line: `„${line}“` });
const ask = (line: string): Line => ({ how: "ask", line: `„${line}“` });
const quietly = (line: string): Line => ({ how: "quietly", line: `„${line}“` });

const one: Record<Channel, string> = { sms: "eine SMS", email: "eine E-Mail", qr: "einen Code" };
const byMessage = ({ channel, via }: PaymentFacts) => {
  if (channel === "qr") return "Bitte richten Sie die Handykamera auf diesen Code und tippen Sie auf den Link.";
  const has = via === "klarna" ? "Klarna hat" : "Wir haben";
  return `${has} Ihnen ${one[channel]} geschickt. Bitte tippen Sie dort auf den Link.`;
};

const lines: Record<FaceName, (facts: PaymentFacts) => Line | null> = {
  reminder: () => null,
  starting: () => say("Einen Moment bitte, ich öffne Klarna."),
  start_away: () => say("Die Verbindung zu Klarna ist gerade langsam. Einen Moment bitte."),
  send_choice: () => null,
  sending: ({ channel, via }) =>
    say(`Einen Moment bitte. ${via === "klarna" ? "Klarna schickt" : "Wir schicken"} Ihnen ${one[channel]}.`),
  maybe_sent: ({ channel, via }) =>
    ask(
      `Haben Sie ${one[channel]} von ${
        via === "klarna" ? "Klarna" : "uns"
      } bekommen? Bitte tippen Sie dort auf den Link.`,
    ),
  not_sent: () => null,
  sent: (facts) => say(byMessage(facts)),
  qr: (facts) => say(byMessage(facts)),
  in_progress: () => say("Lassen Sie sich Zeit. Wählen Sie, wie Sie bezahlen möchten, und bestätigen Sie dann."),
  try_declined: () =>
    quietly("Das hat leider nicht geklappt. Sie können es dort noch einmal versuchen oder hier anders bezahlen."),
  went_back: () => say("Die Klarna-Seite ist noch offen. Sie können dort weitermachen oder hier anders bezahlen."),
  try_failed: () =>
    say("Das hat leider nicht geklappt. Sie können es dort noch einmal versuchen oder hier anders bezahlen."),
  id_check: () => ask("Darf ich bitte Ihren Ausweis sehen?"),
  checking: () => say("Vielen Dank. Einen Moment noch, ich warte auf die Antwort von Klarna."),
  unsure: () =>
    say("Die Verbindung zu Klarna ist gerade langsam. Bitte lassen Sie die Seite auf Ihrem Handy noch offen."),
  cancelling: () => say("Ich stoppe die Klarna-Zahlung. Einen Moment bitte."),
  in_review: () => say("Klarna prüft das noch. Wir bewahren Ihre Sachen auf und rufen Sie an, sobald es durch ist."),
  completed: () => say("Vielen Dank. Klarna hat Ihre Zahlung genehmigt."),
  name_differs: ({ klarnasName }) => ask(`Bei Klarna steht ${klarnasName}. Sind Sie das?`),
  race: ({ isKeepable }) =>
    isKeepable
      ? ask("Ihre Klarna-Zahlung ging genau beim Abbrechen noch durch. Möchten Sie trotzdem kaufen?")
      : say("Ihre Klarna-Zahlung ging genau beim Abbrechen noch durch. Ich gebe sie zurück."),
  paid_late: ({ isKeepable }) =>
    isKeepable
      ? ask("Klarna hat Ihre Zahlung doch noch angenommen. Möchten Sie damit kaufen?")
      : say("Klarna hat Ihre Zahlung doch noch angenommen. Ich gebe sie zurück."),
  releasing: () => say("Ich gebe die Klarna-Zahlung zurück. Einen Moment bitte."),
  saved: () => null,
  captured: () => null,
  cancelled: () => say("Die Klarna-Zahlung ist gestoppt. Sie müssen nichts bezahlen."),
  cancelled_by_customer: () => say("Kein Problem. Möchten Sie es noch einmal versuchen oder anders bezahlen?"),
  cancelled_by_cashier: () => say("Die Klarna-Zahlung ist gestoppt. Sie müssen nichts bezahlen."),
  timed_out: () => say("Der Link ist abgelaufen. Soll ich Ihnen einen neuen schicken?"),
  expired: () => say("Der Link ist abgelaufen. Soll ich Ihnen einen neuen schicken?"),
  settled_unpaid: () => say("Klarna hat nichts abgebucht. Wie möchten Sie bezahlen?"),
  settled_returned: () => say("Klarna hat die Zahlung zurückgegeben. Wie möchten Sie bezahlen?"),
  not_accepted: () => say("Mit Klarna geht es im Moment leider nicht. Wie möchten Sie sonst bezahlen?"),
  basket_refused: () => say("Diesen Einkauf kann Klarna nicht annehmen. Wie möchten Sie sonst bezahlen?"),
  start_refused: () => say("Mit Klarna klappt es hier leider nicht. Wie möchten Sie sonst bezahlen?"),
  declined: () =>
    quietly(
      "Klarna kann das heute nicht anbieten. In der Klarna-App erfahren Sie mehr. Wie möchten Sie sonst bezahlen?",
    ),
  released: ({ isSaleFinished }) =>
    isSaleFinished ? null : say("Die Klarna-Zahlung ist zurückgegeben. Sie müssen nichts bezahlen."),
  lapsed: () => null,
  attention: ({ isSaved }) => (isSaved ? null : say("Wir klären das mit Klarna. Bitte bezahlen Sie nicht doppelt.")),
};

const sendingStates: Record<WishState, string> = {
  asked: "angefordert",
  done: "gesendet",
  unknown: "vielleicht gesendet",
  refused: "abgelehnt",
};

const address = (channel: Channel) => channel === "sms" ? "Diese Nummer" : "Diese E-Mail-Adresse";
const whyNotSent = ({ channel, via, about, code }: PaymentFacts): string => {
  if (code === "too_many") return `${address(channel)} hat alle Nachrichten bekommen, die an einem Tag erlaubt sind.`;
  if (via === "own_mail") return `Unser Mailserver ${notTaken(code)}.`;
  if (via === "own_sms") return `Unser SMS-Anbieter ${notTaken(code)}.`;
  if (channel !== "qr" && about === "channel") return `Klarna sendet für dieses Geschäft keine ${theSentAll[channel]}.`;
  if (about === "address") return `${address(channel)} konnte Klarna nicht verwenden.`;
  return `Klarna hat ${theSent[channel]} nicht gesendet.`;
};
const notTaken = (code: string | null) =>
  code === "unavailable" ? "war nicht erreichbar" : "hat die Nachricht nicht angenommen";

const notices: Partial<Record<FaceName, (facts: PaymentFacts) => Notice | null>> = {
  start_away: () => ({
    tone: "is-lost",
    strong: "Wir versuchen es weiter.",
    rest: "Abbrechen und anders kassieren geht jederzeit.",
  }),
  not_sent: (facts) => ({
    tone: "is-lost",
    strong: whyNotSent(facts),
    rest: "Die Zahlung ist offen, nur die Nachricht kam nicht an.",
  }),
  try_declined: () => ({
    tone: "is-wait",
    strong: "Klarna hat diesen Versuch abgelehnt.",
    rest: "Der Kunde kann am Handy einen anderen Weg wählen.",
  }),
  went_back: () => ({
    tone: "is-wait",
    strong: "Der Kunde hat die Klarna-Seite verlassen.",
    rest: "Derselbe Link funktioniert weiter.",
  }),
  try_failed: () => ({
    tone: "is-wait",
    strong: "Auf der Klarna-Seite ging etwas schief.",
    rest: "Der Kunde kann es mit demselben Link noch einmal versuchen.",
  }),
  unsure: () => ({
    tone: "is-fail",
    strong: "Ware behalten und noch keine andere Zahlung annehmen.",
    rest: "Der Kunde hat vielleicht schon bezahlt.",
  }),
  in_review: () => ({
    tone: "is-fail",
    strong: "Ware im Geschäft behalten.",
    rest: "Sie ist noch nicht bezahlt. Das kann bis zu einem Tag dauern.",
  }),
  not_accepted: () => ({
    tone: "is-lost",
    strong: "Leitung informieren.",
    rest:
      "Die Klarna-Zugangsdaten des Geschäfts müssen neu eingegeben werden, oder Klarna hat das Konto geschlossen. Bis dahin kann keine Klarna-Zahlung beginnen.",
  }),
  basket_refused: ({ refusal }) => ({
    tone: "is-lost",
    strong: refusal ?? "Denselben Warenkorb noch einmal zu versuchen hilft nicht.",
    rest: refusal === null
      ? "Anders kassieren und der Leitung die Nummer dieses Verkaufs nennen."
      : "Klarna wurde nicht gefragt. Anders kassieren und der Leitung die Nummer dieses Verkaufs nennen.",
  }),
  start_refused: ({ refusal }) =>
    refusal === null ? null : {
      tone: "is-lost",
      strong: refusal,
      rest:
        "Klarna wurde nicht gefragt. Anders kassieren und der Leitung Bescheid sagen: So kann keine Klarna-Zahlung beginnen.",
    },
  paid_late: ({ isKeepable }) => ({
    tone: "is-fail",
    strong: "Klarna hält das Geld des Kunden.",
    rest: isKeepable
      ? "Für diesen Verkauf behalten oder zurückgeben."
      : "Dieser Verkauf braucht es nicht: zurückgeben.",
  }),
  released: ({ isSaleFinished, isSaved }) =>
    isSaleFinished && isSaved
      ? {
        tone: "is-fail",
        strong: "Leitung informieren.",
        rest: "Der Verkauf ist beendet, und Klarna hält das Geld nicht mehr. Das Geschäft wurde nicht bezahlt.",
      }
      : null,
  lapsed: () => ({
    tone: "is-fail",
    strong: "Leitung informieren.",
    rest: "Klarna hält das Geld nicht mehr. Ist die Ware weg, wurde das Geschäft nicht bezahlt.",
  }),
  attention: ({ isSaved }) => ({
    tone: "is-fail",
    strong: isSaved ? "Leitung informieren." : "Ware behalten und noch keine andere Zahlung annehmen.",
    rest: "Die Leitung vergleicht diese Zahlung mit dem Buch von Klarna.",
  }),
};

const statuses: Record<PaymentStatus, string> = {
  created: "Eröffnet",
  waiting: "Wartet",
  in_progress: "Läuft",
  in_review: "In Prüfung",
  authorized: "Abgeschlossen",
  captured: "Abgeschlossen",
  cancelled: "Abgebrochen",
  expired: "Abgelaufen",
  rejected: "Abgelehnt",
  released: "Freigegeben",
  lapsed: "Verfallen",
};

/** What this till refuses before Klarna is asked. */
const ownRefusals: Record<OwnRefusal, (limits: Limits) => string> = {
  country: () => "Klarna verkauft nicht im Land des Geschäfts.",
  currency: () => "Im Land des Geschäfts nimmt Klarna eine andere Währung als die, in der verkauft wird.",
  language: () => "Im Land des Geschäfts spricht Klarna die Sprache nicht, die für diesen Einkauf eingestellt ist.",
  callback: ({ callbackUrl }) =>
    `Die Adresse, unter der Klarna diese Kasse anrufen soll (TILLSIDE_CALLBACK_URL), ist keine Webadresse von höchstens ${callbackUrl} Zeichen.`,
  amount: ({ amount }) => `Klarna nimmt mehr als null und höchstens ${amount} in einer Zahlung.`,
  reference: ({ reference }) => `Die Nummer, unter der Klarna diese Zahlung kennt, hat mehr als ${reference} Zeichen.`,
  noLines: () => "In diesem Verkauf ist nichts, was Klarna bezahlen könnte.",
  lines: ({ lines }) => `Dieser Verkauf hat mehr als die ${lines} Zeilen, die Klarna annimmt.`,
  line: ({ amount }) =>
    `Eine Zeile dieses Verkaufs ist mehr als ${amount} wert oder hat einen Steuersatz über 100 %: Klarna nimmt sie nicht an.`,
  name: () => "Eine Zeile dieses Verkaufs hat keinen Namen, und Klarna verlangt einen.",
  sum: () => "Die Beträge in diesem Verkauf gehen nicht auf, Klarna würde ihn ablehnen.",
};

export const paymentTexts: Messages["payment"] = {
  words,
  sentences,
  lines,
  notices,
  ownRefusals,
  lineLabels: {
    say: "Dem Kunden sagen",
    quietly: "Leise sagen",
    ask: "Den Kunden fragen",
    read_out: "Fragen und vorlesen",
  },

  title: (word: string, amount: string) => `${word}, ${amount} · Klarna`,
  aColleague: "jemandem aus dem Team",
  klarna: "Klarna",
  payment: "Zahlung",
  amount: "Betrag",
  stepsLabel: "Schritte dieser Zahlung",
  steps: ["1 Prüfen", "2 Link senden", "3 Kunde bezahlt", "4 Speichern"],
  ofLimit: (limit: string) => `von ${limit}`,
  checkedAgo: (seconds: number) => (seconds < 1 ? "gerade geprüft" : `vor ${seconds} s geprüft`),
  sinceFinished: "seit der Kunde fertig ist",
  openOn: ({ register, staffName }: Holder) => `Offen an ${register}, bei ${staffName}`,
  watchHere: ({ register }: Holder) => `Hier nur zum Zusehen. Speichern und Abbrechen gehen an ${register}.`,
  undoneThere: ({ register, staffName }: Holder) =>
    `Sie liegt an ${register}, bei ${staffName}, und wird dort rückgängig gemacht. Um das hier zu tun, sie erst übernehmen.`,
  takeOver: (staffName: string) => `Von ${staffName} übernehmen`,
  reallyTakeOver: ({ register, staffName }: Holder) =>
    `Diese Zahlung von ${staffName} übernehmen? Dann kann ${register} nur noch zusehen.`,
  takeOverMeans: ({ staffName }: Holder) =>
    `Die Zahlung und der Link des Kunden bleiben, wie sie sind. ${staffName} Bescheid geben, wer jetzt beim Kunden ist.`,
  takeOverToUndo: ({ staffName }: Holder) =>
    `Die Zahlung gehört zum Verkauf, bis sie hier rückgängig gemacht wird. ${staffName} Bescheid geben: dort wurde sie angenommen.`,
  yesTakeOver: "Ja, übernehmen",
  keepWatching: "Weiter zusehen",
  backToPayments: "Zahlungen",

  leave: "Vorerst lassen…",
  leaveTitle: "Diesen Verkauf weglegen und den nächsten Kunden bedienen?",
  leaveMeans: [
    { icon: "lock", text: "Der Warenkorb wird gesperrt weggelegt, mit dem Namen des Kunden." },
    { icon: "again", text: "Wir fragen weiter bei Klarna nach. Jede Kasse sieht sie unter Zahlungen." },
    { icon: "basket", text: "Diese Ware hinter der Kasse behalten, bis dort Abgeschlossen steht." },
  ],
  leaveLine: say("Wir klären das mit Klarna und rufen Sie an. Bitte bezahlen Sie nicht doppelt."),
  leaveNext: "Lassen, nächster Kunde",
  putAsideNext: "Weglegen, nächster Kunde",
  nextSale: "Nächster Verkauf",

  differencesTitle: (fields: readonly MatchField[]) =>
    fields.includes("name")
      ? "Die Namen sind verschieden"
      : `Klarna hat ${joinWords(fields.map((field) => differing[field]))}`,
  atKlarna: {
    name: "Name bei Klarna",
    email: "E-Mail bei Klarna",
    phone: "Handy bei Klarna",
    address: "Anschrift bei Klarna",
  },
  nameMatches: "stimmt überein",
  onRecord: { name: "Unsere Daten", email: "Unsere Daten", phone: "Unsere Daten", address: "Unsere Daten" },
  takeKlarnas: "Angaben von Klarna übernehmen",
  takeTheRest: "Den Rest übernehmen",
  recordKeeps: {
    name: "Der Name bei Klarna ist nicht vollständig, deshalb bleibt unserer.",
    email: "Die E-Mail-Adresse bei Klarna ist nicht lesbar, deshalb bleibt unsere.",
    phone: "Die Handynummer bei Klarna ist nicht lesbar, deshalb bleibt unsere.",
    address: "Die Anschrift bei Klarna ist nicht vollständig, deshalb bleibt unsere.",
  } satisfies Record<MatchField, string>,
  samePerson: "Stimmt, speichern",
  notSamePerson: "Andere Person…",

  seniorAgrees: (staffName: string) =>
    `${staffName} hat diese Zahlung begonnen. Kassenaufsicht oder Leitung muss zustimmen:`,
  cancelAskedAt: "Abbruch verlangt",
  releaseOnly: "Der Verkauf wurde anders bezahlt oder beendet.",

  settle: "Selbst klären…",
  settleTitle: "Wie ging diese Zahlung bei Klarna aus?",
  settleHow:
    "Aus den Antworten von Klarna geht es nicht hervor. Im Klarna-Portal nach unserer Referenz suchen und angeben, was dort steht.",
  managerAgrees: "Die Leitung sieht nach und stimmt zu:",
  settleUnpaid: "Dort ist keine Zahlung",
  settleUnpaidRest: "Sie endet hier. Kein Geld abgebucht.",
  settleReturned: "Sie wurde dort zurückgezahlt",
  settleReturnedRest: "Die Zahlung wurde im Portal storniert oder erstattet.",
  settleNot: "Noch nicht",

  moreTime: "+ 5 Minuten",
  noMoreTime: "Mehr Zeit gibt es nicht.",
  saveContact: "Angaben speichern",
  keepContact: "So lassen",
  lateCheck: (seconds: number, reason: string) => `Letzte Nachricht von Klarna vor ${seconds} s. ${reason}`,
  failureReason: (code: string | null) => {
    if (code === null) return "Die Kasse selbst sieht verspätet nach, es geht von allein weiter.";
    return FAILURES[code.toLowerCase()] ?? "Klarna hat mit einem Fehler geantwortet. Wir fragen weiter.";
  },

  ask1: "Alles dabei? Und ein Smartphone mit Internet?",
  ask1Rest:
    "Ab hier kann nichts mehr dazukommen. Klarna sendet einen Link, den der Kunde öffnet und am Handy abschließt. Kein Handy? Abbrechen und anders kassieren.",
  ask2: "Fragen: „Haben Sie schon ein Klarna-Konto?“",
  yes: "Ja",
  yesRest: "Wir gehen die Angaben gemeinsam durch",
  no: "Nein oder unsicher",
  noRest: "Klarna legt unterwegs eines an",
  nothingCharged: "Abgebucht wird erst nach Zustimmung.",

  identityAsk: { how: "read_out", line: "„Stehen diese Angaben so auch in Ihrem Klarna-Konto?“" },
  identityLabel: "Sie stimmen: Wohin soll der Link?",
  name: "Name",
  mobile: "Handy",
  email: "E-Mail",
  address: "Anschrift",
  notOnFile: "fehlt",
  sameText: "Stimmt, SMS senden",
  sameEmail: "Stimmt, E-Mail senden",
  oneDiffers: "Etwas anders…",

  klarnaAsks: (fields: string[]) => `Fehlt in den Kundendaten, Klarna fragt danach: ${fields.join(", ")}.`,
  klarnaAsksAnyway: {
    abroad: (fields) =>
      `Klarna fragt den Kunden nach: ${fields.join(", ")}. Die gespeicherte Anschrift ist im Ausland.`,
    no_region: (fields) =>
      `Klarna fragt den Kunden nach: ${
        fields.join(", ")
      }. In der gespeicherten Anschrift fehlt das Kürzel des Bundesstaats oder der Provinz, etwa NY, NSW oder ON.`,
    refused: (fields) =>
      `Klarna fragt den Kunden nach: ${fields.join(", ")}. Die gespeicherten Angaben wurden nicht angenommen.`,
  } satisfies Record<UntoldReason, (fields: string[]) => string>,
  missing: {
    name: "voller Name",
    contact: "Handy oder E-Mail",
    street: "Straße",
    postal_code: "Postleitzahl",
    city: "Ort",
    region: "Bundesstaat oder Provinz",
  } satisfies Record<MissingField, string>,
  whereTo: "Wohin soll Klarna den Link senden?",
  whereToAnyway: "Wohin soll der Link?",
  refusedChannel: (channel: MessageChannel, on: string, again: string) =>
    `Klarna hat ${
      theSentAll[channel]
    } für dieses Geschäft am ${on} abgelehnt. Ab ${again} fragt die Kasse wieder bei Klarna an.`,
  askChannelAgain: (channel: MessageChannel) => `Klarna erneut nach ${theSentAll[channel]} fragen`,
  noRoute: "Zurzeit gehen weder SMS noch E-Mail. QR-Code zeigen.",
  sendOurselves: { sms: "Selbst SMS senden", email: "Selbst E-Mail senden" } satisfies Record<MessageChannel, string>,
  noContact: "Handynummer und E-Mail fehlen. QR-Code zeigen oder etwas davon eintragen.",
  textMessage: "SMS",
  qrCode: "QR-Code",
  qrRest: "Der Kunde scannt ihn von diesem Bildschirm",
  qrRestOnScreen: "Der Bildschirm des Kunden zeigt ihn schon",
  qrRestAtOnce: "Geht sofort, von diesem Bildschirm",
  changeContact: "Nummer oder E-Mail ändern",
  changeContactShort: "Angaben ändern",
  addContact: "Nummer oder E-Mail eintragen",

  onThePhone: "Jetzt auf dem Handy des Kunden",
  onThePhoneLabel: "Das sieht der Kunde jetzt",
  phoneShows: {
    sms: (via: LinkRoute) => `Eine SMS ${via === "klarna" ? "von Klarna" : "vom Geschäft"} mit einem Link.`,
    email: (via: LinkRoute) => `Eine E-Mail ${via === "klarna" ? "von Klarna" : "vom Geschäft"} mit einem Link.`,
    qr: () => "Die Kamera, dann einen Link zu Klarna.",
  } satisfies Record<Channel, (via: LinkRoute) => string>,
  nothingYet: { sms: "Noch keine SMS da?", email: "Noch keine E-Mail da?" },
  sendAgain: "Noch einmal senden",
  sendIn: (text: string, seconds: number) => `${text} in ${seconds} s`,
  sendText: "SMS senden",
  sendEmail: "E-Mail senden",
  showQr: "QR-Code zeigen",
  qrMoves: "Das Fenster geht von selbst weiter, sobald die Seite geöffnet ist.",
  qrOnScreen: "Der Bildschirm des Kunden zeigt den Code auch.",
  qrImageAlt: "QR-Code mit dem Link des Kunden",
  copyLink: "Link kopieren",
  linkLabel: "Der Link des Kunden",
  noLink: "Klarna hat für diese Zahlung keinen Link gegeben. Per SMS oder E-Mail senden.",

  historyLabel: "Was geschehen ist",
  sending: (channel: Channel, via: LinkRoute, address: string, { state, answerCode }: SendingAnswer) => {
    if (channel === "qr") return "QR-Code gezeigt";
    const isKlarnas = via === "klarna" && !OWN_REFUSALS.includes(answerCode ?? "");
    const answer = state === "refused" && !isKlarnas ? "nicht gesendet" : sendingStates[state];
    return `${sent[channel]} von ${via === "klarna" ? "Klarna" : "uns"}${to(address)}: ${answer}`;
  },
  linkOpened: "Kunde hat den Link geöffnet",
  pageOpen: "Klarna ist auf dem Handy offen",
  notOpened: "Warten, bis der Kunde ihn öffnet …",
  deciding: "Klarna entscheidet noch …",
  approvalNext: "Klarna genehmigt die Zahlung",
  approved: "Klarna hat genehmigt",
  readingBack: "Betrag und Bestellung werden nachgelesen …",
  checkingRest: "Abgeschlossen erscheint erst, wenn die Bestellung bei Klarna und dieser Verkauf übereinstimmen.",
  nextTry: "Warten auf den nächsten Versuch …",
  otherPayment: "Stattdessen anders kassieren…",
  idName: "Name in den Kundendaten",
  idChallenge: "Code auf dem Handy",
  idQuestion: (hasCode: boolean) =>
    hasCode
      ? "Passt der Ausweis zum Kunden, zu den Daten und zum Handy?"
      : "Passt der Ausweis zum Kunden und zu den Daten?",
  idMatches: "Alles passt",
  idDiffers: "Etwas passt nicht",
  idAnswered: {
    matches: "Notiert: Der Ausweis passt. Der Kunde macht am Handy weiter.",
    differs: "Notiert: Etwas passt nicht. Diese Zahlung abbrechen und von dieser Person keine Klarna-Zahlung annehmen.",
  },
  klarnaReference: "Klarna-Referenz",
  approvedAt: "Von Klarna genehmigt",
  ourReference: "Unsere Referenz",
  weCall: "Wir rufen an",
  pressSave: "Speichern drücken, dann den Verkauf wie gewohnt abschließen.",
  giveBackInPortal: "Der Verkauf dazu ist beendet. Dieses Geld im Klarna-Portal erstatten.",
  undoInstead:
    "Der Verkauf dazu ist beendet und braucht dieses Geld nicht. Die Zahlung rückgängig machen, damit der Kunde nichts schuldet.",
  lastAnswer: "Letzte Antwort von Klarna",
  lastAnswerAt: (word: string, at: string) => `${word}, ${at}`,
  noAnswerYet: "noch keine",
  reason: "Grund",
  nextLook: "Nächster Versuch",
  nextLookIn: (
    seconds: number,
  ) => (seconds < 1 ? "jetzt, und wieder, bis es klappt" : `in ${seconds} s, und wieder, bis es klappt`),
  cancellingRest: "Das dauert ein, zwei Sekunden. Der Warenkorb geht wieder auf, sobald Klarna bestätigt hat.",
  cancellingLate:
    "Klarna hat noch nicht geantwortet. So lange bleibt der Warenkorb gesperrt: Der Kunde könnte noch bezahlen.",
  releasingSoon: "Das dauert ein, zwei Sekunden.",
  releasingLate: "Klarna hat noch nicht geantwortet. Wir fragen weiter.",
  releasingRest: {
    open: "Der Verkauf ist wieder unbezahlt, sobald Klarna bestätigt hat.",
    parked: "Der Verkauf ist wieder unbezahlt, sobald Klarna bestätigt hat.",
    completed: "Der Verkauf bleibt beendet: Er wurde anders bezahlt.",
    voided: "Der Verkauf wurde storniert. Das Geld des Kunden ist frei, sobald Klarna bestätigt hat.",
  } satisfies Record<SaleStatus, string>,
  keep: "Zahlung behalten",
  keepRest: (amount: string) => `Der Verkauf geht weiter, ${amount} bezahlt.`,
  release: "Freigeben",
  releaseRest: "Der Kunde schuldet nichts.",
  raceRest: "Kunde schon weg? Freigeben.",
  payAnotherWay: (amount: string) => `${amount} anders bezahlen`,
  cashInstead: "Klarna abbrechen, bar kassieren",
  cardInstead: "Klarna abbrechen, mit Karte kassieren",
  otherTenders: "Andere Zahlungsarten",
  noWhy: "Klarna nennt keinen Grund. Noch ein Versuch hilft selten.",
  statuses,

  actionsLabel: "Was jetzt möglich ist",
  cancel: "Zahlung abbrechen",
  cancelling: "Wird abgebrochen…",
  releasing: "Wird freigegeben…",
  reallyCancel: "Wirklich?",
  reallyUndo: "Wirklich rückgängig?",
  cancelAsk: ask("Soll ich die Klarna-Zahlung stoppen?"),
  undoAsk: ask("Soll ich die Klarna-Zahlung zurückgeben?"),
  yesCancel: "Ja, abbrechen",
  yesRelease: "Ja, freigeben",
  keepWaiting: "Weiter warten",
  keepIt: "Behalten",
  undo: "Rückgängig…",
  save: "Speichern",
  saveWhen: "sobald abgeschlossen",
  checkNow: "Jetzt prüfen",
  sendNewLink: "Neuen Link senden",
  tryAgain: "Klarna noch einmal",
  backToBasket: "Zum Warenkorb",
  backToSale: "Zum Verkauf",

  list: {
    title: "Klarna-Zahlungen",
    caption: "Klarna-Zahlungen, neueste zuerst",
    filtersLabel: "Nach Status filtern",
    filters: {
      all: "Alle",
      open: "Jetzt offen",
      attention: "Zu klären",
      completed: "Abgeschlossen",
      ended: "Nicht abgeschlossen",
    },
    time: "Zeit",
    sale: "Verkauf",
    customer: "Kunde",
    amount: "Betrag",
    status: "Status",
    till: "Kasse",
    tillAndStaff: (registerName: string, staffName: string) => `${registerName} · ${staffName}`,
    noCustomer: "kein Name",
    unsaved: "Genehmigt, nicht gespeichert",
    needsAttention: "Leitung nötig",
    emptyTitle: "Keine passende Zahlung",
    emptyRest: "So eine Klarna-Zahlung gibt es nicht.",
    noneTitle: "Noch keine Klarna-Zahlung",
    noneRest: "Sobald an einer Kasse eine beginnt, erscheint sie hier.",
    showAll: "Alle zeigen",
    live: "Live.",
    takenToday: "Heute abgeschlossene Verkäufe:",
    readAt: (at: string) => `Gelesen um ${at} Uhr.`,
  },
};

const FAILURES: Record<string, string> = {
  logbook_not_written:
    "Die Kasse konnte nicht aufschreiben, dass es einen Link gibt, deshalb wurde keiner erstellt. Auf der Festplatte muss Platz sein.",
  refund_not_written:
    "Die Kasse konnte nicht aufschreiben, dass sie Geld zurückgibt, deshalb wartet das noch. Auf der Festplatte muss Platz sein.",
  other_account: "Sie gehört zu einem anderen Klarna-Konto als dem, mit dem diese Kasse verbunden ist.",
  timeout: "Klarna hat zu lange nicht geantwortet.",
  unreachable: "Es gibt keine Verbindung zu Klarna.",
  connection_lost: "Die Verbindung zu Klarna ist abgebrochen.",
  unauthorized: "Klarna nimmt die Zugangsdaten des Geschäfts nicht an.",
  forbidden: "Klarna nimmt die Zugangsdaten des Geschäfts nicht an.",
  too_many_requests: "Klarna bittet um etwas Geduld.",
};
