import type { FieldProblem, NotReturnable, UnseenWhy } from "../../../src/domain/problem.ts";
import type { ProblemTexts } from "../en/problems.ts";

const seconds = (ms: number) => `${Math.max(1, Math.ceil(ms / 1000))} s`;
const wait = (ms: number) => {
  if (ms < 90_000) return seconds(ms);
  return ms < 90 * 60_000 ? `${Math.ceil(ms / 60_000)} Min.` : `${Math.ceil(ms / 3_600_000)} Std.`;
};

const open = (count: number) =>
  count === 1 ? "Eine Klarna-Zahlung ist noch offen" : `${count} Klarna-Zahlungen sind noch offen`;
/** Dative: "nach ihr fragen". */
const ofIt = (count: number) => (count === 1 ? "ihr" : "ihnen");

const unseen: Record<UnseenWhy, (count: number) => string> = {
  other_merchant: (count) =>
    `${
      open(count)
    }, und Klarna zeigt sie mit diesen Zugangsdaten nicht. Sie gehören zu einem anderen Klarna-Händler. Nichts wurde geändert. Die desselben Händlers verwenden oder erst beenden, was offen ist. Gibt es jene nicht mehr, das entsprechende Kästchen ankreuzen.`,
  refused: (count) =>
    `Klarna nimmt diese Zugangsdaten nicht an. ${
      open(count)
    } unter den jetzigen, deshalb bleiben diese. Nichts wurde geändert. Eingabe prüfen.`,
  away: (count) =>
    `${
      open(count)
    }, und Klarna kann gerade nicht gefragt werden, ob diese Zugangsdaten sie sehen. Nichts wurde geändert. In einer Minute noch einmal versuchen.`,
};

const GO_ON = "Nichts ist verloren: danach den Verkauf ansehen und von dort weitermachen.";
const notWritten = {
  full:
    `Die Festplatte der Kasse ist voll, nichts kann aufgeschrieben werden. Die Kassenbetreuung anrufen, damit Platz wird. ${GO_ON}`,
  busy: `Die Kasse ist beschäftigt und konnte das nicht aufschreiben. Einen Moment warten. ${GO_ON}`,
  unwritable:
    `Die Festplatte der Kasse lässt nichts aufschreiben. Die Kassenbetreuung anrufen, bevor weiter verkauft wird. ${GO_ON}`,
};

