import { saleTotals } from "../../src/domain/sale.ts";
import type { PaymentView } from "../data.ts";
import { CustomerScreenPage } from "../display/customer-screen-page.tsx";
import type { CustomerScreenView, DisplayBasket, DisplayView } from "../display/data.ts";
import { DisplayPage } from "../display/display-page.tsx";
import { displayPayment } from "../display/states.ts";
import type { GalleryFace } from "./face.ts";
import {
  CASH_TENDER,
  KLARNA_TENDER,
  LINES,
  makeFrame,
  makeLine,
  makePayment,
  makeSending,
  NOW,
} from "./people-and-things.ts";

const ADDRESS = `https://till.example/display/${"k3R_".repeat(11).slice(0, 43)}`;
const SCREEN: CustomerScreenView = { address: ADDRESS, isConnected: true, isLocal: false };
const MANY = Array.from(
  { length: 14 },
  (_, index) => makeLine(index + 10, { name: `Tent peg set ${index + 1}`, quantity: 2, priceMinor: 1_250 }),
);

/** The screen turned to the customer in every state, and the page where it is opened. */
export function displayFaces(): GalleryFace[] {
  return [
    show("idle", { kind: "idle" }),
    show("practice", { kind: "idle" }, true),
    show("stopped", { kind: "stopped" }),
    show("basket", basket(LINES)),
    show("basket-practice", basket(LINES), true),
    show("basket-long", basket(MANY)),
    show("basket-tax-free", basket(LINES.map(withoutTax))),
    show("basket-unpaid", { ...basket(LINES), isUnpaid: true }),
    show("basket-part-paid", basket(LINES, [{ ...CASH_TENDER, amountMinor: 20_000, givenMinor: 20_000 }])),
    show("basket-change", basket(LINES, [CASH_TENDER])),
    show("basket-klarna-part", basket(LINES, [{ ...KLARNA_TENDER, amountMinor: 25_000 }])),
    ...paymentFaces(),
    show("thanks", { kind: "thanks", totalMinor: 62_260, changeMinor: 0 }),
    show("thanks-change", { kind: "thanks", totalMinor: 62_260, changeMinor: 1_740 }),
    setUp("none", { ...SCREEN, address: null, isConnected: false }),
    setUp("open", SCREEN),
    setUp("local", { ...SCREEN, isConnected: false, isLocal: true }),
  ];
}

function paymentFaces(): GalleryFace[] {
  const opened = { status: "in_progress" as const };
  return [
    paying("starting", { status: "created", linkUrl: null }),
    paying("scan", {}),
    paying("scan-large", { amountMinor: 1_234_567 }),
    paying("text", { sendings: [makeSending()] }),
    paying("email", { sendings: [makeSending({ channel: "email" })] }),
    paying("opened", opened),
    paying("try-again", { ...opened, lastTry: "try_declined" }),
    paying("show-id", { ...opened, idCheckChallenge: "" }),
    paying("checking", { ...opened, isBeingRead: true }),
    paying("keep-open", { failedChecks: 9, checkedAt: NOW - 45_000 }),
    paying("in-review", { status: "in_review" }),
    paying("paid", { status: "authorized" }),
  ];
}

function paying(name: string, changes: Partial<PaymentView>): GalleryFace {
  return show(`klarna-${name}`, displayPayment(makePayment(changes), NOW));
}

function show(name: string, view: DisplayView, isPractice = false): GalleryFace {
  return {
    name: `display-${name}`,
    group: "Customer’s screen",
    render: () => <DisplayPage frame={makeFrame({ operator: null, isPractice })} token="token" view={view} />,
  };
}

function setUp(name: string, screen: CustomerScreenView): GalleryFace {
  return {
    name: `customer-screen-${name}`,
    group: "Customer’s screen",
    render: () => <CustomerScreenPage frame={makeFrame()} screen={screen} />,
  };
}

function basket(lines: typeof LINES, tenders: (typeof CASH_TENDER)[] = []): DisplayBasket {
  return { kind: "basket", lines, totals: saleTotals(lines, tenders), isUnpaid: false };
}

function withoutTax(line: (typeof LINES)[number]): (typeof LINES)[number] {
  return { ...line, isTaxFree: 1, totalMinor: line.totalMinor - line.taxMinor, taxMinor: 0 };
}
