import type { FormState } from "../../views/data.ts";
import { isLive } from "../../views/payment/face.ts";
import { WINDOW_SHOWS, type WindowShow } from "../../views/payment/shows.ts";
import { isElsewhere, isSettling, needsApproval, viewOf, type WindowProps } from "../../views/payment/parts.tsx";
import { PaymentAnswer, paymentIcon, PaymentLive, paymentTitle, PaymentWindow } from "../../views/payment/window.tsx";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { z } from "zod";
import { registerTopic } from "../bus.ts";
import { AppError } from "../errors.ts";
import { watchPayment } from "../operations/watch-payment.ts";
import { findCustomer } from "../store/customers.ts";
import { findPayment } from "../store/payments.ts";
import { activeSeniors } from "../store/staff.ts";
import { addressRules } from "../operations/customer-check.ts";
import { countryChoices, phoneReading, typedRecord } from "./customer-form.ts";
import { query } from "./forms.ts";
import { paymentView, saleView } from "./present.ts";
import { exchangingInto, saleDeedsOf } from "./present-pick-up.ts";
import { frameOf, goTo, operatorOf, type TillContext } from "./till.ts";

/** Without script the window asks for itself this often. */
const REFRESH_SECONDS = 5;

export const showQuery = query({ show: z.enum(WINDOW_SHOWS).default("auto") });

/** What is said in the window besides the payment: why the last deed failed, and what was typed for it. */
export type WindowAsked = {
  show: WindowShow;
  error?: AppError;
  contact?: FormState;
  /** Who was to agree, when they did not. */
  approverId?: string | undefined;
};

/** The payment's own page: its sale with the window over it. */
export async function windowPage(c: TillContext, paymentId: string, asked: WindowAsked): Promise<Response> {
  await watchPayment(c.get("shop"), paymentId);
  const props = await windowProps(c, paymentId, asked);
  const { frame, sale, payment, show } = props;
  // A question whether to cancel that came too late asks nothing more.
  const isPlain = show === "auto" || show === "cancel";
  if (payment.isSaved && sale.status === "open" && isPlain && !asked.error) {
    return goTo(c, `/sales/${sale.id}/tender`);
  }
  const refreshes = isLive(payment) && !isTypedIn(props);
  return await c.html(
    <SalePage
      frame={frame}
      sale={sale}
      place="panel"
      title={paymentTitle(frame, payment)}
      icon={paymentIcon(frame, payment)}
      window={<PaymentWindow {...props} />}
      refresh={refreshes ? refreshOf(paymentId, show) : undefined}
    />,
    statusOf(asked),
  );
}

/** A page that asks for itself would wipe out what is being typed in it: a record, or the PIN of who agrees. */
function isTypedIn(props: WindowProps): boolean {
  const view = viewOf(props);
  const isAgreeing = props.payment.status === "authorized" && needsApproval(view) && !isElsewhere(view);
  return props.show === "contact" || isSettling(view) || isAgreeing;
}

/** The window alone, with what stands beside it: the answer to a deed. */
export async function windowPart(c: TillContext, paymentId: string, asked: WindowAsked): Promise<Response> {
  return await c.html(<PaymentAnswer {...await windowProps(c, paymentId, asked)} />, statusOf(asked));
}

/** The inside of the window: what is pushed and polled. */
export async function livePanel(c: TillContext, paymentId: string, show: WindowShow) {
  return <PaymentLive {...await windowProps(c, paymentId, { show })} />;
}

export async function windowProps(c: TillContext, paymentId: string, asked: WindowAsked): Promise<WindowProps> {
  const shop = c.get("shop");
  const row = await findOrRefuse(c, paymentId);
  const frame = await frameOf(c);
  const sale = await saleView(shop, row.saleId);
  const payment = sale.payment?.id === paymentId ? sale.payment : await paymentView(shop, row);
  const isAgreedTo = payment.status === "authorized" || payment.needsAttention;
  const seniors = isAgreedTo ? await activeSeniors(shop.db.read) : [];
  return {
    frame,
    sale,
    payment,
    show: asked.show,
    saleDeeds: payment.isSaved ? await saleDeedsOf(shop, row.saleId) : [],
    exchangingInto: payment.isSaved ? await exchangingInto(shop, row.saleId) : null,
    hasScreen: shop.bus.isWatched(registerTopic(operatorOf(c).registerId)),
    problem: asked.error?.problem ?? null,
    approvers: seniors.map(({ id, name, role }) => ({ id, name, role, isChosen: id === asked.approverId })),
    contact: asked.show === "contact" ? await contactOf(c, row.customerId, asked.contact) : null,
  };
}

export async function findOrRefuse(c: TillContext, paymentId: string) {
  const payment = await findPayment(c.get("shop").db.read, paymentId);
  if (!payment) throw new AppError({ kind: "payment_missing" });
  return payment;
}

async function contactOf(c: TillContext, customerId: string | null, typed?: FormState) {
  const customer = customerId ? await findCustomer(c.get("shop").db.read, customerId) : undefined;
  if (!customer) return null;
  const { shop } = await frameOf(c);
  const form = typed ?? { values: typedRecord(customer), problems: {} };
  return {
    form,
    rules: addressRules(form.values["country"] ?? shop.country),
    reading: phoneReading(form.values, shop),
    recordVersion: customer.version,
    countries: countryChoices(shop.locale, shop.country),
  };
}

function refreshOf(paymentId: string, show: WindowShow) {
  return { seconds: REFRESH_SECONDS, path: `/payments/${paymentId}${show === "auto" ? "" : `?show=${show}`}` };
}

function statusOf({ error, contact }: WindowAsked): 200 | AppError["status"] {
  return error?.status ?? (contact ? 422 : 200);
}
