import { isUnfinished, OPEN_STATUSES } from "../../src/domain/payment.ts";
import type { PaymentRowView, TakenView } from "../data.ts";
import type { WindowProps } from "../payment/parts.tsx";
import { paymentIcon, paymentTitle, PaymentWindow } from "../payment/window.tsx";
import { NO_SEARCH, type PaymentSearch } from "../payment/payment-search.ts";
import type { TimelineEntry } from "../payment/history-data.ts";
import { PaymentHistoryPage } from "../payment/history-page.tsx";
import { PaymentsPage } from "../payment/payments-page.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import type { GalleryFace } from "./face.ts";
import type { PaymentState } from "./payment-state.ts";
import { PAYMENT_STATES, tendersOf } from "./payment-states.ts";
import { BRITISH, SAM, SAM_READ, typedRecord } from "./customers.ts";
import { makeFrame, makeSale, MINUTE, NOW, SENIORS } from "./people-and-things.ts";

/** The payment window over its sale, in every state, and the list of payments. */
export function paymentFaces(): GalleryFace[] {
  const windows = PAYMENT_STATES.map((state) => ({
    name: `payment-${state.name}`,
    group: "Klarna payment",
    render: () => <WindowPage state={state} />,
  }));
  return [...windows, ...lists(), ...histories()];
}

function WindowPage({ state }: { state: PaymentState }) {
  const { frame, sale, payment, ...rest } = windowOf(state);
  return (
    <SalePage
      frame={frame}
      sale={sale}
      place="panel"
      title={paymentTitle(frame, payment)}
      icon={paymentIcon(frame, payment)}
      window={<PaymentWindow frame={frame} sale={sale} payment={payment} {...rest} />}
    />
  );
}

/** All that the window of a state is drawn from. */
export function windowOf(state: PaymentState): WindowProps {
  const { payment, show = "auto", problems = {}, problem = null, saleDeeds = [], exchangingInto = null } = state;
  const sale = makeSale({
    payment,
    customer: payment.customer,
    lock: isUnfinished({ status: payment.status, savedAt: payment.isSaved ? NOW : null }) ? "klarna" : null,
    tenders: tendersOf(state),
    ...state.sale,
  });
  const values = typedRecord(payment.customer ?? SAM);
  const suggestions = state.suggestions ? { suggestions: state.suggestions } : {};
  const contact = {
    form: { values, problems, ...suggestions },
    recordVersion: 1,
    countries: COUNTRIES,
    rules: BRITISH,
    reading: values["phone"] ? SAM_READ : null,
  };
  return {
    frame: makeFrame(state.frame),
    sale,
    payment,
    show,
    saleDeeds,
    exchangingInto,
    problem,
    hasScreen: state.hasScreen,
    approvers: SENIORS,
    contact: show === "contact" ? contact : null,
  };
}

const COUNTRIES = [{ value: "GB", label: "United Kingdom" }, { value: "IE", label: "Ireland" }];

const TAKEN: TakenView[] = [{ kind: "cash", amountMinor: 41_250 }, { kind: "klarna", amountMinor: 186_500 }];

function histories(): GalleryFace[] {
  const names = ["reminder", "completed", "in-progress-other-till", "saved-part-taken", "captured", "attention-open"];
  return PAYMENT_STATES.filter(({ name }) => names.includes(name)).map((state) => ({
    name: `payment-history-${state.name}`,
    group: "Payment's page",
    render: () => (
      <PaymentHistoryPage
        window={windowOf(state)}
        entries={ENTRIES}
        supportText={SUPPORT}
        calls={state.payment.needsAttention ? ["att_1"] : []}
      />
    ),
  }));
}

const SUPPORT = "tillside 0.1.0\npayment pay_00000000000000000000000001 20418-1";
const CORRELATION = "0d1c5e0e-7f3a-4c55-9f0e-1a2b3c4d5e6f";
const nobody = { who: null, correlationId: null, codes: [] };
const sentText = { is: "sending", channel: "sms", via: "klarna", address: "••• •••123", answerCode: null } as const;

