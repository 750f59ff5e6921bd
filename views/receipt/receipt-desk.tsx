import type { Problem } from "../../src/domain/problem.ts";
import { isAtLeast } from "../../src/domain/staff.ts";
import type { FormState, Frame } from "../data.ts";
import type { DeskPlace, ReceiptDeskView } from "./data.ts";
import { ActionForm, Field } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { ProblemNotice } from "../problem.tsx";
import { hasFailed, PrintHere, ReceiptStates } from "./receipt-states.tsx";

export type ReceiptDeskProps = {
  frame: Frame;
  desk: ReceiptDeskView;
  place: DeskPlace;
  form?: FormState;
  problem?: Problem | null;
};

const NOTHING_TYPED: FormState = { values: {}, problems: {} };

/** Print, e-mail, and what became of both: replaced as a whole by the answer to any of its forms. */
export function ReceiptDesk({ frame, desk, place, form = NOTHING_TYPED, problem = null }: ReceiptDeskProps) {
  const isAsked = Object.keys(form.values).length > 0;
  return (
    <div class="stack-sm" id="receipt-desk">
      {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
      <div class={place === "complete" ? "picks picks-2" : "picks"}>
        <PrintForm frame={frame} desk={desk} place={place} />
        {desk.hasMailer && desk.email !== null && (
          <MailForm frame={frame} desk={desk} place={place} email={desk.email} />
        )}
      </div>
      <ReceiptStates frame={frame} desk={desk} place={place} />
      {desk.hasSpentNumbers && place === "receipt" && <SpentNumbers frame={frame} desk={desk} place={place} />}
      <div class="desk-rest">
        {desk.hasPrinter && !hasFailed(desk.prints[0]) && <PrintHere frame={frame} desk={desk} place={place} />}
        {desk.hasMailer
          ? <OtherAddress frame={frame} desk={desk} place={place} form={form} isOpen={isAsked || desk.email === null} />
          : <p class="meta">{frame.t.receiptDesk.noMailServer}</p>}
      </div>
    </div>
  );
}

type PartProps = { frame: Frame; desk: ReceiptDeskView; place: DeskPlace };

/** On the register's own printer without a word; else on a page of its own, which the browser prints. */
function PrintForm({ frame, desk, place }: PartProps) {
  const texts = frame.t.receiptDesk;
  const isCopy = desk.prints.some(({ state }) => state !== "failed");
  return (
    <ActionForm
      frame={frame}
      action={`${desk.base}/prints`}
      {...(desk.hasPrinter ? { target: "#receipt-desk" } : {})}
    >
      <input type="hidden" name="way" value={desk.hasPrinter ? "printer" : "screen"} />
      <input type="hidden" name="place" value={place} />
      <button class="btn" type="submit" data-key={frame.keys.print}>
        <Icon name="print" />
        <span>
          {isCopy ? texts.printAgain : texts.print}
          <small>{desk.hasPrinter ? texts.onPrinter : texts.printHint[desk.paper]}</small>
        </span>
        <Key frame={frame} action="print" />
      </button>
    </ActionForm>
  );
}

/** Where the whole number of a sold gift card is; for a senior, how to print it once more. */
function SpentNumbers({ frame, desk, place }: PartProps) {
  const texts = frame.t.receiptDesk;
  return (
    <>
      <p class="meta">{texts.numbersSpent}</p>
      {frame.operator && isAtLeast(frame.operator.role, "senior") && (
        <ActionForm
          frame={frame}
          action={`${desk.base}/prints`}
          {...(desk.hasPrinter ? { target: "#receipt-desk" } : {})}
        >
          <input type="hidden" name="way" value={desk.hasPrinter ? "printer" : "screen"} />
          <input type="hidden" name="place" value={place} />
          <input type="hidden" name="numbers" value="again" />
          <button class="btn" type="submit">{texts.printNumbers}</button>
        </ActionForm>
      )}
    </>
  );
}

function MailForm({ frame, desk, place, email }: PartProps & { email: string }) {
  return (
    <ActionForm frame={frame} action={`${desk.base}/receipt-mails`} target="#receipt-desk">
      <input type="hidden" name="place" value={place} />
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="emailMeant" value={email} />
      <button class="btn" type="submit">
        <Icon name="mail" />
        <span>
          {frame.t.receiptDesk.email}
          <small>{email}</small>
        </span>
      </button>
    </ActionForm>
  );
}

/** Its key asks first: it shows the address, on file or to be typed, and Enter sends. */
function OtherAddress({ frame, desk, place, form, isOpen }: PartProps & { form: FormState; isOpen: boolean }) {
  const texts = frame.t.receiptDesk;
  return (
    <details open={isOpen && place === "receipt" || Object.keys(form.values).length > 0}>
      <summary data-key={frame.keys.email} data-asks>
        {desk.email === null ? texts.email : texts.otherAddress} <Key frame={frame} action="email" />
      </summary>
      <ActionForm
        frame={frame}
        action={`${desk.base}/receipt-mails`}
        target="#receipt-desk"
        class="stack-sm"
        judgedHere
      >
        <input type="hidden" name="place" value={place} />
        <Field
          t={frame.t}
          form={Object.keys(form.values).length > 0 ? form : { ...form, values: { email: desk.email ?? "" } }}
          name="email"
          label={texts.address}
          hint={texts.addressHint}
          type="email"
          required
        />
        <button class="btn" type="submit">{texts.send}</button>
      </ActionForm>
    </details>
  );
}
