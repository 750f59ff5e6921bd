import type { Child } from "hono/jsx";
import type { SaleDeed } from "../../src/domain/sale.ts";
import { CompleteArea } from "../complete/complete-area.tsx";
import type { SaleView } from "../data.ts";
import type { HeldView, LetGoView, PickUpView, WaitingSaleView } from "../pick-up/data.ts";
import { DropArea, LetGoArea } from "../pick-up/let-go-area.tsx";
import { CameBackArea, CancelSaleArea, PickUpArea } from "../pick-up/pick-up-area.tsx";
import { PickUpsPage } from "../pick-up/pick-ups-page.tsx";
import { ProductArea } from "../sale/product-area.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import type { StripPlace } from "../sale/strip.tsx";
import { PaidArea } from "../tender/paid-area.tsx";
import type { GalleryFace } from "./face.ts";
import { CASH_TENDER, KLARNA_TENDER, makeFrame, makeSale, MINUTE, NOW, SENIORS } from "./people-and-things.ts";
import { CATEGORIES, PRODUCTS } from "./products.ts";
import { makeDesk } from "./receipts.ts";

const GROUP = "Picked up later";
const DAY = 24 * 60 * MINUTE;
const frame = makeFrame();

const paid = makeSale({ tenders: [KLARNA_TENDER] });
const done = makeSale({ status: "completed", completedAt: NOW - DAY, receiptNumber: 1_204, tenders: [KLARNA_TENDER] });

const makePickUp = (changes: Partial<PickUpView> = {}): PickUpView => ({
  isDone: false,
  lines: done.lines.map(({ id, name, quantity }) => ({ id, name, quantity, left: quantity })),
  waits: done.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  leftMinor: done.totals.totalMinor,
  sofar: [],
  endsAt: NOW + 26 * DAY + MINUTE,
  paidFor: "held",
  canLetGo: false,
  canDrop: true,
  paidMinor: 0,
  heldMinor: done.totals.totalMinor,
  backMinor: 0,
  back: [],
  ...changes,
});
const sofar = [{ kind: "handed_over" as const, valueMinor: 38_000, staffName: "Ben", at: NOW - 3 * DAY }];
const takenOff = [{ kind: "not_taken" as const, valueMinor: 950, staffName: "Ben", at: NOW - 2 * DAY }];
const begun = makePickUp({
  lines: makePickUp().lines.slice(1),
  leftMinor: done.totals.totalMinor - 38_000,
  heldMinor: done.totals.totalMinor - 38_000,
  sofar,
  endsAt: NOW + 5 * DAY + MINUTE,
  canLetGo: true,
});
const partlyPaid = makePickUp({
  ...begun,
  paidMinor: 2_500,
  heldMinor: begun.leftMinor - 3_500,
  backMinor: 3_500,
  back: [
    { kind: "klarna", isFound: true, amountMinor: 1_000 },
    { kind: "klarna", isFound: false, amountMinor: 500 },
    { kind: "cash", isFound: false, amountMinor: 2_000 },
  ],
});
const lapsed = makePickUp({ ...begun, endsAt: null, paidFor: "gone", heldMinor: 0 });
const paidAhead = makePickUp({
  endsAt: null,
  paidFor: "paid",
  paidMinor: done.totals.totalMinor,
  heldMinor: 0,
});
const makeLetGo = (pickUp: PickUpView, changes: Partial<LetGoView> = {}): LetGoView => ({
  ...pickUp,
  isPart: false,
  keptMinor: 0,
  ...changes,
});
/** One piece of the first line, of all that waits. */
const PART = {
  lines: makePickUp().lines.slice(0, 1).map((line) => ({ ...line, left: 1 })),
  leftMinor: 38_000,
  heldMinor: 38_000,
  isPart: true,
  keptMinor: done.totals.totalMinor - 38_000,
};
const PART_PAID = {
  heldMinor: 36_000,
  backMinor: 2_000,
  back: [{ kind: "cash" as const, isFound: false, amountMinor: 2_000 }],
};
const EXCHANGING = { deeds: [], exchangingInto: `sal_${"2".padStart(26, "0")}` };
const ALONE = { approvers: [], limitMinor: null };
const AGREEING = { frame, exchangingInto: null, agreeing: { approvers: SENIORS, limitMinor: null } };
const ABOVE_LIMIT = { approvers: SENIORS, limitMinor: 2_000 };
const UNSETTLED = {
  deeds: ["pick-up" as const],
  settleFirst: { why: "capture_refused" as const, callId: `att_${"1".padStart(26, "0")}` },
};
const CAME_BACK = {
  unpaidMinor: 38_000,
  backMinor: 1_200,
  back: [{ kind: "klarna" as const, isFound: false, amountMinor: 1_200 }],
};
const BEGUN = { deeds: ["pick-up", "dropping", "rest", "return"] } satisfies { deeds: SaleDeed[] };
const WAITING = { deeds: ["pick-up", "dropping", "cancelling", "return"] } satisfies { deeds: SaleDeed[] };

