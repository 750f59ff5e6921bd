import type { AttentionKind, BookRule, Recommended } from "../../../src/domain/attention.ts";
import type { Messages } from "../catalogue.ts";

const why: Record<AttentionKind, string> = {
  paid_after_end:
    "Klarna godkände den efter att kassan visat den som avslutad. Behåll betalningen om köpet fortfarande väntar på pengarna, lämna annars tillbaka den.",
  order_differs: "Klarnas order är inte den som begärdes. Titta i Klarnas portal och ange vad som står där.",
  completed_without_order: "Klarna säger att kunden är klar, men det finns ingen order. Titta i Klarnas portal.",
  end_not_seen: "Klarna känner inte längre till betalningen, och ingen såg hur den slutade. Titta i Klarnas portal.",
  books_differ: "Klarnas bok och vår säger två olika saker. Titta i Klarnas portal innan du stänger ärendet.",
  money_lost: "Godkännandet finns inte längre hos Klarna, så pengarna kommer inte. Be kunden betala på ett annat sätt.",
  captured_elsewhere:
    "Klarna har betalat ut den, men den saknas i vår bok. Bokför den här så att böckerna stämmer överens.",
  captured_voided:
    "Klarna har betalat ut den fast köpet makulerades eller varorna inte hämtades: kunden ska ha pengarna tillbaka. Återbetala den i Klarnas portal. Det här stängs av sig självt när Klarna visar det.",
  refunded_elsewhere:
    "Någon har betalat tillbaka i Klarnas portal, och vår bok känner inte till det. Bokför det som kom tillbaka som en retur; inget betalas tillbaka igen.",
  capture_refused: "Klarna ville inte betala ut den. Varorna kan redan vara borta. Fråga igen.",
  release_refused:
    "Klarna ville inte släppa den. Fråga igen, eller släpp den i Klarnas portal: då stängs det här av sig självt.",
  refund_refused:
    "Klarna ville inte betala tillbaka, och kunden väntar fortfarande på pengarna. Fråga igen, eller betala tillbaka på ett annat sätt.",
  about_to_lapse:
    "Klarnas godkännande går snart ut, och pengarna har inte tagits än. Avsluta köpet eller lämna ut varorna; eller be Klarna på betalningens sida att hålla dem längre.",
  no_answer:
    "Klarna har inte svarat på en stund om pengarna togs, gavs tillbaka eller släpptes. Kassan fortsätter att fråga. Titta i Klarnas portal, och ring Klarna om det förblir så.",
  look_breaks:
    "Kassan snubblar på betalningen varje gång den tittar. Se i Klarnas portal om den är betald, och säg till den som sköter kassan.",
  book_broken:
    "Våra egna böcker går inte ihop här, på grund av ett fel i kassan. Säg till den som sköter den, inget ändras av sig självt.",
  left_behind:
    "Dess Klarnakonto är inte längre anslutet, så ingen frågar om den. Anslut det igen, eller titta i dess portal och ange hur den slutade.",
  recovered: "Betalningen gjordes efter säkerhetskopian som lades tillbaka, så dess köp är borta här.",
  not_reread: "Kassan öppnades innan Klarna hann tillfrågas om betalningen igen. Se efter vad det blev av den.",
};

const deeds: Record<Recommended, string> = {
  decide: "Avgör",
  settle: "Ange hur den slutade",
  open: "Öppna betalningen",
  capture: "Fråga Klarna igen",
  release: "Fråga Klarna igen",
  book_capture: "Bokför den",
  book_return: "Bokför returen",
  refund: "Lös det",
  recover: "Avgör",
  close: "Stäng med en orsak",
};

