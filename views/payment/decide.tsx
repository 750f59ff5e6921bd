import { ActionForm, ApproverFields } from "../form.tsx";
import { formatTimeExactly } from "../format.ts";
import { Key } from "../keys/key.tsx";
import { referencePairs } from "./facts.ts";
import { needsApproval, type Pair, Pairs, type WindowView } from "./parts.tsx";

/**
 * Klarna approved what somebody had stopped: the customer decides, and the cashier presses it. The money of another's
 * payment needs a senior, who types their PIN here.
 */
export function Decide({ view }: { view: WindowView }) {
  const { frame, payment } = view;
  const t = frame.t.payment;
  const { isKeepable } = view.facts;
  return (
    <>
      <ActionForm frame={frame} action={`/payments/${payment.id}/decision`} class="stack-sm">
        {needsApproval(view) && (
          <ApproverFields t={frame.t} approvers={view.approvers ?? []} why={t.seniorAgrees(payment.startedByName)} />
        )}
        <div class="picks picks-2">
          {isKeepable && <KeepButton view={view} />}
          <button
            class={isKeepable ? "btn" : "btn btn-main"}
            type="submit"
            name="decision"
            value="release"
            data-key={isKeepable ? undefined : frame.keys.klarna}
          >
            <span>
              {t.release}
              <small>{isKeepable ? t.releaseRest : t.releaseOnly}</small>
            </span>
          </button>
        </div>
      </ActionForm>
      <Pairs pairs={timesOf(view)} />
    </>
  );
}

function KeepButton({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <button class="btn btn-main" type="submit" name="decision" value="keep" data-key={view.frame.keys.klarna}>
      <span>
        {t.keep}
        <small>{t.keepRest(view.amount)}</small>
      </span>
      <Key frame={view.frame} action="klarna" />
    </button>
  );
}

function timesOf(view: WindowView): Pair[] {
  const { frame, payment } = view;
  const t = frame.t.payment;
  const at = (time: number) => formatTimeExactly(frame.shop, time);
  const asked = payment.cancelAskedAt === null ? [] : [{ term: t.cancelAskedAt, value: at(payment.cancelAskedAt) }];
  return [{ term: t.approvedAt, value: at(payment.statusAt) }, ...asked, ...referencePairs(view)];
}
