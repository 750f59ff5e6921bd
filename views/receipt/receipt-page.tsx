import type { Child } from "hono/jsx";
import type { Problem } from "../../src/domain/problem.ts";
import type { ReceiptDoc } from "../../src/domain/receipt.ts";
import type { FormState, Frame } from "../data.ts";
import type { ReceiptDeskView } from "./data.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { ReceiptDesk } from "./receipt-desk.tsx";
import { ReceiptSheet } from "./receipt-sheet.tsx";

type PaperProps = {
  frame: Frame;
  title: string;
  isPractice: boolean;
  doc: ReceiptDoc;
  desk: ReceiptDeskView;
  /** It was counted as a printing just now, and the browser prints it at once. */
  isToPrint: boolean;
  form?: FormState;
  problem?: Problem | null;
  /** Where to go from here. */
  children?: Child;
};

/** A receipt on its paper, and beside it what can be done with it. */
export function PaperPage(props: PaperProps) {
  const { title, doc, desk, isToPrint, form, problem = null, children } = props;
  const frame = { ...props.frame, isPractice: props.isPractice };
  const texts = frame.t.receiptDesk;
  return (
    <Page frame={frame} title={title} shell="paper">
      <main class="desk desk-beside" id="main" data-print-now={isToPrint ? "" : undefined}>
        <ReceiptSheet frame={frame} doc={doc} paper={desk.paper} isForLooking={!isToPrint} />
        <section class="panel no-print" aria-labelledby="desk-title">
          <div class="row">{children}</div>
          <h2 id="desk-title">{texts.heading}</h2>
          {isToPrint && <p>{texts.printByHand}</p>}
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

export type ReceiptPageProps = Omit<PaperProps, "title" | "children"> & {
  saleCode: number;
  /** Some of its goods wait to be picked up. */
  isWaiting?: boolean;
  /** It was given up after it was finished: nothing of it can come back. */
  isCancelled?: boolean;
};

/** The receipt of a completed sale. */
export function ReceiptPage({ saleCode, isWaiting = false, isCancelled = false, ...paper }: ReceiptPageProps) {
  const { frame, desk } = paper;
  const { receipt: texts, receiptDesk } = frame.t;
  return (
    <PaperPage {...paper} title={texts.title(saleCode)}>
      <a class="btn" href={desk.base} data-key={frame.keys.back}>
        <Icon name="back" /> {receiptDesk.backToSale} <Key frame={frame} action="back" />
      </a>
      {!isCancelled && <a class="btn" href={`${desk.base}/return`}>{frame.t.returns.link}</a>}
      <a class="btn" href="/sales/find">{receiptDesk.findAnother}</a>
      {isWaiting && <a class="btn" href={`${desk.base}/pick-up`}>{frame.t.pickUp.toHandOver}</a>}
    </PaperPage>
  );
}
