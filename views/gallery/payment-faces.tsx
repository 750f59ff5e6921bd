import { isUnfinished, OPEN_STATUSES } from "../../src/domain/payment.ts";
import type { PaymentRowView, TakenView } from "../data.ts";
import type { WindowProps } from "../payment/parts.tsx";
import { paymentIcon, paymentTitle, PaymentWindow } from "../payment/window.tsx";
import { PaymentsPage } from "../payment/payments-page.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import type { GalleryFace } from "./face.ts";
import { PAYMENT_STATES, type PaymentState, tendersOf } from "./payment-states.ts";
import { BRITISH, SAM, SAM_READ, typedRecord } from "./customers.ts";
import { makeFrame, makeSale, MINUTE, NOW, SENIORS } from "./people-and-things.ts";

/** The payment window over its sale, in every state, and the list of payments. */
export function paymentFaces(): GalleryFace[] {
  const windows = PAYMENT_STATES.map((state) => ({
    name: `payment-${state.name}`,
    group: "Klarna payment",
    render: () => <WindowPage state={state} />,
  }));
  return [...windows, ...lists()];
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
  const { payment, show = "auto", problems = {}, problem = null } = state;
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
    problem,
    hasScreen: state.hasScreen,
    approvers: SENIORS,
    contact: show === "contact" ? contact : null,
  };
}

const COUNTRIES = [{ value: "GB", label: "United Kingdom" }, { value: "IE", label: "Ireland" }];

const TAKEN: TakenView[] = [{ kind: "cash", amountMinor: 41_250 }, { kind: "klarna", amountMinor: 186_500 }];

function lists(): GalleryFace[] {
  const group = "Payments list";
  const rows = PAYMENT_STATES.map(rowOf);
  return [
    {
      name: "payments",
      group,
      render: () => <PaymentsPage frame={managerFrame()} rows={rows} filter="all" taken={TAKEN} />,
    },
    {
      name: "payments-open",
      group,
      render: () => (
        <PaymentsPage
          frame={managerFrame()}
          rows={rows.filter(({ payment }) => OPEN_STATUSES.includes(payment.status))}
          filter="open"
          taken={TAKEN}
        />
      ),
    },
    {
      name: "payments-empty",
      group,
      render: () => <PaymentsPage frame={managerFrame()} rows={[]} filter="all" taken={[]} />,
    },
    {
      name: "payments-none-fit",
      group,
      render: () => <PaymentsPage frame={managerFrame()} rows={[]} filter="ended" taken={[]} />,
    },
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
