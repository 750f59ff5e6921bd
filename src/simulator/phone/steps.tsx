import type { Child } from "hono/jsx";
import { detailFields, type Form } from "../customer.ts";
import { formatDay, formatMoney } from "../money.ts";
import type { Plan } from "../plans.ts";
import { Document } from "./layout.tsx";

/** What every page of one payment shows or needs. */
export type Payment = {
  /** The page's own address; forms post to it with the name of the move behind. */
  path: string;
  shopName: string;
  amountMinor: number;
  currency: string;
  locale: string;
  isInShop: boolean;
};

type StepProps = { payment: Payment; complaint?: string | undefined };

export function LoginStep(props: StepProps & { contact: string }) {
  return (
    <Step {...props} title="Log in to pay">
      <MoveForm payment={props.payment} move="log-in">
        <Field
          name="contact"
          label="Mobile number or e-mail"
          value={props.contact}
          autocomplete="username"
          complaint={props.complaint}
        />
        <p class="meta">We send you a code to make sure it is you.</p>
        <button class="btn btn-main" type="submit">Continue</button>
      </MoveForm>
    </Step>
  );
}

export function CodeStep(props: StepProps & { contact: string }) {
  return (
    <Step {...props} title="Enter your code">
      <MoveForm payment={props.payment} move="code">
        <p>Klarna sent a code to {props.contact}.</p>
        <Field
          name="code"
          label="Six-digit code"
          value=""
          autocomplete="one-time-code"
          inputmode="numeric"
          complaint={props.complaint}
        />
        <p class="meta">In the simulator any six digits will do, except 999999.</p>
        <button class="btn btn-main" type="submit">Continue</button>
      </MoveForm>
      <GoTo payment={props.payment} step="login">Use another number or e-mail</GoTo>
    </Step>
  );
}

export function DetailsStep(props: StepProps & { values: Form }) {
  return (
    <Step {...props} title="Your details">
      <MoveForm payment={props.payment} move="details">
        {detailFields.map(({ name, label, isRequired, autocomplete }) => (
          <Field
            key={name}
            name={name}
            label={label}
            value={props.values[name] ?? ""}
            autocomplete={autocomplete}
            isRequired={isRequired}
          />
        ))}
        <Field
          name="date_of_birth"
          label="Date of birth"
          type="date"
          value={props.values["date_of_birth"] ?? ""}
          autocomplete="bday"
        />
        <button class="btn btn-main" type="submit">Continue</button>
      </MoveForm>
    </Step>
  );
}

export function PlansStep(props: StepProps & { plans: Plan[]; planId: string | undefined }) {
  const chosen = props.planId ?? props.plans[0]?.id;
  return (
    <Step {...props} title="Choose how to pay">
      <MoveForm payment={props.payment} move="plan">
        <fieldset class="stack tight" aria-labelledby="title">
          {props.plans.map((plan) => (
            <label class="choice" key={plan.id}>
              <input type="radio" name="plan" value={plan.id} checked={plan.id === chosen} required />
              <span class="grow">
                <b>{plan.name}</b>
                <br />
                <span class="meta">{describeDues(props.payment, plan)}</span>
              </span>
              <b class="num">{format(props.payment, plan.dues[0]?.amountMinor ?? 0)}</b>
            </label>
          ))}
        </fieldset>
        <button class="btn btn-main" type="submit">Continue</button>
      </MoveForm>
    </Step>
  );
}

export function ConfirmStep(props: StepProps & { plan: Plan; name: string; contact: string }) {
  return (
    <Step {...props} title="Check and confirm">
      <dl class="pairs">
        <Pair term="How">{props.plan.name}</Pair>
        {props.plan.dues.map((due) => (
          <Pair key={String(due.dueAt)} term={formatDay(due.dueAt)}>{format(props.payment, due.amountMinor)}</Pair>
        ))}
        <Pair term="Name">{props.name}</Pair>
        <Pair term={props.contact.includes("@") ? "E-mail" : "Mobile"}>{props.contact}</Pair>
      </dl>
      <MoveForm payment={props.payment} move="confirm">
        <button class="btn btn-main" type="submit">
          {`Approve ${format(props.payment, props.payment.amountMinor)}`}
        </button>
      </MoveForm>
      <GoTo payment={props.payment} step="plans">Back to the plans</GoTo>
      <GoTo payment={props.payment} step="details">Use another name</GoTo>
    </Step>
  );
}