export const problemTexts: ProblemTexts = {
  action_reused: () =>
    "Dieses Formular wurde schon für etwas anderes verwendet. Nichts wurde geändert. Von dieser Seite aus noch einmal versuchen.",
  action_too_old: () =>
    "Dieses Formular ist einige Tage alt. Nichts wurde geändert. Nachsehen, wie es jetzt ist, und es von dort aus noch einmal tun.",
  attention_closed: () => "Das wurde inzwischen geklärt. Nichts wurde geändert.",
  attention_undecided: () => "Erst muss jemand über dieses Geld entscheiden. Nichts wurde geändert.",
  bad_amount: () => "Das ist kein Betrag. So eingeben: 12,50. Nichts wurde kassiert.",
  bad_digits: () => "Die letzten vier Ziffern der Karte eingeben. Nichts wurde erfasst.",
  bad_discount: () => "Das ist kein Rabatt. So eingeben: 10 % oder 5,00. Nichts wurde geändert.",
  bad_form: () =>
    "In diesem Formular fehlte etwas, oder etwas war falsch. Nichts wurde geändert. Prüfen und noch einmal versuchen.",
  bad_gift_card: () =>
    "Das ist keine Geschenkkartennummer. Sie hat 6 bis 32 Ziffern oder Buchstaben. Nichts wurde geändert.",
  bad_name: () => "Angeben, was es ist, mit höchstens 100 Zeichen. Nichts wurde hinzugefügt.",
  basket_empty: () => "Der Warenkorb ist noch leer. Erst einen Artikel scannen.",
  bill_changed: () =>
    "Die Angaben bei Klarna sind nicht mehr die hier gezeigten. Nichts wurde übernommen. Was jetzt abweicht, steht hier.",
  code_too_soon: ({ waitMs }) => `Zu viele falsche Codes. ${seconds(waitMs)} warten, dann noch einmal versuchen.`,
  capture_differs: () =>
    "Im Buch von Klarna ist nicht der ganze Betrag eingezogen. Nichts wurde gebucht. Den Rest im Klarna-Portal einziehen; oder den Verkauf abschließen, dann lässt sich hier buchen, was genommen wurde, und mit einer Retoure erstatten.",
  count_needed: () =>
    "Seit dem Zählen kam etwas in die Schublade oder heraus, oder es wurde woanders neu gezählt. Nichts wurde abgeschlossen. Bitte noch einmal zählen.",
  customer_changed: () =>
    "Jemand anderes hat diesen Kunden inzwischen geändert. Die Eingaben sind noch da: noch einmal ansehen und speichern.",
  customer_needed: () => "Klarna muss wissen, wer der Kunde ist. Erst den Kunden wählen.",
  customer_klarna_open: ({ deed }) =>
    `Eine Klarna-Zahlung dieses Kunden ist noch offen oder wartet auf eine Entscheidung, deshalb ${
      deed === "merge" ? "bleiben es zwei Einträge" : "lassen sich die Kundendaten noch nicht löschen"
    }. Nichts wurde geändert, und es ist kein Geld geflossen. Erst jene Zahlung beenden.`,
  customer_on_sale: () =>
    "Dieser Kunde ist in einem Verkauf, der noch nicht abgeschlossen ist. Nichts wurde geändert. Erst jenen Verkauf abschließen oder den Kunden daraus entfernen.",
  customer_missing: () => "Diesen Kunden gibt es nicht. Nichts wurde geändert. Noch einmal suchen oder neu anlegen.",
  difference_unexplained: () =>
    "In der Schublade liegt nicht, was dort liegen sollte. Geben Sie den Grund an oder zählen Sie noch einmal. Nichts wurde abgeschlossen.",
  exchange_changed: () => "Der Umtausch ist nicht mehr wie gezeigt. Nichts wurde geändert: noch einmal ansehen.",
  exchange_other_mode: () =>
    "Was zurückkommt, gehört in das andere Buch, Übung oder echt, der Umtausch kann also nicht abgeschlossen werden. Den Umtausch anhalten; danach ist dies ein Verkauf wie jeder andere.",
  exchange_over: () => "Dieser Verkauf ist kein Umtausch, oder der Umtausch ist vorbei. Nichts wurde geändert.",
  exchange_paid_out: () =>
    "Klarna hat für den alten Verkauf inzwischen ausgezahlt, der Umtausch kann also nicht abgeschlossen werden. „Es kommt doch nichts zurück“ wählen; danach ist dies ein Verkauf wie jeder andere. Buchen, was unter „Zu klären“ zum alten steht, und dessen Ware mit einer Retoure zurücknehmen.",
  float_counted: () => "Das Wechselgeld dieser Schicht ist schon gezählt. Nichts wurde geändert.",
  float_unexplained: () =>
    "Das Wechselgeld ist nicht, was der letzte Abschluss in der Schublade ließ. Geben Sie den Grund an oder zählen Sie noch einmal. Nichts wurde gespeichert.",
  gift_card_empty: () => "Auf dieser Geschenkkarte ist nichts mehr. Nichts wurde abgezogen.",
  gift_card_missing: () =>
    "Keine Geschenkkarte hat diese Nummer. Noch einmal scannen oder so eintippen, wie sie gedruckt ist. Nichts wurde abgezogen.",
  gift_card_scanned: ({ tail }) =>
    `Das sieht nach der Geschenkkarte …${tail} aus und ist kein Artikel. Nichts wurde hinzugefügt.`,
  gift_card_short: () => "So viel ist nicht auf dieser Geschenkkarte. Nichts wurde abgezogen.",
  gift_card_unread: () =>
    "Die Nummer der Geschenkkarte bitte noch einmal scannen oder eintippen: Sie wurde vor zu langer Zeit oder nicht an dieser Kasse für diesen Verkauf gesucht. Nichts wurde abgezogen.",
  keys_clash: () =>
    "Eine Taste würde zweierlei tun, deshalb wurde nichts geändert. Für eines von beiden eine andere Taste wählen, dann noch einmal speichern.",
  klarna_captured: ({ isSold }) =>
    isSold
      ? "Klarna hat für diesen Verkauf schon ausgezahlt, er kann also nicht storniert werden. Buchen, was unter „Zu klären“ dazu steht, und das Geld dann mit einer Retoure erstatten."
      : "Klarna hat das schon ausgezahlt, der Verkauf kann also nicht storniert werden. Abschließen, buchen, was unter „Zu klären“ dazu steht, und das Geld dann mit einer Retoure erstatten.",
  klarna_away: () =>
    "Klarna antwortet nicht, die Bestellung konnte also nicht gelesen werden. Nichts wurde gebucht. In einer Minute noch einmal versuchen.",
  klarna_demo_live: () =>
    "Das ist das Demo-Geschäft, dessen PINs alle kennen, es darf also kein echtes Geld annehmen. Nichts wurde geändert. Erst ein eigenes Geschäft starten: npm start -- --shop, in einem leeren Datenordner.",
  klarna_not_connected: () =>
    "Klarna ist nicht mit dieser Kasse verbunden, deshalb kann keine Klarna-Zahlung beginnen. Anders kassieren und die Leitung informieren.",
  klarna_connection_changed: () =>
    "Genau in diesem Moment begann eine Klarna-Zahlung, oder jemand anderes hat die Verbindung geändert. Nichts wurde geändert. Ansehen, was jetzt verbunden ist, und noch einmal speichern.",
  klarna_payments_left: ({ count }) =>
    `${open(count)}, und niemand kann nach ${
      ofIt(count)
    } fragen, solange ein anderes Konto verbunden ist oder keines. Nichts wurde geändert. ${
      count === 1 ? "Sie" : "Diese"
    } erst beenden oder abbrechen, oder das Kästchen ankreuzen, das sie offen lässt.`,
  klarna_payments_open: ({ count }) =>
    `${open(count)} bei dem Konto, das jetzt verbunden ist, und nur dieses kann nach ${
      ofIt(count)
    } gefragt werden. Nichts wurde geändert. ${count === 1 ? "Sie" : "Diese"} erst beenden oder abbrechen.`,
  klarna_payments_unseen: ({ why, count }) => unseen[why](count),
  klarna_once: () =>
    "Klarna zahlt schon einen Teil dieses Verkaufs, und das geht nur einmal. Den Rest anders kassieren.",
  klarna_not_for_this_sale: () =>
    "Dieser Verkauf wurde in einem anderen Modus erfasst, deshalb geht Klarna dafür nicht. Anders kassieren oder neu erfassen.",
  klarna_undecided: () =>
    "Der Kunde könnte noch mit Klarna bezahlen, deshalb kann dieser Verkauf noch nicht storniert werden. Erst die Klarna-Zahlung abbrechen.",
  klarna_in_review: () =>
    "Klarna entscheidet noch über diese Zahlung, deshalb kann der Verkauf noch nicht storniert werden. Parken und die Ware hierbehalten. Es kann bis zu einem Tag dauern.",
  limit_reached: () =>
    "Diese Zahlung hatte alle Zeit, die sie bekommen kann. Abbrechen und bei Bedarf einen neuen Link senden.",
  line_missing: () => "Diese Zeile ist nicht mehr im Warenkorb. Nichts wurde geändert.",
  needs_manager: () => "Die Leitung muss dem mit ihrer PIN zustimmen. Nichts wurde geändert.",
  needs_senior: () => "Kassenaufsicht oder Leitung muss mit der eigenen PIN zustimmen. Nichts wurde geändert.",
  mail_missing: () =>
    "Diese E-Mail gibt es hier nicht mehr, oder ihre Adresse wurde nach einer Woche gelöscht. Nichts wurde gesendet. Adresse noch einmal eingeben.",
  mail_under_way: () => "Diese E-Mail ist unterwegs oder schon angekommen. Sie wurde kein zweites Mal gesendet.",
  more_than_counted: () => "In der Schublade kann nicht mehr bleiben, als gezählt wurde. Nichts wurde abgeschlossen.",
  more_than_due: () =>
    "Das ist mehr, als noch zu zahlen ist, und auf Karte gibt es kein Rückgeld. Nichts wurde kassiert.",
  no_discount: () =>
    "Eine Geschenkkarte ist so viel wert, wie darauf geladen wird: darauf gibt es keinen Rabatt. Nichts wurde geändert.",
  no_contact: ({ channel }) =>
    channel === "sms"
      ? "Für diesen Kunden ist keine Handynummer gespeichert. Eine eintragen oder den QR-Code zeigen."
      : "Für diesen Kunden ist keine E-Mail-Adresse gespeichert. Eine eintragen oder den QR-Code zeigen.",
  no_mail_server: () =>
    "Diese Kasse hat keinen Mailserver, deshalb lässt sich kein Bon per E-Mail senden. Der Verkauf ist gebucht. Stattdessen den Bon drucken.",
  no_route: ({ channel }) =>
    channel === "sms"
      ? "Zurzeit sendet niemand SMS für dieses Geschäft. Nichts wurde gesendet. Stattdessen den QR-Code zeigen."
      : "Zurzeit sendet niemand E-Mails für dieses Geschäft. Nichts wurde gesendet. Stattdessen den QR-Code zeigen.",
  not_allowed: () => "Dafür fehlt Ihnen die Berechtigung. Nichts wurde geändert. Die Leitung fragen.",
  not_selling: ({ why }) =>
    why === "recovery"
      ? "Diese Kasse wurde aus einer Sicherung wiederhergestellt und fragt Klarna noch nach den letzten Tagen. Nichts wurde geändert. Der Verkauf öffnet von selbst."
      : "Die Uhr dieser Kasse geht den eigenen Büchern nach, deshalb ist jetzt kein Verkauf möglich. Nichts wurde geändert. Die Leitung rufen.",
  not_written: ({ why }) => notWritten[why],
  note_too_long: () => "Die Notiz ist zu lang: höchstens 200 Zeichen. Nichts wurde geändert.",
  nothing_waits: () => "Von diesem Verkauf wartet nichts auf Abholung.",
  not_that_many: () => "Mindestens einen Artikel wählen, und nicht mehr davon, als hier noch wartet.",
  waiting_changed: () =>
    "Von diesem Verkauf wurde inzwischen etwas ausgegeben oder herausgenommen. Hier steht, was noch wartet: ansehen und neu wählen. Nichts wurde geändert.",
  logbook_not_written: () =>
    "Die Kasse konnte nicht aufschreiben, dass diese Ware das Haus verlässt. Bitte hierbehalten, auf der Festplatte Platz schaffen und es noch einmal versuchen.",
  klarna_let_go: () =>
    "Klarna hält das Geld für diese Ware nicht mehr. Die Ware hierbehalten und um eine andere Zahlung bitten.",
  extension_too_late: () =>
    "Länger hält Klarna dieses Geld nicht. Die Ware vorher aushändigen oder den Rest freigeben.",
  resend_limit: () =>
    "Klarna wurde heute schon dreimal gebeten, seine Nachrichten noch einmal zu senden. Das genügt für einen Tag.",
  rest_paid_otherwise: () =>
    "Ein Teil von dem, was noch wartet, ist schon bezahlt und geht zurück, wenn der Rest freigegeben wird. Erst den Rest auf seiner Seite freigeben, dann die neue Ware als eigenen Verkauf erfassen.",
  rest_paid: () =>
    "Alles, was noch wartet, ist schon bezahlt; Klarna kann dafür nichts mehr freigeben. Das Geld mit einer Rückgabe erstatten.",
  rest_paid_ahead: () =>
    "Klarna hat für Ware, die noch hier ist, schon gezahlt; darum lässt sich nicht nur ein Teil davon herausnehmen. Alles freigeben, was wartet, oder es aushändigen und als Rückgabe annehmen.",
  capture_pending: () =>
    "Klarna schuldet noch eine Antwort zu dem, was ausgehändigt wurde. Warten, bis die Zahlung als eingezogen gilt, dann noch einmal versuchen. Nichts wurde geändert.",
  capture_unsettled: () =>
    "Klarna hat die Zahlung für das Ausgehändigte abgelehnt, im Klarna-Portal wurde Geld eingezogen, oder Klarnas Bestellung ist nicht die angefragte. Das erst unter „Zu klären“ klären, dann noch einmal versuchen. Nichts wurde geändert.",
  not_cancellable: () =>
    "Dieser Verkauf kann nicht storniert werden: nur einer, den Klarna bezahlt, ohne verkaufte Geschenkkarte, dessen Ware ganz hier ist oder ganz ausgehändigt wurde und für den Klarna noch nichts ausgezahlt hat.",
  nothing_due: () => "In diesem Verkauf ist nichts mehr zu zahlen.",
  no_tax_number: () =>
    "Hier fällt keine Steuer an, aber es ist keine Steuernummer gespeichert. Die Kassenaufsicht trägt sie zuerst ein. Nichts wurde geändert.",
  gift_card_exchanged: () =>
    "Gegen einen Gutschein wird nichts umgetauscht. Das Geld zurückgeben oder den Gutschein in einem eigenen Verkauf verkaufen. Es wurde nichts hinzugefügt.",
  one_gift_card: () =>
    "Jede Geschenkkarte hat ihre eigene Nummer. Für eine weitere Karte eine neue hinzufügen. Nichts wurde geändert.",
  order_elsewhere: () =>
    "Diese Zahlung gehört zu einem Klarna-Konto, mit dem diese Kasse jetzt nicht verbunden ist, ihre Bestellung konnte also nicht gelesen werden. Nichts wurde gebucht. Die Leitung muss erst jenes Konto verbinden.",
  page_missing: () => "Diese Seite gibt es hier nicht. Die Adresse ist vielleicht alt oder vertippt.",
  payment_elsewhere: () =>
    "Diese Zahlung wird an einer anderen Kasse bearbeitet, von hier aus wurde nichts geändert. Erst übernehmen.",
  payment_missing: () => "Diese Zahlung gibt es nicht.",
  payment_not_completed: () =>
    "Klarna hat diese Zahlung nicht abgeschlossen, sie kann also noch nicht gespeichert werden. Ware behalten, bis Abgeschlossen dasteht.",
  payment_not_open: () => "Diese Zahlung ist schon beendet, das geht nicht mehr.",
  payments_not_carried: ({ count }) =>
    count === 1
      ? "Eine Klarna-Zahlung ist noch offen. Haken Sie sie an, um sie an die nächste Schicht zu übergeben. Nichts wurde abgeschlossen."
      : `${count} Klarna-Zahlungen sind noch offen. Haken Sie jede an, um sie an die nächste Schicht zu übergeben. Nichts wurde abgeschlossen.`,
  pin_too_soon: ({ waitMs }) => `Zu viele falsche PINs. ${seconds(waitMs)} warten, dann noch einmal versuchen.`,
  printer_busy: () =>
    "Der Drucker ist mit den fünf Bons davor noch nicht fertig. Nichts kam hinzu. Nachsehen, ob er an ist, oder hier am Bildschirm drucken.",
  printer_missing: () =>
    "Diese Kasse hat keinen eigenen Bondrucker. Nichts wurde gedruckt. Stattdessen hier am Bildschirm drucken.",
  product_missing: ({ typed }) => `Kein Artikel hat den Code oder Namen „${typed}“. Nichts wurde hinzugefügt.`,
  quantity: () => "Die Menge muss eine ganze Zahl von 1 bis 9999 sein. Nichts wurde geändert.",
  receipt_mail_limit: () =>
    "Dieser Bon wurde schon zehnmal per E-Mail gesendet, das genügt. Nichts wurde gesendet. Stattdessen drucken.",
  receipt_mails_hour: ({ waitMs }) =>
    `Zehn Bons gingen innerhalb einer Stunde an diese Adresse. Nichts wurde gesendet. ${
      wait(waitMs)
    } warten oder stattdessen drucken.`,
  record_changed: () =>
    "Jemand hat die Daten dieses Kunden inzwischen geändert. Nichts wurde übernommen. Was jetzt abweicht, steht hier.",
  register_missing: () => "Diese Kasse gibt es nicht. Nichts wurde geändert.",
  sales_begun: ({ count }) =>
    count === 1
      ? "Ein Verkauf ist mit echtem Geld begonnen: zum Teil bezahlt, Teil eines Umtauschs, oder Klarna sollte zahlen. In der Übung würde ihn niemand finden, und der Rest stünde in den falschen Büchern. Nichts wurde geändert. Erst abschließen oder stornieren."
      : `${count} Verkäufe sind mit echtem Geld begonnen: zum Teil bezahlt, Teil eines Umtauschs, oder Klarna sollte zahlen. In der Übung würde sie niemand finden, und der Rest stünde in den falschen Büchern. Nichts wurde geändert. Erst abschließen oder stornieren.`,
  reference_too_long: () => "Die Referenz ist zu lang: höchstens 60 Zeichen. Nichts wurde erfasst.",
  refund_not_found: () =>
    "Klarnas Bestellung zeigt keine solche Erstattung im Portal. Nichts wurde gebucht. Noch einmal nachsehen oder anders klären.",
  refund_under_way: () =>
    "Klarna hat über Geld dieser Zahlung, das zurückgehen soll, noch nicht geantwortet. Bitte warten; nichts wurde getan.",
  not_returnable: ({ why }) => NOT_RETURNABLE[why],
  needs_second: () =>
    "So viel wird nur zu zweit erstattet: Eine andere Person der Kassenaufsicht oder Leitung stimmt mit ihrer PIN zu.",
  return_changed: () =>
    "Der Betrag ist inzwischen ein anderer. Noch einmal ansehen, dann erstatten. Bisher wurde nichts erstattet.",
  return_found: () =>
    "Im Klarna-Portal wurde schon Geld dieses Verkaufs erstattet. Unten steht, wie es jetzt zurückgeht. Hier wurde bisher nichts erstattet.",
  return_empty: () =>
    "Nichts ist ausgewählt, also wird nichts erstattet. Eine Anzahl wählen oder einen Betrag eingeben.",
  return_reason_needed: () => "Ein Betrag über die Ware hinaus braucht einen Grund. Nichts wurde erstattet.",
  return_split: ({ isMore }) =>
    isMore
      ? "Auf einem der Wege geht mehr zurück, als von dem so Bezahlten noch übrig ist. Nichts wurde erstattet."
      : "Die Beträge ergeben nicht, was zurückgeht. Nichts wurde erstattet: Beträge ändern und noch einmal versuchen.",
  return_too_many: () =>
    "Es kommt mehr zurück, als vom Verkauf noch übrig ist. Bitte ansehen, was schon zurückkam. Nichts wurde erstattet.",
  return_too_much: () => "Das ist mehr, als von dem Bezahlten noch übrig ist. Nichts wurde erstattet.",
  return_only_whole: () =>
    "Was noch abzuholen ist, kommt nur in ganzen Stücken zurück. Einen Teil des Preises oder Geld über die Ware hinaus gibt es nur für das, was der Kunde hat. Nichts wurde erstattet.",
  rounded_too_much: () =>
    "Das Bargeld dieses Verkaufs ist um mehr gerundet, als die kleinste Münze zulässt. Das Bargeld zurückgeben und neu kassieren.",
  sale_changed: () =>
    "Dieser Warenkorb wurde inzwischen an anderer Stelle geändert. Hier ist er, wie er jetzt ist. Bitte noch einmal versuchen.",
  sale_full: () => "Ein Verkauf fasst 999 Zeilen. Diesen abschließen und einen neuen beginnen.",
  sale_locked: ({ by }) =>
    by === "klarna"
      ? "Der Warenkorb ist gesperrt, solange Klarna offen ist. Nichts wurde geändert. Erst die Klarna-Zahlung abbrechen."
      : "Es wurde schon kassiert, deshalb ist der Warenkorb gesperrt. Nichts wurde geändert. Erst die Zahlung zurücknehmen.",
  sale_missing: () => "Diesen Verkauf gibt es nicht.",
  sale_not_open: () =>
    "Dieser Verkauf ist nicht offen: Er ist geparkt, storniert oder schon beendet. Nichts wurde geändert.",
  sale_not_paid: () => "Dieser Verkauf ist noch nicht vollständig bezahlt. Erst den Rest kassieren.",
  sale_not_rung_up: () =>
    "Dieser Verkauf ging verloren, und es ist weniger neu erfasst, als Klarna dafür hält. Nichts wurde geändert. Erst den Rest erfassen.",
  send_too_many: ({ of, waitMs }) =>
    of === "payment"
      ? `Drei Nachrichten zu dieser Zahlung sind vorerst genug. ${wait(waitMs)} warten oder den QR-Code zeigen.`
      : `Dieser Kunde hat heute viele Nachrichten von diesem Geschäft bekommen. ${
        wait(waitMs)
      } warten oder den QR-Code zeigen.`,
  send_too_soon: ({ waitMs }) => `Gerade wurde ein Link gesendet. ${seconds(waitMs)} warten, dann noch einmal senden.`,
  set_up_done: () => "Dieses Geschäft ist schon eingerichtet. Mit der PIN anmelden.",
  shift_not_open: () => "An dieser Kasse ist keine Schicht offen, also gibt es nichts zu zählen oder abzuschließen.",
  signed_out: () => "Sie sind abgemeldet. Zum Weitermachen anmelden, der Verkauf und seine Zahlungen sind sicher.",
  tax_rate_missing: () => "Diesen Steuersatz gibt es nicht mehr. Einen anderen wählen. Nichts wurde hinzugefügt.",
  tender_missing: () => "Diese Zahlung gehört nicht mehr zu diesem Verkauf.",
  too_much: () => "Das ist mehr, als ein Verkauf fassen kann. Nichts wurde hinzugefügt.",
  wrong_code: () =>
    "Das ist nicht der Code, den die Kasse beim Start gezeigt hat. Noch einmal nachsehen, denn bei jedem Start gibt es einen neuen.",
  wrong_host: () =>
    "Diese Kasse kennt die verwendete Adresse nicht. Über eine Adresse aus TILLSIDE_ORIGINS öffnen oder diese dort eintragen.",
  wrong_origin: () =>
    "Diese Anfrage kam nicht von den Seiten der Kasse, deshalb wurde nichts getan. Seite neu laden und noch einmal versuchen.",
  wrong_pin: () => "Diese PIN stimmt nicht. Noch einmal versuchen.",
};