const row = (code: number, changes: Partial<WaitingSaleView>): WaitingSaleView => ({
  id: `sal_${String(code).padStart(26, "0")}`,
  code,
  currency: "GBP",
  since: NOW - 4 * DAY,
  customerName: "Sam Karim",
  leftMinor: 38_000,
  endsAt: NOW + 24 * DAY + MINUTE,
  paidFor: "held",
  ...changes,
});
const ROWS = [
  row(20_311, { customerName: "Róisín O’Hara", since: NOW - 27 * DAY, endsAt: NOW + MINUTE, leftMinor: 4_500 }),
  row(20_350, { customerName: null, since: NOW - 22 * DAY, endsAt: NOW + 5 * DAY + MINUTE }),
  row(20_418, {}),
  row(20_290, { endsAt: null, paidFor: "gone", since: NOW - 40 * DAY }),
  row(20_388, { endsAt: null, paidFor: "paid", since: NOW - 9 * DAY }),
];

/** Goods that are paid and wait for their customer, from the tick to the last piece. */
export function pickUpFaces(): GalleryFace[] {
  const area = { frame, sale: done, pickUp: makePickUp(), ...WAITING, exchangingInto: null };
  const complete = { frame, sale: done, desk: makeDesk() };
  const cancel = { ...AGREEING, sale: split(), waits: 3, gone: [] };
  return [
    onSale("pick-up-paid", paid, <PaidArea frame={frame} sale={paid} />),
    onSale("pick-up-complete", done, <CompleteArea {...complete} pickUp={makePickUp()} {...WAITING} />),
    onSale(
      "pick-up-complete-taken-off",
      done,
      <CompleteArea
        {...complete}
        pickUp={makePickUp({ leftMinor: 61_310, heldMinor: 61_310, sofar: takenOff })}
        {...WAITING}
      />,
    ),
    onSale("pick-up-complete-lapsed", done, <CompleteArea {...complete} pickUp={lapsed} deeds={["rest"]} />),
    onSale("pick-up-complete-paid-ahead", done, <CompleteArea {...complete} pickUp={paidAhead} deeds={["pick-up"]} />),
    onSale("pick-up-complete-exchanging", done, <CompleteArea {...complete} pickUp={makePickUp()} {...EXCHANGING} />),
    onSale(
      "pick-up-complete-done",
      done,
      <CompleteArea {...complete} pickUp={makePickUp({ isDone: true, lines: [], sofar: [...sofar, ...takenOff] })} />,
    ),
    onSale("pick-up-hand-over", done, <PickUpArea {...area} />),
    onSale("pick-up-begun", done, <PickUpArea {...area} pickUp={begun} {...BEGUN} />),
    onSale("pick-up-partly-gone", done, <PickUpArea {...area} pickUp={partlyPaid} {...BEGUN} />),
    onSale("pick-up-lapsed", done, <PickUpArea {...area} pickUp={lapsed} deeds={["rest"]} />),
    onSale("pick-up-unsettled", done, <PickUpArea {...area} pickUp={begun} {...UNSETTLED} />),
    onSale("pick-up-complete-unsettled", done, <CompleteArea {...complete} pickUp={begun} {...UNSETTLED} />),
    onSale("pick-up-exchanging", done, <PickUpArea {...area} {...EXCHANGING} />),
    onSale("pick-up-too-many", done, <PickUpArea {...area} typed={tooMany()} problem={{ kind: "not_that_many" }} />),
    ...letGoFaces(),
    onSale("pick-up-cancel-sale", done, <CancelSaleArea {...cancel} />),
    onSale("pick-up-cancel-gone", done, <CancelSaleArea {...cancel} waits={0} />),
    onSale("pick-up-came-back", done, <CameBackArea {...cancel} {...CAME_BACK} />),
    onSale("pick-up-cancel-lapsed", done, <CancelSaleArea {...cancel} gone={[KLARNA_TENDER.paymentId ?? ""]} />),
    onSale(
      "pick-up-cancel-exchanging",
      done,
      <CancelSaleArea {...cancel} exchangingInto={EXCHANGING.exchangingInto} />,
    ),
    held("calm", { count: 1, endsAt: NOW + 20 * DAY }),
    held("soon", { count: 4, endsAt: NOW + 6 * DAY }),
    held("alarm", { count: 4, endsAt: NOW + DAY }),
    page("pick-ups", ROWS, ""),
    page("pick-ups-none", [], ""),
    page("pick-ups-no-hit", [], "Karim"),
  ];
}

