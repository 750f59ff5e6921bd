import type { Messages } from "../catalogue.ts";

/** Goods that are paid and picked up later. */
export const pickUpTexts: Messages["pickUp"] = {
  title: "Väntar på att hämtas",
  link: "Att hämta",
  later: "Varorna hämtas senare",
  laterMeans: "Klarna ombeds betala när de lämnas ut, inte nu.",
  waits: "Väntar på att hämtas",
  stillHere: (amount: string) => `Varor för ${amount} är kvar här.`,
  klarnaPays: "Klarna betalar för dem när de lämnas ut.",
  klarnaPaysPart: (amount: string) => `Klarna betalar ${amount} av det när de lämnas ut.`,
  isPaid: "De är redan betalda.",
  allGone: "Inget är kvar att hämta.",
  toHandOver: "Lämna ut…",
  heading: (code: number) => `Lämna ut, köp ${code}`,
  question: "Vad tar kunden med sig nu?",
  back: "Tillbaka till köpet",
  left: (left: number, quantity: number) => `${left} av ${quantity} kvar här`,
  howMany: (name: string) => `Hur många ${name} nu`,
  all: "Lämna ut allt",
  some: "Lämna ut det som står",
  notTaken: "Kunden tar inte resten…",
  notWanted: "En del önskas inte längre…",
  cancel: "Makulera köpet…",
  sofar: "Hittills",
  kinds: {
    handed_over: (amount: string, who: string) => `Varor för ${amount} utlämnade av ${who}`,
    not_taken: (amount: string, who: string) => `Varor för ${amount} togs inte, noterat av ${who}`,
    came_back: (amount: string, who: string) => `Varor för ${amount} kom tillbaka obetalda, noterat av ${who}`,
  },
  approvedUntil: (date: string) => `Klarna håller pengarna till ${date}`,
  daysLeft: (days: number) => days === 0 ? "sista dagen" : days === 1 ? "1 dag kvar" : `${days} dagar kvar`,
  lapsed: "Klarna håller inte längre pengarna",
  goneFor: (amount: string) =>
    `Klarna håller inte längre ${amount} för det som är kvar här: butiken skulle inte få betalt för det.`,
  nothingHeld: (amount: string) => `Klarna håller inte längre ${amount}: inget av det går tillbaka.`,
  settleFirst: {
    capture_pending:
      "Klarna är skyldigt ett svar om det som lämnats ut. Tills det kommer kan det som är kvar inte släppas.",
    capture_refused:
      "Klarna nekade att betala det som lämnats ut. Tills det är utrett varken släpps eller byts det som är kvar.",
    unpaid:
      "Klarna nekade att betala en del av köpet, och bara det som Klarna har betalat kan betalas tillbaka. Resten begärs igen under ”Kräver åtgärd”, eller makuleras när allt som är kvar är tillbaka.",
    captured_elsewhere:
      "Klarna har betalat ut pengar för köpet, och de saknas i vår bok. Tills de är bokförda lämnas inget av köpet ut, släpps, byts eller makuleras.",
    order_differs:
      "Klarnas order är inte den som begärdes. Tills någon har rett ut det lämnas inget av köpet ut, släpps eller makuleras.",
  },
  rest: {
    title: "Släpp resten",
    heading: (code: number) => `Släppa resten av köp ${code}?`,
    means: (amount: string) =>
      `Varor för ${amount} går tillbaka till hyllan, och kunden är inte skyldig något för dem.`,
    givenBackThere: (money: string) => `${money} har redan betalats tillbaka i portalen`,
    klarnaGivesBack: (amount: string) => `Klarna betalar tillbaka ${amount} som redan är uttagna`,
    deed: "Släpp resten",
    keep: "Låt det vänta",
  },
  part: {
    heading: (code: number) => `Vad av köp ${code} vill kunden inte ha?`,
    howMany: (name: string) => `Hur många ${name} som inte önskas`,
    show: "Se vad som går tillbaka",
    confirm: (code: number) => `Ta bort de här varorna från köp ${code}?`,
    notAsked: (amount: string) => `${amount} tas inte ut. Kunden är inte skyldig något för det.`,
    waits: (amount: string) => `Varor för ${amount} fortsätter att vänta.`,
    deed: "Ta bort dem från köpet",
  },
  cancelling: {
    title: "Makulera köpet",
    heading: (code: number) => `Makulera köp ${code}?`,
    restHeading: (code: number) => `Makulera det som är kvar av köp ${code}?`,
    means: {
      waiting:
        "Alla varor stannar här och allt som betalats går tillbaka. Köpet står kvar i bokföringen som makulerat.",
      gone:
        "Bara om alla varor är tillbaka här: Klarna har inte betalat för dem. Allt annat som betalats går tillbaka, och köpet står kvar i bokföringen som makulerat.",
      unpaid:
        "Bara om allt som är kvar av köpet är tillbaka här: Klarna har inte betalat för allt. Det som betalats går tillbaka, Klarna släpper resten, och det som kommit tillbaka är ute ur bokföringen.",
    },
  },
  seniorAgrees: "En kassaansvarig eller chef måste godkänna:",
  list: {
    none: "Inget väntar på att hämtas",
    noneRest: "Ett köp hamnar här när det avslutas med ”Varorna hämtas senare”.",
    caption: "Köp vars varor väntar, det mest brådskande först",
    sale: "Köp",
    customer: "Kund",
    since: "Väntar",
    worth: "Kvar här",
    approval: "Klarnas godkännande",
    paidFor: { held: "Klarna håller pengarna", paid: "Redan betalt", gone: "Klarna håller inte längre pengarna" },
    find: "Köpnummer eller kund",
    show: "Sök",
    clear: "Alla",
    noHit: "Inget väntande köp passar in på det.",
  },
  held: {
    count: (count: number) =>
      count === 1 ? "1 Klarnabetalning är inte uttagen än" : `${count} Klarnabetalningar är inte uttagna än`,
    least: (left: string) => `närmast slutet: ${left}`,
    see: "Visa dem",
  },
  extend: "Be Klarna hålla pengarna längre",
  extended: {
    asked: "Klarna ombeds hålla pengarna längre.",
    unknown: "Klarna ombeds hålla pengarna längre.",
    done: "Klarna håller pengarna längre nu.",
    refused: "Klarna ville inte hålla pengarna längre.",
  },
  resend: "Be Klarna skicka sina meddelanden igen",
  resent: {
    asked: "Klarna ombeds skicka sina meddelanden igen.",
    unknown: "Klarna ombeds skicka sina meddelanden igen.",
    done: "Klarna har tagit emot begäran och skickar sina meddelanden igen.",
    refused: "Klarna ville inte skicka sina meddelanden igen.",
  },
};
