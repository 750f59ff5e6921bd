import { isAtLeast } from "../../src/domain/staff.ts";
import { ActionForm, ApproverFields } from "../form.tsx";
import { ourReferencePair, referencePairs } from "./facts.ts";
import { Pairs, ShowLink, type WindowView } from "./parts.tsx";

/** Klarna's answers do not tell how it ended: a manager looks in Klarna's portal and says what is there. */
export function SettleBody({ view }: { view: WindowView }) {
  const { frame, payment } = view;
  const t = frame.t.payment;
  const managers = (view.approvers ?? []).filter(({ role }) => role === "manager");
  const isManager = frame.operator !== null && isAtLeast(frame.operator.role, "manager");
  return (
    <>
      <h3 class="lead" id="pay-question">{t.settleTitle}</h3>
      <p>{t.settleHow}</p>
      <Pairs pairs={[ourReferencePair(view), ...referencePairs(view)]} />
      <ActionForm frame={frame} action={`/payments/${payment.id}/settlement`} target="#pay" class="stack-sm">
        {!isManager && <ApproverFields t={frame.t} approvers={managers} why={t.managerAgrees} />}
        <div class="picks picks-2">
          <button class="btn" type="submit" name="finding" value="unpaid">
            <span>
              {t.settleUnpaid}
              <small>{t.settleUnpaidRest}</small>
            </span>
          </button>
          <button class="btn" type="submit" name="finding" value="returned">
            <span>
              {t.settleReturned}
              <small>{t.settleReturnedRest}</small>
            </span>
          </button>
        </div>
      </ActionForm>
    </>
  );
}

export function SettleActions({ view }: { view: WindowView }) {
  return <ShowLink view={view} show="auto" class="btn" shortcut="back">{view.frame.t.payment.settleNot}</ShowLink>;
}
