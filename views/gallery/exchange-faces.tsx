import type { ExchangeView } from "../exchange/data.ts";
import { ExchangePage } from "../exchange/exchange-page.tsx";
import { ReturnPage } from "../returns/return-page.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import { TenderArea } from "../tender/tender-area.tsx";
import type { Problem } from "../../src/domain/problem.ts";
import type { GalleryFace } from "./face.ts";
import { onSale } from "./on-sale.tsx";
import { makeDesk } from "./receipts.ts";
import { CompleteArea } from "../complete/complete-area.tsx";
import { makeFrame, makeSale, NOW, SENIORS } from "./people-and-things.ts";
import { EMPTY_RETURN } from "./return-faces.tsx";

const frame = makeFrame();
const group = "Exchanges";
const id = (prefix: string, number: number) => `${prefix}_${String(number).padStart(26, "0")}`;

/** A jacket in another size, which costs ten pounds more. */
const DEARER: ExchangeView = {
  newSaleId: id("sal", 2),
  newVersion: 3,
  saleId: id("sal", 1),
  saleCode: 20_391,
  customerName: "Sam Karim",
  currency: "GBP",
  kind: "returned",
  way: "difference",
  isCredited: false,
  stage: "under_way",
  oldGoods: [{ name: "Fell jacket, M", quantity: 1, amountMinor: 18_900 }],
  newGoods: [{ name: "Fell jacket, L", quantity: 1, amountMinor: 19_900 }],
  returnedMinor: 18_900,
  newMinor: 19_900,
  dueMinor: 19_900,
  steps: [{ kind: "pay", amountMinor: 1_000, state: "next" }, { kind: "hand_over", state: "then" }],
  back: [],
  returned: null,
  isPractice: false,
  problem: null,
};
const RINGING_UP: ExchangeView["steps"] = [
  { kind: "refund", amountMinor: 18_900, state: "next" },
  { kind: "hand_over", state: "then" },
];
const CREDITED: ExchangeView = { ...DEARER, isCredited: true, dueMinor: 1_000 };
/** Two hats instead of the jacket: what they do not take goes back. */
const CHEAPER: ExchangeView = {
  ...DEARER,
  newGoods: [{ name: "Wool hat", quantity: 2, amountMinor: 3_800 }],
  newMinor: 3_800,
  dueMinor: 3_800,
  steps: [{ kind: "refund", amountMinor: 15_100, state: "next" }, { kind: "hand_over", state: "then" }],
  back: [{ kind: "klarna", amountMinor: 12_100 }, { kind: "cash", amountMinor: 3_000 }],
};
const CHEAPER_PAID: ExchangeView = { ...CHEAPER, isCredited: true, dueMinor: 0 };
const OVER: ExchangeView = {
  ...CHEAPER_PAID,
  stage: "over",
  steps: [{ kind: "refund", amountMinor: 15_100, state: "under" }, { kind: "hand_over", state: "done" }],
  returned: { id: id("ret", 2), number: 19 },
};
const ANEW: ExchangeView = {
  ...DEARER,
  way: "anew",
  steps: [
    { kind: "pay", amountMinor: 19_900, state: "next" },
    { kind: "refund", amountMinor: 18_900, state: "then" },
    { kind: "hand_over", state: "then" },
  ],
  back: [{ kind: "klarna", amountMinor: 18_900 }],
};
const LET_GO: ExchangeView = {
  ...ANEW,
  kind: "not_taken",
  steps: [ANEW.steps[0]!, { kind: "let_go", amountMinor: 18_900, state: "then" }, ANEW.steps[2]!],
  back: [],
};
/** The new goods are paid for, and then Klarna turned out to have paid for the old ones. */
const PAID_OUT = LET_GO.steps.map((step) => ({
  ...step,
  state: step.kind === "pay" ? "done" as const : "then" as const,
}));

/** A finished sale of which nothing can be given back as it is. */
function otherPages(): GalleryFace[] {
  const exchange = { saleCode: 20_391, returnedMinor: 18_900, isOver: false, isDecided: false, back: [] };
  const none = { values: {}, problems: {} };
  const rest = { heldMinor: 18_900, agreeing: { approvers: SENIORS, limitMinor: null } };
  const waiting = { ...EMPTY_RETURN, why: "not_taken" as const, earlier: [], rest };
  const running = { ...EMPTY_RETURN, why: "exchanging" as const, exchangingInto: id("sal", 2) };
  const sale = makeSale({ exchange });
  const done = makeSale({
    status: "completed",
    completedAt: NOW,
    receiptNumber: 1_204,
    exchange: {
      ...exchange,
      isOver: true,
      isDecided: true,
      back: [{ kind: "cash", amountMinor: 3_000 }, { kind: "card", amountMinor: 2_000 }],
    },
  });
  return [
    { name: "exchange-basket", group, render: () => <SalePage frame={frame} sale={sale} /> },
    {
      name: "exchange-tender",
      group,
      render: () => (
        <SalePage frame={frame} sale={sale} place="tender">
          <TenderArea frame={frame} sale={sale} />
        </SalePage>
      ),
    },
    onSale("exchange-complete", group, done, "panel", <CompleteArea frame={frame} sale={done} desk={makeDesk()} />),
    { name: "exchange-not-taken", group, render: () => <ReturnPage frame={frame} view={waiting} form={none} /> },
    { name: "exchange-running", group, render: () => <ReturnPage frame={frame} view={running} form={none} /> },
  ];
}

/** An exchange in each of its stages, and where else it is spoken of. */
export function exchangeFaces(): GalleryFace[] {
  const face = (name: string, view: ExchangeView, problem: Problem | null = null): GalleryFace => ({
    name: `exchange-${name}`,
    group,
    render: () => <ExchangePage frame={frame} view={view} problem={problem} />,
  });
  const refused = OVER.steps.map((step) => step.kind === "refund" ? { ...step, state: "stuck" as const } : step);
  return [
    face("ringing-up", { ...DEARER, stage: "ringing_up", newGoods: [], newMinor: 0, dueMinor: 0, steps: RINGING_UP }),
    face("dearer", DEARER),
    face("dearer-credited", CREDITED),
    face("dearer-paid", {
      ...CREDITED,
      dueMinor: 0,
      steps: [{ ...CREDITED.steps[0]!, state: "done" }, { kind: "hand_over", state: "next" }],
    }),
    face("anew", ANEW),
    face("cheaper", CHEAPER),
    face("cheaper-credited", CHEAPER_PAID),
    face("cheaper-by-card", { ...CHEAPER_PAID, back: [{ kind: "card", amountMinor: 15_100, slipKey: "tnd" }] }),
    face("let-go", LET_GO),
    face("too-little-left", { ...CHEAPER, back: [], problem: { kind: "return_too_much" } }),
    face("paid-out", {
      ...LET_GO,
      kind: "cancelled",
      dueMinor: 0,
      steps: PAID_OUT,
      problem: { kind: "exchange_paid_out" },
    }),
    face("over", OVER),
    face("over-refused", { ...OVER, steps: refused }),
    face("stopped", { ...DEARER, stage: "stopped" }),
    ...otherPages(),
  ];
}