export const fieldProblems: Record<FieldProblem, string> = {
  required: "Bitte ausfüllen",
  too_long: "Das ist zu lang",
  not_a_phone: "Diese Handynummer ist nicht lesbar. Ziffern prüfen oder mit + und Ländervorwahl beginnen",
  not_an_email: "Das ist keine E-Mail-Adresse. Sie braucht einen Namen, ein @ und eine Domain",
  not_an_amount: "Das ist kein Betrag. So eingeben: 12,50",
  not_a_discount: "Das ist kein Rabatt. So eingeben: 10 für Prozent oder 5,00 für einen Betrag",
  not_a_percentage: "Das muss ein Prozentsatz von 0 bis 100 sein. So eingeben: 10 oder 7,5",
  less_than_cashier: "Die Kassenaufsicht muss mindestens so viel geben dürfen wie das Kassenpersonal",
  not_a_quantity: "Das muss eine ganze Zahl von 1 bis 9999 sein",
  not_a_number: "Das muss eine ganze Zahl sein",
  not_known: "Bitte aus der Liste wählen",
  not_a_pin: "Eine PIN hat sechs Ziffern",
  pin_too_easy: "Diese würde jeder zuerst probieren. Bitte eine andere wählen",
  pin_differs: "Das ist nicht dieselbe PIN. Bitte noch einmal eingeben",
  not_a_host: "Das ist keine Adresse eines Druckers. So eingeben: 192.168.1.40 oder drucker.laden",
  not_a_port: "Das muss eine ganze Zahl von 1 bis 65535 sein",
  not_a_rate: "Das ist kein Steuersatz. So eingeben: 19 oder 8,1",
  not_a_count: "Das muss eine ganze Zahl von 1 bis 50 sein",
  key_taken: "Diese Taste ist schon anders belegt",
  has_colon: "Ein Benutzername hat keinen Doppelpunkt. Ist das das ganze Paar oder ein API-Schlüssel?",
  has_blanks: "Darin ist ein Leerzeichen. Bitte neu kopieren, ohne etwas drumherum",
  not_this_machine: "Hier geht nur ein Ersatz auf genau diesem Rechner, zum Beispiel http://127.0.0.1:8010",
  secret_needed: "Bitte eingeben: Für diesen Ort und Benutzernamen ist keines gespeichert",
  one_of_two: "Entweder diesen Schlüssel oder das Passwort oben eingeben, nicht beides",
};

