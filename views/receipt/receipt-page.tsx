import type { Problem } from "../../src/domain/problem.ts";
import type { ReceiptDoc } from "../../src/domain/receipt.ts";
import type { FormState, Frame } from "../data.ts";
import type { ReceiptDeskView } from "./data.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { ReceiptDesk } from "./receipt-desk.tsx";
import { ReceiptSheet } from "./receipt-sheet.tsx";

export type ReceiptPageProps = {
  frame: Frame;
  saleCode: number;
  isPractice: boolean;
  doc: ReceiptDoc;
  desk: ReceiptDeskView;
  /** It was counted as a printing just now, and the browser prints it at once. */
  isToPrint: boolean;
  /** Some of its goods wait to be picked up. */
  isWaiting?: boolean;
  form?: FormState;
  problem?: Problem | null;
};

/** The receipt of a completed sale on its paper, and beside it what can be done with it. */
export function ReceiptPage(props: ReceiptPageProps) {
  const { saleCode, doc, desk, isToPrint, form, problem = null } = props;
  const frame = { ...props.frame, isPractice: props.isPractice };
  const { receipt: texts, receiptDesk } = frame.t;
  return (
    <Page frame={frame} title={texts.title(saleCode)} shell="paper">
      <main class="desk desk-beside" id="main" data-print-now={isToPrint ? "" : undefined}>
        <ReceiptSheet frame={frame} doc={doc} paper={desk.paper} isForLooking={!isToPrint} />
        <section class="panel no-print" aria-labelledby="desk-title">
          <div class="row">
            <a class="btn" href={`/sales/${desk.saleId}`} data-key={frame.keys.back}>
              <Icon name="back" /> {receiptDesk.backToSale} <Key frame={frame} action="back" />
            </a>
            <a class="btn" href={`/sales/${desk.saleId}/return`}>{frame.t.returns.link}</a>
            <a class="btn" href="/sales/find">{receiptDesk.findAnother}</a>
            {props.isWaiting && <a class="btn" href={`/sales/${desk.saleId}/pick-up`}>{frame.t.pickUp.toHandOver}</a>}
          </div>
          <h2 id="desk-title">{receiptDesk.heading}</h2>
          {isToPrint && <p>{receiptDesk.printByHand}</p>}
          <ReceiptDesk
            frame={frame}
            desk={desk}
            place="receipt"
            {...(form ? { form } : {})}
            problem={problem}
          />
        </section>
      </main>
    </Page>
  );
}