/** What else Klarna wants of some before it says yes: done or not, in one press. */
export function CheckStep(props: StepProps & { task: string }) {
  return (
    <Step {...props} title="Klarna checks that it is you">
      <p>{props.task}</p>
      <MoveForm payment={props.payment} move="check">
        <p class="meta">In the simulator it is enough to say how it went.</p>
        <button class="btn btn-main" type="submit" name="passed" value="yes">Pass the check</button>
        <button class="btn" type="submit" name="passed" value="no">Fail the check</button>
      </MoveForm>
    </Step>
  );
}

/** "Cancel" asks first and then ends the payment for good [D]. */
export function CancelStep(props: { payment: Payment }) {
  return (
    <Document title="Cancel the payment?">
      <Head payment={props.payment} />
      <h1>Cancel the payment?</h1>
      <p>Nothing is charged. This link stops working; the cashier can send a new one.</p>
      <MoveForm payment={props.payment} move="cancel">
        <button class="btn btn-main" type="submit">Yes, cancel the payment</button>
      </MoveForm>
      <a class="btn" href={props.payment.path}>No, go on paying</a>
    </Document>
  );
}

export function format(payment: Payment, amountMinor: number): string {
  return formatMoney(amountMinor, payment.currency, payment.locale);
}

/** One form that makes one move; it works without script. */
export function MoveForm(props: { payment: Payment; move: string; children?: Child }) {
  return <form class="stack" method="post" action={`${props.payment.path}/${props.move}`}>{props.children}</form>;
}

function Step(props: StepProps & { title: string; children?: Child }) {
  return (
    <Document title={props.complaint ? `Problem: ${props.title}` : props.title}>
      <Head payment={props.payment} />
      <h1 id="title">{props.title}</h1>
      {props.complaint && <p class="notice err" role="alert" id="complaint">{props.complaint}</p>}
      {props.children}
      <Leave payment={props.payment} />
    </Document>
  );
}

function Head(props: { payment: Payment }) {
  return (
    <div class="stack tight">
      <p class="row apart">
        <span class="kpill">Klarna</span>
        <span>{props.payment.shopName}</span>
      </p>
      <p class="big">{format(props.payment, props.payment.amountMinor)}</p>
    </div>
  );
}

// "Cancel" and "Back" never appear together [D]: which one depends on the channel.
function Leave(props: { payment: Payment }) {
  const controls = [["decline", "Decline"], ["break", "Something breaks"], ["ask-for-id", "Ask for an ID check"]];
  return (
    <>
      {props.payment.isInShop
        ? <a class="btn" href={`${props.payment.path}/cancel`}>Cancel</a>
        : <PressButton payment={props.payment} move="back">Back to shop</PressButton>}
      <details class="push">
        <summary>Simulator controls</summary>
        <div class="stack tight">
          {props.payment.isInShop && <PressButton payment={props.payment} move="back">Back to shop</PressButton>}
          {controls.map(([move = "", label]) => (
            <PressButton key={move} payment={props.payment} move={move}>{label}</PressButton>
          ))}
        </div>
      </details>
    </>
  );
}

function PressButton(props: { payment: Payment; move: string; children?: Child }) {
  return (
    <MoveForm payment={props.payment} move={props.move}>
      <button class="btn" type="submit">{props.children}</button>
    </MoveForm>
  );
}

function GoTo(props: { payment: Payment; step: string; children?: Child }) {
  return (
    <MoveForm payment={props.payment} move="go-to">
      <input type="hidden" name="step" value={props.step} />
      <button class="btn" type="submit">{props.children}</button>
    </MoveForm>
  );
}

function Field(
  props: {
    name: string;
    label: string;
    value: string;
    autocomplete: string;
    type?: string;
    inputmode?: "numeric";
    isRequired?: boolean;
    complaint?: string | undefined;
  },
) {
  return (
    <p class="field">
      <label for={props.name}>{props.label}</label>
      <input
        class="input"
        id={props.name}
        name={props.name}
        type={props.type ?? "text"}
        value={props.value}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        required={props.isRequired ?? true}
        maxlength={99}
        aria-invalid={props.complaint ? "true" : undefined}
        aria-describedby={props.complaint ? "complaint" : undefined}
      />
    </p>
  );
}

function Pair(props: { term: string; children?: Child }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function describeDues(payment: Payment, plan: Plan): string {
  const [first, ...later] = plan.dues;
  if (!first) return "";
  if (later.length === 0) return `Due ${formatDay(first.dueAt)}`;
  const part = format(payment, later[0]?.amountMinor ?? 0);
  return `First ${formatDay(first.dueAt)}, then ${later.length} times ${part}. 0 % in this simulator.`;
}