const REFUSED = { is: "answered", wish: "cancel", state: "refused", amountMinor: null } as const;

/** One of each kind of entry. */
const ENTRIES: TimelineEntry[] = [
  {
    ...nobody,
    at: NOW - 2000,
    happened: { is: "asked", wish: "capture", amountMinor: 12_450 },
    who: "Ada",
    cause: "cashier",
  },
  {
    ...nobody,
    at: NOW - 3000,
    happened: { is: "noted", kind: "saved", amountMinor: null },
    who: "Ada, Mona",
    cause: "cashier",
  },
  {
    at: NOW - 8000,
    happened: { is: "status", to: "authorized" },
    who: null,
    cause: "poll",
    correlationId: CORRELATION,
    codes: ["orderState: AUTHORIZED", "fraud: ACCEPTED"],
  },
  { ...nobody, at: NOW - 9000, happened: REFUSED, cause: null },
  { ...nobody, at: NOW - 60_000, happened: { ...sentText, state: "done" }, who: "Ada", cause: "cashier" },
  { ...nobody, at: NOW - 72_000, happened: { is: "status", to: "created" }, who: "Ada", cause: "start" },
];

const CHOICES = {
  registers: [{ value: "reg_1", label: "Front till" }, { value: "reg_2", label: "Workshop" }],
  staff: [{ value: "stf_ada", label: "Ada" }, { value: "stf_ben", label: "Ben" }],
};

type Listed = Partial<Omit<Parameters<typeof PaymentsPage>[0], "frame" | "search">> & {
  search?: Partial<PaymentSearch>;
};

function listFace(name: string, { search = {}, ...props }: Listed): GalleryFace {
  const usual = { rows: [], choices: CHOICES, problems: {}, isTooShort: false, next: null, taken: [] };
  return {
    name,
    group: "Payments list",
    render: () => <PaymentsPage frame={managerFrame()} search={{ ...NO_SEARCH, ...search }} {...usual} {...props} />,
  };
}

function lists(): GalleryFace[] {
  const rows = PAYMENT_STATES.map(rowOf);
  const open = rows.filter(({ payment }) => OPEN_STATUSES.includes(payment.status));
  const narrowed = { q: "karim", day: "2026-11-23", amount: "622.60", register: "reg_1", staff: "stf_ada" };
  const older = rows.slice(0, 8).map((row) => ({
    ...row,
    payment: { ...row.payment, createdAt: row.payment.createdAt - 3 * 24 * 60 * MINUTE },
  }));
  return [
    listFace("payments", { rows, taken: TAKEN, next: "1.pay" }),
    listFace("payments-open", { rows: open, search: { filter: "open" }, taken: TAKEN }),
    listFace("payments-found", { rows: rows.slice(0, 3), search: { filter: "expired", ...narrowed } }),
    listFace("payments-older", { rows: older, search: { after: "1.pay" }, next: "2.pay" }),
    listFace("payments-unread", {
      search: { day: "2026-02-31", amount: "a lot" },
      problems: { day: "not_known", amount: "not_an_amount" },
    }),
    listFace("payments-too-short", { search: { q: "ka" }, isTooShort: true }),
    listFace("payments-empty", {}),
    listFace("payments-none-fit", { search: { filter: "ended" } }),
  ];
}

function rowOf({ payment, face }: PaymentState, index: number): PaymentRowView {
  const createdAt = NOW - index * 3 * MINUTE;
  return {
    payment: {
      ...payment,
      id: `pay_${String(index).padStart(26, "0")}`,
      saleCode: payment.saleCode - index,
      createdAt,
    },
    customerName: index % 5 === 4 ? null : `${SAM.givenName} ${SAM.familyName}`,
    isUnsavedTooLong: face === "completed",
  };
}

function managerFrame() {
  return makeFrame({
    operator: {
      staffId: "stf_00000000000000000000000003",
      name: "Mona",
      role: "manager",
      registerName: "Front till",
      registerNumber: 2,
    },
  });
}