/** Why nothing of a sale can be given back. */
const NOT_RETURNABLE: Record<NotReturnable, string> = {
  not_finished:
    "Dieser Verkauf ist nicht abgeschlossen, es kann also nichts erstattet werden. An der Kasse ändern oder abbrechen.",
  other_mode: "Dieser Verkauf gehört in das andere Buch, Übung oder echt. Erstattet wird nur dort, wo verkauft wurde.",
  not_taken:
    "Klarna hat dieses Geld noch nicht eingezogen, es kann also nicht erstattet werden. Warten, bis die Zahlung als eingezogen gilt.",
  elsewhere:
    "Dieser Verkauf wurde über ein anderes Klarna-Konto bezahlt als das jetzt verbundene. Zum Erstatten jenes wieder verbinden.",
  exchanging: "Ein Umtausch dieses Verkaufs läuft gerade. Erst abschließen oder anhalten.",
  cancellable:
    "Dieser Verkauf ist noch ganz hier, und Klarna hat nichts dafür eingezogen. Auf seiner Seite als Ganzes stornieren.",
  unsettled:
    "Klarna hat Geld dieses Verkaufs ausgezahlt, und unser Buch weiß nichts davon. Es wird erst gebucht; danach kann es erstattet werden.",
  still_waiting:
    "Was von diesem Verkauf bleibt, wartet noch auf Abholung und wird nicht zurückgegeben. Auf seiner Seite aushändigen oder freigeben.",
  gift_cards: "Hier wurden nur Geschenkkarten verkauft, und eine verkaufte Geschenkkarte wird nicht zurückgenommen.",
  never_paid:
    "Für das, was von diesem Verkauf bleibt, wurde am Ende nichts bezahlt, es gibt also kein Geld, das zurückgehen könnte.",
  refused:
    "Klarna hat nicht bezahlt, was von diesem Verkauf bleibt, und tut es ohne neue Anfrage auch nicht, es gibt also kein Geld, das zurückgehen könnte.",
  nothing_left: "Von diesem Verkauf ist schon alles erstattet.",
};