export const attentionTexts: Messages["attention"] = {
  title: "Kräver åtgärd",
  heading: (count: number) => (count === 1 ? "1 betalning kräver åtgärd" : `${count} betalningar kräver åtgärd`),
  lead: "Störst belopp först. Knappen är det vi rekommenderar.",
  none: "Inget kräver åtgärd",
  noneRest: "Vår bok och Klarnas stämmer överens. Det som kräver åtgärd dyker upp här av sig självt.",
  toPayments: "Betalningar",
  back: "Till listan",
  words: {
    paid_after_end: "Avgör",
    order_differs: "Skiljer",
    completed_without_order: "Oklart",
    end_not_seen: "Oklart",
    books_differ: "Skiljer",
    money_lost: "Pengar borta",
    captured_elsewhere: "Uttagen utanför kassan",
    captured_voided: "Ska återbetalas",
    refunded_elsewhere: "Återbetald utanför kassan",
    capture_refused: "Inte utbetald",
    release_refused: "Inte släppt",
    refund_refused: "Inte återbetald",
    about_to_lapse: "Går ut",
    no_answer: "Inget svar",
    look_breaks: "Fel i kassan",
    book_broken: "Våra böcker",
    left_behind: "Kvarlämnad",
    recovered: "Återfunnen",
    not_reread: "Inte frågad än",
  } satisfies Record<AttentionKind, string>,
  why,
  rules: {
    paid_in_full: "Varorna och det som betalades för dem skiljer sig åt",
    booked_once: "Köpet är inte bokfört exakt en gång och i sin helhet",
    sums_to_zero: "Bokföringen summerar inte till noll",
    not_too_much: "Mer togs än betalningen gäller, eller mer lämnades tillbaka än vad som togs",
    gift_cards: "Saldot på ett presentkort stämmer inte med köpen",
    given_back: "Det som betalades tillbaka, hur det gick och vad som är bokfört skiljer sig åt",
    looked_at: "Ingen skulle titta på betalningen längre",
  } satisfies Record<BookRule, string>,
  deeds,
  sale: (code: number) => `köp ${code}`,
  till: "Kassan",
  klarna: "Klarna",
  says: {
    amount: "ett annat belopp",
    currency: "en annan valuta",
    reference: "en annan betalnings order",
    gone: "inte känd längre",
    gone_at_end: "inte känd längre; länken har nu gått ut",
    unheard: "inget hört",
    not_connected: "frågas inte längre",
    authorized: "håller fortfarande pengarna",
    part_captured: "har tagit en del",
    rest_gone: "har släppt resten",
    captured: "har tagit pengarna",
  },
  gaveBack: (money: string) => `har betalat tillbaka ${money}`,
  orderedFor: (money: string) => `en order på ${money}`,
  until: (time: string) => `godkänd till ${time}`,
  readAt: (time: string) => `läst ${time}`,
  since: (age: string) => `anmäld ${age}`,
  see: "Visa",
  made: (when: string, order: string) => `gjord ${when}, Klarnas order ${order}`,
  ringUpAgain: "Slå in köpet igen",
  giveBack: "Lämna tillbaka pengarna",
  ringUpMeans: {
    authorized:
      "Om kunden har varorna: slå in samma varor igen och spara betalningen. Annars: lämna tillbaka pengarna.",
    captured:
      "Klarna har betalat ut den. Slå in samma varor igen och spara betalningen, så att den finns i våra böcker också. Om den redan finns i andra böcker, ange det nedan.",
  },
  seniorAgrees: "En kassaansvarig godkänner",
  refundWays: {
    again: "Fråga Klarna igen",
    cash: "Betala tillbaka kontant",
    card: "Betala tillbaka på ett kort",
    portal: "Det betalades tillbaka i Klarnas portal",
  },
  refundFound: (found: string, left: string) =>
    `${found} av det har redan betalats tillbaka i Klarnas portal. ${left} är kvar att betala tillbaka.`,
  refundTitle: "Hur löses det?",
  refundSlip: "Numret på kortkvittot, om det finns",
  closing: "Stäng med en orsak",
  closingRest: "Det sparas, med ditt namn.",
  reason: "Orsak",
  close: "Stäng ärendet",
  settled: "Det här är löst.",
};
