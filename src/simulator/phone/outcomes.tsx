import type { HostedStatus } from "../records.ts";
import { Outcome } from "./layout.tsx";
import { format, MoveForm, type Payment } from "./steps.tsx";

/** The link's 47 hours are over. */
export function ExpiredPage() {
  return (
    <Outcome mark="wait" title="This link has expired">
      <p>Nothing was charged. Ask the cashier for a new link.</p>
    </Outcome>
  );
}

/** How a payment stands when there is no step to take: over, or waiting to be tried again. */
export function OutcomePage(
  props: {
    status: HostedStatus;
    payment: Payment;
    reference: string | undefined;
    challenge: string | undefined;
    returnUrl: string | undefined;
  },
) {
  const { payment } = props;
  switch (props.status) {
    case "COMPLETED":
      return (
        <Outcome mark="yes" title="Approved" returnUrl={props.returnUrl}>
          <p class="big">{format(payment, payment.amountMinor)}</p>
          <p>
            <b>Show this to the cashier.</b> You can put your phone away when the till says Completed.
          </p>
          {props.reference && <p class="code">{props.reference}</p>}
        </Outcome>
      );
    case "CANCELLED":
      return (
        <Outcome mark="no" title="You cancelled the payment" returnUrl={props.returnUrl}>
          <p>Nothing was charged. Tell the cashier how you would like to pay.</p>
        </Outcome>
      );
    case "DISABLED":
      return (
        <Outcome mark="no" title="The shop stopped this payment">
          <p>Nothing was charged. This link no longer works; ask the cashier.</p>
        </Outcome>
      );
    case "MANUAL_ID_CHECK":
      return (
        <Outcome mark="wait" title="Show your ID to the cashier">
          <p>Read this code to the cashier:</p>
          <p class="big code">{props.challenge}</p>
          <MoveForm payment={payment} move="pass-id-check">
            <button class="btn btn-main" type="submit">The cashier has checked</button>
          </MoveForm>
        </Outcome>
      );
    default:
      return <RetryPage status={props.status} payment={payment} returnUrl={props.returnUrl} />;
  }
}

function RetryPage(props: { status: HostedStatus; payment: Payment; returnUrl: string | undefined }) {
  const { title, text, button } = retries[props.status] ?? defaultRetry;
  return (
    <Outcome mark="no" title={title} returnUrl={props.returnUrl}>
      <p>{text}</p>
      <MoveForm payment={props.payment} move="open">
        <button class="btn btn-main" type="submit">{button}</button>
      </MoveForm>
    </Outcome>
  );
}

type Retry = { title: string; text: string; button: string };

const defaultRetry: Retry = {
  title: "You left the payment",
  text: "Nothing was charged. You can go on, or tell the cashier how you would like to pay.",
  button: "Go on paying",
};

const retries: Partial<Record<HostedStatus, Retry>> = {
  FAILED: {
    title: "Klarna said no this time",
    text: "Nothing was charged. You can try again, or tell the cashier how you would like to pay.",
    button: "Try again",
  },
  ERROR: {
    title: "Something went wrong",
    text: "Nothing was charged. You can try again, or tell the cashier.",
    button: "Try again",
  },
};
