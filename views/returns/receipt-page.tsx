import type { Paper } from "../../src/domain/receipt.ts";
import type { Frame } from "../data.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { ReceiptSheet } from "../receipt/receipt-sheet.tsx";
import type { ReturnDoneView } from "./data.ts";
import { returnDoc } from "./return-doc.ts";

export type ReturnReceiptProps = { frame: Frame; view: ReturnDoneView; paper: Paper };

/** What the customer is handed for a return, on the paper of the register that looks; the browser prints it at once. */
export function ReturnReceiptPage({ frame: viewer, view, paper }: ReturnReceiptProps) {
  const frame = { ...viewer, isPractice: view.isPractice };
  const texts = frame.t.returns;
  return (
    <Page frame={frame} title={texts.done.title(view.number)} shell="paper">
      <main class="desk desk-beside" id="main" data-print-now="">
        <ReceiptSheet frame={frame} doc={returnDoc(frame, view)} paper={paper} isForLooking={false} />
        <section class="panel no-print" aria-label={texts.done.print}>
          <a class="btn" href={`/returns/${view.id}`} data-key={frame.keys.back}>
            <Icon name="back" /> {texts.done.title(view.number)} <Key frame={frame} action="back" />
          </a>
          <p>{frame.t.receiptDesk.printByHand}</p>
        </section>
      </main>
    </Page>
  );
}
