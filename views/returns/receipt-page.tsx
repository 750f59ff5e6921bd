import type { Paper } from "../../src/domain/receipt.ts";
import type { Frame } from "../data.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { ReceiptSheet } from "../receipt/receipt-sheet.tsx";
import type { ReturnDoneView } from "./data.ts";
import { returnDoc } from "./return-doc.ts";

export type ReturnReceiptProps = {
  frame: Frame;
  view: ReturnDoneView;
  paper: Paper;
  /** The browser prints it at once; else it is one to look at, and printed all the same it calls itself a copy. */
  isToPrint: boolean;
};

/** What the customer is handed for a return, on the paper of the register that looks. */
export function ReturnReceiptPage({ frame: viewer, view, paper, isToPrint }: ReturnReceiptProps) {
  const frame = { ...viewer, isPractice: view.isPractice };
  const texts = frame.t.returns;
  return (
    <Page frame={frame} title={texts.done.title(view.number)} shell="paper">
      <main class="desk desk-beside" id="main" data-print-now={isToPrint ? "" : undefined}>
        <ReceiptSheet frame={frame} doc={returnDoc(frame, view)} paper={paper} isForLooking={!isToPrint} />
        <section class="panel no-print" aria-label={texts.done.print}>
          <a class="btn" href={`/returns/${view.id}`} data-key={frame.keys.back}>
            <Icon name="back" /> {texts.done.title(view.number)} <Key frame={frame} action="back" />
          </a>
          {isToPrint && <p>{frame.t.receiptDesk.printByHand}</p>}
        </section>
      </main>
    </Page>
  );
}
