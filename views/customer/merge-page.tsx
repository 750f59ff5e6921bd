import { MERGE_FACTS, type MergeFact, type MergeSide } from "../../src/domain/customer-merge.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { CustomerView, Frame, StaffChoice } from "../data.ts";
import { ActionForm, ApproverFields } from "../form.tsx";
import { formatDate } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import { CustomerSearch, FoundCustomers } from "./customer-list.tsx";
import type { MergeSideView, MergeView } from "./data.ts";

export type MergeFindProps = { frame: Frame; kept: CustomerView; query: string; hits: CustomerView[] };

/** Looking for the double of a customer. */
export function MergeFindPage({ frame, kept, query, hits }: MergeFindProps) {
  const t = frame.t.customers;
  const title = t.mergeFindTitle(`${kept.givenName} ${kept.familyName}`);
  return (
    <Page frame={frame} title={title} shell="office" current="customers">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{title}</h1>
          <BackToCustomer frame={frame} customerId={kept.id} />
        </div>
        <p>{t.mergeFindLead}</p>
        <CustomerSearch frame={frame} action={`/customers/${kept.id}/merge`} query={query} />
        <FoundCustomers frame={frame} query={query} hits={hits} doubleOf={kept.id} />
      </main>
    </Page>
  );
}

export type MergePageProps = {
  frame: Frame;
  view: MergeView;
  /** Whoever may agree, when this operator may not decide alone; else empty. */
  approvers: StaffChoice[];
  problem?: Problem | null;
};

/** Both versions of each fact beside each other, to choose which stays. */
export function MergePage({ frame, view, approvers, problem = null }: MergePageProps) {
  const t = frame.t.customers;
  const { kept, other } = view;
  return (
    <Page frame={frame} title={t.mergeTitle} shell="office" current="customers">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{t.mergeTitle}</h1>
          <BackToCustomer frame={frame} customerId={kept.customerId} />
        </div>
        {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
        <p>{t.mergeMeans}</p>
        <ActionForm frame={frame} action={`/customers/${kept.customerId}/merge`} class="stack">
          <input type="hidden" name="otherId" value={other.customerId} />
          <input type="hidden" name="recordVersion" value={String(kept.recordVersion)} />
          <input type="hidden" name="otherVersion" value={String(other.recordVersion)} />
          <FactsTable frame={frame} view={view} />
          {approvers.length > 0 && <ApproverFields t={frame.t} approvers={approvers} why={t.seniorAgrees} />}
          <div class="row row-apart">
            <a class="btn btn-quiet" href={`/customers/${other.customerId}/merge/${kept.customerId}`}>{t.swap}</a>
            <button class="btn btn-main" type="submit">{t.mergeNow}</button>
          </div>
        </ActionForm>
      </main>
    </Page>
  );
}

function BackToCustomer({ frame, customerId }: { frame: Frame; customerId: string }) {
  return (
    <a class="btn btn-quiet" href={`/customers/${customerId}`} data-key={frame.keys.back}>
      <Icon name="back" /> {frame.t.customers.toCustomer} <Key frame={frame} action="back" />
    </a>
  );
}

function FactsTable({ frame, view }: { frame: Frame; view: MergeView }) {
  const t = frame.t.customers;
  const head = (side: MergeSideView, words: string) => (
    <th scope="col">
      {words}
      <br />
      <span class="meta">{t.onFileSince(formatDate(frame.shop, side.createdAt), side.sales)}</span>
    </th>
  );
  return (
    <table class="tbl">
      <thead>
        <tr>
          <th scope="col">{t.what}</th>
          {head(view.kept, t.stays)}
          {head(view.other, t.goes)}
        </tr>
      </thead>
      <tbody>
        {MERGE_FACTS.map((fact) => (
          <tr>
            <th scope="row">{t.facts[fact]}</th>
            <FactCell frame={frame} view={view} fact={fact} side="kept" />
            <FactCell frame={frame} view={view} fact={fact} side="other" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CellProps = { frame: Frame; view: MergeView; fact: MergeFact; side: MergeSide };

/** One version of a fact, to be chosen where the other one is different. */
function FactCell({ frame, view, fact, side }: CellProps) {
  const t = frame.t.customers;
  const said = view[side].facts[fact] || t.nothing;
  if (view.alike.includes(fact)) return <td>{side === "kept" ? said : <span class="meta">{t.alike}</span>}</td>;
  return (
    <td>
      <label class="choice">
        <input type="radio" name={fact} value={side} checked={view.choice[fact] === side} />
        <span>{said}</span>
      </label>
    </td>
  );
}