/** The customer does not take what is left, or some of it. */
function letGoFaces(): GalleryFace[] {
  const letGo = { ...AGREEING, sale: done };
  return [
    onSale("pick-up-let-go", done, <LetGoArea {...letGo} letGo={makeLetGo(begun)} />),
    onSale("pick-up-let-go-paid", done, <LetGoArea {...letGo} letGo={makeLetGo(partlyPaid)} agreeing={ALONE} />),
    onSale("pick-up-let-go-limit", done, <LetGoArea {...letGo} letGo={makeLetGo(partlyPaid)} agreeing={ABOVE_LIMIT} />),
    onSale("pick-up-let-go-lapsed", done, <LetGoArea {...letGo} letGo={makeLetGo(lapsed)} />),
    onSale("pick-up-drop", done, <DropArea frame={frame} sale={done} pickUp={makePickUp()} />),
    onSale(
      "pick-up-drop-too-many",
      done,
      <DropArea frame={frame} sale={done} pickUp={begun} typed={tooMany()} problem={{ kind: "not_that_many" }} />,
    ),
    onSale("pick-up-part", done, <LetGoArea {...letGo} letGo={makeLetGo(makePickUp(), PART)} />),
    onSale(
      "pick-up-part-paid",
      done,
      <LetGoArea {...letGo} letGo={makeLetGo(begun, { ...PART, ...PART_PAID })} agreeing={ABOVE_LIMIT} />,
    ),
    onSale(
      "pick-up-part-paid-ahead",
      done,
      <LetGoArea
        {...letGo}
        letGo={makeLetGo(begun, PART)}
        agreeing={ALONE}
        problem={{ kind: "rest_paid_ahead" }}
      />,
    ),
  ];
}

function tooMany(): Record<string, string> {
  return Object.fromEntries(done.lines.map(({ id }) => [id, "90"]));
}

function split(): SaleView {
  return { ...done, tenders: [{ ...CASH_TENDER, amountMinor: 2_000, givenMinor: 2_000 }, KLARNA_TENDER] };
}

function Products({ held }: { held: HeldView }) {
  const area = { categories: CATEGORIES, categoryId: CATEGORIES[0]?.id ?? null, tiles: PRODUCTS, query: "" };
  return <ProductArea frame={frame} sale={makeSale({ lines: [] })} {...area} scan={{ kind: "ready" }} held={held} />;
}

function held(name: string, note: HeldView): GalleryFace {
  return onSale(`pick-up-held-${name}`, makeSale({ lines: [] }), <Products held={note} />, "products");
}

function page(name: string, sales: WaitingSaleView[], typed: string): GalleryFace {
  return { name, group: GROUP, render: () => <PickUpsPage frame={frame} sales={sales} typed={typed} /> };
}

function onSale(name: string, sale: SaleView, work: Child, place: StripPlace = "panel"): GalleryFace {
  return { name, group: GROUP, render: () => <SalePage frame={frame} sale={sale} place={place}>{work}</SalePage> };
}
