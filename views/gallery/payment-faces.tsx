import { isOver, OPEN_STATUSES } from "../../src/domain/payment.ts";
import type { PaymentRowView } from "../data.ts";
import { paymentTitle, PaymentWindow } from "../payment/window.tsx";
import { PaymentsPage } from "../payment/payments-page.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import type { GalleryFace } from "./face.ts";
import { PAYMENT_STATES, type PaymentState, tendersOf } from "./payment-states.ts";
import { makeFrame, makeSale, MINUTE, NOW, SAM } from "./people-and-things.ts";

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
  const { payment, show = "auto" } = state;
  const frame = makeFrame();
  const isLocked = !isOver(payment.status);
  const sale = makeSale({
    payment,
    customer: payment.customer,
    lock: isLocked ? "klarna" : null,
    tenders: tendersOf(state),
  });
  return (
    <SalePage
      frame={frame}
      sale={sale}
      place="panel"
      title={paymentTitle(frame, payment)}
      window={<PaymentWindow frame={frame} sale={sale} payment={payment} show={show} />}
    />
  );
}

function lists(): GalleryFace[] {
  const group = "Payments list";
  const rows = PAYMENT_STATES.map(rowOf);
  return [
    { name: "payments", group, render: () => <PaymentsPage frame={managerFrame()} rows={rows} filter="all" /> },
    {
      name: "payments-open",
      group,
      render: () => (
        <PaymentsPage
          frame={managerFrame()}
          rows={rows.filter(({ payment }) => OPEN_STATUSES.includes(payment.status))}
          filter="open"
        />
      ),
    },
    { name: "payments-empty", group, render: () => <PaymentsPage frame={managerFrame()} rows={[]} filter="all" /> },
    {
      name: "payments-none-fit",
      group,
      render: () => <PaymentsPage frame={managerFrame()} rows={[]} filter="ended" />,
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
  return makeFrame({ operator: { name: "Mona", role: "manager", registerName: "Front till", registerNumber: 2 } });
}
